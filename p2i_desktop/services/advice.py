"""Consultations: what the quick log and the full form save, with everything that belongs to one call in one step."""

from dataclasses import dataclass, field, replace
from datetime import date

from p2i_desktop.domain.advice import (
    Action,
    Case,
    CaseParty,
    CaseRole,
    CaseStatus,
    Channel,
    Consultation,
    ConsultationType,
    EntryOrigin,
    StaffTime,
    Topic,
)
from p2i_desktop.domain.parties import Contact, Employment
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.rules import Problem
from p2i_desktop.domain.rules.counting import reportable
from p2i_desktop.services.case_file import CaseFile, case_file
from p2i_desktop.services.cases import CaseVerbs
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.other_centre import other_centre
from p2i_desktop.services.work import is_active
from p2i_desktop.storage import talks
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

QUICK_LOG = "quick_log"  # the form under which drafts of the quick log are kept
_BY_CASE = (ConsultationType.ENQUIRY, ConsultationType.INITIAL, ConsultationType.FOLLOW_UP)
_TITLE = 300


@dataclass(frozen=True)
class LogEntry:
    """One call as it was entered: the consultation and what is made together with it."""

    consultation: Consultation
    new_organisation: str = ""
    new_contact: Contact | None = None
    follow_up: date | None = None
    follow_up_title: str = ""
    staff_times: tuple[StaffTime, ...] = ()
    draft_key: str = ""


@dataclass(frozen=True)
class Logged:
    """What came of a logged call; `offer_in_progress` names an accepted case that may now be set in progress."""

    changed: Changed
    consultation_id: str
    problems: list[Problem] = field(default_factory=list)
    offer_in_progress: str = ""
    organisation_id: str = ""
    contact_id: str = ""
    action_id: str = ""


