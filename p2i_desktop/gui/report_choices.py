"""Which report, of which year, in which language, into which folder."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.fields.chips_entry import ChipsEntry
from p2i_desktop.gui.fields.record_entry import RecordEntry
from p2i_desktop.gui.look.marks import ElidedLabel
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.paper import report_folder
from p2i_desktop.gui.report_picker import Listed, ReportPicker
from p2i_desktop.gui.report_records import ReportRecords
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.window_commands import menu_letters
from p2i_desktop.i18n import languages

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
        self.picker = ReportPicker(bench, self)
        self.group = self.picker.group
        self.records = ReportRecords(bench, self, self.asks)
        self.case, self.plan, self.meeting, self.workshop = self.records.entries.values()
        self.anonymise, self.annexes, self.names = (QCheckBox(self) for _ in range(3))
        self.annexes.setObjectName("report_annexes")
        self.names.setObjectName("report_names")
        self.columns_label, self.columns = self._text("label"), ChipsEntry(self)
        self.columns.setObjectName("report_columns")
        self.columns_label.setBuddy(self.columns)
        self.annexes.setChecked(True)
        self.year_label, self.language_label, self.folder_label = (self._text("label") for _ in range(3))
        self.year, self.language = QComboBox(self), QComboBox(self)
        self.year.setObjectName("year")
        self.language.setObjectName("language")
        self.year_label.setBuddy(self.year)
        self.language_label.setBuddy(self.language)
        self.folder = ElidedLabel(self)
        self.pdf, self.excel, self.printer, self.change, self.cancel = (QPushButton(self) for _ in range(5))
        self.pdf.setProperty("kind", "primary")
        icons = ("file-text", "table-2", "printer", "folder-open", "x")
        for button, icon in zip((self.pdf, self.excel, self.printer, self.change, self.cancel), icons, strict=True):
            button.setProperty("icon_name", icon)
        self.working = self._text("body", "text2")
        self.said = self._text("body", "text2", wrap=True)
        self.said.hide()
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 100)
        self._arrange()
        self._connect()
        self.show_working(False)

    def _connect(self) -> None:
        for box in (self.year, self.language):
            box.activated.connect(lambda _: self.chosen.emit())
        self.picker.chosen.connect(self._report_chosen)
        self.records.chosen.connect(self.chosen)
        self.columns.edited.connect(self.chosen)
        self.names.toggled.connect(lambda _: self._say_names())
        for switch in (self.anonymise, self.annexes, self.names):
            switch.toggled.connect(lambda _: self.chosen.emit())
        self.change.clicked.connect(self._choose_folder)

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
        self.picker.lay_into(column)
        column.addSpacing(px(8))
        self._fields = fields = QGridLayout()
        fields.setHorizontalSpacing(px(12))
        fields.setVerticalSpacing(px(4))
        for at, (label, field) in enumerate(((self.year_label, self.year), (self.language_label, self.language))):
            fields.addWidget(label, 0, at)
            fields.addWidget(field, 1, at)
            fields.setColumnStretch(at, 1)
        self.records.lay_into(column)
        for part in (self.anonymise, self.annexes, self.names, self.columns_label, self.columns):
            column.addWidget(part)
        column.addLayout(fields)
        column.addSpacing(px(8))
        column.addWidget(self.folder_label)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.change)
        column.addLayout(place)
        column.addSpacing(px(14))
        column.addWidget(self.said)
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
    def fill(self, reports: Listed, language: str) -> None:
        """The reports there are, and the language where none was chosen yet."""
        self.picker.fill(reports)
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
        return self.picker.report()

    def choose_report(self, report_id: str) -> None:
        """Chooses a report by its id."""
        self.picker.choose(report_id)
        self._show_asked()

    def asks(self, what: str) -> bool:
        """Whether the chosen report asks for this."""
        return what in self.picker.asks()

    def has_workbook(self) -> bool:
        """Whether the chosen report exists as a workbook too."""
        return "xlsx" in self.picker.forms()

    def chosen_key(self) -> str:
        """The id of the record of the report; empty while none is chosen, or none is asked for."""
        return self.records.key()

    def lacking(self) -> RecordEntry | None:
        """The field of the record without which the report cannot be made."""
        return self.records.lacking()

    def chosen_anonymise(self) -> bool:
        """Whether names are left out."""
        return self.asks("anonymise") and self.anonymise.isChecked()

    def chosen_annexes(self) -> bool:
        """Whether minutes and evaluation stand behind the plan."""
        return not self.asks("annexes") or self.annexes.isChecked()

    def chosen_names(self) -> bool:
        """Whether people are named where a paper does so only when that is wanted."""
        return self.asks("names") and self.names.isChecked()

    def chosen_columns(self) -> tuple[str, ...]:
        """The columns of a list of people."""
        return tuple(sorted(str(one) for one in self.columns.value())) if self.asks("columns") else ()

    def _report_chosen(self) -> None:
        self._show_asked()
        self.chosen.emit()

    def _show_asked(self) -> None:
        """Only what the report asks for is there to be chosen."""
        for what, parts in (
            ("year", (self.year_label, self.year)), ("anonymise", (self.anonymise,)), ("annexes", (self.annexes,)),
            ("names", (self.names,)), ("columns", (self.columns_label, self.columns)),
        ):  # fmt: skip
            for part in parts:
                part.setVisible(self.asks(what))
        self.records.show_asked()
        self.excel.setEnabled(self.has_workbook())
        self._say_names()
        self.hint.setVisible(self.asks("year") and not self.asks("plan"))  # it speaks of figures
        self._fields.setColumnStretch(0, 1 if self.asks("year") else 0)
        self._word_switch()

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

    def _word_switch(self) -> None:
        """Words what goes with the names, which depends on the report."""
        texts = self.bench.texts
        case = self.asks("case")
        self.anonymise.setText(texts._("Without names and texts") if case else texts._("Without names of persons"))
        self.anonymise.setToolTip(
            tooltip_text(
                texts._("Persons by role, organisations by kind and country")
                if case
                else texts._("Persons by role; minutes, evidence and remarks are left out")
            )
        )

    def _equip_columns(self) -> None:
        """Offers the columns of a list of people."""
        from p2i_desktop.services.report_columns import COLUMNS, DEFAULT_COLUMNS

        texts = self.bench.texts
        self.columns.line.setAccessibleName(texts._("C&olumns").replace("&", ""))
        self.columns.equip(texts, [(name, texts._(title)) for name, title in COLUMNS.items()])
        if not self.columns.value():
            self.columns.set_value(DEFAULT_COLUMNS)

    def _say_names(self) -> None:
        """What names on the paper are for, before it is printed or kept."""
        from p2i_desktop.services.report_purposes import purpose_of

        named = self.asks("workshop") and (not self.asks("names") or self.names.isChecked())
        texts, purpose = self.bench.texts, purpose_of(self.report(), self.bench.texts) if named else ""
        words = texts._("Names people. Purpose: {purpose}. Printing or saving is noted at the workshop.")
        self.said.setText(words.replace("{purpose}", purpose) if purpose else "")
        self.said.setVisible(bool(purpose))

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
        self.picker.retranslate()
        self.records.retranslate()
        self.annexes.setText(texts._("With minutes and evaluation"))
        self.names.setText(texts._("With the names of those who took part"))
        self.names.setToolTip(
            tooltip_text(texts._("Else people are counted by kind and country, and the minutes are left out"))
        )
        self.columns_label.setText(texts._("C&olumns"))
        self._equip_columns()
        self._word_switch()
        self.records.show_asked()
        self.change.setText(texts._("Change &folder…"))
        mnemonics.assign(self, menu_letters(texts))
        self.cancel.setText(texts._("Cancel"))
        self.working.setText(texts._("Making the report…"))
        kept = self.language.currentData()
        self.language.clear()
        for code in languages():
            self.language.addItem(texts.language_name(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(kept or self.bench.settings.report_language)))
