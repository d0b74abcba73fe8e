"""The pages on the screen, on the printer and in the file are the same; a printer that is not there is a sentence."""

import hashlib
import threading
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.gui import page_images
from p2i_desktop.gui.doors import Doors
from p2i_desktop.gui.paper import print_pages
from p2i_desktop.gui.preview_window import PreviewWindow, open_preview
from p2i_desktop.gui.screens.reports import Reports
from p2i_desktop.services.office import Changed, Office
from p2i_desktop.services.printing import Paper
from tests.gui.records_world import Bureau

Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def reports(bureau: Bureau, qtbot: QtBot) -> Reports:
    bureau.press(bureau.window, Qt.Key.Key_R, Ctrl)
    page = bureau.window.stack.current()
    assert isinstance(page, Reports)
    qtbot.waitUntil(lambda: page.preview.view.count > 0, timeout=20_000)
    return page


def shown(reports: Reports) -> Paper:
    assert reports.preview.paper is not None
    return reports.preview.paper


def test_the_pages_appear_by_themselves_and_are_painted(reports: Reports, qtbot: QtBot) -> None:
    view = reports.preview.view
    assert view.count == shown(reports).pages == len(pypdfium2.PdfDocument(shown(reports).data))
    qtbot.waitUntil(lambda: len(view._pictures) > 0)
    picture = view.viewport().grab().toImage()
    place = view._place(0, 0)
    dark = sum(
        picture.pixelColor(x, y).lightness() < 128
        for x in range(place.left() + 4, min(place.right(), picture.width()) - 4, 2)
        for y in range(max(place.top(), 0) + 4, picture.height() - 4, 2)
    )
    assert dark > 200


def test_what_is_saved_is_what_is_seen(bureau: Bureau, reports: Reports, own_home: Path) -> None:
    bureau.press(reports, Qt.Key.Key_S, Ctrl)
    (made,) = (own_home / "documents" / "P2I").glob("*.pdf")
    assert hashlib.sha256(made.read_bytes()).hexdigest() == shown(reports).sha256
    assert made.name == shown(reports).name


def _new_client(office: Office) -> Changed:
    return office.parties.save_organisation(office.parties.blank_organisation("Demo Town of the Preview"))


def test_another_language_and_another_state_make_other_pages(bureau: Bureau, reports: Reports, qtbot: QtBot) -> None:
    before = shown(reports)
    choice = reports.choice.language
    choice.setCurrentIndex(1 - choice.currentIndex())
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: shown(reports).title != before.title, timeout=20_000)
    other = shown(reports)
    bureau.window.bench.desk.do(_new_client)
    qtbot.waitUntil(lambda: shown(reports).data != other.data, timeout=20_000)


