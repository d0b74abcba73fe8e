"""How the value of an indicator is written, the same on screen, on paper, in the workbook and on the command line."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from p2i_desktop.domain.figures.compare import Change
from p2i_desktop.domain.figures.figure import Figure, Indicator, Number

NO_VALUE = "–"
AT_LEAST = "≥\u00a0"
MILLION = Decimal(1_000_000)  # from here on euro are printed in millions with one decimal (N20)
PLACES = {"number": 0, "h": 1, "days": 1, "%": 1, "EUR": 0, "1-5": 1, "points": 1}


class Words(Protocol):
    """What is needed of a language (i18n.Texts has it)."""

    def number(self, value: Number | None, places: int = 0) -> str: ...
    def percent(self, value: Number | None, places: int = 1) -> str: ...
    def keyed(self, context: str, key: str) -> str: ...


def printed(value: Number | None, unit: str, words: Words, places: int | None = None) -> str:
    """A value in its unit: whole numbers, euro in full or in millions, hours, days, shares and means with one decimal; no value is a dash (N20)."""
    if value is None:
        return NO_VALUE
    if unit == "EUR" and abs(Decimal(value)) >= MILLION:
        return f"{words.number(Decimal(value) / MILLION, 1)}\u00a0{words.keyed('unit', 'million')}"
    return words.percent(value, 1) if unit == "%" else words.number(value, PLACES[unit] if places is None else places)


def printed_figure(figure: Figure, indicator: Indicator, words: Words, small: bool = False) -> str:
    """A figure as it stands alone: "≥" before a sum that lacks parts, "(n = 3)" behind a mean of few answers."""
    text = printed(figure.value, indicator.unit, words, indicator.places)
    if figure.value is None:
        return text
    if figure.high is None and figure.low == figure.value:
        text = AT_LEAST + text
    return f"{text} (n\u00a0=\u00a0{words.number(figure.known)})" if small else text


def printed_target(value: Decimal | None, unit: str, words: Words) -> str:
    """A target as it was set: with decimals only where it has some."""
    if value is None:
        return NO_VALUE
    return printed(value, unit, words) if unit == "%" or value == value.to_integral_value() else words.number(value, 1)


def printed_change(change: Change, words: Words) -> str:
    """`+18.1 %`, `+3.0 pp`, the word for "new", or a dash."""
    if change.new:
        return words.keyed("change", "new")
    if change.value is None:
        return NO_VALUE
    # Rounded first: a change too small to print has no sign.
    shown = change.value.quantize(Decimal("0.1"), ROUND_HALF_UP) or Decimal(0)
    sign = "+" if shown > 0 else ""
    if change.points:
        return f"{sign}{words.number(shown, 1)} {words.keyed('unit', 'pp')}"
    return sign + words.percent(shown, 1)


def printed_range(figure: Figure, unit: str, words: Words, places: int | None = None) -> str:
    """The range that missing fields leave, such as 61.0–68.0 % or, where it is open above, ≥ 84.6; empty when nothing is missing."""
    if figure.low == figure.high:
        return ""
    if figure.high is None:
        return AT_LEAST + printed(figure.low, unit, words, places)
    low = words.number(figure.low, PLACES[unit] if places is None else places)
    return f"{low}–{printed(figure.high, unit, words, places)}"
