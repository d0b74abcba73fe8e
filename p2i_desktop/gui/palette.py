"""The palette: one field over the page that finds commands, cases, organisations and contacts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from p2i_desktop.domain.folding import fold
from p2i_desktop.gui.commands import CommandAction, key_text, plain
from p2i_desktop.gui.palette_lines import ENTRY_ROLE, Entry, LineDelegate
from p2i_desktop.gui.raising import bring_forward
from p2i_desktop.gui.screen import Bench, Screen
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.gui.desk import Ticket
    from p2i_desktop.services.finding import Found as TextHits
    from p2i_desktop.services.finding import Hit
    from p2i_desktop.services.finding import Palette as Found

MOST_COMMANDS = 8
MOST_TEXT_HITS = 30
_SHORTEST = 2  # letters from which texts are looked through
Group = tuple[str, list[Entry]]
_KINDS = (
    ("cases", N_("Cases"), "briefcase"),
    ("organisations", N_("Organisations"), "building-2"),
    ("contacts", N_("Contacts"), "user"),
    ("procurements", N_("Procurements"), "landmark"),
    ("workshops", N_("Workshops"), "presentation"),
)
_ICONS = {
    "case": "briefcase", "organisation": "building-2", "contact": "user", "consultation": "phone-call",
    "attachment": "paperclip", "action": "circle-check", "checklist_item": "list", "procurement_project": "landmark",
    "notice": "file-text", "market_consultation": "presentation", "feedback": "star", "workshop": "presentation",
    "workshop_session": "presentation", "agenda_item": "presentation", "participation": "user",
}  # fmt: skip
# In which group of the settings a record stands that has no page.
_SETTINGS = {"staff_member": "staff"}


class Palette(QFrame):
    """Opens over the page; Enter runs or opens, Esc closes, the focus returns where it was."""

    def __init__(self, bench: Bench, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self._bench = bench
        self._before: QWidget | None = None
        self._ticket: Ticket | None = None
        self.field = QLineEdit(self)
        self.field.setObjectName("palette_filter")
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListView(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("kind", "plain")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(LineDelegate(bench, self.list))
        self.model = QStandardItemModel(self)
        self.list.setModel(self.model)
        self.list.clicked.connect(lambda index: self._run(index))
        self.hint = QLabel(self)
        self.hint.setProperty("tone", "text3")
        self.hint.setProperty("font_role", "hint")
        self._window = window
        self._column = column = QVBoxLayout(self)
        for widget in (self.field, self.list, self.hint):
            column.addWidget(widget)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Shows the palette empty, with all commands."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        texts = self._bench.texts
        self.field.setPlaceholderText(texts._("Search everything or type a command"))
        self.field.setAccessibleName(texts._("Search everything or type a command"))
        self.list.setAccessibleName(texts._("Hits"))
        self.hint.setText(texts._("Enter opens · > first shows commands only · Esc closes"))
        self.place()
        self.show()
        self.raise_()
        self.field.clear()
        self._search("")
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_box(self) -> None:
        """Hides the palette and gives the focus back."""
        if self._ticket is not None:
            self._ticket.cancel()
        self.hide()
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.window().activateWindow()
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Takes its place at the top, in the middle."""
        look, window = self._bench.look, self._window
        side = look.px(8)
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(side)
        width = min(look.px(680), window.width() - 4 * side)
        height = min(look.px(480), window.height() - look.px(120))
        self.setGeometry((window.width() - width) // 2, look.px(72), width, height)

    # -- searching ---------------------------------------------------------------------------------------------------
    def _search(self, text: str) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        words = fold(text.removeprefix(">"))
        commands = self._commands(words.split())
        only_commands = text.startswith(">") or not text.strip()
        self._show([(N_("Commands"), commands if only_commands else commands[:MOST_COMMANDS])])
        if not only_commands:
            wanted = text.strip()
            self._ticket = self._bench.desk.ask(
                lambda office: office.finding.palette(wanted), lambda found: self._found(found, commands), owner=self
            )

    def _commands(self, words: list[str]) -> list[Entry]:
        """The actions that the words name: those that begin so, those that work here, those of other pages with their page."""
        ours = [a for a in self._bench.commands.of_window(self._window) if a.command.id != "palette"]
        here = [a for a in ours if a.isVisible() and a.command.enabled()]
        entries = [Entry(plain(a.text()), key_text(a), a.command.icon, a.trigger) for a in here]
        if words:  # without any words the list is of what can be done here
            entries += [
                self._elsewhere(a, a.widget) for a in ours if not a.isVisible() and isinstance(a.widget, Screen)
            ]
            entries += [self._in_window(a) for a in self._bench.commands.of_own_windows(self._window)]
        found = [one for one in entries if all(word in fold(one.text) for word in words)]
        # what would be undone is named with its records, which may hold the very words of another action
        return sorted(found, key=lambda one: not fold(one.text).startswith(" ".join(words)))

    def _elsewhere(self, action: CommandAction, page: Screen) -> Entry:
        """An action of another page: the page is shown first; what needs a marked row there is done by hand."""
        bench, command = self._bench, action.command
        note = " · ".join(part for part in (bench.texts._(page.title), key_text(action)) if part)

        def run() -> None:
            bench.go(page.page_id)
            if command.starts and command.enabled():
                command.run()

        return Entry(plain(action.text()), note, command.icon, run)

    def _in_window(self, action: CommandAction) -> Entry:
        """An action of a file that is open in a window of its own: that window comes forward first."""
        window = action.widget.window()
        note = " · ".join(part for part in (window.windowTitle(), key_text(action)) if part)

        def run() -> None:
            bring_forward(window)
            action.trigger()

        return Entry(plain(action.text()), note, action.command.icon, run)

    def _found(self, found: Found, commands: list[Entry]) -> None:
        groups: list[Group] = []
        for name, title, icon in _KINDS:
            hits: list[Hit] = getattr(found, name)
            groups.append((title, [self._entry(hit, icon) for hit in hits]))
        tail: list[Group] = [(N_("Commands"), commands[:MOST_COMMANDS])]
        self._show([*groups, *tail])
        words = self.field.text().strip()
        if len(words) >= _SHORTEST:
            known = {hit.opens for name, *_ in _KINDS for hit in getattr(found, name)}
            self._ticket = self._bench.desk.ask(
                lambda office: office.finding.search(words, MOST_TEXT_HITS),
                lambda texts: self._found_texts(texts, known, groups, tail),
                owner=self,
            )

    def _found_texts(
        self, found: TextHits, known: set[tuple[str, str]], groups: Sequence[Group], tail: Sequence[Group]
    ) -> None:
        """Hits in notes, titles and names of files, by type; what was found by its name is not shown twice."""
        from p2i_desktop.domain.records import BY_KEY  # not needed for the frame

        texts = self._bench.texts
        by_type: dict[str, list[Entry]] = {}
        for hit in found.hits:
            if hit.opens[0] and (hit.type, hit.id) not in known:
                by_type.setdefault(hit.type, []).append(self._entry(hit, _ICONS.get(hit.type, "file-text")))
        more = [(texts._("{type}: found in texts").format(type=texts.type_name(BY_KEY[kind])), entries)
                for kind, entries in by_type.items()]  # fmt: skip
        marked = self._chosen()
        self._show([*groups, *more, *tail], marked)

    def _chosen(self) -> str:
        entry = self.list.currentIndex().data(ENTRY_ROLE)
        return entry.text if isinstance(entry, Entry) else ""

    def _entry(self, hit: Hit, icon: str) -> Entry:
        texts = self._bench.texts
        when = texts.date(hit.on) if hit.on is not None else ""
        note = " · ".join(part for part in (hit.detail, when) if part)
        below = hit.snippet if hit.marks else ""
        note = note or ("" if below else hit.snippet)
        return Entry(hit.title, note, icon, self._opener(*hit.opens), hit.title_marks, below, hit.marks)

    def _opener(self, kind: str, key: str) -> Callable[[], None]:
        bench = self._bench
        match kind:
            case "case":
                return lambda: bench.open_case(key)
            case "procurement_project":
                return lambda: bench.open_procurement(key)
            case "support_plan":
                return lambda: bench.open_plan(key)
            case "workshop":
                return lambda: bench.open_workshop(key)
            case "consultation":
                return lambda: bench.go("consultations", key)
            case "case_template":
                return lambda: bench.go("settings", f"templates:{key}")
            case "centre" | "programme":
                return lambda: bench.go("buddies", f"{kind}:{key}")
            case _ if kind in _SETTINGS:
                return lambda: bench.go("settings", _SETTINGS[kind])
        return lambda: bench.go("organisations", key)

    def _show(self, groups: Sequence[Group], marked: str = "") -> None:
        texts = self._bench.texts
        self.model.clear()
        count = 0
        for title, entries in groups:
            if not entries:
                continue
            self._heading(texts._(title))
            for entry in entries:
                self.model.appendRow(self._item(entry))
            count += len(entries)
        if not count:
            self._heading(texts._("No hit."))
        self._move(1, start=-1)
        kept = (row for row in range(self.model.rowCount()) if marked and self.model.item(row).text() == marked)
        row = next(kept, None)
        if row is not None:
            self.list.setCurrentIndex(self.model.index(row, 0))
        self._bench.announce(self.field, texts.ngettext("{n} hit", "{n} hits", count))

    def _heading(self, text: str) -> None:
        item = QStandardItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.model.appendRow(item)

    @staticmethod
    def _item(entry: Entry) -> QStandardItem:
        item = QStandardItem(entry.text)
        item.setData(entry, ENTRY_ROLE)
        item.setData(entry.spoken(), Qt.ItemDataRole.AccessibleTextRole)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        return item

    # -- keys --------------------------------------------------------------------------------------------------------
    def _move(self, step: int, start: int | None = None) -> None:
        rows = [row for row in range(self.model.rowCount()) if self.model.item(row).data(ENTRY_ROLE)]
        if not rows:
            return
        now = self.list.currentIndex().row() if start is None else start
        at = rows.index(now) + step if now in rows else 0
        self.list.setCurrentIndex(self.model.index(rows[at % len(rows)], 0))

    def _run(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Entry):
            self.close_box()
            entry.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self.place()
            return False
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and self.isActiveWindow():
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()))
        return False

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close_box()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._move(1 if key == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True
