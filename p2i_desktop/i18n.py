"""Words, numbers and dates of one language, from one catalogue, for screen, paper and command line."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from p2i_desktop.domain.folding import fold
from p2i_desktop.locales import locale_of
from p2i_desktop.paths import shipped

if TYPE_CHECKING:  # the records are not needed for the words of a window's frame: loaded where one is shown
    from p2i_desktop.domain.record import Money, Record

Day: TypeAlias = date  # the methods below are called like the types
ClockTime: TypeAlias = time

SOURCE_LANGUAGE = "en"
MINUS = "−"
NO_VALUE = "–"
# Four-digit years everywhere: the short patterns of most locales have two.
_DATE_PATTERNS = {
    "en": "dd/MM/yyyy", "de": "dd.MM.yyyy", "nl": "dd-MM-yyyy", "es": "dd/MM/yyyy", "sv": "yyyy-MM-dd",
    "et": "dd.MM.yyyy", "el": "dd/MM/yyyy", "it": "dd/MM/yyyy", "pt": "dd/MM/yyyy", "ga": "dd/MM/yyyy",
}  # fmt: skip
_LOCALES = {"en": "en_GB", "de": "de_AT"}
_OWN_NAMES = {"en": "English", "de": "Deutsch"}


def N_(source: str) -> str:
    """Marks a text of module-level data for extraction; it is translated where it is shown."""
    return source


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue, the source language first."""
    found = sorted(path.stem for path in shipped("resources", "i18n").glob("*.po"))
    return (SOURCE_LANGUAGE, *(code for code in found if code != SOURCE_LANGUAGE))


