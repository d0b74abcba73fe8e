"""A coordinator who writes too much, too far away and in circles: a sentence each time, and a screen that can be read."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.buddies import PlanMilestone, PlanSide
from p2i_desktop.domain.rules import hard
from p2i_desktop.gui.plan.header import PlanHeader
from p2i_desktop.gui.plan.milestone_cells import COLUMNS
from p2i_desktop.gui.plan.milestone_views import TABLE, TIMES
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.i18n import texts_for
from p2i_desktop.services.errors import Refused
from tests.conftest import NOON
from tests.gui.plan_world import PlanDesk, one
from tests.gui.records_world import Bureau

Open = Callable[..., PlanDesk]
GREEK = ("Αξιολόγηση των αναγκών του νέου κέντρου ικανοτήτων για δημόσιες συμβάσεις καινοτομίας " * 3)[:200].strip()


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Bureau]:
    """One window for all tests of this module: each opens a plan of its own in it."""
    folder = tmp_path_factory.mktemp("wrong")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P2I_HOME", str(folder / "home"))
        made = Bureau(folder, FixedClock(NOON))
    yield made
    made.close()


@pytest.fixture
def opened(bureau: Bureau) -> Iterator[Open]:
    desks: list[PlanDesk] = []

    def make(*milestones: PlanMilestone) -> PlanDesk:
        desks.append(PlanDesk(bureau, *milestones))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


def said(desk: PlanDesk) -> str:
    """All sentences that stand in the window."""
    return " ".join(label.text() for label in desk.window.findChildren(QLabel) if label.isVisible())


def chain(count: int, title: str = "M") -> list[PlanMilestone]:
    """Milestones of which each waits for the one before."""
    made: list[PlanMilestone] = []
    for at in range(count):
        made.append(one(f"{title}{at}", date(2027, 3, 5) + timedelta(days=7 * at), *made[-1:]))
    return made


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2", "These milestones wait for each other: M1 → M0 → M1."),
        ("5", "These milestones wait for each other: M1 → M0 → M4 → M3 → M2 → M1."),
        ("1", "A milestone cannot wait for itself."),
        ("99", "There is no milestone 99."),
    ],
)
def test_circles_of_every_length_are_told_and_nothing_changes(opened: Open, typed: str, words: str) -> None:
    desk = opened(*chain(6))
    desk.show(TABLE)
    desk.cell("M0", "depends_on", typed)
    assert words in said(desk)
    assert desk.stored()["M0"].depends_on == frozenset()
    assert desk.window.isVisible()


def test_a_name_that_is_too_long_is_told_and_not_cut(opened: Open) -> None:
    desk = opened(*chain(1))
    desk.show(TABLE)
    desk.cell("M0", "owner", "N" * 201)
    assert "A name has at most 200 characters; this one has 201." in said(desk)
    assert desk.stored()["M0"].owner == ""
    desk.cell("M0", "owner", "N" * 200)
    assert desk.stored()["M0"].owner == "N" * 200


def test_a_day_before_the_plan_is_saved_and_told(opened: Open) -> None:
    desk = opened(*chain(2))
    desk.show(TABLE)
    desk.cell("M0", "due_on", "31.12.2026")
    assert desk.days()["M0"] == (None, date(2026, 12, 31))
    assert "lies outside the plan: M0." in said(desk)
    cell = desk.tab.model.index(0, COLUMNS.index("due_on"))
    assert "lies outside the plan (01/01/2027" in str(cell.data(Qt.ItemDataRole.ToolTipRole))
    assert "lies outside the plan (01/01/2027" in str(cell.data(Qt.ItemDataRole.AccessibleTextRole))


@pytest.mark.parametrize("text_size", [100, 200])
def test_a_long_title_stands_clear_of_the_lines_of_its_row(opened: Open, text_size: int) -> None:
    desk = opened(one(GREEK, date(2027, 3, 5)), one(GREEK[::-1], date(2027, 3, 8), side=PlanSide.NEW))
    desk.bureau.window.bench.update(text_size=text_size)
    desk.show(TABLE)
    desk.table.go_to(2)
    desk.bureau.settle()
    box = desk.table.visualRect(desk.tab.model.index(1, 0))
    picture = _picture(desk.table.viewport(), box)
    edge = 2  # pixels over and under the text
    desk.bureau.window.bench.update(text_size=100)
    for rows in (range(edge), range(box.height() - 1 - edge, box.height() - 1)):
        colours = {picture.pixel(x, y) for y in rows for x in range(4, box.width() - 4)}
        assert len(colours) == 1


def _picture(widget: Any, box: QRect) -> QImage:
    """What is painted in a part of a widget."""
    image = QImage(box.size(), QImage.Format.Format_RGB32)
    widget.render(image, QPoint(), box)
    return image


def test_an_axis_of_a_century_still_names_its_years(opened: Open) -> None:
    desk = opened(one("Far", date(1900, 1, 1)), one("Near", date(2027, 3, 5)))
    desk.show(TIMES)
    desk.times.zoom(-40)  # the widest axis there is
    desk.bureau.settle()
    header: Any = desk.times.horizontalHeader()
    desk.times.time_bar.setValue(0)
    desk.bureau.settle()
    place, scale = desk.times.place(), desk.times.scale()
    left, right = (int(place.x(scale, date(year, 1, 1))) for year in (1920, 1930))
    picture = _picture(header.viewport(), QRect(left + 2, 1, right - left - 4, header.height() // 2 - 2))
    assert len({picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}) > 4


def test_the_head_of_a_plan_takes_the_room_of_its_lines_and_no_more(opened: Open) -> None:
    desk = opened(*chain(2))
    (head,) = desk.window.findChildren(PlanHeader)
    layout = head.layout()
    assert layout is not None
    assert head.height() == layout.totalHeightForWidth(head.width())


def test_what_is_refused_twice_for_one_reason_is_said_once() -> None:
    words = sentence(Refused([hard("H08", "reason"), hard("H08", "status")]), texts_for("en"))
    assert words == "Give the reason."
