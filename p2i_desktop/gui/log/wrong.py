"""What is wrong with a call: said beside its field, the first field shown, and the number told to a screen reader."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.log.form import LogForm
from p2i_desktop.gui.log.view import LogView
from p2i_desktop.gui.screen import Bench
from p2i_desktop.services.errors import Refused

_OF_A_NEW_CALLER = ("organisation", "legal_name")


def tell_refused(bench: Bench, form: LogForm, view: LogView, error: Refused) -> None:
    """The rules refused the save."""
    texts = bench.texts
    form.show_problems(error.problems)
    wrong = form.binder.first_wrong()
    if wrong is None or any(problem.field in _OF_A_NEW_CALLER for problem in error.problems):
        form.who.setFocus(Qt.FocusReason.OtherFocusReason)
    else:
        view.reveal(form.binder.widget(wrong))
    shown = {*form.binder.names, *_OF_A_NEW_CALLER}
    view.say_error(" ".join(texts.message(problem) for problem in error.problems if problem.field not in shown))
    _announce(bench, view, len(error.problems))


def tell_faults(bench: Bench, form: LogForm, view: LogView, faults: Sequence[tuple[QWidget, str]]) -> None:
    """What was typed is not a value, or is missing: (field, sentence), at least one."""
    form.show_problems((), [])
    form.binder.show_problems((), form.binder.faults())
    for widget, words in faults:
        form.say_fault(widget, words)
    first, words = faults[0]
    view.reveal(first)
    view.say_error(words if first is form.follow_up else "")
    _announce(bench, view, len(faults))
    if first is cast(QWidget, form.who):
        form.who.search()  # the list opens again: a line of it is what is missing


def _announce(bench: Bench, view: LogView, count: int) -> None:
    words = bench.texts.ngettext("{n} field to correct", "{n} fields to correct", count)
    bench.announce(view.root.window(), words)
