"""Small questions about a plan: which template, under which name, into which year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from p2i_desktop.domain.record import FieldKind
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.number_entry import Limits, NumberEntry
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.plan.hand import PlanHand

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from p2i_desktop.services.plan_file import PlanFile
    from p2i_desktop.services.plan_versions import Made
    from p2i_desktop.services.shipped_plans import Template


def ask_template(hand: PlanHand, parent: QWidget) -> None:
    """Which template is added to the plan; its days are counted from the first day of the plan."""
    bench = hand.bench

    def shown(found: list[Template]) -> None:
        texts = bench.texts
        dialog = NewRecordDialog(bench.look, texts, texts._("Use a template"), parent)
        dialog.setObjectName("plan_template_dialog")
        dialog.save_button.setText(texts._("Add to the plan"))
        choice, told = ChoiceBox(dialog), QLabel(dialog)
        choice.set_choices([(one.id, one.name) for one in found])
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        told.setProperty("tone", "text2")

        def tell() -> None:
            chosen = next(one for one in found if one.id == choice.value())
            steps = sum(line.type is None for line in chosen.lines)
            meetings = len(chosen.lines) - steps
            first = texts.ngettext("{n} milestone", "{n} milestones", steps)
            other = texts.ngettext("{n} measure", "{n} measures", meetings)
            told.setText(f"{first} · {other}")

        choice.currentIndexChanged.connect(lambda _row: tell())
        dialog.add("plan_template", texts._("&Template"), choice)
        dialog.add_form(told)
        tell()

        def save() -> None:
            key, wanted = hand.plan_id, str(choice.value())
            bench.desk.do(
                lambda office: office.plans.apply_template(key, wanted), lambda _: dialog.accept(), hand,
                dialog.refuser(bench), dialog,
            )  # fmt: skip

        dialog.wanted.connect(save)
        dialog.start()
        choice.setFocus(Qt.FocusReason.OtherFocusReason)

    bench.desk.ask(lambda office: office.plans.templates(), shown, owner=parent)


def ask_template_name(hand: PlanHand, file: PlanFile, parent: QWidget) -> None:
    """Under which name the plan becomes a template."""
    bench, texts = hand.bench, hand.bench.texts
    dialog = NewRecordDialog(bench.look, texts, texts._("Save as template"), parent)
    dialog.setObjectName("plan_save_template_dialog")
    name = QLineEdit(dialog)
    name.setMaxLength(200)
    name.setText(file.plan.title[:200])
    dialog.add("template_name", texts._("&Name of the template"), name)

    def save() -> None:
        key, words = hand.plan_id, name.text().strip()
        if not words:
            dialog.say(texts._("The template needs a name."))
            return
        told = texts._('Template "{name}" saved.').replace("{name}", words)

        def done(_result: object) -> None:
            bench.toast(told, undo=True)
            dialog.accept()

        bench.desk.write(
            lambda office: office.plans.save_as_template(key, words), lambda made: made[0], done, hand,
            dialog.refuser(bench), dialog,
        )  # fmt: skip

    dialog.wanted.connect(save)
    dialog.keep_draft(bench, "plan_save_template", file.plan.id)
    dialog.start()
    name.setFocus(Qt.FocusReason.OtherFocusReason)
    name.selectAll()


def ask_year(hand: PlanHand, file: PlanFile, parent: QWidget) -> None:
    """Into which year the plan is copied; the pair of that year is made where there is none."""
    bench, texts = hand.bench, hand.bench.texts
    dialog = NewRecordDialog(bench.look, texts, texts._("Copy to another year"), parent)
    dialog.setObjectName("plan_copy_dialog")
    dialog.save_button.setText(texts._("Copy"))
    year = NumberEntry(dialog)
    year.equip(texts, FieldKind.INT, Limits(1900, 2200))
    year.set_value((file.pairing.year or bench.clock.today().year) + 1)
    dialog.add("plan_copy_year", texts._("&Year"), year)
    told = QLabel(texts._("Days are moved to that year on working days; nothing in the copy is done yet."), dialog)
    told.setWordWrap(True)
    told.setProperty("tone", "text2")
    dialog.add_form(told)

    def save() -> None:
        wanted = year.value()
        if year.fault() or wanted is None:
            dialog.say(year.fault() or texts._("Enter a year."))
            return
        key, number = hand.plan_id, int(wanted)

        def done(made: Made) -> None:
            bench.toast(texts._("Plan copied to {year}.").replace("{year}", str(number)), undo=True)
            dialog.accept()
            bench.open_plan(made.plan_id)

        bench.desk.write(
            lambda office: office.plans.copy_into_year(key, number), lambda made: made.changed, done, hand,
            dialog.refuser(bench), dialog,
        )  # fmt: skip

    dialog.wanted.connect(save)
    dialog.start()
    year.setFocus(Qt.FocusReason.OtherFocusReason)
    year.selectAll()
