"""Every language says everything: no text of the code, the forms or the records is missing in a catalogue."""

import re

import pytest

from p2i_desktop.domain.plans import Light
from p2i_desktop.i18n import SOURCE_LANGUAGE, languages, texts_for
from tests.tools.catalogue import catalogue, missing, translation
from tests.tools.messages import sources

TRANSLATED = [code for code in languages() if code != SOURCE_LANGUAGE]
PLACEHOLDER = re.compile(r"\{[a-z_]*\}")


@pytest.mark.parametrize("language", languages())
def test_nothing_is_missing(language: str) -> None:
    assert missing(language) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_are_the_same(language: str) -> None:
    own = catalogue(language)
    wrong = []
    for path, key in sources():
        wanted = {name for text in key[1:] for name in PLACEHOLDER.findall(text)}
        for form in translation(own, key):
            if set(PLACEHOLDER.findall(form)) - wanted or wanted - set(PLACEHOLDER.findall(form)) - {"{n}"}:
                wrong.append((path.name, key, form))
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_keyed_texts_have_the_placeholders_of_the_source_language(language: str) -> None:
    own, source = catalogue(language), catalogue(SOURCE_LANGUAGE)
    for message in source:
        if message.id and message.context:
            found = translation(own, (message.context, str(message.id), ""))
            assert found, (message.context, message.id)
            assert set(PLACEHOLDER.findall(found[0])) == set(PLACEHOLDER.findall(str(message.string))), message.id


@pytest.mark.parametrize("language", languages())
def test_no_text_is_in_the_catalogue_for_nothing(language: str) -> None:
    used = {key[:2] for _, key in sources()}
    for message in catalogue(language):
        if message.id and not message.context:
            text = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
            assert ("", text) in used, text


def test_a_light_is_told_by_what_it_means_and_a_theme_by_its_brightness() -> None:
    colours = {"green", "yellow", "red", "grün", "gelb", "rot"}
    for language in ("en", "de"):
        texts = texts_for(language)
        assert colours.isdisjoint(texts.label(light).casefold() for light in Light)
        assert texts._("Light") != texts._("Traffic light")
