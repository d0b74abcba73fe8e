"""What each list shows: columns as data, and how a value of a row becomes the text of a cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from p2i_desktop.domain.advice import (
    CaseStatus,
    Channel,
    Confidentiality,
    ConsultationType,
    Instrument,
    Phase,
    Sector,
    Topic,
)
from p2i_desktop.domain.market import ProcurementStatus
from p2i_desktop.domain.parties import OrganisationKind
from p2i_desktop.domain.record import Money
from p2i_desktop.i18n import N_, Texts

Row = Sequence[Any]
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows: a line, perhaps a second one, perhaps as a pill in a tone."""

    text: str = ""
    second: str = ""
    tone: str = ""  # the colour of the text, or of the pill
    pill: bool = False
    icon: str = ""
    second_tone: str = ""  # of the second line under a pill

    def spoken(self) -> str:
        """The cell as one line, for screen readers and the clipboard."""
        return f"{self.text}, {self.second}" if self.text and self.second else self.text or self.second


@dataclass(frozen=True)
class Column:
    """One column: its title, the row column that sorts it, and what it makes of a row."""

    id: str
    title: str
    cell: Callable[[Values, Texts, date], Cell]
    sort: str = ""  # "" = cannot be sorted
    number: bool = False  # digits of one width
    right: bool = False  # to the right
    share: int = 0  # how much of the room that is left it takes
    most: int = 0  # at most so many characters wide, 0 = as needed
    drop: int = 0  # where room is short the column with the highest number goes first, 0 = never
    extra: bool = False  # offered by the column chooser, not shown at first


PHASE_TONES = {"prep": "info", "tender": "warn", "impl": "ok", "done": "neutral"}
STATUS_TONES = {
    CaseStatus.NEW: "info", CaseStatus.ON_HOLD: "warn", CaseStatus.COMPLETED: "ok", CaseStatus.CLOSED: "neutral",
    CaseStatus.DECLINED: "neutral", CaseStatus.REDIRECTED: "neutral",
}  # fmt: skip
PROCUREMENT_TONES = {
    ProcurementStatus.PLANNED: "info", ProcurementStatus.CONSULTING: "info", ProcurementStatus.PUBLISHED: "warn",
    ProcurementStatus.EVALUATING: "warn", ProcurementStatus.AWARDED: "ok", ProcurementStatus.RUNNING: "ok",
    ProcurementStatus.COMPLETED: "neutral", ProcurementStatus.CANCELLED: "neutral",
}  # fmt: skip
OPEN_STATUS = frozenset({CaseStatus.NEW, CaseStatus.ACCEPTED, CaseStatus.IN_PROGRESS, CaseStatus.ON_HOLD})
CHANNEL_ICONS = {
    Channel.PHONE: "phone-call", Channel.EMAIL: "mail", Channel.VIDEO: "video", Channel.ON_SITE_CLIENT: "map-pin",
    Channel.AT_CENTRE: "landmark", Channel.EVENT: "presentation", Channel.PORTAL: "globe", Channel.LETTER: "file-text",
}  # fmt: skip


def label(kind: type[StrEnum], value: Any, texts: Texts) -> str:
    """The label of a stored member; a value that is not in the list (a newer file) is shown as it is."""
    if value in (None, ""):
        return ""
    try:
        return texts.label(kind(value))
    except ValueError:
        return str(value)


def _state(values: Values, texts: Texts, today: date) -> Cell:
    """The phase as a pill, below it the follow-up day with its word where it is due."""
    phase, due = phase_cell(values["phase"], values["status"], texts), due_cell(values["next_on"], texts, today)
    day = due.spoken() if values["next_on"] else ""
    return Cell(phase.text, day, phase.tone, pill=True, second_tone=due.tone)


def phase_cell(phase: str, status: str, texts: Texts) -> Cell:
    """The phase as a pill; of a closed case its status."""
    if status and CaseStatus(status) not in OPEN_STATUS:
        return Cell(label(CaseStatus, status, texts), tone=STATUS_TONES.get(CaseStatus(status), "neutral"), pill=True)
    return Cell(label(Phase, phase, texts), tone=PHASE_TONES.get(phase.split("_")[0], "neutral"), pill=True)


def due_cell(day: date | None, texts: Texts, today: date) -> Cell:
    """A day to come; one that is past with a mark and the word."""
    if day is None:
        return Cell("–", tone="text3")
    if day < today:
        return Cell(f"! {texts.date(day)}", texts._("overdue"), tone="err")
    if day == today:
        return Cell(texts.date(day), texts._("today"), tone="warn")
    return Cell(texts.date(day))


def text_of(name: str) -> Callable[[Values, Texts, date], Cell]:
    return lambda values, texts, today: Cell(str(values[name] or ""))


def day_of(name: str) -> Callable[[Values, Texts, date], Cell]:
    return lambda values, texts, today: Cell(texts.date(values[name]) if values[name] else "–")


