"""Certificates on paper: nine languages whole, the QR code read back, nothing cut however long, tagged as the standards ask."""

import re
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from p2i_desktop.domain.advice import Topic
from p2i_desktop.domain.certificates import draw, printed
from p2i_desktop.domain.workshops import AttendanceMode, ParticipantRole
from p2i_desktop.i18n import languages, texts_for
from p2i_desktop.paths import shipped
from p2i_desktop.reports import pdf
from p2i_desktop.reports.certificates import paper
from p2i_desktop.reports.certificates.facts import CertificateFacts, CertifiedEvent, CertifiedPerson
from p2i_desktop.reports.certificates.words import LANGUAGES, chosen, words_for
from p2i_desktop.reports.framing import Frame
from tests.reports.reading import Reading
from tests.tools import qr_reader, verapdf

NAMES = {
    "en": "Maria Demo", "de": "Dr. Jürgen Beispiel-Muster", "nl": "Saskia van de Voorbeeld", "es": "José Ángel Ejemplo Núñez",
    "sv": "Åsa Exempelsson", "et": "Õnne Näidis-Tõnisson", "el": "Ελένη Παραδειγματοπούλου", "it": "Niccolò D’Esempio",
    "pt": "João Conceição Exemplo",
}  # fmt: skip
TOPICS = frozenset({Topic.MARKET_CONSULTATION, Topic.IPR, Topic.OTHER})
EVENT = CertifiedEvent(
    "W-2026-09", "Marktkonsultation in der Praxis", "Market consultation in practice", "de", date(2026, 10, 14),
    date(2026, 10, 15), ("Demo House", "Demo Town"), "AT", TOPICS,
    {"": "Demo Centre", "de": "Demo-Zentrum"}, ("Funded by a made-up programme, grant 000000.",), True,
)  # fmt: skip


def person(language: str, name: str = "", **fields: Any) -> CertifiedPerson:
    made = CertifiedPerson(
        language, name or NAMES[language], language, ParticipantRole.PARTICIPANT, AttendanceMode.ON_SITE, 270,
        printed("W-2026-09", draw(lambda n: (language.encode() * n)[:n])), date(2026, 10, 16),
    )  # fmt: skip
    return replace(made, **fields)


def facts(*people: CertifiedPerson, event: CertifiedEvent = EVENT, language: str = "en") -> CertificateFacts:
    frame = Frame(
        texts_for(language),
        datetime(2026, 10, 16, 9, tzinfo=UTC),
        date(2026, 10, 16),
        "1.0",
        1,
        "Demo",
        False,
        "ab" * 32,
    )
    return CertificateFacts(frame, event, people or tuple(person(each) for each in LANGUAGES))


