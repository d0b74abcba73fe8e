"""Workshops on Today: their days and what is missing afterwards open their window; the card opens the workshops behind it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from p2i_desktop.domain.workshops import EventStatus, Participation, Workshop
from p2i_desktop.gui.due_list import ENTRY_ROLE, Entry
from p2i_desktop.gui.screens.dashboard import CARDS, Dashboard
from p2i_desktop.gui.screens.workshops import WorkshopsScreen
from p2i_desktop.gui.workshop.window import WorkshopWindow
from p2i_desktop.services.office import Office
from tests.gui.records_world import Bureau
from tests.services.pair_world import put

Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def today(bureau: Bureau) -> Dashboard:
    """A workshop in two days, and one of a month ago without minutes at which a class of twelve was."""

    def work(office: Office) -> None:
        now = office.clock.today()
        soon, over = now + timedelta(days=2), now - timedelta(days=30)
        past = Workshop(
            title="Ask the market",
            number="W-2026-01",
            status=EventStatus.HELD,
            starts_on=over,
            ends_on=over,
            timezone="UTC",
        )
        put(
            office,
            Workshop(title="Open the tender", number="W-2026-02", status=EventStatus.PLANNED, starts_on=soon, ends_on=soon, timezone="UTC"),
            past,
            Participation(workshop=past.id, group_name="Class", group_size=12),
        )  # fmt: skip

    bureau.ask(work)
    page = bureau.page("dashboard")
    assert isinstance(page, Dashboard)
    page.reload()
    bureau.settle()
    return page


def mark(today: Dashboard, kind: str) -> Entry:
    model = today.due.model()
    for row in range(model.rowCount()):
        entry = model.index(row, 0).data(ENTRY_ROLE)
        if entry is not None and entry.kind == kind:
            today.due.setCurrentIndex(model.index(row, 0))
            today.due.setFocus()
            return entry  # type: ignore[no-any-return]
    raise AssertionError(kind)


def windows() -> list[WorkshopWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, WorkshopWindow) and w.isVisible()]


def test_lines_name_the_workshop_and_what_is_the_matter(today: Dashboard) -> None:
    coming, missing = mark(today, "workshop"), mark(today, "workshop_follow_up")
    assert (coming.title, coming.second) == ("Open the tender", "Workshop · W-2026-02")
    assert (missing.title, missing.second) == ("Ask the market", "Minutes or feedback missing · W-2026-01")
    assert missing.when == "! 16 days overdue"


@pytest.mark.parametrize("kind", ["workshop", "workshop_follow_up"])
def test_enter_opens_the_workshop(bureau: Bureau, today: Dashboard, kind: str) -> None:
    mark(today, kind)
    bureau.press(today.due, Qt.Key.Key_Return)
    (opened,) = windows()
    opened.close()


def test_done_opens_what_is_missing_because_it_takes_more_than_a_key(bureau: Bureau, today: Dashboard) -> None:
    mark(today, "workshop_follow_up")
    bureau.press(today.due, Qt.Key.Key_D, Ctrl)
    (opened,) = windows()
    opened.close()
    mark(today, "workshop")
    bureau.press(today.due, Qt.Key.Key_D, Ctrl)
    assert windows() == [], "a day passes by itself"


def test_the_card_of_participations_opens_the_workshops(bureau: Bureau, today: Dashboard) -> None:
    card = today.cards[CARDS.index("EVT-02")]
    assert card.value.text() == "12"
    card.setFocus()
    bureau.press(card, Qt.Key.Key_Return)
    bureau.settle()
    page = bureau.window.stack.current()
    assert isinstance(page, WorkshopsScreen)
    assert page.page.list.model.rowCount() == 1, "the one that was held"
