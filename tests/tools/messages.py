"""Extracts every translatable text of the code and the forms: what a catalogue must hold."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract, extract_python

from tests.tools import ui_messages

ROOT = Path(__file__).resolve().parent.parent.parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}

Key = tuple[str, str, str]  # context, text, plural ("" = none)


def sources() -> Iterator[tuple[Path, Key]]:
    """(file, key) of each text in the code and in the forms."""
    for path in sorted((ROOT / "p2i_desktop").rglob("*.py")):
        with path.open("rb") as stream:
            for _, message, _, context in extract(extract_python, stream, KEYWORDS, ["Translators:"]):
                yield path, _key(message, context)
    for path in sorted((ROOT / "ui").glob("*.ui")):
        with path.open("rb") as stream:
            for _, function, message, _ in ui_messages.extract(stream, None, None, None):
                yield path, (message[0], message[1], "") if function else ("", message, "")


def _key(message: str | tuple[str, ...], context: str | None) -> Key:
    if isinstance(message, tuple):
        return (context or "", message[0], message[1])
    return (context or "", message, "")
