"""The structure tree: elements that write themselves as small text objects, thousands of them cheaply."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Annotation:
    """A link on a page: where it is, where it leads, and the element that holds it."""

    page: int
    target: int  # number of the heading
    number: int = 0  # of the PDF object
    element: "Element | None" = None


@dataclass(slots=True, eq=False)
class Element:
    """One structure element; `extra` is PDF text for its dictionary, kids are elements, (page, MCID) or a link."""

    tag: str
    parent: "Element | None" = None
    extra: str = ""
    kids: "list[Element | tuple[int, int] | Annotation]" = field(default_factory=list)
    page: int | None = None
    number: int = 0

    def add(self, tag: str, extra: str = "") -> "Element":
        """A new last kid."""
        element = Element(tag, self, extra)
        self.kids.append(element)
        return element

    def written(self, root: int, pages: list[int]) -> bytes:
        """The dictionary; `root` is the object number of the tree, `pages` those of the pages."""
        kids = [self._kid(kid, pages) for kid in self.kids]
        page = f"/Pg {pages[self.page]} 0 R" if self.page is not None else ""
        parent = self.parent.number if self.parent is not None else root
        inside = "" if not kids else f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]"
        return f"<</S/{self.tag}/P {parent} 0 R{page}{self.extra}{inside}>>".encode("latin-1")

    def _kid(self, kid: "Element | tuple[int, int] | Annotation", pages: list[int]) -> str:
        if isinstance(kid, Element):
            return f"{kid.number} 0 R"
        if isinstance(kid, Annotation):
            return f"<</Type/OBJR/Obj {kid.number} 0 R/Pg {pages[kid.page]} 0 R>>"
        page, mark = kid
        return str(mark) if page == self.page else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mark}>>"


def in_order(root: Element) -> list[Element]:
    """All elements, parents before kids, in reading order."""
    order, stack = [], [root]
    while stack:
        element = stack.pop()
        order.append(element)
        stack.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))
    return order


def text_string(text: str) -> str:
    """A PDF text string: plain when ASCII, else UTF-16 in hex; lone surrogates become U+FFFD."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    whole = text.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")
    return f"<FEFF{whole.encode('utf-16-be').hex().upper()}>"


def language(code: str) -> str:
    """`Lang` for an element in another language than the report, "" for none."""
    return f"/Lang{text_string(code)}" if code else ""


def alternative(text: str, box: tuple[float, float, float, float]) -> str:
    """What a picture needs: its words and its place."""
    place = " ".join(f"{value:.2f}" for value in box)
    return f"/Alt{text_string(text)}/A<</O/Layout/Placement/Block/BBox[{place}]>>"


def header_cell(scope: str, span: int = 1) -> str:
    """Attributes of a TH: "Column" or "Row", and over how many columns it goes."""
    wide = f"/ColSpan {span}" if span > 1 else ""
    return f"/A<</O/Table/Scope/{scope}{wide}>>"


def spanning_cell(span: int) -> str:
    """Attributes of a TD over several columns."""
    return f"/A<</O/Table/ColSpan {span}>>" if span > 1 else ""
