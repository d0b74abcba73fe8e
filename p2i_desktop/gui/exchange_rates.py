"""The group of settings that holds exchange rates: currency, day, euro for one unit, source."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from p2i_desktop.domain.reporting import ExchangeRate
from p2i_desktop.gui.fields.sources import NoSources
from p2i_desktop.gui.procurement.part_dialog import PartDialog
from p2i_desktop.gui.procurement.part_table import Line, PartTable, Wording
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office

_MOST = 14  # rows seen at once
_FIELDS = ("currency", "on", "eur_per_unit", "source")


class ExchangeRates(QWidget):
    """A table of all rates; the last one on or before a day holds for it."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.setObjectName("exchange_rates")
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setProperty("tone", "text2")
        self.said.setWordWrap(True)
        self.table = PartTable(bench, "exchange_rate", 4, self, wide=3, most=_MOST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(12))
        column.addWidget(self.said)
        column.addWidget(self.table)
        column.addStretch(1)
        self.table.add_wanted.connect(self.add)
        self.table.edit_wanted.connect(self._edit)
        self.table.bin_wanted.connect(self._bin)

    def retranslate(self) -> None:
        """Words the part in the language that is shown."""
        texts = self._bench.texts
        self.said.setText(
            texts._("Values in other currencies are counted in euro by the last rate on or before their day.")
        )
        self.table.say(
            Wording(
                texts._("Exchange rates"), texts._("Add rate"), texts._("No exchange rate yet."), texts._("Edit"),
                texts._("Move to bin"),
                tuple(texts.field(ExchangeRate, name) for name in ("currency", "on", "eur_per_unit", "source")),
            )
        )  # fmt: skip

    def reload(self) -> None:
        """Reads the rates."""
        self._bench.desk.ask(lambda office: office.rates.all(), self._show, lambda _: None, self)

    def _show(self, rates: list[ExchangeRate]) -> None:
        texts = self._bench.texts
        self.table.fill(
            [
                Line(
                    "exchange_rate", rate.id,
                    (rate.currency, texts.date(rate.on), _plain(rate.eur_per_unit, texts), rate.source),
                )
                for rate in rates
            ]
        )  # fmt: skip
        self._bench.look.dress(self)

    def add(self) -> None:
        """Asks for a rate of today."""
        blank = ExchangeRate(on=self._bench.clock.today())
        self._ask(blank, self._bench.texts._("New exchange rate"))

    def _edit(self, _kind: str, key: str) -> None:
        self._bench.desk.ask(
            lambda office: office.work.get(ExchangeRate, key),
            lambda rate: self._ask(rate, self._bench.texts.type_name(ExchangeRate)), owner=self,
        )  # fmt: skip

    def _ask(self, rate: ExchangeRate, title: str) -> None:
        def save(office: Office, record: ExchangeRate, _name: str) -> Changed:
            return office.rates.save(record)

        PartDialog(self._bench, title, rate, _FIELDS, NoSources(), self.window()).run(save)

    def _bin(self, _kind: str, key: str) -> None:
        words = self._bench.texts._("Moved to the bin.")
        self._bench.desk.do(
            lambda office: office.rates.bin(key), lambda _: self._bench.toast(words, undo=True), self, owner=self
        )


def _plain(value: Decimal | None, texts: Texts) -> str:
    """A rate with the places that it has."""
    return texts.value(value.normalize() if value is not None else None)
