"""Likely doubles: names compared without accents, order of words and legal forms, held in memory for each letter typed."""

from collections.abc import Mapping

from p2i_desktop.domain.folding import fold
from p2i_desktop.storage import haystack
from p2i_desktop.storage.store import Store

_LEGAL_FORMS = frozenset(
    (
        "gmbh", "ag", "kg", "og", "ges", "mbh", "sro", "spol", "as", "srl", "spa", "sl", "sa", "nv", "bv", "oy", "ab",
        "asa", "doo", "dd", "ltd", "plc", "lda", "sas", "sarl", "eood", "ood",
    )
)  # fmt: skip
_LIKELY = 88.0  # rapidfuzz score from which two names are shown as similar
_SHORTEST = 3  # letters of a name worth comparing
_AT_MOST = 5


class Doubles:
    """The names of all organisations, kept fresh by the journal."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._heads: Mapping[str, int] | None = None
        self._shown: dict[str, str] = {}  # organisation id -> legal name
        self._essences: dict[str, tuple[str, ...]] = {}  # organisation id -> what its names come down to
        self._flat: dict[tuple[str, int], str] = {}

    def similar(self, name: str, except_id: str = "") -> list[tuple[str, str, float]]:
        """(id, legal name, score 0-100) of organisations that may be meant, the likeliest first, at most five."""
        wanted = essence(name)
        if len(wanted) < _SHORTEST:
            return []
        from rapidfuzz import fuzz, process

        self._refresh()
        hits = process.extract(wanted, self._flat, scorer=fuzz.ratio, score_cutoff=_LIKELY, limit=4 * _AT_MOST)
        best: dict[str, tuple[str, str, float]] = {}
        for _, score, (key, _) in hits:
            if key != except_id:
                best.setdefault(key, (key, self._shown[key], score))
        return list(best.values())[:_AT_MOST]

    def _refresh(self) -> None:
        with self._store.connection() as connection:
            now = haystack.heads(connection)
            if now == self._heads:
                return
            before = self._heads
            changed = haystack.changed_since(connection, before, now) if before is not None else None
            ids = changed["organisation"] if changed is not None else None
            if ids is not None and not ids:
                self._heads = now
                return
            found = haystack.organisations(connection, ids)
        for key in ids if ids is not None else list(self._shown):
            self._shown.pop(key, None)
            self._essences.pop(key, None)
        for named in found:
            self._shown[named.id] = named.names[0] if named.names else ""
            self._essences[named.id] = tuple(dict.fromkeys(essence(one) for one in named.names if "@" not in one))
        self._flat = {(key, i): one for key, several in self._essences.items() for i, one in enumerate(several) if one}
        self._heads = now


def essence(name: str) -> str:
    """A name folded, its words in the order of the alphabet, without legal forms and signs."""
    plain = fold(name).replace(".", "")
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return " ".join(sorted(word for word in words if word not in _LEGAL_FORMS)) or " ".join(words)
