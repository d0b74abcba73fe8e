"""The sums under a list, in words."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from p2i_desktop.domain.record import Money
from p2i_desktop.i18n import Texts

Totals = dict[str, Any]


def _cases(totals: Totals, texts: Texts) -> list[str]:
    parts = [texts.ngettext("{n} case", "{n} cases", totals.get("count", 0))]
    for currency, cents in totals.get("values", ()):
        parts.append(texts.money(Money((Decimal(cents) / 100).quantize(Decimal(1)), currency)))
    if totals.get("open"):
        days = _mean(totals["phase_days"], totals["open"])
        parts.append(
            texts.ngettext(
                "{n} day in phase (mean of the open ones)", "{n} days in phase (mean of the open ones)", days
            )
        )
    return parts


def _procurements(totals: Totals, texts: Texts) -> list[str]:
    """Estimated values by currency; what was awarded in euro, "at least" where a value or a rate is missing."""
    parts = [texts.ngettext("{n} procurement", "{n} procurements", totals.get("count", 0))]
    awarded, missing = totals.get("awarded", 0), totals.get("awards_missing", 0)
    if awarded or missing:
        words = texts._("awarded at least {value}") if missing else texts._("awarded {value}")
        parts.append(words.replace("{value}", _whole(awarded, "EUR", texts)))
    values = [_whole(cents, currency, texts) for currency, cents in totals.get("values", ())]
    if values:
        parts.append(texts._("estimated {value}").replace("{value}", ", ".join(values)))
    return parts


def _whole(cents: int, currency: str, texts: Texts) -> str:
    return texts.money(Money((Decimal(cents) / 100).quantize(Decimal(1)), currency))


def _mean(whole: int, count: int) -> int:
    """Rounded half up, as a worksheet does."""
    return (2 * whole + count) // (2 * count)


def _consultations(totals: Totals, texts: Texts) -> list[str]:
    return [
        texts.ngettext("{n} consultation", "{n} consultations", totals.get("count", 0)),
        texts._("contact {hours} h").format(hours=texts.hours(totals.get("contact_minutes", 0))),
        texts._("{n} min. each (mean)").format(n=texts.number(_mean(totals["contact_minutes"], totals["count"])))
        if totals.get("count")
        else "",
        texts._("preparation {hours} h").format(hours=texts.hours(totals.get("preparation_minutes", 0))),
        texts._("travel {hours} h").format(hours=texts.hours(totals.get("travel_minutes", 0))),
        texts._("{number} reportable").format(number=texts.number(totals.get("reportable", 0))),
    ]


def _organisations(totals: Totals, texts: Texts) -> list[str]:
    return [texts.ngettext("{n} organisation", "{n} organisations", totals.get("count", 0))]


def _contacts(totals: Totals, texts: Texts) -> list[str]:
    return [texts.ngettext("{n} contact", "{n} contacts", totals.get("count", 0))]


def _workshops(totals: Totals, texts: Texts) -> list[str]:
    held = totals.get("held", 0)
    return [
        texts.ngettext("{n} workshop", "{n} workshops", totals.get("count", 0)),
        texts.ngettext("{n} held", "{n} held", held) if held else "",
        texts.ngettext("{n} participation", "{n} participations", totals.get("participations", 0)) if held else "",
    ]


_PARTS: dict[str, Callable[[Totals, Texts], list[str]]] = {
    "cases": _cases, "consultations": _consultations, "organisations": _organisations, "contacts": _contacts,
    "procurements": _procurements, "workshops": _workshops,
}  # fmt: skip


def totals_text(list_name: str, totals: Totals, texts: Texts) -> str:
    """`Σ 12 cases · 84.6 M EUR`; empty before the totals are known."""
    if not totals or list_name not in _PARTS:
        return ""
    return "Σ " + " · ".join(part for part in _PARTS[list_name](totals, texts) if part)
