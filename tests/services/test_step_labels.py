"""Every step that a verb can write has words in every language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import p2i_desktop.services
from p2i_desktop.domain.record import type_key
from p2i_desktop.domain.records import RECORD_TYPES
from p2i_desktop.i18n import languages, texts_for
from p2i_desktop.services.plan_rows import LABELS as PLAN_ROWS
from p2i_desktop.services.steps import CREATE_FILE, MAKE_DEMO
from p2i_desktop.storage.errors import KINDS

WRITING = {"apply", "put", "_save", "_save_moves", "_write", "_made", "_move", "_set"}
FOLDER = Path(p2i_desktop.services.__file__).parent


def labels() -> Iterator[str]:
    """The labels in the calls of the verbs that write: `apply(label, ...)`, `put(label, ...)` and those of WRITING."""
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                first = node.args[0]
                if node.func.attr in WRITING and isinstance(first, ast.Constant):
                    yield str(first.value)


@pytest.mark.parametrize("language", languages())
def test_every_step_has_words(language: str) -> None:
    binned = {f"{way}_{type_key(kind)}" for kind in RECORD_TYPES for way in ("bin", "unbin")}
    wanted = {*labels(), *PLAN_ROWS.values(), CREATE_FILE, MAKE_DEMO, *binned}
    assert len(wanted) > 50
    texts = texts_for(language)
    assert sorted(label for label in wanted if not texts.has("step", label)) == []


@pytest.mark.parametrize("language", languages())
def test_every_fact_of_the_surroundings_has_a_sentence(language: str) -> None:
    texts = texts_for(language)
    assert [kind for kind in KINDS if not texts.has("error", kind)] == []
    out = ("disk_full", "read_only", "missing", "folder", "io_error")
    assert [kind for kind in out if not texts.has("error_out", kind)] == []