def system_locale() -> str:
    """The locale that the system names (`de_AT`), "" when it names none."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "").split(".")[0].split("@")[0]
        if value and value not in ("C", "POSIX"):
            return value
    import locale

    try:
        return locale.getlocale()[0] or ""
    except ValueError:
        return ""


def system_language() -> str:
    """The language of the system when the program speaks it, else English."""
    code = (system_locale().split("_")[0] or SOURCE_LANGUAGE).lower()
    return code if code in languages() else SOURCE_LANGUAGE


@cache
def texts_for(language: str) -> Texts:
    """The texts of a language; one without a catalogue answers in the source language."""
    return Texts(language if language in languages() else SOURCE_LANGUAGE)


def own_name(language: str) -> str:
    """The name of a language in itself, as a title."""
    if language in _OWN_NAMES:
        return _OWN_NAMES[language]
    name = texts_for(language).language_name(language)
    return name[:1].upper() + name[1:]


def _catalogue(language: str) -> gettext.GNUTranslations | None:
    """Reads the .mo file of a language, made from the .po when it is missing or older."""
    source = shipped("resources", "i18n", f"{language}.po")
    if not source.exists():
        return None
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        with compiled.open("rb") as stream:
            return gettext.GNUTranslations(stream)
    return _compile(source, compiled)


def _compile(source: Path, compiled: Path) -> gettext.GNUTranslations:
    import contextlib
    import io

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    from p2i_desktop.paths import replace_file

    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=source.stem)
    catalogue.creation_date = datetime(1970, 1, 1, tzinfo=UTC)  # not now: one source makes one file
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    with contextlib.suppress(OSError):  # an installed program may lie in a folder that nobody may write
        replace_file(compiled, buffer.getvalue())
    return gettext.GNUTranslations(io.BytesIO(buffer.getvalue()))


class Texts:
    """Everything that depends on the language: sentences, labels, numbers, dates, names of countries."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._own = _catalogue(language)

    @cached_property
    def _source(self) -> gettext.GNUTranslations | None:
        return self._own if self.language == SOURCE_LANGUAGE else _catalogue(SOURCE_LANGUAGE)

    @property
    def locale(self) -> str:
        """The locale of numbers and dates, as babel names it."""
        return _LOCALES.get(self.language, self.language)

    # -- sentences: the English text is the key -------------------------------------------------------------------
    def _(self, source: str) -> str:
        """A sentence in this language, else in English."""
        return self._own.gettext(source) if self._own and source else source

    def pgettext(self, context: str, source: str) -> str:
        """A sentence whose meaning depends on the context."""
        return self._own.pgettext(context, source) if self._own else source

    def ngettext(self, one: str, many: str, n: int) -> str:
        """A sentence with `{n}`, in the right plural, the number filled in."""
        text = self._own.ngettext(one, many, n) if self._own else (one if n == 1 else many)
        return text.replace("{n}", self.number(n))

    def find(self, source: str, context: str = "") -> str | None:
        """The translation, or None when the catalogue has none."""
        if self._own is None or not source:
            return None
        found = self._own.pgettext(context, source) if context else self._own.gettext(source)
        return None if found == source else found

    # -- keyed texts: labels, rules, indicators --------------------------------------------------------------------
    def keyed(self, context: str, key: str) -> str:
        """The text of a key; without one in any catalogue the key itself in plain words."""
        for catalogue in self._catalogues():
            found = catalogue.pgettext(context, key)
            if found != key:
                return found
        return key.replace("_", " ")

    def _catalogues(self) -> Iterator[gettext.GNUTranslations]:
        if self._own is not None:
            yield self._own
        if self._source is not None:
            yield self._source

    def has(self, context: str, key: str) -> bool:
        """Whether this language's own catalogue has the key."""
        return self._own is not None and self._own.pgettext(context, key) != key

    def label(self, member: StrEnum) -> str:
        """The label of a member of a closed list."""
        return self.keyed(type(member).__name__, member.value)

    def field(self, record_type: type[Record], name: str) -> str:
        """The label of a field."""
        return self.keyed(record_type.__name__, name)

    def type_name(self, record_type: type[Record]) -> str:
        """The name of a record type."""
        from p2i_desktop.domain.record import type_key

        return self.keyed("record", type_key(record_type))

    def step(self, label: str) -> str:
        """The name of an undo step."""
        return self.keyed("step", label)

    def message(self, problem: Any) -> str:
        """The words of a rule's problem, its values filled in and formatted."""
        values = {name: self.value(value) for name, value in problem.values}
        return _fill(self.keyed("rule", problem.code), values)

    # -- values ----------------------------------------------------------------------------------------------------
    def value(self, value: object) -> str:
        """Any plain value as people read it."""
        match value:
            case None:
                return NO_VALUE
            case bool():
                return self.yes_no(value)
            case StrEnum():
                return self.label(value)
            case datetime():
                return self.instant(value)
            case Day():
                return self.date(value)
            case ClockTime():
                return self.time(value)
            case int():
                return self.number(value)
            case Decimal():
                return self.number(value, max(0, -int(value.as_tuple().exponent)))
            case str():
                return str(value)
            case _:
                return self._value_of_ours(value)

    def _value_of_ours(self, value: object) -> str:
        from p2i_desktop.domain.record import Money
        from p2i_desktop.domain.records import BY_KEY
        from p2i_desktop.domain.rules import FieldName

        match value:
            case FieldName():  # a tuple too
                return self.field(BY_KEY[value.type], value.name)
            case Money():
                return self.money(value)
            case frozenset() | tuple() | list():
                return ", ".join(sorted(self.value(part) for part in value))
            case _:
                return str(value)

    def value_of(self, record_type: type[Record], name: str, value: object) -> str:
        """The value of a field as people read it: as `value`, CPV codes with their control digit."""
        from p2i_desktop.domain.codes import written_cpv
        from p2i_desktop.domain.record import fields_of

        coded = any(spec.name == name and spec.pattern == "cpv" for spec in fields_of(record_type))
        if coded and isinstance(value, str):
            return written_cpv(value)
        if coded and isinstance(value, frozenset | tuple | list):
            return ", ".join(sorted(written_cpv(str(code)) for code in value))
        return self.value(value)

    def yes_no(self, value: bool | None) -> str:
        """yes, no or "not known"."""
        if value is None:
            return self._("not known")
        return self._("yes") if value else self._("no")

    def number(self, value: int | float | Decimal | None, places: int = 0) -> str:
        """A number with grouping, rounded half up to `places`, minus sign U+2212."""
        return NO_VALUE if value is None else _number(value, places, self.locale)

    def percent(self, value: int | float | Decimal | None, places: int = 1) -> str:
        """A share given in percent (61.0), with the sign as the locale writes it."""
        if value is None:
            return NO_VALUE
        return self.number(value, places) + locale_of(self.locale).percent

    def hours(self, minutes: int | None) -> str:
        """Minutes as h:mm."""
        if minutes is None:
            return NO_VALUE
        return f"{minutes // 60}:{minutes % 60:02d}"

    def money(self, money: Money | None) -> str:
        """An amount with its currency; cents only when there are any."""
        if money is None:
            return NO_VALUE
        places = 0 if money.amount == money.amount.to_integral_value() else 2
        return f"{self.number(money.amount, places)}\u00a0{money.currency}"

    def file_size(self, size: int) -> str:
        """A size in bytes as people read it: 0 bytes, 12 kB, 3.4 MB."""
        if size < 1000:
            return self.ngettext("{n} byte", "{n} bytes", size)
        if size < 1_000_000:
            return f"{self.number(round(size / 1000))}\u00a0kB"
        return f"{self.number(size / 1_000_000, 1)}\u00a0MB"

    @property
    def date_pattern(self) -> str:
        """How dates are written and typed (Unicode pattern letters, as babel and Qt use them)."""
        return _DATE_PATTERNS.get(self.language, "yyyy-MM-dd")

    def date(self, day: Day | None) -> str:
        """A date with a four-digit year."""
        if day is None:
            return NO_VALUE
        pattern = self.date_pattern
        return (
            pattern.replace("dd", f"{day.day:02d}").replace("MM", f"{day.month:02d}").replace("yyyy", f"{day.year:04d}")
        )

    def weekday_date(self, day: Day | None) -> str:
        """A date with its weekday: `Tue 24/11/2026`."""
        return NO_VALUE if day is None else f"{self.weekday(day)} {self.date(day)}"

    def weekday(self, day: Day, width: Literal["abbreviated", "wide"] = "abbreviated") -> str:
        """The name of the weekday, without a closing dot."""
        words = locale_of(self.locale)
        return (words.days if width == "wide" else words.short_days)[day.weekday()].rstrip(".")

    def month(self, year: int, month: int) -> str:
        """A month with its year: `November 2026`."""
        return f"{locale_of(self.locale).months[month - 1]} {year}"

    def month_short(self, month: int) -> str:
        """The short name of a month, without a closing dot."""
        return locale_of(self.locale).short_months[month - 1].rstrip(".")

    def day_month(self, day: Day) -> str:
        """A day of a year that is named elsewhere: `1 Jan`."""
        return locale_of(self.locale).days_of_month[day.month - 1].format(day.day)

    def time(self, moment: ClockTime | None) -> str:
        """Hours and minutes."""
        return NO_VALUE if moment is None else f"{moment.hour:02d}:{moment.minute:02d}"

    def instant(self, moment: datetime | None) -> str:
        """An instant in the zone of this computer, to the minute."""
        if moment is None:
            return NO_VALUE
        local = moment.astimezone()
        return f"{self.date(local.date())} {local.hour:02d}:{local.minute:02d}"

    def country(self, code: str) -> str:
        """The name of a country (ISO alpha-2)."""
        return str(self._babel.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """The name of a language (ISO 639-1)."""
        return str(self._babel.languages.get(code, code))

    @property
    def _babel(self) -> Any:
        return _babel_of(self.locale)

    def sort_key(self, text: str) -> str:
        """Orders texts without regard to case and accents."""
        return fold(text)


@cache
def _babel_of(locale: str) -> Any:
    from babel import Locale

    return Locale.parse(locale)


@lru_cache(maxsize=5_000)
def _number(value: int | float | Decimal, places: int, locale: str) -> str:
    # Kept, because a page of a list shows the same few numbers again and again: minutes, counts.
    signs = locale_of(locale)
    text = f"{round_half_up(value, places):,.{places}f}"
    return text.translate({ord(","): signs.thousands, ord("."): signs.point, ord("-"): MINUS})


def round_half_up(value: int | float | Decimal, places: int) -> Decimal:
    """Rounds as Excel and people do; babel rounds half to even."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _fill(template: str, values: dict[str, str]) -> str:
    """Puts values in the places of a message; text from users is never read as a format."""
    for name, value in values.items():
        template = template.replace("{" + name + "}", value)
    return template
