"""The annual report as PDF and workbook, beside QPainter on QPdfWriter and zlib on the same XML."""

import zipfile
import zlib
from pathlib import Path
from typing import Any

from tests.benchmarks.child import Values, each, main

YEAR = 2025
TIMES = 2


def _facts(path: str) -> Any:
    from p2i_desktop.clock import Clock
    from p2i_desktop.services.office import look_at
    from p2i_desktop.settings import Settings

    office = look_at(Path(path), clock=Clock(), settings=Settings(language="en"))
    return office, office.printing.facts(YEAR, "en")


def make(path: str, folder: str) -> Values:
    """Both reports from the file to the files, facts gathered once: as the command line does."""
    from p2i_desktop.clock import Clock
    from p2i_desktop.services.office import look_at
    from p2i_desktop.settings import Settings

    office = look_at(Path(path), clock=Clock(), settings=Settings(language="en"))
    made: dict[str, Any] = {}

    def work(form: str) -> Values:
        return each(
            lambda _: made.update(
                {
                    form: office.printing.make(
                        "annual", year=YEAR, form=form, language="en", out=Path(folder) / f"annual.{form}"
                    )
                }
            ),
            1,
            0,
        )

    pdf, book = work("pdf"), work("xlsx")
    office.close()
    return {
        "wall": pdf["wall"] + book["wall"], "cpu": pdf["cpu"] + book["cpu"], "pdf_wall": pdf["wall"], "xlsx_wall": book["wall"],
        "pages": made["pdf"].count, "pdf_kb": made["pdf"].path.stat().st_size / 1024, "xlsx_kb": made["xlsx"].path.stat().st_size / 1024,
    }  # fmt: skip


def ours_pdf(path: str, folder: str) -> Values:
    """The document laid out, tagged and written; facts and document made before."""
    from p2i_desktop.reports import pdf
    from p2i_desktop.reports.catalogue import report

    office, facts = _facts(path)
    document = report("annual").build(facts)
    values = each(lambda _: pdf.render(document), TIMES, warm=1)
    office.close()
    return values


def bare_pdf(path: str, folder: str) -> Values:
    """The words of the same pages at the same places, untagged, without charts, by QPainter on QPdfWriter."""
    import pypdfium2
    from PySide6.QtCore import QBuffer, QPointF
    from PySide6.QtGui import QFont, QGuiApplication, QPageSize, QPainter, QPdfWriter

    app = QGuiApplication([])
    document = pypdfium2.PdfDocument(str(Path(folder) / "annual.pdf"))
    pages = [_words(page) for page in document]

    def work(_: int) -> None:
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setResolution(72)
        painter = QPainter(writer)
        fonts: dict[int, QFont] = {}
        for number, words in enumerate(pages):
            if number:
                writer.newPage()
            for size, left, top, text in words:
                painter.setFont(fonts.setdefault(size, QFont("Noto Sans", size)))
                painter.drawText(QPointF(left, top), text)
        painter.end()

    values = each(work, TIMES, warm=1)
    del app
    return values | {"pages": len(pages)}


def _words(page: Any) -> list[tuple[int, float, float, str]]:
    text, height = page.get_textpage(), page.get_height()
    boxes = (text.get_rect(i) for i in range(text.count_rects()))
    return [
        (max(6, int(top - bottom)), left, height - bottom, text.get_text_bounded(left, bottom, right, top))
        for left, bottom, right, top in boxes
    ]


def ours_xlsx(path: str, folder: str) -> Values:
    """The workbook written; facts made before."""
    from p2i_desktop.reports.catalogue import report
    from p2i_desktop.reports.excel.book import write_book

    office, facts = _facts(path)
    target = Path(folder) / "bench.xlsx"

    def work(_: int) -> None:
        book = report("annual").workbook(facts)
        write_book(target, book.sheets, book.properties, defined=book.defined, total=book.rows)

    values = each(work, TIMES, warm=1)
    office.close()
    return values


def bare_xlsx(path: str, folder: str) -> Values:
    """The same parts of the same workbook, packed by zlib at level 6."""
    with zipfile.ZipFile(Path(folder) / "annual.xlsx") as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return each(lambda _: [zlib.compress(part, 6) for part in parts], TIMES, warm=1) | {
        "xml_mb": sum(map(len, parts)) / 1e6
    }


if __name__ == "__main__":
    main({f.__name__: f for f in (make, ours_pdf, bare_pdf, ours_xlsx, bare_xlsx)})
