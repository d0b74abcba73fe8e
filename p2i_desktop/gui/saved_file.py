"""A file that was just written: its name in a toast, with the ways to it."""

from pathlib import Path

from p2i_desktop.gui.screen import Bench


def say_saved(bench: Bench, path: Path) -> None:
    """Says where a file lies, and opens it or its folder when asked."""
    texts = bench.texts
    words = texts._("Saved as {name}.").replace("{name}", path.name)
    actions = (
        (texts._("Open"), lambda: show_path(bench, path)),
        (texts._("Open folder"), lambda: show_path(bench, path.parent)),
    )
    bench.toast(words, actions=actions)


def show_path(bench: Bench, path: Path) -> None:
    """Opens a file or folder; where the system has no program for it, its place is said."""
    if not bench.doors.show_file(path):
        bench.toast(bench.texts._("No program opens this file here. It lies at {path}.").replace("{path}", str(path)))
