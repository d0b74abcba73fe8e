"""Official code lists as files: the shapes that are read, and what every wrong file is told."""

import json
from pathlib import Path

import pytest

from p2i_desktop.exchange.code_lists import read
from p2i_desktop.exchange.errors import Unreadable
from p2i_desktop.i18n import languages, texts_for

GENERICODE = """<?xml version="1.0" encoding="UTF-8"?>
<gc:CodeList xmlns:gc="http://docs.oasis-open.org/codelist/ns/genericode/1.0/">
 <Identification><ShortName>demo</ShortName><Version>2026-1</Version></Identification>
 <SimpleCodeList>
  <Row><Value ColumnRef="code"><SimpleValue>one</SimpleValue></Value>
   <Value ColumnRef="Name"><SimpleValue>First &amp; best</SimpleValue></Value>
   <Value ColumnRef="deu_label"><SimpleValue>Erste</SimpleValue></Value></Row>
 </SimpleCodeList>
</gc:CodeList>"""
TRANSLATION = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">
<properties>
 <entry key="code|name|demo.one">{one}</entry>
 <entry key="code|description|demo.one">not a label</entry>
 <entry key="code|name|other.a.b">{two}</entry>
</properties>"""


def envelope(name: str = "demo", version: str = "1", **codes: dict[str, str]) -> str:
    return json.dumps(
        {"list": name, "version": version, "source": "OP-TED/eForms-SDK 9.9 x.gc, CC BY 4.0", "codes": codes}
    )


def test_a_file_with_its_envelope_and_one_without(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(envelope(one={"en": "One", "de": "Eins"}), "utf-8")
    (tmp_path / "cpv_10lang.json").write_text('{"72000000": {"en": "IT services"}}', "utf-8")
    (tmp_path / "nuts_10lang.json").write_text('{"AT13": {"en": "Wien"}}', "utf-8-sig")
    (tmp_path / "README.md").write_text("left alone", "utf-8")
    found = {one.name: one for one in read(tmp_path).lists}
    assert set(found) == {"demo", "cpv", "nuts"}
    assert found["demo"].codes == {"one": {"en": "One", "de": "Eins"}}
    assert found["cpv"].version == "CPV 2008"
    # What came in one folder came from one edition.
    assert found["nuts"].source == "OP-TED/eForms-SDK 9.9, CC BY 4.0"


def test_genericode_and_translations_of_one_list_stand_together(tmp_path: Path) -> None:
    (tmp_path / "demo.gc").write_text(GENERICODE, "utf-8")
    (tmp_path / "code_el.xml").write_text(TRANSLATION.format(one="Πρώτο", two="Δύο"), "utf-8")
    (tmp_path / "code_fr.xml").write_text(TRANSLATION.format(one="Un", two="Deux"), "utf-8")
    reading = read(tmp_path)
    found = {one.name: one for one in reading.lists}
    assert found["demo"].version == "2026-1"
    assert found["demo"].codes == {"one": {"en": "First & best", "de": "Erste", "el": "Πρώτο"}}
    assert found["other"].codes == {"a.b": {"el": "Δύο"}}
    assert reading.rejected == []  # code_fr.xml: a language that the product does not speak
    assert (found["demo"].whole, found["other"].whole) == (True, False)


BOMB = """<?xml version="1.0"?><!DOCTYPE properties [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<properties><entry key="code|name|demo.one">&b;</entry></properties>"""
STEAL = """<?xml version="1.0"?><!DOCTYPE properties [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<properties><entry key="code|name|demo.one">&a;</entry></properties>"""
WRONG = {
    "cut_off": ("a.json", b'{"list": "demo", "codes": {'),
    "not_utf8": ("b.json", '{"1": {"en": "Größe"}}'.encode("latin-1")),
    "no_code": ("c.json", b'{"list": "demo", "codes": {}}'),
    "entities": ("code_en.xml", BOMB.encode()),
    "no_code_list": ("d.json", b'{"name": "something else"}'),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_file_is_a_sentence(tmp_path: Path, kind: str) -> None:
    name, data = WRONG[kind]
    (tmp_path / name).write_bytes(data)
    for path in (tmp_path / name, tmp_path):
        with pytest.raises(Unreadable) as caught:
            read(path)
        assert (caught.value.kind, caught.value.name) == (kind, name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.json", b"[]"), ("list.json", b'{"72000000": "no labels"}'), ("list.json", b'{"1": {"en": 5}}'),
        ("list.json", b"[" * 100_000), ("list.json", b"1" * 10_000), ("notes.txt", b"no list"),
        ("code_en.xml", b"<other/>"), ("steal_en.xml", b"<html></html>"),
    ],
)  # fmt: skip
def test_what_is_something_else_is_called_so(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(Unreadable, match="no_code_list"):
        read(tmp_path / name)


def test_no_address_is_followed(tmp_path: Path) -> None:
    (tmp_path / "code_en.xml").write_text(STEAL, "utf-8")
    with pytest.raises(Unreadable, match="entities"):
        read(tmp_path / "code_en.xml")


def test_one_wrong_file_of_a_folder_does_not_keep_the_others_out(tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text(envelope(one={"en": "One"}), "utf-8")
    (tmp_path / "index.json").write_text('{"ublVersion": "2.3", "codelists": []}', "utf-8")
    reading = read(tmp_path)
    assert [one.name for one in reading.lists] == ["demo"]
    assert [error.name for error in reading.rejected] == ["index.json"]


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no_list"):
        read(tmp_path)


@pytest.mark.parametrize("language", languages())
def test_every_reason_has_words(language: str) -> None:
    texts = texts_for(language)
    kinds = [*WRONG, "no_list", "too_large", "too_many"]
    assert [kind for kind in kinds if not texts.has("error_in", kind)] == []
