"""Who calls and who answers on a day of the demo centre, and the entry that is written about it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from p2i_desktop.domain.advice import Channel, Consultation, ConsultationType, EntryOrigin, StaffTime, Topic
from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.domain.record import About, Record, link_id
from p2i_desktop.services.demo_calendar import answered_at
from p2i_desktop.services.demo_case import Story
from p2i_desktop.services.demo_people import Cast, Client, Ids
from p2i_desktop.services.demo_texts import DemoTexts

_CHANNELS = (
    (Channel.PHONE, 42), (Channel.EMAIL, 24), (Channel.VIDEO, 18), (Channel.ON_SITE_CLIENT, 6), (Channel.AT_CENTRE, 4),
    (Channel.EVENT, 4), (Channel.PORTAL, 2),
)  # fmt: skip
_CHANNEL_NAMES, _CHANNEL_WEIGHTS = zip(*_CHANNELS, strict=True)
_LONG_MINUTES = (45, 60, 60, 90, 120, 150)
_ORIGINS = (EntryOrigin.QUICK_LOG,) * 6 + (EntryOrigin.TYPED,) * 3 + (EntryOrigin.TIMER,)
_TOPICS = tuple(Topic)


class Desk:
    """The people of the centre at work; what they write goes to `records`."""

    def __init__(self, rng: Random, ids: Ids, texts: DemoTexts, cast: Cast, first: date, today: date) -> None:
        self.rng, self.ids, self.texts, self.cast = rng, ids, texts, cast
        self.first, self.today = first, today
        self.records: list[Record] = []

    def client(self, day: date) -> Client:
        """Some call often, most seldom; new ones appear from year to year."""
        if self.rng.random() < 0.03:
            return self.rng.choice(self.cast.abroad)
        known = 0.4 + 0.6 * (day - self.first).days / (self.today - self.first).days
        return self.cast.clients[int(known * len(self.cast.clients) * self.rng.random() ** 1.6)]

    def advisor(self, day: date) -> StaffMember:
        while True:
            member = self.cast.staff[int(len(self.cast.staff) * self.rng.random() ** 1.15)]
            if (member.active_from is None or member.active_from <= day) and (
                member.active_to is None or day <= member.active_to
            ):
                return member

    def put(self, day: date, advisor: str, fields: dict[str, Any], minutes: int) -> Consultation:
        """One consultation with what is the same for all: channel, minutes, failed attempts, entries not to be counted."""
        rng = self.rng
        channel = rng.choices(_CHANNEL_NAMES, _CHANNEL_WEIGHTS)[0]
        fields["preparation_minutes"] = rng.choice((0, 0, 0, 5, 10, 20, 30))
        if channel in (Channel.ON_SITE_CLIENT, Channel.AT_CENTRE, Channel.EVENT) and minutes:
            minutes = rng.choice(_LONG_MINUTES)
            if channel is Channel.ON_SITE_CLIENT:
                fields["travel_minutes"] = rng.choice((30, 45, 60, 90, 120, 180))
        chance = rng.random()
        if fields["type"] is ConsultationType.DOCUMENT_REVIEW:
            fields["preparation_minutes"] = rng.choice((45, 60, 90, 120, 180))
        elif chance < 0.035:
            minutes, channel, fields["contact_made"] = 0, Channel.PHONE, False
            fields["note"] = rng.choice(self.texts.failed)
        elif chance < 0.06:
            fields["substantive"] = False
        elif chance < 0.068:
            fields |= {"count_out": True, "count_out_reason": rng.choice(self.texts.count_out)}
        if fields["type"] is ConsultationType.ENQUIRY and channel is Channel.EMAIL:
            received = datetime.combine(day, time(8 + int(rng.random() * 8), int(rng.random() * 60)), UTC)
            answer = answered_at(received, rng.randint(10, 1500))
            fields |= {"received_at": received, "first_answer_at": answer if answer.date() <= self.today else None}
        elif fields["type"] is ConsultationType.ENQUIRY and channel in (Channel.PORTAL, Channel.EVENT):
            fields["first_response_minutes"] = 30 + 15 * (day.toordinal() % 29)  # told, not timed
        made = Consultation(
            id=self.ids(day), on=day, starts=time(8 + int(rng.random() * 9), int(rng.random() * 12) * 5) if rng.random() < 0.6 else None,
            channel=channel, advisor=advisor, contact_minutes=minutes, language=self.cast.centre.language,
            origin=rng.choice(_ORIGINS), programme=self.cast.programme.id if rng.random() < 0.94 else None, **fields,
        )  # fmt: skip
        if rng.random() < 0.006:
            binned = datetime.combine(min(day + timedelta(days=1), self.today), time(9), UTC)
            made = replace(made, deleted_at=binned)
        self.records.append(made)
        return made

    def who(self, client: Client, day: date) -> dict[str, Any]:
        """Organisation and contacts of a talk; seldom a person alone, or two organisations."""
        rng, chance = self.rng, self.rng.random()
        contacts = frozenset(rng.sample(client.contacts, k=min(len(client.contacts), 2 if chance < 0.08 else 1)))
        if chance > 0.98 and contacts:
            return {"contacts": contacts}
        if 0.7 < chance < 0.9:  # the office alone is enough in a hurry
            contacts = frozenset()
        who: dict[str, Any] = {"organisation": client.id, "contacts": contacts}
        if 0.5 < chance < 0.515:
            other = self.client(day)
            if other is not client:
                who["other_organisations"] = frozenset({other.id})
        return who

    def topics(self, day: date, story: Story | None) -> frozenset[Topic]:
        """Mostly those of the case; seldom none, more often so in the last fortnight: entries to complete."""
        chance = self.rng.random()
        if chance < (0.15 if (self.today - day).days < 14 else 0.02):
            return frozenset()
        if story is None or chance > 0.85:
            return frozenset({_TOPICS[int(self.rng.random() ** 1.3 * len(_TOPICS))]})
        return frozenset(story.topics)

    def second_advisor(self, talk: Consultation, day: date) -> None:
        other = self.advisor(day)
        if other.id != talk.advisor:
            self.records.append(
                StaffTime(
                    id=link_id("staff_time", talk.id, other.id), about=About("consultation", talk.id), staff=other.id, on=day,
                    contact_minutes=talk.contact_minutes, preparation_minutes=self.rng.choice((0, 10, 30)), programme=talk.programme,
                    deleted_at=talk.deleted_at,
                )
            )  # fmt: skip

    def is_there(self, staff_id: str, day: date) -> bool:
        member = next(member for member in self.cast.staff if member.id == staff_id)
        return member.active_to is None or day <= member.active_to
