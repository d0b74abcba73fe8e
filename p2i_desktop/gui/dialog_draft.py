"""What was typed into a small dialog survives Esc, closing and a crash, and stands there again the next time."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from p2i_desktop.gui.drafting import DraftKeeper
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.record_entry import RecordEntry
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence

if TYPE_CHECKING:
    from p2i_desktop.services.drafts import Draft

Values = dict[str, object]
_KINDS = (QLineEdit, QPlainTextEdit, ChoiceBox, QCheckBox)


class DialogDraft(QObject):
    """One draft for one kind of dialog (`form`) and record (`key`); fields are known by their object names.

    `back` comes with the draft that was brought back, `said` with why a draft could not be kept."""

    back = Signal(object)
    said = Signal(str)

    def __init__(self, bench: Bench, dialog: QDialog, form: str, key: str = "new") -> None:
        super().__init__(dialog)
        self._bench, self._dialog = bench, dialog
        self._keeper = DraftKeeper(bench, form, key, self._payload, self)
        self._keeper.kept.connect(self._kept)
        self._keeper.failed.connect(self._not_kept)
        self._base: Values = {}
        self._begun = self._going = self._warned = False

    def begin(self) -> None:
        """The dialog is filled and shown: from here on what differs was typed."""
        self._base = self._values()
        self._begun = True
        for field in self._fields():
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.textChanged.connect(self._touched)
            elif isinstance(field, ChoiceBox):
                field.currentIndexChanged.connect(self._touched)
            elif isinstance(field, QCheckBox):
                field.toggled.connect(self._touched)
        form, key = self._keeper.form, self._keeper.key
        self._bench.desk.ask(lambda office: office.drafts.get(form, key), self._take, owner=self)

    def done(self) -> None:
        """The record was made: nothing is left to keep."""
        self._keeper.drop()

    def discard(self) -> None:
        """The fields as they were at first, and the draft is gone."""
        self._show(self._base)
        self._keeper.drop()

    def put_away(self) -> None:
        """The dialog is about to close without having made anything."""
        if not self._begun or self._going or self._warned:
            return
        if self._keeper.keep():
            self._going = True
            self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        elif self._keeper.on_disk:
            self._say_kept()

    # -- inside --------------------------------------------------------------------------------------------------------
    def _touched(self) -> None:
        self._warned = False
        self._keeper.touch()

    def _payload(self) -> Mapping[str, object] | None:
        values = self._values()
        return None if _chosen(values) == _chosen(self._base) else values

    def _fields(self) -> list[QWidget]:
        named = (field for kind in _KINDS for field in self._dialog.findChildren(kind))
        return [field for field in named if field.objectName() and not field.objectName().startswith("qt_")]

    def _values(self) -> Values:
        return {field.objectName(): value_in(field) for field in self._fields()}

    def _show(self, values: Mapping[str, object]) -> None:
        for field in self._fields():
            if field.objectName() in values:
                fill_in(field, values[field.objectName()])

    def _take(self, draft: "Draft | None") -> None:
        if draft is None or _chosen(self._values()) != _chosen(self._base):
            return  # whoever types already goes on typing
        self._keeper.adopt(self._keeper.key, 0)
        self._show(draft.payload)
        self.back.emit(draft)

    def _say_kept(self) -> None:
        texts = self._bench.texts
        self._bench.toast(texts._("Draft kept: it stands in this dialog again when you open it."))

    def _kept(self, _at: object) -> None:
        if self._going:
            self._say_kept()
            self._dialog.deleteLater()

    def _not_kept(self, error: Exception) -> None:
        texts = self._bench.texts
        words = sentence(error, texts)
        if words is None:
            return
        if self._going:
            self._going, self._warned = False, True
            self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            stands = texts._("Your text stands here still; Esc closes without keeping it.")
            words = f"{words} {stands}"
            self._dialog.show()
        self.said.emit(words)


def _chosen(values: Mapping[str, object]) -> Values:
    """The values without the names of records that were taken from a list: these come late, and nobody typed them."""
    taken = {name: value[0] for name, value in values.items() if isinstance(value, list) and value and value[0]}
    return {**values, **taken}


def value_in(field: QWidget) -> object:
    """What stands in a field as a plain value, also where it is no value of a record yet."""
    match field:
        case RecordEntry():
            chosen = field.value()
            return [chosen if isinstance(chosen, str) else None, field.text()]
        case QLineEdit():
            return field.text()
        case QPlainTextEdit():
            return field.toPlainText()
        case ChoiceBox():
            chosen = field.value()
            return str(chosen) if chosen is not None else None
        case QCheckBox():
            return field.isChecked()
    return None


def fill_in(field: QWidget, value: object) -> None:
    """Puts what `value_in` gave into a field again."""
    match field:
        case RecordEntry() if isinstance(value, list) and len(value) == 2:
            field.set_value(value[0] or None, str(value[1]))
            if not value[0]:
                field.setText(str(value[1]))
        case QLineEdit():
            field.setText(str(value))
        case QPlainTextEdit():
            field.setPlainText(str(value))
        case ChoiceBox():
            known = {str(key): key for key, _ in field.choices() if key is not None}
            if value is None or str(value) in known:  # what is offered no more stays unchosen
                field.set_value(known.get(str(value)))
        case QCheckBox():
            field.setChecked(bool(value))
