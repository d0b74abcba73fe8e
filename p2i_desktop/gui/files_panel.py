"""The files of a record: dropped, pasted or chosen, they are copied in; opened, saved, renamed, binned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop import paths
from p2i_desktop.domain.knowledge import Attachment, AttachmentKind
from p2i_desktop.domain.record import About
from p2i_desktop.gui.box import Speaker
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence

if TYPE_CHECKING:
    from p2i_desktop.services.attachments import Attached

_MOST_NAMED = 4  # refusals that are told in full


class FilesPanel(Speaker, QWidget):
    """A list of files; Enter opens, F2 renames, Del puts into the bin. New ones belong to `about`."""

    told = Signal(str)  # how many there are
    wanted = Signal()  # asks to be brought to the front

    def __init__(self, bench: Bench, about: About, whose: str, parent: QWidget | None = None) -> None:
        """`whose` is an English source that names the list."""
        super().__init__(parent)
        self.bench, self._whose = bench, whose
        self._about = about
        self._files: list[Attachment] = []
        self._shown: Attachment | None = None  # the one whose fields are below the list
        self._want = ""  # the file that is marked when the list comes next
        self._folder = Path()
        self.attach, self.open_it, self.save_it, self.to_bin = (QPushButton(self) for _ in range(4))
        self.list = QListWidget(self)
        self.list.setMinimumHeight(bench.look.px(64))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _: self.open_file())
        self.list.currentRowChanged.connect(lambda _: self._show_fields())
        self.title, self.kind, self.alt_text = QLineEdit(self), ChoiceBox(self), QLineEdit(self)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setProperty("tone", "err")
        self.said.hide()
        self._build()

    def _build(self) -> None:
        look = self.bench.look
        buttons = FlowLayout(None, look.px(8))
        for button, icon, run in (
            (self.attach, "paperclip", self.choose), (self.open_it, "external-link", self.open_file),
            (self.save_it, "download", self.save_as), (self.to_bin, "trash-2", self.bin),
        ):  # fmt: skip
            button.setProperty("icon_name", icon)
            button.clicked.connect(lambda _=False, run=run: run())
            buttons.addWidget(button)
        for button in (self.open_it, self.save_it, self.to_bin):
            button.setProperty("kind", "quiet")
            button.setProperty("narrow", True)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        fields = FilterLine(None, look, 150)
        for field in (self.title, self.kind):
            fields.addWidget(field)
        self.title.editingFinished.connect(self._save_fields)
        self.alt_text.editingFinished.connect(self._save_fields)
        self.kind.edited.connect(self._save_fields)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(buttons)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        column.addLayout(fields)
        column.addWidget(self.alt_text)

    def retranslate(self) -> None:
        """Words the panel in the language that is shown."""
        texts = self.bench.texts
        self.attach.setText(texts._("Attach file…"))
        self.attach.setToolTip("<span>Ctrl+Shift+A</span>")
        self.open_it.setText(texts._("Open"))
        self.save_it.setText(texts._("Save as…"))
        self.to_bin.setToolTip(tooltip_text(texts._("Move to bin")))
        self.to_bin.setAccessibleName(texts._("Move document to the bin"))
        self.list.setAccessibleName(texts._(self._whose))
        self.title.setAccessibleName(texts._("Name of the file"))
        self.title.setPlaceholderText(texts._("Name of the file"))
        self.alt_text.setAccessibleName(texts._("Words for the picture"))
        self.alt_text.setPlaceholderText(texts._("Words for the picture"))
        self.kind.setAccessibleName(texts._("Kind of the file"))
        self.kind.set_choices([(one, texts.label(one)) for one in AttachmentKind], None)
        self.fill(self._files)

    def reload(self) -> None:
        """Asks for the files of the record."""
        about = self._about
        self.bench.desk.ask(lambda office: office.attachments.of(about), self.fill, owner=self)

    def show_about(self, about: About, files: list[Attachment]) -> None:
        """Another record; these are its files, and those of others that are listed with them."""
        self._about = about
        self.fill(files)

    def take_focus(self) -> None:
        """The keyboard goes into the list, or to the button where it is empty."""
        (self.list if self._files else self.attach).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- taking in ---------------------------------------------------------------------------------------------------
    def choose(self) -> None:
        """Asks for files and attaches them; nobody looks for a file where none can be attached."""
        if not self.bench.writable():
            self.take(())
            return
        texts = self.bench.texts
        folder = self._folder if self._folder != Path() else paths.documents_folder()
        found = self.bench.doors.open_files(self.window(), texts._("Attach files"), folder, texts._("All files (*)"))
        if found:
            self._folder = found[0].parent
            self.take(found)

    def take(self, sources: Sequence[Path]) -> None:
        """Copies files in, wherever they came from; what is refused is told in a sentence."""
        self.wanted.emit()
        if not self.bench.writable():
            self._say(self.bench.texts._("This casebook can only be read: nothing was attached."))
            return
        wanted, about = list(sources), self._about
        self.bench.desk.write(
            lambda office: office.attachments.add(about, wanted), lambda done: done.changed, self._taken, self,
            self._failed, self,
        )  # fmt: skip

    def _taken(self, done: Attached) -> None:
        texts = self.bench.texts
        told = [sentence(error, texts) or "" for error in done.refused[:_MOST_NAMED]]
        left = len(done.refused) - _MOST_NAMED
        if left > 0:
            told.append(texts.ngettext("{n} more was not attached.", "{n} more were not attached.", left))
        told += [texts._("{name} is attached already.").replace("{name}", name) for name in done.known]
        self._say(" ".join(told))
        if done.records:
            words = texts.ngettext("{n} file attached.", "{n} files attached.", len(done.records))
            self.bench.announce(self.list, words)
            self._want = done.records[0].id

    # -- giving out --------------------------------------------------------------------------------------------------
    def open_file(self) -> None:
        """Opens a copy of the marked file with the system's own program."""
        one = self._current()
        if one is not None:
            self.bench.desk.ask(lambda office: office.attachments.opened(one.id), self._opened, self._failed, self)

    def open_by_id(self, attachment_id: str) -> None:
        """Opens a file that was named elsewhere."""
        self.bench.desk.ask(lambda office: office.attachments.opened(attachment_id), self._opened, self._failed, self)

    def save_as(self) -> None:
        """Writes a copy of the marked file to a place of the user's choice."""
        one = self._current()
        if one is None:
            return
        texts = self.bench.texts
        folder = self._folder if self._folder != Path() else paths.documents_folder()
        title, kinds = texts._("Save document as"), texts._("All files (*)")
        target = self.bench.doors.save_file(self.window(), title, folder / one.name, kinds)
        if target is None:
            return

        def saved(_: None) -> None:
            self._say("")
            self.bench.announce(self.list, texts._("Saved: {name}").replace("{name}", target.name))

        self.bench.desk.ask(lambda office: office.attachments.save_as(one.id, target), saved, self._failed, self)

    def bin(self) -> None:
        """Puts the marked file into the bin; Ctrl+Z brings it back."""
        one = self._current()
        if one is None or not self.bench.writable():
            return
        toast = self.bench.texts._("{name} moved to the bin.").replace("{name}", one.name)
        self.bench.desk.do(
            lambda office: office.attachments.bin(one.id), lambda _: self.bench.toast(toast, undo=True), self,
            self._failed, self,
        )  # fmt: skip

    def _opened(self, place: Path) -> None:
        texts = self.bench.texts
        shown = self.bench.doors.show_file(place)
        none = texts._('No program of this computer opens {name}. Save it with "Save as…".')
        self._say("" if shown else none.replace("{name}", place.name))

    # -- showing -----------------------------------------------------------------------------------------------------
    def fill(self, files: list[Attachment]) -> None:
        """Shows these files."""
        texts = self.bench.texts
        marked = self._want or (self._shown.id if self._shown else "")
        row, self._want = max(self.list.currentRow(), 0), ""
        self._files = files
        self.list.blockSignals(True)
        self.list.clear()
        for one in files:
            parts = (one.name, texts.label(one.kind), texts.file_size(one.size), texts.date(one.added_on))
            self.list.addItem(QListWidgetItem(self.bench.look.icon("paperclip"), " · ".join(parts)))
        if not files:
            nothing = QListWidgetItem(texts._("No document yet. Drop files here, paste them, or attach them."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            nothing.setForeground(self.bench.look.color("text2"))
            self.list.addItem(nothing)
        rows = [at for at, one in enumerate(files) if one.id == marked]
        self.list.setCurrentRow(rows[0] if rows else min(row, len(files) - 1))
        self.list.blockSignals(False)
        self._show_fields()
        self.told.emit(str(len(files)) if files else "")

    def _show_fields(self) -> None:
        one = self._current()
        self._shown = one
        for part in (self.open_it, self.save_it, self.to_bin, self.title, self.kind):
            part.setEnabled(one is not None)
        self.title.setText(one.name if one else "")
        self.kind.set_value(one.kind if one else AttachmentKind.DOCUMENT)
        self.alt_text.setText(one.alt_text if one else "")
        self.alt_text.setVisible(one is not None and one.kind in (AttachmentKind.IMAGE, AttachmentKind.LOGO))

    def _save_fields(self) -> None:
        """A field was left: saved as one step where it differs."""
        old, kind = self._shown, self.kind.value()
        if old is None or not isinstance(kind, AttachmentKind) or not self.bench.writable():
            return
        new = replace(old, name=self.title.text().strip(), kind=kind, alt_text=self.alt_text.text().strip())
        if new != old:
            self._shown = new  # the same edit is not saved twice
            self.bench.desk.do(
                lambda office: office.attachments.save(new), lambda _: self._say(""), self,
                lambda error: self._not_saved(error), self,
            )  # fmt: skip

    def _not_saved(self, error: Exception) -> None:
        self._failed(error)
        self.reload()

    def _current(self) -> Attachment | None:
        row = self.list.currentRow()
        return self._files[row] if 0 <= row < len(self._files) else None

    def chosen(self) -> bool:
        return self._current() is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del puts the marked file into the bin, F2 goes to its name."""
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.bin()
        elif event.key() == Qt.Key.Key_F2 and self._current() is not None:
            self.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.title.selectAll()
        elif event.key() == Qt.Key.Key_Escape and self.title.hasFocus() and self._current() is not None:
            self._show_fields()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
