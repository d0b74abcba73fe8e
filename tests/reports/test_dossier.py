"""The dossier: everything about a case on paper and in the workbook; anonymised it names nobody; for its readers only."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, Confidentiality, Consultation
from p2i_desktop.domain.knowledge import Attachment
from p2i_desktop.domain.parties import Contact, Organisation, StaffMember
from p2i_desktop.domain.record import FieldKind, fields_of
from p2i_desktop.i18n import texts_for
from p2i_desktop.reports import dossier, pdf
from p2i_desktop.reports.document import Document
from p2i_desktop.reports.dossier import DossierFacts
from p2i_desktop.services.confidential import sees_case
from p2i_desktop.services.demo import make_demo
from p2i_desktop.services.dossier_facts import gather
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.office import Office, look_at
from p2i_desktop.settings import Settings
from tests.reports import dossier_world as world
from tests.reports.reading import Reading
from tests.tools import verapdf


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Office]:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    with world.told(tmp_path / "case.p2i", inbox) as office:
        yield office


def paper(office: Office, language: str = "en", *, anonymise: bool = False, key: str = world.CASE) -> bytes:
    return office.printing.paper("dossier", key=key, language=language, anonymise=anonymise).data


def words_of(data: bytes) -> str:
    """All text of all pages as it was drawn, without breaks inside words."""
    return "\n".join(mark.text for page in Reading(data).pages for mark in page)


def sheets_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(path)
    return {sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows()] for sheet in book}


def unpacked(path: Path) -> str:
    """Every byte of a workbook's parts, and of its properties."""
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


def properties(data: bytes) -> str:
    """What the file says about itself, in both places."""
    with pikepdf.open(io.BytesIO(data)) as file:
        said = [str(file.docinfo[key]) for key in file.docinfo.keys()]  # noqa: SIM118 - no mapping
        return " ".join((*said, bytes(file.Root.Metadata.read_bytes()).decode()))


def gathered(office: Office, anonymise: bool = False, language: str = "en", key: str = world.CASE) -> DossierFacts:
    return gather(office.work, key, texts_for(language), office.clock.now(), anonymise)


def names(document: Document) -> str:
    return repr(document)


@pytest.mark.parametrize("language", ["en", "de"])
def test_everything_about_the_case_stands_on_paper(told: Office, language: str) -> None:
    text = words_of(paper(told, language))
    for marker in (
        "Title", "Hospital", "Given1", "Advisor1", "Need", "Desired", "Risks", "Subject1", "Talknote2", "Advice1", "Action",
        "Doneaction", "Line", "Procurement", "Noticetitle", "Supplier", "Filename", "Othertitle", "Linknote", "Comment",
        "Reasonback", "Ownref", "Results",
    ):  # fmt: skip
        assert world.marked(marker) in text, marker
    assert "QZX-2026-0001" in text
    assert "123456-2026" in text
    assert "<b>bold</b>" in text  # printed literally
    assert world.marked("Given2") not in text  # a restricted contact is never named


def test_the_days_of_the_phases_add_up(told: Office) -> None:
    facts = gathered(told)
    assert [(m.since, m.until, m.days) for m in facts.phases] == [
        (date(2026, 1, 15), date(2026, 3, 1), 45), (date(2026, 3, 1), date(2026, 3, 11), 10),
        (date(2026, 3, 11), None, 255),
    ]  # fmt: skip
    assert sum(m.days or 0 for m in facts.phases) == (date(2026, 11, 21) - date(2026, 1, 15)).days
    assert sum(m.days or 0 for m in facts.statuses) == sum(m.days or 0 for m in facts.phases)


def test_the_workbook_has_the_same_rows_as_typed_cells(told: Office, tmp_path: Path) -> None:
    made = told.printing.make("dossier", key=world.CASE, form="xlsx", language="en", out=tmp_path / "d.xlsx")
    sheets = sheets_of(made.path)
    assert made.count == len(sheets)
    assert list(sheets)[:3] == ["Facts", "Organisations", "Phases"]
    talks = sheets["Consultations"]
    assert talks[0][:4] == ("Date", "Kind", "Channel", "Minutes")
    assert [(row[0], row[3], row[8]) for row in talks[1:]] == [
        (datetime(2026, 2, n), 25, world.marked(f"Talknote{n}")) for n in (1, 2)
    ]  # fmt: skip
    assert sheets["Documents"][1][4] == told.store.find(Attachment)[0].sha256
    assert sheets["Phases"][1][1] == datetime(2026, 1, 15)


def test_the_dossier_is_named_after_the_number_and_made_twice_the_same(told: Office, tmp_path: Path) -> None:
    first = told.printing.paper("dossier", key=world.CASE, language="de")
    assert first.name == "P2I_Falldossier_QZX-2026-0001_2026-11-21.pdf"
    assert first.data == told.printing.paper("dossier", key=world.CASE, language="de").data
    hidden = told.printing.paper("dossier", key=world.CASE, language="en", anonymise=True)
    assert hidden.name == "P2I_Case-dossier_anonymised_2026-11-21.pdf"


