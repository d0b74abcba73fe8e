"""The binder: every kind of field goes in and out, filling is no edit, problems stand beside their fields."""

import dataclasses
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.domain.advice import Case, Channel, Consultation, Topic
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.record import FieldKind, FieldSpec, Money, Record, fields_of
from p2i_desktop.domain.records import RECORD_TYPES
from p2i_desktop.domain.rules.problem import hard, warning
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.fields import (
    ChipsEntry,
    ChoiceBox,
    DateEntry,
    InstantEntry,
    LinesEntry,
    MinutesEntry,
    MoneyEntry,
    NumberEntry,
    RecordEntry,
    TimeEntry,
)
from p2i_desktop.i18n import texts_for

TODAY = date(2026, 11, 20)
CLASSES: dict[FieldKind, type[QWidget]] = {
    FieldKind.TEXT: QLineEdit, FieldKind.NOTE: QPlainTextEdit, FieldKind.DATE: DateEntry, FieldKind.TIME: TimeEntry,
    FieldKind.INSTANT: InstantEntry, FieldKind.INT: NumberEntry, FieldKind.DECIMAL: NumberEntry,
    FieldKind.MINUTES: MinutesEntry, FieldKind.MONEY: MoneyEntry, FieldKind.BOOL: QCheckBox,
    FieldKind.CHOICE: ChoiceBox, FieldKind.CHOICES: ChipsEntry, FieldKind.REFS: ChipsEntry,
    FieldKind.WORDS: ChipsEntry, FieldKind.TEXTS: LinesEntry, FieldKind.REF: RecordEntry,
}  # fmt: skip


def widget_class(spec: FieldSpec) -> type[QWidget] | None:
    if spec.kind is FieldKind.BOOL and spec.optional:
        return ChoiceBox
    return (
        ChoiceBox
        if spec.pattern in ("lang", "country", "currency") and spec.kind is FieldKind.TEXT
        else CLASSES.get(spec.kind)
    )


def form_for(record_type: type[Record], qtbot: QtBot) -> QWidget:
    form = QWidget()
    qtbot.addWidget(form)
    layout = QVBoxLayout(form)
    for spec in fields_of(record_type):
        kind = widget_class(spec)
        if kind is None:
            continue
        cell = QVBoxLayout()
        widget = kind(form)
        widget.setObjectName(spec.name)
        label = QLabel(spec.name, form)
        label.setBuddy(widget)
        cell.addWidget(label)
        cell.addWidget(widget)
        layout.addLayout(cell)
    return form


def sample(spec: FieldSpec) -> object:
    values: dict[FieldKind, object] = {
        FieldKind.TEXT: "Ab <b>x</b> & y", FieldKind.NOTE: "two\nlines ✓", FieldKind.DATE: date(2026, 2, 28),
        FieldKind.TIME: time(9, 30), FieldKind.INSTANT: datetime(2026, 7, 1, 10, 15, tzinfo=UTC), FieldKind.INT: 3,
        FieldKind.MINUTES: 25, FieldKind.MONEY: Money(Decimal("1234.50"), "CHF"), FieldKind.BOOL: True,
        FieldKind.REF: "some-id", FieldKind.REFS: frozenset({"a", "b"}), FieldKind.WORDS: frozenset({"x", "y"}),
        FieldKind.TEXTS: ("one", "two"), FieldKind.DECIMAL: Decimal("2.5"),
    }  # fmt: skip
    if spec.pattern in ("lang", "country", "currency"):
        code = {"lang": "de", "country": "AT", "currency": "EUR"}[spec.pattern]
        return frozenset({code}) if spec.kind is FieldKind.WORDS else code
    if spec.choices is not None:
        last = list(spec.choices)[-1]
        return frozenset({last}) if spec.kind is FieldKind.CHOICES else last
    if spec.kind is FieldKind.TEXT:
        return "Ab <b>x</b> & y"[: spec.length]
    if spec.kind is FieldKind.INT:
        return spec.low if spec.low is not None else 3
    return values[spec.kind]


def binder_for(record_type: type[Record], qtbot: QtBot, language: str = "en") -> Binder[Record]:
    return Binder(form_for(record_type, qtbot), record_type, lambda: texts_for(language), lambda: TODAY)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda t: t.__name__)
