"""Gives the texts of Qt Designer files to the extraction of translatable texts."""

from collections.abc import Iterator
from typing import IO, Any
from xml.etree import ElementTree


def extract(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str | None, Any, list[str]]]:
    """One message per `<string>`; `comment` is its context, `extracomment` a note for the translator."""
    for element in ElementTree.parse(fileobj).iter("string"):
        if element.get("notr") == "true" or not (element.text or "").strip():
            continue
        notes = [element.get("extracomment", "")] if element.get("extracomment") else []
        context = element.get("comment")
        if context:
            yield 0, "pgettext", (context, element.text), notes
        else:
            yield 0, None, element.text, notes
