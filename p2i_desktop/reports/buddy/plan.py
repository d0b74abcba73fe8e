"""The support plan as both sides sign it: what is needed, wanted, planned and agreed, with the minutes behind it."""

from collections.abc import Iterator

from p2i_desktop.domain.buddies import PlanSide
from p2i_desktop.reports import framing
from p2i_desktop.reports.buddy import annexes, rows, words
from p2i_desktop.reports.buddy.facts import Party, PlanFacts
from p2i_desktop.reports.buddy.over_time import gantt
from p2i_desktop.reports.document import (
    Block,
    Contents,
    Cover,
    Document,
    Facts,
    Landscape,
    Note,
    PageBreak,
    Text,
)
from p2i_desktop.reports.framing import Numbers, Paper
from p2i_desktop.reports.timeline import Signature, Signatures

_LONG, _MANY = 160, 60  # letters of a title, milestones
_MOST_TITLE = 200  # letters of the plan's title on the cover; the whole of it stands on the next page
_BOTH = (PlanSide.MENTOR, PlanSide.NEW)


def build(facts: PlanFacts) -> Document:
    """The plan as pages."""
    numbers = Numbers(facts.texts)
    blocks: list[Block] = [_cover(facts), Contents(facts.texts._("Contents"), 1)]
    parts = (_glance, _start, _objectives, _measures, _meetings, _milestones, _setup, _risks, _lessons, _agreement)
    for part in parts:
        blocks += part(facts, numbers)
    if facts.annexes:
        blocks += annexes.minutes(facts, numbers)
        blocks += annexes.evaluation(facts, numbers)
    return framing.document(facts.frame, paper(facts), tuple(blocks))


def paper(facts: PlanFacts) -> Paper:
    """What the paper is called."""
    return Paper(
        facts.texts._("Buddy support plan"), words.pair(facts), "buddy_plan", words.mark(facts), words.edition(facts)
    )


def named(facts: PlanFacts) -> tuple[str, ...]:
    """What stands in the name of the file: key and version, never a person."""
    t = facts.texts
    state = t.label(facts.plan.status) if facts.is_draft else ""
    hidden = t._("anonymised") if facts.frame.anonymised else ""
    return tuple(part for part in (facts.key, f"v{facts.plan.version}", state, hidden) if part)


def _cover(facts: PlanFacts) -> Cover:
    t = facts.texts
    lines = [
        *_party(facts, PlanSide.MENTOR, facts.mentor),
        *_party(facts, PlanSide.NEW, facts.new),
        t._("Plan year {period}").format(period=words.period(facts)),
        words.version_words(facts),
    ]
    if facts.plan.agreed_on is not None:
        lines.append(t._("Agreed on {date}").format(date=t.date(facts.plan.agreed_on)))
    if facts.is_draft:
        lines.append(t._("This is a draft: it binds nobody until both sides have signed it."))
    if facts.frame.anonymised:
        lines.append(words.anonymous_line(t))
    lines.append(t._("Made on {date} from the records kept up to that day").format(date=t.date(facts.frame.today)))
    return Cover(
        title=" ".join((t._("Buddy support plan"), str(facts.pairing.year or ""))).strip(), subtitle=_short(facts.plan.title),
        centre=framing.programme_name(facts.programme), lines=tuple(lines), foot=framing.funding(facts.programme),
        emblem=framing.emblem(t, facts.programme),
    )  # fmt: skip


def _short(title: str) -> str:
    return title if len(title) <= _MOST_TITLE else title[: _MOST_TITLE - 1].rstrip() + "…"


def _party(facts: PlanFacts, which: PlanSide, party: Party) -> tuple[str, ...]:
    t = facts.texts
    coordinator = t._("Coordinator: {name}").format(name=party.coordinator)
    return (words.told(t.label(which), party.name), *((coordinator,) if party.coordinator else ()))


