"""Fields of a dialog in two columns, each under its label; below each other where the dialog is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from p2i_desktop.gui import form_grid
from p2i_desktop.gui.look.look import Look

Field = tuple[str, str, QWidget]  # object name, label with its mnemonic, widget


def two_columns(look: Look, fields: Sequence[Field], parent: QWidget) -> QWidget:
    """The fields from left to right, two in a row; a name ending in "*" takes a row of its own."""
    form = QWidget(parent)
    column = QVBoxLayout(form)
    grid = QGridLayout()
    grid.setObjectName("grid_fields")
    column.addLayout(grid)
    row, place = 0, 0
    for name, words, field in fields:
        wide = name.endswith("*")
        if wide and place:
            row, place = row + 2, 0
        field.setObjectName(name.rstrip("*"))
        label = QLabel(words, form)
        label.setProperty("font_role", "label")
        label.setBuddy(field)
        span = 2 if wide else 1
        grid.addWidget(label, row, place, 1, span)
        grid.addWidget(field, row + 1, place, 1, span)
        row, place = (row + 2, 0) if wide or place else (row, 1)
    form_grid.arrange(form, look)
    return form


def shrink(dialog: QWidget, form: QWidget) -> None:
    """Takes from a dialog that was just shown the height that two columns do not need."""

    def fit() -> None:
        inside = form.parentWidget()
        layout, view = (inside.layout(), inside.parentWidget()) if inside is not None else (None, None)
        if layout is not None and view is not None:
            spare = view.height() - layout.totalHeightForWidth(view.width())
            if spare > 0:
                dialog.resize(dialog.width(), dialog.height() - spare)

    QTimer.singleShot(0, dialog, fit)
