"""From the records behind a figure to the page that lists them."""

from collections.abc import Iterable

PAGES = {
    "consultation": "consultations",
    "case": "cases",
    "organisation": "organisations",
    "procurement_project": "cases",
    "workshop": "workshops",
}
_MARKED = {"procurement_project": "procurement:"}  # a page that lists two types tells them apart


def page_of(kind: str, ids: Iterable[str]) -> tuple[str, frozenset[str]] | None:
    """The page of records of a type and the keys by which it knows them; None where no page lists them."""
    keys = frozenset(f"{_MARKED.get(kind, '')}{key}" for key in ids)
    return (PAGES[kind], keys) if kind in PAGES and keys else None