class Advice(CaseVerbs):
    """The verbs of advice: consultations here, cases from `CaseVerbs`."""

    def blank(
        self, case_id: str | None = None, organisation_id: str | None = None, contact_id: str | None = None,
        plan_id: str | None = None,
    ) -> Consultation:  # fmt: skip
        """A consultation as the quick log starts it: channel, topics and advisor as last used with this caller; about a
        support plan it is with the other centre of the pair."""
        case = self.work.get(Case, case_id) if case_id else None
        other = other_centre(self.work, plan_id) if plan_id else None
        if other is not None and not (organisation_id or contact_id):
            organisation_id, contact_id = other.organisation, other.contact
        if case and organisation_id is None:
            organisation_id = self.lead_buyer(case.id)
        last = self._last_with(organisation_id, contact_id)
        me = self.work.me()
        return Consultation(
            on=self.work.today(),
            type=self.type_for(case_id, plan_id),
            channel=last.channel if last else self._last_channel(),
            topics=last.topics if last else self._last_topics(),
            case=case_id,
            plan=plan_id,
            organisation=organisation_id,
            contacts=frozenset({contact_id}) if contact_id else frozenset(),
            advisor=last.advisor if last and self._works_here(last.advisor) else (me.id if me else None),
            programme=(case.programme if case else None)
            or (other.programme if other else None)
            or self.work.rule_settings().default_programme,
            origin=EntryOrigin.QUICK_LOG,
        )

    def type_for(self, case_id: str | None, plan_id: str | None = None) -> ConsultationType:
        """Enquiry without a case, initial as the first of its case, else follow-up; what two centres say about their plan
        is no advice to a client (administrative: it never counts), unless somebody says otherwise."""
        if not case_id:
            return ConsultationType.ADMINISTRATIVE if plan_id else ConsultationType.ENQUIRY
        known = self.store.find(Consultation, case=case_id)
        return ConsultationType.FOLLOW_UP if known else ConsultationType.INITIAL

    def log(self, entry: LogEntry) -> Logged:
        """Saves a call with its new organisation, person, co-advisors and follow-up as one step; Refused, Conflict."""
        wanted = self._typed(entry.consultation)
        made: list[Record] = []
        if entry.new_organisation.strip():
            organisation = self.new_organisation(entry.new_organisation)
            made.append(organisation)
            wanted = replace(wanted, organisation=organisation.id)
        if entry.new_contact is not None:
            people = self._new_people(entry.new_contact, wanted)
            made += people
            wanted = replace(wanted, contacts=wanted.contacts | {people[0].id})
        made.append(wanted)
        made += self._times_of(entry.staff_times, wanted)
        if entry.follow_up is not None:
            made.append(self.follow_up_action(entry, wanted))
        records, found = self.work.examine_all(made)
        draft = (QUICK_LOG, entry.draft_key) if entry.draft_key else None
        changed = self.store.apply(
            "log_consultation", [Put(r) for r in records], args=(key_of(wanted),), drop_draft=draft
        )
        saved = next(record for record in records if isinstance(record, Consultation))
        return Logged(
            changed, saved.id, found, self._offer(saved), saved.organisation or "", _id_of(Contact, records),
            _id_of(Action, records),
        )  # fmt: skip

    def save_consultation(
        self, consultation: Consultation, draft: tuple[str, str] | None = None, stay: str = ""
    ) -> Changed:
        """Saves a consultation as it stands in its form; Refused, Conflict."""
        return self.work.put("save_consultation", consultation, stay=stay, draft=draft)

    def save_staff_time(self, staff_time: StaffTime, stay: str = "") -> Changed:
        """Saves the minutes of a co-advisor."""
        return self.work.put("save_staff_time", staff_time, stay=stay)

    def staff_times(self, type_key: str, record_id: str) -> list[StaffTime]:
        """The minutes of co-advisors on one piece of work."""
        return self.store.find(StaffTime, about=About(type_key, record_id))

    def problems(self, record: Record) -> list[Problem]:
        """What the rules say about a record as it stands, hard ones first; nothing is saved."""
        return self.work.examine(record)[1]

    def problems_of_entry(self, entry: LogEntry) -> list[Problem]:
        """What the rules say about a call before it is saved; a new organisation or person counts as named."""
        wanted = self._typed(entry.consultation)
        made: list[Record] = []
        if entry.new_organisation.strip():
            organisation = self.new_organisation(entry.new_organisation)
            made, wanted = [organisation], replace(wanted, organisation=organisation.id)
        if entry.new_contact is not None:
            wanted = replace(wanted, contacts=wanted.contacts | {entry.new_contact.id})
        return self.work.examine(wanted, made)[1]

    def consultation(self, consultation_id: str) -> Consultation:
        """A consultation; Missing."""
        return self.work.get(Consultation, consultation_id)

    def case_file(self, case_id: str) -> CaseFile:
        """Everything about one case for its file; Missing."""
        return case_file(self.work, case_id)

    def bin(self, type_key: str, record_id: str) -> Changed:
        """Puts a record with its children into the bin."""
        return self.work.bin(type_key, record_id)

    def unbin(self, type_key: str, record_id: str) -> Changed:
        """Takes a record with its children out of the bin."""
        return self.work.unbin(type_key, record_id)

    def lead_buyer(self, case_id: str) -> str | None:
        """The id of the organisation whose case it is."""
        parties = self.store.find(CaseParty, case=case_id, role=CaseRole.LEAD_BUYER)
        return next((party.organisation for party in parties), None)

    def _typed(self, consultation: Consultation) -> Consultation:
        if consultation.type not in _BY_CASE:
            return consultation
        return replace(consultation, type=self.type_for(consultation.case))

    def _new_people(self, contact: Contact, consultation: Consultation) -> list[Record]:
        """A person who called, on the legal basis of the centre's public task, and the place in the organisation."""
        since = consultation.on or self.work.today()
        texts = self.work.texts
        source = contact.data_source
        if source == Contact.__dataclass_fields__["data_source"].default:
            source = texts._("call of {date}").format(date=texts.date(since))
        person = replace(contact, data_source=source, data_since=contact.data_since or since)
        if not consultation.organisation:
            return [person]
        return [person, Employment(contact=person.id, organisation=consultation.organisation, valid_from=since)]

    def _times_of(self, staff_times: tuple[StaffTime, ...], consultation: Consultation) -> list[Record]:
        about = About("consultation", consultation.id)
        return [
            replace(one, about=about, on=one.on or consultation.on, programme=one.programme or consultation.programme)
            for one in staff_times
        ]

    def follow_up_action(self, entry: LogEntry, consultation: Consultation) -> Action:
        """What is to be done after a call: about its case, else its organisation, else the call itself."""
        about = About("consultation", consultation.id)
        if consultation.case:
            about = About("case", consultation.case)
        elif consultation.organisation:
            about = About("organisation", consultation.organisation)
        note_lines = consultation.note.strip().splitlines()
        title = entry.follow_up_title or consultation.subject or (note_lines[0] if note_lines else "")
        owner = consultation.advisor
        title = title.strip()[:_TITLE] or self.work.texts._("Follow up")
        return Action(about=about, title=title, owner=owner, due_on=entry.follow_up)

    def _offer(self, consultation: Consultation) -> str:
        """The accepted case that this, its first reportable consultation, may set in progress."""
        if not consultation.case or not reportable(consultation):
            return ""
        case = self.store.get(Case, consultation.case)
        if case is None or case.status is not CaseStatus.ACCEPTED:
            return ""
        counted = [c for c in self.store.find(Consultation, case=case.id) if reportable(c)]
        return case.id if len(counted) == 1 else ""

    def _last_with(self, organisation_id: str | None, contact_id: str | None) -> Consultation | None:
        """What was logged last with this caller; None with nobody, or nothing yet."""
        if not organisation_id and not contact_id:
            return None
        with self.store.connection() as connection:
            last = talks.latest(connection, "", organisation_id or "", contact_id or "")
        return self.store.get(Consultation, last) if last else None

    def _last_channel(self) -> Channel:
        last = self.work.settings.last_channel
        return Channel(last) if last in set(Channel) else self.work.rule_settings().default_channel

    def _last_topics(self) -> frozenset[Topic]:
        return frozenset(Topic(topic) for topic in self.work.settings.last_topics if topic in set(Topic))

    def _works_here(self, staff_id: str | None) -> bool:
        return any(member.id == staff_id and is_active(member, self.work.today()) for member in self.work.staff())


def _id_of(record_type: type[Record], records: list[Record]) -> str:
    return next((record.id for record in records if isinstance(record, record_type)), "")
