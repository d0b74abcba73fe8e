"""Each form shows its record: every field has a widget of its name or a reason, every field widget has a field."""

import xml.etree.ElementTree as ET

import pytest

from p2i_desktop.domain.advice import Case, Consultation
from p2i_desktop.domain.casework import CaseTemplate, Feedback
from p2i_desktop.domain.market import ProcurementProject
from p2i_desktop.domain.network import Centre
from p2i_desktop.domain.parties import Contact, Organisation, StaffMember
from p2i_desktop.domain.record import FieldKind, Record, fields_of
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.paths import shipped

FORMS: dict[str, type[Record]] = {
    "case_template": CaseTemplate, "feedback": Feedback,
    "case": Case, "centre": Centre, "consultation": Consultation, "contact": Contact, "organisation": Organisation,
    "procurement": ProcurementProject,
    "quick_log": Consultation, "rule_settings": RuleSettings, "staff_member": StaffMember,
}  # fmt: skip
# Fields that a form does not show, with the reason.
_LATER = "nothing obeys it yet: it comes into the form with what does"
LEFT_OUT: dict[str, dict[str, str]] = {
    "case": {
        "number": "given when saved", "provisional_number": "given when saved", "status": "button and menu of the file",
        "phase": "phase bar", "accepted_on": "set by its move", "closed_on": "set by its move",
    },
    "organisation": {"merged_into": _LATER},
    "procurement": {"status": "button and menu of the file"},
    "contact": {"anonymised_at": _LATER, "token": _LATER},
    "centre": {"is_own": "decided when the file is made"},
    "rule_settings": {
        "offer_lock_after_sealing": _LATER, "retention_months": _LATER,
        "report_currency": "every indicator is defined in euro; no other currency is counted in",
    },
    "feedback": {"about": "the case whose file is open", "recommend": "asked after a workshop, not after advice"},
    "consultation": {"origin": "how it was entered is told in words, and never changed"},
    "quick_log": {
        "organisation": "the Who field", "other_organisations": "full form", "starts": "full form",
        "service": "full form", "language": "full form", "subject": "full form", "advice": "full form",
        "first_response_minutes": "full form", "count_out": "full form", "count_out_reason": "full form",
        "received_at": "full form", "first_answer_at": "full form", "origin": "set by the quick log",
        "confidentiality": "the box Restricted", "tags": "set by tokens, shown in the full form",
    },
}  # fmt: skip
# Widgets that take input and are no field of the record, with the reason.
EXTRA: dict[str, dict[str, str]] = {
    "quick_log": {
        "who": "organisation, person or a new name", "follow_up": "becomes an action", "restricted": "confidentiality",
        "new_given_name": "new person", "new_family_name": "new person", "new_email": "new person",
        "new_phone": "new person",
    },
}  # fmt: skip
INPUTS = {
    "QLineEdit", "QPlainTextEdit", "QCheckBox", "DateEntry", "TimeEntry", "InstantEntry", "NumberEntry",
    "MinutesEntry", "MoneyEntry", "ChoiceBox", "ChipsEntry", "RecordEntry", "RecordsEntry", "LinesEntry",
    "CpvEntry", "CpvsEntry", "NutsEntry", "NutsEntries",
}  # fmt: skip
WIDGETS: dict[FieldKind, set[str]] = {
    FieldKind.TEXT: {"QLineEdit", "ChoiceBox", "CpvEntry", "NutsEntry"}, FieldKind.NOTE: {"QPlainTextEdit"}, FieldKind.DATE: {"DateEntry"},
    FieldKind.INSTANT: {"InstantEntry"}, FieldKind.TIME: {"TimeEntry"}, FieldKind.INT: {"NumberEntry"},
    FieldKind.MINUTES: {"MinutesEntry"}, FieldKind.DECIMAL: {"NumberEntry"}, FieldKind.MONEY: {"MoneyEntry"},
    FieldKind.BOOL: {"QCheckBox", "ChoiceBox"}, FieldKind.CHOICE: {"ChoiceBox"},
    FieldKind.REF: {"RecordEntry", "ChoiceBox"}, FieldKind.TEXTS: {"LinesEntry"}, FieldKind.CHOICES: {"ChipsEntry"},
    FieldKind.REFS: {"RecordsEntry", "ChipsEntry"}, FieldKind.WORDS: {"ChipsEntry", "CpvsEntry", "NutsEntries"},
}  # fmt: skip


def inputs(form: str) -> dict[str, str]:
    tree = ET.parse(shipped("ui", f"{form}.ui"))
    found = {str(one.get("name")): str(one.get("class")) for one in tree.iter("widget")}
    return {name: kind for name, kind in found.items() if kind in INPUTS}


@pytest.mark.parametrize("form", FORMS)
def test_every_widget_shows_a_field_in_the_right_way(form: str) -> None:
    specs = {spec.name: spec for spec in fields_of(FORMS[form])}
    for name, kind in inputs(form).items():
        if name in EXTRA.get(form, {}):
            continue
        assert name in specs, f"{form}: {name} is no field"
        assert kind in WIDGETS[specs[name].kind], f"{form}: {name} is shown by a {kind}"


@pytest.mark.parametrize("form", FORMS)
def test_every_field_has_a_widget_or_a_reason(form: str) -> None:
    missing = {spec.name for spec in fields_of(FORMS[form])} - set(inputs(form))
    assert missing == set(LEFT_OUT.get(form, {}))


@pytest.mark.parametrize("form", FORMS)
def test_every_label_has_its_buddy(form: str) -> None:
    tree = ET.parse(shipped("ui", f"{form}.ui"))
    buddies = {str(one.findtext("cstring")) for one in tree.iter("property") if one.get("name") == "buddy"}
    boxes = {str(one.get("name")) for one in tree.iter("widget") if one.get("class") == "QCheckBox"}
    assert set(inputs(form)) - boxes <= buddies
