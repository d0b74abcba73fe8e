"""Each check finds the fault that was planted, and is silent on a form without one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from p2i_desktop.gui.look.palette import palette
from p2i_desktop.gui.look.tokens import tokens
from p2i_desktop.i18n import texts_for
from p2i_desktop.settings import Settings
from tests.ux import checks, ink, keyboard
from tests.ux.pseudo import longer, pseudo_language
from tests.ux.rooms import application, rooms


class Form(QWidget):
    """A small form without a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("form")
        self.setStyleSheet(
            "QWidget { background: white; color: black; } QPushButton { border: 2px solid #aaaaaa; }"
            " *:focus { border: 2px solid #0000cc; }"
        )
        column = QFormLayout(self)
        self.line, self.box, self.note = QLineEdit(self), QComboBox(self), QPlainTextEdit(self)
        self.line.setPlaceholderText("Demo")
        self.box.addItems(["Phone", "Video"])
        self.note.setTabChangesFocus(True)
        self.labels = []
        for text, field in (("&Title", self.line), ("&Channel", self.box), ("&Note", self.note)):
            label = QLabel(text, self)
            label.setBuddy(field)
            label.setMinimumHeight(24)
            self.labels.append(label)
            field.setMinimumHeight(28)
            column.addRow(label, field)
        self.save = QPushButton("&Save", self)
        self.save.setMinimumHeight(28)
        column.addRow(self.save)


@pytest.fixture
def form() -> Iterator[Form]:
    application()
    made = Form()
    made.resize(500, 400)
    made.show()
    made.activateWindow()
    checks.settle_layout()
    yield made
    made.close()
    made.deleteLater()


def _nameless(form: Form) -> None:
    form.labels[0].setBuddy(None)
    form.line.setPlaceholderText("")


def _too_large(form: Form) -> None:
    form.note.setMinimumSize(900, 900)
    form.note.hide()
    form.note.show()


def _same_name(form: Form) -> None:
    other = QPushButton("&Save", form)
    other.setGeometry(300, 350, 90, 28)
    other.show()


def _cut_button(form: Form) -> None:
    form.save.setFixedWidth(20)


def _cut_value(form: Form) -> None:
    form.box.addItem("A long value that nobody can read in this box, whatever they try")
    form.box.setFixedWidth(120)
    form.box.setCurrentIndex(2)


def _cut_hint(form: Form) -> None:
    form.line.setFixedWidth(60)
    form.line.setPlaceholderText("Organisation, contact or phone number")


def _on_each_other(form: Form) -> None:
    label = QLabel("Lies on the note", form)
    label.setGeometry(form.note.geometry())
    label.show()


def _outside(form: Form) -> None:
    form.save.parentWidget().layout().removeWidget(form.save)
    form.save.setGeometry(460, 350, 90, 28)


def _small_target(form: Form) -> None:
    form.save.setMinimumHeight(0)
    form.save.setFixedHeight(16)
    form.save.setText("")


def _two_heights(form: Form) -> None:
    other = QPushButton("&Other", form)
    other.setGeometry(form.save.geometry().adjusted(200, -6, 300, 6))
    form.save.setFixedWidth(100)
    other.show()


def _same_letter(form: Form) -> None:
    form.save.setText("&Take over")


def _unreached(form: Form) -> None:
    form.note.setTabChangesFocus(False)


def _back(form: Form) -> None:
    form.setTabOrder(form.box, form.line)


def _pale(form: Form) -> None:
    form.labels[1].setStyleSheet("color: #dddddd")


def _no_ring(form: Form) -> None:
    form.save.setStyleSheet(
        "QPushButton, QPushButton:focus { border: 2px solid #aaaaaa; background: white; color: black; }"
    )


def _short_year(form: Form) -> None:
    form.line.setPlaceholderText("24.11.26")


def _unfilled(form: Form) -> None:
    form.save.setText("Saved {time}")


def _stops(form: Form) -> list[QWidget]:
    return [form.save]


