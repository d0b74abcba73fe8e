"""What papers about one subject share: what each tells about itself, its feet, its numbered parts, and who pays."""

from dataclasses import dataclass
from datetime import date, datetime

from p2i_desktop.domain.network import Programme, ProgrammeKind
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.document import Block, Document, Furniture, Heading, Value

DIGITS = 16  # of a checksum that are printed in one group


@dataclass(frozen=True, slots=True)
class Frame:
    """What every paper tells about itself; `made_at` is aware, `digest` is that of what is printed."""

    texts: Texts
    made_at: datetime
    today: date
    version: str  # of the program
    seq: int  # head of the journal
    centre_name: str  # of the own centre
    anonymised: bool
    digest: str = ""


class Framed:
    """Facts that have a `frame`, from which the makers take words and moment."""

    __slots__ = ()
    frame: Frame

    @property
    def texts(self) -> Texts:
        """The words of the report language."""
        return self.frame.texts

    @property
    def made_at(self) -> datetime:
        """When it is made."""
        return self.frame.made_at


class Numbers:
    """Counts chapters, tables and figures through the paper."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self.chapters = self.tables = self.figures = 0

    def chapter(self, words: str, new_page: bool = False) -> Heading:
        """The heading of the next chapter."""
        self.chapters += 1
        return Heading(1, f"{self.chapters}\u2002{words}", new_page=new_page)

    def table(self) -> str:
        """The label of the next table."""
        self.tables += 1
        return self._texts._("Table {number}").format(number=self.tables)

    def figure(self) -> str:
        """The label of the next figure."""
        self.figures += 1
        return self._texts._("Figure {number}").format(number=self.figures)


@dataclass(frozen=True, slots=True)
class Paper:
    """Title and subject of a paper, and the words that stand around its pages."""

    title: str
    subject: str
    report_id: str
    mark: str = ""  # at the head of each page
    edition: str = ""  # in the foot of each page: the version of the plan


def document(frame: Frame, paper: Paper, blocks: tuple[Block, ...]) -> Document:
    """The blocks with everything around them."""
    t = frame.texts
    return Document(
        report_id=paper.report_id, title=paper.title, subject=paper.subject, language=t.language,
        author=frame.centre_name, creator=f"P2I Desktop {frame.version}", made_at=frame.made_at,
        blocks=blocks,
        keywords=(paper.report_id, frame.digest),
        furniture=Furniture(foot(frame, paper), t._("page {page} of {pages}"), line(frame), t._("(continued)"), mark=paper.mark),
    )  # fmt: skip


def foot(frame: Frame, paper: Paper) -> str:
    """The left foot of each page."""
    return " · ".join(
        part for part in (frame.centre_name, paper.title, paper.subject, paper.mark or paper.edition) if part
    )


def line(frame: Frame) -> str:
    """The small last line of each page."""
    t = frame.texts
    journal = t._("journal {number}").format(number=frame.seq)
    return " · ".join((f"P2I Desktop {frame.version}", t.instant(frame.made_at), frame.digest[:16], journal))


def day(t: Texts, on: date | None) -> Value:
    """A day as a cell."""
    return Value(on, t.date(on))


def count(t: Texts, number: int | None) -> Value:
    """A whole number as a cell."""
    return Value(number, t.number(number))


def grouped(digest: str) -> str:
    """A checksum in groups that can be compared by eye."""
    return " ".join(digest[at : at + DIGITS] for at in range(0, len(digest), DIGITS))


def funding(programme: Programme | None) -> tuple[str, ...]:
    """Who pays, and the disclaimer."""
    return tuple(text for text in (programme.funding_line, programme.disclaimer) if text) if programme else ()


def emblem(t: Texts, programme: Programme | None) -> str:
    """The words of the emblem where a programme of the Union pays; empty where none does."""
    paid = programme is not None and programme.kind is ProgrammeKind.EU_GRANT
    return t._("Emblem of the European Union") if paid else ""


def programme_name(programme: Programme | None) -> str:
    """Code and name."""
    if programme is None:
        return ""
    return " · ".join(dict.fromkeys(part for part in (programme.code, programme.name) if part))