def test_keys_walk_through_the_pages(bureau: Bureau, reports: Reports, qtbot: QtBot) -> None:
    view = reports.preview.view
    reports.choice.group.checkedButton().setFocus()
    bureau.press(reports.choice.group.checkedButton(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is view
    bureau.press(view, Qt.Key.Key_PageDown)
    assert view.page == 1
    assert reports.preview.where.text() == f"Page 2 of {view.count}"
    qtbot.waitUntil(lambda: bool(view.accessibleDescription()))
    assert view.accessibleName()
    bureau.press(view, Qt.Key.Key_End)
    assert view.page == view.count - 1
    bureau.press(view, Qt.Key.Key_Home)
    assert view.page == 0
    size = view.zoom()
    bureau.press(view, Qt.Key.Key_Plus)
    assert view.zoom() > size
    reports.preview.width_fits.click()
    assert view.zoom() == pytest.approx(size)


def grey(document: pypdfium2.PdfDocument, page: int) -> list[int]:
    """A page as 60 x 85 grey values."""
    picture = page_images.picture(document, page, 0.5)
    small = picture.scaled(60, 85, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return [small.pixelColor(x, y).lightness() for y in range(85) for x in range(60)]


class FilePrinter(Doors):
    """A printer that prints into a file, some of the pages only."""

    def __init__(self, target: Path, pages: tuple[int, int] | None = None) -> None:
        self.target, self.pages = target, pages

    def printer(self, parent: QWidget | None, title: str, pages: int) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.target))
        first, last = self.pages or (1, pages)
        printer.setFromTo(first, last)
        return printer


def test_all_pages_are_printed_as_they_are_seen(bureau: Bureau, reports: Reports, tmp_path: Path) -> None:
    bench, target = bureau.window.bench, tmp_path / "printed.pdf"
    bench.doors = FilePrinter(target)
    bureau.press(reports, Qt.Key.Key_P, Ctrl)
    bureau.settle()
    assert bureau.window.toast_box.text() == f"{shown(reports).pages} pages sent to the printer"
    printed, seen = pypdfium2.PdfDocument(target), pypdfium2.PdfDocument(shown(reports).data)
    assert len(printed) == len(seen)
    for page in (0, len(seen) - 1):
        one, other = (grey(document, page) for document in (printed, seen))
        apart = sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)
        assert apart < 6  # of 255: the printed page is the picture of the seen one


def test_some_pages_and_a_stopped_printing(reports: Reports, tmp_path: Path) -> None:
    door = FilePrinter(tmp_path / "some.pdf", (2, 3))
    printer = door.printer(None, "", shown(reports).pages)
    assert printer is not None
    assert print_pages(printer, shown(reports).data, lambda _: None) == 2
    assert len(pypdfium2.PdfDocument(tmp_path / "some.pdf")) == 2

    class StoppedError(Exception):
        pass

    def stop(share: float) -> None:
        if share > 0:
            raise StoppedError

    again = FilePrinter(tmp_path / "stopped.pdf").printer(None, "", shown(reports).pages)
    assert again is not None
    with pytest.raises(StoppedError):
        print_pages(again, shown(reports).data, stop)


class NoPrinter(Doors):
    """A computer without one."""

    def __init__(self) -> None:
        self.opened: list[Path] = []

    def printer(self, parent: QWidget | None, title: str, pages: int) -> QPrinter | None:
        raise LookupError

    def show_file(self, path: Path) -> bool:
        self.opened.append(path)
        return True


def test_without_a_printer_the_file_is_opened(bureau: Bureau, reports: Reports) -> None:
    doors = NoPrinter()
    bureau.window.bench.doors = doors
    bureau.press(reports, Qt.Key.Key_P, Ctrl)
    assert bureau.window.toast_box.text() == "No printer is set up on this computer."
    (button,) = bureau.window.toast_box.buttons()
    button.click()
    bureau.settle()
    (opened,) = doors.opened
    assert opened.read_bytes() == shown(reports).data


def test_an_own_window_shows_prints_saves_and_goes(
    bureau: Bureau, reports: Reports, own_home: Path, qtbot: QtBot
) -> None:
    window = open_preview(bureau.window.bench, reports, shown(reports))
    qtbot.waitUntil(lambda: window.pane.view.count > 0)
    bureau.press(window, Qt.Key.Key_S, Ctrl)
    bureau.settle()
    assert len(list((own_home / "documents" / "P2I").glob("*.pdf"))) == 1
    before = threading.active_count()
    bureau.press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: threading.active_count() < before)
    assert not any(isinstance(one, PreviewWindow) and one.isVisible() for one in QApplication.topLevelWidgets())


def test_bytes_that_are_no_pages_are_a_sentence(bureau: Bureau, reports: Reports, qtbot: QtBot) -> None:
    reports.preview.show_paper(Paper(b"%PDF-1.7 nothing", 1, "Broken", "broken.pdf"))
    qtbot.waitUntil(lambda: reports.preview.paper is None)
    assert "cannot be shown" in reports.preview.sentence.text()
