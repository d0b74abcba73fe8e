"""Recognised tokens as removable chips, and the fields that they set while they stand in the text."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from p2i_desktop.domain.advice import Topic
from p2i_desktop.gui.fields.chips_entry import Chip
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.tokens import Kind, Token
from p2i_desktop.i18n import Texts

Get = Callable[[str], Any]
Put = Callable[[str, Any], None]


class TokenBar(QObject):
    """The chips under the note; `removed` names the token that shall stay text."""

    removed = Signal(object)

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self._flow = FlowLayout(area, gap=6)
        self._chips: list[Chip] = []
        self.tokens: tuple[Token, ...] = ()
        self._names: tuple[str, ...] = ()
        area.setVisible(False)
        area.installEventFilter(self)

    def show(self, tokens: Sequence[Token], texts: Texts, name: Callable[[Token], str]) -> None:
        """Shows tokens, each word once; nothing happens when they are the same as before."""
        tokens = tuple({(token.kind, token.word): token for token in tokens}.values())
        names = tuple(name(token) for token in tokens)
        if tokens == self.tokens and names == self._names:
            return
        self.tokens, self._names = tokens, names
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for token, words in zip(tokens, names, strict=True):
            chip = Chip(self._area, words, texts)
            chip.clicked.connect(self._remover(token))
            self._chips.append(chip)
            self._flow.addWidget(chip)
            chip.show()
        self._area.setVisible(bool(tokens))

    def _remover(self, token: Token) -> Callable[[], None]:
        return lambda: self.removed.emit(token)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The gap follows the font."""
        if event.type() == QEvent.Type.FontChange:
            height = self._area.fontMetrics().height()
            self._flow.set_gap(height // 3, height)
        return super().eventFilter(watched, event)


def words_of_token(token: Token, texts: Texts, name_of_staff: Callable[[str], str]) -> str:
    """What a chip says."""
    value: Any = token.value
    match token.kind:
        case Kind.MINUTES:
            return texts.ngettext("{n} minute", "{n} minutes", value)
        case Kind.PREPARATION:
            return texts.ngettext("{n} minute of preparation", "{n} minutes of preparation", value)
        case Kind.TOPIC:
            return texts._("Topic: {topic}").replace("{topic}", texts.label(value))
        case Kind.FOLLOW_UP:
            return texts._("Follow-up: {date}").replace("{date}", texts.weekday_date(value))
        case Kind.ADVISOR:
            return texts._("Advisor: {name}").replace("{name}", name_of_staff(value))
        case Kind.RESTRICTED:
            return texts._("Restricted")


class TokenFields:
    """Puts what tokens say into the fields, and the former value back when a token goes away."""

    def __init__(self, get: Get, put: Put) -> None:
        self._get = get
        self._put = put
        self._before: dict[str, Any] = {}
        self.own_topics = False  # topics that the user chose are added to, proposed ones are replaced

    def apply(self, tokens: Sequence[Token]) -> None:
        """Sets each field that a token names; of several the last one counts, topics together."""
        wanted: dict[str, Any] = {}
        topics: set[Topic] = set()
        for token in tokens:
            wanted[token.kind.value] = token.value
            if token.kind is Kind.TOPIC and isinstance(token.value, Topic):
                topics.add(token.value)
        for kind in Kind:
            name = kind.value
            if name in wanted:
                if name not in self._before:
                    self._before[name] = self._get(name)
                value = self._topics(topics) if kind is Kind.TOPIC else wanted[name]
                self._put(name, value)
            elif name in self._before:
                self._put(name, self._before.pop(name))

    def _topics(self, typed: set[Topic]) -> frozenset[Topic]:
        return frozenset(typed) | (self._before[Kind.TOPIC.value] if self.own_topics else frozenset())

    def holds(self, name: str) -> bool:
        """Whether a token sets this field now."""
        return name in self._before

    def rebase(self, name: str, value: Any) -> None:
        """The value that comes back when the token goes away is another one now."""
        self._before[name] = value

    def release(self, name: str) -> None:
        """The user took the field over: what stands there stays."""
        self._before.pop(name, None)

    def settle(self) -> None:
        """All values stay, none is put back any more."""
        self._before.clear()
