"""How each kind of widget shows a field: one small adapter a widget class, chosen by the class of the widget."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from p2i_desktop.domain.codes import COUNTRIES, LANGUAGES
from p2i_desktop.domain.record import FieldKind, FieldSpec
from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.fields.chips_entry import ChipsEntry
from p2i_desktop.gui.fields.choice_box import Choice, ChoiceBox
from p2i_desktop.gui.fields.code_entry import CodeEntry, CodesEntry
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.fields.more_entries import InstantEntry, LinesEntry, MoneyEntry, TimeEntry
from p2i_desktop.gui.fields.number_entry import MOST_MINUTES, Limits, MinutesEntry, NumberEntry
from p2i_desktop.gui.fields.record_entry import RecordEntry
from p2i_desktop.gui.fields.sources import Sources
from p2i_desktop.i18n import Texts

CURRENCIES = ("EUR", "BGN", "CHF", "CZK", "DKK", "GBP", "HUF", "ISK", "NOK", "PLN", "RON", "SEK", "USD")


@dataclass(frozen=True)
class Surroundings:
    """What widgets need beside their field: words, the day, the currency of new amounts, other records."""

    texts: Texts
    today: date
    currency: str
    sources: Sources
    language: Callable[[], str]  # of the record shown


class Adapter(Protocol):
    """One widget that shows one field."""

    widget: QWidget

    def value(self) -> Any: ...

    def set_value(self, value: Any) -> None: ...

    def fault(self) -> str: ...

    def on_edit(self, heard: Callable[[], None]) -> None: ...

    def equip(self, around: Surroundings, lean: Lean) -> None: ...

    def focus_parts(self) -> Sequence[QWidget]: ...

    def nameless(self) -> Sequence[str]: ...

    def take_names(self, names: Mapping[str, str]) -> None: ...


class _Base:
    """What most adapters have in common: our own fields answer for themselves."""

    def __init__(self, widget: Any, spec: FieldSpec) -> None:
        self.widget = widget
        self.spec = spec

    def value(self) -> Any:
        return self.widget.value()

    def set_value(self, value: Any) -> None:
        self.widget.set_value(value)

    def fault(self) -> str:
        return str(self.widget.fault())

    def on_edit(self, heard: Callable[[], None]) -> None:
        self.widget.edited.connect(heard)

    def equip(self, around: Surroundings, lean: Lean) -> None:
        """Most widgets need no words."""

    def focus_parts(self) -> Sequence[QWidget]:
        return (self.widget,)

    def nameless(self) -> Sequence[str]:
        return ()

    def take_names(self, names: Mapping[str, str]) -> None:
        """Most widgets name no other record."""


class _Line(_Base):
    """A plain line; patterns such as CPV codes are judged by the rules."""

    def __init__(self, widget: QLineEdit, spec: FieldSpec) -> None:
        super().__init__(widget, spec)
        if spec.length and not spec.pattern:
            widget.setMaxLength(spec.length)

        self._filled = self._shown = ""

    def value(self) -> str:
        text = str(self.widget.text())
        return self._filled if text == self._shown else text.strip()

    def set_value(self, value: str) -> None:
        if self.widget.text() != value:
            self.widget.setText(value)
            self.widget.setCursorPosition(0)
        self._filled, self._shown = value, self.widget.text()

    def fault(self) -> str:
        return ""

    def on_edit(self, heard: Callable[[], None]) -> None:
        self.widget.textEdited.connect(lambda _text: heard())


class _Plain(_Base):
    """Many lines of text; Tab leaves them."""

    def __init__(self, widget: QPlainTextEdit, spec: FieldSpec) -> None:
        super().__init__(widget, spec)
        widget.setTabChangesFocus(True)
        self._filling = False
        self._filled = self._shown = ""

    def value(self) -> str:
        # Qt turns some characters into others (no-break spaces, line separators): unchanged is what was filled in
        text = str(self.widget.toPlainText())
        return self._filled if text == self._shown else text

    def set_value(self, value: str) -> None:
        if self.widget.toPlainText() != value:
            self._filling = True
            self.widget.setPlainText(value)
            self._filling = False
        self._filled, self._shown = value, self.widget.toPlainText()

    def fault(self) -> str:
        return ""

    def on_edit(self, heard: Callable[[], None]) -> None:
        def changed() -> None:
            if not self._filling:
                heard()

        self.widget.textChanged.connect(changed)


class _Check(_Base):
    """A box: yes or no, and where None is a value the third state."""

    def __init__(self, widget: QCheckBox, spec: FieldSpec) -> None:
        super().__init__(widget, spec)
        widget.setTristate(spec.optional)

    def value(self) -> bool | None:
        state = self.widget.checkState()
        return None if state is Qt.CheckState.PartiallyChecked else state is Qt.CheckState.Checked

    def set_value(self, value: bool | None) -> None:
        states = {None: Qt.CheckState.PartiallyChecked, True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
        self.widget.setCheckState(states[value])

    def fault(self) -> str:
        return ""

    def on_edit(self, heard: Callable[[], None]) -> None:
        self.widget.clicked.connect(lambda _on: heard())


class _Choice(_Base):
    """A closed list, yes / no / not known, a short list of records, or names of countries, languages, currencies."""

    def value(self) -> Any:
        value = self.widget.value()
        if self.spec.choices is not None and value is not None:
            return self.spec.choices(value)
        return "" if value is None and self.spec.kind is FieldKind.TEXT else value

    def equip(self, around: Surroundings, _lean: Lean) -> None:
        texts, spec = around.texts, self.spec
        empty = spec.optional or spec.kind is FieldKind.TEXT
        none_label = (texts._("not known") if spec.kind is not FieldKind.REF else "–") if empty else None
        self.widget.set_choices(choices_of(spec, around), none_label)

    def nameless(self) -> Sequence[str]:
        """A record that is offered no more: who advised and works here no longer."""
        value = self.widget.value()
        return (str(value),) if self.spec.kind is FieldKind.REF and value and self.widget.is_nameless(value) else ()

    def take_names(self, names: Mapping[str, str]) -> None:
        self.widget.take_names(names)


class _Date(_Base):
    def equip(self, around: Surroundings, lean: Lean) -> None:
        self.widget.equip(around.texts, around.today, lean)


class _Time(_Base):
    def equip(self, around: Surroundings, _lean: Lean) -> None:
        self.widget.equip(around.texts)


class _Instant(_Base):
    def equip(self, around: Surroundings, _lean: Lean) -> None:
        self.widget.equip(around.texts, around.today)

    def focus_parts(self) -> Sequence[QWidget]:
        return (self.widget.day, self.widget.time)


class _Number(_Base):
    def equip(self, around: Surroundings, _lean: Lean) -> None:
        spec = self.spec
        minutes = spec.kind is FieldKind.MINUTES
        high = MOST_MINUTES if minutes else 10 ** (spec.digits - spec.places) if spec.digits else Limits().high
        limits = Limits(
            spec.low if spec.low is not None else 0, spec.high if spec.high is not None else high, spec.places
        )
        self.widget.equip(around.texts, spec.kind, limits, self.widget.step)


class _Money(_Base):
    def equip(self, around: Surroundings, _lean: Lean) -> None:
        rest = sorted({*CURRENCIES, around.currency} - {around.currency})
        self.widget.equip(around.texts, [(code, code) for code in (around.currency, *rest)], around.currency)

    def focus_parts(self) -> Sequence[QWidget]:
        return (self.widget.amount, self.widget.currency)


class _Chips(_Base):
    def equip(self, around: Surroundings, _lean: Lean) -> None:
        spec, texts = self.spec, around.texts
        if spec.kind is FieldKind.REFS and around.sources.choices(spec.target) is None:
            self.widget.equip(texts, search=lambda text, then: around.sources.search(spec.target, text, then))
        else:
            closed = spec.kind is not FieldKind.WORDS or spec.pattern in ("lang", "country")
            self.widget.equip(texts, choices_of(spec, around) if closed else (), most_characters=spec.length)

    def focus_parts(self) -> Sequence[QWidget]:
        return (self.widget.line,)

    def nameless(self) -> Sequence[str]:
        return self.widget.nameless() if self.spec.kind is FieldKind.REFS else ()

    def take_names(self, names: Mapping[str, str]) -> None:
        for key, title in names.items():
            self.widget.name(key, title)


class _Record(_Base):
    def equip(self, around: Surroundings, _lean: Lean) -> None:
        target = self.spec.target
        self.widget.equip(around.texts, lambda text, then: around.sources.search(target, text, then))

    def nameless(self) -> Sequence[str]:
        hit = self.widget.hit()
        return [hit.key] if hit is not None and hit.title == "…" else []

    def take_names(self, names: Mapping[str, str]) -> None:
        for key, title in names.items():
            self.widget.name(key, title)


class _Code(_Base):
    """Official codes, found in the language of the record."""

    def equip(self, around: Surroundings, _lean: Lean) -> None:
        self.widget.equip_codes(around.texts, around.sources.codes(self.widget.kind, around.language))


class _Codes(_Code):
    def focus_parts(self) -> Sequence[QWidget]:
        return (self.widget.line,)


_BY_WIDGET: tuple[tuple[type[QWidget], type[_Base]], ...] = (
    (CodeEntry, _Code), (CodesEntry, _Codes), (RecordEntry, _Record), (DateEntry, _Date), (TimeEntry, _Time), (InstantEntry, _Instant), (MinutesEntry, _Number),
    (NumberEntry, _Number), (MoneyEntry, _Money), (ChipsEntry, _Chips), (ChoiceBox, _Choice), (LinesEntry, _Base),
    (QCheckBox, _Check), (QLineEdit, _Line), (QPlainTextEdit, _Plain),
)  # fmt: skip


def adapter_for(widget: QWidget, spec: FieldSpec) -> Adapter:
    """The adapter of a widget; TypeError for a class that shows no field."""
    for kind, adapter in _BY_WIDGET:
        if isinstance(widget, kind):
            return adapter(widget, spec)
    what = "button" if isinstance(widget, QAbstractButton) else type(widget).__name__
    raise TypeError(f"the {what} {spec.name!r} cannot show a field")


def choices_of(spec: FieldSpec, around: Surroundings) -> list[Choice]:
    """The values of a closed list with their labels, in the order in which they are shown."""
    texts = around.texts
    if spec.choices is not None:
        return [(member, texts.label(member)) for member in spec.choices]
    if spec.kind is FieldKind.BOOL:
        return [(True, texts._("yes")), (False, texts._("no"))]
    if spec.kind in (FieldKind.REF, FieldKind.REFS):
        return list(around.sources.choices(spec.target) or ())
    return list(_coded(spec.pattern, texts))


@lru_cache(maxsize=16)
def _coded(pattern: str, texts: Texts) -> tuple[Choice, ...]:
    """Codes with their names, by name; every form with a country or language asks for the same two hundred."""
    names: dict[str, tuple[Sequence[str] | frozenset[str], Callable[[str], str]]] = {
        "country": (COUNTRIES, texts.country),
        "lang": (LANGUAGES, texts.language_name),
        "currency": (CURRENCIES, str),
    }
    if pattern not in names:
        return ()
    codes, name = names[pattern]
    return tuple(sorted(((code, name(code)) for code in codes), key=lambda choice: texts.sort_key(choice[1])))
