"""The tabs of the plan editor, one line each."""

from p2i_desktop.gui.plan.documents import DocumentsTab
from p2i_desktop.gui.plan.evaluation import EvaluationTab
from p2i_desktop.gui.plan.exchange import ExchangeTab
from p2i_desktop.gui.plan.measures import MeasuresTab
from p2i_desktop.gui.plan.meetings import MeetingsTab
from p2i_desktop.gui.plan.milestones import MilestonesTab
from p2i_desktop.gui.plan.needs import NeedsTab
from p2i_desktop.gui.plan.notes import NotesTab
from p2i_desktop.gui.plan.risks import RisksTab
from p2i_desktop.gui.plan.setup import SetupTab
from p2i_desktop.gui.plan.tab import PlanTab

TABS: tuple[type[PlanTab], ...] = (
    NeedsTab,
    MilestonesTab,
    MeasuresTab,
    SetupTab,
    RisksTab,
    MeetingsTab,
    ExchangeTab,
    EvaluationTab,
    NotesTab,
    DocumentsTab,
)  # fmt: skip
