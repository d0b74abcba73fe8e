"""The second step of taking in a list: what its columns mean, with examples, and what becomes of unknown people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from p2i_desktop.domain.parties import LegalBasis
from p2i_desktop.gui.fields.choice_box import Choice, ChoiceBox
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.low_window import TallArea
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import Texts
from p2i_desktop.services import people_words
from p2i_desktop.services.people_columns import FIELDS
from p2i_desktop.services.people_rows import DayOrder
from p2i_desktop.services.taking_in_people import Mapped, days_are_unclear

if TYPE_CHECKING:
    from p2i_desktop.services.taking_in_people import Sheet, TableFile

_MOST = 60  # columns that are shown
_LONGEST = 46  # letters of a heading or an example
_FIRST_LINES = 20
_CONTACTS = "contacts"
FOUND = -1  # the headings stand where they were found
_LETTERS = {
    "cp1252": "Windows-1252", "cp1253": "Windows-1253", "cp1250": "Windows-1250", "cp1257": "Windows-1257",
    "mac_roman": "Macintosh", "latin-1": "ISO 8859-1",
}  # fmt: skip


class ColumnsPage(QWidget):
    """A line a column: its heading, what stands in it, what it is taken in as; above, how the file is read."""

    reread = Signal()  # another sheet, other headings or letters: the file is looked at anew

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._mapped: Mapped | None = None
        self._at, self._base = -1, dict[int, str]()  # the column that is being changed; the others as they were before
        self._boxes: dict[int, ChoiceBox] = {}
        self._parts: dict[ChoiceBox, QWidget] = {}
        texts, look = bench.texts, bench.look
        inside, whole = QWidget(), QVBoxLayout(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.px(8), 0)
        column.setSpacing(look.px(10))
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(TallArea(inside, self))
        self._reading = FlowLayout(None, look.px(14))
        self.sheet = self._choice(self._reading, "import_sheet", texts._("&Sheet"))
        self.line = self._choice(self._reading, "import_headings", texts._("&Headings in line"))
        self.letters = self._choice(self._reading, "import_letters", texts._("&Letters"))
        self.days = self._choice(self._reading, "import_days", texts._("&Dates"))
        self._grid = QVBoxLayout()  # holds the lines of the columns, which are made anew for each list
        self._lines: QWidget | None = None
        self.notes = QLabel(self)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.notes.setWordWrap(True)
        self.notes.setProperty("tone", "text2")
        self._people = FlowLayout(None, look.px(14))
        self.unknown = self._choice(self._people, "import_unknown", texts._("&Unknown people"))
        self.basis = self._choice(self._people, "import_basis", texts._("Legal &basis"))
        self.kept = QLabel(self)
        self.kept.setTextFormat(Qt.TextFormat.PlainText)
        self.kept.setWordWrap(True)
        self.kept.setProperty("tone", "text2")
        column.addLayout(self._reading)
        column.addLayout(self._grid)
        column.addWidget(self.notes)
        column.addLayout(self._people)
        column.addWidget(self.kept)
        column.addStretch(1)
        for box in (self.sheet, self.line, self.letters):
            box.edited.connect(self.reread)
        self.days.edited.connect(self._take_days)
        self.unknown.edited.connect(self._show_basis)
        self.unknown.set_choices(
            [("", texts._("stay names on the list")), (_CONTACTS, texts._("become contacts"))]
        )  # fmt: skip
        self.basis.set_choices([(one, texts.label(one)) for one in LegalBasis])

    def _choice(self, line: FlowLayout, name: str, title: str) -> ChoiceBox:
        part = QWidget(self)
        box, label = ChoiceBox(part), QLabel(title, part)
        box.setObjectName(name)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        label.setProperty("font_role", "label")
        label.setBuddy(box)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._bench.look.px(4))
        column.addWidget(label)
        column.addWidget(box)
        line.addWidget(part)
        self._parts[box] = part
        return box

    # -- what was chosen -----------------------------------------------------------------------------------------------
    def mapped(self) -> Mapped | None:
        """The table with its columns as they stand here."""
        return self._mapped

    def make_contacts(self) -> bool:
        """Whether unknown people become contacts."""
        return self.unknown.value() == _CONTACTS

    def legal_basis(self) -> LegalBasis:
        """On which basis new contacts are kept."""
        found = self.basis.value()
        return found if isinstance(found, LegalBasis) else LegalBasis.PUBLIC_TASK

    def names_somebody(self) -> bool:
        """Whether any column holds names or addresses."""
        found = set(self._mapped.columns.values()) if self._mapped is not None else set()
        return bool({"name", "given_name", "family_name", "email"} & found)

    # -- showing -------------------------------------------------------------------------------------------------------
    def show_file(self, file: TableFile, mapped: Mapped, headings: int | None) -> None:
        """A file as it was read; the choices above keep what was chosen."""
        texts = self._bench.texts
        self._mapped, self._at = mapped, -1
        sheets: list[Choice] = [(at, _sheet_name(one, at, texts)) for at, one in enumerate(file.sheets) if one.rows]
        self._offer(self.sheet, sheets, next(at for at, one in enumerate(file.sheets) if one is mapped.table.sheet))
        rows = [row.line for row in mapped.table.sheet.rows[:_FIRST_LINES]]
        lines: list[Choice] = [(0, texts._("none")), *((line, texts.number(line)) for line in rows)]
        found = "–".join(texts.number(line) for line in mapped.table.lines[:: len(mapped.table.lines) - 1 or 1])
        if headings is None:
            lines.insert(0, (FOUND, texts._("{n} (found)").replace("{n}", found or texts._("none"))))
        elif any(value == FOUND for value, _ in self.line.choices()):
            lines.insert(0, (FOUND, texts._("find them")))
        self._offer(self.line, lines, FOUND if headings is None else headings, least=1)
        letters: list[Choice] = [
            (one.encoding, f"{_LETTERS.get(one.encoding, one.encoding)}: {', '.join(one.words[:2])[:_LONGEST]}")
            for one in sorted(file.encodings)
        ]
        self._offer(self.letters, letters, file.encoding)
        self._show_days(mapped)
        self._show_columns(mapped)
        self._say(mapped)
        self._show_basis()

    def _offer(self, box: ChoiceBox, choices: list[Choice], value: object, least: int = 2) -> None:
        box.set_choices(choices)
        box.set_value(value)
        self._parts[box].setVisible(len(choices) >= least)

    def _show_days(self, mapped: Mapped) -> None:
        texts = self._bench.texts
        unclear = mapped.order is not None or days_are_unclear(mapped)
        self.days.set_choices([(one, texts.label(one)) for one in DayOrder])
        self.days.set_value(mapped.order or DayOrder.DAY)
        self._parts[self.days].setVisible(unclear)

    def _show_columns(self, mapped: Mapped) -> None:
        texts, look = self._bench.texts, self._bench.look
        inside = QFrame(self)
        inside.setProperty("kind", "card")
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(6))
        for at, words in enumerate((texts._("Heading in the list"), texts._("For example"), texts._("Taken in as"))):
            grid.addWidget(self._label(words, "label"), 0, at)
        self._boxes = {}
        choices: list[Choice] = [(field, people_words.column_name(texts, field)) for field in FIELDS]
        filled = [at for at in range(len(mapped.table.titles)) if mapped.table.samples(at, 1) or at in mapped.columns]
        for row, at in enumerate(filled[:_MOST], 1):
            heading = mapped.table.titles[at] or texts._("Column {n}").replace("{n}", str(at + 1))
            if at in mapped.table.sheet.hidden_columns:
                heading = texts._("{name} (hidden)").replace("{name}", heading)
            box = ChoiceBox(inside)
            box.setObjectName(f"import_column_{at}")
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
            box.setAccessibleName(texts._("{name} is taken in as").replace("{name}", heading))
            box.set_choices(choices, texts._("not taken in"))
            box.set_value(mapped.columns.get(at))
            box.edited.connect(lambda column=at: self._take(column))
            self._boxes[at] = box
            example = self._label(_short(" · ".join(mapped.table.samples(at))), tone="text2")
            for place, (name, label) in enumerate((("heading", self._label(_short(heading))), ("example", example))):
                label.setObjectName(f"import_{name}_{at}")
                grid.addWidget(label, row, place)
            grid.addWidget(box, row, 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 4)
        if self._lines is not None:
            self._lines.deleteLater()
        self._lines = inside
        self._grid.addWidget(inside)
        look.dress(inside)

    def _label(self, words: str, role: str = "", tone: str = "") -> QLabel:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if role:
            label.setProperty("font_role", role)
        if tone:
            label.setProperty("tone", tone)
        return label

    def _say(self, mapped: Mapped) -> None:
        words = "\n".join(people_words.whole_list(self._bench.texts, mapped, ()))
        self.notes.setText(words)
        self.notes.setVisible(bool(words))

    def first(self) -> QWidget:
        """Where the keyboard begins: the first column."""
        return next(iter(self._boxes.values()), self.unknown)

    # -- changing ------------------------------------------------------------------------------------------------------
    def _take(self, column: int) -> None:
        """A field belongs to one column: another one that has it gives it up, and has it back when this one moves on."""
        if self._mapped is None:
            return
        if self._at != column:
            self._at, self._base = column, dict(self._mapped.columns)
        field = self._boxes[column].value()
        columns = {at: name for at, name in self._base.items() if at != column and name != field}
        for at, box in self._boxes.items():
            if at != column:
                box.set_value(columns.get(at))
        if isinstance(field, str):
            columns[column] = field
        self._mapped = Mapped(self._mapped.table, columns, self._mapped.order)
        self._show_days(self._mapped)
        self._say(self._mapped)

    def _take_days(self) -> None:
        order = self.days.value()
        if self._mapped is not None and isinstance(order, DayOrder):
            self._mapped = Mapped(self._mapped.table, self._mapped.columns, order)

    def _show_basis(self) -> None:
        contacts = self.make_contacts()
        self._parts[self.basis].setVisible(contacts)
        self.kept.setText(
            self._bench.texts._(
                "Purpose: events. Source: the name of the list. Phone, function and form of address go to new contacts only."
            )
        )
        self.kept.setVisible(contacts)


def _sheet_name(sheet: Sheet, at: int, texts: Texts) -> str:
    name = sheet.name or str(at + 1)
    return texts._("{name} (hidden)").replace("{name}", name) if sheet.hidden else name


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
