"""A widget named like a field of a record shows that field; `record` is always what is on screen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.record import FieldKind, FieldSpec, Record, fields_of
from p2i_desktop.domain.rules import Problem
from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.adapters import Adapter, Surroundings, adapter_for
from p2i_desktop.gui.commands import plain
from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.fields.sources import NoSources, Sources
from p2i_desktop.gui.look.restyle import make_read_only, restyle
from p2i_desktop.i18n import Texts

R = TypeVar("R", bound=Record)


class Binder(QObject, Generic[R]):
    """Ties a form to a record type.

    Filling (`show`, `fill`) is never an edit. `edited` names a field that the user changed, `left` one whose widget
    lost the focus. `faults` are texts that are no value yet: they stay on screen and keep the record from saving.
    """

    edited = Signal(str)
    left = Signal(str)

    def __init__(
        self,
        form: QWidget,
        record_type: type[R],
        texts: Callable[[], Texts],
        today: Callable[[], date],
        sources: Sources | None = None,
        *,
        currency: str = "EUR",
        future: Iterable[str] = (),
        skip: Iterable[str] = (),
        taken: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        """`future` names date fields that look ahead (due, follow-up), `skip` fields that the screen handles itself,
        `taken` asks for the mnemonic letters of the window around the form."""
        super().__init__(form)
        self.form = form
        self.record_type = record_type
        self._texts = texts
        self._today = today
        self.sources: Sources = sources or NoSources()
        self._currency = currency
        self._future = frozenset(future)
        self._taken = taken
        self._own_words: set[QWidget] = set()
        self._base: R = record_type()
        self._adapters: dict[str, Adapter] = {}
        self._specs: dict[str, FieldSpec] = {}
        self._notes: dict[str, QLabel] = {}
        self._known: tuple[Problem, ...] = ()
        for spec in fields_of(record_type):
            widget = form.findChild(QWidget, spec.name)
            if widget is not None and spec.name not in set(skip):
                self._bind(spec, widget)
        self._labels = _labels_of(form)
        _to_the_top(form)
        self.retranslate()
        self.show(self._base)

    # -- the record --------------------------------------------------------------------------------------------------
    @property
    def names(self) -> tuple[str, ...]:
        """The fields that have a widget, in the order of the record."""
        return tuple(self._adapters)

    @property
    def base(self) -> R:
        """The record as it was shown last."""
        return self._base

    @property
    def record(self) -> R:
        """The record as it stands on screen; a text that is no value counts as the value that an empty field has."""
        values = {name: self.value(name) for name in self._adapters}
        return replace(self._base, **values)

    def value(self, name: str) -> Any:
        """What the widget of a field shows."""
        value = self._adapters[name].value()
        if value is None and not self._specs[name].optional:
            return _empty(self._specs[name])
        return value

    def show(self, record: R) -> None:
        """Fills the form; no problem and no edit stands any more."""
        self._base = record
        for name, adapter in self._adapters.items():
            adapter.set_value(getattr(record, name))
        self._name_references()
        self.show_problems(())

    def rebase(self, record: R) -> None:
        """The record was saved or came back from the file: only fields that nobody is changing are filled anew."""
        mine, old, self._base = self.record, self._base, record
        for name, adapter in self._adapters.items():
            untouched = getattr(mine, name) == getattr(old, name) and not self.fault(name)
            if untouched and getattr(record, name) != getattr(mine, name):
                adapter.set_value(getattr(record, name))
        self._name_references()

    def fill(self, name: str, value: object) -> None:
        """Fills one field; never an edit."""
        self._adapters[name].set_value(value)
        self._name_references([name])

    def widget(self, name: str) -> QWidget:
        """The widget of a field."""
        return self._adapters[name].widget

    def changed_fields(self) -> tuple[str, ...]:
        """The fields in which the screen differs from the record shown."""
        return tuple(name for name in self._adapters if self.value(name) != getattr(self._base, name))

    # -- problems ----------------------------------------------------------------------------------------------------
    def fault(self, name: str) -> str:
        """Why the text in a field is no value; empty when it is one."""
        return self._adapters[name].fault()

    def faults(self) -> dict[str, str]:
        """All fields whose text is no value, with the reason."""
        return {name: words for name in self._adapters if (words := self.fault(name))}

    def show_problems(self, problems: Sequence[Problem], only: Iterable[str] | None = None) -> None:
        """Shows rules beside their fields; with `only` the other fields keep what they show."""
        self._known = tuple(problems)
        chosen = set(self._adapters) if only is None else set(only)
        for name in self._adapters:
            if name in chosen:
                self._note(name)

    def problem_text(self, name: str) -> str:
        """What is shown beside a field."""
        return self._notes[name].text() if name in self._notes else ""

    def first_wrong(self) -> str | None:
        """The first field, in the order of the form, that keeps the record from saving."""
        wrong = {problem.field for problem in self._known if problem.hard} | set(self.faults())
        return next((name for name in self._adapters if name in wrong), None)

    def focus(self, name: str) -> None:
        """Puts the focus into a field."""
        self.widget(name).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- language ----------------------------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """Labels of lists, dates and numbers in the language shown now; called again when short lists arrive."""
        self._word_labels()
        around = Surroundings(self._texts(), self._today(), self._currency, self.sources, self._language)
        for name, adapter in self._adapters.items():
            adapter.equip(around, Lean.FUTURE if name in self._future else Lean.PAST)
            self._say_name(adapter)
        self.show_problems(self._known)

    def set_read_only(self, on: bool) -> None:
        """A record that may only be looked at: fields stay readable and can be copied from."""
        for adapter in self._adapters.values():
            for part in (adapter.widget, *adapter.focus_parts()):
                if isinstance(part, QLineEdit | QPlainTextEdit):
                    make_read_only(part, on)
                elif not part.focusProxy():
                    part.setEnabled(not on)

    # -- inside ------------------------------------------------------------------------------------------------------
    def _language(self) -> str:
        """The language of the record on screen, else that of the window."""
        shown = self.value("language") if "language" in self._adapters else getattr(self._base, "language", "")
        return str(shown or "") or self._texts().language

    def _word_labels(self) -> None:
        """Labels and boxes without a text of their own bear the field's name from the catalogue."""
        texts = self._texts()
        for name, spec in self._specs.items():
            widget = self._adapters[name].widget
            label: QLabel | QCheckBox | None = widget if isinstance(widget, QCheckBox) else self._labels.get(widget)
            if label is None or (label.text() and label not in self._own_words):
                continue
            self._own_words.add(label)
            words = texts.field(self.record_type, name).replace("&", "&&")
            label.setText(words + (" *" if spec.required else ""))
        mnemonics.assign(self.form, self._taken())

    def _bind(self, spec: FieldSpec, widget: QWidget) -> None:
        adapter = adapter_for(widget, spec)
        self._adapters[spec.name], self._specs[spec.name] = adapter, spec
        adapter.on_edit(lambda: self.edited.emit(spec.name))
        for part in adapter.focus_parts():
            part.installEventFilter(self)
            part.setProperty("field", spec.name)

    def _name_references(self, only: Sequence[str] | None = None) -> None:
        for name, adapter in self._adapters.items():
            target, missing = self._specs[name].target, adapter.nameless()
            if target and missing and (only is None or name in only):
                self.sources.names(target, missing, adapter.take_names)

    def _note(self, name: str) -> None:
        texts = self._texts()
        problems = [problem for problem in self._known if problem.field == name]
        words = [self.fault(name)] if self.fault(name) else [texts.message(problem) for problem in problems]
        wrong = bool(self.fault(name)) or any(problem.hard for problem in problems)
        if not words and name not in self._notes:
            return
        label = self._notes.get(name) or self._make_note(name)
        label.setText("\n".join(words))
        label.setVisible(bool(words))
        _set_property(label, "tone", "err" if wrong else "warn")
        for part in (self.widget(name), *self._adapters[name].focus_parts()):
            _set_property(part, "state", "error" if wrong else "")
            described = part.property("own_description")
            if described is None:
                part.setProperty("own_description", part.accessibleDescription())
                described = part.accessibleDescription()
            part.setAccessibleDescription("\n".join(words) if words else str(described))

    def _make_note(self, name: str) -> QLabel:
        widget = self.widget(name)
        parent = widget.parentWidget() or self.form
        label = QLabel(parent)
        label.setObjectName(f"{name}_problem")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("font_role", "hint")
        self._notes[name] = label
        box = _layout_of(parent.layout(), widget)
        if isinstance(box, QGridLayout):
            box = _cell_of(box, widget)
        if isinstance(box, QVBoxLayout):
            box.insertWidget(box.indexOf(widget) + 1, label)
        elif box is not None:
            box.addWidget(label)
        return label

    def _say_name(self, adapter: Adapter) -> None:
        label = self._labels.get(adapter.widget)
        if label is None:
            return
        words = plain(label.text()).rstrip(" *")
        for part in adapter.focus_parts():
            if part is not adapter.widget or isinstance(part.parentWidget(), QWidget):
                part.setAccessibleName(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that was left shows its problems."""
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QWidget):
            name = watched.property("field")
            reason = cast(Any, event).reason()
            if name and reason not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
                QTimer.singleShot(0, self, lambda: self._left(str(name)))
        return super().eventFilter(watched, event)

    def _left(self, name: str) -> None:
        parts = self._adapters[name].focus_parts()
        if not any(part.hasFocus() for part in parts):
            self.left.emit(name)


def _empty(spec: FieldSpec) -> Any:
    """What an empty widget means for a field that knows no None."""
    match spec.kind:
        case FieldKind.INT | FieldKind.MINUTES:
            return max(0, spec.low or 0)
        case FieldKind.BOOL:
            return False
        case _:
            return spec.default


def _set_property(widget: QWidget, name: str, value: str) -> None:
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)
        widget.update()


def _labels_of(form: QWidget) -> dict[QWidget, QLabel]:
    labels = cast(list[QLabel], form.findChildren(QLabel))
    return {buddy: label for label in labels if (buddy := label.buddy()) is not None}


def _cell_of(grid: QGridLayout, widget: QWidget) -> QVBoxLayout:
    """A vertical layout in the place of the widget, so that a note can stand right under it."""
    place = cast(tuple[int, int, int, int], grid.getItemPosition(grid.indexOf(widget)))
    grid.removeWidget(widget)
    cell = QVBoxLayout()
    cell.setSpacing(2)
    cell.addWidget(widget)
    grid.addLayout(cell, *place)
    return cell


def _to_the_top(form: QWidget) -> None:
    """Cells of one row keep their labels in line when a note makes one of them taller."""
    for row in cast(list[QHBoxLayout], form.findChildren(QHBoxLayout)):
        for number in range(row.count()):
            item = row.itemAt(number)
            cell = item.layout() if item is not None else None
            if isinstance(cell, QVBoxLayout):
                cell.addStretch(1)


def _layout_of(layout: QLayout | None, widget: QWidget) -> QLayout | None:
    """The layout that holds a widget, looked for through the nested ones."""
    if layout is None:
        return None
    if layout.indexOf(widget) >= 0:
        return layout
    for number in range(layout.count()):
        item = layout.itemAt(number)
        inner = item.layout() if item is not None else None
        found = _layout_of(inner, widget) if inner is not None else None
        if found is not None:
            return found
    return None
