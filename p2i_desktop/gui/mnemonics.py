"""Alt+letter for every field: the first letter of a label that is still free in its form, in every language."""

from collections.abc import Iterable
from typing import cast

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPushButton, QRadioButton, QWidget


def assign(form: QWidget, taken: Iterable[str] = ()) -> None:
    """Gives each label with a buddy, each box and each button of a form a letter of its own, where one is left.

    A letter that stands in the text already (`&Save`) is kept. `taken` are letters of the window around.
    """
    used = {letter.casefold() for letter in taken}
    waiting: list[QLabel | QAbstractButton] = []
    for widget in _worded(form):
        own = letter_of(widget.text())
        if own and own not in used:
            used.add(own)
        elif widget.text().strip():
            waiting.append(widget)
    texts = [_bare(widget.text()) for widget in waiting]
    given = _share_out([_letters(text, used) for text in texts])
    for number, (widget, words) in enumerate(zip(waiting, texts, strict=True)):
        letter = given.get(number)
        place = next((i for i, c in enumerate(words) if c.casefold() == letter), None) if letter else None
        widget.setText(_doubled(words, place))


def _letters(words: str, used: set[str]) -> list[str]:
    return list(dict.fromkeys(c.casefold() for c in words if c.isalpha() and c.casefold() not in used))


def _share_out(wishes: list[list[str]]) -> dict[int, str]:
    """As many as possible get one of their letters, the earlier ones first (Kuhn's augmenting paths)."""
    owner: dict[str, int] = {}

    def give(number: int, tried: set[str]) -> bool:
        for letter in wishes[number]:
            if letter not in tried:
                tried.add(letter)
                if letter not in owner or give(owner[letter], tried):
                    owner[letter] = number
                    return True
        return False

    for number in range(len(wishes)):
        give(number, set())
    return {number: letter for letter, number in owner.items()}


def letter_of(text: str) -> str:
    """The mnemonic in a text, folded; empty when it has none."""
    rest = text.replace("&&", "")
    place = rest.find("&")
    return rest[place + 1].casefold() if 0 <= place < len(rest) - 1 else ""


def _worded(form: QWidget) -> list[QLabel | QAbstractButton]:
    labels = [label for label in cast(list[QLabel], form.findChildren(QLabel)) if label.buddy() is not None]
    boxes = [box for kind in (QCheckBox, QRadioButton) for box in cast(list[QAbstractButton], form.findChildren(kind))]
    buttons = [
        button
        for button in cast(list[QPushButton], form.findChildren(QPushButton))
        if button.property("kind") not in ("chip",) and not button.objectName().startswith("qt_")
    ]
    return [*labels, *boxes, *buttons]


def _bare(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _doubled(words: str, place: int | None) -> str:
    parts = [("&" if i == place else "") + ("&&" if c == "&" else c) for i, c in enumerate(words)]
    return "".join(parts)
