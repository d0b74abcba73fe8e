"""Colours that can be read, fonts and controls that grow with the text size, icons that follow the theme."""

import itertools
import time
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from p2i_desktop.gui.fields.search_line import SearchLine
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.look.marks import IconLabel
from p2i_desktop.gui.look.restyle import make_read_only
from p2i_desktop.gui.look.tokens import THEMES, TOKENS, Theme, tokens


@pytest.fixture
def look(qtbot: QtBot, qapp: QApplication) -> Iterator[Look]:
    font = qapp.font()
    made = Look(qapp)
    made.show("light", 100)
    yield made
    qapp.setFont(font)


def luminance(colour: str) -> float:
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("window", "surface", "surface2", "sel")
TEXTS = [*itertools.product(("text", "text2", "text3"), GROUNDS), ("sel_text", "sel"), ("on_accent", "accent"),
         ("on_accent", "accent_hover"), ("accent_text", "surface"), ("accent_text", "surface2"), ("accent_text", "accent_soft"),
         *((tone, ground) for tone in ("ok", "warn", "err", "info", "neutral") for ground in ("surface", f"{tone}_soft", "sel"))]  # fmt: skip
MARKS = [
    *itertools.product(("border_strong", "focus"), GROUNDS),
    *itertools.product(("c1", "c2", "c3", "c4", "c5"), ("surface", "surface2")),
]


@pytest.mark.parametrize("theme", THEMES)
def test_every_pair_of_colours_can_be_read(theme: Theme) -> None:
    colours = tokens(theme)
    least = 7.0 if theme == "contrast" else 4.5
    weak = [(one, other) for one, other in TEXTS if ratio(colours[one], colours[other]) < least]
    weak += [(one, other) for one, other in MARKS if ratio(colours[one], colours[other]) < 3.0]
    assert weak == []


def test_there_are_33_tokens() -> None:
    assert len(TOKENS) == 33


def test_everything_grows_with_the_text_size(look: Look, qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    made = [QLineEdit(root), QComboBox(root), QPushButton("Save", root)]
    label = QLabel("Today", root)
    label.setProperty("font_role", "h1")
    sizes: dict[int, tuple[list[int], float]] = {}
    for percent in (100, 200):
        look.show("light", percent)
        look.dress(root)
        for widget in made:
            widget.ensurePolished()
        sizes[percent] = [widget.sizeHint().height() for widget in made], label.font().pointSizeF()
    assert len(set(sizes[100][0])) == len(set(sizes[200][0])) == 1, "all controls of a row have one height"
    assert sizes[200][0][0] >= 1.8 * sizes[100][0][0]
    assert sizes[200][1] == pytest.approx(2 * sizes[100][1])
    assert look.px(8) == 16


def test_digits_of_number_columns_have_one_width(look: Look) -> None:
    metrics = QFontMetrics(look.font("number"))
    assert len({metrics.horizontalAdvance(str(digit) * 10) for digit in range(10)}) == 1


def test_an_icon_is_no_parent_of_what_paints_it(look: Look) -> None:
    """Found as garbage together, the engine was deleted before the icon: the process ended in a crash of Qt."""
    assert "children" not in shiboken6.dump(look.icon("briefcase", "text"))


def test_a_field_that_is_only_read_looks_so_at_once(look: Look, qtbot: QtBot) -> None:
    box, line, note = QWidget(), QLineEdit("One"), QPlainTextEdit("Two")
    qtbot.addWidget(box)
    for field in (line, note):
        field.setParent(box)
        field.resize(200, 40)
    look.dress(box)

    def ground(field: QWidget) -> str:
        return field.grab().toImage().pixelColor(180, 30).name()

    assert ground(line) == ground(note) == look.color("surface").name()
    for field in (line, note):
        make_read_only(field, True)
    assert ground(line) == ground(note) == look.color("surface2").name()


def test_an_icon_takes_the_colour_of_the_theme(look: Look) -> None:
    icon = look.icon("briefcase", "text")

    def darkest() -> int:
        image = icon.pixmap(QSize(32, 32)).toImage()
        colours = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
        return max((c.alpha(), c.lightness()) for c in colours)[1]

    light = darkest()
    look.show("dark", 100)
    assert darkest() - light > 100


def test_the_palette_is_ours_in_all_states(look: Look, qapp: QApplication) -> None:
    for theme in THEMES:
        look.show(theme, 100)
        palette = qapp.palette()
        assert palette.color(palette.ColorRole.Window).name().upper() == tokens(theme)["window"]
        assert palette.color(palette.ColorRole.HighlightedText).name().upper() == tokens(theme)["sel_text"]


def test_a_word_of_a_million_letters_is_shown_at_once(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    note = QPlainTextEdit(window)
    look.dress(window)
    window.show()
    began = time.monotonic()
    note.setPlainText("x" * 1_000_000)
    QApplication.processEvents()
    assert time.monotonic() - began < 10  # seconds; it took a minute and more


@pytest.mark.parametrize("theme", THEMES)
def test_hints_in_fields_and_lists_keep_their_contrast(look: Look, qtbot: QtBot, theme: Theme) -> None:
    """Qt halves the colour of a hint wherever a sheet says a text colour and none for hints."""
    root = QWidget()
    qtbot.addWidget(root)
    fields = [QLineEdit(root), QPlainTextEdit(root), QComboBox(root), QListView(root)]
    look.show(theme, 100)
    look.dress(root)
    for field in fields:
        field.ensurePolished()
        assert field.palette().color(QPalette.ColorRole.PlaceholderText) == look.color("text3"), field


@pytest.mark.parametrize("percent", [100, 110, 125, 150, 175, 200])
@pytest.mark.parametrize("kind", ["filter", "chip"])
def test_round_ends_stay_round_at_every_text_size(look: Look, qtbot: QtBot, kind: str, percent: int) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    button = QPushButton("Phase", root)
    button.setProperty("kind", kind)
    look.show("light", percent)
    look.dress(root)
    button.resize(button.sizeHint())
    picture = root.grab(button.geometry()).toImage()
    assert picture.pixelColor(2, 2) == picture.pixelColor(0, 0)  # the corner is what lies under the button
    assert picture.pixelColor(2, 2) != picture.pixelColor(picture.width() // 2, 5)


def test_the_glass_of_a_search_line_grows_and_never_covers_the_text(look: Look, qtbot: QtBot) -> None:
    line = SearchLine()
    qtbot.addWidget(line)
    for percent in (100, 200):
        look.show("light", percent)
        look.dress(line)
        (glass,) = line.findChildren(IconLabel)
        assert glass.width() == look.px(16)
        assert line.textMargins().left() >= glass.geometry().right()


def test_the_icon_of_a_button_keeps_its_distance_from_the_words(look: Look, qtbot: QtBot) -> None:
    worded, bare = QPushButton("Excel"), QPushButton()
    look.show("light", 200)
    for button in (worded, bare):
        qtbot.addWidget(button)
        button.setProperty("icon_name", "table-2")
        look.dress(button)
    assert worded.iconSize() == QSize(look.px(16) + look.px(4), look.px(16))
    assert bare.iconSize() == QSize(look.px(16), look.px(16))
    picture = worded.icon().pixmap(worded.iconSize()).toImage()
    assert all(
        picture.pixelColor(picture.width() - 1 - x, y).alpha() == 0
        for x in range(look.px(3))
        for y in range(picture.height())
    )
