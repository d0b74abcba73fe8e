"""Typed tokens of the quick log: words such as `25m`, `#pcp` or `>fr` that set a field instead of staying text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from p2i_desktop.domain.advice import Topic
from p2i_desktop.gui.date_words import DateWords, Lean, parse_date, plain


class Kind(Enum):
    """What a token sets."""

    MINUTES = "contact_minutes"
    PREPARATION = "preparation_minutes"
    TOPIC = "topics"
    FOLLOW_UP = "follow_up"
    ADVISOR = "advisor"
    RESTRICTED = "confidentiality"


Value = int | date | Topic | str | bool


@dataclass(frozen=True, slots=True)
class Token:
    """One recognised word: where it stands in the text (`start`, `end`) and what it means."""

    kind: Kind
    word: str
    value: Value
    start: int
    end: int


# Words of the trade that are no member of the list; the trade word itself is kept as a tag (see `tag_of`).
ALIASES: dict[str, Topic] = {
    "pcp": Topic.PROCEDURE_CHOICE,
    "ppi": Topic.PROCEDURE_CHOICE,
    "ip": Topic.IPR,
    "lcc": Topic.AWARD_CRITERIA_LCC,
    "omc": Topic.MARKET_CONSULTATION,
    "eu": Topic.FUNDING_EU,
    "kpi": Topic.MONITORING_KPI,
    "green": Topic.SUSTAINABILITY,
}
_TAGGED = frozenset({"pcp", "ppi"})
_STOPS = ",;:."  # signs behind a word that are no part of it
LONGEST = 80  # letters; a longer word is never a token
_WORD = re.compile(r"\S+")
# All that may be a token at all: a long note has few such words, and only they are looked at closely.
_LIKELY = re.compile(r"(?<!\S)(?:[#>@]\S{1,79}|!|[pP]?[0-9]{1,4}[mM][,;:.]?)(?!\S)")
_MINUTES = re.compile(r"(p?)([0-9]{1,4})m", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is needed to read tokens: the day, the words of the language, topic labels and who works here.

    `topics` maps each topic to its label in the language of the screen, `staff` maps ids to (initials, name).
    """

    today: date
    words: DateWords = field(default_factory=DateWords)
    topics: Mapping[Topic, str] = field(default_factory=dict)
    staff: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def find(text: str, lexicon: Lexicon) -> list[Token]:
    """Every token of a note, in its order; of a kind that holds one value only the last one is a token, the rest is text."""
    return counted(list(read(text, lexicon)))


def read(text: str, lexicon: Lexicon) -> Iterator[Token]:
    """Every word of a text that could be a token, in its order."""
    known: dict[str, tuple[Kind | None, Value | None]] = {}
    for found in _LIKELY.finditer(text):
        word = found[0]
        if word not in known:
            known[word] = _meaning(word, lexicon)
        kind, value = known[word]
        if kind is not None and value is not None:
            yield Token(kind, word, value, found.start(), found.end())


def counted(tokens: list[Token]) -> list[Token]:
    """Of a kind that holds one value only the last one is a token, the others are words."""
    last = {token.kind: token for token in tokens}
    return [token for token in tokens if token.kind is Kind.TOPIC or last[token.kind] is token]


def tail(text: str, lexicon: Lexicon) -> list[Token]:
    """The tokens at the end of the Who field; the first word is always a name."""
    found: list[Token] = []
    for match in reversed(list(_WORD.finditer(text))[1:]):
        token = _read(match[0], match.start(), lexicon)
        if token is None:
            break
        found.insert(0, token)
    return found


def cut(text: str, tokens: Iterable[Token]) -> str:
    """The text without the tokens: a gap closes to one space, a line of tokens only goes away with its break."""
    kept: list[str] = []  # what stays, from the end
    end = len(text)
    for token in sorted(tokens, key=lambda t: t.start, reverse=True):
        if token.end < end:
            kept.append(text[token.end : end])
        end = token.start
        line_ends = not kept or kept[-1].startswith("\n")
        if line_ends and (not end or text[end - 1] == "\n"):
            _drop_first(kept, "\n")
        elif line_ends:
            while end and text[end - 1] in " \t":
                end -= 1
        else:
            _drop_first(kept, " ")
    return "".join((text[:end], *reversed(kept))).strip()


def _drop_first(kept: list[str], letter: str) -> None:
    if kept and kept[-1].startswith(letter):
        rest = kept.pop()[1:]
        if rest:
            kept.append(rest)


def tag_of(token: Token) -> str | None:
    """The trade word that a topic token stood for, lower case, when the topic alone would lose it."""
    word = plain(token.word[1:]) if token.kind is Kind.TOPIC else ""
    return word if word in _TAGGED else None


def _read(word: str, start: int, lexicon: Lexicon) -> Token | None:
    if len(word) > LONGEST:
        return None
    kind, value = _meaning(word, lexicon)
    return None if kind is None or value is None else Token(kind, word, value, start, start + len(word))


def _meaning(word: str, lexicon: Lexicon) -> tuple[Kind | None, Value | None]:
    if word == "!":
        return Kind.RESTRICTED, True
    if found := _MINUTES.fullmatch(word.rstrip(_STOPS)):
        return (Kind.PREPARATION if found[1] else Kind.MINUTES), int(found[2])
    rest = word[1:]
    readers: dict[str, tuple[Kind, Callable[[str, Lexicon], Value | None]]] = {
        "#": (Kind.TOPIC, topic_of),
        ">": (Kind.FOLLOW_UP, _follow_up),
        "@": (Kind.ADVISOR, advisor_of),
    }
    if not rest or word[0] not in readers:
        return None, None
    kind, read = readers[word[0]]
    value = read(rest.rstrip(",;:"), lexicon)  # a day may end with its own full stop
    return kind, value if value is not None else read(rest.rstrip(_STOPS), lexicon)


def _follow_up(text: str, lexicon: Lexicon) -> date | None:
    found = parse_date(text, lexicon.today, lexicon.words, Lean.FUTURE)
    return found if found is not None and found >= lexicon.today else None


def topic_of(text: str, lexicon: Lexicon) -> Topic | None:
    """The topic meant by a word: a trade word, the start of its key or of its label, or of one word in it; one only."""
    typed = plain(text)
    if typed in ALIASES:
        return ALIASES[typed]
    if len(typed) < 2:
        return None
    keys = {topic: (topic.value, plain(lexicon.topics.get(topic, ""))) for topic in Topic}
    for fits in (_whole, _starts, _word_starts):
        hits = [topic for topic, names in keys.items() if any(fits(name, typed) for name in names)]
        if hits:
            return hits[0] if len(hits) == 1 else None
    return None


def _whole(name: str, typed: str) -> bool:
    return typed in (name, name.replace("_", ""), name.replace("_", "-"))


def _starts(name: str, typed: str) -> bool:
    return name.startswith(typed)


def _word_starts(name: str, typed: str) -> bool:
    return any(part.startswith(typed) for part in re.split(r"[\s_\-/,()]+", name) if part)


def advisor_of(text: str, lexicon: Lexicon) -> str | None:
    """The id of the person meant: initials as a whole, else the start of a name that only one person has."""
    typed = plain(text)
    exact = [key for key, (initials, _) in lexicon.staff.items() if plain(initials) == typed]
    if exact:
        return exact[0] if len(exact) == 1 else None
    starts = [key for key, (_, name) in lexicon.staff.items() if _word_starts(plain(name), typed)]
    return starts[0] if len(starts) == 1 and len(typed) >= 2 else None
