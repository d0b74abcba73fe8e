"""Gathers everything about one case that its dossier prints, in the words of the report language."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from p2i_desktop import __version__
from p2i_desktop.domain.advice import (
    Action,
    Case,
    CaseParty,
    CaseRole,
    CaseStatus,
    Confidentiality,
    Consultation,
    Phase,
)
from p2i_desktop.domain.casework import ChecklistItem, Feedback
from p2i_desktop.domain.knowledge import Attachment
from p2i_desktop.domain.network import Programme, Transition
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.record import About
from p2i_desktop.i18n import NO_VALUE, Texts
from p2i_desktop.reports.dossier.facts import (
    ActionRow,
    AnswerRow,
    DossierFacts,
    FileRow,
    LinkRow,
    MoveRow,
    Pair,
    PartyRow,
    TalkRow,
)
from p2i_desktop.services.case_links import CaseLinks
from p2i_desktop.services.centre import CentreVerbs
from p2i_desktop.services.confidential import sees_case, sees_consultation
from p2i_desktop.services.dossier_market import procurements
from p2i_desktop.services.dossier_names import Names
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.timeline import is_note
from p2i_desktop.services.work import Work

_LONG = ("need", "desired_result", "risks", "result")
_ELSEWHERE = frozenset({"number", "provisional_number", "title", "status", "phase", "programme", "confidentiality"})
# Regions and projects of which there are few would tell who it is.
_TELLING = frozenset({"nuts", "eu_project", "eu_programme", "referred_by"})
_RESTRICTING = (Confidentiality.RESTRICTED,)


def gather(work: Work, case_id: str, texts: Texts, made_at: datetime, anonymise: bool = False) -> DossierFacts:
    """The facts of one case for those who may see it (Missing else); `made_at` is aware."""
    case = work.get(Case, case_id)
    if not sees_case(work, case):
        raise Missing("case", case_id)
    names = Names(work, texts, anonymise)
    about = About("case", case_id)
    moves = sorted(work.store.find(Transition, about=about), key=lambda move: (move.on or date.min, move.id))
    talks = [one for one in work.store.find(Consultation, case=case_id) if sees_consultation(work, one, case)]
    ends = case.closed_on or made_at.astimezone().date()
    parties = _parties(work, names, texts, case_id)  # first: they take the first numbers
    facts = DossierFacts(
        texts=texts, made_at=made_at, version=__version__, seq=work.store.seq, centre=work.own_centre(),
        centre_name=CentreVerbs(work).name(texts.language),
        programme=work.store.get(Programme, case.programme) if case.programme else None, anonymised=anonymise,
        number=names.free(case.number), provisional=names.free(case.provisional_number),
        title=_title(case, texts, anonymise), status=texts.label(case.status),
        confidentiality=texts.label(case.confidentiality) if case.confidentiality in _RESTRICTING else "",
        pairs=names.pairs(case, _ELSEWHERE | (_TELLING if anonymise else frozenset())),
        long_texts=_long(case, names, texts), parties=parties,
        phases=_stays(case, moves, "phase", ends, names, texts), statuses=_stays(case, moves, "status", ends, names, texts),
        talks=tuple(_talk(one, names, texts) for one in sorted(talks, key=lambda one: (one.on or date.min, one.id))),
        contact_minutes=sum(one.contact_minutes for one in talks),
        actions=_actions(work, about, names, texts), checklist=_checklist(work, case_id, names, texts),
        procurements=procurements(work, case_id, names, texts),
        files=_files(work, about, names, texts), answers=_answers(work, about, names, texts),
        links=_links(work, case_id, texts),
    )  # fmt: skip
    return replace(facts, digest=_digest(facts))


def _title(case: Case, texts: Texts, anonymise: bool) -> str:
    """The title of the case; anonymised, what kind of case it is."""
    if not anonymise:
        return case.title
    parts = (texts.label(case.instrument), texts.label(case.sector) if case.sector else "")
    return " · ".join(part for part in parts if part)


def _long(case: Case, names: Names, texts: Texts) -> tuple[Pair, ...]:
    found = ((texts.field(Case, name), names.free(getattr(case, name))) for name in _LONG)
    return tuple((label, text) for label, text in found if text)


def _parties(work: Work, names: Names, texts: Texts, case_id: str) -> tuple[PartyRow, ...]:
    roles = list(CaseRole)
    parties = sorted(work.store.find(CaseParty, case=case_id), key=lambda party: (roles.index(party.role), party.id))
    known = work.store.many(Organisation, [party.organisation for party in parties if party.organisation])
    return tuple(
        PartyRow(
            names.organisation(one.id), texts.label(party.role), texts.label(one.kind),
            texts.country(one.country) if one.country else "", names.person(party.contact),
        )
        for party in parties
        if (one := known.get(party.organisation or "")) is not None
    )  # fmt: skip


def _stays(
    case: Case, moves: Iterable[Transition], field: str, ends: date, names: Names, texts: Texts
) -> tuple[MoveRow, ...]:
    """How long the case stayed in each phase or status; the last stay ends with the case, else it goes on."""
    members = Phase if field == "phase" else CaseStatus
    own = [move for move in moves if move.field == field and (move.old or move.new)]
    first = own[0].old if own else str(getattr(case, field))
    stays: list[tuple[str, date | None, str]] = [(first, case.opened_on, "")] if first else []
    stays += [(move.new, move.on, move.reason) for move in own]
    found = []
    for at, (value, since, reason) in enumerate(stays):
        until = stays[at + 1][1] if at + 1 < len(stays) else case.closed_on
        last = until or ends
        days = max(0, (last - since).days) if since else None
        found.append(MoveRow(texts.label(members(value)), since, until, days, names.free(reason)))
    return tuple(found)


def _talk(one: Consultation, names: Names, texts: Texts) -> TalkRow:
    persons = sorted(names.person(person) for person in one.contacts)
    others = ", ".join(part for part in (names.organisation(one.organisation), *persons) if part)
    return TalkRow(
        on=one.on or date.min, kind=texts.label(one.type), channel=texts.label(one.channel), minutes=one.contact_minutes,
        advisor=names.staff(one.advisor), others=others, topics=texts.value(one.topics), subject=names.free(one.subject),
        note=names.free(one.note), advice=names.free(one.advice), note_only=is_note(one),
    )  # fmt: skip


def _actions(work: Work, about: About, names: Names, texts: Texts) -> tuple[ActionRow, ...]:
    found = sorted(work.store.find(Action, about=about), key=lambda one: (one.due_on or date.max, one.id))
    return tuple(_action(one, names, texts) for one in found)


def _action(one: Action, names: Names, texts: Texts) -> ActionRow:
    title, owner = names.free(one.title) or texts._("Action"), names.staff(one.owner)
    if one.done_on is not None:
        return ActionRow(title, owner, one.due_on, texts._("done"), one.done_on, False)
    if one.dropped_on is not None:
        return ActionRow(title, owner, one.due_on, texts._("given up"), one.dropped_on, False)
    return ActionRow(title, owner, one.due_on, texts._("open"), None, True)


def _checklist(work: Work, case_id: str, names: Names, texts: Texts) -> tuple[Pair, ...]:
    lines = sorted(work.store.find(ChecklistItem, case=case_id), key=lambda line: (line.position, line.id))
    return tuple(
        (
            names.free(line.title) or texts._("Line {n}").replace("{n}", str(at)),
            texts._("done on {date}").replace("{date}", texts.date(line.done_on)) if line.done_on else texts._("open"),
        )
        for at, line in enumerate(lines, 1)
    )


def _files(work: Work, about: About, names: Names, texts: Texts) -> tuple[FileRow, ...]:
    found = sorted(work.store.find(Attachment, about=about), key=lambda one: (one.added_on or date.min, one.id))
    return tuple(
        FileRow(
            names.free(one.name), texts.label(one.kind), "" if names.anonymise else texts.file_size(one.size), one.added_on,
            names.free(one.sha256), names.free(one.alt_text),
        )
        for one in found
    )  # fmt: skip


def _answers(work: Work, about: About, names: Names, texts: Texts) -> tuple[AnswerRow, ...]:
    found = sorted(work.store.find(Feedback, about=about), key=lambda one: (one.on or date.min, one.id))
    return tuple(
        AnswerRow(
            one.on,
            texts._("{rating} of 5").replace("{rating}", texts.number(one.rating, 1)) if one.rating else NO_VALUE,
            NO_VALUE if one.useful is None else texts.yes_no(one.useful), texts.value(one.outcomes), names.free(one.comment),
        )
        for one in found
    )  # fmt: skip


def _links(work: Work, case_id: str, texts: Texts) -> tuple[LinkRow, ...]:
    return tuple(
        LinkRow(
            one.case.number or one.case.provisional_number, one.case.title, texts.label(one.case.status), one.link.note
        )
        for one in CaseLinks(work).of(case_id)
    )


def _digest(facts: DossierFacts) -> str:
    """SHA-256 of what is printed but for the moment of printing."""
    kept: dict[str, object] = {
        "title": facts.title,
        "number": facts.number,
        "language": facts.texts.language,
        "seq": facts.seq,
    }
    for name in (
        "pairs", "long_texts", "parties", "phases", "statuses", "talks", "actions", "checklist", "procurements", "files",
        "answers", "links",
    ):  # fmt: skip
        kept[name] = repr(getattr(facts, name))
    text = json.dumps(kept, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
