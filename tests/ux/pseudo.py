"""A language made of the English sources: longer, in brackets, so that untranslated and cut texts show themselves."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager

from p2i_desktop.i18n import SOURCE_LANGUAGE, texts_for

_ROOM = ((10, 1.0), (20, 0.8), (30, 0.6), (50, 0.4), (70, 0.31))
_REST = 0.3


def longer(text: str) -> str:
    """The text in brackets, as much longer as a translation may be; line ends and places stay."""
    if not text.strip() or text.startswith("[!!!"):
        return text
    share = next((share for most, share in _ROOM if len(text) <= most), _REST)
    padding = "~" * max(0, round(len(text) * share) - 8)
    if len(padding) > 12:  # in words, as a translation has them: what may wrap can wrap
        padding = " ".join(padding[at : at + 9] for at in range(0, len(padding), 10))
    return f"[!!!{text}{padding}!!!]"


class PseudoCatalogue(gettext.GNUTranslations):
    """Answers every text with its longer form; keyed texts with that of their English words."""

    def __init__(self, english: gettext.GNUTranslations) -> None:
        gettext.NullTranslations.__init__(self)
        self._english = english

    def gettext(self, message: str) -> str:
        return longer(self._english.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return longer(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        found = self._english.pgettext(context, message)
        known = f"{context}\x04{message}" in self._english._catalog  # type: ignore[attr-defined]
        is_key = not known and message.replace("_", "").isalnum() and " " not in message and message.islower()
        return found if is_key else longer(found)


_TEXTS = texts_for(SOURCE_LANGUAGE)
_ENGLISH = _TEXTS._own  # kept here, so that whatever happens inside, the way back leads to English


@contextmanager
def pseudo_language() -> Iterator[None]:
    """English is the pseudo-language inside."""
    assert _ENGLISH is not None
    _TEXTS._own = PseudoCatalogue(_ENGLISH)
    try:
        yield
    finally:
        _TEXTS._own = _ENGLISH


def back_to_english() -> bool:
    """Ends a pseudo-language that somebody left behind; whether there was one."""
    left = isinstance(_TEXTS._own, PseudoCatalogue)
    _TEXTS._own = _ENGLISH
    return left
