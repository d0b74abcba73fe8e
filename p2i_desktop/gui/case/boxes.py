"""The drawers of the case file, one line each."""

from p2i_desktop.gui.case.actions import ActionsDrawer
from p2i_desktop.gui.case.box import CaseBox
from p2i_desktop.gui.case.files import FilesDrawer
from p2i_desktop.gui.case.links import LinksDrawer

BOXES: tuple[type[CaseBox], ...] = (
    ActionsDrawer,
    FilesDrawer,
    LinksDrawer,
)  # fmt: skip
