"""Four years of a centre, told day by day: calls, cases, follow-ups, silence, closings, and what is due today."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from p2i_desktop.domain.advice import (
    Action,
    CaseParty,
    CaseRole,
    CaseStatus,
    Channel,
    Confidentiality,
    Consultation,
    ConsultationType,
    EntryOrigin,
    StaffTime,
    Topic,
)
from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.domain.record import About, Record, link_id
from p2i_desktop.i18n import Texts
from p2i_desktop.services.demo_calendar import call_days, work_day
from p2i_desktop.services.demo_case import Story, begin
from p2i_desktop.services.demo_people import CODE, Cast, Client, Ids
from p2i_desktop.services.demo_texts import DemoTexts

_CHANNELS = (
    (Channel.PHONE, 42), (Channel.EMAIL, 24), (Channel.VIDEO, 18), (Channel.ON_SITE_CLIENT, 6), (Channel.AT_CENTRE, 4),
    (Channel.EVENT, 4), (Channel.PORTAL, 2),
)  # fmt: skip
_CHANNEL_NAMES, _CHANNEL_WEIGHTS = zip(*_CHANNELS, strict=True)
_MINUTES = (5, 10, 10, 15, 15, 15, 20, 20, 25, 30, 30, 40, 45, 60)
_LONG_MINUTES = (45, 60, 60, 90, 120, 150)
_ORIGINS = (EntryOrigin.QUICK_LOG,) * 6 + (EntryOrigin.TYPED,) * 3 + (EntryOrigin.TIMER,)
_DUE_OFFSETS = (-8, -3, -1, 0, 0, 1, 2, 4, 5, 7, 9, 14)
_PLACES_OF_TOPICS = tuple(Topic)


class Life:
    """Tells the story; `records` holds what came of it, in the order in which it happened."""

    def __init__(
        self, rng: Random, ids: Ids, texts: DemoTexts, words: Texts, cast: Cast, first: date, today: date
    ) -> None:
        self.rng, self.ids, self.texts, self.words, self.cast = rng, ids, texts, words, cast
        self.first, self.today = first, today
        self.records: list[Record] = []
        self.stories: list[Story] = []
        self._open: list[Story] = []
        self._numbers: dict[int, int] = {}
        self._sweep = first
        self._labels = {topic: words.label(topic) for topic in Topic}

    def tell(self, count: int) -> None:
        """`count` consultations from the first day to today, with all that belongs to them."""
        for day in call_days(self.rng, self.first, self.today, count):
            if (day - self._sweep).days > 27:
                self._close_silent(day)
                self._sweep = day
            self._call(day)
        self._close_silent(self.today)
        self._plan_today()
        for story in self.stories:
            self._settle_actions(story)
            self.records += [story.record(self.texts, self.rng), *story.moves, *story.actions]

    # -- one call --------------------------------------------------------------------------------------------------
    def _call(self, day: date) -> None:
        chance = self.rng.random()
        story = self._due_story(day) if chance >= 0.31 else None
        if chance < 0.03:
            self._enquiry(day, None)
        elif story is not None:
            self._follow_up(story, day)
        elif chance < 0.2 or not (client := self._client(day)).buys:
            self._enquiry(day, self._client(day))
        else:
            self._first_talk(client, day)

    def _due_story(self, day: date) -> Story | None:
        """An open case whose next talk is due; the one that waits longest of a few."""
        if not self._open:
            return None
        some = [self._open[int(self.rng.random() * len(self._open))] for _ in range(6)]
        waiting = min(some, key=lambda story: story.next_on)
        return waiting if waiting.next_on <= day else None

    def _client(self, day: date) -> Client:
        """Some call often, most seldom; new ones appear from year to year."""
        if self.rng.random() < 0.03:
            return self.rng.choice(self.cast.abroad)
        known = 0.4 + 0.6 * (day - self.first).days / (self.today - self.first).days
        return self.cast.clients[int(known * len(self.cast.clients) * self.rng.random() ** 1.6)]

    def _advisor(self, day: date) -> StaffMember:
        while True:
            member = self.cast.staff[int(len(self.cast.staff) * self.rng.random() ** 1.15)]
            if (member.active_from is None or member.active_from <= day) and (
                member.active_to is None or day <= member.active_to
            ):
                return member

    def _enquiry(self, day: date, client: Client | None) -> None:
        note = self.rng.choice(self.texts.enquiries)
        fields: dict[str, Any] = {"type": ConsultationType.ENQUIRY, "note": note, "topics": self._topics(day, None)}
        if client is None:
            fields["anonymous"] = True
        else:
            fields |= self._who(client, day)
            if self.rng.random() < 0.12:
                fields["specific"] = False
        self._put(day, self._advisor(day).id, fields, self.rng.choice(_MINUTES[:8]))

    def _first_talk(self, client: Client, day: date) -> None:
        number = self._numbers[day.year] = self._numbers.get(day.year, 0) + 1
        advisor = self._advisor(day).id
        programme, language = self.cast.programme.id, self.cast.centre.language
        name = f"{CODE}-{day.year}-{number:04d}"
        story = begin(self.rng, self.ids, self.texts, client, advisor, name, day, programme, language)
        story.restricted = len(self.stories) % 60 == 4
        self.stories.append(story)
        self._parties(story, day)
        self._accept(story, day)
        self._talk(story, day, ConsultationType.INITIAL)
        if self.rng.random() < 0.36:  # some come with more than a need
            story.move(self.ids, "phase", self.rng.choice(story.road[1:5]), day)
        if story.status not in (CaseStatus.DECLINED, CaseStatus.REDIRECTED):
            self._open.append(story)

    def _accept(self, story: Story, day: date) -> None:
        chance = self.rng.random()
        answered = min(work_day(day + timedelta(days=self.rng.choice((0, 0, 1, 3)))), self.today)
        if chance < 0.03:
            status = CaseStatus.DECLINED if chance < 0.012 else CaseStatus.REDIRECTED
            story.move(self.ids, "status", status, answered)
            story.closed_on = answered
        elif chance < 0.97 or (self.today - day).days > 20:
            story.accepted_on = answered
            story.move(self.ids, "status", CaseStatus.ACCEPTED, answered)
            if answered == day:
                story.move(self.ids, "status", CaseStatus.IN_PROGRESS, day)

    def _parties(self, story: Story, day: date) -> None:
        chosen = [(story.client, CaseRole.LEAD_BUYER)]
        if story.fixed["joint"]:
            chosen.append((self._client(day), CaseRole.PARTICIPATING_BUYER))
        if story.fixed["cross_border"]:
            chosen.append((self.rng.choice(self.cast.abroad), CaseRole.PARTICIPATING_BUYER))
        for client, role in {client.id: (client, role) for client, role in reversed(chosen)}.values():
            contact = client.contacts[0] if client.contacts and role is CaseRole.LEAD_BUYER else None
            self.records.append(
                CaseParty(id=link_id("case_party", story.id, client.id), case=story.id, organisation=client.id, contact=contact, role=role)
            )  # fmt: skip

    def _follow_up(self, story: Story, day: date) -> None:
        if not self._is_there(story.advisor, day):
            story.advisor = self._advisor(day).id
        if story.status is CaseStatus.NEW:
            story.accepted_on = day
            story.move(self.ids, "status", CaseStatus.ACCEPTED, day)
        if story.status in (CaseStatus.ACCEPTED, CaseStatus.ON_HOLD):
            story.move(self.ids, "status", CaseStatus.IN_PROGRESS, day)
        self._talk(story, day, self._kind(story))
        story.advance(self.rng, self.ids, day, self.texts)
        story.last_on = day
        story.talks_left -= 1
        story.next_on = day + timedelta(days=self.rng.randint(5, 45))
        if story.talks_left <= 0:
            self._finish(story, day)
        elif self.rng.random() < 0.04:
            story.move(self.ids, "status", CaseStatus.ON_HOLD, day)

    def _finish(self, story: Story, day: date) -> None:
        if story.status is not CaseStatus.IN_PROGRESS:
            story.move(self.ids, "status", CaseStatus.IN_PROGRESS, day)
        story.end(self.rng, self.ids, day, self.today)
        if story.status is CaseStatus.CLOSED:
            self._open.remove(story)
            later = (story.closed_on or day) + timedelta(days=self.rng.randint(20, 90))
            if self.rng.random() < 0.015 and later < self.today:
                story.move(self.ids, "status", CaseStatus.IN_PROGRESS, later, self.rng.choice(self.texts.reasons_back))
                if story.phase not in story.road:
                    story.move(self.ids, "phase", story.road[-1], later, self.texts.reasons_back[0])
                story.closed_on = story.outcome = story.reason = None
                story.next_on, story.last_on, story.talks_left = later, later, 2
                self._open.append(story)
        else:
            story.next_on = self.today + timedelta(days=1)

    def _close_silent(self, day: date) -> None:
        """Nobody answered for months: the centre closes the case."""
        for story in list(self._open):
            if (day - story.last_on).days > story.patience and story.status is not CaseStatus.COMPLETED:
                if story.status is CaseStatus.NEW:
                    story.move(self.ids, "status", CaseStatus.DECLINED, day)
                    story.closed_on = day
                else:
                    if story.status is CaseStatus.ACCEPTED:
                        story.move(self.ids, "status", CaseStatus.IN_PROGRESS, day)
                    story.end(self.rng, self.ids, day, self.today, silent=True)
                self._open.remove(story)

    # -- what is written down --------------------------------------------------------------------------------------
    def _kind(self, story: Story) -> ConsultationType:
        chance = self.rng.random()
        if story.talks_left == 1 and chance < 0.25:
            return ConsultationType.CLOSE_OUT
        if chance < 0.07:
            return ConsultationType.DOCUMENT_REVIEW
        return ConsultationType.ADMINISTRATIVE if chance > 0.97 else ConsultationType.FOLLOW_UP

    def _talk(self, story: Story, day: date, kind: ConsultationType) -> None:
        rng, texts = self.rng, self.texts
        topics = self._topics(day, story)
        label = self._labels[min(topics, default=story.topics[0])]
        fields: dict[str, Any] = {"type": kind, "topics": topics, **self._who(story.client, day)}
        if rng.random() >= 0.012:  # now and then the case is forgotten: an entry to complete
            fields["case"] = story.id
        if rng.random() < 0.36:
            fields["subject"] = rng.choice(texts.subjects).replace("{topic}", label).replace("{need}", story.need)[:200]
        if kind is ConsultationType.DOCUMENT_REVIEW:
            fields["note"] = rng.choice(texts.reviews)
        elif kind is ConsultationType.CLOSE_OUT:
            fields["note"] = rng.choice(texts.closings)
        else:
            fields["note"] = f"{rng.choice(texts.questions)} {rng.choice(texts.answers)}".replace("{need}", story.need)
        if rng.random() < 0.08:
            fields["advice"] = rng.choice(texts.advices)
        if story.restricted:
            fields["confidentiality"] = Confidentiality.RESTRICTED
        minutes = 0 if kind is ConsultationType.DOCUMENT_REVIEW else rng.choice(_MINUTES)
        made = self._put(day, story.advisor, fields, minutes)
        if made.contact_made and rng.random() < 0.045:
            self._second_advisor(made, day)
        if rng.random() < 0.2:
            due = work_day(day + timedelta(days=rng.randint(2, 24)))
            self._action(story, due)

    def _put(self, day: date, advisor: str, fields: dict[str, Any], minutes: int) -> Consultation:
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
            fields |= {"received_at": received, "first_answer_at": received + timedelta(minutes=rng.randint(10, 1500))}
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

    def _who(self, client: Client, day: date) -> dict[str, Any]:
        """Organisation and contacts of a talk; seldom a person alone, or two organisations."""
        rng, chance = self.rng, self.rng.random()
        contacts = frozenset(rng.sample(client.contacts, k=min(len(client.contacts), 2 if chance < 0.08 else 1)))
        if chance > 0.98 and contacts:
            return {"contacts": contacts}
        if 0.7 < chance < 0.9:  # the office alone is enough in a hurry
            contacts = frozenset()
        who: dict[str, Any] = {"organisation": client.id, "contacts": contacts}
        if 0.5 < chance < 0.515:
            other = self._client(day)
            if other is not client:
                who["other_organisations"] = frozenset({other.id})
        return who

    def _topics(self, day: date, story: Story | None) -> frozenset[Topic]:
        """Mostly those of the case; seldom none, more often so in the last fortnight: entries to complete."""
        chance = self.rng.random()
        if chance < (0.15 if (self.today - day).days < 14 else 0.02):
            return frozenset()
        if story is None or chance > 0.85:
            return frozenset({_PLACES_OF_TOPICS[int(self.rng.random() ** 1.3 * len(_PLACES_OF_TOPICS))]})
        return frozenset(story.topics)

    def _second_advisor(self, talk: Consultation, day: date) -> None:
        other = self._advisor(day)
        if other.id != talk.advisor:
            self.records.append(
                StaffTime(
                    id=link_id("staff_time", talk.id, other.id), about=About("consultation", talk.id), staff=other.id, on=day,
                    contact_minutes=talk.contact_minutes, preparation_minutes=self.rng.choice((0, 10, 30)), programme=talk.programme,
                    deleted_at=talk.deleted_at,
                )
            )  # fmt: skip

    def _action(self, story: Story, due: date) -> None:
        made_on = min(due, self.today)
        title = self.rng.choice(self.texts.actions)
        story.actions.append(
            Action(id=self.ids(made_on), about=story.about, title=title, owner=story.advisor, due_on=due)
        )

    # -- how it stands today ---------------------------------------------------------------------------------------
    def _plan_today(self) -> None:
        """What is due around today; other open cases have a date, or, some of them, nothing planned."""
        running = [story for story in self._open if story.status is CaseStatus.IN_PROGRESS]
        self.rng.shuffle(running)
        due = min(len(running) * 2 // 3, 12 + len(running) // 60)
        for n, story in enumerate(running):
            if n < due:
                self._action(story, self.today + timedelta(days=_DUE_OFFSETS[n % len(_DUE_OFFSETS)]))
            elif self.rng.random() < 0.65:
                story.follow_up_on = work_day(self.today + timedelta(days=self.rng.randint(1, 40)))

    def _settle_actions(self, story: Story) -> None:
        """Past actions are done or dropped; those of a closed case all are; what falls due around today stays open."""
        settled = []
        for n, action in enumerate(story.actions):
            due = action.due_on or self.today
            if story.closed_on is not None:
                action = replace(action, done_on=min(due + timedelta(days=self.rng.randint(-2, 4)), story.closed_on))
            elif due < self.today - timedelta(days=9) or (due < self.today and n + 1 < len(story.actions)):
                done = min(due + timedelta(days=self.rng.randint(-2, 5)), self.today)
                if self.rng.random() < 0.04:
                    action = replace(action, dropped_on=done, dropped_reason=self.texts.dropped)
                else:
                    action = replace(action, done_on=done)
            settled.append(action)
        story.actions = settled

    def _is_there(self, staff_id: str, day: date) -> bool:
        member = next(member for member in self.cast.staff if member.id == staff_id)
        return member.active_to is None or day <= member.active_to
