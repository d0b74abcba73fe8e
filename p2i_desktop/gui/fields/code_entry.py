"""Fields for official codes (CPV, NUTS): completed by digits or by words, shown with control digit and label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import ClassVar, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from p2i_desktop.domain import codes as patterns
from p2i_desktop.gui.fields.chips_entry import ChipsEntry
from p2i_desktop.gui.fields.hit_list import Hit, HitList
from p2i_desktop.gui.fields.record_entry import Answer, RecordEntry
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.i18n import Texts
from p2i_desktop.services.codes import CPV, NUTS, written

_SHOWN = re.compile(r"([0-9A-Z-]+)  .*", re.DOTALL)  # a code with its label behind it
_CHIP_LETTERS = 60  # of code and label on a chip
_HIT_LETTERS = 64  # labels are longer than fields


class CodeSource(Protocol):
    """What a field asks about codes; answers come later, in the window's thread."""

    def warm(self) -> None:
        """A letter will be typed soon."""

    def find(self, text: str, then: Answer) -> None:
        """At most eight codes that fit, each as `code  label`."""

    def name(self, codes: Iterable[str], then: Callable[[dict[str, str]], None]) -> None:
        """The labels of codes."""

    def above(self, code: str, then: Callable[[Hit | None], None]) -> None:
        """The nearest wider code, None at the top."""


def parse(kind: str, text: str) -> str:
    """The code that a text is; ValueError (WrongDigitError for a wrong control digit) when it is none."""
    match = _SHOWN.fullmatch(text)
    bare = match[1] if match else text
    if kind == CPV:
        return patterns.parse_cpv(bare)
    code = patterns.parse_nuts(bare)
    if not patterns.is_nuts(code):
        raise ValueError(text)
    return code


def read(kind: str, typed: str) -> str:
    """The code that a text is, else the text without the spaces at its ends."""
    try:
        return parse(kind, typed.strip())
    except ValueError:
        return typed.strip()


def is_code(kind: str, text: str) -> bool:
    """Whether a text is a code in the form in which it is kept."""
    try:
        return bool(text) and parse(kind, text) == text
    except ValueError:
        return False


def shown(kind: str, code: str, label: str) -> str:
    """A code with its label behind it."""
    return f"{written(kind, code)}  {label}" if label else written(kind, code)


def _dress(field: QWidget, texts: Texts) -> None:
    field.setToolTip(tooltip_text(texts._("Code or words; Alt+Up: the next wider code")))


class CodeEntry(RecordEntry):
    """One code; what is typed and is no code stays as it is, for the rules to name (H13, H14)."""

    kind: ClassVar[str] = CPV

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: CodeSource | None = None
        self.read_by(_bare)

    def equip_codes(self, texts: Texts, source: CodeSource) -> None:
        """Sets the language and where codes are found; called again when the language changes."""
        self._codes = source
        self.equip(texts, source.find)
        _dress(self, texts)
        self._ask_label()

    def list(self) -> HitList:
        """The list of hits, made at the first use; it may be wider than the field."""
        found = super().list()
        found.widest = _HIT_LETTERS
        return found

    def value(self) -> str:
        """The code, else the text as it was typed."""
        return str(self._hit.key) if self._hit is not None else read(self.kind, self.text())

    def set_value(self, value: object, title: str = "") -> None:
        """Shows a code; never an edit. What is no code is shown as it is."""
        code = str(value or "")
        good = is_code(self.kind, code)
        super().set_value(code if good else None, title or written(self.kind, code))
        if not good:
            self.setText(code)
        self._ask_label()

    def fault(self) -> str:
        """Nothing: the rules speak about texts that are no code."""
        return ""

    def settle_text(self) -> None:
        """A complete code that was typed is shown as every other: with its control digit and its label."""
        if self._hit is None and self.text().strip() and not self.outstanding:
            code = self.value()
            if is_code(self.kind, code):
                self.set_value(code)

    def climb(self) -> None:
        """Takes the next wider code."""
        code = self.value()
        if is_code(self.kind, code) and self._codes is not None and not self.isReadOnly():
            self._codes.above(code, lambda hit: self._take(hit) if hit is not None else None)

    def _ask_label(self) -> None:
        hit = self._hit
        if hit is not None and self._codes is not None:
            self._codes.name([str(hit.key)], self._name)

    def _name(self, labels: dict[str, str]) -> None:
        for code, label in labels.items():
            if label:
                self.name(code, shown(self.kind, code, label))
                self.setToolTip(tooltip_text(label))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.climb()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._codes is not None:
            self._codes.warm()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle_text()


