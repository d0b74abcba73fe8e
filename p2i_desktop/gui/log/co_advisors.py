"""Co-advisors of a talk with their minutes: one line each, made and removed by the keyboard."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import StaffTime
from p2i_desktop.gui.fields.choice_box import Choice, ChoiceBox
from p2i_desktop.gui.fields.number_entry import MinutesEntry
from p2i_desktop.i18n import Texts

Pair = tuple[str, int]


class CoAdvisors(QObject):
    """Lines of a person of the centre and minutes."""

    edited = Signal()

    def __init__(self, area: QWidget, texts: Callable[[], Texts]) -> None:
        super().__init__(area)
        self._texts = texts
        self._staff: Sequence[Choice] = ()
        self._box = QVBoxLayout(area)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self._area = area
        self._lines: list[tuple[QWidget, ChoiceBox, MinutesEntry, QPushButton]] = []
        self._add = QPushButton(area)
        self._add.setProperty("kind", "link")
        self._add.setAutoDefault(False)
        self._add.clicked.connect(self._add_line)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        self._box.addLayout(row)
        self.retranslate()

    def equip(self, staff: Sequence[Choice]) -> None:
        """Who may be chosen."""
        self._staff = staff
        for _, person, _, _ in self._lines:
            person.set_choices(staff, "–")

    def value(self) -> tuple[Pair, ...]:
        """The id and the minutes of each line that names somebody."""
        found = [(person.value(), minutes.value()) for _, person, minutes, _ in self._lines]
        return tuple((str(who), int(spent or 0)) for who, spent in found if who)

    def set_value(self, pairs: Sequence[Pair]) -> None:
        """Shows lines; never an edit."""
        for line in list(self._lines):
            self._drop(line[0])
        for who, minutes in pairs:
            self._make_line(who, minutes)

    def staff_times(self) -> tuple[StaffTime, ...]:
        """The lines as records, to be saved with the talk."""
        return tuple(StaffTime(staff=who, contact_minutes=minutes) for who, minutes in self.value())

    def retranslate(self) -> None:
        """Words the buttons."""
        texts = self._texts()
        self._add.setText(texts._("Add a co-advisor"))
        for _, person, minutes, remove in self._lines:
            person.setAccessibleName(texts._("Co-advisor"))
            minutes.setAccessibleName(texts._("Minutes of the co-advisor"))
            remove.setText(texts._("Remove"))

    def _add_line(self) -> None:
        self._make_line("", 0).setFocus()
        self.edited.emit()

    def _make_line(self, who: str, spent: int) -> ChoiceBox:
        line = QWidget(self._area)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        person, minutes, remove = ChoiceBox(line), MinutesEntry(line), QPushButton(line)
        unit = QLabel(self._texts()._("min"), line)
        person.set_choices(self._staff, "–")
        person.set_value(who or None)
        minutes.set_value(spent)
        remove.setProperty("kind", "quiet")
        remove.setAutoDefault(False)
        for part, stretch in ((person, 3), (minutes, 1), (unit, 0), (remove, 0)):
            row.addWidget(cast(QWidget, part), stretch)
        row.addStretch(4)
        person.edited.connect(self.edited)
        minutes.edited.connect(self.edited)
        remove.clicked.connect(lambda: self._remove(line))
        self._lines.append((line, person, minutes, remove))
        self._box.insertWidget(len(self._lines) - 1, line)
        line.show()
        self.retranslate()
        return person

    def _remove(self, line: QWidget) -> None:
        self._drop(line)
        self._add.setFocus()
        self.edited.emit()

    def _drop(self, line: QWidget) -> None:
        self._lines = [other for other in self._lines if other[0] is not line]
        self._box.removeWidget(line)
        line.deleteLater()
