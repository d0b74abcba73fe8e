"""Printing a paper and keeping it as a file: the very pages that the preview shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from p2i_desktop import paths
from p2i_desktop.gui import page_images
from p2i_desktop.gui.screen import Bench
from p2i_desktop.services.printing import Made, Paper
from p2i_desktop.services.report_handed import Handed
from p2i_desktop.services.report_handed import note_handed as note

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from p2i_desktop.gui.desk import Progress, Ticket
    from p2i_desktop.services.office import Changed, Office

_DPI = 300
Progressed = Callable[[float], None]


def report_folder(bench: Bench) -> Path:
    """Where reports are saved without asking."""
    kept = bench.settings.report_folder
    return Path(kept) if kept else paths.documents_folder() / "P2I"


def keep_paper(bench: Bench, owner: QWidget, paper: Paper, then: Callable[[Made], None] | None = None) -> None:
    """Writes the bytes into the report folder under a free name, and says so with ways to open it."""
    folder = report_folder(bench)

    def kept(made: Made) -> None:
        note_handed(bench, made.handed)
        if isValid(owner):  # what names people is noted, whether or not anybody still waits for the file
            (then or partial(tell_made, bench))(made)

    bench.desk.apart(lambda _: paper.keep(folder), kept, bench.fault)


def note_handed(bench: Bench, handed: Handed | None) -> None:
    """Writes down that a paper went out, where it names people; a file that is only read keeps no log."""
    if handed is None or not bench.writable():
        return

    def work(office: Office) -> Changed:
        return note(office.disclosures, handed)

    bench.desk.do(work, failed=bench.fault)


def handed_words(bench: Bench, handed: Handed | None) -> str:
    """Whom a paper names and what for, as it is said before it goes out; empty where it names nobody."""
    if handed is None:
        return ""
    texts = bench.texts
    said = texts.ngettext(
        "Names {n} person. Purpose: {purpose}.", "Names {n} persons. Purpose: {purpose}.", handed.persons
    )
    return " ".join(
        (said.replace("{purpose}", handed.purpose), texts._("Printing or saving is noted at the workshop."))
    )


def tell_made(bench: Bench, made: Made) -> None:
    """The toast of a file that was written."""
    texts, doors = bench.texts, bench.doors
    if made.form == "pdf":
        words = texts.ngettext("{n} page", "{n} pages", made.count)
    else:
        words = texts.ngettext("{n} sheet", "{n} sheets", made.count)
    said = texts._("Saved {file}, {size}").format(file=made.path.name, size=words)
    # The system says by itself when it has no program for a file.
    actions = (
        (texts._("Open"), lambda: _done(doors.show_file(made.path))),
        (texts._("Open folder"), lambda: _done(doors.show_file(made.path.parent))),
    )
    bench.toast(said, actions=actions)


def print_paper(bench: Bench, parent: QWidget, paper: Paper, progress: Progressed | None = None) -> tuple[Ticket, ...]:
    """Asks for a printer and prints in the background; () when nothing is printed. Without a printer: the file instead."""
    texts = bench.texts
    try:
        printer = bench.doors.printer(parent.window(), paper.title, paper.pages)
    except LookupError:
        said = texts._("No printer is set up on this computer.")
        open_it = (texts._("Open in the PDF viewer"), lambda: _open_instead(bench, parent, paper))
        bench.toast(said, actions=(open_it,))
        return ()
    if printer is None:
        return ()

    def work(share: Progress) -> int:
        return print_pages(printer, paper.data, share)

    def then(pages: int) -> None:
        bench.toast(texts.ngettext("{n} page sent to the printer", "{n} pages sent to the printer", pages))

    note_handed(bench, paper.handed)
    return (bench.desk.apart(work, then, bench.fault, owner=parent, progress=progress),)


def print_pages(printer: QPrinter, data: bytes, share: Callable[[float], None]) -> int:
    """Draws the chosen pages as pictures of 300 dots an inch onto whole sheets; how many they were.

    OSError when the printer does not take them; what `share` raises ends the printing.
    """
    with page_images.at_work():
        document = page_images.open_pdf(data)
        first = printer.fromPage() or 1
        pages = range(first - 1, min(printer.toPage() or len(document), len(document)))
        sizes = [QSizeF(*document.get_page_size(page)) for page in pages]
    painter, whole = QPainter(), False
    try:
        for done, (page, size) in enumerate(zip(pages, sizes, strict=True)):
            share(done / len(pages))
            _turn(printer, size)
            ready = painter.begin(printer) if done == 0 else printer.newPage()
            if not ready:
                raise OSError(5, printer.printerName() or printer.outputFileName())
            with page_images.at_work():
                image = page_images.picture(document, page, page_images.dots(_DPI))
            painter.drawImage(printer.pageLayout().fullRectPixels(printer.resolution()), image)
        whole = True
    finally:
        if not whole:
            printer.abort()
        painter.end()
        with page_images.at_work():
            document.close()
    return len(pages)


def _turn(printer: QPrinter, size: QSizeF) -> None:
    wide = size.width() > size.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)


def _open_instead(bench: Bench, owner: QWidget, paper: Paper) -> None:
    keep_paper(bench, owner, paper, lambda made: _done(bench.doors.show_file(made.path)))


def _done(answer: bool) -> None:
    """Nothing more is to be said."""
