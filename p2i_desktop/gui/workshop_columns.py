"""What the list of workshops shows: its columns as data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from p2i_desktop.domain.advice import Confidentiality
from p2i_desktop.domain.workshops import EventFormat, EventOrigin, EventStatus, EventType
from p2i_desktop.gui.columns import Cell, Column, Values, day_of, label, member_of, number_cell, text_of, topics_cell
from p2i_desktop.i18n import N_, Texts

EVENT_TONES = {
    EventStatus.IDEA: "neutral", EventStatus.PLANNED: "info", EventStatus.REGISTRATION_OPEN: "accent",
    EventStatus.HELD: "ok", EventStatus.DOCUMENTED: "ok", EventStatus.CANCELLED: "warn",
}  # fmt: skip


def _when(values: Values, texts: Texts, today: date) -> Cell:
    """The first day with its weekday; below it the times, or the last day."""
    first, last = values["starts_on"], values["ends_on"]
    if first is None:
        return Cell("–", tone="text3")
    if last is not None and last != first:
        return Cell(texts.weekday_date(first), texts._("to {date}").replace("{date}", texts.date(last)))
    times = "–".join(texts.time(one) for one in (values["starts_at"], values["ends_at"]) if one is not None)
    return Cell(texts.weekday_date(first), times)


def _where(values: Values, texts: Texts, today: date) -> Cell:
    """The place, below it the format; what is online has no place."""
    form, place = label(EventFormat, values["format"], texts), values["city"] or values["venue"]
    return Cell(place, form) if place else Cell(form)


def _event_status(values: Values, texts: Texts, today: date) -> Cell:
    """The status; one that is over and of which nobody said how it went is marked."""
    status, over = values["status"], values["ends_on"] or values["starts_on"]
    tone = EVENT_TONES.get(EventStatus(status), "neutral") if status in set(EventStatus) else "neutral"
    waits = status in (EventStatus.PLANNED, EventStatus.REGISTRATION_OPEN) and over is not None and over < today
    return Cell(
        label(EventStatus, status, texts), texts._("! over") if waits else "", tone, pill=True, second_tone="err"
    )


def _came(values: Values, texts: Texts, today: date) -> Cell:
    """How many were present, below it how many had registered by name."""
    registered = values["registered"]
    told = texts.ngettext("{n} registered", "{n} registered", registered) if registered else ""
    return Cell(texts.number(values["present"]) if values["present"] else "–", told)


def _no_count(name: str) -> Callable[[Values, Texts, date], Cell]:
    """A number, nothing as a dash: of a workshop that is to come nobody was present."""
    return lambda values, texts, today: Cell(texts.number(values[name])) if values[name] else Cell("–", tone="text3")


WORKSHOP_COLUMNS = (
    Column("number", N_("No."), number_cell, "number", number=True),
    Column("title", N_("Title / type"), lambda v, t, d: Cell(v["title"], label(EventType, v["type"], t)), "title",
           share=4),
    Column("when", N_("When"), _when, "starts_on", number=True),
    Column("where", N_("Where"), _where, "city", most=24, drop=2),
    Column("status", N_("Status"), _event_status, "status"),
    Column("present", N_("Present"), _came, "present", number=True, right=True, drop=1),
    Column("answers", N_("Answers"), _no_count("answers"), "answers", number=True, right=True, drop=3),
    Column("registered", N_("Registered"), _no_count("registered"), "registered", number=True, right=True, extra=True),
    Column("type", N_("Type"), member_of(EventType, "type"), "type", most=30, extra=True),
    Column("format", N_("Format"), member_of(EventFormat, "format"), "format", extra=True),
    Column("origin", N_("Origin"), member_of(EventOrigin, "origin"), "origin", extra=True),
    Column("starts_on", N_("First day"), day_of("starts_on"), "starts_on", number=True, extra=True),
    Column("registration_until", N_("Registration until"), day_of("registration_until"), "registration_until",
           number=True, extra=True),
    Column("organisers", N_("Organisers"), text_of("organisers"), most=40, extra=True),
    Column("topics", N_("Topics"), topics_cell, most=26, extra=True),
    Column("programme", N_("Programme"), text_of("programme"), "programme", most=20, extra=True),
    Column("country", N_("Country"), lambda v, t, d: Cell(t.country(v["country"]) if v["country"] else ""), "country",
           most=20, extra=True),
    Column("capacity", N_("Places"), _no_count("capacity"), "capacity", number=True, right=True, extra=True),
    Column("on_site", N_("On site"), _no_count("on_site"), "on_site", number=True, right=True, extra=True),
    Column("online", N_("Online"), _no_count("online"), "online", number=True, right=True, extra=True),
    Column("no_shows", N_("No-shows"), _no_count("no_shows"), "no_shows", number=True, right=True, extra=True),
    Column("confidentiality", N_("Confidentiality"), member_of(Confidentiality, "confidentiality"), extra=True),
)  # fmt: skip
