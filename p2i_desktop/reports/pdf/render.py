"""A Document as the bytes of a tagged PDF (PDF/UA-1 and PDF/A-2a)."""

from collections.abc import Callable

from p2i_desktop.reports.certificate_page import Certificate
from p2i_desktop.reports.document import (
    Block,
    BulletList,
    Chart,
    Contents,
    Cover,
    Document,
    Facts,
    Funding,
    Heading,
    KeyFigures,
    Landscape,
    Note,
    PageBreak,
    Picture,
    Plain,
    Table,
    Text,
    walk,
)
from p2i_desktop.reports.handouts import Badges, FreeAnswer, Scale, SignSheet
from p2i_desktop.reports.pdf import (
    badges,
    certificate_page,
    charts,
    forms,
    funding,
    furniture,
    gantt,
    levels,
    pictures,
    sign_sheets,
    signing,
    table_rows,
    tables,
    texts,
)
from p2i_desktop.reports.pdf.columns import measure
from p2i_desktop.reports.pdf.flow import Item, Placed, Turn, place
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import LANDSCAPE, PORTRAIT, Frame, colour
from p2i_desktop.reports.pdf.tags import Element
from p2i_desktop.reports.timeline import Gantt, Signatures

Progress = Callable[[int, int], None]  # pages done, pages in all (0 = not known yet); raising stops the work
_INTRODUCTION = 6  # lines between a heading and its table


def render(document: Document, progress: Progress | None = None) -> bytes:
    """The report on A4: same document, same bytes. `progress` is called page by page."""
    typist = _Typist(document)
    pages = _placed(typist, progress)
    surround = furniture.Surround(document)
    pen = Pen(document, typist.setter, typist.root)
    for number, page in enumerate(pages, 1):
        pen.start_page(page.frame)
        for item, top in page.items:
            item.draw(pen, page.frame.left, top)
        surround.draw_mark(pen, page.frame)
        if page.furnished:
            surround.draw(pen, page.frame, number, len(pages))
        pen.end_page()
        if progress is not None:
            progress(number, len(pages))
    return pen.finish()


def missing_glyphs(document: Document) -> list[tuple[str, int]]:
    """Texts of the report with characters that the font lacks and that are printed as □, with how many."""
    typist = _Typist(document)
    typist.items()
    return sorted(typist.setter.missing.items())


def _placed(typist: "_Typist", progress: Progress | None) -> list[Placed]:
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(0, 0)

    pages = place(typist.items(), tick)
    for number, page in enumerate(pages, 1):
        for item, _ in page.items:
            if isinstance(item, texts.HeadingItem):
                typist.pages[item.number] = number
    return pages