class CpvEntry(CodeEntry):
    """One CPV code."""


class NutsEntry(CodeEntry):
    """One NUTS code of any level."""

    kind: ClassVar[str] = NUTS


class CodesEntry(ChipsEntry):
    """A set of codes as chips; a complete code that is typed closes by Enter, comma or leaving."""

    kind: ClassVar[str] = CPV

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: CodeSource | None = None
        self.most_hit_letters = _HIT_LETTERS

    def equip_codes(self, texts: Texts, source: CodeSource) -> None:
        """Sets the language and where codes are found; called again when the language changes."""
        self._codes = source
        _dress(self.line, texts)
        self.equip(texts, search=source.find)

    def set_value(self, value: Iterable[object]) -> None:
        """Shows a set; never an edit."""
        codes = [str(one) for one in value]
        if self.line.text().strip(" ,;") in codes:
            self.line.clear()
        for code in codes:
            self._labels.setdefault(code, written(self.kind, code))
        super().set_value(codes)
        known = [code for code in codes if is_code(self.kind, code)]
        if self._codes is not None and known:
            self._codes.name(known, self._name)

    def fault(self) -> str:
        """Nothing: the rules speak about texts that are no code."""
        return ""

    def value(self) -> frozenset[object]:
        """The set shown; what is typed and not closed yet belongs to it."""
        typed = self.line.text().strip(" ,;")
        return super().value() | ({read(self.kind, typed)} if typed else set())

    def climb(self) -> None:
        """The last code shown becomes the next wider one."""
        if self._shown and self._codes is not None and not self.line.isReadOnly():
            code = str(self._shown[-1])
            self._codes.above(code, lambda hit: self._replace(code, hit))

    def _replace(self, code: str, hit: Hit | None) -> None:
        if hit is not None and code in self._shown:
            self.set_value([str(hit.key) if one == code else one for one in self._shown])
            self.edited.emit()

    def _name(self, labels: dict[str, str]) -> None:
        for code, label in labels.items():
            if label:
                self.name(code, _shortened(shown(self.kind, code, label)))

    def _add(self, value: object, label: str) -> None:
        super()._add(value, _shortened(label))

    def _typed(self, text: str) -> None:
        if text.endswith((",", ";")) and self._close_word():
            return
        self.edited.emit()  # what is typed belongs to the value
        super()._typed(text)

    def _close_word(self) -> bool:
        code = read(self.kind, self.line.text().strip(" ,;"))
        if not is_code(self.kind, code):
            return False
        self._add(code, written(self.kind, code))
        return True

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Up and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.climb()
            return True
        return super()._key(event)


class CpvsEntry(CodesEntry):
    """A set of CPV codes."""


class NutsEntries(CodesEntry):
    """A set of NUTS codes."""

    kind: ClassVar[str] = NUTS


CODE_WIDGETS: tuple[type[QWidget], ...] = (CpvEntry, CpvsEntry, NutsEntry, NutsEntries)


def _bare(text: str) -> str:
    """Of a code that is shown with its label only the code is searched."""
    match = _SHOWN.fullmatch(text)
    return match[1] if match else text


def _shortened(text: str) -> str:
    return text if len(text) <= _CHIP_LETTERS else text[: _CHIP_LETTERS - 1].rstrip() + "…"
