"""Exports in open form: the list as it is seen, the workbook, the archive."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from p2i_desktop.domain.advice import Confidentiality, Topic
from p2i_desktop.domain.parties import StaffMember, StaffRole
from p2i_desktop.domain.record import Money
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.services.lists import COLUMNS, Filter, Sort
from p2i_desktop.services.office import Office
from p2i_desktop.storage.binning import Bin
from tests.services.conftest import call, open_case


def rows_of(path: Path, sheet: int = 0) -> list[tuple[object, ...]]:
    return [tuple(row) for row in load_workbook(path).worksheets[sheet].iter_rows(values_only=True)]


def test_a_list_is_written_as_it_is_seen(office: Office, tmp_path: Path) -> None:
    town = call(office, new_organisation="Demo Town", topics=frozenset({Topic.IPR, Topic.LEGAL}), contact_minutes=30)
    call(office, new_organisation="=Demo", on=date(2026, 11, 19), contact_minutes=20)
    other = StaffMember(name="Advisor 2", initials="A2")
    office.centre.save_staff(other)
    me = office.centre.me()
    assert me is not None
    office.centre.save_staff(replace(me, roles=frozenset({StaffRole.ADVISOR})))  # managers see what is restricted
    call(office, organisation_id=town.organisation_id, advisor=other.id, confidentiality=Confidentiality.RESTRICTED)
    out = tmp_path / "list.xlsx"
    columns = [("on", "Day"), ("organisation", "Who"), ("contact_minutes", "Minutes"), ("topics", "About"), ("channel", "How"),
               ("reportable", "Counts"), ("missing", "Missing")]  # fmt: skip
    done = office.handing_out.list_workbook("consultations", Filter(), Sort("on"), columns, out, "en", "My list")
    assert done.counts == {"consultations": 2}
    head, first, second, *_ = rows_of(out)
    assert head == ("Day", "Who", "Minutes", "About", "How", "Counts", "Missing")
    assert first[:3] == (datetime(2026, 11, 19), "=Demo", 20)
    assert second[:3] == (datetime(2026, 11, 20), "Demo Town", 30)
    assert "," in str(second[3])
    assert (second[5], second[6], first[6] is not None) == ("yes", None, True)
    assert load_workbook(out).sheetnames[0] == "My list"


def test_filter_and_order_are_kept(office: Office, tmp_path: Path) -> None:
    for name in ("Demo A", "Demo B", "Demo C"):
        call(office, new_organisation=name)
    out = tmp_path / "list.xlsx"
    columns = [("legal_name", "Name"), ("country", "Country"), ("consultations", "Talks"), ("last_on", "Last")]
    wanted = Filter(text="demo")
    office.handing_out.list_workbook("organisations", wanted, Sort("legal_name", True), columns, out, "de")
    assert [row[0] for row in rows_of(out)[1:4]] == ["Demo C", "Demo B", "Demo A"]
    assert rows_of(out)[1][1:] == ("Österreich", 1, datetime(2026, 11, 20))
    with pytest.raises(KeyError, match="nothing"):
        office.handing_out.list_workbook("cases", Filter(), None, [("nothing", "x")], out)


@pytest.mark.parametrize("name", COLUMNS)
def test_every_column_of_every_list_can_be_written(
    office: Office, organisation_id: str, tmp_path: Path, name: str
) -> None:
    case_id = open_case(office, organisation_id, estimated_value=Money(Decimal("1000.50"), "EUR"))
    call(office, case_id=case_id, follow_up=date(2026, 12, 1))
    out = tmp_path / "list.xlsx"
    columns = [(column, column) for column in COLUMNS[name]]
    office.handing_out.list_workbook(name, Filter(), None, columns, out)
    assert len(rows_of(out)[0]) >= len(columns)
    if name == "cases":
        head, row = rows_of(out)[:2]
        place = head.index("value_cents")
        assert (row[place], row[place + 1]) == (1000.5, "EUR")


def test_the_workbook_names_references_and_keeps_ids(office: Office, organisation_id: str, tmp_path: Path) -> None:
    logged = call(office, case_id=open_case(office, organisation_id), follow_up=date(2026, 12, 1))
    done = office.handing_out.export_workbook(tmp_path / "all.xlsx", "de")
    assert done.counts["consultation"] == 2
    book = load_workbook(tmp_path / "all.xlsx")
    everything = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert logged.consultation_id in everything
    assert "AT-2026-0001 Leak detection" in everything
    assert organisation_id in everything


def test_rule_settings_are_always_there(office: Office) -> None:
    rules = office.centre.settings()
    office.store.apply("save_settings", [Bin(RuleSettings, rules.id)])
    assert len(list(office.handing_out.records(RuleSettings))) == 1
    own = office.handing_out._default_rules()
    assert own == office.handing_out._default_rules()
    assert replace(own, id=rules.id).active_minutes == 30


def test_a_cancelled_export_leaves_the_old_file(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "all.json"
    out.write_text("old")

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    for n in range(3):
        call(office, new_organisation=f"Demo {n}")
    for export in (office.handing_out.export_json, office.handing_out.export_workbook):
        with pytest.raises(KeyboardInterrupt):
            export(out, progress=stop)
        assert out.read_text() == "old"
    assert list(tmp_path.glob(".*.part")) == []
