"""`log`: a consultation by the same rules as the window."""

import sys
from dataclasses import replace
from datetime import date, timedelta

from p2i_desktop.cli.call import DONE, Call, Failure
from p2i_desktop.domain.advice import Case, Channel, Consultation, EntryOrigin, Topic
from p2i_desktop.domain.parties import Contact
from p2i_desktop.services.advice import LogEntry
from p2i_desktop.services.office import Office, open_office

NO_CASE = "-"


def log(call: Call) -> int:
    """Logs one consultation and prints its id and case."""
    note = _note(call)
    with open_office(call.file, clock=call.clock, settings=call.settings) as office:
        _refuse_read_only(call, office)
        case = _case(call, office)
        organisation = _organisation(call, office)
        if case is None and organisation and call.args.case != NO_CASE:
            case = _only_open_case(office, organisation)
        contact, new_contact = _contact(call, office, organisation)
        consultation = _consultation(call, office, case, organisation, contact, note)
        entry = LogEntry(
            consultation,
            new_organisation="" if organisation else call.args.organisation,
            new_contact=new_contact,
            follow_up=_follow_up(call, consultation),
        )
        logged = office.advice.log(entry)
        texts = call.texts
        case_words = f"{case.number or case.provisional_number} {case.title}".strip() if case else ""
        lines = [texts._("Consultation saved: {id}").format(id=logged.consultation_id)]
        if case_words:
            lines.append(texts._("Case: {case}").format(case=case_words))
        lines += [texts._("Note: {warning}").format(warning=texts.message(problem)) for problem in logged.problems]
        call.answer({"id": logged.consultation_id, "case": case.id if case else None}, *lines)
    return DONE


def _refuse_read_only(call: Call, office: Office) -> None:
    from p2i_desktop.services.errors import Environment

    if office.read_only:
        raise Environment("read_only", call.file)


def _note(call: Call) -> str:
    text: str = call.args.note
    if text != "-":
        return text
    return sys.stdin.buffer.read().decode("utf-8", errors="replace")


def _organisation(call: Call, office: Office) -> str:
    """The id of the organisation of that name; "" when there is none yet."""
    from p2i_desktop.domain.parties import Organisation

    name = call.args.organisation
    found = office.finding.exact_organisations(name) if name.strip() else []
    if len(found) > 1:
        known = office.store.many(Organisation, found)
        words = [", ".join(part for part in (one.legal_name, one.city, one.id) if part) for one in known.values()]
        raise Failure(
            call.texts._("{n} organisations are called {name}: {list}.").format(
                n=len(found), name=name, list="; ".join(words)
            )
        )
    return found[0] if found else ""


def _case(call: Call, office: Office) -> Case | None:
    wanted = call.args.case
    if not wanted or wanted == NO_CASE:
        return None
    case = office.advice.case_by_reference(wanted)
    if case is None:
        raise Failure(call.texts._("There is no case {case}.").format(case=wanted))
    return case


def _only_open_case(office: Office, organisation_id: str) -> Case | None:
    """The one open case of the organisation, as the quick log fills it in; None when there are none or several."""
    found = office.advice.open_cases_of(organisation_id)
    return found[0] if len(found) == 1 else None


def _contact(call: Call, office: Office, organisation_id: str) -> tuple[str, Contact | None]:
    """(id of a known person, or "" and a new one)."""
    name = " ".join(call.args.contact.split())
    if not name:
        return "", None
    found = office.parties.contacts_named(name, organisation_id)
    if len(found) > 1:
        words = [f"{one.given_name} {one.family_name} ({one.id})".strip() for one in found]
        raise Failure(
            call.texts._("{n} people are called {name}: {list}.").format(n=len(found), name=name, list="; ".join(words))
        )
    if found:
        return found[0].id, None
    given, _, family = name.rpartition(" ")
    return "", Contact(given_name=given, family_name=family)


def _consultation(
    call: Call, office: Office, case: Case | None, organisation_id: str, contact_id: str, note: str
) -> Consultation:
    args = call.args
    start = office.advice.blank(case.id if case else None, organisation_id or None, contact_id or None)
    minutes = args.minutes if args.minutes is not None else office.centre.settings().timer_rounding
    return replace(
        start,
        on=args.date or call.clock.today(),
        channel=Channel(args.channel) if args.channel else start.channel,
        topics=frozenset(Topic(topic) for topic in args.topic),
        organisation=organisation_id or None,
        advisor=_advisor(call, office),
        contact_minutes=minutes,
        preparation_minutes=args.preparation or 0,
        travel_minutes=args.travel or 0,
        note=note,
        origin=EntryOrigin.COMMAND_LINE,
    )


def _advisor(call: Call, office: Office) -> str | None:
    wanted = call.args.advisor
    if not wanted:
        me = office.centre.me()
        return me.id if me else None
    staff = office.centre.staff()
    found = next((one for one in staff if one.initials.casefold() == wanted.casefold()), None)
    if found is None:
        raise Failure(
            call.texts._("Nobody at the centre has the initials {initials}. Known: {list}.").format(
                initials=wanted, list=", ".join(one.initials for one in staff)
            )
        )
    return found.id


def _follow_up(call: Call, consultation: Consultation) -> date | None:
    wanted = call.args.follow_up
    if isinstance(wanted, timedelta):
        return call.clock.today() + wanted
    return wanted if isinstance(wanted, date) else None
