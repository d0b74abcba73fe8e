"""The workshops behind the figures of a year as a report lists them, with what each record adds; nobody is named."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from p2i_desktop.domain.advice import Confidentiality, Topic
from p2i_desktop.domain.figures import Scope
from p2i_desktop.domain.figures.market_rows import FeedbackRow
from p2i_desktop.domain.figures.quality import missing_in_workshop
from p2i_desktop.domain.figures.workshop_rows import WorkshopRow
from p2i_desktop.domain.parties import OrganisationKind
from p2i_desktop.domain.presence import Presence, Seat, Share, is_no_show, mode_of, was_present
from p2i_desktop.domain.workshops import AttendanceMode, AttendanceStatus, Workshop
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.event_lines import ParticipationLine, WorkshopFacts, WorkshopLine
from p2i_desktop.reports.facts import Number, Worth
from p2i_desktop.services.work import Work
from p2i_desktop.storage.figure_rows_workshops import scores

_HOUR = 60
_WORKSHOP, _SEAT = "workshop", "participation"


@dataclass
class EventsBehind:
    """One year's workshops with the words that a report prints; restricted ones are counted and not listed."""

    work: Work
    scope: Scope
    texts: Texts

    @cached_property
    def facts(self) -> WorkshopFacts:
        """All lines; a file without workshops costs nothing."""
        if not self.scope.office.rows.workshops.workshops:
            return WorkshopFacts()
        there = self.scope.workshops.present.values()
        return WorkshopFacts(
            workshops=tuple(self._line(row) for row in self._listed),
            participations=tuple(line for row in self._listed for line in self._participations(row)),
            modes=(sum(one.on_site for one in there), sum(one.online for one in there)),
            scores=self._scores(),
            nothing=False,
        )

    @property
    def restricted(self) -> dict[str, int]:
        """How many workshops of the year count but are not listed."""
        n = len(self._held) - len(self._listed)
        return {_WORKSHOP: n} if n else {}

    # -- rows ----------------------------------------------------------------------------------------------------------
    @property
    def _held(self) -> tuple[WorkshopRow, ...]:
        return self.scope.workshops.held

    @cached_property
    def _listed(self) -> list[WorkshopRow]:
        """A report goes to anybody: it is made as nobody sees."""
        return [row for row in self._held if row.confidentiality != Confidentiality.RESTRICTED]

    @cached_property
    def _records(self) -> dict[str, Workshop]:
        return self.work.store.many(Workshop, [row.id for row in self._listed])

    @cached_property
    def _answers(self) -> dict[str, list[FeedbackRow]]:
        found: dict[str, list[FeedbackRow]] = {}
        for row in self.scope.workshops.feedback:
            found.setdefault(row.workshop or "", []).append(row)
        return found

    @cached_property
    def _certified(self) -> dict[str, date]:
        return {row.participation: row.on for row in self.scope.workshops.certificates}

    def _label(self, kind: type[StrEnum], value: str) -> str:
        return self.texts.label(kind(value)) if value else ""

    def _scores(self) -> tuple[int, ...]:
        ids = [row.id for row in self.scope.workshops.feedback]
        with self.work.store.connection() as connection:
            return scores(connection, ids)

    # -- lines -----------------------------------------------------------------------------------------------------------
    def _line(self, row: WorkshopRow) -> WorkshopLine:
        record, there, texts = self._records[row.id], self.scope.workshops.present[row.id], self.texts
        topics = sorted((self._label(Topic, topic) for topic in row.topics), key=texts.sort_key)
        country = texts.country(record.country) if record.country else ""
        mean, rated, answers = _judged(self._answers.get(row.id, []))
        certified = sum(1 for seat in self._seats(row) if seat.id in self._certified)
        return WorkshopLine(
            id=row.id, number=record.number or record.provisional_number, title=record.title, type=texts.label(record.type),
            format=texts.label(record.format), status=texts.label(record.status), starts_on=row.starts_on,
            ends_on=record.ends_on, place=", ".join(part for part in (record.city, country) if part),
            topics=", ".join(topics), participations=there.participations, on_site=there.on_site, online=there.online,
            persons=len(there.persons), organisations=len(set(self.scope.workshops.workshops.organisations(row))),
            registered=there.registered, no_shows=there.no_shows, walk_ins=there.walk_ins, hours=there.minutes / _HOUR,
            hours_known=not self.scope.workshops.hours_unknown(row), rating=mean, rated=rated, answers=answers,
            certificates=certified, missing=missing_in_workshop(row),
        )  # fmt: skip

    def _seats(self, row: WorkshopRow) -> tuple[Seat, ...]:
        return self.scope.workshops.workshops.seats(row)

    def _participations(self, row: WorkshopRow) -> list[ParticipationLine]:
        """Those behind a figure: who was there, who was registered, who has a certificate; neither cancelled nor organisers."""
        shares = {one.seat: one for one in self.scope.workshops.workshops.shares(row) if one.seat}
        there, registered = self.scope.workshops.present[row.id], self.scope.workshops.registered
        behind = [
            seat
            for seat in self._seats(row)
            if seat.id in shares or seat.id in registered or seat.id in self._certified
        ]
        return [
            self._participation(row, n, seat, shares.get(seat.id), there) for n, seat in enumerate(behind, 1)
        ]  # fmt: skip

    def _participation(
        self, row: WorkshopRow, n: int, seat: Seat, share: Share | None, there: Presence
    ) -> ParticipationLine:
        record = self._records[row.id]
        office = self.scope.office
        of = office.organisation(office.root(seat.organisation)) if seat.organisation else None
        return ParticipationLine(
            id=seat.id, workshop=row.id, number=record.number or record.provisional_number, starts_on=row.starts_on, row=n,
            role=self.texts.label(seat.role), group_size=seat.group_size or None,
            kind=self._label(OrganisationKind, of.kind) if of else "",
            country=self.texts.country(of.country) if of and of.country else "",
            mode=self.texts.label(share.mode if share else mode_of(seat)), came=self._came(seat, there),
            heads=share.heads if share else 0, minutes=share.minutes if share else Decimal(0),
            certificate_on=self._certified.get(seat.id),
        )  # fmt: skip

    def _came(self, seat: Seat, there: Presence) -> str:
        """Whether somebody was there, in a word."""
        statuses = {mark.status for mark in seat.marks}
        if was_present(seat):
            whole = not statuses or statuses == {AttendanceStatus.PRESENT}
            return self.texts.label(AttendanceStatus.PRESENT if whole else AttendanceStatus.PART)
        if is_no_show(seat, marked=there.marked):
            return self.texts._("No-show")
        return self.texts.label(AttendanceStatus.EXCUSED) if AttendanceStatus.EXCUSED in statuses else ""

    # -- what each record adds -------------------------------------------------------------------------------------------
    def worth(self, code: str, kind: str, key: str) -> Worth | None:
        """What a record of a workshop adds to a figure; None for records of other types and other figures."""
        if kind == "feedback" and (answer := self._said.get(key)) is not None:
            value, n = _worth_of(answer, code)
            return Worth(kind, key, value, self._days[answer.workshop or ""], n)
        if code == "EVT-09":
            return Worth(kind, key, 1, self._certified[key])
        if code in ("EVT-04", "EVT-05"):
            return Worth(kind, key, 1, self._first_days[kind].get(key))
        if kind == _WORKSHOP:
            return self._of_workshop(code, key)
        if kind == _SEAT and key in self._workshop_of:
            return self._of_seat(code, key)
        return None

    @cached_property
    def _said(self) -> dict[str, FeedbackRow]:
        return {row.id: row for row in self.scope.workshops.feedback}

    @cached_property
    def _days(self) -> dict[str, date]:
        return {row.id: row.starts_on for row in self._held}

    @cached_property
    def _workshop_of(self) -> dict[str, str]:
        return {seat.id: row.id for row in self._held for seat in self._seats(row)}

    @cached_property
    def _shares(self) -> dict[str, list[Share]]:
        """What each participation adds, and under the id of a workshop its counted heads."""
        found: dict[str, list[Share]] = {}
        for row in self._held:
            for one in self.scope.workshops.workshops.shares(row):
                found.setdefault(one.seat or row.id, []).append(one)
        return found

    @cached_property
    def _first_days(self) -> dict[str, dict[str, date]]:
        """The day on which a contact and an organisation first came in the period."""
        persons: dict[str, date] = {}
        organisations: dict[str, date] = {}
        for row in self._held:
            for person in self.scope.workshops.present[row.id].persons:
                persons.setdefault(person, row.starts_on)
            for organisation in self.scope.workshops.workshops.organisations(row):
                organisations.setdefault(organisation, row.starts_on)
        return {"contact": persons, "organisation": organisations}

    def _of_workshop(self, code: str, key: str) -> Worth:
        day = self._days.get(key)
        if code == "EVT-08":
            answers = sum(row.answers for row in self._answers.get(key, ()))
            return Worth(_WORKSHOP, key, answers, day, self.scope.workshops.present[key].participations)
        if code == "DQ-01":
            row = next(row for row in self._held if row.id == key)
            return Worth(_WORKSHOP, key, int(not missing_in_workshop(row)), day)
        return self._shared(code, _WORKSHOP, key, day)

    def _of_seat(self, code: str, key: str) -> Worth:
        day = self._days[self._workshop_of[key]]
        if code == "EVT-10":
            return Worth(_SEAT, key, int(self.scope.workshops.registered[key]), day)
        return self._shared(code, _SEAT, key, day)

    def _shared(self, code: str, kind: str, key: str, day: date | None) -> Worth:
        """Heads, heads online of all heads, hours: what the counting says that it adds."""
        mine = self._shares.get(key, [])
        heads = sum(one.heads for one in mine)
        if code == "EVT-02":
            return Worth(kind, key, heads, day)
        if code == "EVT-03":
            online = sum(one.heads for one in mine if one.mode is AttendanceMode.ONLINE)
            return Worth(kind, key, online, day, heads)
        if code == "EVT-06":
            return Worth(kind, key, sum((one.minutes for one in mine), Decimal(0)) / _HOUR, day)
        return Worth(kind, key, 1, day)


def _judged(answers: list[FeedbackRow]) -> tuple[Decimal | None, int, int]:
    """(mean of the ratings, answers with a rating, all answers)."""
    rated = sum(row.answers for row in answers if row.rating is not None)
    total = sum((row.rating * row.answers for row in answers if row.rating is not None), Decimal(0))
    return (total / rated if rated else None), rated, sum(row.answers for row in answers)


def _worth_of(answer: FeedbackRow, code: str) -> tuple[Number, int]:
    """A rating weighted by the answers it stands for; in all other figures the answer counts as one."""
    return ((answer.rating or Decimal(0)) * answer.answers, answer.answers) if code == "EVT-07" else (1, 1)
