"""Draws on pages in absolute coordinates, with every mark either tagged or an artifact."""

import contextlib
import io
from collections.abc import Iterator

from PIL import Image
from reportlab.lib.rl_accel import escapePDF
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from p2i_desktop.reports.document import Document
from p2i_desktop.reports.pdf import metadata
from p2i_desktop.reports.pdf.fonts import FILES, Setter, font_name
from p2i_desktop.reports.pdf.packed import pack
from p2i_desktop.reports.pdf.style import Colour, Face, Frame
from p2i_desktop.reports.pdf.tags import Annotation, Element

_PRINTS = 4  # annotation flag that PDF/A asks for
_ROUND = 0.5523  # of the radius: how far a Bézier curve reaches for a quarter of a circle


class Pen:
    """One report being drawn; `setter` measures, `root` is the structure tree it marks into."""

    def __init__(self, document: Document, setter: Setter, root: Element) -> None:
        self._document, self.setter, self._root = document, setter, root
        self._canvas = Canvas(
            io.BytesIO(),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=document.language,
            initialFontName=font_name("regular"),
        )
        self._pdf = self._canvas._doc
        self._fonts = {face: pdfmetrics.getFont(font_name(face)) for face in FILES}
        self._runs: dict[tuple[str, Face], list[tuple[str, str]]] = {}
        self._marks: list[list[Element]] = [[]]
        self._links: list[tuple[Annotation, PDFDictionary]] = []
        self._targets: dict[int, tuple[int, float]] = {}
        self._forget()

    # -- pages

    def start_page(self, frame: Frame) -> None:
        """Takes a clean page of the frame's size."""
        self._canvas.setPageSize((frame.width, frame.height))
        self._forget()

    def end_page(self) -> None:
        """Turns the page."""
        self._end_text()
        self._canvas.showPage()
        self._marks.append([])

    def _forget(self) -> None:
        self._code: list[str] = self._canvas._code
        self._in_text, self._font, self._fill = False, "", "0 0 0"

    # -- tags

    def open(self, element: Element, *, in_text: bool = False) -> None:
        """What is drawn from here to `close` is content of `element`; `in_text`: only text comes, within one text object."""
        if in_text:
            self._begin_text()
        else:
            self._end_text()
        page = len(self._marks) - 1
        mark = len(self._marks[page])
        self._marks[page].append(element)
        if element.page is None:
            element.page = page
        element.kids.append((page, mark))
        self._code.append(f"/{element.tag} <</MCID {mark}>> BDC")

    def open_artifact(self, *, pagination: bool = False, in_text: bool = False) -> None:
        """What is drawn from here to `close` is not read aloud."""
        if in_text:
            self._begin_text()
        else:
            self._end_text()
        self._code.append("/Artifact <</Type /Pagination>> BDC" if pagination else "/Artifact <</Type /Layout>> BDC")

    def close(self, *, in_text: bool = False) -> None:
        """Ends what `open` or `open_artifact` began; `in_text` as there."""
        if not in_text:
            self._end_text()
        self._code.append("EMC")

    @contextlib.contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """`open` and `close` around a block."""
        self.open(element)
        yield
        self.close()

    @contextlib.contextmanager
    def artifact(self, *, pagination: bool = False) -> Iterator[None]:
        """`open_artifact` and `close` around a block."""
        self.open_artifact(pagination=pagination)
        yield
        self.close()

    # -- marks on paper

    def text(self, x: float, y: float, text: str, face: Face, size: float, colour: Colour) -> None:
        """One line of clean text with its baseline at `y`."""
        self._begin_text()
        code, at = self._code, f"1 0 0 1 {x:.2f} {y:.2f} Tm"
        if colour != self._fill:
            self._fill = colour
            code.append(f"{colour} rg")
        for name, shown in self._split(text, face):
            font = f"{name} {size:g} Tf"
            if font != self._font:
                self._font = font
                code.append(font)
            code.append(f"{at} ({shown}) Tj" if at else f"({shown}) Tj")
            at = ""

    def right_text(self, x: float, y: float, text: str, face: Face, size: float, colour: Colour) -> None:
        """As `text`, ending at `x`."""
        self.text(x - self.setter.width(text, face, size), y, text, face, size, colour)

    def centred_text(self, x: float, y: float, text: str, face: Face, size: float, colour: Colour) -> None:
        """As `text`, with its middle at `x`."""
        self.text(x - self.setter.width(text, face, size) / 2, y, text, face, size, colour)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle, `x`, `y` at its lower left."""
        self._end_text()
        self._fill = colour
        self._code.append(f"{colour} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def boxes(self, found: list[tuple[float, float, float, float]], colour: Colour) -> None:
        """Filled rectangles (x, y, width, height) as one path."""
        self._end_text()
        self._fill = colour
        path = " ".join(f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re" for x, y, width, height in found)
        self._code.append(f"{colour} rg {path} f")

    def shape(self, points: list[tuple[float, float]], colour: Colour) -> None:
        """A filled polygon."""
        self._end_text()
        self._fill = colour
        path = " ".join(f"{x:.2f} {y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
        self._code.append(f"{colour} rg {path} f")

    def rules(self, lines: list[tuple[float, float, float, float]], colour: Colour, width: float = 0.5) -> None:
        """Straight lines (x1, y1, x2, y2), as one path."""
        self._end_text()
        path = " ".join(f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l" for x1, y1, x2, y2 in lines)
        self._code.append(f"{colour} RG {width:g} w {path} S")

    def hatched(self, x: float, y: float, width: float, height: float, colour: Colour, gap: float = 3.0) -> None:
        """An outlined rectangle with diagonal lines."""
        self._end_text()
        count = int((width + height) / gap) + 1
        shape = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
        lines = " ".join(
            f"{x + n * gap - height:.2f} {y:.2f} m {x + n * gap:.2f} {y + height:.2f} l" for n in range(1, count)
        )
        self._code.append(f"q {colour} RG 0.6 w {shape} W n {lines} S Q" if lines else "")
        self.outlined(x, y, width, height, colour)

    def outlined(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A rectangle's edge, drawn inside it."""
        self._end_text()
        inner = f"{x + 0.4:.2f} {y + 0.4:.2f} {max(width - 0.8, 0.1):.2f} {max(height - 0.8, 0.1):.2f} re"
        self._code.append(f"{colour} RG 0.8 w {inner} S")

    def circle(self, x: float, y: float, radius: float, colour: Colour, width: float = 0.8) -> None:
        """The line of a circle around `x`, `y`."""
        self._end_text()
        far = radius * _ROUND
        path = f"{x + radius:.2f} {y:.2f} m"
        for (ax, ay), (bx, by) in (((1, 0), (0, 1)), ((0, 1), (-1, 0)), ((-1, 0), (0, -1)), ((0, -1), (1, 0))):
            points = (
                (x + radius * ax + far * bx, y + radius * ay + far * by),
                (x + radius * bx + far * ax, y + radius * by + far * ay), (x + radius * bx, y + radius * by),
            )  # fmt: skip
            path += "".join(f" {px:.2f} {py:.2f}" for px, py in points) + " c"
        self._code.append(f"{colour} RG {width:g} w {path} s")

    def image(self, picture: Image.Image, x: float, y: float, width: float, height: float) -> None:
        """A picture, stretched to the rectangle."""
        self._end_text()
        self._canvas.drawImage(ImageReader(picture), x, y, width, height)
        self._forget()

    # -- ways through the document

    def target(self, heading: int, title: str, level: int, y: float) -> None:
        """A heading stands here: links and the outline lead to it."""
        self._targets[heading] = (len(self._marks) - 1, y)
        key = f"h{heading}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=round(y, 2))
        self._canvas.addOutlineEntry(title, key, level - 1, closed=level > 1)

    def link(self, element: Element, heading: int, words: str, box: tuple[float, float, float, float]) -> None:
        """`element` (a Link) leads to a heading when `box` is clicked; `words` tell where to."""
        note = Annotation(len(self._marks) - 1, heading, element=element)
        entry = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": PDFArray([round(value, 2) for value in box]),
                "Border": PDFArray([0, 0, 0]),
                "F": _PRINTS,
                "Contents": PDFString(words),
            }
        )
        self._canvas._annotationrefs.append(self._pdf.Reference(entry))
        self._links.append((note, entry))
        element.kids.append(note)

    # -- the end

    def finish(self) -> bytes:
        """The file; every page must have been ended."""
        pdf, pages = self._pdf, self._marks[:-1]
        metadata.describe(pdf, self._document)
        if self._targets:
            self._canvas.showOutline()
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        pdf.Catalog.StructTreeRoot = pdf.Reference(tree)
        for number in range(len(pages)):
            page = pdf.idToObject[f"Page{number + 1}"]
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, PDFName("S")
        holders = self._finish_links(len(pages))
        for font in list(pdf.delayedFonts):
            font.addObjects(pdf)
        pdf.Reference(pdf.Catalog)
        pdf.Reference(pdf.info)
        pdf.Outlines.prepare(pdf, self._canvas)
        if pdf.Outlines.ready < 0:
            pdf.Catalog.Outlines = None
        return pack(pdf, tree, self._root, pages, holders)

    def _finish_links(self, first: int) -> list[Element]:
        holders = []
        for number, (note, entry) in enumerate(self._links, first):
            page, y = self._targets[note.target]
            place = [
                self._pdf.Reference(self._pdf.idToObject[f"Page{page + 1}"]),
                PDFName("XYZ"),
                0,
                round(y, 2),
                "null",
            ]
            entry["Dest"], entry["StructParent"] = PDFArray(place), number
            note.number, _ = self._pdf.idToObjectNumberAndVersion[self._pdf.Reference(entry).name]
            if note.element is not None:
                holders.append(note.element)
        return holders

    # -- text objects

    def _begin_text(self) -> None:
        if not self._in_text:
            self._in_text = True
            self._code.append("BT")

    def _end_text(self) -> None:
        if self._in_text:
            self._in_text = False
            self._code.append("ET")

    def _split(self, text: str, face: Face) -> list[tuple[str, str]]:
        key = (text, face)
        known = self._runs.get(key)
        if known is None:
            font = self._fonts[face]
            pieces = font.splitString(text, self._pdf)
            known = [(font.getSubsetInternalName(subset, self._pdf), escapePDF(shown)) for subset, shown in pieces]
            self._runs[key] = known
        return known
