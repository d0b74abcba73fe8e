"""Every page, own window and dialog keeps what was promised: names, room, keys, words, colours."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from p2i_desktop.gui.look.palette import palette
from p2i_desktop.gui.look.tokens import THEMES, Theme, tokens
from tests.ux import checks, ink
from tests.ux.surveys import CHECKS, PSEUDO, Combination, Survey, make_survey, open_findings

Ask = Callable[[Combination], Survey]
GERMAN, GERMAN_LARGE = Combination("de", ink=True), Combination("de", "dark", 200, ink=True)
DEFAULT = (
    GERMAN,
    GERMAN_LARGE,
    Combination(PSEUDO, "contrast", ink=True),
    Combination(PSEUDO, "light", 200),
    Combination("en", "dark", 150, 1440, 900),
    Combination("de", "light", 100, 1024, 640),
)
MATRIX = tuple(
    Combination(language, theme, size, *window, ink=True)
    for language, theme, size, window in product(
        ("de", "en", PSEUDO), THEMES, (100, 150, 200), ((1280, 720), (1440, 900))
    )
)


@pytest.fixture(scope="session")
def surveys(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Walks once for each combination."""
    known: dict[Combination, Survey] = {}

    def ask(wanted: Combination) -> Survey:
        if wanted not in known:
            known[wanted] = make_survey(demo, tmp_path_factory.mktemp("survey"), wanted)
        return known[wanted]

    return ask


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("combination", DEFAULT, ids=str)
def test_survey(combination: Combination, check: str, surveys: Ask) -> None:
    found = open_findings(surveys(combination), check)
    assert not found, "\n".join(found)


@pytest.mark.slow
@pytest.mark.parametrize("combination", MATRIX, ids=str)
def test_full_matrix(combination: Combination, surveys: Ask) -> None:
    survey = surveys(combination)
    found = [line for check in CHECKS for line in open_findings(survey, check)]
    assert not found, "\n".join(found)


def test_every_font_grows(surveys: Ask) -> None:
    small, large = surveys(GERMAN), surveys(GERMAN_LARGE)
    assert set(small.sizes) == set(large.sizes)
    found = [
        f"[{name}] {finding}" for name in small.sizes for finding in checks.scale(small.sizes[name], large.sizes[name])
    ]
    assert not found, "\n".join(found)


def test_walking_through_asks_nothing(surveys: Ask) -> None:
    assert surveys(GERMAN).questions == []


@pytest.mark.parametrize("theme", THEMES)
def test_colours_keep_their_contrast(theme: Theme) -> None:
    assert ink.tokens(tokens(theme), strict=theme == "contrast") == []
    assert ink.palette(palette(tokens(theme))) == []
