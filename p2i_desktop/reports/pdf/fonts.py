"""The paper's fonts: what can be printed, how wide it is, and where lines break."""

import functools
import re
import unicodedata

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from p2i_desktop.paths import shipped
from p2i_desktop.reports.pdf.style import Face

FILES: dict[Face, str] = {
    "regular": "SourceSans3-Regular.ttf",
    "italic": "SourceSans3-It.ttf",
    "semibold": "SourceSans3-Semibold.ttf",
    "bold": "SourceSans3-Bold.ttf",
}
NO_GLYPH = "□"
SOFT_HYPHEN = "\u00ad"
ZERO_SPACE = "\u200b"
LONGEST_WORD = 60
# after a hyphen or stroke between letters: a record number or a range of figures stays in one piece
_WORD_PARTS = re.compile(r"(?<=[^\W\d][-–/])(?=[^\W\d])|(?<=\u00ad)|(?<=\u200b)")
_SHORTEST_END = 3  # letters that may stand behind a break of our own


def font_name(face: Face) -> str:
    """The name under which reportlab knows a face."""
    return f"P2I-{face}"


@functools.cache
def load() -> dict[Face, dict[int, float]]:
    """Registers the four faces once a process; returns the advance of each character in 1/1000 em."""
    advances: dict[Face, dict[int, float]] = {}
    for face, file in FILES.items():
        font = TTFont(font_name(face), str(shipped("resources", "fonts", file)))
        pdfmetrics.registerFont(font)
        widths = font.face.charWidths
        # reportlab draws a no-break space as a space
        advances[face] = {code: float(widths[code]) for code in font.face.charToGlyph if code in widths}
        advances[face][0xA0] = advances[face][32]
    return advances


@functools.cache
def _printable() -> tuple[frozenset[int], frozenset[str]]:
    """What has a glyph in every face; and what of it needs no second look: neither a break nor a mark that combines."""
    glyphs = frozenset[int].intersection(*(frozenset(each) for each in load().values()))
    return glyphs, frozenset(chr(code) for code in glyphs if chr(code).isprintable())


