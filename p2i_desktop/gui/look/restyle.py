"""Properties that the style sheet looks at, changed after a widget was dressed."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


def restyle(widget: QWidget) -> None:
    """The sheet looks at the widget's properties again; it does so by itself only once."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def make_read_only(field: QLineEdit | QPlainTextEdit, on: bool) -> None:
    """Whether a field is only read; it looks so at once."""
    if field.isReadOnly() is not on:
        field.setReadOnly(on)
        restyle(field)
