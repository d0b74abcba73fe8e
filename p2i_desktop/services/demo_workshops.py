"""The demo centre's workshops over four years: planned, held and documented, with people, attendance, feedback, certificates."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from p2i_desktop.domain.advice import Topic
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.certificates import draw
from p2i_desktop.domain.network import TargetGroup, Transition
from p2i_desktop.domain.record import About, Money, Record
from p2i_desktop.domain.workshops import (
    AgendaItem,
    Attendance,
    AttendanceMode,
    AttendanceStatus,
    Disclosure,
    EventFormat,
    EventOrigin,
    EventStatus,
    EventType,
    FeedbackAnswer,
    FeedbackQuestion,
    ParticipantRole,
    Participation,
    ParticipationStatus,
    Workshop,
    WorkshopSession,
)
from p2i_desktop.services.demo_people import Cast, Ids
from p2i_desktop.services.demo_workshop_texts import GUESTS_ABROAD, WorkshopTexts

_T, _F, _G = EventType, EventFormat, TargetGroup
_SITE, _LINE = AttendanceMode.ON_SITE, AttendanceMode.ONLINE


@dataclass(frozen=True)
class _Event:
    """One event of each year of the plot; `room` is its capacity, `people` how many come by name."""

    type: EventType
    format: EventFormat
    month: int
    day: int
    begins: time
    ends: time
    people: int
    topics: tuple[Topic, ...]
    groups: tuple[TargetGroup, ...] = (_G.PUBLIC_BUYERS,)
    days: int = 1
    abroad: bool = False  # most people come from other countries, the language is English
    class_of: int = 0  # a counted group beside the named people
    counted: bool = False  # heads were counted at the door
    certificates: bool = False
    origin: EventOrigin = EventOrigin.OWN
    place: tuple[str, str, str] = ("", "AT", "")  # city, country, zone; "" = as the centre


_PLOT = (
    _Event(_T.TRAINING, _F.ON_SITE, 2, 12, time(9), time(16, 30), 22, (Topic.TRAINING, Topic.PROCEDURE_CHOICE), certificates=True),
    _Event(_T.WEBINAR, _F.ONLINE, 3, 18, time(10), time(11, 30), 40, (Topic.MARKET_CONSULTATION,), (_G.PUBLIC_BUYERS, _G.UTILITIES)),
    _Event(_T.PEER_TO_PEER_SESSION, _F.HYBRID, 4, 9, time(9, 30), time(15), 14, (Topic.STRATEGY, Topic.GOOD_PRACTICE), (_G.CENTRES,), abroad=True, certificates=True),
    _Event(_T.SEMINAR, _F.HYBRID, 5, 21, time(13), time(16), 26, (Topic.FUNDING_NATIONAL, Topic.FUNDING_EU), (_G.PUBLIC_BUYERS, _G.START_UPS)),
    _Event(_T.REGIONAL_ROADSHOW, _F.ON_SITE, 6, 17, time(14), time(17), 16, (Topic.NEEDS_ASSESSMENT,), (_G.PUBLIC_BUYERS, _G.GENERAL_PUBLIC), class_of=24, counted=True),
    _Event(_T.LEARNING_LAB, _F.ON_SITE, 9, 16, time(9), time(15), 12, (Topic.FUNCTIONAL_SPECIFICATION, Topic.AWARD_CRITERIA_LCC), days=2, certificates=True),
    _Event(_T.STUDY_VISIT, _F.ON_SITE, 9, 30, time(10), time(16), 8, (Topic.STRATEGY,), (_G.CENTRES,), days=2, abroad=True, origin=EventOrigin.PARTNER, place=("Demo Lisboa", "PT", "Europe/Lisbon")),
    _Event(_T.KNOWLEDGE_EXCHANGE_MEETING, _F.ONLINE, 10, 27, time(10), time(12), 18, (Topic.MONITORING_KPI,), (_G.CENTRES, _G.RESEARCH), abroad=True),
    _Event(_T.CONFERENCE, _F.ON_SITE, 11, 26, time(9), time(17), 48, (Topic.GOOD_PRACTICE, Topic.MATCHMAKING), (_G.PUBLIC_BUYERS, _G.SUPPLIERS, _G.POLICY_MAKERS), class_of=18, counted=True),
)  # fmt: skip
_CALLED_OFF = (1, 7)  # year of the plot, event: too few people
_ANSWERED_ALONE = 1  # years back for which each answer is kept; before, the total was typed in
_SCORES = (5, 5, 4, 4, 4, 3, 5, 4, 2)


def workshops(
    rng: Random, ids: Ids, texts: WorkshopTexts, cast: Cast, first: date, today: date, scale: int
) -> list[Record]:
    """All events from the first day to half a year after today, parents before children; a small centre has small events."""
    share = min(1.0, (scale + 100) / 500)
    plot = [replace(event, people=max(4, round(event.people * share))) for event in _PLOT]
    made: list[Record] = []
    for year in range(first.year, today.year + 2):
        for n, event in enumerate(plot):
            starts = _working(date(year, event.month, event.day) + timedelta(days=(year - first.year) % 3))
            if starts <= today + timedelta(days=180):
                called_off = (year - first.year, n) == _CALLED_OFF
                made += _Telling(rng, ids, texts, cast, first, today, event, n, starts, called_off).records()
    return made


class _Telling:
    """One event as far as it has come today."""

    def __init__(
        self, rng: Random, ids: Ids, texts: WorkshopTexts, cast: Cast, first: date, today: date, event: _Event, n: int, starts: date, called_off: bool,
    ) -> None:  # fmt: skip
        self.rng, self.ids, self.texts, self.cast, self.today = rng, ids, texts, cast, today
        self.event, self.n, self.starts, self.called_off = event, n, starts, called_off
        self.ends = starts + timedelta(days=event.days - 1)
        self.made_on = min(max(starts - timedelta(days=150), first), today)
        self.held = self.ends < today and not called_off
        self.moves = self._moves()
        self.status = self.moves[-1][1] if self.moves else EventStatus.IDEA
        self.id = ids(self.made_on)

    def _moves(self) -> list[tuple[EventStatus, EventStatus, date]]:
        steps = [
            (EventStatus.PLANNED, self.starts - timedelta(days=120)),
            (EventStatus.REGISTRATION_OPEN, self.starts - timedelta(days=60)),
            (EventStatus.HELD, self.ends + timedelta(days=1)),
            (EventStatus.DOCUMENTED, self.ends + timedelta(days=30)),
        ]
        if self.called_off:
            steps = [steps[0], (EventStatus.CANCELLED, self.starts - timedelta(days=14))]
        moves, now = [], EventStatus.IDEA
        for status, on in steps:
            if on <= self.today:
                moves.append((now, status, max(on, self.made_on)))
                now = status
        return moves

    def records(self) -> list[Record]:
        sessions = self._sessions()
        people = (
            self._people()
            if self.status in (EventStatus.REGISTRATION_OPEN, EventStatus.HELD, EventStatus.DOCUMENTED)
            else []
        )
        rows = self._attendance(sessions, people) if self.held else []
        there = {row.participation for row in rows if row.status in (AttendanceStatus.PRESENT, AttendanceStatus.PART)}
        workshop = self._workshop(len(there) + self.event.class_of)
        if self.event.certificates and self.held:
            people = [self._certified(one, rows, sessions) for one in people]
        made: list[Record] = [workshop, *sessions, *self._agenda(), *people, *rows]
        made += [
            Transition(
                id=self.ids(on), about=About("workshop", self.id), field="status", old=old, new=new, on=on,
                reason=self.texts.cancelled if new is EventStatus.CANCELLED else "",
            )
            for old, new, on in self.moves
        ]  # fmt: skip
        return [*made, *self._feedback(len(there)), *self._handed_out(len(people))]

    def _workshop(self, heads: int) -> Workshop:
        event, year = self.event, self.starts.year
        city, country, zone = event.place
        online = event.format is EventFormat.ONLINE
        past = self.status is EventStatus.DOCUMENTED
        asked = event.people * 4 if self.status is not EventStatus.IDEA else None
        return Workshop(
            id=self.id, number=f"W-{year}-{self.n + 1:02d}", type=event.type, title=self.texts.titles[self.n], format=event.format,
            language="en" if event.abroad else self.cast.centre.language, languages=frozenset({"en"} if event.abroad else {self.cast.centre.language}),
            status=self.status, origin=event.origin, starts_on=self.starts, starts_at=event.begins, ends_on=self.ends, ends_at=event.ends,
            timezone=zone or self.cast.centre.timezone, venue="" if online else self.texts.venue.format(place=self.n + 1),
            city="" if online else city or "Demo Town", country="" if online else country,
            link="" if event.format is EventFormat.ON_SITE else f"https://meet.demo.example/w{year}-{self.n + 1:02d}",
            topics=frozenset(event.topics), target_groups=frozenset(event.groups), capacity=event.people + event.class_of + 10, invited=asked,
            registration_until=self.starts - timedelta(days=5), cost=Money(Decimal(180 + 45 * event.people), "EUR"), materials=self.texts.materials if self.held else "",
            protocol=self.texts.protocol if past else "", lessons=self.texts.lessons if past and self.n % 2 else "",
            headcount_on_site=heads + 20 if event.counted and self.held else None, programme=self.cast.programme.id, source="Demo",
        )  # fmt: skip

    def _sessions(self) -> list[WorkshopSession]:
        days = [self.starts + timedelta(days=n) for n in range(self.event.days)]
        return [
            WorkshopSession(
                id=self.ids(self.made_on), workshop=self.id, title=self.texts.day.format(n=n) if len(days) > 1 else "",
                starts_on=day, starts_at=self.event.begins, ends_on=day, ends_at=self.event.ends,
            )
            for n, day in enumerate(days, 1)
        ]  # fmt: skip

    def _agenda(self) -> list[AgendaItem]:
        titles = self.texts.agendas[self.n]
        whole = _minutes(self.event.begins, self.event.ends) * self.event.days
        long = whole // len(titles) // 15 * 15
        made, at, day = [], 0, 1
        for position, title in enumerate(titles, 1):
            if at + long > whole // self.event.days * day and day < self.event.days:
                at, day = whole // self.event.days * day, day + 1
            begins = datetime.combine(self.starts, self.event.begins) + timedelta(
                minutes=at - whole // self.event.days * (day - 1)
            )
            speaker = (
                self.texts.speaker.format(n=position - 1)
                if position in (2, 3)
                else self.texts.moderator
                if position == 1
                else ""
            )
            made.append(
                AgendaItem(
                    id=self.ids(self.made_on), workshop=self.id, position=f"{position:04d}", day=day, starts=begins.time(), minutes=long, title=title, speaker=speaker,
                )
            )  # fmt: skip
            at += long
        return made

    # -- people ----------------------------------------------------------------------------------------------------
    def _people(self) -> list[Participation]:
        wanted = self.event.people
        if not self.held:  # registrations come in until the day
            wanted = max(3, wanted * max(0, 60 - (self.starts - self.today).days) // 60)
        offices = [one for one in (self.cast.abroad if self.event.abroad else self.cast.clients) if one.contacts]
        known = [(contact, office.id) for office in offices for contact in office.contacts]
        self.rng.shuffle(known)
        known = known[: wanted * 2 // 3]
        made = [self._person(n, contact=contact, organisation=office) for n, (contact, office) in enumerate(known)]
        for n in range(len(known), wanted):
            name, language = GUESTS_ABROAD[n % len(GUESTS_ABROAD)] if self.event.abroad else (self.texts.guest, "")
            made.append(self._person(n, name_as_written=name.format(n=n + 1), language=language))
        roles = ((self.texts.speaker.format(n=1), ParticipantRole.SPEAKER), (self.texts.moderator, ParticipantRole.MODERATOR), (self.cast.staff[0].name, ParticipantRole.ORGANISER))  # fmt: skip
        made += [self._person(0, name_as_written=name, role=role) for name, role in roles]
        if self.event.class_of and self.held:
            made.append(self._person(0, group_name=self.texts.group, group_size=self.event.class_of))
        return made

    def _person(self, n: int, **told: object) -> Participation:
        status = ParticipationStatus.REGISTERED
        if n and n % 11 == 0:
            status = ParticipationStatus.CANCELLED
        elif n and n % 13 == 0 and not self.held:
            status = ParticipationStatus.WAITLISTED
        on = min(self.starts - timedelta(days=self.rng.randint(6, 50)), self.today)
        walk_in = self.held and n % 15 == 14
        mode = (
            _LINE
            if self.event.format is EventFormat.ONLINE or (self.event.format is EventFormat.HYBRID and n % 3 == 2)
            else _SITE
        )
        made = Participation(
            id=self.ids(max(on, self.made_on)),
            workshop=self.id,
            status=status,
            mode=mode,
            registered_on=None if walk_in else max(on, self.made_on),
        )
        return replace(made, **told)  # type: ignore[arg-type]

    def _attendance(self, sessions: list[WorkshopSession], people: list[Participation]) -> list[Attendance]:
        made = []
        whole = _minutes(self.event.begins, self.event.ends)
        for one in people:
            away = one.status is ParticipationStatus.CANCELLED
            staff = one.role is not ParticipantRole.PARTICIPANT or bool(one.group_name) or one.registered_on is None
            for session in sessions if not away else ():
                chance = self.rng.random() if not staff else 0.0
                status = (
                    AttendanceStatus.PRESENT if chance < 0.82 else AttendanceStatus.PART if chance < 0.88
                    else AttendanceStatus.EXCUSED if chance < 0.92 else AttendanceStatus.ABSENT
                )  # fmt: skip
                made.append(
                    Attendance(
                        id=self.ids(self.ends), session=session.id, participation=one.id, status=status, mode=one.mode,
                        minutes=whole // 3 if status is AttendanceStatus.PART else None,
                    )
                )  # fmt: skip
        return made

    def _certified(self, one: Participation, rows: list[Attendance], sessions: list[WorkshopSession]) -> Participation:
        there = sum(row.participation == one.id and row.status is AttendanceStatus.PRESENT for row in rows)
        takes_part = one.role is ParticipantRole.PARTICIPANT and not one.group_name
        if not takes_part or there < len(sessions) or one.status is ParticipationStatus.CANCELLED:
            return one
        on = min(self.ends + timedelta(days=1), self.today)
        return replace(one, certificate_code=draw(self.rng.randbytes), certificate_on=on)

    # -- afterwards ------------------------------------------------------------------------------------------------
    def _feedback(self, there: int) -> list[Record]:
        questions = [
            FeedbackQuestion(id=self.ids(self.made_on), workshop=self.id, position=f"{n:04d}", text=text, in_words=n == len(self.texts.questions))
            for n, text in enumerate(self.texts.questions, 1)
        ]  # fmt: skip
        answers = there * 3 // 5
        if self.status is not EventStatus.DOCUMENTED or not answers:
            return list(questions)
        on = min(self.ends + timedelta(days=3), self.today)
        about = About("workshop", self.id)
        if self.ends.year < self.today.year - _ANSWERED_ALONE:
            rating = Decimal(self.rng.randint(380, 480)) / 100
            return [*questions, Feedback(id=self.ids(on), about=about, answers=answers, rating=rating, on=on)]
        made: list[Record] = [*questions]
        for n in range(answers):
            scores = [self.rng.choice(_SCORES) for _ in questions[:-1]]
            comment = self.rng.choice(self.texts.comments) if n % 4 == 0 else ""
            mean = round(Decimal(sum(scores)) / len(scores), 2)
            feedback = Feedback(id=self.ids(on), about=about, rating=mean, on=on)
            made.append(feedback)
            made += [FeedbackAnswer(id=self.ids(on), feedback=feedback.id, question=question.id, score=score) for question, score in zip(questions, scores, strict=False)]  # fmt: skip
            if comment:
                made.append(
                    FeedbackAnswer(id=self.ids(on), feedback=feedback.id, question=questions[-1].id, words=comment)
                )
        return made

    def _handed_out(self, people: int) -> list[Record]:
        if not self.held:
            return []
        return [
            Disclosure(
                id=self.ids(self.starts), about=About("workshop", self.id), on=self.starts, by=self.cast.staff[-1].id, what=self.texts.sheet,
                records=people, purpose=self.texts.purpose,
            )
        ]  # fmt: skip


def _minutes(begins: time, ends: time) -> int:
    return (ends.hour - begins.hour) * 60 + ends.minute - begins.minute


def _working(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)