class _Typist:
    """Turns blocks into items; numbers headings and notes in reading order."""

    def __init__(self, document: Document) -> None:
        self.setter = Setter()
        self.root = Element("Document")
        self.pages: dict[int, int] = {}  # heading -> page
        self._document = document
        self._accent = colour(document.accent)
        self._section = self.root
        self._items: list[Item | Turn] = []
        self._frame: Frame = PORTRAIT
        self._notes = 0
        headings = [block for block in walk(document.blocks) if isinstance(block, Heading)]
        self._headings = [(number, block.level, block.text) for number, block in enumerate(headings)]
        self._targets = {block.key: number for number, block in enumerate(headings) if block.key}
        self._heading = self._lists = 0  # lists to sign are targets too, counted down from -1

    def items(self) -> list[Item | Turn]:
        """All blocks, and the turns of the page between them."""
        self._items = [Turn(PORTRAIT)]
        self._section = self.root.add("Sect")
        for block in self._document.blocks:
            self._add(block)
        self.root.kids = [kid for kid in self.root.kids if isinstance(kid, Element) and kid.kids]
        return self._items

    def _add(self, block: Block) -> None:
        if isinstance(block, Landscape):
            self._turn(LANDSCAPE)
            for inner in block.blocks:
                self._add(inner)
            self._turn(PORTRAIT)
        elif isinstance(block, Table):
            self._add_table(block)
        elif isinstance(block, PageBreak):
            self._turn(self._frame)
        elif isinstance(block, Cover):
            self._items.append(Turn(PORTRAIT, furnished=False))
            self._items.append(furniture.cover_item(block, self._document, self.setter, self._section, self._accent))
            self._turn(PORTRAIT)
        elif isinstance(block, Heading):
            self._add_heading(block)
        elif isinstance(block, SignSheet):
            self._lists += 1
            made = sign_sheets.sign_sheets(block, self.setter, self.root, -self._lists)
            self._whole_pages(made, Turn(PORTRAIT))
        elif isinstance(block, Badges):
            made = badges.badge_sheets(block, self.setter, self.root, self._accent)
            self._whole_pages(made, Turn(badges.SHEET, furnished=False))
        elif isinstance(block, Certificate):
            self._lists += 1
            item = certificate_page.certificate_item(block, self.setter, self.root, -self._lists, self._accent)
            self._whole_pages([item], Turn(certificate_page.SHEET, furnished=False))
        else:
            self._items.extend(self._simple(block))

    def _simple(self, block: Plain) -> list[Item]:
        setter, section, breadth = self.setter, self._section, self._frame.breadth
        if isinstance(block, Text):
            return texts.text_items(block, setter, section, breadth)
        if isinstance(block, BulletList):
            return texts.list_items(block, setter, section, breadth)
        if isinstance(block, KeyFigures):
            return texts.card_items(block, setter, section, breadth, self._accent, self._targets)
        if isinstance(block, Facts):
            return self._facts(block)
        if isinstance(block, Chart):
            self._introduce()
        if isinstance(block, Chart) and block.kind == "levels":
            return [levels.levels_item(block, setter, section, breadth, self._accent)]
        if isinstance(block, Chart):
            note = self._note(len(block.notes))
            return charts.chart_items(block, setter, section, breadth, self._frame.room, self._accent, note)
        if isinstance(block, Gantt):
            continued = self._document.furniture.continued
            return gantt.gantt_items(block, setter, section, breadth, self._accent, continued)
        if isinstance(block, Signatures):
            return signing.signing_items(block, setter, section, breadth)
        if isinstance(block, Scale):
            return forms.scale_items(block, setter, section, breadth)
        if isinstance(block, FreeAnswer):
            return [forms.free_item(block, setter, section, breadth)]
        if isinstance(block, Funding):
            return [funding.funding_item(block, setter, section, breadth)]
        if isinstance(block, Picture):
            return [pictures.picture_item(block, setter, section, breadth)]
        if isinstance(block, Note):
            return [texts.note_item(block, setter, section, breadth, self._note(1))]
        return self._contents(block) if isinstance(block, Contents) else []

    def _facts(self, block: Facts) -> list[Item]:
        if not block.rows:
            return []
        grid = table_rows.facts_grid(block, self.setter, self._section, self._frame.breadth, self._targets)
        return [tables.TableItem(grid, 0, len(grid.rows), before=2, after=12)]

    def _note(self, count: int) -> int:
        """Number of the first of `count` notes."""
        self._notes += count
        return self._notes - count

    def _turn(self, frame: Frame) -> None:
        self._frame = frame
        self._items.append(Turn(frame))

    def _whole_pages(self, items: list[Item], turn: Turn) -> None:
        """Items that are as high as a page, each on its own."""
        for item in items:
            self._items += [turn, item]
        self._turn(PORTRAIT)
        self._section = self.root.add("Sect")

    def _add_heading(self, block: Heading) -> None:
        if block.level == 1:
            self._section = self.root.add("Sect")
        if block.new_page:
            self._turn(self._frame)
        number, self._heading = self._heading, self._heading + 1
        breadth = self._frame.breadth
        self._items.append(texts.heading_item(block, number, self.setter, self._section, breadth, self._accent))

    def _introduce(self) -> None:
        """A few lines right under a heading stay with the table or chart that comes next: they tell how to read it."""
        above = self._items[-2:]
        if len(above) == 2 and isinstance(above[0], texts.HeadingItem) and isinstance(above[1], texts.Lines):
            above[1].keep = len(above[1].lines) <= _INTRODUCTION

    def _add_table(self, table: Table) -> None:
        """A table too wide for this page takes a landscape page of its own, and what introduces it along."""
        self._introduce()
        upright, widths = self._frame is PORTRAIT, measure(table, self.setter, self._frame.breadth)
        turned = upright and not widths.fits
        if turned:
            widths = measure(table, self.setter, LANDSCAPE.breadth)
            above = []
            while self._items and not isinstance(self._items[-1], Turn) and self._items[-1].keep:
                above.append(self._items.pop())
            self._turn(LANDSCAPE)
            self._items.extend(reversed(above))
        words, notes = self._document.furniture.continued, self._note(len(table.notes))
        frame, setter = self._frame, self.setter
        grid = table_rows.table_grid(
            table, setter, self._section, frame.breadth, frame.room, widths, words, self._targets, notes
        )
        self._items.append(tables.TableItem(grid, 0, len(grid.rows)))
        if turned:
            self._turn(PORTRAIT)

    def _contents(self, block: Contents) -> list[Item]:
        breadth = self._frame.breadth
        listed = [each for each in self._headings if each[1] <= block.depth]
        if not listed:
            return []
        title = texts.contents_title(block.title, self.setter, self._section, breadth, self._accent)
        entries = furniture.contents_item(listed, self.setter, self._section, breadth, self.pages)
        return [title, entries]
