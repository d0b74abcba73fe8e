"""A list of participants taken in: columns of nine languages, known people found, every row accounted for, one step."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from p2i_desktop.domain.parties import Contact, Employment, LegalBasis, Organisation, Purpose
from p2i_desktop.domain.workshops import (
    AttendanceMode,
    EventFormat,
    ParticipantRole,
    Participation,
    ParticipationStatus,
)
from p2i_desktop.exchange.table_shape import Note
from p2i_desktop.i18n import texts_for
from p2i_desktop.services import people_columns, people_mapping, people_words
from p2i_desktop.services.errors import Unreadable
from p2i_desktop.services.office import Office
from p2i_desktop.services.people_plan import Options, Verdict
from p2i_desktop.services.people_rows import DayOrder, given_and_family, mended_address
from p2i_desktop.services.people_slots import Decision
from p2i_desktop.services.taking_in_people import (
    Check,
    Mapped,
    TakenInPeople,
    mapped,
    persons_of,
    read_list,
    read_pasted,
)
from tests.exchange.books import book, table
from tests.services.workshop_world import make_workshop
from tests.storage.making import dump

OPTIONS = Options(source="list.csv")


def understood(text: str) -> Mapped:
    return mapped(read_pasted(text))


def check(office: Office, workshop: str, text: str, options: Options = OPTIONS) -> Check:
    persons, notes = persons_of(understood(text))
    return office.taking_in_people.check(workshop, persons, options, notes)


def take_in(office: Office, workshop: str, text: str, options: Options = OPTIONS) -> TakenInPeople:
    persons, notes = persons_of(understood(text))
    return office.taking_in_people.take_in(workshop, persons, options, notes)


def rows(office: Office, workshop: str) -> list[Participation]:
    return office.store.find(Participation, workshop=workshop)


def verdicts(found: Check) -> list[Verdict]:
    return [line.verdict for line in found.lines]


def contact(office: Office, given_name: str, family: str, email: str = "", at: str = "") -> str:
    """A known person, at an organisation of that name where one is given."""
    person = Contact(given_name=given_name, family_name=family, email=email, data_since=date(2026, 1, 1))
    known = {one.legal_name: one.id for one in office.store.find(Organisation)}
    if at and at not in known:
        made = Organisation(legal_name=at, country="AT")
        office.parties.save_organisation(made)
        known[at] = made.id
    office.parties.save_contact(person, Employment(organisation=known[at]) if at else None)
    return person.id


@pytest.fixture
def workshop(office: Office) -> str:
    return make_workshop(office, starts_on=date(2026, 12, 14))


# -- columns -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", people_columns.LANGUAGES)
def test_each_language_has_each_column_and_each_value(language: str) -> None:
    words = people_columns.words()
    assert set(words["columns"]) == set(people_columns.FIELDS)
    for field, languages in words["columns"].items():
        assert languages[language], (field, language)
        assert any(people_columns.recognise(heading) == field for heading in languages[language])
    for field, members in words["values"].items():
        assert {people_columns.CHOICES[field](member) for member in members} == set(people_columns.CHOICES[field])
        for member, languages in members.items():
            assert any(people_columns.choice(field, word) == member for word in languages[language])


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Name\tVorname\tE-Mail-Adresse (dienstlich)\tFirma", ["family_name", "given_name", "email", "organisation"]),
        ("Όνομα\tΕπώνυμο\tΦορέας\tΤηλ.", ["given_name", "family_name", "organisation", "phone"]),
        ("Nombre\tApellidos\tCorreo electrónico\tEntidad", ["given_name", "family_name", "email", "organisation"]),
        ("Nimi\tAsutus\tE-post\tKeel", ["name", "organisation", "email", "language"]),
        ("Nome\tCognome\tEnte\tRuolo", ["given_name", "family_name", "organisation", "role"]),
        ("NOME\tE-MAIL\tORGANIZAÇÃO\tINSCRITO EM", ["name", "email", "organisation", "registered_on"]),
        ("Förnamn\tEfternamn\tFöretag\tDiet", ["given_name", "family_name", "organisation"]),
        ("Voornaam\tAchternaam\tOrganisatie\tFunctie", ["given_name", "family_name", "organisation", "function"]),
        ("Name\tName\tE-mail", ["name", "email"]),
        ("First name\tLast name\tOffice / Name\tOffice / Role", ["given_name", "family_name", "organisation", "role"]),
    ],
)
def test_headings_are_recognised(headings: str, fields: list[str]) -> None:
    assert list(understood(f"{headings}\na\tb\tc\td").columns.values()) == fields


def test_columns_without_headings_are_known_by_what_stands_in_them() -> None:
    found = understood("Anna Muster\tanna@demo.example\tDemo Hospital\nBob Beispiel\tbob@demo.example\tDemo Utility")
    assert found.columns == {0: "name", 1: "email", 2: "organisation"}
    assert len(found.table.rows) == 2


def test_headings_with_nothing_below_are_said() -> None:
    assert [note.kind for note in understood("Name\tE-Mail\n").table.notes] == ["no_rows_below"]


def test_a_given_name_below_a_merged_heading_is_not_lost(office: Office, workshop: str, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["C1"] = "Name", "Kontakt"
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:D1")
    for row in (
        ["Vorname", "Familienname", "E-Mail", "Organisation"],
        ["Μαρία", "Παράδειγμα", "m@demo.example", "Demo"],
    ):
        sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    wanted = mapped(read_list(tmp_path / "list.xlsx"))
    assert wanted.columns == {0: "given_name", 1: "family_name", 2: "email", 3: "organisation"}
    office.taking_in_people.take_in(workshop, persons_of(wanted)[0], Options())
    assert [one.name_as_written for one in rows(office, workshop)] == ["Μαρία Παράδειγμα"]


def test_a_whole_name_beside_a_family_name_keeps_what_is_given() -> None:
    text = "Teilnehmer\tNachname\tE-Mail\nAnna\tMuster\t\nBo Muster\tMuster\t\nMUSTER, Carl\tMuster\t\nMuster\tMuster\t"
    assert [one.name for one in persons_of(understood(text))[0]] == [
        "Anna Muster",
        "Bo Muster",
        "Carl Muster",
        "Muster",
    ]


def test_what_only_contacts_keep_is_told(office: Office, workshop: str) -> None:
    text = "Name\tOrganisation\tFunktion\tTelefon\nAnna Muster\tNeuamt\tLeitung\t\n"
    (note,) = take_in(office, workshop, text).check.notes
    assert note == Note("contacts_only", (("fields", "function"),))
    text = text.replace("Anna", "Bo").replace("\t\n", "\t+43 1 23\n")
    options = Options(make_contacts=True, legal_basis=LegalBasis.CONSENT, source="list.csv")
    assert take_in(office, workshop, text, options).check.notes == (note,)  # nowhere to be head of


def test_what_is_not_taken_in_is_told() -> None:
    found = understood("Name\tDiet\t\nAnna\tvegan\tx")
    assert found.left_out() == ["Diet"]  # the third has no heading: it is beside the table
    assert [note.kind for note in found.table.notes] == ["beside_the_headings"]


# -- rows --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "address", "done"),
    [
        ("anna@demo.example", "anna@demo.example", ""), (" anna @ demo.example ", "anna@demo.example", "spaces"),
        ("anna@ demo .example", "anna@demo.example", "spaces"), ("mailto:anna@demo.example", "anna@demo.example", "wrapped"),
        ("Anna Muster <anna@demo.example>", "anna@demo.example", "wrapped"), ("a@x.example; b@x.example", "a@x.example", "several"),
        ("anna (at) demo (dot) example", "anna@demo.example", "written_out"), ("anna@demo.example;", "anna@demo.example", "wrapped"),
        ("\u200banna@demo.example", "anna@demo.example", "wrapped"), ("nope", "", ""), ("a@b", "", ""), ("@x.example", "", ""),
        ("δήμος@παράδειγμα.gr", "δήμος@παράδειγμα.gr", ""),
    ],
)  # fmt: skip
def test_addresses_are_mended_and_it_is_said_how(text: str, address: str, done: str) -> None:
    assert mended_address(text) == (address, done)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Anna Muster", ("Anna", "Muster")), ("Dr. Anna van der Muster", ("Anna", "van der Muster")), ("MUSTER Anna", ("Anna", "MUSTER")),
        ("María del Carmen López", ("María", "del Carmen López")), ("Cher", ("", "Cher")), ("", ("", "")), ("Dr.", ("", "Dr.")),
    ],
)  # fmt: skip
def test_names_in_one_piece_are_parted(name: str, parts: tuple[str, str]) -> None:
    assert given_and_family(name) == parts


def test_rows_are_read_with_all_their_columns(office: Office, workshop: str) -> None:
    text = (
        "Name\tE-Mail\tOrganisation\tSprache\tRolle\tAnmeldestatus\tTeilnahmeart\tAngemeldet am\tAnzahl Personen\n"
        "Muster, Anna\tanna@demo.example\tDemo Hospital\tDeutsch\tReferentin\tWarteliste\tonline\t24.11.2026\t\n"
        "Klasse 5a\t\tDemo School\tελληνικά\t\t\t\t2026-11-03 12:00\t24\n"
        "Marc-André O’Brien, MSc\t\t\tfr\t\t\t\t\t1\n"
    )
    found = take_in(office, workshop, text)
    assert found.check.counts == {Verdict.NEW: 3}, [line.faults for line in found.check.lines]
    anna, group, marc = rows(office, workshop)
    assert (anna.name_as_written, anna.language, anna.role) == ("Anna Muster", "de", ParticipantRole.SPEAKER)
    assert (anna.status, anna.registered_on) == (ParticipationStatus.WAITLISTED, date(2026, 11, 24))
    assert anna.mode is AttendanceMode.ON_SITE  # as the format of the workshop says
    assert [note.kind for note in found.check.lines[0].notes] == ["mode_of_format"]
    assert (group.group_name, group.group_size, group.language) == ("Klasse 5a", 24, "el")
    assert (marc.name_as_written, marc.language) == ("Marc-André O’Brien, MSc", "fr")


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("Anna\tnope\t\t\t", "no_address"), ("Anna\t\tKlingon!\t\t", "no_language"), ("Anna\t\t\tKoch\t", "not_in_list"),
        ("Anna\t\t\t\t2024-02-31", "no_day"), ("Anna\t\t\t\t31.04.2026", "no_day"), ("\t\t\tSpeaker\t", "no_name"),
        ("\tx@y.example\t\t\t", "no_name_known"), ("x" * 201 + "\t\t\t\t", "too_long"),
    ],
)  # fmt: skip
def test_wrong_rows_say_why_and_are_not_written(office: Office, workshop: str, row: str, kind: str) -> None:
    found = take_in(office, workshop, f"Name\tE-mail\tLanguage\tRole\tRegistered on\nBob\t\t\t\t\n{row}\n")
    assert verdicts(found.check) == [Verdict.NEW, Verdict.WRONG]
    assert kind in [fault.kind for fault in found.check.lines[1].faults]
    assert [one.name_as_written for one in rows(office, workshop)] == ["Bob"]


def test_days_that_may_be_read_both_ways_are_said(office: Office, workshop: str) -> None:
    text = "Name\tRegistered on\nAnna\t03/04/2026\n"
    persons, notes = persons_of(understood(text))
    assert (persons[0].registered_on, [note.kind for note in notes]) == (date(2026, 4, 3), ["days_unclear"])
    other, notes = persons_of(replace(understood(text), order=DayOrder.MONTH))
    assert (other[0].registered_on, notes) == (date(2026, 3, 4), ())
    clear, notes = persons_of(understood(f"{text}Bob\t12/31/2025\n"))
    assert (clear[0].registered_on, notes) == (date(2026, 3, 4), ())


# -- known people ------------------------------------------------------------------------------------------------------
def test_known_people_are_found_by_address_and_by_name(office: Office, workshop: str) -> None:
    anna = contact(office, "Anna", "Muster", "anna@demo.example", "Demo Hospital GmbH")
    giorgos = contact(office, "Γιώργος", "Παπαδόπουλος")
    nina = contact(office, "Nina", "O'Brien")
    text = (
        "Name\tE-mail\tOrganisation\nA. Muster-Demo\tANNA@demo.example\t\nΠΑΠΑΔΟΠΟΥΛΟΣ, Γιωργος\t\t\nO’Brien Nina\t\tNew Town\n"
        "Muster Anna\t\tHospital, Demo\n"
    )  # fmt: skip
    found = check(office, workshop, text)
    assert [line.verdict for line in found.lines] == [Verdict.DOUBTFUL, Verdict.NEW, Verdict.NEW, Verdict.NEW]
    assert found.lines[0].candidates[0].contact == anna  # the address of somebody, under a name that is hardly theirs
    assert [line.contact for line in found.lines] == ["", giorgos, nina, anna]
    assert found.lines[3].likeness == 98
    assert found.lines[3].office is not None
    assert found.lines[3].office.likeness == 100


def test_a_known_contact_takes_the_row(office: Office, workshop: str) -> None:
    anna = contact(office, "Anna", "Muster", "anna@demo.example", "Demo Hospital")
    take_in(office, workshop, "Name\tE-mail\nAnna Muster\tanna@demo.example\n")
    (row,) = rows(office, workshop)
    assert (row.contact, row.name_as_written, row.email_as_written) == (anna, "", "")
    assert row.organisation == office.store.find(Organisation)[0].id


def test_the_same_name_elsewhere_is_doubtful_until_somebody_decides(office: Office, workshop: str) -> None:
    anna = contact(office, "Anna", "Muster", at="Demo Hospital")
    text = "Name\tOrganisation\nAnna Muster\tDemo Utility\nAna Muster\tDemo Hospital\n"
    found = check(office, workshop, text)
    assert verdicts(found) == [Verdict.DOUBTFUL, Verdict.DOUBTFUL]
    assert [line.candidates[0].contact for line in found.lines] == [anna, anna]
    decided = replace(OPTIONS, decisions={2: Decision(contact=anna), 3: Decision(contact="")})
    done = take_in(office, workshop, text, decided)
    assert verdicts(done.check) == [Verdict.NEW, Verdict.NEW]
    assert [one.contact for one in rows(office, workshop)] == [anna, None]


def test_two_people_of_one_name_are_never_guessed(office: Office, workshop: str) -> None:
    contact(office, "Anna", "Muster", at="Demo Hospital")
    contact(office, "Anna", "Muster", at="Demo Utility")
    found = check(office, workshop, "Name\tE-mail\nAnna Muster\t\n")
    assert verdicts(found) == [Verdict.DOUBTFUL]
    assert len(found.lines[0].candidates) == 2


def test_a_row_can_be_left_out(office: Office, workshop: str) -> None:
    done = take_in(
        office, workshop, "Name\tE-mail\nAnna\t\nBob\t\n", replace(OPTIONS, decisions={2: Decision(leave_out=True)})
    )
    assert verdicts(done.check) == [Verdict.LEFT_OUT, Verdict.NEW]
    assert [one.name_as_written for one in rows(office, workshop)] == ["Bob"]


def test_unknown_people_become_contacts_where_that_is_chosen(office: Office, workshop: str) -> None:
    contact(office, "Bob", "Beispiel", at="Demo Hospital")
    options = Options(make_contacts=True, legal_basis=LegalBasis.CONSENT, source="list.xlsx")
    text = (
        "Name\tE-mail\tOrganisation\tFunction\tPhone\nAnna van Muster\tanna@demo.example\tDemo Hospital\tHead\t+43 1 234\n"
        "Robert Beispiel\t\tDemo Hospital\t\t\n"
    )
    done = take_in(office, workshop, text, options)
    assert verdicts(done.check) == [Verdict.NEW, Verdict.DOUBTFUL]
    anna = next(one for one in office.store.find(Contact) if one.given_name == "Anna")
    assert (anna.family_name, anna.email, anna.phone) == ("van Muster", "anna@demo.example", "+43 1 234")
    assert (anna.legal_basis, anna.data_source, anna.purposes) == (
        LegalBasis.CONSENT,
        "list.xlsx",
        frozenset({Purpose.EVENTS}),
    )
    assert [one.function for one in office.store.find(Employment, contact=anna.id)] == ["Head"]
    assert len(office.store.find(Contact)) == 2
    assert take_in(office, workshop, text, options).step == ""


# -- the list of the workshop ------------------------------------------------------------------------------------------
def test_the_same_person_five_times_is_one_person(office: Office, workshop: str) -> None:
    text = (
        "Name\tE-mail\tOrganisation\tRole\nNina O'Brien\t\t\t\nO’Brien, Nina\tnina@demo.example\t\tSpeaker\n"
        "nina obrien\t nina@demo.example\tDemo Town\t\nDr. Nina O'Brien\t\tDemo Town\tJury\nNINA O'BRIEN\t\t\t\n"
    )
    done = take_in(office, workshop, text)
    assert verdicts(done.check) == [Verdict.NEW, *[Verdict.DOUBLE] * 4]
    assert {line.double_of for line in done.check.lines[1:]} == {2}
    (row,) = rows(office, workshop)
    assert (row.email_as_written, row.organisation_as_written, row.role) == (
        "nina@demo.example", "Demo Town", ParticipantRole.SPEAKER,
    )  # fmt: skip
    assert [note.kind for note in done.check.lines[4 - 1].notes] == []
    assert not done.check.rejected


def test_one_address_of_several_people_keeps_them_apart(office: Office, workshop: str) -> None:
    done = take_in(
        office, workshop, "Name\tE-mail\nAnna Muster\toffice@demo.example\nBob Beispiel\toffice@demo.example\n"
    )
    assert verdicts(done.check) == [Verdict.NEW, Verdict.NEW]


def test_a_later_list_changes_what_it_says_otherwise(office: Office, workshop: str) -> None:
    take_in(office, workshop, "Name\tE-mail\tRole\nAnna Muster\tanna@demo.example\t\nBob\t\tSpeaker\n")
    done = take_in(office, workshop, "Name\tE-mail\tRole\nAnna Muster\t\tSpeaker\nBob\t\tSpeaker\nEva\t\t\n")
    assert verdicts(done.check) == [Verdict.CHANGED, Verdict.SAME, Verdict.NEW]
    assert done.check.lines[0].changes == ("role",)
    assert rows(office, workshop)[0].email_as_written == "anna@demo.example"


def test_a_known_organisation_is_not_replaced_by_words(office: Office, workshop: str) -> None:
    contact(office, "Anna", "Muster", "anna@demo.example", "Demo Hospital")
    take_in(office, workshop, "Name\tE-mail\nAnna Muster\tanna@demo.example\n")
    done = take_in(office, workshop, "Name\tE-mail\tOrganisation\nAnna Muster\tanna@demo.example\tDept. of Demo\n")
    assert verdicts(done.check) == [Verdict.SAME]


def test_online_workshops_take_everybody_online(office: Office) -> None:
    online = make_workshop(office, starts_on=date(2026, 12, 14), format=EventFormat.ONLINE)
    take_in(office, online, "Name\tE-mail\nAnna\t\n")
    assert rows(office, online)[0].mode is AttendanceMode.ONLINE


def test_too_many_for_the_room_is_said(office: Office) -> None:
    small = make_workshop(office, starts_on=date(2026, 12, 14), capacity=1)
    found = check(office, small, "Name\tE-mail\nAnna\t\nBob\t\n")
    assert [note.kind for note in found.notes] == ["over_capacity"]
    aside = "Name\tE-mail\tStatus\tRolle\tAnzahl Personen\nAnna\t\tabgemeldet\t\t\nBob\t\tWarteliste\t\t\nEva\t\t\tVeranstalterin\t\nKai\t\t\t\t\n"
    found = check(office, small, aside)
    assert (found.new, found.notes) == (4, ())
    (note,) = check(office, small, aside + "Klasse 5a\t\t\t\t24\n").notes
    assert note == Note("over_capacity", (("n", "25"), ("capacity", "1")))


def test_a_whole_list_is_one_step_that_is_taken_back_at_once(office: Office, workshop: str) -> None:
    contact(office, "Anna", "Muster", "anna@demo.example")
    before = list(dump(office.store))
    text = "Name\tE-mail\nAnna Muster\tanna@demo.example\nBob\tbob@demo.example\nEva\t\n"
    done = take_in(office, workshop, text, replace(OPTIONS, make_contacts=True))
    assert (done.check.new, bool(done.step)) == (3, True)
    office.steps.undo()
    assert [one for one in dump(office.store) if one.deleted_at is None] == before


# -- laws --------------------------------------------------------------------------------------------------------------
NAMES = st.sampled_from(
    ["Anna Muster", "Muster, Anna", "Ana Muster", "Bob Beispiel", "Γιώργος Παπαδόπουλος", "Παπαδόπουλος Γιώργος", "O'Brien Nina",
     "Nina O’Brien", "Dr. Anna Muster", "Anna Maria Muster", "", "Eva"]
)  # fmt: skip
ADDRESSES = st.sampled_from(
    ["", "", "anna@demo.example", "ANNA @demo.example", "office@demo.example", "bob@x.example", "nope"]
)
OFFICES = st.sampled_from(["", "Demo Hospital", "demo hospital GmbH", "Demo Utility", "Demo Hospitel"])
ROLES = st.sampled_from(["", "Speaker", "Jury", "Koch"])
LISTS = st.lists(st.tuples(NAMES, ADDRESSES, OFFICES, ROLES), min_size=1, max_size=9)


def _text(several: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(row) for row in [("Name", "E-mail", "Organisation", "Role"), *several])


@pytest.fixture
def peopled(office: Office) -> Office:
    """An office that knows some of the people of the lists."""
    contact(office, "Anna", "Muster", "anna@demo.example", "Demo Hospital")
    contact(office, "Bob", "Beispiel", at="Demo Utility")
    contact(office, "Nina", "O'Brien", "nina@x.example")
    return office


@settings(max_examples=25)
@given(LISTS, st.booleans())
def test_counts_add_up_and_the_same_list_again_changes_nothing(
    peopled: Office, several: list[tuple[str, ...]], contacts: bool
) -> None:
    workshop = make_workshop(peopled, starts_on=date(2026, 12, 14))
    text, options = _text(several), replace(OPTIONS, make_contacts=contacts)
    total = len(understood(text).table.rows)
    done = take_in(peopled, workshop, text, options)
    found = done.check
    assert total + understood(text).table.sheet.blank == len(several)
    assert sum(found.counts.values()) == len(found.lines) == total
    assert found.new + found.updated + found.skipped + found.rejected == total
    assert len(rows(peopled, workshop)) == found.new
    assert all(line.double_of < line.person.line for line in found.lines)
    again = take_in(peopled, workshop, text, options)
    assert again.step == "", [(line.person.line, line.verdict, line.changes) for line in again.check.lines]
    assert again.check.rejected == found.rejected
    assert again.check.new == again.check.updated == 0


@settings(max_examples=15)
@given(LISTS, LISTS)
def test_two_lists_in_turn_lose_nobody_and_come_to_rest(
    peopled: Office, first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    workshop = make_workshop(peopled, starts_on=date(2026, 12, 14))
    one = take_in(peopled, workshop, _text(first))
    before = rows(peopled, workshop)
    two = take_in(peopled, workshop, _text(second))
    after = {row.id for row in rows(peopled, workshop)}
    assert {row.id for row in before} <= after
    assert len(after) == one.check.new + two.check.new
    assert take_in(peopled, workshop, _text(second)).step == ""
    if two.step:
        peopled.steps.undo()
        assert [replace(row, revision=0) for row in rows(peopled, workshop)] == [
            replace(row, revision=0) for row in before
        ]


# -- files -------------------------------------------------------------------------------------------------------------
WRONG = "Name;E-mail;Phone\nAnna;=1+1;+43 1\nBob;bob@demo.example;\n@x;nope;－1\n"


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_wrong_rows_come_back_with_their_reason_and_never_as_formulas(
    office: Office, workshop: str, tmp_path: Path, ending: str
) -> None:
    source = tmp_path / "list.csv"
    source.write_text(WRONG, "utf-8")
    found = mapped(read_list(source))
    persons, notes = persons_of(found)
    checked = office.taking_in_people.check(workshop, persons, OPTIONS, notes)
    out = tmp_path / f"wrong{ending}"
    assert people_words.write_rejected(out, texts_for("en"), checked, found) == 2
    back = mapped(read_list(out))
    assert back.table.titles == ("Name", "E-mail", "Phone", "Line", "Reason")
    assert back.columns == {0: "name", 1: "email", 2: "phone"}
    assert "no e-mail address" in str(back.table.rows[0].cells[4])
    if ending == ".xlsx":
        sheet = load_workbook(out).active
        assert [(cell.value, cell.data_type) for cell in sheet[2][:3]] == [("Anna", "s"), ("=1+1", "s"), ("+43 1", "s")]
    else:
        assert [row.cells[1] for row in back.table.rows] == ["'=1+1", "nope"]
        assert out.read_bytes().decode("utf-8-sig").split("\r\n")[2].startswith("'@x;nope;'－1;4;")
    people, _ = persons_of(back)
    assert people[1].name == "@x"  # the apostrophe of the file is not part of the name


def test_a_mapping_is_kept_and_used_again(office: Office, tmp_path: Path) -> None:
    source, kept = tmp_path / "list.csv", tmp_path / "m.toml"
    source.write_bytes('Wer "x";Was;;Wann\nJürgen;a@demo.example;Demo;03/04/2026\n'.encode("cp1252"))
    file = read_list(source)
    chosen = Mapped(
        mapped(file, line=1).table, {0: "name", 1: "email", 2: "organisation", 3: "registered_on"}, DayOrder.MONTH
    )
    people_mapping.save(kept, file, chosen, 1)
    again = people_mapping.read_mapped(source, people_mapping.load(kept), kept.name)
    assert (again.columns, again.order, again.table.lines) == (chosen.columns, DayOrder.MONTH, (1,))
    assert persons_of(again)[0] == persons_of(chosen)[0]
    source.write_text("Name;Was\nx;y\n")
    with pytest.raises(Unreadable, match="mapping_column"):
        people_mapping.read_mapped(source, people_mapping.load(kept), kept.name)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("x", "mapping_broken"), ("weather = 1", "mapping_word"), ("headings = 'x'", "mapping_word"), ("days = 'x'", "mapping_word"),
        ("[columns]\na = 'shoe size'", "mapping_field"), ("[columns]\na = 'name'\nb = 'name'", "mapping_field"),
        ("[columns]\na = ['name']", "mapping_field"), ("headings = true", "mapping_word"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_one_sentence(tmp_path: Path, text: str, kind: str) -> None:
    path = tmp_path / "m.toml"
    path.write_text(text)
    with pytest.raises(Unreadable, match=kind):
        people_mapping.load(path)


def test_five_thousand_rows_within_seconds(office: Office, workshop: str) -> None:
    import time

    for at in range(40):
        contact(office, f"Person{at}", f"Family{at}", f"p{at}@x.example")
    lines = [f"Person{at} Family{at % 900}\tp{at}@x.example\tOffice {at % 300}" for at in range(5_000)]
    started = time.process_time()
    found = check(office, workshop, "\n".join(["Name\tE-mail\tOrganisation", *lines]))
    assert sum(found.counts.values()) == 5_000
    assert time.process_time() - started < 6


def test_every_kind_of_note_and_fault_has_words() -> None:
    import re

    from p2i_desktop.paths import shipped

    folder = shipped("p2i_desktop")
    sources = [
        *folder.glob("exchange/*.py"),
        *folder.glob("services/people_*.py"),
        *folder.glob("services/taking_in_people.py"),
    ]
    code = "\n".join(path.read_text("utf-8") for path in sources)
    kinds = set(re.findall(r'(?:Note|Fault)\((?:[\w.\[\]"() ]+, )?"(\w+)"', code)) | set(
        re.findall(r'_fault\("?\w+"?, "(\w+)"', code)
    )
    assert {"no_address", "merged_cells", "other_length", "cell_error"} <= kinds
    for language in ("en", "de"):
        texts = texts_for(language)
        assert [kind for kind in sorted(kinds) if texts.keyed("table", kind) == kind.replace("_", " ")] == []


def test_a_sheet_named_by_a_mapping_is_read(tmp_path: Path) -> None:
    source, kept = tmp_path / "list.xlsx", tmp_path / "m.toml"
    source.write_bytes(book(table(("Wer", "Wo"), ("Anna", "Demo"))))
    file = read_list(source)
    chosen = Mapped(mapped(file, line=1).table, {0: "name"})
    people_mapping.save(kept, file, chosen, None)
    assert 'sheet = "People"' in kept.read_text()
    assert people_mapping.load(kept).sheet == "People"
    kept.write_text('sheet = "Other"\n')
    with pytest.raises(Unreadable, match="mapping_sheet"):
        people_mapping.read_mapped(source, people_mapping.load(kept), kept.name)
    kept.write_text("")
    assert people_mapping.read_mapped(source, people_mapping.load(kept), kept.name).columns == {}
    other = tmp_path / "list.csv"
    other.write_bytes("Größe\n".encode("cp1252"))
    kept.write_text('encoding = "klingon"\n')
    with pytest.raises(Unreadable, match="mapping_word"):
        people_mapping.read_mapped(other, people_mapping.load(kept), kept.name)


def test_everything_about_a_list_and_its_rows_is_told(office: Office, workshop: str) -> None:
    contact(office, "Anna", "Muster", at="Demo Hospital")
    text = (
        "A list\n\nName\tE-mail\tOrganisation\tDiet\nAnna Muster\t\tDemo Hospital\t\nAna Muster\t\tDemo Hospital\tvegan\n"
        "Bob\tb @x.example\tDemo Hospitel\t\nBob\t\t\t\nEva\tnope\t\t\n"
    )
    found, texts = understood(text), texts_for("en")
    persons, notes = persons_of(found)
    checked = office.taking_in_people.check(workshop, persons, replace(OPTIONS, make_contacts=True), notes)
    assert people_words.whole_list(texts, found, notes) == [
        "1 line above the headings is a title.", "1 empty line is left out.", "Not taken in: Diet",
    ]  # fmt: skip
    assert [people_words.what(texts, line, found) for line in checked.lines] == [
        "Known contact (98 %).",
        "Perhaps Anna Muster, Demo Hospital (90 %).",
        "Becomes a contact. Organisation as written; similar: Demo Hospital (92 %). "
        "Spaces were taken out of the e-mail: b@x.example.",
        "The same person as in line 6.",
        "E-mail: nope is no e-mail address.",
    ]
    assert people_words.sums(texts, checked) == ["2 new", "1 doubtful", "1 twice in the list", "1 wrong"]
