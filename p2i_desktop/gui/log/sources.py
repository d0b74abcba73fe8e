"""Sources of the quick log: persons of the caller's organisation come first."""

from collections.abc import Callable, Sequence

from p2i_desktop.domain.folding import fold
from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.fields.sources import DeskSources


class LogSources(DeskSources):
    """As the desk's, but a search for persons starts with those of the organisation that calls."""

    people: tuple[tuple[str, str], ...] = ()

    def search(self, target: str, text: str, then: Callable[[Sequence[Hit]], None]) -> None:
        if target != "Contact":
            super().search(target, text, then)
            return
        near = [Hit(key, title) for key, title in self.people if fold(text) in fold(title)]
        if not text:
            then(near)
            return
        known = {hit.key for hit in near}
        super().search(target, text, lambda far: then([*near, *(hit for hit in far if hit.key not in known)]))
