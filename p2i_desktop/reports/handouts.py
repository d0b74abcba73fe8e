"""Papers that are handed out and filled in by hand, as plain values: sheets to sign, badges, scales and lines to write on."""

from dataclasses import dataclass
from typing import Literal

ScaleEnds = tuple[str, str]  # words at the lowest and at the highest circle
MOST_QUESTIONS = 12


@dataclass(frozen=True, slots=True)
class SignRow:
    """Somebody who is expected; `code` is short enough to be called out."""

    code: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class SignSheet:
    """A list that goes round and is signed; each of its sheets tells by itself what it is of.

    `sheet_of` holds {sheet} and {sheets}; `free` are the codes of rows for those who are not on the list, under
    `free_title`; `foot` are purpose, privacy and who pays; `emblem` is the text of the European emblem, "" = not drawn.
    """

    title: str
    event: str
    lines: tuple[str, ...]
    columns: tuple[str, str, str, str]  # code, name, organisation, signature
    rows: tuple[SignRow, ...]
    free: tuple[str, ...]
    free_title: str
    foot: tuple[str, ...]
    sheet_of: str
    emblem: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """What one person wears; without a name it is a free one, filled in by hand on lines under the labels of the sheet."""

    given: str
    family: str = ""
    organisation: str = ""
    role: str = ""
    languages: str = ""
    code: str = ""

    @property
    def free(self) -> bool:
        """Whether a hand fills it in."""
        return not self.given and not self.family


@dataclass(frozen=True, slots=True)
class Badges:
    """Badges of 90 x 55 mm, ten on a sheet, with cut marks; `labels` stand under the lines of free ones: name, organisation."""

    event: str
    items: tuple[Badge, ...]
    labels: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scale:
    """Questions with five circles each. `heading` stands over the questions, `ends` at the first and last circle."""

    heading: str
    questions: tuple[str, ...]
    ends: ScaleEnds
    steps: Literal[5] = 5

    def __post_init__(self) -> None:
        if len(self.questions) > MOST_QUESTIONS:
            raise ValueError(f"a form has at most {MOST_QUESTIONS} questions with circles")


@dataclass(frozen=True, slots=True)
class FreeAnswer:
    """A question with lines to write on."""

    question: str
    lines: int = 5
