"""A naive count of workshops from the JSON archive alone, written from the rules and not from the product."""

from collections.abc import Iterator
from datetime import date, datetime, time
from fractions import Fraction
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.journeys.archive import Archive, Range, Row, number, share

_NOTHING: Range = (None, None, None)


class Came(NamedTuple):
    """Somebody, or a group, who was at a workshop: how many, how, and for how many minutes by the list."""

    seat: Row
    size: int
    mode: str
    minutes: Fraction | None  # None: nothing was noted


class Held:
    """A workshop of a period."""

    def __init__(self, a: Archive, row: Row) -> None:
        self.a, self.row = a, row
        mine = [one for one in a.live("workshop_session") if one["workshop"] == row["id"]]
        self.sessions = {one["id"]: _length(one, row["timezone"]) for one in mine}
        self.seats = [one for one in a.live("participation") if one["workshop"] == row["id"]]
        self.marks = [one for one in a.live("attendance") if one["session"] in self.sessions]
        self.taken = any(one["participation"] in {seat["id"] for seat in self.seats} for one in self.marks)
        self.whole = sum((length or 0) for length in self.sessions.values())
        self.came = list(self._came())

    def _of(self, seat: Row) -> list[Row]:
        return [one for one in self.marks if one["participation"] == seat["id"]]

    def _came(self) -> Iterator[Came]:
        for seat in self.seats:
            if seat["status"] == "cancelled" or seat["role"] == "organiser":
                continue
            marks = self._of(seat)
            there = [one for one in marks if one["status"] in ("present", "part")]
            group = _is_group(seat)
            if not there and not (group and not marks and seat["status"] == "registered"):
                continue
            form = self.row["format"]
            mode = seat["mode"] if form == "hybrid" else form
            if there:
                mode = "on_site" if any(one["mode"] == "on_site" for one in there) else "online"
            size = seat["group_size"] if group else 1
            yield Came(
                seat, size, mode, sum((self._minutes(one) for one in there), Fraction(0)) * size if marks else None
            )

    def _minutes(self, mark: Row) -> Fraction:
        if mark["minutes"] is not None:
            return Fraction(mark["minutes"])
        length = Fraction(self.sessions[mark["session"]] or 0)
        return length / 2 if mark["status"] == "part" else length

    def heads(self, mode: str) -> int:
        told = self.row[f"headcount_{mode}"]
        return int(told) if told is not None else sum(one.size for one in self.came if one.mode == mode)

    def people(self) -> int:
        return self.heads("on_site") + self.heads("online")

    def minutes(self) -> Fraction:
        noted = sum((one.minutes for one in self.came if one.minutes is not None), Fraction(0))
        for mode in ("on_site", "online"):
            ticked = sum(one.size for one in self.came if one.mode == mode and one.minutes is not None)
            noted += max(0, self.heads(mode) - ticked) * self.whole
        return noted

    def organisations(self) -> set[str]:
        return {self.a.final(one.seat["organisation"]) for one in self.came if one.seat["organisation"]}

    def written(self) -> set[str]:
        """Organisations beside the names that are no record here; capitals and spaces make no difference."""
        texts = [one.seat["organisation_as_written"] for one in self.came if not one.seat["organisation"]]
        return {" ".join(text.lower().split()) for text in texts if text}

    def registered(self) -> list[bool]:
        """One entry for each person registered by name: whether nobody saw and nobody excused them."""
        if not self.taken:
            return []
        named = [s for s in self.seats if s["status"] == "registered" and s["role"] != "organiser" and not _is_group(s)]
        return [all(one["status"] == "absent" for one in self._of(seat)) for seat in named]

    def untimed(self) -> bool:
        return self.people() > 0 and (not self.sessions or None in self.sessions.values())


def counted(a: Archive) -> list[Row]:
    """Workshops that may count in some period."""
    rows = [row for row in a.live("workshop") if row["status"] in ("held", "documented")]
    return [row for row in rows if row["origin"] != "external"]


def held(a: Archive) -> list[Held]:
    """Those of the period."""
    return [Held(a, row) for row in counted(a) if a.within(row["starts_on"])]


def workshops(a: Archive) -> dict[str, Range]:
    """EVT-01 to EVT-10 of a period."""
    found = held(a)
    people = sum(one.people() for one in found)
    known = {name for one in found for name in one.organisations()}
    unmatched = {text for one in found for text in one.written()}
    here = {row["id"] for row in a.live("workshop")} & {row["id"] for row in counted(a)}
    certificates = [
        row
        for row in a.live("participation")
        if row["workshop"] in here and row["certificate_code"] and row["status"] != "cancelled" and a.within(row["certificate_on"])
    ]  # fmt: skip
    missed = [one for each in found for one in each.registered()]
    said = about(a, found)
    return {
        "EVT-01": number(len(found)),
        "EVT-02": number(people),
        "EVT-03": share(sum(one.heads("online") for one in found), 0, people),
        "EVT-04": number(len({c.seat["contact"] for one in found for c in one.came if c.seat["contact"]})),
        "EVT-05": (Fraction(len(known)), Fraction(len(known)), Fraction(len(known) + len(unmatched))),
        "EVT-06": _hours(found),
        "EVT-07": _rating(said),
        "EVT-08": share(sum(row["answers"] for row in said), 0, people),
        "EVT-09": number(len(certificates)),
        "EVT-10": share(sum(missed), 0, len(missed)),
    }


def about(a: Archive, found: list[Held]) -> list[Row]:
    """The answers about these workshops."""
    ids = {one.row["id"] for one in found}
    return [row for row in a.live("feedback") if row["about"]["type"] == "workshop" and row["about"]["id"] in ids]


def _hours(found: list[Held]) -> Range:
    minutes = sum((one.minutes() for one in found), Fraction(0))
    visited, untimed = sum(one.people() > 0 for one in found), sum(one.untimed() for one in found)
    hours = minutes / 60
    if untimed:
        return (None if untimed == visited and not minutes else hours), hours, None
    return number(hours)


def _rating(said: list[Row]) -> Range:
    if not said:
        return _NOTHING
    rated = [row for row in said if row["rating"] is not None]
    open_ = sum(row["answers"] for row in said if row["rating"] is None)
    n = sum(row["answers"] for row in rated)
    total = sum((Fraction(row["rating"]) * row["answers"] for row in rated), Fraction(0))
    return (total / n if n else None), (total + open_) / (n + open_), (total + 5 * open_) / (n + open_)


def _is_group(seat: Row) -> bool:
    return bool(seat["group_name"]) and not seat["contact"] and not seat["name_as_written"]


def _length(session: Row, zone: str) -> int | None:
    """Minutes; none is claimed for what lasts a night or has no times."""
    if not (session["starts_on"] and session["starts_at"] and session["ends_at"]):
        return None
    first, last = session["starts_on"], session["ends_on"] or session["starts_on"]
    ends = [(first, session["starts_at"]), (last, session["ends_at"])]
    begun, over = (
        datetime.combine(date.fromisoformat(on), time.fromisoformat(at), ZoneInfo(zone)).timestamp() for on, at in ends
    )
    minutes = int((over - begun) // 60)
    return None if minutes <= 0 or (first != last and minutes > 12 * 60) else minutes
