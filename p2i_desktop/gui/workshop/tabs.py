"""The tabs of a workshop's window in their order, one line each."""

from p2i_desktop.gui.workshop.attendance import AttendanceTab
from p2i_desktop.gui.workshop.facts import FactsTab
from p2i_desktop.gui.workshop.tab import WorkshopTab

TABS: tuple[type[WorkshopTab], ...] = (
    FactsTab,
    AttendanceTab,
)  # fmt: skip
