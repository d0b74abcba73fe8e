"""The records behind the figures of a year as a report lists them: names filled in, persons and restricted records left out."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from p2i_desktop.domain.advice import (
    CaseOutcome,
    CaseStatus,
    Channel,
    ClosingReason,
    ConsultationType,
    Instrument,
    Phase,
    Sector,
    Topic,
)
from p2i_desktop.domain.figures import Scope
from p2i_desktop.domain.figures.quality import missing_in_case, missing_in_consultation
from p2i_desktop.domain.figures.rows import CaseRow, ConsultationRow
from p2i_desktop.domain.parties import Organisation, OrganisationKind
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.domain.rules.counting import reportable, why_not
from p2i_desktop.domain.rules.lifecycle import stage_of
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.facts import CaseLine, ConsultationLine, OrganisationLine
from p2i_desktop.services.confidential import Hidden, hidden_from
from p2i_desktop.services.figure_views import IndicatorRow
from p2i_desktop.services.report_events import EventsBehind
from p2i_desktop.services.report_market import MarketBehind
from p2i_desktop.services.report_support import SupportBehind
from p2i_desktop.services.report_worths import Worths
from p2i_desktop.services.shown_figures import only_hidden
from p2i_desktop.services.work import Work
from p2i_desktop.storage.case_names import CaseName, case_names


@dataclass
class Behind:
    """One year's rows with the names that a report prints."""

    work: Work
    scope: Scope
    rows: list[IndicatorRow]
    texts: Texts
    _labels: dict[tuple[type[StrEnum], str], str] = field(default_factory=dict)
    _countries: dict[str, str] = field(default_factory=dict)
    _said_of_clients: dict[tuple[str, ...], tuple[str, str, str]] = field(default_factory=dict)
    _said_of_topics: dict[tuple[str, ...], str] = field(default_factory=dict)

    @cached_property
    def restricted(self) -> dict[str, int]:
        """How many records of the year count but are not listed, by type."""
        talks = sum(1 for c in self.scope.consultations if c.id in self._hidden.consultations)
        cases = sum(1 for key in self._case_ids if key in self._hidden.cases)
        places = sum(1 for key in self._ids("organisation") if key in self._unseen)
        own = {key: n for key, n in (("consultation", talks), ("case", cases), ("organisation", places)) if n}
        return own | self.market.restricted | self.events.restricted

    @cached_property
    def market(self) -> MarketBehind:
        """The procurements behind the figures."""
        return MarketBehind(self.work, self.scope, self.rows, self.texts, self._hidden)

    @cached_property
    def support(self) -> SupportBehind:
        """The buddy plans behind the figures."""
        return SupportBehind(self.work, self.scope, self.texts)

    @cached_property
    def events(self) -> EventsBehind:
        """The workshops behind the figures."""
        return EventsBehind(self.work, self.scope, self.texts)

    @cached_property
    def _hidden(self) -> Hidden:
        """A report goes to anybody: it is made as nobody sees."""
        return hidden_from(self.work.store)

    @cached_property
    def _unseen(self) -> frozenset[str]:
        """The organisations that are known from hidden records only."""
        return only_hidden(self.scope.office, self._hidden)

    @cached_property
    def _case_ids(self) -> list[str]:
        return self._ids("case")

    def _ids(self, type_key: str) -> list[str]:
        found: dict[str, None] = {}
        for row in self.rows:
            for key, ids in row.by_type:
                if key == type_key:
                    found.update(dict.fromkeys(ids))
        return list(found)

    @cached_property
    def _cases(self) -> dict[str, CaseName]:
        named = {c.case for c in self.scope.consultations if c.case}
        with self.work.store.connection() as connection:
            return case_names(connection, named | set(self._case_ids))

    @cached_property
    def _organisations(self) -> dict[str, Organisation]:
        wanted = set(self._ids("organisation"))
        for c in self.scope.consultations:
            wanted.update(self.scope.office.clients(c))
        buyers = self.scope.office.rows.lead_buyers
        wanted.update(self.scope.office.root(buyers[key]) for key in self._case_ids if key in buyers)
        return self.work.store.many(Organisation, sorted(wanted))

    @cached_property
    def _initials(self) -> dict[str, str]:
        return {member.id: member.initials for member in self.work.staff()}

    def _label(self, kind: type[StrEnum], value: str | None) -> str:
        if not value:
            return ""
        known = self._labels.get((kind, value))
        if known is None:
            known = self._labels[kind, value] = self.texts.label(kind(value))
        return known

    def _name(self, organisation: str | None) -> str:
        found = self._organisations.get(organisation or "")
        return (found.legal_name or found.short_name) if found else ""

    def _country(self, organisation: Organisation | None) -> str:
        code = organisation.country if organisation else ""
        if code and code not in self._countries:
            self._countries[code] = self.texts.country(code)
        return self._countries.get(code, "")

    # -- consultations ---------------------------------------------------------------------------------------------
    @cached_property
    def consultations(self) -> tuple[ConsultationLine, ...]:
        """The consultations of the year by day, without the restricted ones."""
        shown = (c for c in self.scope.consultations if c.id not in self._hidden.consultations)
        return tuple(self._consultation(c) for c in shown)

    def _consultation(self, c: ConsultationRow) -> ConsultationLine:
        clients = self.scope.office.clients(c)
        if clients not in self._said_of_clients:
            self._said_of_clients[clients] = self._clients(clients)
        if c.topics not in self._said_of_topics:
            labels = sorted((self._label(Topic, topic) for topic in c.topics), key=self.texts.sort_key)
            self._said_of_topics[c.topics] = ", ".join(labels)
        organisation, kind, country = self._said_of_clients[clients]
        case = self._cases.get(c.case or "")
        counts = reportable(c)
        return ConsultationLine(
            id=c.id, on=c.on, organisation=organisation, organisation_kind=kind, country=country,
            case=case.id if case else "", case_number=case.number if case else "", case_title=case.title if case else "",
            channel=self._label(Channel, c.channel), type=self._label(ConsultationType, c.type),
            topics=self._said_of_topics[c.topics],
            contact_minutes=c.contact_minutes, preparation_minutes=c.preparation_minutes, travel_minutes=c.travel_minutes,
            advisor=self._initials.get(c.advisor or "", ""), reportable=counts,
            why_not="" if counts else ", ".join(self._reason(key) for key in why_not(c)),
            missing=missing_in_consultation(c),
        )  # fmt: skip

    def _clients(self, clients: tuple[str, ...]) -> tuple[str, str, str]:
        """The names of organisations, kind and country of the first."""
        first = self._organisations.get(clients[0]) if clients else None
        names = " · ".join(self._name(client) for client in clients)
        return names, self._label(OrganisationKind, first.kind) if first else "", self._country(first)

    def _reason(self, key: str) -> str:
        if key in set(ConsultationType):
            return self._label(ConsultationType, key)
        return self.texts.keyed("why_not", key)

    # -- cases -----------------------------------------------------------------------------------------------------
    @cached_property
    def cases(self) -> tuple[CaseLine, ...]:
        """The cases behind the figures by number, without the restricted ones."""
        talks: dict[str, list[int]] = {}
        for c in self.scope.consultations:
            if c.case:
                talks.setdefault(c.case, []).append(c.contact_minutes)
        known = self.scope.office.cases
        lines = [
            self._case(known[key], self._cases[key], talks.get(key, []))
            for key in self._case_ids
            if key in known and key in self._cases and key not in self._hidden.cases
        ]
        return tuple(sorted(lines, key=lambda line: (line.opened_on or date.min, line.number, line.id)))

    def _case(self, row: CaseRow, case: CaseName, minutes: list[int]) -> CaseLine:
        buyer = self.scope.office.rows.lead_buyers.get(row.id)
        phase = self.scope.office.phase_at(row, self.scope.period.ends)
        status = self.scope.office.standings[row.id].at(self.scope.period.ends) or row.status
        closed = self.scope.office.closed_on(row)
        return CaseLine(
            id=row.id, number=case.number, title=case.title,
            organisation=self._name(self.scope.office.root(buyer)) if buyer else "",
            status=self._label(CaseStatus, status), stage=self.texts.keyed("stage", stage_of(phase)),
            phase=self._label(Phase, phase), instrument=self._label(Instrument, row.instrument),
            sector=self._label(Sector, row.sector), ict=row.ict, advisor=self._initials.get(row.lead_advisor or "", ""),
            opened_on=row.opened_on, closed_on=closed or row.closed_on, outcome=self._label(CaseOutcome, row.outcome),
            closing_reason=self._label(ClosingReason, row.closing_reason),
            value=case.value, currency=case.currency,
            consultations=len(minutes), contact_minutes=sum(minutes), missing=missing_in_case(row),
        )  # fmt: skip

    # -- organisations ---------------------------------------------------------------------------------------------
    @cached_property
    def organisations(self) -> tuple[OrganisationLine, ...]:
        """The organisations behind the figures by name, without those that only hidden records know."""
        new = set(next((row.records for row in self.rows if row.code == "CLI-02"), ()))
        lines = []
        for key in self._ids("organisation"):
            found = self._organisations.get(key)
            if found is not None and key not in self._unseen:
                talks = (c for c in self.scope.by_client.get(key, ()) if c.id not in self._hidden.consultations)
                lines.append(self._organisation(found, list(talks), key in new))
        return tuple(sorted(lines, key=lambda line: (self.texts.sort_key(line.name), line.id)))

    def _organisation(self, found: Organisation, talks: list[ConsultationRow], new: bool) -> OrganisationLine:
        days = [c.on for c in talks]
        return OrganisationLine(
            id=found.id, name=found.legal_name or found.short_name, kind=self._label(OrganisationKind, found.kind),
            country=self._country(found), nuts=found.nuts, city=found.city,
            consultations=len(talks), contact_minutes=sum(c.contact_minutes for c in talks), new=new,
            first_on=min(days, default=None), last_on=max(days, default=None),
        )  # fmt: skip

    # -- what each record adds -------------------------------------------------------------------------------------
    @cached_property
    def worths(self) -> Worths:
        """What each record adds to a figure."""
        first = {line.id: line.first_on for line in self.organisations if line.first_on is not None}
        return Worths(self.scope, self.events, self.market, self.support, first)


def field_name(texts: Texts, type_key: str, name: str) -> str:
    """The label of a field that is missing."""
    return texts.field(BY_KEY[type_key], name)
