"""Which report, of which year, in which language, into which folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.fields.record_entry import Answer, RecordEntry
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.look.marks import ElidedLabel
from p2i_desktop.gui.menus import menu_text, tooltip_text
from p2i_desktop.gui.paper import report_folder
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.window_commands import menu_letters
from p2i_desktop.i18n import languages

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.report_keys import Choice
    from p2i_desktop.services.work import Work

Find = Callable[["Work", str], "list[Choice]"]

YEARS_SHOWN = 10


class ReportChoices(QFrame):
    """The card on the left of the page; what was chosen last comes back."""

    chosen = Signal()

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self.bench = bench
        self.setProperty("kind", "card")
        self._ready = False
        self.choose, self.hint = self._text("h2"), self._text("body", "text2", wrap=True)
        self.group = QButtonGroup(self)
        self.case_label = self._text("label")
        self.plan_label, self.meeting_label = self._text("label"), self._text("label")
        self.case, self.plan, self.meeting = (RecordEntry(self) for _ in range(3))
        for name, entry, label in (
            ("case", self.case, self.case_label), ("plan", self.plan, self.plan_label),
            ("meeting", self.meeting, self.meeting_label),
        ):  # fmt: skip
            entry.setObjectName(f"report_{name}")
            label.setBuddy(entry)
        self.anonymise, self.annexes = QCheckBox(self), QCheckBox(self)
        self.annexes.setObjectName("report_annexes")
        self.annexes.setChecked(True)
        self.year_label, self.language_label, self.folder_label = (self._text("label") for _ in range(3))
        self.year, self.language = QComboBox(self), QComboBox(self)
        self.year.setObjectName("year")
        self.language.setObjectName("language")
        self.year_label.setBuddy(self.year)
        self.language_label.setBuddy(self.language)
        self._asks: dict[str, tuple[str, ...]] = {}
        self._sources = DeskSources(bench.desk, self)
        self.folder = ElidedLabel(self)
        self.pdf, self.excel, self.printer, self.change, self.cancel = (QPushButton(self) for _ in range(5))
        self.pdf.setProperty("kind", "primary")
        icons = ("file-text", "table-2", "printer", "folder-open", "x")
        for button, icon in zip((self.pdf, self.excel, self.printer, self.change, self.cancel), icons, strict=True):
            button.setProperty("icon_name", icon)
        self.working = self._text("body", "text2")
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 100)
        self._arrange()
        for box in (self.year, self.language):
            box.activated.connect(lambda _: self.chosen.emit())
        self.group.buttonClicked.connect(lambda _: self._report_chosen())
        for entry in (self.case, self.plan, self.meeting):
            entry.accepted.connect(lambda _: self.chosen.emit())
        self.plan.edited.connect(self._plan_emptied)
        for switch in (self.anonymise, self.annexes):
            switch.toggled.connect(lambda _: self.chosen.emit())
        self.change.clicked.connect(self._choose_folder)
        self.show_working(False)

    def _text(self, role: str, tone: str = "", wrap: bool = False) -> QLabel:
        made = QLabel(self)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setProperty("font_role", role)
        made.setProperty("tone", tone)
        made.setWordWrap(wrap)
        return made

    def _arrange(self) -> None:
        px = self.bench.look.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(18))
        column.setSpacing(px(6))
        column.addWidget(self.choose)
        column.addWidget(self.hint)
        self._reports = QVBoxLayout()
        self._reports.setSpacing(px(2))
        column.addLayout(self._reports)
        column.addSpacing(px(8))
        self._fields = fields = QGridLayout()
        fields.setHorizontalSpacing(px(12))
        fields.setVerticalSpacing(px(4))
        for at, (label, field) in enumerate(((self.year_label, self.year), (self.language_label, self.language))):
            fields.addWidget(label, 0, at)
            fields.addWidget(field, 1, at)
            fields.setColumnStretch(at, 1)
        for part in (
            self.case_label, self.case, self.plan_label, self.plan, self.meeting_label, self.meeting, self.anonymise,
            self.annexes,
        ):  # fmt: skip
            column.addWidget(part)
        column.addLayout(fields)
        column.addSpacing(px(8))
        column.addWidget(self.folder_label)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.change)
        column.addLayout(place)
        column.addSpacing(px(14))
        column.addLayout(self._buttons())
        progress = QHBoxLayout()
        progress.setSpacing(px(8))
        for widget, stretch in ((self.working, 0), (self.bar, 1), (self.cancel, 0)):
            progress.addWidget(widget, stretch)
        column.addLayout(progress)

    def _buttons(self) -> QGridLayout:
        row = QGridLayout()
        row.setSpacing(self.bench.look.px(8))
        row.addWidget(self.pdf, 0, 0)
        row.addWidget(self.excel, 0, 1)
        row.addWidget(self.printer, 1, 0, 1, 2)
        row.setColumnStretch(0, 1)
        row.setColumnStretch(1, 1)
        for first, second in ((self.change, self.pdf), (self.pdf, self.excel), (self.excel, self.printer)):
            QWidget.setTabOrder(first, second)
        return row

    # -- what is chosen ------------------------------------------------------------------------------------------------
    def fill(self, reports: tuple[tuple[str, str, tuple[str, ...]], ...], language: str) -> None:
        """The reports (id, English title, what they ask) there are, and the language where none was chosen yet."""
        texts = self.bench.texts
        self._asks = {report_id: asks for report_id, _, asks in reports}
        if len(self.group.buttons()) != len(reports):
            for report_id, _, _ in reports:
                choice = QRadioButton(self)
                choice.setObjectName(f"report_{report_id}")
                self.group.addButton(choice)
                self._reports.addWidget(choice)
            self.group.buttons()[0].setChecked(True)
        for button, (_, title, _) in zip(self.group.buttons(), reports, strict=True):
            button.setText(menu_text(texts._(title)))
        self._show_asked()
        if not self._ready:
            self._ready = True
            self.language.setCurrentIndex(max(0, self.language.findData(language)))

    def fill_years(self) -> None:
        """This year and those before it; in the first half of a year the report is about the last one."""
        if self.year.count():
            return
        today = self.bench.clock.today()
        for year in range(today.year, today.year - YEARS_SHOWN, -1):
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(1 if today.month <= 6 else 0)

    def report(self) -> str:
        """The id of the report that is chosen; empty before there is one."""
        button = self.group.checkedButton()
        return button.objectName().removeprefix("report_") if button is not None else ""

    def choose_report(self, report_id: str) -> None:
        """Chooses a report by its id."""
        for button in self.group.buttons():
            if button.objectName() == f"report_{report_id}":
                button.setChecked(True)
        self._show_asked()

    def asks(self, what: str) -> bool:
        """Whether the chosen report asks for this."""
        return what in self._asks.get(self.report(), ("year",))

    def chosen_key(self) -> str:
        """The id of the case, plan or meeting of the report; empty while none is chosen, or none is asked for."""
        return next((str(entry.value() or "") for what, entry in self._entries() if self.asks(what)), "")

    def lacking(self) -> RecordEntry | None:
        """The field of the record without which the report cannot be made; a year stands for a plan that is left empty."""
        if self.chosen_key() or (self.asks("plan") and self.asks("year") and not self.plan.text().strip()):
            return None
        return next((entry for what, entry in self._entries() if self.asks(what)), None)

    def _entries(self) -> tuple[tuple[str, RecordEntry], ...]:
        return ("case", self.case), ("plan", self.plan), ("meeting", self.meeting)

    def _plan_emptied(self) -> None:
        """Without a plan the progress of all is told."""
        if self.asks("year") and not self.plan.text():
            self.chosen.emit()

    def chosen_anonymise(self) -> bool:
        """Whether names are left out."""
        return self.asks("anonymise") and self.anonymise.isChecked()

    def chosen_annexes(self) -> bool:
        """Whether minutes and evaluation stand behind the plan."""
        return not self.asks("annexes") or self.annexes.isChecked()

    def _report_chosen(self) -> None:
        self._show_asked()
        self.chosen.emit()

    def _show_asked(self) -> None:
        """Only what the report asks for is there to be chosen."""
        for what, parts in (
            ("year", (self.year_label, self.year)), ("case", (self.case_label, self.case)),
            ("plan", (self.plan_label, self.plan)), ("meeting", (self.meeting_label, self.meeting)),
            ("anonymise", (self.anonymise,)), ("annexes", (self.annexes,)),
        ):  # fmt: skip
            for part in parts:
                part.setVisible(self.asks(what))
        self.hint.setVisible(self.asks("year") and not self.asks("plan"))  # it speaks of figures
        self._fields.setColumnStretch(0, 1 if self.asks("year") else 0)
        self._word_plan()

    def chosen_year(self) -> int:
        """The year of the report."""
        return int(self.year.currentData() or self.bench.clock.today().year)

    def chosen_language(self) -> str:
        """The language of the report."""
        return str(self.language.currentData())

    def show_folder(self) -> None:
        """Where the files will lie."""
        self.folder.setText(str(report_folder(self.bench)))

    def _choose_folder(self) -> None:
        title = self.bench.texts._("Folder of reports")
        folder = self.bench.doors.folder(self, title, report_folder(self.bench))
        if folder is not None:
            self.bench.update(report_folder=str(folder))
            self.show_folder()

    def show_working(self, working: bool) -> None:
        """Shows or hides how far the making is."""
        for widget in (self.working, self.bar, self.cancel):
            widget.setVisible(working)
        self.bar.setValue(0)

    def _search(self, find: Find, text: str, then: Answer) -> None:
        """Plans or meetings that fit what is typed."""

        def work(office: Office) -> list[Hit]:
            return [Hit(one.id, one.title, one.detail) for one in find(office.work, text)]

        self.bench.desk.ask(work, then, owner=self)

    def _word_plan(self) -> None:
        """Words what depends on the report: a plan that may be left out, and what goes with the names."""
        texts = self.bench.texts
        optional = self.asks("year")
        self.plan.setPlaceholderText(texts._("All plans of the year") if optional else texts._("Key, title or centre"))
        case = self.asks("case")
        self.anonymise.setText(texts._("Without names and texts") if case else texts._("Without names of persons"))
        self.anonymise.setToolTip(
            tooltip_text(
                texts._("Persons by role, organisations by kind and country")
                if case
                else texts._("Persons by role; minutes, evidence and remarks are left out")
            )
        )

    def retranslate(self) -> None:
        """Words the card; the buttons that stand for commands are worded by the page."""
        texts = self.bench.texts
        self.choose.setText(texts._("Make a report"))
        self.hint.setText(
            texts._("The same figures on pages and in a workbook, each with its definition and its records.")
        )
        self.year_label.setText(texts._("&Year"))
        self.language_label.setText(texts._("&Language of the report"))
        self.folder_label.setText(texts._("Saved in"))
        self.case_label.setText(texts._("&Case of the dossier"))
        self.case.equip(texts, lambda text, then: self._sources.search("Case", text, then))
        self.case.setPlaceholderText(texts._("Number, title or organisation"))
        self.plan_label.setText(texts._("Support &plan"))
        self.plan.equip(texts, lambda text, then: self._search(_plans, text, then))
        self.meeting_label.setText(texts._("&Meeting"))
        self.meeting.equip(texts, lambda text, then: self._search(_meetings, text, then))
        self.meeting.setPlaceholderText(texts._("Plan, kind, day or place"))
        self.annexes.setText(texts._("With minutes and evaluation"))
        self._word_plan()
        self.change.setText(texts._("Change &folder…"))
        mnemonics.assign(self, menu_letters(texts))
        self.cancel.setText(texts._("Cancel"))
        self.working.setText(texts._("Making the report…"))
        kept = self.language.currentData()
        self.language.clear()
        for code in languages():
            self.language.addItem(texts.language_name(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(kept or self.bench.settings.report_language)))


def _plans(work: Work, text: str) -> list[Choice]:
    from p2i_desktop.services.report_keys import plan_choices

    return plan_choices(work, text)


def _meetings(work: Work, text: str) -> list[Choice]:
    from p2i_desktop.services.report_keys import meeting_choices

    return meeting_choices(work, text)
