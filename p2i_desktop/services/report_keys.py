"""Which plan, meeting or workshop a paper is about: by the key that people use, by id, or by words typed into a field."""

from dataclasses import dataclass
from datetime import date

from p2i_desktop.domain.buddies import MEETINGS, BuddyPairing, SupportMeasure, SupportPlan
from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.network import Centre
from p2i_desktop.domain.workshops import Workshop
from p2i_desktop.services.confidential import sees
from p2i_desktop.services.plan_file import key_for, name_in
from p2i_desktop.services.plans import Plans
from p2i_desktop.services.work import Work

_MOST = 12  # keys in a sentence
_HITS = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """A record that may be meant: its id, what it is called, what tells it from others, the key of the plan or workshop."""

    id: str
    title: str
    detail: str
    key: str


def plan_of_key(work: Work, text: str) -> str:
    """The id of a plan by `AT-PT-2018`, `AT-PT-2018-v2` or its id; LookupError with a sentence that says what there is."""
    try:
        return Plans(work).of_key(text)
    except LookupError as error:
        t = work.texts
        if text.strip().casefold() in _without_plan(work):
            raise LookupError(t._("The pair {key} has no support plan.").format(key=text.strip())) from None
        keys = [key for key, _ in Plans(work).all_keys()]
        shown = ", ".join(keys[:_MOST]) + (" …" if len(keys) > _MOST else "")
        known = (
            t._("The support plans are: {list}.").format(list=shown) if keys else t._("There is no support plan yet.")
        )
        said = str(error.args[0]) if error.args else ""
        raise LookupError(
            " ".join(part for part in (said if said.endswith(".") else f"{said}.", known) if part)
        ) from None


def _without_plan(work: Work) -> set[str]:
    """The keys of pairs of which only the pair is known."""
    planned = {plan.pairing for plan in work.store.find(SupportPlan)}
    centres = {one.id: one for one in work.store.find(Centre)}
    found = set()
    for pair in work.store.find(BuddyPairing):
        mentor, new = centres.get(pair.mentor or ""), centres.get(pair.new_centre or "")
        if pair.id not in planned and mentor is not None and new is not None:
            found.add(key_for(mentor, new, pair.year).casefold())
    return found


def meeting_of_key(work: Work, text: str) -> str:
    """The id of a meeting by its id or by `AT-PT-2018/2018-05-12`, the day on which it was held or is planned.

    LookupError with a sentence that says which meetings the plan has.
    """
    wanted, t = text.strip(), work.texts
    if any(one.type in MEETINGS for one in work.store.find(SupportMeasure, id=wanted.lower())):
        return wanted.lower()
    plan_key, slash, written = wanted.rpartition("/")
    if not slash:
        raise LookupError(
            t._("A meeting is named like AT-PT-2018/2018-05-12, or by its id: {text}").replace("{text}", wanted)
        )
    meetings = _meetings(work, plan_of_key(work, plan_key))
    day = _day(written)
    found = [one for one in meetings if day is not None and day in (one.held_on, one.planned_on)]
    held = [one for one in found if one.held_on == day]
    found = held or found
    if len(found) == 1:
        return found[0].id
    if found:
        told = ", ".join(f"{t.label(one.type)}: {one.id}" for one in found)
        raise LookupError(
            t._("On this day there are several meetings. Name one by its id: {list}").replace("{list}", told)
        )
    days = sorted({str(one.held_on or one.planned_on) for one in meetings})
    if not days:
        raise LookupError(t._("The plan {key} has no meeting.").replace("{key}", plan_key))
    raise LookupError(
        t._("The plan {key} has no meeting on this day. Its meetings: {list}.")
        .replace("{key}", plan_key)
        .replace("{list}", ", ".join(days))
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        return None


def _meetings(work: Work, plan_id: str) -> list[SupportMeasure]:
    found = [one for one in work.store.find(SupportMeasure, plan=plan_id) if one.type in MEETINGS]
    return sorted(found, key=lambda one: (one.held_on or one.planned_on or date.max, one.id))


def plan_choices(work: Work, text: str = "", limit: int = _HITS) -> list[Choice]:
    """Plans whose key, title or centre fits all words; the latest year first. All of a file's plans where nothing is typed."""
    found = [choice for choice, said in _plans(work) if _fits(text, said)]
    return found[:limit]


def meeting_choices(work: Work, text: str = "", limit: int = _HITS) -> list[Choice]:
    """Meetings of plans whose plan, kind, day or place fits all words; the latest first."""
    t = work.texts
    plans = {choice.id: (choice, said) for choice, said in _plans(work)}
    found = []
    for one in work.store.find(SupportMeasure):
        if one.type not in MEETINGS or one.plan not in plans:
            continue
        choice, said = plans[one.plan]
        day = one.held_on or one.planned_on
        title = f"{t.date(day)} · {t.label(one.type)} · {choice.key}"
        words = f"{said} {title} {day} {one.place}"
        if _fits(text, words):
            found.append((day or date.min, Choice(one.id, title, t.label(one.status), choice.key)))
    found.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
    return [choice for _, choice in found[:limit]]


def workshop_choices(work: Work, text: str = "", limit: int = _HITS) -> list[Choice]:
    """Workshops whose number, title, day or place fits all words; the latest first."""
    t = work.texts
    found = []
    for one in work.store.find(Workshop):
        if not sees(work, one):
            continue
        key = one.number or one.provisional_number
        title = " · ".join(part for part in (key, one.title) if part)
        detail = ", ".join(part for part in (t.date(one.starts_on) if one.starts_on else "", one.city) if part)
        if _fits(text, f"{title} {one.title_en} {detail} {one.starts_on or ''} {one.venue} {t.label(one.type)}"):
            found.append((one.starts_on or date.min, Choice(one.id, title, detail, key)))
    found.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
    return [choice for _, choice in found[:limit]]


def _plans(work: Work) -> list[tuple[Choice, str]]:
    """The version that stands for each pair, and every word by which it is found."""
    centres = {one.id: one for one in work.store.find(Centre)}
    pairs = {one.id: one for one in work.store.find(BuddyPairing)}
    found = []
    for key, plan_id in Plans(work).all_keys():
        plan = work.store.get(SupportPlan, plan_id)
        pair = pairs.get(plan.pairing or "") if plan is not None else None
        if plan is None or pair is None:
            continue
        names = [
            name_in(work, centres[side], plan.starts) for side in (pair.mentor, pair.new_centre) if side in centres
        ]
        said = " ".join((key, plan.title, *names))
        found.append((pair.year or 0, key, Choice(plan.id, f"{key} · {plan.title}", " → ".join(names), key), said))
    found.sort(key=lambda one: (-one[0], one[1]))
    return [(choice, said) for _, _, choice, said in found]


def _fits(text: str, said: str) -> bool:
    folded = fold(said)
    return all(word in folded for word in fold(text).split())