def test_every_field_of_every_record_goes_in_and_out(record_type: type[Record], language: str, qtbot: QtBot) -> None:
    binder = binder_for(record_type, qtbot, language)
    heard: list[str] = []
    binder.edited.connect(heard.append)
    specs = [spec for spec in fields_of(record_type) if spec.name in binder.names]
    record = dataclasses.replace(record_type(), **{spec.name: sample(spec) for spec in specs})
    binder.show(record)
    assert binder.record == record
    empty = record_type()
    binder.show(empty)
    assert binder.record == empty
    assert heard == []
    assert binder.faults() == {}


def test_only_the_user_edits(qtbot: QtBot) -> None:
    binder = binder_for(Consultation, qtbot)
    heard: list[str] = []
    binder.edited.connect(heard.append)
    binder.fill("note", "filled")
    binder.fill("channel", Channel.VIDEO)
    assert heard == []
    QTest.keyClicks(binder.widget("subject"), "Hello")
    assert set(heard) == {"subject"}
    assert binder.record.subject == "Hello"  # type: ignore[attr-defined]
    assert binder.changed_fields() == ("channel", "subject", "note")


def test_a_text_that_is_no_value_stays_and_is_a_fault(qtbot: QtBot) -> None:
    binder = binder_for(Consultation, qtbot)
    widget = binder.widget("on")
    assert isinstance(widget, DateEntry)
    QTest.keyClicks(widget, "31.2.2026")
    assert widget.text() == "31.2.2026"
    assert list(binder.faults()) == ["on"]
    binder.show_problems(())
    assert "not a date" in binder.problem_text("on")
    assert binder.first_wrong() == "on"


def test_problems_stand_beside_their_fields(qtbot: QtBot) -> None:
    binder = binder_for(Consultation, qtbot)
    binder.show_problems([hard("required", "advisor"), warning("W01", "on")])
    assert binder.problem_text("advisor")
    assert binder.problem_text("on")
    assert binder.first_wrong() == "advisor"
    assert binder.widget("advisor").property("state") == "error"
    label = binder.form.findChild(QLabel, "on_problem")
    assert label is not None
    assert label.textFormat() is Qt.TextFormat.PlainText
    binder.show_problems(())
    assert not binder.problem_text("advisor")


def test_a_change_elsewhere_keeps_what_is_being_typed(qtbot: QtBot) -> None:
    binder = binder_for(Case, qtbot)
    case = Case(title="Leak detection", opened_on=TODAY)
    binder.show(case)
    QTest.keyClicks(binder.widget("need"), "typing ")
    binder.rebase(dataclasses.replace(case, title="Other title", need="from elsewhere", revision=2))
    assert isinstance(binder.record, Case)
    assert (binder.record.title, binder.record.need, binder.record.revision) == ("Other title", "typing ", 2)


def test_an_optional_yes_or_no_has_a_third_value(qtbot: QtBot) -> None:
    binder = binder_for(Organisation, qtbot)
    box = binder.widget("utility")
    assert isinstance(box, ChoiceBox)
    assert [value for value, _ in box.choices()] == [None, True, False]


def test_labels_name_the_fields_for_screen_readers(qtbot: QtBot) -> None:
    binder = binder_for(Consultation, qtbot)
    topics = binder.widget("topics")
    assert isinstance(topics, ChipsEntry)
    assert topics.line.accessibleName() == "topics"


def test_chips_take_members_by_typing_and_give_them_back(qtbot: QtBot) -> None:
    binder = binder_for(Consultation, qtbot)
    binder.form.show()
    topics = binder.widget("topics")
    assert isinstance(topics, ChipsEntry)
    topics.setFocus()
    qtbot.waitUntil(lambda: topics.line.hasFocus())
    QTest.keyClicks(topics.line, "market")
    QTest.keyClick(topics.line, Qt.Key.Key_Return)
    assert binder.record.topics == {Topic.MARKET_CONSULTATION}  # type: ignore[attr-defined]
    QTest.keyClick(topics.line, Qt.Key.Key_Backspace)
    assert binder.record.topics == frozenset()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text", ["a\u00a0b", "a\u2028b\u2029c", "a\tb", "\u202eright to left", " spaces ", "x\r\ny", "<b>=1+1"]
)
def test_a_text_that_qt_shows_otherwise_is_no_change(text: str, qtbot: QtBot) -> None:
    binder = binder_for(Consultation, qtbot)
    record = Consultation(note=text, subject=text.replace("\n", " "))
    binder.show(record)
    assert binder.record == record
    assert binder.changed_fields() == ()
