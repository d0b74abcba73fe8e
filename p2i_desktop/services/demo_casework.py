"""What goes with the cases of the demo centre: templates, checklists, links, silent steps and what clients answered."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from p2i_desktop.domain.advice import CaseStatus, ClosingReason
from p2i_desktop.domain.casework import (
    CaseLink,
    CaseTemplate,
    ChecklistItem,
    Escalation,
    Feedback,
    FeedbackOutcome,
    TemplateStep,
)
from p2i_desktop.domain.parties import StaffRole
from p2i_desktop.domain.record import Record, link_id
from p2i_desktop.domain.rules.lifecycle import OPEN
from p2i_desktop.services.demo_case import Story
from p2i_desktop.services.demo_market_texts import MarketTexts
from p2i_desktop.services.demo_people import Ids

_STEPS = (9, 21, 45)  # days of silence, as in the rule settings
_CHECKLISTS, _LINKS, _SILENT = 12, 8, 15  # at most so many
_RATINGS = (Decimal(5), Decimal(5), Decimal(4), Decimal(4), Decimal(4), Decimal(3), Decimal(2))


def casework(rng: Random, ids: Ids, texts: MarketTexts, stories: list[Story], first: date, today: date) -> list[Record]:
    """All of it, templates before what follows from them."""
    records: list[Record] = list(_templates(ids, texts, first))
    still = [story for story in stories if story.status in OPEN]
    records += _checklists(rng, ids, texts, still, today)
    records += _links(texts, stories)
    records += _silent(rng, ids, still, today)
    for story in stories:
        records += _answers(rng, ids, texts, story, today)
    return records


def _templates(ids: Ids, texts: MarketTexts, first: date) -> list[Record]:
    made: list[Record] = []
    for one in texts.templates:
        template = CaseTemplate(
            id=ids(first), name=one.name, title=one.title.strip(), topics=one.topics, instrument=one.instrument, note=one.note.strip()
        )  # fmt: skip
        made.append(template)
        made += [
            TemplateStep(
                id=ids(first), template=template.id, position=f"{n:04d}", title=title, days=days,
                owner_role=StaffRole.ADVISOR if days is not None else None,
            )
            for n, (title, days) in enumerate(one.steps, 1)
        ]  # fmt: skip
    return made


def _checklists(rng: Random, ids: Ids, texts: MarketTexts, still: list[Story], today: date) -> list[Record]:
    made: list[Record] = []
    for story in still[:: max(1, len(still) // _CHECKLISTS)][:_CHECKLISTS]:
        fitting = [one for one in texts.templates if one.instrument is story.instrument] or [texts.templates[1]]
        lines = [title for title, days in fitting[0].steps if days is None]
        done = rng.randint(0, len(lines))
        made += [
            ChecklistItem(
                id=ids(story.opened_on), case=story.id, position=f"{n:04d}", title=title,
                done_on=min(story.last_on, today) if n <= done else None,
            )
            for n, title in enumerate(lines, 1)
        ]  # fmt: skip
    return made


def _links(texts: MarketTexts, stories: list[Story]) -> list[Record]:
    """Cases of different offices with the same need."""
    by_need: dict[str, list[Story]] = {}
    for story in stories:
        if not story.restricted:
            by_need.setdefault(story.need, []).append(story)
    made: list[Record] = []
    for same in by_need.values():
        if len(same) > 1 and same[0].client.id != same[1].client.id and len(made) < _LINKS:
            one, other = sorted((same[0].id, same[1].id))
            made.append(CaseLink(id=link_id("case_link", one, other), case=one, other=other, note=texts.same_need))
    return made


def _silent(rng: Random, ids: Ids, still: list[Story], today: date) -> list[Record]:
    """Open cases that have gone quiet were pointed out once a step; the older steps were handled."""
    made: list[Record] = []
    quiet = [
        story
        for story in still
        if story.status is not CaseStatus.COMPLETED and (today - story.last_on).days > _STEPS[0]
    ]
    for story in quiet[:_SILENT]:
        silent = (today - story.last_on).days
        due = [(n, days) for n, days in enumerate(_STEPS, 1) if silent >= days]
        for n, days in due:
            on = story.last_on + timedelta(days=days)
            handled = on + timedelta(days=2) if n < len(due) and on + timedelta(days=2) <= today else None
            made.append(
                Escalation(
                    id=ids(on), case=story.id, step=n, on=on, silent_days=days, handled_on=handled,
                    handled_by=story.advisor if handled else None,
                )
            )  # fmt: skip
    return made


def _answers(rng: Random, ids: Ids, texts: MarketTexts, story: Story, today: date) -> list[Record]:
    """Some clients of closed cases answer."""
    if story.status is not CaseStatus.CLOSED or story.closed_on is None or story.reason is ClosingReason.CLIENT_SILENT:
        return []
    if rng.random() > 0.42:
        return []
    on = min(story.closed_on + timedelta(days=rng.randint(1, 40)), today)
    rating = rng.choice((*_RATINGS, None)) if rng.random() < 0.95 else None
    outcomes = frozenset(rng.sample(tuple(FeedbackOutcome), k=rng.choice((0, 1, 1, 2))))
    return [
        Feedback(
            id=ids(on), about=story.about, rating=rating, useful=rng.choice((True, True, True, False, None)),
            recommend=rng.choice((6, 7, 8, 9, 10, None)), outcomes=outcomes, on=on,
            comment=rng.choice(texts.comments) if rng.random() < 0.3 else "", anonymous=rng.random() < 0.7,
        )
    ]  # fmt: skip
