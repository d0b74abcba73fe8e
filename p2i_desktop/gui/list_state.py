"""What a window remembers of its lists: the state each was left in and the views that were saved, in one file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from p2i_desktop.paths import replace_file

FILE_NAME = "views.json"
MOST_FILES = 20  # whose marked row is remembered
MOST_VIEWS = 40  # of one list
LONGEST_NAME = 60
LONGEST_TEXT = 1000

Choices = tuple[tuple[str, tuple[str, ...]], ...]  # filter -> values, by the name of the filter
Order = tuple[tuple[str, bool], ...]  # (column, descending), the first key first
Widths = tuple[tuple[str, int], ...]  # column -> pixels at 100 %


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns stand in which order, and the widths that somebody gave them; () = as the list is delivered."""

    columns: tuple[str, ...] = ()
    widths: Widths = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list shows and how it is sorted; `view` is the one it was taken from."""

    view: str = ""
    text: str = ""
    choices: Choices = ()
    order: Order = ()


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view under a name of the user's own."""

    name: str
    shown: Shown = Shown()
    layout: Layout = Layout()


@dataclass(frozen=True, slots=True)
class ListMemory:
    """All that is remembered of one list; `layout` is that of the delivered views, `rows` the marked row by file."""

    last: Shown | None = None
    layout: Layout = Layout()
    views: tuple[SavedView, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()

    def saved(self, name: str) -> SavedView | None:
        """The view of this name."""
        return next((view for view in self.views if view.name == name), None)

    def with_view(self, view: SavedView) -> ListMemory:
        """The view added, or put in the place of the one of its name."""
        if self.saved(view.name) is None:
            return replace(self, views=(*self.views, view)[-MOST_VIEWS:])
        return replace(self, views=tuple(view if one.name == view.name else one for one in self.views))

    def without_view(self, name: str) -> ListMemory:
        """The view of this name taken away."""
        return replace(self, views=tuple(one for one in self.views if one.name != name))

    def with_row(self, file_id: str, key: str) -> ListMemory:
        """The row that is marked in a file; the files that were open last are kept."""
        others = tuple(pair for pair in self.rows if pair[0] != file_id)
        return replace(self, rows=(*others, (file_id, key))[-MOST_FILES:])


@dataclass
class ListMemories:
    """The memories of all lists; `write` puts them into the folder, whole or not at all."""

    folder: Path
    lists: dict[str, ListMemory] = field(default_factory=dict)
    bad: list[str] = field(default_factory=list)  # what was not understood when they were read
    file_id: str = ""  # of the file that is open

    def of(self, name: str) -> ListMemory:
        """What is remembered of a list; a fresh memory where there is nothing."""
        return self.lists.get(name, ListMemory())

    def keep(self, name: str, memory: ListMemory) -> None:
        """Remembers from now on; written by `write`."""
        self.lists[name] = memory

    def write(self) -> None:
        """Writes the file; OSError when the folder cannot be written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lists = {name: _memory_json(memory) for name, memory in sorted(self.lists.items())}
        text = json.dumps({"version": 1, "lists": lists}, ensure_ascii=True, indent=1, sort_keys=True)
        replace_file(self.folder / FILE_NAME, (text + "\n").encode("ascii"))


def load(folder: Path) -> ListMemories:
    """The memories of a folder. What is not understood is left out and named; a broken file is kept aside and named."""
    path = folder / FILE_NAME
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(raw, dict) or not isinstance(raw.get("lists"), dict):
            raise ValueError
    except FileNotFoundError:
        return ListMemories(folder)
    except (OSError, ValueError, RecursionError):
        _keep_aside(path)
        return ListMemories(folder, bad=[FILE_NAME])
    bad: list[str] = []
    found = {str(name): _memory(value, str(name), bad) for name, value in raw["lists"].items()}
    return ListMemories(folder, found, bad)


def _keep_aside(path: Path) -> None:
    try:
        path.replace(path.with_suffix(".broken.json"))
    except OSError:
        return  # the reading goes on without; the file stays where it was


# -- as JSON -----------------------------------------------------------------------------------------------------------
def _shown_json(shown: Shown) -> dict[str, Any]:
    return {"view": shown.view, "text": shown.text, "choices": dict(shown.choices), "order": shown.order}


def _layout_json(layout: Layout) -> dict[str, Any]:
    return {"columns": layout.columns, "widths": dict(layout.widths)}


def _memory_json(memory: ListMemory) -> dict[str, Any]:
    views = [
        {"name": view.name, "shown": _shown_json(view.shown), "layout": _layout_json(view.layout)}
        for view in memory.views
    ]
    found: dict[str, Any] = {"layout": _layout_json(memory.layout), "views": views, "rows": memory.rows}
    return found | ({"last": _shown_json(memory.last)} if memory.last is not None else {})


# -- from JSON: each part by itself, so that one bad part costs no other --------------------------------------------------
def _memory(raw: Any, where: str, bad: list[str]) -> ListMemory:
    raw = _part(raw, dict, where, bad)
    views = [_view(one, f"{where}.views", bad) for one in _part(raw.get("views", []), list, f"{where}.views", bad)]
    rows = _pairs(raw.get("rows", []), f"{where}.rows", bad, lambda value: isinstance(value, str))
    return ListMemory(
        last=_shown(raw["last"], f"{where}.last", bad) if "last" in raw else None,
        layout=_layout(raw.get("layout", {}), f"{where}.layout", bad),
        views=tuple({view.name: view for view in views if view is not None}.values())[:MOST_VIEWS],
        rows=rows[-MOST_FILES:],
    )


def _view(raw: Any, where: str, bad: list[str]) -> SavedView | None:
    raw = _part(raw, dict, where, bad)
    name = raw.get("name")
    if not isinstance(name, str) or not name.strip():
        bad.append(f"{where}.name")
        return None
    shown = _shown(raw.get("shown", {}), f"{where}.shown", bad)
    return SavedView(name[:LONGEST_NAME], shown, _layout(raw.get("layout", {}), f"{where}.layout", bad))


def _shown(raw: Any, where: str, bad: list[str]) -> Shown:
    raw = _part(raw, dict, where, bad)
    choices = []
    for name, values in _part(raw.get("choices", {}), dict, f"{where}.choices", bad).items():
        choices.append((str(name), _words(values, f"{where}.choices.{name}", bad)))
    order = _pairs(raw.get("order", []), f"{where}.order", bad, lambda value: isinstance(value, bool))
    view, text = (_part(raw.get(name, ""), str, f"{where}.{name}", bad) for name in ("view", "text"))
    return Shown(view, text[:LONGEST_TEXT], tuple(sorted(choices)), order[:2])


def _layout(raw: Any, where: str, bad: list[str]) -> Layout:
    raw = _part(raw, dict, where, bad)
    widths = _part(raw.get("widths", {}), dict, f"{where}.widths", bad)
    good = {name: value for name, value in widths.items() if type(value) is int and 0 < value < 10_000}
    if len(good) < len(widths):
        bad.append(f"{where}.widths")
    return Layout(_words(raw.get("columns", []), f"{where}.columns", bad), tuple(sorted(good.items())))


def _part(raw: Any, kind: type[Any], where: str, bad: list[str]) -> Any:
    if isinstance(raw, kind):
        return raw
    bad.append(where)
    return kind()


def _words(raw: Any, where: str, bad: list[str]) -> tuple[str, ...]:
    found = _part(raw, list, where, bad)
    good = [word for word in found if isinstance(word, str)]
    if len(good) < len(found):
        bad.append(where)
    return tuple(dict.fromkeys(good))


def _pairs(raw: Any, where: str, bad: list[str], right: Callable[[Any], bool]) -> tuple[tuple[str, Any], ...]:
    found: Iterable[Any] = _part(raw, list, where, bad)
    good = [
        (one[0], one[1])
        for one in found
        if isinstance(one, list) and len(one) == 2 and isinstance(one[0], str) and right(one[1])
    ]
    if len(good) < len(list(found)):
        bad.append(where)
    return tuple(good)
