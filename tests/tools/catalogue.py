"""Lists, per language, the texts that its catalogue lacks: `python -m tests.tools.catalogue`."""

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from p2i_desktop.domain.record import COMMON_FIELDS, fields_of, type_key
from p2i_desktop.domain.records import RECORD_TYPES
from p2i_desktop.i18n import SOURCE_LANGUAGE, languages
from p2i_desktop.paths import shipped
from tests.tools.messages import Key, sources


def catalogue(language: str) -> Catalog:
    """The committed catalogue of a language."""
    with shipped("resources", "i18n", f"{language}.po").open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def translation(language_catalogue: Catalog, key: Key) -> tuple[str, ...]:
    """The texts of a key, one per plural form; empty when the catalogue has none."""
    context, text, plural = key
    message = language_catalogue.get((text, plural) if plural else text, context or None)
    if message is None or not message.string:
        return ()
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string,)


def label_keys() -> list[tuple[str, str]]:
    """(context, key) of every label that the records ask for."""
    found: list[tuple[str, str]] = []
    for record_type in RECORD_TYPES:
        found.append(("record", type_key(record_type)))
        for spec in fields_of(record_type):
            found.append((record_type.__name__, spec.name))
            if spec.choices is not None:
                found += [(spec.choices.__name__, member.value) for member in spec.choices]
    assert not set(COMMON_FIELDS) & {key for _, key in found}
    return sorted(set(found))


def missing(language: str) -> list[Key]:
    """What the catalogue of a language lacks."""
    own = catalogue(language)
    lacking: list[Key] = [
        (context, key, "") for context, key in label_keys() if not translation(own, (context, key, ""))
    ]
    if language != SOURCE_LANGUAGE:
        lacking += [key for _, key in sources() if not all(translation(own, key)) or not translation(own, key)]
    return sorted(set(lacking))


if __name__ == "__main__":
    for code in languages():
        for context, text, _ in missing(code):
            print(f"{code}\t{context}\t{text}")
