"""The drawers of the case file, one line each."""

from p2i_desktop.gui.case.actions import ActionsDrawer
from p2i_desktop.gui.case.box import CaseBox

BOXES: tuple[type[CaseBox], ...] = (
    ActionsDrawer,
)  # fmt: skip
