"""Which report: first what it is about, then one of the few reports about that."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_

# id, English title, what it asks, its forms, what it is about
Listed = tuple[tuple[str, str, tuple[str, ...], tuple[str, ...], str], ...]
_SUBJECTS = {
    "centre": N_("The centre and its year"), "case": N_("A case"), "buddies": N_("Buddy support"),
    "workshops": N_("Workshops"),
}  # fmt: skip


class ReportPicker(QObject):
    """The subject as a list, its reports as buttons; `chosen` when somebody took another one."""

    chosen = Signal()

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._parent = bench, parent
        self._listed: Listed = ()
        self.label, self.subject = QLabel(parent), QComboBox(parent)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setProperty("font_role", "label")
        self.label.setBuddy(self.subject)
        self.subject.setObjectName("report_subject")
        self.group = QButtonGroup(self)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(bench.look.px(2))
        self.subject.activated.connect(self._other_subject)
        self.group.buttonClicked.connect(lambda _: self.chosen.emit())

    def lay_into(self, column: QVBoxLayout) -> None:
        """Puts the list and the buttons under each other."""
        column.addWidget(self.label)
        column.addWidget(self.subject)
        column.addSpacing(self._bench.look.px(4))
        column.addLayout(self._buttons)

    def fill(self, reports: Listed) -> None:
        """The reports there are; the first is chosen where none was."""
        if len(self.group.buttons()) != len(reports):
            self._listed = reports
            before: QWidget = self.subject
            for report_id, *_ in reports:
                made = QRadioButton(self._parent)
                made.setObjectName(f"report_{report_id}")
                self.group.addButton(made)
                self._buttons.addWidget(made)
                QWidget.setTabOrder(before, made)
                before = made
            self.group.buttons()[0].setChecked(True)
        for button, (_, title, *_) in zip(self.group.buttons(), reports, strict=True):
            button.setText(menu_text(self._bench.texts._(title)))
        self._word_subjects()
        self._show_subject()

    def report(self) -> str:
        """The id of the report that is chosen; empty before there is one."""
        button = self.group.checkedButton()
        return button.objectName().removeprefix("report_") if button is not None else ""

    def choose(self, report_id: str) -> None:
        """Chooses a report by its id."""
        for button in self.group.buttons():
            if button.objectName() == f"report_{report_id}":
                button.setChecked(True)
        self._show_subject()

    def asks(self) -> tuple[str, ...]:
        """What the chosen report asks for."""
        return next((asks for report_id, _, asks, _, _ in self._listed if report_id == self.report()), ("year",))

    def forms(self) -> tuple[str, ...]:
        """In which forms there is the chosen report."""
        return next(
            (forms for report_id, _, _, forms, _ in self._listed if report_id == self.report()), ("pdf", "xlsx")
        )

    def retranslate(self) -> None:
        """Words the list; the buttons are worded with the reports."""
        self.label.setText(self._bench.texts._("Report &about"))
        self._word_subjects()

    def _subject(self) -> str:
        return next((about for report_id, *_, about in self._listed if report_id == self.report()), "centre")

    def _word_subjects(self) -> None:
        self.subject.clear()
        for key, words in _SUBJECTS.items():
            self.subject.addItem(self._bench.texts._(words), key)
        self.subject.setCurrentIndex(max(0, self.subject.findData(self._subject())))

    def _show_subject(self) -> None:
        """Only the reports about the subject of the chosen one are there to be taken."""
        about = self._subject()
        self.subject.setCurrentIndex(max(0, self.subject.findData(about)))
        for button, (*_, subject) in zip(self.group.buttons(), self._listed, strict=True):
            button.setVisible(subject == about)

    def _other_subject(self) -> None:
        """Another subject begins with its first report."""
        wanted = self.subject.currentData()
        if wanted == self._subject():
            return
        self.choose(next(report_id for report_id, *_, about in self._listed if about == wanted))
        self.chosen.emit()