@pytest.mark.parametrize("language", ["en", "de"])
def test_anonymised_it_holds_no_name_and_no_text_of_anybody(told: Office, tmp_path: Path, language: str) -> None:
    data = paper(told, language, anonymise=True)
    document = dossier.build(gathered(told, True, language))
    book = told.printing.make(
        "dossier", key=world.CASE, form="xlsx", language=language, anonymise=True, out=tmp_path / "a.xlsx"
    ).path
    info = properties(data)
    for where, text in (
        ("paper", words_of(data)), ("document", names(document)), ("book", unpacked(book)), ("properties", info),
    ):  # fmt: skip
        for marker in (world.MARK, "QZX", "QZ1", "123456-2026", "AT13", "demo.example"):
            assert marker.lower() not in text.lower(), (where, marker)
    text = words_of(data)
    assert {"en": "Advising person 1", "de": "Beratende Person 1"}[language] in text
    assert {"en": "Austria", "de": "Österreich"}[language] in text


def test_figures_are_the_same_with_and_without_names(told: Office) -> None:
    whole, hidden = gathered(told), gathered(told, True)
    assert [m.days for m in whole.phases] == [m.days for m in hidden.phases]
    assert [(k.on, k.minutes, k.channel) for k in whole.talks] == [(k.on, k.minutes, k.channel) for k in hidden.talks]
    for name in ("talks", "actions", "checklist", "files", "answers", "links", "parties", "procurements"):
        assert len(getattr(whole, name)) == len(getattr(hidden, name)), name


def personal(office: Office) -> set[str]:
    """Every name and every free text of the file that is long enough to be told from an ordinary word."""
    found: set[str] = set()
    for kind in (Organisation, Contact, StaffMember):
        for record in office.store.stream(kind):
            texts = [
                getattr(record, spec.name)
                for spec in fields_of(kind)
                if spec.kind is FieldKind.TEXT and not spec.pattern
            ]
            found |= {text for text in texts if len(text) > 5}
            if isinstance(record, Organisation):
                found |= set(record.other_names)
    for case in office.store.stream(Case):
        found |= {text for text in (case.title, case.number, case.need, case.result) if len(text) > 5}
    for talk in office.store.stream(Consultation):
        found |= {text for text in (talk.subject, talk.note, talk.advice) if len(text) > 5}
    return found


def test_no_name_of_the_demo_centre_is_in_any_anonymised_dossier(tmp_path: Path) -> None:
    make_demo(tmp_path / "demo.p2i", scale=60, today=date(2026, 11, 20), language="de")
    clock = FixedClock(datetime(2026, 11, 20, 12, tzinfo=UTC))
    with look_at(tmp_path / "demo.p2i", clock=clock, settings=Settings(language="de")) as office:
        secrets = personal(office) - {"Demo", "contacted the centre"}
        source = {text for contact in office.store.stream(Contact) for text in (contact.data_source,)}
        secrets -= source  # how the centre came to know a person: no name
        assert len(secrets) > 100
        for case in [one for one in office.store.find(Case) if sees_case(office.work, one)][:25]:
            facts = gathered(office, True, "de", case.id)
            text = names(dossier.build(facts)) + repr(dossier.workbook(facts))
            text = text.replace(facts.centre_name, "")  # the centre makes the report and is named
            leaked = [secret for secret in secrets if secret in text and secret not in facts.centre_name]
            assert leaked == [], case.number


def test_a_restricted_case_is_for_its_advisors_only(told: Office) -> None:
    case = told.advice.case(world.CASE)
    told.advice.save_case(replace(case, confidentiality=Confidentiality.RESTRICTED))
    told.use_settings(replace(told.settings, staff="QZ2"))
    assert "Restricted" in words_of(paper(told))
    told.centre.save_staff(StaffMember(name="Demo Third", initials="X3"))
    told.use_settings(replace(told.settings, staff="X3"))
    with pytest.raises(Missing):
        paper(told)
    with pytest.raises(Missing):
        told.printing.paper("dossier", key="no such case")


def test_the_empty_case_has_a_dossier(told: Office, tmp_path: Path) -> None:
    blank = replace(told.advice.blank_case(), title="Only a title")
    told.advice.open_case(blank)
    for anonymise in (False, True):
        data = paper(told, key=blank.id, anonymise=anonymise)
        assert ("Only a title" in words_of(data)) is not anonymise
        told.printing.make("dossier", key=blank.id, form="xlsx", anonymise=anonymise, out=tmp_path / "b.xlsx")


def test_hostile_and_long_texts_are_printed(told: Office) -> None:
    from tests.reports.offices import HOSTILE

    talk = told.store.find(Consultation, case=world.CASE)[0]
    told.advice.save_consultation(replace(talk, note=HOSTILE + "\n" + "x" * 20_000, subject=HOSTILE[:200]))
    assert pdf.missing_glyphs(dossier.build(gathered(told)))
    assert "DROP" in words_of(paper(told))


@pytest.mark.skipif(
    bool(verapdf.missing()),
    reason=f"NOT CHECKED by veraPDF: {', '.join(verapdf.missing())} not installed (dependency group verapdf)",
)
def test_the_dossier_passes_verapdf(told: Office, tmp_path: Path) -> None:
    made = []
    for language in ("en", "de"):
        for anonymise in (False, True):
            out = tmp_path / f"{language}-{anonymise}.pdf"
            made.append(
                told.printing.make(
                    "dossier", key=world.CASE, form="pdf", language=language, anonymise=anonymise, out=out
                ).path
            )
    blank = replace(told.advice.blank_case(), title="Only a title")
    told.advice.open_case(blank)
    made.append(told.printing.make("dossier", key=blank.id, form="pdf", out=tmp_path / "blank.pdf").path)
    for each in verapdf.check(made):
        assert each.compliant, (each.path, each.profile, each.words)
