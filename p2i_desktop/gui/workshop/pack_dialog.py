"""The pack of a workshop: what goes in, who gets no certificate, on which grounds; made in the background, into one folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.look.restyle import restyle
from p2i_desktop.gui.low_window import LowPage, low_scrolled
from p2i_desktop.gui.paper import report_folder
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.gui.workshop.pack_choices import PackChoices

if TYPE_CHECKING:
    from p2i_desktop.gui.desk import Progress, Ticket
    from p2i_desktop.services.pack_handing import PackMade
    from p2i_desktop.services.pack_making import Prepared
    from p2i_desktop.services.workshop_pack import PackOffer, PackWish


def open_pack(bench: Bench, parent: QWidget, workshop_id: str, leave: Callable[[], object] | None = None) -> PackDialog:
    """Shows the pack of a workshop over a window; `leave` saves what still stands in its form."""
    if leave is not None:
        leave()
    dialog = PackDialog(bench, parent, workshop_id)
    bench.look.dress(dialog)
    dialog.show()
    dialog.reload()
    return dialog


class PackDialog(QDialog):
    """Not modal: the work goes on while the pack is made; Esc and Cancel stop it and leave nothing."""

    def __init__(self, bench: Bench, parent: QWidget, workshop_id: str) -> None:
        super().__init__(parent)
        self._bench, self._key = bench, workshop_id
        self._offer: PackOffer | None = None
        self._ticket: Ticket | None = None
        self._handing = False  # the short end that cannot be stopped
        texts = bench.texts
        self.setObjectName("workshop_pack_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts._("Workshop pack"))
        self.heading, self.subject = self._text(texts._("Workshop pack"), "h1"), self._text("", "body", "text2")
        self.choices = PackChoices(bench, self)
        self.choices.changed.connect(self._chosen)
        self.problem = self._text("", "body", "err")
        self.problem.hide()
        self.working, self.bar = self._text(texts._("Making the pack…"), "body", "text2"), QProgressBar(self)
        self.working.setWordWrap(False)
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName(texts._("Making the pack…"))
        self.stop, self.make = QPushButton(texts._("Close"), self), QPushButton(texts._("Make pack"), self)
        self.make.setObjectName("make_pack")
        self.make.setProperty("kind", "primary")
        self.make.setToolTip("<span>Ctrl+Return</span>")
        self.stop.setObjectName("stop_pack")
        for button in (self.stop, self.make):
            button.setAutoDefault(False)
        self.stop.clicked.connect(self._stop)
        self.make.clicked.connect(self.start)
        self._arrange()
        self._show_working(False)
        mnemonics.assign(self)

    def _text(self, words: str, role: str, tone: str = "") -> QLabel:
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("font_role", role)
        label.setProperty("tone", tone)
        label.setWordWrap(True)
        return label

    def _arrange(self) -> None:
        px = self._bench.look.px
        inside, body = LowPage(), QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(20), px(18), px(20), px(8))
        column.setSpacing(px(6))
        for part in (self.heading, self.subject, self.choices):
            column.addWidget(part)
        column.addStretch(1)
        low_scrolled(inside, body)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(20), px(4), px(20), px(18))
        foot.setSpacing(px(8))
        progress, buttons = QHBoxLayout(), QHBoxLayout()
        for line in (progress, buttons):
            line.setSpacing(px(8))
        kept = self.bar.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # nothing jumps when the work begins
        self.bar.setSizePolicy(kept)
        progress.addWidget(self.working)
        progress.addWidget(self.bar, 1)
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.make)
        foot.addWidget(self.problem)
        foot.addLayout(progress)
        foot.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(body, 1)
        whole.addLayout(foot)
        self.resize(px(680), px(720))

    # -- what is there -------------------------------------------------------------------------------------------------
    def reload(self) -> None:
        """Reads what can go in."""
        from p2i_desktop.services.workshop_pack import offer

        key, language = self._key, self._bench.texts.language
        self._bench.desk.ask(lambda office: offer(office, key, language), self._show, self._failed, owner=self)

    def _show(self, found: PackOffer) -> None:
        self._offer = found
        self.subject.setText(f"{found.file.key} {found.file.workshop.title}".strip())
        self.choices.show_offer(found)
        self._bench.look.dress(self)
        mnemonics.assign(self)
        self.choices.take_focus()

    def _chosen(self) -> None:
        self._say("")

    # -- making --------------------------------------------------------------------------------------------------------
    def start(self) -> None:
        """Makes the pack as it is chosen, beside the work on the file."""
        texts = self._bench.texts
        if self._offer is None or self._ticket is not None or self._handing:
            return
        wish = self.choices.wish(self._key)
        if not wish.parts:
            self._say(texts._("Choose at least one paper."))
            self.choices.take_focus()
            return
        self._say("")
        self._show_working(True)
        bench, folder = self._bench, report_folder(self._bench)
        clock, settings = bench.clock, bench.settings

        def work(path: Path, progress: Progress) -> Prepared:
            from p2i_desktop.services.office import look_at
            from p2i_desktop.services.pack_making import prepare

            with look_at(path, clock=clock, settings=settings) as office:
                return prepare(office, wish, folder, progress)

        def begin(path: Path) -> None:
            self._ticket = bench.desk.apart(
                lambda progress: work(path, progress), lambda made: self._hand_over(made, wish), self._failed, self,
                self._told,
            )  # fmt: skip

        self._ticket = bench.desk.ask(lambda office: office.path, begin, self._failed, self)

    def _told(self, share: float) -> None:
        self.bar.setValue(round(share * 100))

    def _hand_over(self, made: Prepared, wish: PackWish) -> None:
        from p2i_desktop.services.pack_handing import hand_over

        self._handing, self._ticket = True, None
        self.stop.setEnabled(False)
        self._bench.desk.write(
            lambda office: hand_over(office, made), lambda done: done.changed, self._made, self, self._failed, self
        )

    def _made(self, made: PackMade) -> None:
        self._handing = False
        texts, doors = self._bench.texts, self._bench.doors
        files = texts.ngettext("{n} file", "{n} files", len(made.files))
        said = texts._("Workshop pack saved: {files} in {folder}").format(files=files, folder=made.folder.name)

        def show() -> None:
            doors.show_file(made.folder)

        self._bench.toast(said, actions=((texts._("Open folder"), show),))
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._ticket, self._handing = None, False
        self._show_working(False)
        words = sentence(error, self._bench.texts)
        if words is None:
            self._bench.fault(error)
        else:
            self._say(words)

    def _stop(self) -> None:
        """Cancel while it is made, close otherwise."""
        if self._handing:
            return
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None
            self._show_working(False)
            self._say(self._bench.texts._("Cancelled. Nothing was saved."), calm=True)
            self.make.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.reject()

    def reject(self) -> None:
        """Esc and closing stop what is made."""
        if self._handing:
            return
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return makes it from anywhere; Enter alone does not."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.start()
        else:
            super().keyPressEvent(event)

    def _show_working(self, working: bool) -> None:
        texts = self._bench.texts
        for part in (self.working, self.bar):
            part.setVisible(working)
        self.bar.setValue(0)
        if working:
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)  # where the keys were is disabled
        self.choices.setEnabled(not working)
        self.make.setVisible(not working)
        self.stop.setEnabled(True)
        self.stop.setText(texts._("Cancel") if working else texts._("Close"))

    def _say(self, words: str, calm: bool = False) -> None:
        self.problem.setProperty("tone", "text2" if calm else "err")
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        restyle(self.problem)
        if words:
            self._bench.announce(self.problem, words)
