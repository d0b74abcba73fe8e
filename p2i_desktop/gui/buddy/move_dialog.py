"""The dialog of a move with its day: another status of a member, another stage of a centre."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from p2i_desktop.domain.rules import lifecycle
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office

Save = Callable[["Office", str, date, str], "Changed"]  # value, day, words


def ask_move(
    bench: Bench, parent: QWidget, field: str, now: StrEnum, title: str, words_label: str, save: Save
) -> None:  # fmt: skip
    """Asks for what may follow `now` in a lifecycle (`field` as `lifecycle.allowed` names it), its day and some words."""
    texts = bench.texts
    possible = lifecycle.allowed(field, now)
    if not possible:
        last = texts._("“{status}” is the last status: nothing follows it.")
        bench.toast(last.replace("{status}", texts.label(now)))
        return
    dialog = NewRecordDialog(bench.look, texts, title, parent)
    dialog.setObjectName(f"move_{field}")
    value, on, words = ChoiceBox(dialog), DateEntry(dialog), QPlainTextEdit(dialog)
    value.set_choices([(member, texts.label(member)) for member in possible])
    value.set_value(possible[0])
    on.equip(texts, bench.clock.today())
    on.set_value(bench.clock.today())
    words.setTabChangesFocus(True)
    words.setFixedHeight(bench.look.px(72))
    dialog.add("move_to", texts._("Ne&xt"), value)
    dialog.add("move_on", texts._("&From *"), on)
    dialog.add("move_words", words_label, words)

    def write() -> None:
        day = on.value()
        if day is None:
            dialog.say(on.fault() or texts._("Give the day."))
            on.setFocus()
            return
        chosen, told = str(value.value()), words.toPlainText()
        bench.desk.do(
            lambda office: save(office, chosen, day, told), lambda _: dialog.accept(), dialog, dialog.refuser(bench),
            dialog,
        )  # fmt: skip

    dialog.wanted.connect(write)
    dialog.keep_draft(bench, f"move_{field}", title)
    dialog.start()
    value.setFocus()
