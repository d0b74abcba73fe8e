"""The tabs of a workshop's window in their order, one line each."""

from p2i_desktop.gui.workshop.agenda import AgendaTab
from p2i_desktop.gui.workshop.attendance import AttendanceTab
from p2i_desktop.gui.workshop.documents import DocumentsTab
from p2i_desktop.gui.workshop.facts import FactsTab
from p2i_desktop.gui.workshop.feedback import FeedbackTab
from p2i_desktop.gui.workshop.minutes import MinutesTab
from p2i_desktop.gui.workshop.participants import ParticipantsTab
from p2i_desktop.gui.workshop.tab import WorkshopTab

TABS: tuple[type[WorkshopTab], ...] = (
    FactsTab,
    AgendaTab,
    ParticipantsTab,
    AttendanceTab,
    FeedbackTab,
    DocumentsTab,
    MinutesTab,
)  # fmt: skip
