"""A day at the window in single steps: what each is called, and how it is done."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from tests.benchmarks.window import register_of, sort_by

Step = tuple[str, Callable[[], object]]
LISTS = ("cases", "consultations", "organisations", "workshops")
NEW = ("new_case", "new_organisation", "new_contact")


def steps(window: Any) -> Iterator[Step]:
    """Steps as somebody would take them, each to be done when the one before has settled."""
    yield from _pages(window)
    yield from _lists(window)
    yield from _palette(window)
    for number in ("first", "second"):
        yield from _quick_log(window, number)
    yield from _case_file(window)
    yield from _workshop(window)
    yield from _dialogs(window)
    yield from _look(window)
    for page in ("consultations", "dashboard"):
        yield f"to {page}", partial(window.go, page)
        yield f"save on {page}", partial(window.bench.desk.do, _save)
        yield f"undo on {page}", window.undo


def _pages(window: Any) -> Iterator[Step]:
    for page in window.pages():
        yield f"open {page}", partial(window.go, page)
    settings = window.stack.page("settings")
    for row in range(settings.groups.count()):
        yield f"settings {row}", partial(_settings_group, window, row)
    yield "open contacts", partial(_contacts, window)
    yield "show the detail of a consultation", partial(_consultation, window)
    for page in ("dashboard", *LISTS):
        yield f"open {page} again", partial(window.go, page)


def _settings_group(window: Any, row: int) -> None:
    window.go("settings")
    window.stack.page("settings").groups.setCurrentRow(row)


def _contacts(window: Any) -> None:
    window.go("organisations")
    window.stack.page("organisations").show_kind("contacts")


def _consultation(window: Any) -> None:
    window.go("consultations")
    window.action("edit_consultation").trigger()


def _lists(window: Any) -> Iterator[Step]:
    from p2i_desktop.services.lists import Filter

    for page in LISTS:
        yield f"to the list of {page}", partial(window.go, page)
        register = register_of(window)
        yield f"filter {page}", partial(register.show_filter, Filter(text="demo"))
        yield f"unfilter {page}", partial(register.show_filter, Filter())
        for column in [column for column in register.model.columns if column.sort][:4]:
            yield f"sort {page} by {column.sort}", partial(sort_by, register, (column.sort, True))
        yield f"end of {page}", register.table.scrollToBottom
        yield f"last row of {page}", partial(_to_end, register)
        yield f"top of {page}", register.table.scrollToTop


def _to_end(register: Any) -> None:
    register.table.selectRow(register.model.rowCount() - 1)


def _palette(window: Any) -> Iterator[Step]:
    yield "palette", window.open_palette
    for text in ("d", "de", "demo"):
        yield f"palette {text}", partial(window.palette_box.field.setText, text)
    yield "palette closes", window.palette_box.close_box


def _quick_log(window: Any, number: str) -> Iterator[Step]:
    from p2i_desktop.gui.screens.quick_log import QuickLog

    yield f"quick log, the {number} time", window.log
    (dialog,) = window.findChildren(QuickLog)
    for text in ("D", "De", "Demo"):
        yield f"quick log: caller {text}", partial(dialog.form.who.setText, text)
    yield "quick log: a new caller", partial(dialog.form.who.setText, f"Demo office of the {number} slot")
    yield "quick log: the note", dialog.form.note.setFocus
    for text in ("A", "Asked about lots. 20m"):
        yield f"quick log: note {text}", partial(dialog.form.note.setPlainText, text)
    yield "quick log: everything", partial(dialog.view.show_more, True)
    yield "quick log: save", dialog.save
    yield "quick log: closed", dialog.close
    yield "undo of the quick log", window.undo


def _case_file(window: Any) -> Iterator[Step]:
    yield "to cases", partial(window.go, "cases")
    for number in (0, 1):
        key = register_of(window).model.key_at(number)
        yield f"case file {number + 1}", partial(window.open_case, key)
        for file in list(window._own_files.values()):
            yield f"case file {number + 1} closes", file.close


def _workshop(window: Any) -> Iterator[Step]:
    yield "to workshops", partial(window.go, "workshops")
    for number in (4, 5):
        key = register_of(window).model.key_at(number)
        yield f"workshop {number}", partial(window.bench.open_workshop, key)
        for file in list(window._own_files.values()):
            for tab in file.tabs:
                yield f"workshop {number}: {tab.name}", partial(file.drawers.open, tab)
            yield f"workshop {number} closes", file.close


def _dialogs(window: Any) -> Iterator[Step]:
    from PySide6.QtWidgets import QDialog

    for command in NEW:
        yield f"dialog {command}", partial(_run, window, command)
        for dialog in window.findChildren(QDialog):
            yield f"dialog {command} closes", dialog.close
    yield "keys", window.show_keys
    for dialog in window.findChildren(QDialog):
        yield "keys close", dialog.close


def _run(window: Any, command: str) -> None:
    window.go("cases" if command == "new_case" else "organisations")
    window.action(command).trigger()


def _look(window: Any) -> Iterator[Step]:
    update = window.bench.update
    for change in (
        {"theme": "dark"},
        {"theme": "contrast"},
        {"theme": "light"},
        {"text_size": 150},
        {"text_size": 100},
        {"language": "de"},
        {"language": "en"},
        {"sidebar": "narrow"},
        {"sidebar": "wide"},
    ):
        (name, value), *_ = change.items()
        yield f"{name} {value}", partial(update, **change)


def _save(office: Any) -> Any:
    from p2i_desktop.domain.advice import Consultation

    row = office.lists.first("consultations", limit=1)[0]
    talk = office.store.get(Consultation, row[0])
    return office.advice.save_consultation(replace(talk, note=talk.note + " More."))
