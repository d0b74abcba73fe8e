"""The words of certificates in nine languages: data in `resources/certificates`, numbers and dates by babel."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from p2i_desktop.domain.advice import Topic
from p2i_desktop.domain.workshops import ParticipantRole
from p2i_desktop.i18n import languages, texts_for
from p2i_desktop.paths import shipped

LANGUAGES = ("en", "de", "nl", "es", "sv", "et", "el", "it", "pt")
FALLBACK = "en"
_LOCALES = {"en": "en_GB", "de": "de_AT", "pt": "pt_PT"}
_HOUR = 60


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; `topic` is empty where the catalogue of the program has the language."""

    language: str
    title: str
    lead: str
    when: str
    place: str
    online: str
    time: str
    topics: str
    number: str
    qr: str
    issued: str
    signature: str
    check: str
    emblem: str
    role: Mapping[str, str]
    hours: Mapping[str, str]
    minutes: Mapping[str, str]
    topic: Mapping[str, str]

    @property
    def locale(self) -> str:
        """As babel names it."""
        return _LOCALES.get(self.language, self.language)

    def statement(self, role: ParticipantRole) -> str:
        """What somebody in this role did at the event."""
        return self.role[role.value]

    def day(self, on: date) -> str:
        """A day with the name of its month: `14 October 2026`."""
        from babel.dates import format_date

        return format_date(on, "long", locale=self.locale)

    def days(self, first: date, last: date) -> str:
        """One day, or the first and the last."""
        return self.day(first) if first == last else f"{self.day(first)} – {self.day(last)}"

    def length(self, minutes: int) -> str:
        """Minutes as whole hours and the rest: `4 hours 30 minutes`; "" for none."""
        hours, rest = divmod(minutes, _HOUR)
        parts = (self._counted(self.hours, hours), self._counted(self.minutes, rest))
        return " ".join(part for part in parts if part)

    def named_topics(self, topics: frozenset[Topic]) -> str:
        """The topics in the order of their list; the one that says nothing is left out."""
        return ", ".join(self._topic(one) for one in Topic if one in topics and one is not Topic.OTHER)

    def country(self, code: str) -> str:
        """The name of a country (ISO alpha-2)."""
        from babel import Locale

        return str(Locale.parse(self.locale).territories.get(code, code))

    def _topic(self, topic: Topic) -> str:
        return self.topic.get(topic.value) or texts_for(self.language).label(topic)

    def _counted(self, forms: Mapping[str, str], number: int) -> str:
        """A number in its plural; "" for none."""
        if not number:
            return ""
        from babel import Locale
        from babel.numbers import format_decimal

        form = Locale.parse(self.locale).plural_form(number)
        written = format_decimal(number, locale=self.locale)
        return forms.get(form, forms["other"]).replace("{n}", written)


@cache
def words_for(language: str) -> Words:
    """The words of a language; those of English for one that certificates are not made in."""
    known = language if language in LANGUAGES else FALLBACK
    with shipped("resources", "certificates", f"{known}.toml").open("rb") as file:
        found: dict[str, Any] = tomllib.load(file)
    if known not in languages():
        return Words(language=known, **found)
    return Words(language=known, topic={}, **found)


def chosen(*wished: str) -> str:
    """The first of the wished languages that certificates are made in, else English."""
    return next((language for language in wished if language in LANGUAGES), FALLBACK)
