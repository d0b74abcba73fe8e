"""What a chapter of the annual report is, and the numbers of headings, tables and figures that run through all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from p2i_desktop.i18n import Texts
from p2i_desktop.reports.annual.places import Places
from p2i_desktop.reports.document import Block, Heading
from p2i_desktop.reports.excel.model import Sheet
from p2i_desktop.reports.facts import Facts


@dataclass(slots=True)
class Numbers:
    """Counts on from chapter to chapter."""

    texts: Texts
    chapters: int = 0
    sections: int = 0
    annexes: int = 0
    tables: int = 0
    figures: int = 0
    _head: str = ""

    def chapter(self, title: str, key: str = "", new_page: bool = True) -> Heading:
        """The heading of a chapter: "3 Advice"."""
        self.chapters += 1
        self.sections = 0
        self._head = str(self.chapters)
        return Heading(1, f"{self._head}\u2002{title}", key, new_page=new_page)

    def annex(self, title: str, key: str = "", new_page: bool = True) -> Heading:
        """The heading of an annex: "A How to read this report"."""
        self._head = chr(ord("A") + self.annexes)
        self.annexes += 1
        self.sections = 0
        name = self.texts._("Annex {letter}").replace("{letter}", self._head)
        return Heading(1, f"{name}\u2002{title}", key, new_page=True)

    def section(self, title: str, key: str = "", new_page: bool = False) -> Heading:
        """The heading of a section: "3.1 Consultations per month"."""
        self.sections += 1
        return Heading(2, f"{self._head}.{self.sections}\u2002{title}", key, new_page=new_page)

    def table(self) -> str:
        """The label of the next table."""
        self.tables += 1
        return self.texts._("Table {number}").format(number=self.tables)

    def figure(self) -> str:
        """The label of the next picture."""
        self.figures += 1
        return self.texts._("Figure {number}").format(number=self.figures)


def no_blocks(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    """For chapters that stand in the workbook only."""
    return ()


def no_sheets(facts: Facts, places: Places) -> Iterator[Sheet]:
    """For chapters that stand on paper only."""
    yield from ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: its pages and its sheets, both from the same facts."""

    key: str
    blocks: Callable[[Facts, Numbers], tuple[Block, ...]] = no_blocks
    sheets: Callable[[Facts, Places], Iterator[Sheet]] = no_sheets
