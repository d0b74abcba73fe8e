"""What is remembered of lists: written whole, read part by part, a broken file costs nothing but its views."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from p2i_desktop.gui.list_state import FILE_NAME, Layout, ListMemories, ListMemory, SavedView, Shown, load

FULL = ListMemory(
    last=Shown("saved:Mine", "wasser & co", (("advisor", ("@me", "x")), ("state", ("open",))), (("title", True),)),
    layout=Layout(("title", "value"), (("title", 320), ("value", 90))),
    views=(
        SavedView("Mine", Shown("saved:Mine", "", (("state", ("quiet",)),), (("number", False), ("title", True)))),
        SavedView("„Ñandú“ \u202e=1+1", Shown(), Layout(("phase",), ())),
    ),
    rows=(("file-1", "case-1"), ("file-2", "case-9")),
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    ListMemories(tmp_path, {"cases": FULL, "contacts": ListMemory()}).write()
    again = load(tmp_path)
    assert again.bad == []
    assert again.of("cases") == FULL
    assert again.of("contacts") == ListMemory()
    assert again.of("unknown") == ListMemory()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"lists": 3}', "\x00", "[" * 3000, '{"version": 1}'])
def test_a_broken_file_is_kept_aside_and_named(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text, "utf-8")
    found = load(tmp_path)
    assert found.bad == [FILE_NAME]
    assert found.lists == {}
    assert (tmp_path / "views.broken.json").read_text("utf-8") == text


def test_a_bad_part_costs_no_other(tmp_path: Path) -> None:
    ListMemories(tmp_path, {"cases": FULL}).write()
    raw = json.loads((tmp_path / FILE_NAME).read_text("utf-8"))
    raw["lists"]["cases"]["layout"]["widths"]["title"] = "wide"
    raw["lists"]["cases"]["views"][0]["shown"]["order"] = [["number", 1], ["title", True]]
    raw["lists"]["cases"]["views"].append({"name": 7})
    raw["lists"]["contacts"] = "all"
    (tmp_path / FILE_NAME).write_text(json.dumps(raw), "utf-8")
    found = load(tmp_path)
    assert set(found.bad) == {
        "cases.layout.widths", "cases.views.shown.order", "cases.views.name", "contacts",
    }  # fmt: skip
    cases = found.of("cases")
    assert cases.last == FULL.last
    assert cases.layout == Layout(("title", "value"), (("value", 90),))
    assert [view.name for view in cases.views] == [view.name for view in FULL.views]
    assert cases.views[0].shown.order == (("title", True),)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
_KEYS = st.sampled_from(["last", "layout", "views", "rows", "shown", "name", "choices", "order", "columns", "widths"])


@settings(max_examples=60, deadline=None)
@given(raw=st.dictionaries(st.text(max_size=5), st.dictionaries(_KEYS, _JSON | st.dictionaries(_KEYS, _JSON))))
def test_no_content_of_the_file_keeps_the_window_from_opening(
    raw: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("state")
    (folder / FILE_NAME).write_text(json.dumps({"lists": raw}), "utf-8")
    found = load(folder)
    found.write()
    assert load(folder).lists == found.lists


def test_views_are_added_changed_and_taken_away() -> None:
    memory = ListMemory().with_view(SavedView("A")).with_view(SavedView("B"))
    memory = memory.with_view(SavedView("A", Shown(text="x")))
    assert [(view.name, view.shown.text) for view in memory.views] == [("A", "x"), ("B", "")]
    assert memory.without_view("A").saved("A") is None
    for number in range(50):
        memory = memory.with_row(f"file-{number}", "key")
    assert len(memory.rows) == 20
    assert memory.rows[-1] == ("file-49", "key")
