"""Four years of a centre, told day by day: calls, cases, follow-ups, silence, closings, and what is due today."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from p2i_desktop.domain.advice import (
    Action,
    CaseParty,
    CaseRole,
    CaseStatus,
    Confidentiality,
    ConsultationType,
    Topic,
)
from p2i_desktop.domain.record import link_id
from p2i_desktop.i18n import Texts
from p2i_desktop.services.demo_calendar import call_days, work_day
from p2i_desktop.services.demo_case import Story, begin
from p2i_desktop.services.demo_desk import Desk
from p2i_desktop.services.demo_people import CODE, Cast, Client, Ids
from p2i_desktop.services.demo_texts import DemoTexts

_MINUTES = (5, 10, 10, 15, 15, 15, 20, 20, 25, 30, 30, 40, 45, 60)
_SHORT_MINUTES = _MINUTES[:8]
# How many talks follow the first one: a big centre accompanies longer.
_TALKS = {"small": (1, 2, 3, 3, 4, 5, 6, 8), "big": (1, 2, 3, 4, 5, 6, 8, 10, 13)}
_BIG = 5000  # consultations in four years
_DUE_OFFSETS = (-8, -3, -1, 0, 0, 1, 2, 4, 5, 7, 9, 14)


class Life:
    """Tells the story; `records` holds what came of it, in the order in which it happened."""

    def __init__(
        self, rng: Random, ids: Ids, texts: DemoTexts, words: Texts, cast: Cast, first: date, today: date
    ) -> None:
        self.rng, self.ids, self.texts, self.words, self.cast = rng, ids, texts, words, cast
        self.first, self.today = first, today
        self.desk = Desk(rng, ids, texts, cast, first, today)
        self.records = self.desk.records
        self.stories: list[Story] = []
        self._open: list[Story] = []
        self._numbers: dict[int, int] = {}
        self._sweep = first
        self._talks: tuple[int, ...] = _TALKS["small"]
        self._labels = {topic: words.label(topic) for topic in Topic}

    def tell(self, count: int) -> None:
        """`count` consultations from the first day to today, with all that belongs to them."""
        self._talks = _TALKS["big" if count >= _BIG else "small"]
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
        elif chance < 0.2 or not (client := self.desk.client(day)).buys:
            self._enquiry(day, self.desk.client(day))
        else:
            self._first_talk(client, day)

    def _due_story(self, day: date) -> Story | None:
        """An open case whose next talk is due; the one that waits longest of a few."""
        if not self._open:
            return None
        some = [self._open[int(self.rng.random() * len(self._open))] for _ in range(6)]
        waiting = min(some, key=lambda story: story.next_on)
        return waiting if waiting.next_on <= day else None

    def _enquiry(self, day: date, client: Client | None) -> None:
        note = self.rng.choice(self.texts.enquiries)
        fields: dict[str, Any] = {"type": ConsultationType.ENQUIRY, "note": note, "topics": self.desk.topics(day, None)}
        if client is None:
            fields["anonymous"] = True
        else:
            fields |= self.desk.who(client, day)
            if self.rng.random() < 0.12:
                fields["specific"] = False
        self.desk.put(day, self.desk.advisor(day).id, fields, self.rng.choice(_SHORT_MINUTES))

    def _first_talk(self, client: Client, day: date) -> None:
        number = self._numbers[day.year] = self._numbers.get(day.year, 0) + 1
        advisor = self.desk.advisor(day).id
        programme, language = self.cast.programme.id, self.cast.centre.language
        name = f"{CODE}-{day.year}-{number:04d}"
        story = begin(self.rng, self.ids, self.texts, client, advisor, name, day, programme, language)
        story.talks_left = self.rng.choice(self._talks)
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
            chosen.append((self.desk.client(day), CaseRole.PARTICIPATING_BUYER))
        if story.fixed["cross_border"]:
            chosen.append((self.rng.choice(self.cast.abroad), CaseRole.PARTICIPATING_BUYER))
        for client, role in {client.id: (client, role) for client, role in reversed(chosen)}.values():
            contact = client.contacts[0] if client.contacts and role is CaseRole.LEAD_BUYER else None
            self.records.append(
                CaseParty(id=link_id("case_party", story.id, client.id), case=story.id, organisation=client.id, contact=contact, role=role)
            )  # fmt: skip

    def _follow_up(self, story: Story, day: date) -> None:
        if not self.desk.is_there(story.advisor, day):
            story.advisor = self.desk.advisor(day).id
        if story.status is CaseStatus.NEW:
            story.accepted_on = day
            story.move(self.ids, "status", CaseStatus.ACCEPTED, day)
        if story.status in (CaseStatus.ACCEPTED, CaseStatus.ON_HOLD):
            story.move(self.ids, "status", CaseStatus.IN_PROGRESS, day)
        self._talk(story, day, self._kind(story))
        story.advance(self.rng, self.ids, day, self.texts)
        story.last_on = day
        story.talks_left -= 1
        story.next_on = day + timedelta(days=self.rng.randint(4, 38))
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
        topics = self.desk.topics(day, story)
        label = self._labels[min(topics, default=story.topics[0])]
        fields: dict[str, Any] = {"type": kind, "topics": topics, **self.desk.who(story.client, day)}
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
        made = self.desk.put(day, story.advisor, fields, minutes)
        if made.contact_made and rng.random() < 0.045:
            self.desk.second_advisor(made, day)
        if rng.random() < 0.2:
            due = work_day(day + timedelta(days=rng.randint(2, 24)))
            self._action(story, due)

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
