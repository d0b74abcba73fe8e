"""The fields of forms: each shows one kind of value and says by `edited` when the user changed it."""

from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.fields.chips_entry import ChipsEntry, RecordsEntry
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.code_entry import CODE_WIDGETS
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.fields.more_entries import InstantEntry, LinesEntry, MoneyEntry, TimeEntry
from p2i_desktop.gui.fields.number_entry import MinutesEntry, NumberEntry
from p2i_desktop.gui.fields.record_entry import RecordEntry

# The classes that .ui files promote to.
WIDGETS: tuple[type[QWidget], ...] = (
    ChipsEntry, ChoiceBox, DateEntry, InstantEntry, LinesEntry, MinutesEntry, MoneyEntry, NumberEntry, RecordEntry,
    RecordsEntry, TimeEntry, *CODE_WIDGETS,
)  # fmt: skip
