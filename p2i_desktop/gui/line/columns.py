"""The columns of the grid: what they are called, and how a cell is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from p2i_desktop.domain.advice import Channel, Topic
from p2i_desktop.domain.folding import fold
from p2i_desktop.gui.date_words import Lean, parse_date
from p2i_desktop.gui.fields.date_entry import words_of
from p2i_desktop.gui.tokens import Lexicon, advisor_of, topic_of
from p2i_desktop.i18n import N_, Texts, languages, texts_for

COLUMNS = (
    "date", "who", "minutes", "note", "topics", "case", "follow_up", "channel", "advisor", "preparation", "travel",
)  # fmt: skip
TITLES = {
    "date": N_("Date"), "who": N_("Who"), "minutes": N_("Minutes"), "note": N_("Note"), "topics": N_("Topics"),
    "case": N_("Case"), "follow_up": N_("Follow-up"), "channel": N_("Channel"), "advisor": N_("Advisor"),
    "preparation": N_("Preparation"), "travel": N_("Travel"),
}  # fmt: skip
AS_ABOVE = frozenset({"date", "channel", "advisor"})  # an empty cell means what the line above says
# Letters that a cell shows; the note takes what room is left.
LENGTHS = {
    "date": 12, "who": 24, "minutes": 5, "note": 24, "topics": 18, "case": 12, "follow_up": 12, "channel": 10,
    "advisor": 7, "preparation": 5, "travel": 5,
}  # fmt: skip
# What people call these columns in their workbooks, in German and English, without case, marks and brackets.
_SPELLINGS = {
    "date": "date on day datum tag am wann beratungsdatum",
    "who": "who organisation organization client caller customer institution wer kunde kundin klient organisationsname auftraggeber stelle dienststelle anfragende",
    "minutes": "minutes min mins duration time contactminutes contacttime minuten dauer zeit gesprachsminuten gesprachszeit kontaktzeit kontaktminuten gesprach beratungszeit",
    "note": "note notes subject comment comments content summary description notiz notizen bemerkung bemerkungen anmerkung betreff inhalt kommentar beschreibung thematik",
    "topics": "topics topic thema themen",
    "case": "case caseno casenumber caseref reference fall fallnummer fallnr aktenzeichen",
    "follow_up": "followup followupon nextstep wiedervorlage wv wiedervorlageam nachfassen nachsterschritt",
    "channel": "channel medium mode kanal weg art kontaktart",
    "advisor": "advisor adviser consultant initials staff beratend beraterin berater beratende beratendeperson bearbeiter bearbeiterin kurzel person",
    "preparation": "preparation prep preparationminutes vorbereitung vorbereitungszeit vornachbereitung",
    "travel": "travel travelminutes traveltime reise reisezeit fahrt fahrzeit wegzeit",
}
HEADINGS = {spelling: column for column, spellings in _SPELLINGS.items() for spelling in spellings.split()}
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?", re.ASCII)
_HOURS = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:h|std\.?|hours?|stunden?)", re.ASCII | re.IGNORECASE)
_MINUTES = re.compile(r"(\d{1,6})\s*(?:m|min\.?|mins|minuten|minutes)?", re.ASCII | re.IGNORECASE)
_WHOLE = re.compile(r"(\d{1,6})[.,]0+", re.ASCII)  # spreadsheets like to add places
_ANONYMOUS = ("anonymous", "anonym", "anon")


class CellError(ValueError):
    """A text that is no value of its column; the message is a sentence."""


@dataclass(frozen=True)
class Reader:
    """Reads and shows cells in the language of the screen; labels of every language are understood."""

    texts: Texts
    today: date
    staff: Mapping[str, tuple[str, str]]  # id -> (initials, name)
    _topics: dict[str, Topic | None] = field(default_factory=dict)

    def value(self, column: str, text: str) -> object:
        """What a cell means; CellError with a sentence when it means nothing. Empty texts are not asked about."""
        return self._readers[column](text.strip())

    def shown(self, column: str, value: object) -> str:
        """A value as it stands in a cell that is edited."""
        if isinstance(value, date):
            return self.texts.date(value)
        if isinstance(value, Channel):
            return self.texts.label(value)
        if isinstance(value, frozenset):
            return "; ".join(self.texts.label(topic) for topic in Topic if topic in value)
        if column == "advisor":
            return self.staff.get(str(value), ("", ""))[0]
        return str(value)

    @cached_property
    def _readers(self) -> dict[str, Callable[[str], object]]:
        return {
            "date": lambda text: self._date(text, Lean.PAST), "who": str, "minutes": self._minutes, "note": str,
            "topics": self._topic_set, "case": str, "follow_up": lambda text: self._date(text, Lean.FUTURE),
            "channel": self._channel, "advisor": self._advisor, "preparation": self._minutes, "travel": self._minutes,
        }  # fmt: skip

    def _date(self, text: str, lean: Lean) -> date:
        found = parse_date(text.removesuffix(" 00:00:00"), self.today, words_of(self.texts), lean)
        if found is None:
            words = self.texts._("This is not a date. Write it like {example}, +3 or a weekday.")
            raise CellError(words.format(example=self.texts.date(self.today)))
        return found

    def _minutes(self, text: str) -> int:
        if found := _CLOCK.fullmatch(text):
            return int(found[1]) * 60 + int(found[2])
        if found := _HOURS.fullmatch(text):
            return round(float(found[1].replace(",", ".")) * 60)
        if found := _MINUTES.fullmatch(text) or _WHOLE.fullmatch(text):
            return int(found[1])
        raise CellError(self.texts._("These are no minutes. Write them like 25, 0:25 or 1.5 h."))

    def _channel(self, text: str) -> Channel:
        found = _member(text, self._channels)
        if not isinstance(found, Channel):
            raise CellError(self.texts._("There is no channel {text}.").replace("{text}", text[:40]))
        return found

    @cached_property
    def _channels(self) -> list[tuple[str, Channel]]:
        named = [(fold(texts_for(one).label(channel)), channel) for one in languages() for channel in Channel]
        return [*((channel.value, channel) for channel in Channel), *named]

    @cached_property
    def _lexicons(self) -> list[Lexicon]:
        spoken = [self.texts, *(texts_for(one) for one in languages() if one != self.texts.language)]
        return [
            Lexicon(self.today, topics={topic: texts.label(topic) for topic in Topic}, staff=self.staff)
            for texts in spoken
        ]

    def _topic(self, word: str) -> Topic | None:
        if word not in self._topics:
            found = (topic_of(word.lstrip("#"), lexicon) for lexicon in self._lexicons)
            self._topics[word] = next((topic for topic in found if topic is not None), None)
        return self._topics[word]

    def _topic_set(self, text: str) -> frozenset[Topic]:
        whole = self._topic(text)
        if whole is not None:
            return frozenset({whole})
        mark = ";" if ";" in text else ","
        words = [word.strip() for word in text.replace("\n", mark).split(mark) if word.strip()]
        found = {word: self._topic(word) for word in words}
        unknown = [word for word, topic in found.items() if topic is None]
        if unknown:
            raise CellError(self.texts._("There is no topic {text}.").replace("{text}", unknown[0][:40]))
        return frozenset(topic for topic in found.values() if topic is not None)

    def _advisor(self, text: str) -> str:
        found = advisor_of(text.partition(" · ")[0].lstrip("@"), self._lexicons[0])
        if found is None:
            raise CellError(self.texts._("Nobody called {text} works here.").replace("{text}", text[:40]))
        return found

    def is_anonymous(self, text: str) -> bool:
        """Whether a caller wants no name to be written."""
        return fold(text.strip()) in (*_ANONYMOUS, fold(self.texts._("anonymous")))


def _member(text: str, named: list[tuple[str, Channel]]) -> Channel | None:
    """The one that is called so, else the only one whose name begins so."""
    typed = fold(text.strip())
    exact = next((member for name, member in named if name == typed), None)
    if exact is not None or not typed:
        return exact
    starts = {member for name, member in named if name.startswith(typed)}
    return starts.pop() if len(starts) == 1 else None