def _glance(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    t, state = facts.texts, facts.state
    yield numbers.chapter(t._("At a glance"))
    yield Facts(
        tuple(
            (label, value)
            for label, value in (
                (t._("Title"), facts.plan.title), (t._("Programme"), framing.programme_name(facts.programme)),
                (t.label(PlanSide.MENTOR), facts.mentor.name), (t._("Coordinator of the mentor"), facts.mentor.coordinator),
                (t.label(PlanSide.NEW), facts.new.name), (t._("Coordinator of the new centre"), facts.new.coordinator),
                (t._("Plan year"), words.period(facts)), (t._("Version"), words.version_words(facts)),
                (t._("Agreed on"), t.date(facts.plan.agreed_on) if facts.plan.agreed_on else ""),
                (t._("State"), t.label(state.word)), (t._("Milestones done"), words.done_of(t, state.done, state.total)),
                (t._("Meetings"), words.meeting_words(facts)),
            )
            if value
        )
    )  # fmt: skip
    if facts.plan.summary:
        yield Text(facts.plan.summary)


def _start(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    t = facts.texts
    yield numbers.chapter(t._("Starting point and needs"))
    if facts.plan.starting_point:
        yield Text(facts.plan.starting_point)
    figure = numbers.figure() if facts.needs else ""
    table = rows.needs(facts, numbers)
    if facts.needs:
        yield rows.levels(facts, figure, table.number)
    yield table


def _objectives(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    t = facts.texts
    yield numbers.chapter(t._("Objectives and indicators"))
    yield rows.objectives(facts, numbers)


def _measures(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    t = facts.texts
    yield numbers.chapter(t._("Measures"))
    yield rows.measures(facts, numbers)


def _meetings(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    t = facts.texts
    yield numbers.chapter(t._("Meetings"))
    least = facts.state.meetings.minimum
    yield Text(
        t.ngettext(
            "The two centres meet at least {n} time in the plan year.",
            "The two centres meet at least {n} times in the plan year.", least,
        )
    )  # fmt: skip
    yield Text(words.meeting_words(facts))
    yield rows.meetings(facts, numbers)


def _milestones(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    t = facts.texts
    heading = numbers.chapter(t._("Milestones"))
    table = rows.milestones(facts, numbers)
    longest = max((len(one.title) for one in facts.milestones), default=0)
    if longest > _LONG or len(facts.milestones) > _MANY:  # pages on their side take half as many of them
        yield Landscape((heading, table, PageBreak(), gantt(facts, numbers.figure(), table.number)))
        return
    yield heading
    yield table
    if facts.milestones:
        yield Landscape((gantt(facts, numbers.figure(), table.number),))


def _setup(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    t = facts.texts
    yield numbers.chapter(t._("Set-up of the new centre"))
    yield Text(rows.readiness_words(facts))
    yield rows.setup(facts, numbers)


def _risks(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    t = facts.texts
    yield numbers.chapter(t._("Risks"))
    yield rows.risks(facts, numbers)


def _lessons(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    t, plan = facts.texts, facts.plan
    told = [(t.field(type(plan), name), getattr(plan, name)) for name in ("transferability", "lessons")]
    told = [(label, text) for label, text in told if text]
    if told:
        yield numbers.chapter(t._("What others can take over"))
        yield from (Text(text, lead=label) for label, text in told)


def _agreement(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    t = facts.texts
    yield numbers.chapter(t._("Agreement"), new_page=True)
    yield Text(
        t._("Both sides agree to version {number} of this plan: its needs, objectives, milestones, measures and risks.").format(
            number=facts.plan.version
        )
    )  # fmt: skip
    digest = framing.grouped(facts.content_digest)
    yield Text(digest, "small", lead=t._("Digest of the content (SHA-256)"))
    yield Signatures(tuple(_signature(facts, side) for side in _BOTH))
    yield Note("*", t._("Days and places of meetings may change without a new version; all else starts one."))


def _signature(facts: PlanFacts, which: PlanSide) -> Signature:
    t = facts.texts
    given = facts.signed(which)
    valid = given is not None and facts.holds(given)
    name = given.name if given is not None and valid else ""
    function = given.function if given is not None and valid else ""
    on = t.date(given.signed_on) if given is not None and valid and given.signed_on else ""
    lines = ((t._("Name"), name), (t._("Function"), function), (t._("Date"), on), (t._("Signature"), ""))
    return Signature(words.signing_for(facts, which), lines, _signed(facts, which))


def _signed(facts: PlanFacts, which: PlanSide) -> str:
    """What is known about the signature of a side: to which version and content, and whether that is this one."""
    t, given = facts.texts, facts.signed(which)
    if given is None:
        return t._("Not signed yet.")
    values = {
        "number": given.plan_version, "date": t.date(given.signed_on), "digest": given.plan_digest[: framing.DIGITS],
    }  # fmt: skip
    if facts.holds(given):
        return t._("Signed version {number} on {date}, content {digest}.").format(**values)
    return t._("Signed other content before (version {number}, {date}): this content is still to be signed.").format(
        **values
    )