CASES: dict[str, tuple[Callable[[Form], None], Callable[[Form], list[checks.Finding]], str]] = {
    "too large": (_too_large, lambda form: checks.fits(form, (640, 480)), "fits"),
    "no name": (_nameless, checks.names, "names"),
    "name twice": (_same_name, checks.names, "names"),
    "button cut": (_cut_button, checks.clip, "clip"),
    "value cut": (_cut_value, checks.clip, "clip"),
    "hint cut": (_cut_hint, checks.clip, "clip"),
    "on each other": (_on_each_other, checks.clip, "clip"),
    "sticks out": (_outside, checks.clip, "clip"),
    "small target": (_small_target, checks.targets, "targets"),
    "two heights": (_two_heights, checks.rows_of_one_height, "heights"),
    "letter twice": (_same_letter, keyboard.letters, "letters"),
    "trap": (_unreached, lambda form: keyboard.tab(form, form, form.line), "tab"),
    "against reading": (_back, lambda form: keyboard.tab(form, form, form.box), "tab"),
    "pale text": (_pale, ink.pixels, "pixels"),
    "focus unseen": (_no_ring, lambda form: ink.focus_visible(form, form, _stops(form)), "focus_visible"),
    "two-digit year": (_short_year, checks.badly_worded, "locale"),
    "place not filled": (_unfilled, checks.badly_worded, "locale"),
}


@pytest.mark.parametrize("name", CASES)
def test_planted_fault_is_found(name: str, form: Form) -> None:
    plant, check, kind = CASES[name]
    assert check(form) == []
    plant(form)
    checks.settle_layout()
    found = check(form)
    assert found
    assert {finding.check for finding in found} == {kind}
    assert all(str(finding) for finding in found)


def test_a_disabled_button_is_no_stop(form: Form) -> None:
    form.save.setEnabled(False)
    assert form.save not in checks.focusable(form)


def test_colours_too_close_are_found() -> None:
    colours = tokens("light")
    assert ink.tokens(colours, strict=False) == []
    assert [finding.path for finding in ink.tokens(colours | {"text3": "#9AA3AF"}, strict=False)] != []
    assert ink.palette(palette(colours)) == []
    assert ink.palette(palette(colours | {"text3": "#C0C0C0"})) != []


def test_actions_without_menu_text_or_key_are_found(form: Form) -> None:
    good, twin = QAction("Open", form), QAction("Copy", form)
    good.setShortcut("Ctrl+O")
    twin.setShortcut("Ctrl+C")
    assert keyboard.actions([good, twin], {good, twin}, ("Ctrl+O",)) == []
    assert [f.what for f in keyboard.actions([good], set(), ())] == ["is in no menu"]
    assert [f.what for f in keyboard.actions([good], {good}, ("Ctrl+Z",))] == ["standard key is missing"]
    twin.setShortcut("Ctrl+O")
    assert ["shared by" in f.what for f in keyboard.actions([good, twin], {good, twin}, ())] == [True]
    good.setShortcut("Ctrl+Alt+Q")
    assert [f.what for f in keyboard.actions([good], {good}, ())] == ["cannot be typed on every keyboard"]
    good.setText("")
    good.setShortcut("")
    assert [f.what for f in keyboard.actions([good], {good}, ())] == ["has no text"]


def test_a_font_that_does_not_grow_is_found(form: Form) -> None:
    small = checks.sizes(form)
    assert checks.scale(small, {path: 2 * points for path, points in small.items()}) == []
    grown = {path: points if "QComboBox" in path else 2 * points for path, points in small.items()}
    assert len(checks.scale(small, grown)) == 1


def test_source_text_and_unmarked_text_are_found(form: Form) -> None:
    form.save.setText("Speichern")
    assert checks.untranslated(form, {"Save"}) == []
    form.save.setText("&Save")
    assert len(checks.untranslated(form, {"Save"})) == 1
    words = {"title", "channel", "note", "phone", "video", "demo"}
    form.save.setText(longer("Save"))
    assert checks.unmarked(form, words) == []
    form.save.setText("Save")
    assert len(checks.unmarked(form, words)) == 1


def test_the_pseudo_language_keeps_keys_and_goes_away() -> None:
    texts = texts_for("en")
    with pseudo_language():
        assert texts._("Save").startswith("[!!!Save")
        assert texts.keyed("no_such_context", "no_such_key") == "no such key"
        assert texts.keyed("record", "case").startswith("[!!!")
    assert texts._("Save") == "Save"


@pytest.mark.parametrize("cut", [False, True])
def test_cut_cells_are_found(cut: bool, demo: Path, tmp_path: Path) -> None:
    with rooms(demo, tmp_path, Settings(language="de", theme="light", staff="A1"), (1440, 900)) as opened:
        screen = opened.window.show_page("cases")
        opened.settle()
        assert checks.elision(screen) == []
        if cut:
            table = screen.page.list.table  # type: ignore[attr-defined]
            table.setColumnWidth(0, 30)
            assert [finding.check for finding in checks.elision(screen)] == ["elision"]
            assert QApplication.focusWidget() is not None
            assert table.focusPolicy() & Qt.FocusPolicy.TabFocus
