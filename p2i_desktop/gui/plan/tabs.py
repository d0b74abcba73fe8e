"""The tabs of the plan editor, one line each."""

from p2i_desktop.gui.plan.notes import NotesTab
from p2i_desktop.gui.plan.tab import PlanTab

TABS: tuple[type[PlanTab], ...] = (
    NotesTab,
)  # fmt: skip
