"""The bar that asks before others move with a milestone, and says what to mind about the new days."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.commands import native
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.look.marks import IconLabel
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import Texts
from p2i_desktop.services.plan_moves import Caution, Mind, Preview

_MOST_NAMES, _MOST_CAUTIONS, _LETTERS = 3, 3, 60


def follow_words(found: Preview, texts: Texts) -> str:
    """`3 others move too: B to 16.03.2026; C to …`."""
    others = found.others
    named = [
        texts._("{title} to {date}").replace("{date}", texts.date(one.after.due)).replace("{title}", _short(one.milestone.title))
        for one in others[:_MOST_NAMES]
    ]  # fmt: skip
    if len(others) > _MOST_NAMES:
        named.append("…")
    words = texts.ngettext("{n} other moves too: {names}", "{n} others move too: {names}", len(others))
    return words.replace("{names}", "; ".join(named))


def caution_words(caution: Caution, texts: Texts) -> str:
    """One thing to mind, in a sentence."""
    sentences = {
        Mind.OUTSIDE: texts._("{date} lies outside the plan: {title}."),
        Mind.HOLIDAY: texts._("{date} is a public holiday in {country}, {name}: {title}."),
        Mind.WEEKEND: texts._("{date} is not a working day: {title}."),
        Mind.EARLY: texts._("“{title}” begins before “{name}” is due on {date}."),
    }
    country = texts.country(caution.country) if caution.country else ""
    words = sentences[caution.kind].replace("{date}", texts.weekday_date(caution.day)).replace("{country}", country)
    return words.replace("{name}", _short(caution.name)).replace("{title}", _short(caution.milestone))


def cautions_words(found: Preview, texts: Texts) -> str:
    """What to mind about a move; empty when nothing is."""
    told = [caution_words(one, texts) for one in found.cautions[:_MOST_CAUTIONS]]
    more = len(found.cautions) - len(told)
    if more > 0:
        told.append(texts.ngettext("{n} more to mind.", "{n} more to mind.", more))
    return " ".join(told)


def _short(title: str) -> str:
    title = title.replace("\n", " ")
    return title if len(title) <= _LETTERS else title[: _LETTERS - 1] + "…"


class MoveBar(QFrame):
    """The sentence, what to mind, and three answers; Enter and Esc answer in the rows too."""

    all_wanted, alone_wanted, cancel_wanted = Signal(), Signal(), Signal()

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self.setObjectName("infoBar")
        self.setProperty("tone", "info")
        self.words, self.minds = QLabel(self), QLabel(self)
        for label in (self.words, self.minds):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.minds.setProperty("tone", "warn")
        self.all, self.alone, self.cancel = QPushButton(self), QPushButton(self), QPushButton(self)
        self.all.setObjectName("move_all")
        self.alone.setObjectName("move_alone")
        self.cancel.setObjectName("move_cancel")
        self.all.setProperty("kind", "primary")
        self.cancel.setProperty("kind", "quiet")
        look = bench.look
        icon = IconLabel(self)
        icon.wear(look)
        icon.show_icon("move-horizontal", "info", 18)
        told = QVBoxLayout()
        told.setSpacing(look.px(4))
        buttons = FlowLayout(None, look.px(8))
        for button in (self.all, self.alone, self.cancel):
            buttons.addWidget(button)
        for part in (self.words, self.minds):
            told.addWidget(part)
        told.addLayout(buttons)
        line = QHBoxLayout(self)
        line.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        line.setSpacing(look.px(10))
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(told, 1)
        self.all.clicked.connect(self.all_wanted)
        self.alone.clicked.connect(self.alone_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.hide()

    def retranslate(self) -> None:
        """Words the answers."""
        texts = self._bench.texts
        self.all.setText(texts._("Move all"))
        self.alone.setText(texts._("Only this one"))
        self.cancel.setText(texts._("Cancel"))
        self.all.setToolTip(tooltip_text(native("Return")))
        self.cancel.setToolTip(tooltip_text(native("Esc")))

    def ask(self, found: Preview) -> None:
        """Shows what would move and what to mind."""
        texts = self._bench.texts
        self.words.setText(follow_words(found, texts))
        minds = cautions_words(found, texts)
        self.minds.setText(minds)
        self.minds.setVisible(bool(minds))
        self.show()

    def said(self) -> str:
        """All that it shows, for a screen reader."""
        return " ".join(part for part in (self.words.text(), self.minds.text()) if part)
