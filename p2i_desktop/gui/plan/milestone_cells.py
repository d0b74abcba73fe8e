"""The cells of the milestones: what each shows, what stands in its editor, and what a typed text means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from p2i_desktop.domain.buddies import PlanMilestone, PlanSide, SetupMilestone
from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.plan_dates import followers
from p2i_desktop.gui.date_words import Lean, parse_date
from p2i_desktop.gui.fields.date_entry import words_of
from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.line.columns import CellError
from p2i_desktop.gui.plan.milestone_board import Board
from p2i_desktop.i18n import Texts

COLUMNS = (  # those that stand beside the timeline come first
    "title", "owner_side", "due_on", "done_on", "starts_on", "depends_on", "progress", "owner", "setup_milestone",
    "evidence",
)  # fmt: skip
TIMELINE = len(COLUMNS)  # the whole milestone in one sentence: what the timeline shows
PROGRESS = frozenset({"done_on", "progress", "evidence"})  # may change while the plan is agreed
MOVES = frozenset({"starts_on", "due_on"})
LONGEST_TITLE = 400
LONGEST_OWNER = 200
_WRITTEN_TITLE = 60


class Cells:
    """Reads and writes the cells of a board in one language."""

    def __init__(self, board: Board, texts: Texts) -> None:
        self.board, self.texts = board, texts
        self._numbers = {one.id: row + 1 for row, one in enumerate(board.milestones)}

    # -- showing -----------------------------------------------------------------------------------------------------
    def shown(self, one: PlanMilestone, column: str) -> str:
        """What a cell shows."""
        texts = self.texts
        match column:
            case "owner_side":
                return self.side(one.owner_side)
            case "done_on":
                return self.standing(one)
            case "depends_on":
                return "; ".join(str(number) for number in self._asked(one))
            case "progress":
                return "" if one.progress is None else f"{one.progress}\u00a0%"
            case "setup_milestone":
                return texts.label(one.setup_milestone) if one.setup_milestone else ""
        value = getattr(one, column)
        if isinstance(value, date):
            return texts.date(value)
        return str(value or "").replace("\n", " ")

    def side(self, side: PlanSide) -> str:
        """The side that owns something, by its name."""
        return self.board.codes.get(side) or self.texts.label(side)

    def standing(self, one: PlanMilestone) -> str:
        """When it was done, or for how long it is late; empty while it runs."""
        if one.done_on is not None:
            return self.texts.date(one.done_on)
        late = self.board.late(one)
        return self.texts.ngettext("{n} day late", "{n} days late", late) if late else ""

    def short_late(self, days: int) -> str:
        """For how many days it is late, as short as a bar needs it: `12 d`."""
        return self.texts._("{n} d").replace("{n}", self.texts.number(days))

    def written(self, one: PlanMilestone, column: str) -> str:
        """What stands in the editor of a cell."""
        match column:
            case "done_on":
                return self.texts.date(one.done_on) if one.done_on else ""
            case "depends_on":
                return "; ".join(self.name(self.board.milestones[number - 1]) for number in self._asked(one))
            case "evidence":
                return one.evidence
            case "owner_side":
                return self.side_name(one.owner_side)
        return self.shown(one, column)

    def side_name(self, side: PlanSide) -> str:
        """The side with the name of its centre: `AT · Demo Centre A`."""
        named = self.board.names.get(side, "")
        return f"{self.side(side)} · {named}" if named else self.side(side)

    def name(self, one: PlanMilestone) -> str:
        """A milestone as it is named in the list of those that are waited for: number and title."""
        title = one.title.replace(";", ",").replace("\n", " ")
        return f"{self._numbers.get(one.id, 0)} {title[:_WRITTEN_TITLE]}".strip()

    def spoken(self, one: PlanMilestone) -> str:
        """The whole milestone in one sentence, for screen readers and the tooltip."""
        texts = self.texts
        parts = [f"{self._numbers.get(one.id, 0)} {one.title}", self.side_name(one.owner_side)]
        if one.owner:
            parts.append(one.owner)
        if one.starts_on is not None:
            parts.append(texts._("from {date}").replace("{date}", texts.weekday_date(one.starts_on)))
        if one.due_on is not None:
            parts.append(texts._("due {date}").replace("{date}", texts.weekday_date(one.due_on)))
        if one.done_on is not None:
            parts.append(texts._("done {date}").replace("{date}", texts.date(one.done_on)))
        elif self.board.late(one):
            parts.append(self.standing(one))
        if one.progress is not None:
            parts.append(f"{one.progress}\u00a0%")
        asked = ", ".join(self.name(self.board.milestones[number - 1]) for number in self._asked(one))
        if asked:
            parts.append(texts._("waits for {names}").replace("{names}", asked))
        return " · ".join(parts)

    def _asked(self, one: PlanMilestone) -> list[int]:
        return sorted(self._numbers[key] for key in one.depends_on if key in self._numbers)

    # -- reading -----------------------------------------------------------------------------------------------------
    def read(self, one: PlanMilestone, column: str, text: str) -> object:
        """The value that a typed text means; CellError in words."""
        typed = text.strip()
        match column:
            case "title":
                return self._title(typed)
            case "owner":
                return self._owner(typed)
            case "evidence":
                return text.strip()
            case "starts_on" | "due_on" | "done_on":
                return self._day(column, typed)
            case "progress":
                return self._share(typed)
            case "owner_side":
                return self._side(typed)
            case "setup_milestone":
                return self._step(typed)
        return self._waits(one, typed)

    def _title(self, typed: str) -> str:
        if not typed:
            raise CellError(self.texts._("A milestone needs a title. Del moves it to the bin."))
        if len(typed) > LONGEST_TITLE:
            words = self.texts._("A title has at most {most} characters; this one has {n}.")
            raise CellError(words.replace("{most}", str(LONGEST_TITLE)).replace("{n}", self.texts.number(len(typed))))
        return typed

    def _owner(self, typed: str) -> str:
        if len(typed) > LONGEST_OWNER:
            words = self.texts._("A name has at most {most} characters; this one has {n}.")
            raise CellError(words.replace("{most}", str(LONGEST_OWNER)).replace("{n}", self.texts.number(len(typed))))
        return typed

    def _day(self, column: str, typed: str) -> date | None:
        texts, board = self.texts, self.board
        if not typed:
            if column == "due_on":
                raise CellError(texts._("A milestone needs a due date."))
            return None
        # A day without a year lies in the plan; words and distances count from today.
        inside = column != "done_on" and typed[:1].isdecimal() and board.plan.starts is not None
        lean = Lean.PAST if column == "done_on" else Lean.FUTURE
        found = parse_date(typed, (inside and board.plan.starts) or board.today, words_of(texts), lean)
        if found is None:
            example = texts.date(board.today)
            words = texts._("This is not a date. Write it like {example}, +3 or a weekday.")
            raise CellError(words.replace("{example}", example))
        if column == "done_on" and found > board.today:
            raise CellError(texts._("A milestone is done today or earlier."))
        return found

    def _share(self, typed: str) -> int | None:
        bare = typed.replace("%", "").replace("\u00a0", "").strip()
        if not bare:
            return None
        if not (bare.isdecimal() and bare.isascii() and int(bare[:4]) <= 100 and len(bare) <= 4):
            raise CellError(self.texts._("Progress is a number from 0 to 100."))
        return int(bare)

    def _side(self, typed: str) -> PlanSide:
        for match in (_same, _starts, _within):
            found = {side for side in PlanSide for name in self._side_names(side) if typed and match(name, typed)}
            if len(found) == 1:
                return found.pop()
        raise CellError(self.texts._("Choose the side that owns the milestone."))

    def _side_names(self, side: PlanSide) -> list[str]:
        names = [self.board.codes.get(side, ""), self.texts.label(side), self.board.names.get(side, "")]
        return [name for name in (*names, self.side_name(side)) if name]

    def _step(self, typed: str) -> SetupMilestone | None:
        if not typed:
            return None
        named = {step: self.texts.label(step) for step in SetupMilestone}
        found = [step for step, name in named.items() if _same(name, typed)]
        found = found or [step for step, name in named.items() if _starts(name, typed)]
        if len(found) != 1:
            raise CellError(self.texts._("There is no set-up step {text}.").replace("{text}", typed[:40]))
        return found[0]

    def _waits(self, one: PlanMilestone, typed: str) -> frozenset[str]:
        found = set()
        for part in typed.replace("\n", ";").split(";"):
            if part.strip():
                found.add(self._milestone(one, part.strip()).id)
        gone = one.depends_on - self._numbers.keys()  # what lies in the bin comes back with its links
        return frozenset(found | gone)

    def _milestone(self, one: PlanMilestone, typed: str) -> PlanMilestone:
        texts, others = self.texts, self.board.milestones
        named = next((other for other in others if _same(self.name(other), typed)), None)
        named = named or self._numbered(typed)
        for match in (_same, _starts, _within):
            fitting = [other for other in others if named is None and match(other.title, typed)]
            named = fitting[0] if len(fitting) == 1 else named
        if named is None:
            raise CellError(texts._("There is no milestone {text}.").replace("{text}", typed[:40]))
        if named.id == one.id:
            raise CellError(texts._("A milestone cannot wait for itself."))
        return named

    def _numbered(self, typed: str) -> PlanMilestone | None:
        """The milestone whose number is typed, and nothing else."""
        others = self.board.milestones
        number = int(typed[:6]) if typed.isdecimal() and typed.isascii() else 0
        return others[number - 1] if 0 < number <= len(others) else None

    # -- what can be chosen --------------------------------------------------------------------------------------------
    def hits(self, one: PlanMilestone, column: str, typed: str) -> Sequence[Hit]:
        """What may be meant by what is typed; all of it for nothing."""
        texts = self.texts
        match column:
            case "owner_side":
                found = [Hit(side, self.side_name(side)) for side in PlanSide]
            case "setup_milestone":
                found = [Hit(step, texts.label(step)) for step in SetupMilestone]
            case "depends_on":
                later = {one.id, *(other.id for other in followers(self.board.milestones, one.id))}
                free = [other for other in self.board.milestones if other.id not in later]
                meant = self._numbered(typed)  # 2 is the second one, not the twelfth where the second may not be meant
                found = [Hit(other.id, self.name(other)) for other in free if meant in (None, other)]
            case _:
                return ()
        if not typed:
            return found
        starts = [hit for hit in found if _starts(hit.title, typed) or _starts(hit.title.partition(" ")[2], typed)]
        return starts + [hit for hit in found if hit not in starts and _within(hit.title, typed)]


def _same(name: str, typed: str) -> bool:
    return fold(name) == fold(typed)


def _starts(name: str, typed: str) -> bool:
    return fold(name).startswith(fold(typed))


def _within(name: str, typed: str) -> bool:
    return fold(typed) in fold(name)
