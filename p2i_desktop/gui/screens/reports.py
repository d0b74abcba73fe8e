"""Reports: choose one, its year and its language, and write it as PDF or workbook into the report folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop import paths
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.commands import Command, key_name
from p2i_desktop.gui.look.marks import ElidedLabel
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.screen import Bench, Content, Screen, scrolled
from p2i_desktop.gui.window_commands import menu_letters
from p2i_desktop.i18n import N_, languages

if TYPE_CHECKING:
    from p2i_desktop.gui.desk import Progress, Ticket
    from p2i_desktop.services.figures import OpenPoint
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.printing import Made

YEARS_SHOWN = 10
LIST_PAGES = {"consultation": "consultations", "case": "cases", "organisation": "organisations"}
POINT_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Choices:
    """What can be chosen: reports (id, English title), the language of reports, what is open in the year."""

    reports: tuple[tuple[str, str], ...]
    language: str
    points: tuple[OpenPoint, ...]


class Reports(Screen):
    """Two keys make the year's report: Ctrl+R and Ctrl+S."""

    page_id = "reports"
    title = N_("Reports")
    icon = "file-chart-column"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._choices: Choices | None = None
        self._ticket: Ticket | None = None
        self._making: Ticket | None = None
        self.heading = self._text("h1")
        self.choose, self.settle = self._text("h2"), self._text("h2")
        self.hint, self.open_hint = self._text("body", "text2", wrap=True), self._text("body", "text2", wrap=True)
        self.group = QButtonGroup(self)
        self.year_label, self.language_label, self.folder_label = (self._text("label") for _ in range(3))
        self.year, self.language = QComboBox(self), QComboBox(self)
        self.year.setObjectName("year")
        self.language.setObjectName("language")
        self.year_label.setBuddy(self.year)
        self.language_label.setBuddy(self.language)
        self.folder = ElidedLabel(self)
        self.pdf, self.excel, self.change, self.cancel = (QPushButton(self) for _ in range(4))
        self.pdf.setProperty("kind", "primary")
        for button, icon in (
            (self.pdf, "file-text"),
            (self.excel, "table-2"),
            (self.change, "folder-open"),
            (self.cancel, "x"),
        ):
            button.setProperty("icon_name", icon)
        self.working = self._text("body", "text2")
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 100)
        self.points = QListWidget(self)
        self.points.setProperty("kind", "plain")
        self.points.setWordWrap(True)
        self.points.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._arrange()
        self._connect()
        self._show_working(False)
        self.retranslate()

    # -- building ------------------------------------------------------------------------------------------------------
    def _text(self, role: str, tone: str = "", wrap: bool = False) -> QLabel:
        made = QLabel(self)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setProperty("font_role", role)
        made.setProperty("tone", tone)
        made.setWordWrap(wrap)
        return made

    def _card(self) -> tuple[QFrame, QVBoxLayout]:
        px = self.bench.look.px
        card = QFrame(self)
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(px(20), px(16), px(20), px(18))
        column.setSpacing(px(6))
        return card, column

    def _arrange(self) -> None:
        px = self.bench.look.px
        left, column = self._card()
        column.addWidget(self.choose)
        column.addWidget(self.hint)
        self._reports = QVBoxLayout()
        self._reports.setSpacing(px(2))
        column.addLayout(self._reports)
        column.addSpacing(px(8))
        fields = QGridLayout()
        fields.setHorizontalSpacing(px(12))
        fields.setVerticalSpacing(px(4))
        for at, (label, field) in enumerate(((self.year_label, self.year), (self.language_label, self.language))):
            fields.addWidget(label, 0, at)
            fields.addWidget(field, 1, at)
            fields.setColumnStretch(at, 1)
        column.addLayout(fields)
        column.addSpacing(px(8))
        column.addWidget(self.folder_label)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.change)
        column.addLayout(place)
        column.addSpacing(px(14))
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.pdf)
        buttons.addWidget(self.excel)
        QWidget.setTabOrder(self.change, self.pdf)
        QWidget.setTabOrder(self.pdf, self.excel)
        buttons.addStretch(1)
        column.addLayout(buttons)
        progress = QHBoxLayout()
        progress.setSpacing(px(8))
        for widget, stretch in ((self.working, 0), (self.bar, 1), (self.cancel, 0)):
            progress.addWidget(widget, stretch)
        column.addLayout(progress)
        column.addStretch(1)
        right, column = self._card()
        column.addWidget(self.settle)
        column.addWidget(self.open_hint)
        column.addWidget(self.points, 1)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(left, 1)
        row.addWidget(right, 1)
        inner = Content(self)
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(px(24), px(18), px(24), px(18))
        whole.setSpacing(px(12))
        whole.addWidget(self.heading)
        whole.addLayout(row)
        whole.addStretch(1)
        scrolled(inner, self)

    def _connect(self) -> None:
        self.pdf.clicked.connect(lambda: self._make("pdf"))
        self.excel.clicked.connect(lambda: self._make("xlsx"))
        self.change.clicked.connect(self._choose_folder)
        self.cancel.clicked.connect(self._stop)
        self.year.activated.connect(lambda _: self.reload())
        self.points.itemActivated.connect(self._open_point)

    def commands(self) -> list[Command]:
        return [
            Command(
                "report_pdf",
                N_("Make the PDF"),
                lambda: self._make("pdf"),
                "Ctrl+S",
                "reports",
                "file-text",
                self._is_free,
            ),
            Command(
                "report_xlsx",
                N_("Make the workbook"),
                lambda: self._make("xlsx"),
                "Ctrl+E",
                "reports",
                "table-2",
                self._is_free,
            ),
            Command("report_stop", N_("Stop making"), self._stop, "Esc", "reports", "x", lambda: not self._is_free()),
        ]

    # -- the screen's life -----------------------------------------------------------------------------------------------
    def opened(self) -> None:
        if not self.year.count():
            now = self.bench.clock.today().year
            for year in range(now, now - YEARS_SHOWN, -1):
                self.year.addItem(str(year), year)
            self.year.setCurrentIndex(1 if self.bench.clock.today().month <= 6 else 0)
        self._show_folder()
        self.reload()

    def reload(self) -> None:
        """Reads what can be chosen and what is open in the year."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self.bench.desk.ask(_choices(self._year()), self._show, owner=self)

    def refresh(self, changed: Changed) -> None:
        if self.isVisible():
            self.reload()

    def show_record(self, key: str) -> None:
        """Chooses a report."""
        for button in self.group.buttons():
            if button.objectName() == f"report_{key}":
                button.setChecked(True)

    def default_focus(self) -> QWidget:
        return self.group.checkedButton() or self.year

    def panes(self) -> list[QWidget]:
        return [self.default_focus(), self.points]

    def retranslate(self) -> None:
        texts, commands = self.bench.texts, {command.id: command for command in self.commands()}
        self.heading.setText(texts._(self.title))
        self.choose.setText(texts._("Make a report"))
        self.hint.setText(
            texts._("The same figures on pages and in a workbook, each with its definition and its records.")
        )
        self.year_label.setText(texts._("&Year"))
        self.language_label.setText(texts._("&Language of the report"))
        self.folder_label.setText(texts._("Saved in"))
        self.change.setText(texts._("Change &folder…"))
        mnemonics.assign(self, menu_letters(texts))
        self.cancel.setText(texts._("Cancel"))
        self.settle.setText(texts._("To settle before the report"))
        self.points.setAccessibleName(texts._("To settle before the report"))
        for button, text, name in ((self.pdf, N_("PDF"), "report_pdf"), (self.excel, N_("Excel"), "report_xlsx")):
            button.setText(f"{texts._(text)}  {key_name(commands[name].sequences()[0])}")
        chosen = self.language.currentData()
        self.language.clear()
        for code in languages():
            self.language.addItem(texts.language_name(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(chosen or self.bench.settings.report_language)))
        if self._choices is not None:
            self._show(self._choices)

    # -- showing -----------------------------------------------------------------------------------------------------------
    def _show(self, choices: Choices) -> None:
        texts, first = self.bench.texts, self._choices is None
        self._choices = choices
        if len(self.group.buttons()) != len(choices.reports):
            for report_id, _ in choices.reports:
                choice = QRadioButton(self)
                choice.setObjectName(f"report_{report_id}")
                self.group.addButton(choice)
                self._reports.addWidget(choice)
            self.group.buttons()[0].setChecked(True)
        for button, (_, title) in zip(self.group.buttons(), choices.reports, strict=True):
            button.setText(menu_text(texts._(title)))
        if first:
            self.language.setCurrentIndex(max(0, self.language.findData(choices.language)))
            if self.year.hasFocus():
                self.default_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_points(choices.points)

    def _show_points(self, points: tuple[OpenPoint, ...]) -> None:
        texts = self.bench.texts
        self.points.clear()
        for point in points:
            record_type = BY_KEY[point.type]
            words = texts._("{type} without “{field}”: {n}").format(
                type=texts.type_name(record_type),
                field=texts.field(record_type, point.field),
                n=texts.number(len(point.ids)),
            )
            item = QListWidgetItem(self.bench.look.icon("triangle-alert", "warn"), words)
            item.setData(POINT_ROLE, point)
            item.setToolTip("")
            self.points.addItem(item)
        side = self.bench.look.px(16)
        self.points.setIconSize(QSize(side, side))
        self.points.setVisible(bool(points))
        said = texts._("Enter opens the records. The report can be made all the same; it says what is missing.")
        self.open_hint.setText(
            said if points else texts._("All complete: every figure of this year has what it needs.")
        )

    def _show_folder(self) -> None:
        self.folder.setText(str(self._folder()))

    def _show_working(self, working: bool) -> None:
        for widget in (self.working, self.bar, self.cancel):
            widget.setVisible(working)
        self.bar.setValue(0)

    # -- making --------------------------------------------------------------------------------------------------------------
    def _is_free(self) -> bool:
        return self._making is None

    def _year(self) -> int:
        return int(self.year.currentData() or self.bench.clock.today().year)

    def _folder(self) -> Path:
        kept = self.bench.settings.report_folder
        return Path(kept) if kept else paths.documents_folder() / "P2I"

    def _choose_folder(self) -> None:
        folder = self.bench.doors.folder(self, self.bench.texts._("Folder of reports"), self._folder())
        if folder is not None:
            self.bench.update(report_folder=str(folder))
            self._show_folder()

    def _make(self, form: str) -> None:
        button, choices = self.group.checkedButton(), self._choices
        if not self._is_free() or button is None or choices is None:
            return
        report_id = button.objectName().removeprefix("report_")
        language = self.language.currentData()
        self.bench.update(report_language=language)
        self.working.setText(self.bench.texts._("Making the report…"))
        self._show_working(True)
        self.bench.desk.ask(
            lambda office: office.path, lambda path: self._begin(path, report_id, form, language), owner=self
        )

    def _begin(self, path: Path, report_id: str, form: str, language: str) -> None:
        """Made beside the open file, from a reading of its own, so that work goes on meanwhile."""
        year, folder, clock, settings = self._year(), self._folder(), self.bench.clock, self.bench.settings

        def work(progress: Progress) -> Made:
            from p2i_desktop.services.office import look_at

            office = look_at(path, clock=clock, settings=settings)
            try:
                return office.printing.make(
                    report_id, year=year, form=form, language=language, folder=folder, progress=progress
                )
            finally:
                office.close()

        self._making = self.bench.desk.apart(
            work, self._made, self._failed, owner=self, progress=lambda share: self.bar.setValue(round(100 * share))
        )

    def _made(self, made: Made) -> None:
        texts, doors = self.bench.texts, self.bench.doors
        self._end()
        if made.form == "pdf":
            words = texts.ngettext("{n} page", "{n} pages", made.count)
        else:
            words = texts.ngettext("{n} sheet", "{n} sheets", made.count)
        said = texts._("Saved {file}, {size}").format(file=made.path.name, size=words)
        actions = (
            (texts._("Open"), lambda: _ignore(doors.show_file(made.path))),
            (texts._("Open folder"), lambda: _ignore(doors.show_file(made.path.parent))),
        )
        self.bench.toast(said, actions=actions)

    def _failed(self, error: Exception) -> None:
        self._end()
        self.bench.fault(error)

    def _stop(self) -> None:
        if self._making is not None:
            self._making.cancel()
            self._end()
            self.bench.toast(self.bench.texts._("Stopped. No file was written."))

    def _end(self) -> None:
        self._making = None
        self._show_working(False)

    def _open_point(self, item: QListWidgetItem) -> None:
        point: OpenPoint = item.data(POINT_ROLE)
        if point.type in LIST_PAGES:
            self.bench.go(LIST_PAGES[point.type], keys=frozenset(point.ids), title=item.text())


def _ignore(answer: bool) -> None:
    """The system says by itself when it has no program for a file."""


def _choices(year: int) -> Callable[[Office], Choices]:
    def work(office: Office) -> Choices:
        reports = tuple((report.id, report.title) for report in office.printing.reports())
        return Choices(reports, office.printing.language(), tuple(office.figures.open_points(year)))

    return work
