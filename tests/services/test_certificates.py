"""Certificates: drawn once and kept, corrected, checked by what somebody types; who gets none, and why."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from p2i_desktop.domain.certificates import draw
from p2i_desktop.domain.parties import Contact
from p2i_desktop.domain.record import About
from p2i_desktop.domain.workshops import AttendanceStatus, ParticipantRole, Participation, ParticipationStatus
from p2i_desktop.i18n import texts_for
from p2i_desktop.services.certificate_check import Standing
from p2i_desktop.services.certificates import WhyNot, why_words
from p2i_desktop.services.errors import Refused
from p2i_desktop.services.lists import Filter
from p2i_desktop.services.office import Office
from tests.services.workshop_world import contacts, make_workshop, mark, people, put, sessions

EN = texts_for("en")


def code(office: Office, key: str) -> str:
    return office.work.get(Participation, key).certificate_code


def standing(office: Office, text: str) -> Standing:
    return office.certificates.check(text).standing


@pytest.fixture
def held(office: Office) -> tuple[str, list[str]]:
    """A workshop with three persons who were there."""
    workshop = make_workshop(office)
    ids = [*contacts(office, workshop, [("Ada", "Demo")]), *people(office, workshop, ["Ben Beispiel", "Cleo Muster"])]
    mark(office, workshop, ids)
    return workshop, ids


def test_codes_are_drawn_once_and_kept_when_printed_again(office: Office, held: tuple[str, list[str]]) -> None:
    workshop, ids = held
    first = office.certificates.issue(workshop)
    assert first.changed is not None
    codes = [code(office, key) for key in ids]
    assert len(set(codes)) == 3
    assert all(one.new for one in first.list.certified)
    assert office.work.get(Participation, ids[0]).certificate_on == office.work.today()
    again = office.certificates.issue(workshop)
    assert again.changed is None
    assert [code(office, key) for key in ids] == codes
    [late] = people(office, workshop, ["Dora Später"])
    mark(office, workshop, [late])
    office.certificates.issue(workshop)
    assert [code(office, key) for key in ids] == codes
    assert code(office, late) not in ("", *codes)


def test_one_step_takes_all_codes_back_and_the_numbers_are_known_as_taken_back(
    office: Office, held: tuple[str, list[str]]
) -> None:
    workshop, ids = held
    office.certificates.issue(workshop)
    old = code(office, ids[0])
    assert standing(office, old) is Standing.ISSUED
    office.steps.undo()
    assert [code(office, key) for key in ids] == ["", "", ""]
    assert standing(office, old) is Standing.TAKEN_BACK
    office.steps.redo()
    assert standing(office, old) is Standing.ISSUED


def test_a_correction_draws_anew_and_the_old_numbers_lead_to_the_new_one(
    office: Office, held: tuple[str, list[str]]
) -> None:
    workshop, ids = held
    office.certificates.issue(workshop)
    number = office.workshops.workshop(workshop).number
    old = [code(office, ids[0])]
    for _ in range(2):
        office.certificates.correct(ids[0])
        old.append(code(office, ids[0]))
    assert len(set(old)) == 3
    assert office.work.get(Participation, ids[0]).replaced_code == old[1]
    for each in old[:2]:  # the first one stands in the journal alone
        found = office.certificates.check(f"{number}-{each}")
        assert (found.standing, found.new_number) == (Standing.REPLACED, f"{number}-{old[2]}")
        assert old[2] in found.sentence(EN)
    assert standing(office, old[2]) is Standing.ISSUED


def test_what_was_never_issued_cannot_be_corrected(office: Office, held: tuple[str, list[str]]) -> None:
    workshop, ids = held
    with pytest.raises(Refused, match="certificate_none"):
        office.certificates.correct(ids[0])
    office.certificates.issue(workshop)
    row = office.work.get(Participation, ids[0])
    put(office, [replace(row, status=ParticipationStatus.CANCELLED)])
    with pytest.raises(Refused, match="certificate_not_due"):
        office.certificates.correct(ids[0])
    assert standing(office, code(office, ids[0])) is Standing.TAKEN_BACK


def test_a_number_is_found_however_it_is_typed(office: Office, held: tuple[str, list[str]]) -> None:
    workshop, ids = held
    office.certificates.issue(workshop)
    number, own = office.workshops.workshop(workshop).number, code(office, ids[0])
    spoken = own.replace("0", "O").replace("1", "l")
    for text in (
        f"{number}-{own}", f"{number} {own}", f"{number}{own}".replace("-", ""), f"  {number.lower()}-{own.lower()} ", own, f"{number} – {own[:5]} {own[5:]}", spoken,
        f"{number}-{spoken}",
    ):  # fmt: skip
        found = office.certificates.check(text)
        assert found.standing is Standing.ISSUED, text
        assert (found.holder, found.minutes, found.event_number) == ("Ada Demo", 240, number)
    facts = dict(found.facts(EN))
    assert facts["Held on"] == "14/10/2026"
    assert facts["Time attended"] == "4:00 h"


def test_slips_foreign_numbers_and_rubbish_are_told_apart(office: Office, held: tuple[str, list[str]]) -> None:
    workshop, ids = held
    office.certificates.issue(workshop)
    own = code(office, ids[0])
    number = office.workshops.workshop(workshop).number
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    for at in range(len(own)):
        slip = own[:at] + letters[(letters.index(own[at]) + 7) % 32] + own[at + 1 :]
        assert standing(office, slip) is Standing.MISTYPED
    for text in (own[:-1], own + "A", number, f"{number}-", "'; DROP TABLE participation; --", "x" * 100_000, "Ω" * 10):
        assert standing(office, text) is Standing.MISTYPED, text[:30]
    assert standing(office, " \t ") is Standing.NOTHING
    unknown = draw()
    assert standing(office, unknown) is Standing.UNKNOWN
    assert standing(office, f"W-2001-01-{own}") is Standing.OTHER_EVENT
    assert office.certificates.check(f"W-2001-01-{own}").holder == ""


def test_a_deleted_holder_is_not_named_and_the_certificate_holds(office: Office, held: tuple[str, list[str]]) -> None:
    workshop, ids = held
    office.certificates.issue(workshop)
    contact = office.work.get(Contact, office.work.get(Participation, ids[0]).contact or "")
    put(
        office,
        [replace(contact, given_name="", family_name="–", anonymised_at=office.clock.now(), token="Person 0421")],
    )
    found = office.certificates.check(code(office, ids[0]))
    assert (found.standing, found.holder, found.valid) == (Standing.DELETED, "", True)
    assert "Ada" not in str(found)
    assert "Person 0421" not in str(found)


def test_a_removed_participation_is_told_as_taken_back(office: Office, held: tuple[str, list[str]]) -> None:
    workshop, ids = held
    office.certificates.issue(workshop)
    own = code(office, ids[1])
    office.workshops.remove_row(office.work.get(Participation, ids[1]))
    assert standing(office, own) is Standing.TAKEN_BACK


def test_who_gets_none_is_told_with_the_reason(office: Office) -> None:
    workshop = make_workshop(office, attendance_threshold=80)
    there, half, away = people(office, workshop, ["Ada Demo", "Ben Beispiel", "Cleo Muster"])
    off, host, missed = people(office, workshop, ["Dora Demo", "Emil Muster", "Faye Beispiel"])
    [gone], [shy] = contacts(office, workshop, [("Finn", "Demo")]), contacts(office, workshop, [("Gia", "Demo")])
    group = Participation(workshop=workshop, group_name="Demo class", group_size=12)
    put(office, [group])
    mark(office, workshop, [there, off, host, gone, shy])
    mark(office, workshop, [half], AttendanceStatus.PART)
    mark(office, workshop, [missed], AttendanceStatus.ABSENT)
    put(office, [replace(office.work.get(Participation, off), status=ParticipationStatus.CANCELLED)])
    put(office, [replace(office.work.get(Participation, host), role=ParticipantRole.ORGANISER)])
    now = office.clock.now()
    for key, fields in ((gone, {"anonymised_at": now, "token": "Person 1"}), (shy, {"restricted": True})):
        contact = office.work.get(Contact, office.work.get(Participation, key).contact or "")
        put(office, [replace(contact, **fields)])
    found = office.certificates.list(workshop)
    assert [one.row.name for one in found.certified] == ["Ada Demo"]
    why = {one.row.id: one.why for one in found.left_out}
    assert why == {
        half: WhyNot.BELOW, away: WhyNot.ABSENT, missed: WhyNot.NOT_THERE, off: WhyNot.CANCELLED, host: WhyNot.ORGANISER, gone: WhyNot.DELETED,
        shy: WhyNot.RESTRICTED, group.id: WhyNot.GROUP,
    }  # fmt: skip
    below = next(one for one in found.left_out if one.why is WhyNot.BELOW)
    words = why_words(office.workshops.file(workshop), below, EN)
    assert words == "Attended 50.0%; the certificate needs 80%."


def test_codes_printed_before_are_refused_when_another_one_was_stored_meanwhile(
    office: Office, held: tuple[str, list[str]]
) -> None:
    workshop, _ = held
    drawn = office.certificates.list(workshop).drawn
    office.certificates.issue(workshop)
    with pytest.raises(Refused, match="certificate_meanwhile"):
        office.certificates.keep(workshop, drawn)


def test_what_is_handed_out_is_kept_and_undo_steps_over_it(office: Office, held: tuple[str, list[str]]) -> None:
    workshop, _ = held
    about = About("workshop", workshop)
    before = office.steps.undo_label()
    office.disclosures.written(about, "Participants " + "x" * 300, 42, "Demo funder", "Evidence")
    [entry] = office.disclosures.of(about)
    assert (entry.records, entry.recipient, entry.on) == (42, "Demo funder", office.work.today())
    assert entry.what.endswith("…")
    me = office.work.me()
    assert me is not None
    assert entry.by == me.id
    assert office.steps.undo_label() == before
    assert office.workshops.file(workshop).disclosures == [entry]


def test_sessions_of_two_days_add_up(office: Office) -> None:
    workshop = make_workshop(office, starts_on=date(2026, 10, 14), ends_on=date(2026, 10, 15))
    first, *_ = sessions(office, workshop)
    day = timedelta(days=1)
    put(
        office,
        [
            replace(first, ends_on=first.starts_on),
            replace(first, id=type(first)().id, revision=0, starts_on=(first.starts_on or date.min) + day,
                    ends_on=(first.starts_on or date.min) + day),
        ],
    )  # fmt: skip
    [key] = people(office, workshop, ["Ada Demo"])
    mark(office, workshop, [key])
    office.certificates.issue(workshop)
    assert office.certificates.check(code(office, key)).minutes == 480


def test_a_list_of_persons_that_goes_out_is_noted(office: Office, tmp_path: Path) -> None:
    workshop = make_workshop(office)
    contacts(office, workshop, [("Ada", "Demo"), ("Ben", "Beispiel")])
    columns = [("family_name", "Family name")]
    office.handing_out.list_workbook(
        "contacts", Filter(), None, columns, tmp_path / "c.xlsx", "en", "Contacts", "No filter"
    )
    [entry] = office.disclosures.of(None)
    assert (entry.what, entry.records) == ("Contacts: No filter", 2)
    office.handing_out.list_workbook("organisations", Filter(), None, [("legal_name", "Name")], tmp_path / "o.xlsx")
    assert len(office.disclosures.of(None)) == 1