def _count(name: str) -> Callable[[Values, Texts, date], Cell]:
    return lambda values, texts, today: Cell(texts.number(values[name] or 0))


def member_of(kind: type[StrEnum], name: str) -> Callable[[Values, Texts, date], Cell]:
    return lambda values, texts, today: Cell(label(kind, values[name], texts))


def _two(first: str, second: str) -> Callable[[Values, Texts, date], Cell]:
    return lambda values, texts, today: Cell(str(values[first] or "–"), str(values[second] or ""))


def number_cell(values: Values, texts: Texts, today: date) -> Cell:
    return Cell(values["number"] or values["provisional_number"] or "–")


def _money(values: Values, texts: Texts, today: date) -> Cell:
    if values["value_cents"] is None:
        return Cell("–", tone="text3")
    return Cell(texts.money(Money(Decimal(values["value_cents"]) / 100, values["value_currency"])))


def _awarded(values: Values, texts: Texts, today: date) -> Cell:
    """What was awarded in euro; "≥" where the value or the rate of an award is missing."""
    if values["award_cents"] is None:
        return Cell("?" if values["awards"] else "–", tone="text3")
    money = texts.money(Money(Decimal(values["award_cents"]) / 100, "EUR"))
    return Cell(f"≥ {money}" if values["awards_missing"] else money)


def _procurement_status(values: Values, texts: Texts, today: date) -> Cell:
    status = values["status"]
    tone = (
        PROCUREMENT_TONES.get(ProcurementStatus(status), "neutral") if status in set(ProcurementStatus) else "neutral"
    )
    return Cell(label(ProcurementStatus, status, texts), tone=tone, pill=True)


def _who(values: Values, texts: Texts, today: date) -> Cell:
    if values["anonymous"] and not values["organisation"]:
        return Cell(texts._("Anonymous"), tone="text2")
    return Cell(values["organisation"] or values["contact_names"] or "–",
                values["contact_names"] if values["organisation"] else "")  # fmt: skip


def _channel(values: Values, texts: Texts, today: date) -> Cell:
    channel = values["channel"]
    icon = CHANNEL_ICONS.get(Channel(channel), "") if channel in set(Channel) else ""
    return Cell(label(Channel, channel, texts), label(ConsultationType, values["type"], texts), icon=icon)


def topics_cell(values: Values, texts: Texts, today: date) -> Cell:
    members = [part for part in (values["topics"] or "").split(",") if part]
    return Cell(", ".join(label(Topic, member, texts) for member in members) or "–")


def _note(values: Values, texts: Texts, today: date) -> Cell:
    note = " ".join((values["note_start"] or "").split())
    subject = values["subject"] or ""
    return Cell(subject, note) if subject else Cell(note)


def _counted(values: Values, texts: Texts, today: date) -> Cell:
    if values["missing"]:
        return Cell(texts._("to complete"), tone="warn", pill=True)
    return Cell(texts._("counts") if values["reportable"] else texts._("does not count"),
                tone="ok" if values["reportable"] else "neutral", pill=True)  # fmt: skip


def _contact_name(values: Values, texts: Texts, today: date) -> Cell:
    name = ", ".join(part for part in (values["family_name"], values["given_name"]) if part)
    return Cell(name or "–", values["function"] or "")


def _organisation_name(values: Values, texts: Texts, today: date) -> Cell:
    return Cell(values["legal_name"] or "–", label(OrganisationKind, values["kind"], texts))


def _region(values: Values, texts: Texts, today: date) -> Cell:
    country = texts.country(values["country"]) if values["country"] else ""
    return Cell(values["city"] or country or "–", f"{values['nuts'] or ''} {country if values['city'] else ''}".strip())


