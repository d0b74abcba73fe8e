"""Every step that a verb can write has words in every language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import p2i_desktop.services
from p2i_desktop.domain.record import type_key
from p2i_desktop.domain.records import RECORD_TYPES
from p2i_desktop.i18n import languages, texts_for
from p2i_desktop.services.steps import CREATE_FILE, MAKE_DEMO
from p2i_desktop.storage.errors import KINDS

FOLDER = Path(p2i_desktop.services.__file__).parent


def labels() -> Iterator[str]:
    """The labels in the calls `apply(label, ...)`, `put(label, ...)` and `_save_moves(label, ...)` of the verbs."""
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                first = node.args[0]
                if node.func.attr in ("apply", "put", "_save", "_save_moves") and isinstance(first, ast.Constant):
                    yield str(first.value)


@pytest.mark.parametrize("language", languages())
def test_every_step_has_words(language: str) -> None:
    binned = {f"{way}_{type_key(kind)}" for kind in RECORD_TYPES for way in ("bin", "unbin")}
    wanted = {*labels(), CREATE_FILE, MAKE_DEMO, *binned}
    assert len(wanted) > 50
    texts = texts_for(language)
    assert sorted(label for label in wanted if not texts.has("step", label)) == []


@pytest.mark.parametrize("language", languages())
def test_every_fact_of_the_surroundings_has_a_sentence(language: str) -> None:
    texts = texts_for(language)
    assert [kind for kind in KINDS if not texts.has("error", kind)] == []
    out = ("disk_full", "read_only", "missing", "folder", "io_error")
    assert [kind for kind in out if not texts.has("error_out", kind)] == []
