"""The drawers of the case file, one line each."""

from p2i_desktop.gui.case.actions import ActionsDrawer
from p2i_desktop.gui.case.box import CaseBox
from p2i_desktop.gui.case.checklist import ChecklistDrawer
from p2i_desktop.gui.case.feedback import FeedbackDrawer
from p2i_desktop.gui.case.files import FilesDrawer
from p2i_desktop.gui.case.links import LinksDrawer
from p2i_desktop.gui.case.procurements import ProcurementsDrawer

BOXES: tuple[type[CaseBox], ...] = (
    ActionsDrawer,
    ChecklistDrawer,
    FilesDrawer,
    LinksDrawer,
    ProcurementsDrawer,
    FeedbackDrawer,
)  # fmt: skip