COLUMNS: dict[str, tuple[Column, ...]] = {
    "cases": (
        Column("number", N_("No."), number_cell, "number", number=True),
        Column("title", N_("Case / organisation"), _two("title", "organisation"), "title", share=4),
        Column("state", N_("Phase / follow-up"), _state, "next_on"),
        Column("instrument", N_("Instrument"), member_of(Instrument, "instrument"), "instrument", most=24, drop=3),
        Column("advisor", N_("Advisor"), text_of("advisor"), "advisor", drop=1),
        Column("last_on", N_("Last contact"), day_of("last_on"), "last_on", number=True, drop=4),
        Column("value", N_("Value"), _money, "value_cents", number=True, right=True, drop=2),
        Column("phase", N_("Phase"), lambda v, t, d: phase_cell(v["phase"], v["status"], t), "phase", extra=True),
        Column("next_on", N_("Follow-up"), lambda v, t, d: due_cell(v["next_on"], t, d), "next_on", number=True, extra=True),
        Column("organisation", N_("Organisation"), text_of("organisation"), "organisation", most=40, extra=True),
        Column("status", N_("Status"), member_of(CaseStatus, "status"), "status", extra=True),
        Column("sector", N_("Sector"), member_of(Sector, "sector"), "sector", most=24, extra=True),
        Column("opened_on", N_("Opened on"), day_of("opened_on"), "opened_on", number=True, extra=True),
        Column("closed_on", N_("Closed on"), day_of("closed_on"), "closed_on", number=True, extra=True),
        Column("confidentiality", N_("Confidentiality"), member_of(Confidentiality, "confidentiality"),
               "confidentiality", extra=True),
    ),
    "procurements": (
        Column("title", N_("Procurement / buyers"), _two("title", "buyers"), "title", share=4),
        Column("status", N_("Step"), _procurement_status, "status"),
        Column("instrument", N_("Instrument"), member_of(Instrument, "instrument"), "instrument", most=24, drop=2),
        Column("value", N_("Estimated value"), _money, "value_cents", number=True, right=True, drop=4),
        Column("awarded", N_("Awarded value"), _awarded, "award_cents", number=True, right=True, drop=1),
        Column("notices", N_("Notices"), _count("notices"), "notices", number=True, right=True, drop=5),
        Column("cases", N_("Cases"), _count("cases"), "cases", number=True, right=True, drop=6),
        Column("started_on", N_("Started on"), day_of("started_on"), "started_on", number=True, drop=3),
        Column("own_reference", N_("Own reference"), text_of("own_reference"), "own_reference", most=24, extra=True),
        Column("lead_buyer", N_("Lead buyer"), text_of("lead_buyer"), "lead_buyer", most=40, extra=True),
        Column("sector", N_("Sector"), member_of(Sector, "sector"), "sector", most=24, extra=True),
        Column("published_on", N_("Published on"), day_of("published_on"), "published_on", number=True, extra=True),
        Column("contract_to", N_("Contract until"), day_of("contract_to"), "contract_to", number=True, extra=True),
    ),
    "consultations": (
        Column("on", N_("Date"), day_of("on"), "on", number=True),
        Column("contact_minutes", N_("Min."), _count("contact_minutes"), "contact_minutes", number=True, right=True),
        Column("channel", N_("Channel"), _channel, "channel", most=22, drop=4),
        Column("who", N_("Who"), _who, "organisation", share=3),
        Column("case", N_("Case"), _two("case_number", "case_title"), "case_number", share=3),
        Column("topics", N_("Topics"), topics_cell, most=26, drop=5),
        Column("note", N_("Note"), _note, share=2, drop=1),
        Column("advisor", N_("Advisor"), text_of("advisor"), "advisor", drop=3),
        Column("counted", N_("Counted"), _counted, "reportable", drop=2),
        Column("type", N_("Type"), member_of(ConsultationType, "type"), "type", most=24, extra=True),
        Column("preparation_minutes", N_("Prep. min."), _count("preparation_minutes"), "preparation_minutes",
               number=True, right=True, extra=True),
        Column("travel_minutes", N_("Travel min."), _count("travel_minutes"), "travel_minutes",
               number=True, right=True, extra=True),
        Column("confidentiality", N_("Confidentiality"), member_of(Confidentiality, "confidentiality"), extra=True),
        Column("plan", N_("Support plan"), text_of("plan"), "plan", most=30, extra=True),
    ),
    "organisations": (
        Column("legal_name", N_("Name / kind"), _organisation_name, "legal_name", share=4),
        Column("region", N_("Region"), _region, "country", share=1),
        Column("open_cases", N_("Open cases"), _count("open_cases"), "open_cases", number=True, right=True),
        Column("consultations", N_("Consultations"), _count("consultations"), "consultations", number=True, right=True, drop=2),
        Column("last_on", N_("Last contact"), day_of("last_on"), "last_on", number=True),
        Column("contacts", N_("Contacts"), _count("contacts"), "contacts", number=True, right=True, drop=1),
        Column("short_name", N_("Short name"), text_of("short_name"), "short_name", most=24, extra=True),
        Column("kind", N_("Kind"), member_of(OrganisationKind, "kind"), "kind", most=30, extra=True),
        Column("city", N_("City"), text_of("city"), "city", most=24, extra=True),
        Column("nuts", N_("NUTS"), text_of("nuts"), "nuts", number=True, extra=True),
    ),
    "contacts": (
        Column("family_name", N_("Name / function"), _contact_name, "family_name", share=2),
        Column("organisation", N_("Organisation"), text_of("organisation"), "organisation", share=2),
        Column("phone", N_("Phone"), lambda v, t, d: Cell(v["phone"] or v["mobile"] or "–"), "phone", number=True),
        Column("email", N_("Email"), text_of("email"), "email", most=34, drop=2),
        Column("last_on", N_("Last contact"), day_of("last_on"), "last_on", number=True, drop=1),
        Column("function", N_("Function"), text_of("function"), "function", most=30, extra=True),
        Column("given_name", N_("Given name"), text_of("given_name"), "given_name", most=24, extra=True),
        Column("mobile", N_("Mobile"), text_of("mobile"), "mobile", number=True, extra=True),
    ),
}  # fmt: skip
