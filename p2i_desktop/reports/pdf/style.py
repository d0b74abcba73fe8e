"""Paper's type scale, colours (the light tokens of the screen) and page geometry; all lengths in points."""

from dataclasses import dataclass
from typing import Literal

Face = Literal["regular", "italic", "semibold", "bold"]
Colour = str  # three numbers 0 to 1, as a PDF operator wants them

MM = 72 / 25.4
A4_WIDTH, A4_HEIGHT = 595.28, 841.89


def colour(code: str) -> Colour:
    """ "#1D4ED8" as PDF numbers; ValueError when it is none."""
    digits = code.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"{code!r} is no colour")
    return " ".join(f"{int(digits[i : i + 2], 16) / 255:.4g}" for i in (0, 2, 4))


TEXT = colour("#1B2430")
TEXT2 = colour("#505C6B")
ACCENT = colour("#1D4ED8")
BORDER = colour("#D5DAE1")
BORDER_STRONG = colour("#78828F")
OK = colour("#14713D")
ERR = colour("#B3261E")
C2 = colour("#0E8A7D")  # ranked bars
C5 = colour("#64748B")  # last year
EMBLEM_BLUE = colour("#003399")
EMBLEM_GOLD = colour("#FFCC00")


@dataclass(frozen=True, slots=True)
class Type:
    """One voice of the type scale."""

    face: Face
    size: float
    leading: float
    colour: Colour = TEXT


BODY = Type("regular", 10, 14)
LEAD = Type("regular", 12, 17)
STRONG = Type("semibold", 10, 14)
QUOTE = Type("italic", 11, 16)
SMALL = Type("regular", 8.5, 12, TEXT2)
HEADINGS = {1: Type("semibold", 20, 24), 2: Type("semibold", 14, 18), 3: Type("semibold", 11, 14)}
CELL = Type("regular", 8.5, 12)
TIGHT_CELL = Type("regular", 7.5, 10.5)
FOOTNOTE = Type("regular", 8, 10, TEXT2)
CAPTION = Type("regular", 9, 12)
LABEL = Type("regular", 7.5, 9.5, TEXT2)
HEADLINE = Type("semibold", 22, 26)
FOOTER = Type("regular", 8, 10, TEXT2)
IMPRINT = Type("regular", 7, 9, TEXT2)

MARGIN = 20 * MM
MEASURE = 148 * MM  # longest line of running text: about 85 characters
LOGO_HEIGHT = 11 * MM


@dataclass(frozen=True, slots=True)
class Frame:
    """A page and the part of it that holds the text."""

    width: float
    height: float
    left: float = MARGIN
    bottom: float = 28 * MM
    upper: float = 22 * MM  # from the top edge

    @property
    def right(self) -> float:
        return self.width - MARGIN

    @property
    def top(self) -> float:
        return self.height - self.upper

    @property
    def room(self) -> float:
        """Height of the text."""
        return self.top - self.bottom

    @property
    def breadth(self) -> float:
        """Width of the text."""
        return self.right - self.left


PORTRAIT = Frame(A4_WIDTH, A4_HEIGHT)
LANDSCAPE = Frame(A4_HEIGHT, A4_WIDTH)