class Setter:
    """Sets text for one report: cleans it, measures it, breaks it into lines, and counts what has no glyph."""

    def __init__(self) -> None:
        self._advances = load()
        self._glyphs, self._usual = _printable()
        self._clean: dict[str, str] = {}
        self._widths: dict[tuple[str, Face], float] = {}
        self._lines: dict[tuple[str, Face, float, float, float], tuple[str, ...]] = {}
        self.missing: dict[str, int] = {}

    def clean(self, text: str) -> str:
        """The text as one printable paragraph: no control characters, □ for what the font lacks (counted once a text)."""
        known = self._clean.get(text)
        if known is None:
            usual = self._usual.issuperset(text) and unicodedata.is_normalized("NFC", text)
            known = text if usual else self._replace(text)
            self._clean[text] = known
        return known

    def one_line(self, text: str) -> str:
        """A clean text that is not going to be broken: without soft hyphens."""
        return self.clean(text).replace(SOFT_HYPHEN, "").replace(ZERO_SPACE, "")

    def _replace(self, text: str) -> str:
        out, lost = [], 0
        for char in unicodedata.normalize("NFC", text):
            code, kind = ord(char), unicodedata.category(char)
            if char in (SOFT_HYPHEN, ZERO_SPACE):
                out.append(char)
            elif char in "\t\n\r\v\f\u2028\u2029":
                out.append(" ")
            elif kind in ("Cc", "Cf") or 0xFE00 <= code <= 0xFE0F:
                continue  # invisible by nature: direction overrides, joiners, variation selectors
            elif code in self._glyphs:
                out.append(char)
            elif kind == "Zs":
                out.append(" ")
            else:
                lost += 1
                out.append(NO_GLYPH)
        if lost:
            self.missing[text] = lost
        return "".join(out)

    def width(self, text: str, face: Face, size: float) -> float:
        """Width in points of a clean text on one line; a soft hyphen shows at its end only."""
        key = (text, face)
        known = self._widths.get(key)
        if known is None:
            advance = self._advances[face]
            shown = text.replace(ZERO_SPACE, "").replace(SOFT_HYPHEN, "") + ("-" if text.endswith(SOFT_HYPHEN) else "")
            known = self._widths[key] = sum([advance[ord(char)] for char in shown]) / 1000
        return known * size

    def lines(self, text: str, face: Face, size: float, width: float, first: float = 0.0) -> tuple[str, ...]:
        """Breaks a text into lines of at most `width`; the first line is shorter by `first`. At least one line."""
        key = (text, face, size, round(width, 2), round(first, 2))
        known = self._lines.get(key)
        if known is None:
            known = self._lines[key] = self._break(self.clean(text), face, size, width, first)
        return known

    def balanced(self, text: str, face: Face, size: float, width: float) -> tuple[str, ...]:
        """As `lines`, with lines of about one length: for titles, which should not end in a lone word."""
        best = self.lines(text, face, size, width)
        if len(best) == 1:
            return best
        narrow, wide = width / 2, width
        for _ in range(6):
            middle = (narrow + wide) / 2
            tried = self.lines(text, face, size, middle)
            if len(tried) > len(best) or any(line.endswith(SOFT_HYPHEN) for line in tried):
                narrow = middle
            else:
                wide, best = middle, tried
        return best

    def longest_word(self, text: str, face: Face, size: float) -> float:
        """Width of the widest word of a text."""
        return max((self.width(word, face, size) for word in self.clean(text).split(" ")), default=0)

    def _break(self, text: str, face: Face, size: float, width: float, first: float) -> tuple[str, ...]:
        if first + self.width(text, face, size) <= width and "  " not in text:
            return (_visible(text),)
        space = self.width(" ", face, size)
        done: list[str] = []
        line, used = "", first
        for word in text.split(" "):
            if not word:
                continue
            for nth, part in enumerate(self._fitting(word, face, size, width)):
                hyphen = self.width("-", face, size) if part.endswith(SOFT_HYPHEN) else 0.0
                wide = self.width(part, face, size) - hyphen
                gap = space if line and nth == 0 else 0.0
                if (line or used) and used + gap + wide + hyphen > width + 0.01:
                    done.append(line)
                    line, used, gap = "", 0.0, 0.0
                line, used = line + (" " if gap else "") + part, used + gap + wide
        done.append(line)
        return tuple(_visible(each) for each in done)

    def _fitting(self, word: str, face: Face, size: float, width: float) -> list[str]:
        """A word as parts that each fit a line; almost always the word itself."""
        if len(word) <= LONGEST_WORD and "\u00ad" not in word and "\u200b" not in word:
            parts = _parts(word) if "-" in word or "–" in word or "/" in word else [word]
            if all(self.width(part, face, size) <= width for part in parts):
                return parts
        else:
            parts = _parts(word)
        return [piece for part in parts for piece in self._cut(part, face, size, width)]

    def _cut(self, part: str, face: Face, size: float, width: float) -> list[str]:
        """Pieces of a word that is wider than the line; a hyphen shows where letters are parted."""
        if len(part) <= LONGEST_WORD and self.width(part, face, size) <= width:
            return [part]
        advance, pieces, start, used = self._advances[face], [], 0, 0.0
        hyphened = len(part) <= LONGEST_WORD and part.isalpha()
        limit = max(width, size) * 1000 / size - (advance[ord("-")] if hyphened else 0.0)
        letters = part.rstrip(SOFT_HYPHEN + ZERO_SPACE)
        for at, char in enumerate(letters):
            step = advance.get(ord(char), 0.0)
            if used + step > limit and at > start:
                end = at
                if hyphened and at - start > 2 * _SHORTEST_END:  # no lone letter on the next line
                    end = min(at, len(letters) - _SHORTEST_END)
                pieces.append(part[start:end] + (SOFT_HYPHEN if hyphened else ""))
                start, used = end, sum([advance.get(ord(each), 0.0) for each in part[end:at]])
            used += step
        return [*pieces, part[start:]]


def _parts(word: str) -> list[str]:
    return _WORD_PARTS.split(word)


def _visible(line: str) -> str:
    """Soft hyphens show only where the line ends at one."""
    if SOFT_HYPHEN not in line and ZERO_SPACE not in line:
        return line
    shown = line.replace(ZERO_SPACE, "").replace(SOFT_HYPHEN, "")
    return shown + SOFT_HYPHEN if line.endswith(SOFT_HYPHEN) else shown
