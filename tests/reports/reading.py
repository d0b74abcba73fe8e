"""Reads a tagged PDF back as a screen reader and as a ruler would: marks with their text and place, and the tree over them."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "EI"}


@dataclass
class Line:
    """One line of text where it was drawn."""

    x: float
    y: float
    text: str
    width: float
    size: float


@dataclass
class Mark:
    """One marked piece of a page: its tag, its MCID (-1 = artifact, -2 = not marked at all), what was drawn."""

    tag: str
    mcid: int
    lines: list[Line] = field(default_factory=list)
    paints: int = 0

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass
class Node:
    """One element of the structure tree with its kids; a mark is (page, MCID)."""

    tag: str
    attributes: dict[str, Any]
    kids: "list[Node | tuple[int, int] | None]"  # None = a link's annotation

    def walk(self) -> "Iterator[Node]":
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()


class Reading:
    """The whole file."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self._pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.pages = [marks_of(page) for page in self.pdf.pages]
        self.tree = self._node(self.pdf.Root.StructTreeRoot.K)

    def _node(self, element: Any, page: int = 0) -> Node:
        page = self._pages[element.Pg.objgen] if "/Pg" in element else page
        kids = element.get("/K", pikepdf.Array())
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        assert kids or element.S == "/Document", f"an empty {element.S}"
        attributes = {str(key)[1:]: value for key, value in element.items() if key not in ("/K", "/P", "/Pg", "/S")}
        return Node(str(element.S)[1:], attributes, [self._kid(kid, page) for kid in kids])

    def _kid(self, kid: Any, page: int) -> "Node | tuple[int, int] | None":
        if isinstance(kid, int):
            return page, int(kid)
        if kid.get("/Type") == "/MCR":
            return self._pages[kid.Pg.objgen], int(kid.MCID)
        return None if kid.get("/Type") == "/OBJR" else self._node(kid, page)

    def nodes(self, tag: str) -> list[Node]:
        """All elements of a kind, in reading order."""
        return [node for node in self.tree.walk() if node.tag == tag]

    def text(self, node: Node | None = None) -> str:
        """What is read aloud under an element, in reading order."""
        out = []
        for kid in (node or self.tree).kids:
            if isinstance(kid, Node):
                out.append(self.text(kid))
            elif kid is not None:
                page, mcid = kid
                out.append(" ".join(mark.text for mark in self.pages[page] if mark.mcid == mcid))
        return " ".join(out)


def marks_of(page: Any) -> list[Mark]:
    """Everything that is drawn on a page, by its marked content."""
    fonts = {str(name): _Font(font) for name, font in page.Resources.Font.items()}
    loose = Mark("", -2)
    marks, current, depth = [loose], loose, 0
    font, size, x, y = None, 0.0, 0.0, 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BDC":
            properties = operands[1]
            current, depth = Mark(str(operands[0])[1:], int(properties.get("/MCID", -1))), depth + 1
            marks.append(current)
        elif name == "EMC":
            current, depth = loose, depth - 1
        elif name == "Tf":
            font, size = fonts[str(operands[0])], float(operands[1])
        elif name == "Tm":
            x, y = float(operands[4]), float(operands[5])
            current.lines.append(Line(x, y, "", 0, size))
        elif name == "Tj":
            assert font is not None
            if not current.lines:
                current.lines.append(Line(x, y, "", 0, size))
            text, width = font.read(bytes(operands[0]))
            line = current.lines[-1]
            line.text, line.width, line.size = line.text + text, line.width + width * size / 1000, size
        elif name in _PAINTS:
            current.paints += 1
        assert depth in (0, 1), "marks are never nested"
    assert depth == 0
    return marks


class _Font:
    def __init__(self, font: Any) -> None:
        cmap = font.ToUnicode.read_bytes().decode()
        self._text = {int(a, 16): chr(int(b, 16)) for a, b in re.findall(r"<(\w\w)> <(\w{4})>", cmap)}
        self._widths = [float(width) for width in font.Widths]

    def read(self, codes: bytes) -> tuple[str, float]:
        return "".join(self._text[code] for code in codes), sum(self._widths[code] for code in codes)
