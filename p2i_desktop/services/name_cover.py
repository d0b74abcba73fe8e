"""Takes names that a file knows out of texts that people wrote."""

import re
from collections.abc import Iterable

_SHORTEST = 3  # letters; shorter ones stand in too many words


class NameCover:
    """Puts `word` in the place of whole names and of their last parts."""

    def __init__(self, names: Iterable[str], word: str) -> None:
        parts = {part for name in names for part in (name.strip(), *name.split()[-1:])}
        found = sorted((name for name in parts if len(name) >= _SHORTEST), key=lambda name: (-len(name), name))
        inside = "|".join(re.escape(name) for name in found)
        self._word = word
        self._names = re.compile(rf"(?<!\w)(?:{inside})(?!\w)", re.IGNORECASE) if inside else None

    def text(self, text: str) -> str:
        """The text without the names."""
        return self._names.sub(lambda _: self._word, text) if self._names is not None else text
