"""A form made from the fields of a record: label above field, two columns, long texts in rows of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from p2i_desktop.domain.record import FieldKind, FieldSpec, Record, field_of
from p2i_desktop.gui import form_grid
from p2i_desktop.gui.fields.chips_entry import ChipsEntry
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.fields.more_entries import MoneyEntry, TimeEntry
from p2i_desktop.gui.fields.number_entry import MinutesEntry, NumberEntry
from p2i_desktop.gui.fields.record_entry import RecordEntry
from p2i_desktop.gui.fields.zone_box import ZoneBox
from p2i_desktop.gui.look.look import Look

_WIDGETS: Mapping[FieldKind, type[QWidget]] = {
    FieldKind.TEXT: QLineEdit, FieldKind.NOTE: QPlainTextEdit, FieldKind.DATE: DateEntry, FieldKind.INT: NumberEntry,
    FieldKind.DECIMAL: NumberEntry, FieldKind.MONEY: MoneyEntry, FieldKind.CHOICE: ChoiceBox, FieldKind.BOOL: QCheckBox,
    FieldKind.REF: RecordEntry, FieldKind.REFS: ChipsEntry, FieldKind.CHOICES: ChipsEntry, FieldKind.WORDS: ChipsEntry,
    FieldKind.TIME: TimeEntry, FieldKind.MINUTES: MinutesEntry,
}  # fmt: skip


def record_form(
    look: Look, record_type: type[Record], fields: Sequence[str], parent: QWidget, columns: int = 2
) -> QWidget:
    """A form for a binder; a field whose name ends in "*" takes a row of its own, the others as many `columns` as fit."""
    form = QWidget(parent)
    column = QVBoxLayout(form)
    grid = QGridLayout()
    grid.setObjectName("grid_part")
    column.addLayout(grid)
    row, place = 0, 0
    for entry in fields:
        wide = entry.endswith("*")
        if wide and place:
            row, place = row + 2, 0
        field = widget_for(field_of(record_type, entry.rstrip("*")), form)
        if not isinstance(field, QCheckBox):
            label = QLabel(form)
            label.setProperty("font_role", "label")
            label.setBuddy(field)
            grid.addWidget(label, row, place, 1, 2 if wide else 1)
        grid.addWidget(field, row + 1, place, 1, 2 if wide else 1)
        row, place = (row + 2, 0) if wide or place else (row, 1)
    form_grid.arrange(form, look, columns)
    return form


def name_owner(form: QWidget, owner: str) -> None:
    """Of two forms alike the fields say whose they are; after the binder has worded them."""
    for part in form.findChildren(QWidget):
        name = part.accessibleName()
        if name and part.focusPolicy() is not Qt.FocusPolicy.NoFocus and not name.endswith(f" · {owner}"):
            part.setAccessibleName(f"{name} · {owner}")


def widget_for(spec: FieldSpec, parent: QWidget) -> QWidget:
    """The widget that shows a field, named like it."""
    kind = _WIDGETS[spec.kind]
    closed = spec.kind is FieldKind.TEXT and spec.pattern in ("country", "lang", "currency")
    if closed or (spec.kind is FieldKind.BOOL and spec.optional) or spec.target in ("Notice", "Centre"):
        kind = ChoiceBox
    if spec.name == "timezone":
        kind = ZoneBox
    widget = kind(parent)
    widget.setObjectName(spec.name)
    if isinstance(widget, MoneyEntry):  # its parts are known to drafts by names
        widget.amount.setObjectName(f"{spec.name}_amount")
        widget.currency.setObjectName(f"{spec.name}_currency")
    if isinstance(widget, QPlainTextEdit):
        widget.setTabChangesFocus(True)
    if isinstance(widget, QCheckBox):
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return widget
