"""The form of the quick log as plain values, and back: a draft comes back exactly as it was left."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from PySide6.QtWidgets import QLineEdit, QWidget

from p2i_desktop.domain.advice import Consultation
from p2i_desktop.gui.log.callers import Known
from p2i_desktop.gui.log.form import LogForm
from p2i_desktop.services.packing import packed, unpacked


def pack(form: LogForm) -> Mapping[str, object] | None:
    """All that is on screen; None when there is nothing worth keeping."""
    if form.is_empty():
        return None
    known = form.known
    return {
        "record": packed(replace(form.binder.record, case=cast("str | None", form.case.value()))),
        "note": form.note.toPlainText(),
        "who": form.who.text(),
        "new_name": form.new_name,
        "known": [known.organisation_id, known.organisation, known.contact_id, known.contact],
        "cases": [[str(key), label] for key, label in form.case.choices() if key],
        "case": form.case.value(),
        "follow_up": form.follow_up.text(),
        "restricted": form.restricted.isChecked(),
        "person": {name: line.text() for name, line in form.person.items()},
        "co_advisors": [list(pair) for pair in form.co_advisors.value()],
        "touched": sorted(form.touched),
        "literal": sorted(list(pair) for pair in form.literal),
        "faults": {name: _typed_text(form.binder.widget(name)) for name in form.binder.faults()},
    }


def restore(form: LogForm, payload: Mapping[str, Any]) -> None:
    """Shows a draft; a field that this version cannot read is empty."""
    form.start(unpacked(Consultation, payload["record"]))
    form.refill(lambda: _fill(form, payload))


def _fill(form: LogForm, payload: Mapping[str, Any]) -> None:
    """Puts in what is no field of the consultation."""
    organisation_id, organisation, contact_id, contact = payload.get("known", ("", "", "", ""))
    known = Known(str(organisation_id), str(organisation), str(contact_id), str(contact))
    form.known, form.new_name = known, str(payload.get("new_name", ""))
    form.who.set_value(known if known.title else None, known.title)
    form.who.setText(str(payload.get("who", "")))
    form.show_cases(tuple((str(key), str(label)) for key, label in payload.get("cases", ())), payload.get("case"))
    form.literal = {(str(kind), str(word)) for kind, word in payload.get("literal", ())}
    form.note.setPlainText(str(payload.get("note", "")))
    form.follow_up.setText(str(payload.get("follow_up", "")))
    form.restricted.setChecked(bool(payload.get("restricted")))
    for name, text in dict(payload.get("person", {})).items():
        form.person[name].setText(str(text))
    for name, text in dict(payload.get("faults", {})).items():
        widget = form.binder.widget(name)
        if isinstance(widget, QLineEdit):
            widget.setText(str(text))
    form.co_advisors.set_value([(str(who), int(spent)) for who, spent in payload.get("co_advisors", ())])
    form.touched = set(payload.get("touched", ()))


def _typed_text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else ""
