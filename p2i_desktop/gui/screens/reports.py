"""Reports: choose one, see its pages, and print or save what is seen; the workbook has the same figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from p2i_desktop.gui.commands import Command, key_name
from p2i_desktop.gui.low_window import HeightKeeper, LowPage, fold, low_scrolled
from p2i_desktop.gui.paper import keep_paper, note_handed, print_paper, report_folder, tell_made
from p2i_desktop.gui.preview_pane import PreviewPane
from p2i_desktop.gui.report_choices import ReportChoices
from p2i_desktop.gui.report_points import ReportPoints
from p2i_desktop.gui.report_wanted import Choices, Wanted, choices_of, drawing
from p2i_desktop.gui.screen import Bench, Screen
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.gui.ways import page_of
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.gui.desk import Progress, Ticket
    from p2i_desktop.services.figures import OpenPoint
    from p2i_desktop.services.office import Changed
    from p2i_desktop.services.printing import Asked, Made, Paper, Printing

_SOON = 250  # milliseconds without another choice before the pages are made
_STACKED_BELOW = 900  # pixels at 100 %
_LEFT, _PREVIEW_LEAST = 400, 360


class Reports(Screen):
    """The pages appear by themselves; two keys make the year's report: Ctrl+R and Ctrl+S."""

    page_id = "reports"
    title = N_("Reports")
    icon = "file-chart-column"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._choices: Choices | None = None
        self._ticket: Ticket | None = None  # of what can be chosen
        self._making: Ticket | None = None  # of a paper or a workbook
        self._shown: Wanted | None = None  # what the paper in the preview is
        self._with_paper: Callable[[Paper], object] | None = None  # what is done once the pages are there
        self.heading = QLabel(self)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setProperty("font_role", "h1")
        self.choice = ReportChoices(bench, self)
        self.open_points = ReportPoints(bench, self)
        self.preview = PreviewPane(bench, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._look)
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        px = self.bench.look.px
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.choice)
        column.addWidget(self.open_points, 1)
        column.addStretch(0)
        column.addStrut(px(_LEFT))  # wider where its buttons need it
        for part in (self.choice, self.open_points, left):
            HeightKeeper(part)
        self.preview.setMinimumSize(px(_PREVIEW_LEAST), px(_PREVIEW_LEAST))
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(px(12))
        self._split.addWidget(left)
        self._split.addWidget(self.preview)
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        inside = LowPage()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(px(24), px(18), px(24), px(18))
        whole.setSpacing(px(12))
        whole.addWidget(self.heading)
        whole.addWidget(self._split, 1)
        low_scrolled(inside, self)

    def _connect(self) -> None:
        self.choice.pdf.clicked.connect(lambda: self._make("pdf"))
        self.choice.excel.clicked.connect(lambda: self._make("xlsx"))
        self.choice.printer.clicked.connect(self._print)
        self.choice.cancel.clicked.connect(self._stop)
        self.choice.chosen.connect(self._chosen)
        self.open_points.asked.connect(self._open_point)

    def commands(self) -> list[Command]:
        return [
            Command(
                "report_pdf", N_("Save the PDF"), lambda: self._make("pdf"), "Ctrl+S", "reports", "file-text",
                self._is_free, starts=True,
            ),
            Command(
                "report_xlsx", N_("Make the workbook"), lambda: self._make("xlsx"), "Ctrl+E", "reports", "table-2",
                lambda: self._is_free() and self.choice.has_workbook(), starts=True,
            ),
            Command("report_print", N_("Print…"), self._print, "Ctrl+P", "reports", "printer", self._is_free, starts=True),
            Command("report_stop", N_("Stop making"), self._stop, "Esc", "reports", "x", lambda: not self._is_free()),
        ]  # fmt: skip

    # -- the screen's life -----------------------------------------------------------------------------------------------
    def opened(self) -> None:
        self.choice.fill_years()
        self.choice.show_folder()
        self.reload()

    def reload(self) -> None:
        """Reads what can be chosen and what is open in the year; the pages follow."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self.bench.desk.ask(choices_of(self.choice.chosen_year()), self._show, owner=self)

    def refresh(self, changed: Changed) -> None:
        self._shown = None  # the pages are of a state before
        if self.isVisible():
            self.reload()

    def show_record(self, key: str) -> None:
        """Chooses a report."""
        self.choice.choose_report(key)
        self._chosen()

    def complete(self) -> bool:
        return self.preview.complete()

    def default_focus(self) -> QWidget:
        return self.choice.group.checkedButton() or self.choice.year

    def panes(self) -> list[QWidget]:
        return [self.default_focus(), self.open_points.points, self.preview.view]

    def retranslate(self) -> None:
        texts, commands = self.bench.texts, {command.id: command for command in self.commands()}
        self.heading.setText(texts._(self.title))
        for part in (self.choice, self.open_points, self.preview):
            part.retranslate()
        for button, text, name in (
            (self.choice.pdf, N_("PDF"), "report_pdf"),
            (self.choice.excel, N_("Excel"), "report_xlsx"),
            (self.choice.printer, N_("Print…"), "report_print"),
        ):
            button.setText(f"{texts._(text)}  {key_name(commands[name].sequences()[0])}")
        if self._choices is not None:
            self._show(self._choices)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window puts the pages under the choices."""
        super().resizeEvent(event)
        fold(self._split, self.width() - 2 * self.bench.look.px(24), self.bench.look.px(_STACKED_BELOW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a choice moves into the pages."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.preview.paper is not None:
            self.preview.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # -- showing -----------------------------------------------------------------------------------------------------------
    def _show(self, choices: Choices) -> None:
        first, self._choices = self._choices is None, choices
        self.choice.fill(choices.reports, choices.language)
        if first and self.choice.year.hasFocus():
            self.default_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.open_points.fill(choices.points)
        self._show_points()
        if self._with_paper is not None and self._making is None:
            self._begin("pdf")  # asked for before there was anything to choose from
        elif self._wanted() != self._shown:
            self._soon.start()

    def _chosen(self) -> None:
        """Another choice: the pages on their way are not wanted any more."""
        if self._making is not None and self._with_paper is None:
            self._end(cancel=True)
        self._show_points()
        self._lacks()
        self.reload()

    def _show_points(self) -> None:
        """What is open belongs to the figures of a year."""
        self.open_points.setVisible(self.choice.asks("year") and not self.choice.asks("plan"))

    def _wanted(self) -> Wanted:
        choice = self.choice
        asked: Asked = {
            "year": choice.chosen_year() if choice.asks("year") else 0, "language": choice.chosen_language(),
            "key": choice.chosen_key(), "anonymise": choice.chosen_anonymise(), "annexes": choice.chosen_annexes(),
            "names": choice.chosen_names(), "columns": choice.chosen_columns(),
        }  # fmt: skip
        return Wanted(choice.report(), tuple(asked.items()))

    def _lacks(self) -> bool:
        """Whether the record that a report is about is still to be chosen; says so then."""
        if self.choice.lacking() is None:
            return False
        self._shown = None
        self.preview.say(self.choice.records.wanted())
        return True

    def _go_to_lacking(self) -> None:
        entry = self.choice.lacking()
        if entry is not None:
            entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        """Makes the pages of what is chosen, unless they are there."""
        if self._lacks():
            return
        if self._is_free() and self._choices is not None and self.isVisible() and self._wanted() != self._shown:
            if self.preview.paper is None:
                self.preview.say(self.bench.texts._("Making the pages…"))
            self._begin("pdf")

    # -- making --------------------------------------------------------------------------------------------------------------
    def _is_free(self) -> bool:
        return self._making is None or (self._with_paper is None and not self.choice.bar.isVisibleTo(self.choice))

    def _make(self, form: str) -> None:
        if form == "pdf":
            self._use(lambda paper: keep_paper(self.bench, self, paper))
        elif self._lacks():
            self._go_to_lacking()
        elif self._is_free() and self._choices is not None and self.choice.has_workbook():
            self._end(cancel=True)
            self.bench.update(report_language=self.choice.chosen_language())
            self.choice.show_working(True)
            self._begin("xlsx")

    def _print(self) -> None:
        self._use(lambda paper: print_paper(self.bench, self, paper))

    def _use(self, action: Callable[[Paper], object]) -> None:
        """Does something with the pages that are shown; they are made first where they are of another choice or state."""
        if not self._is_free():
            return
        if self._lacks():
            self._go_to_lacking()
            return
        if self.choice.report() == "certificates" and self.bench.writable():
            draw, after = drawing(self.choice.chosen_key()), partial(self._use_pages, action)
            self.bench.desk.do(draw, lambda _: after(), failed=self.bench.fault, owner=self)
        else:
            self._use_pages(action)

    def _use_pages(self, action: Callable[[Paper], object]) -> None:
        if self._choices is not None:
            self.bench.update(report_language=self.choice.chosen_language())
        if self.preview.paper is not None and self._shown == self._wanted():
            action(self.preview.paper)
            return
        self._with_paper = action
        self.choice.show_working(True)
        if self._making is None and self._choices is not None:
            self._begin("pdf")

    def _begin(self, form: str) -> None:
        """Made beside the open file, from a reading of its own, so that work goes on meanwhile."""
        wanted, folder = self._wanted(), report_folder(self.bench)
        clock, settings = self.bench.clock, self.bench.settings

        def work(path: Path, progress: Progress) -> Paper | Made:
            from p2i_desktop.services.office import look_at

            office = look_at(path, clock=clock, settings=settings)
            try:
                printing: Printing = office.printing
                if form == "pdf":
                    return printing.paper(wanted.report, progress=progress, **wanted.options())
                return printing.make(wanted.report, form=form, folder=folder, progress=progress, **wanted.options())
            finally:
                office.close()

        def start(path: Path) -> None:
            self._making = self.bench.desk.apart(
                lambda progress: work(path, progress),
                lambda made: self._made(wanted, made),
                self._failed,
                owner=self,
                progress=lambda share: self.choice.bar.setValue(round(100 * share)),
            )

        self._making = self.bench.desk.ask(lambda office: office.path, start, self._failed, owner=self)

    def _made(self, wanted: Wanted, made: Paper | Made) -> None:
        from p2i_desktop.services.printing import Made

        action = self._with_paper
        self._end()
        if isinstance(made, Made):
            tell_made(self.bench, made)
            note_handed(self.bench, made.handed)
            self._look()
            return
        self.preview.show_paper(made)
        self._shown = wanted
        if action is not None:
            action(made)
        if wanted != self._wanted():
            self._soon.start()

    def _failed(self, error: Exception) -> None:
        from p2i_desktop.services.errors import Refused

        asked, told = self._with_paper is not None, sentence(error, self.bench.texts)
        self._end()
        if isinstance(error, Refused) and told and not asked:  # nothing went wrong: there is no such paper yet
            self.preview.say(told)
            return
        self.preview.say(self.bench.texts._("The pages could not be made."))
        self.bench.fault(error)

    def _stop(self) -> None:
        if self._making is not None:
            self._end(cancel=True)
            self.bench.toast(self.bench.texts._("Stopped. No file was written."))

    def _end(self, cancel: bool = False) -> None:
        if cancel and self._making is not None:
            self._making.cancel()
        self._making = None
        self._with_paper = None
        self.choice.show_working(False)

    def _open_point(self, point: OpenPoint, words: str) -> None:
        kind, keys = point.opens
        if kind == "support_plan":  # no page lists plans; what is completed leaves the list, and the next one is first
            self.bench.open_plan(keys[0])
            return
        way = page_of(kind, keys)
        if way is not None:
            self.bench.go(way[0], keys=way[1], title=words)
