"""Targets of one year: one row an indicator, the value typed like in a worksheet."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.figures import INDICATORS
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office

_VALUE, _LAST = 2, 3


class TargetsTable(QWidget):
    """Code and name, unit, target, value of the year before; an empty cell means no target."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._filling = False
        self._this_year = bench.clock.today().year
        self.year = ChoiceBox(self)
        self.year.setObjectName("target_year")
        self.label = QLabel(self)
        self.label.setProperty("font_role", "label")
        self.label.setBuddy(self.year)
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setProperty("tone", "err")
        self.problem.hide()
        self.table = QTableWidget(0, 4, self)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        line = QHBoxLayout()
        line.addWidget(self.label)
        line.addWidget(self.year)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.problem)
        column.addWidget(self.table, 1)
        self.codes = [code for indicator in INDICATORS for code in indicator.codes if indicator.direction != "none"]
        self.year.edited.connect(self.reload)
        self.table.cellChanged.connect(self._changed)

    def retranslate(self) -> None:
        """Words the table in the language that is shown."""
        texts = self._bench.texts
        self.label.setText(texts._("&Year"))
        chosen = self.year.value() or self._this_year
        years = range(self._this_year + 1, self._this_year - 5, -1)
        self.year.set_choices([(year, str(year)) for year in years], None)
        self.year.set_value(chosen)
        self.table.setAccessibleName(texts._("Targets"))
        heads = (texts._("Indicator"), texts._("Unit"), texts._("Target"), texts._("Year before"))
        self.table.setHorizontalHeaderLabels(list(heads))
        self.reload()

    def _year(self) -> int:
        return int(str(self.year.value() or self._this_year))

    def reload(self) -> None:
        """Reads the targets of the chosen year and the figures of the year before."""
        year, language = self._year(), self._bench.texts.language

        def work(office: Office) -> tuple[dict[str, Decimal | None], dict[str, tuple[str, str, str]]]:
            targets = {target.indicator: target.value for target in office.centre.targets(year)}
            rows = office.figures.year(year - 1, language=language)
            office.figures.let_go()
            return targets, {row.code: (row.label, row.unit_label, row.printed) for row in rows}

        self._bench.desk.ask(work, lambda found: self._fill(*found), owner=self)

    def _fill(self, targets: Mapping[str, Decimal | None], figures: Mapping[str, tuple[str, str, str]]) -> None:
        texts = self._bench.texts
        self._filling = True
        codes = [code for code in self.codes if code in figures]
        self.table.setRowCount(len(codes))
        for row, code in enumerate(codes):
            label, unit, printed = figures[code]
            cells = (f"{code}  {label}", unit, plain_number(targets.get(code), texts), printed)
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, code)
                if column != _VALUE:
                    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                if column in (_VALUE, _LAST):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(self._bench.look.px(130))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, _VALUE, _LAST):
            width = max(self._bench.look.px(120), header.sectionSizeHint(column))
            self.table.setColumnWidth(column, width)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.verticalHeader().setDefaultSectionSize(self._bench.look.row_height())
        self._filling = False

    def _changed(self, row: int, column: int) -> None:
        item = self.table.item(row, column)
        if self._filling or column != _VALUE or item is None:
            return
        texts, code, year = self._bench.texts, str(item.data(Qt.ItemDataRole.UserRole)), self._year()
        try:
            value = typed_number(item.text(), texts)
        except ValueError:
            words = texts._("{text} is no number. The target stays as it was.").replace("{text}", item.text()[:40])
            self.problem.setText(words)
            self.problem.show()
            self.reload()
            return
        self.problem.hide()
        self._bench.desk.do(lambda office: office.centre.save_targets(year, {code: value}), initiator=self, owner=self)


def plain_number(value: Decimal | None, texts: Texts) -> str:
    """A target as it is typed; empty when there is none."""
    if value is None:
        return ""
    exact = value.normalize()
    return texts.number(exact, max(0, -int(exact.as_tuple().exponent)))


def typed_number(text: str, texts: Texts) -> Decimal | None:
    """What was typed, in the number form of the language; None for an empty cell, ValueError for no number."""
    plain = text.strip().replace("\u00a0", "").replace(" ", "").replace("%", "")
    if not plain:
        return None
    group, point = (".", ",") if texts.number(Decimal("0.5"), 1)[1] == "," else (",", ".")
    try:
        value = Decimal(plain.replace(group, "").replace(point, ".").replace("−", "-"))
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not value.is_finite() or abs(value) >= Decimal(10) ** 14:
        raise ValueError(text)
    return value
