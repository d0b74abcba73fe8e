"""What was said last with a caller: the last talks, short, beside the form."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import Channel
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.finding import Talk

_MOST_LETTERS = 280


class LastTalks:
    """Fills a card with the last talks of a caller."""

    def __init__(self, card: QFrame, bench: Bench) -> None:
        self._card = card
        self._bench = bench
        self._box = QVBoxLayout(card)
        self._parts: list[QWidget] = []
        self._title = ""
        self._talks: Sequence[Talk] | None = None
        self.show("", None)

    def show(self, title: str, talks: "Sequence[Talk] | None") -> None:
        """Shows the talks of a caller; None while nobody is known yet."""
        self._title, self._talks = title, talks
        for part in self._parts:
            self._box.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        while self._box.count():
            self._box.takeAt(0)
        look, texts = self._bench.look, self._bench.texts
        self._box.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(12))
        self._box.setSpacing(look.px(4))
        self._line(texts._("Last talks"), "h2")
        if talks is None:
            self._line(texts._("The last talks of the caller appear here."), "small", "text2")
        elif not talks:
            self._line(texts._("No talk with this caller yet."), "small", "text2")
        for talk in talks or ():
            self._talk(talk)
        self._box.addStretch(1)

    def refresh(self) -> None:
        """The language or the text size changed."""
        self.show(self._title, self._talks)

    def _talk(self, talk: "Talk") -> None:
        texts = self._bench.texts
        self._box.addSpacing(self._bench.look.px(6))
        minutes = texts.ngettext("{n} min", "{n} min", talk.minutes)
        facts = (texts.date(talk.on), minutes, talk.advisor)
        self._line(" · ".join(part for part in facts if part), "strong")
        about = (texts.label(Channel(talk.channel)), talk.case_number, talk.contact_names)
        self._line(" · ".join(part for part in about if part), "small", "text2")
        said = (talk.subject or "") + ("\n" if talk.subject and talk.text else "") + (talk.text or "")
        if said:
            self._line(said if len(said) <= _MOST_LETTERS else said[:_MOST_LETTERS].rstrip() + " …", "small")

    def _line(self, words: str, role: str, tone: str = "") -> None:
        label = QLabel(self._card)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(words)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        label.setFont(self._bench.look.font(role))
        if tone:
            label.setProperty("tone", tone)
        if role != "h2":
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._parts.append(cast(QWidget, label))
        self._box.addWidget(label)
