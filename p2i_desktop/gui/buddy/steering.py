"""The list of running plans on the page of buddy plans: what is late with whom, what comes next, what is silent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui import steering_words as words
from p2i_desktop.gui.look.marks import FocusRing
from p2i_desktop.gui.look.states import EmptyState
from p2i_desktop.gui.plans_card import PlansList, full_entry_of
from p2i_desktop.gui.saved_file import say_saved
from p2i_desktop.gui.screen import Bench
from p2i_desktop.paths import documents_folder, free_path

if TYPE_CHECKING:
    from p2i_desktop.services.handing_out import HandedOut
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.plan_steering import PlanLine


class SteeringTab(QWidget):
    """Enter opens the marked plan; the whole list goes to a workbook."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self.title, self.workbook = QLabel(self), QPushButton(self)
        self.title.setProperty("font_role", "h2")
        self.title.setWordWrap(True)
        self.workbook.setProperty("icon_name", "table-2")
        self.workbook.setObjectName("steering_workbook")
        self.workbook.setAutoDefault(False)
        self.workbook.clicked.connect(self.save)
        self.card, self.empty = QFrame(self), EmptyState(self)
        self.card.setProperty("kind", "card")
        self.list = PlansList(bench.look, self.card, shown=0)
        self.list.opened.connect(bench.open_plan)
        ring = FocusRing(self.card)
        self.list.focused.connect(ring.setVisible)
        self._arrange()

    def _arrange(self) -> None:
        px = self._bench.look.px
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(1, px(8), 1, px(8))
        inside.setSizeConstraint(QLayout.SizeConstraint.SetMinAndMaxSize)  # the card ends with its last plan
        inside.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self.title, 1)
        head.addWidget(self.workbook)
        column.addLayout(head)
        column.addWidget(self.card, 100)
        column.addWidget(self.empty, 100)
        column.addStretch(1)

    def retranslate(self) -> None:
        """Words the tab in the language that is shown."""
        texts = self._bench.texts
        self.workbook.setText(texts._("List as Excel workbook"))
        self.list.setAccessibleName(texts._("Running buddy plans"))

    def show_plans(self, lines: list[PlanLine]) -> None:
        """Shows the running plans, the latest first."""
        texts = self._bench.texts
        for part in (self.card, self.title, self.workbook):
            part.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.empty.show_state("handshake", texts._("No buddy plan is agreed or active."), "")
        self.title.setText(words.counted(lines, texts))
        self.list.fill([full_entry_of(line, texts) for line in lines])

    def default_focus(self) -> QWidget:
        """The list; without plans the tab itself."""
        return self.list if not self.card.isHidden() else self

    def save(self) -> None:
        """Writes the list as a workbook into the folder of reports and says where it lies."""
        if self.card.isHidden():
            return
        bench, language = self._bench, self._bench.settings.language
        folder = Path(bench.settings.report_folder) if bench.settings.report_folder else documents_folder()
        name = bench.texts._("Running buddy plans").replace(" ", "-")

        def work(office: Office) -> HandedOut:
            folder.mkdir(parents=True, exist_ok=True)
            path = free_path(folder, f"P2I_{name}_{office.clock.today().isoformat()}.xlsx")
            return office.handing_out.steering_workbook(office.steering.lines(), path, language)

        bench.desk.ask(work, lambda made: say_saved(bench, made.path), owner=self)
