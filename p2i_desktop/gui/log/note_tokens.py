"""The tokens of a note while it is typed: only the words around a change are read again, however long the note is."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument

from p2i_desktop.gui.tokens import LONGEST, Lexicon, Token, counted, read


class NoteTokens(QObject):
    """Follows a document; places are those of the document (UTF-16), so they do not fit the text as Python holds it."""

    def __init__(self, document: QTextDocument, lexicon: Lexicon) -> None:
        super().__init__(document)
        self._document = document
        self._lexicon = lexicon
        self._found: list[Token] = []
        document.contentsChange.connect(self._changed)

    def use(self, lexicon: Lexicon) -> None:
        """Reads the whole note again, with other words."""
        if lexicon != self._lexicon:
            self._lexicon = lexicon
            self._found = list(self._read(0, self._end()))

    def tokens(self) -> list[Token]:
        """What `tokens.find` would find in the whole note."""
        return counted(self._found)

    def is_blank(self) -> bool:
        """Whether there is nothing but space; a long note is not read to its end for that."""
        start = self._text(0, min(self._end(), LONGEST))
        return not start.strip() and not (self._end() > LONGEST and self._document.toPlainText().strip())

    def _changed(self, at: int, removed: int, added: int) -> None:
        end = self._end()
        added = min(added, end - at)  # Qt counts the last break when the whole text is set
        first, last = self._word_start(at), self._word_end(at + added)
        shift = added - removed
        before = [token for token in self._found if token.end <= min(first, at)]
        moved = (
            replace(token, start=token.start + shift, end=token.end + shift)
            for token in self._found
            if token.start >= at + removed
        )
        self._found = [*before, *self._read(first, last), *(token for token in moved if token.start >= last)]

    def _read(self, first: int, last: int) -> Iterator[Token]:
        text = self._text(first, last)
        wide = not text.isascii()
        for token in read(text, self._lexicon):
            start = first + (_units(text[: token.start]) if wide else token.start)
            yield replace(token, start=start, end=start + _units(token.word))

    def _text(self, first: int, last: int) -> str:
        if first == 0 and last == self._end():
            return self._document.toPlainText()
        cursor = QTextCursor(self._document)
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def _end(self) -> int:
        return max(0, self._document.characterCount() - 1)

    def _word_start(self, at: int) -> int:
        """Where the word begins that a place lies in; a word longer than any token is not followed further."""
        lowest = max(0, at - LONGEST - 1)
        while at > lowest and not self._document.characterAt(at - 1).isspace():
            at -= 1
        return at

    def _word_end(self, at: int) -> int:
        highest = min(self._end(), at + LONGEST + 1)
        while at < highest and not self._document.characterAt(at).isspace():
            at += 1
        return at


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