# -- words -------------------------------------------------------------------------------------------------------------
def raw(language: str) -> dict[str, Any]:
    with shipped("resources", "certificates", f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_language_are_complete(language: str) -> None:
    source, own = raw("en"), raw(language)
    assert set(own) - {"topic"} == set(source)
    for key, value in source.items():
        if isinstance(value, str):
            assert own[key].strip() == own[key] != ""
            assert re.findall(r"{\w+}", own[key]) == re.findall(r"{\w+}", value), key
    assert set(own["role"]) == {role.value for role in ParticipantRole}
    for forms in (own["hours"], own["minutes"]):
        assert {"one", "other"} <= set(forms)
        assert all("{n}" in form for form in forms.values())
    assert ("topic" in own) == (language not in languages())
    if "topic" in own:
        assert set(own["topic"]) == {topic.value for topic in Topic} - {Topic.OTHER.value}
        assert len(set(own["topic"].values())) == len(own["topic"])
    if language != "en":
        same = {key for key, value in source.items() if own[key] == value}
        assert same <= {"online", "number"}, f"English left: {same}"


def test_there_is_a_file_for_each_language_and_no_other() -> None:
    found = {path.stem for path in shipped("resources", "certificates").glob("*.toml")}
    assert found == set(LANGUAGES)
    assert chosen("ga", "", "el", "de") == "el"
    assert chosen("ga") == words_for("xx").language == "en"


@pytest.mark.parametrize(
    ("language", "days", "length"),
    [
        ("en", "14 October 2026 – 15 October 2026", "4 hours 30 minutes"),
        ("de", "14. Oktober 2026 – 15. Oktober 2026", "4 Stunden 30 Minuten"),
        ("nl", "14 oktober 2026 – 15 oktober 2026", "4 uur 30 minuten"),
        ("es", "14 de octubre de 2026 – 15 de octubre de 2026", "4 horas 30 minutos"),
        ("sv", "14 oktober 2026 – 15 oktober 2026", "4 timmar 30 minuter"),
        ("et", "14. oktoober 2026 – 15. oktoober 2026", "4 tundi 30 minutit"),
        ("el", "14 Οκτωβρίου 2026 – 15 Οκτωβρίου 2026", "4 ώρες 30 λεπτά"),
        ("it", "14 ottobre 2026 – 15 ottobre 2026", "4 ore 30 minuti"),
        ("pt", "14 de outubro de 2026 – 15 de outubro de 2026", "4 horas 30 minutos"),
    ],
)
def test_days_and_lengths_in_words(language: str, days: str, length: str) -> None:
    words = words_for(language)
    assert words.days(EVENT.starts_on, EVENT.ends_on) == days
    assert words.days(EVENT.starts_on, EVENT.starts_on) == days.split(" – ")[0]
    assert words.length(270) == length
    assert words.length(60) == words.hours["one"].replace("{n}", "1")
    assert words.length(0) == ""


# -- pages -------------------------------------------------------------------------------------------------------------
def test_all_of_an_event_in_one_file_each_in_its_language() -> None:
    made = facts()
    document = paper.build(made)
    assert pdf.missing_glyphs(document) == []
    data = pdf.render(document)
    assert data == pdf.render(paper.build(made))
    read = Reading(data)
    assert len(read.pages) == len(LANGUAGES)
    sections = [node for node in read.nodes("Sect") if "Lang" in node.attributes]
    assert [str(node.attributes["Lang"]) for node in sections] == list(LANGUAGES)
    for section, one in zip(sections, made.people, strict=True):
        words, said = words_for(one.language), read.text(section)
        for text in (
            words.title, words.lead, one.name, words.statement(one.role), words.when, words.place, words.time, words.topics,
            one.number, words.number, words.signature, words.length(270), "Demo House", "grant 000000",
        ):  # fmt: skip
            assert text in said, (one.language, text)
        assert ("Market consultation in practice" in said) == (one.language == "en")
        assert ("Demo-Zentrum" in said) == (one.language == "de")
        heads = [node for node in section.walk() if node.tag == "H1"]
        figures = [str(node.attributes["Alt"]) for node in section.walk() if node.tag == "Figure"]
        assert len(heads) == 1
        assert figures == [words.qr.replace("{number}", one.number), words.emblem]
    titles = [str(item.title) for item in read.pdf.open_outline().root]
    assert titles == [f"{one.name} · {one.number}" for one in made.people]


def test_the_title_of_the_event_in_another_language_is_told() -> None:
    read = Reading(pdf.render(paper.build_one(facts(), person("el"))))
    marked = [str(node.attributes["Lang"]) for node in read.nodes("P") if "Lang" in node.attributes]
    assert marked == ["de"]
    assert str(read.pdf.Root.Lang) == "el"
    assert "el" in str(read.pdf.open_metadata().get("dc:language"))


def test_online_and_roles_and_what_is_not_known() -> None:
    online = person("en", role=ParticipantRole.SPEAKER, mode=AttendanceMode.ONLINE, minutes=0)
    said = Reading(pdf.render(paper.build_one(facts(), online))).text()
    assert "Online" in said
    assert "contributed as a speaker" in said
    assert "Demo House" not in said
    assert "Time attended" not in said
    bare = replace(EVENT, topics=frozenset({Topic.OTHER}), place=(), country="", foot=(), eu_funded=False)
    said = Reading(pdf.render(paper.build_one(facts(event=bare), person("en")))).text()
    assert "Topics" not in said
    assert "Place" not in said


@pytest.mark.parametrize("number", ["W-2026-09-3K7Q9XM2A1", "W-2026-12345-3K7Q9XM2A1", "3K7Q9XM2A1"])
def test_the_qr_code_says_the_number_that_is_printed(number: str) -> None:
    data = pdf.render(paper.build_one(facts(), person("de", number=number)))
    assert number in Reading(data).text()
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    image = page.render(scale=300 / 72).to_pil()
    wide, high = image.size
    corner = image.crop((int(wide * 0.825), int(high * 0.62), int(wide * 0.945), int(high * 0.88)))
    assert qr_reader.read(corner) == number
    document.close()


@pytest.mark.parametrize("language", ["en", "el"])
def test_nothing_is_cut_however_long_it_is(language: str) -> None:
    name = ("Maximiliana Konstantinopolitana von und zu Beispielhausen " * 4)[:199].strip()
    long = replace(
        EVENT, title=("Beschaffungsinnovationsförderungsveranstaltung für alle und überhaupt " * 6)[:399].strip(),
        title_en="", topics=frozenset(Topic), place=("Kongresshaus " * 15, "Musterstadt an der Demo"), language="de",
        foot=("Funding line. " * 36, "Disclaimer. " * 40),
        centre={"": "Demo Centre for Innovation Procurement and everything around it " * 3},
    )  # fmt: skip
    data = pdf.render(paper.build_one(facts(event=long), person(language, name)))
    read = Reading(data)
    said = " ".join(read.text().replace("-", "").split())
    for text in (name, long.title, long.place[0].strip(), words_for(language).named_topics(long.topics)):
        assert " ".join(text.replace("-", "").split()) in said
    assert len(read.pages) == 1
    lines = [line for mark in read.pages[0] if mark.mcid >= 0 for line in mark.lines]
    assert all(line.x >= 28 and line.x + line.width <= 842 - 28 and 28 <= line.y <= 595 - 28 for line in lines)
    placed = sorted((line.y, line.x, line.x + line.width, line.size) for line in lines)
    for (y, left, right, size), (y2, left2, right2, size2) in (
        (one, other) for at, one in enumerate(placed) for other in placed[at + 1 :] if other[0] - one[0] < 20
    ):
        over = y2 - y < 0.72 * max(size, size2) and left < right2 - 0.5 and left2 < right - 0.5
        assert not over, (y, y2, size)


def test_without_anybody_there_is_nothing_to_print() -> None:
    with pytest.raises(ValueError, match="no certificate"):
        paper.build(replace(facts(), people=()))


@pytest.mark.skipif(
    bool(verapdf.missing()),
    reason=f"NOT CHECKED by veraPDF: {', '.join(verapdf.missing())} not installed (dependency group verapdf)",
)
def test_certificates_pass_verapdf(tmp_path: Path) -> None:
    made = facts()
    hostile = person("en", name="<b>&amp; \u202e\U0001f600 \x00 O'Neill")
    files = {
        "joined": paper.build(made),
        "hostile": paper.build_one(made, hostile),
        "alone": paper.build_one(made, person("el")),
    }
    for name, document in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf.render(document))
    verdicts = verapdf.check([tmp_path / f"{name}.pdf" for name in files])
    assert len(verdicts) == 2 * len(files)
    for each in verdicts:
        assert each.compliant, (each.path, each.profile, each.words)
        assert each.rules == {"ua1": 106, "2a": 153}[each.profile]
