"""Settings: what is saved comes back; what is broken falls back and is reported."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop import settings
from p2i_desktop.settings import Settings

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(
    texts, texts, st.sampled_from(settings.THEMES), st.sampled_from(settings.TEXT_SIZES), st.lists(texts, max_size=3)
)
def test_what_is_saved_comes_back(
    tmp_path: Path, staff: str, folder: str, theme: str, size: int, recent: list[str]
) -> None:
    before = Settings(
        staff=staff,
        report_folder=folder,
        theme=theme,
        text_size=size,
        recent_files=tuple(recent),
        window=((staff or "a", folder),),
    )
    settings.save(tmp_path, before)
    after, bad = settings.load(tmp_path)
    assert after == before
    assert bad == []


def test_no_file_is_a_first_start(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == (Settings(), [])


def test_bad_values_and_unknown_keys_fall_back_and_are_named(tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_text(
        'theme = "pink"\ntext_size = "big"\nlanguage = "de"\ncolour = 1\n', encoding="utf-8"
    )
    after, bad = settings.load(tmp_path)
    assert after == Settings(language="de")
    assert sorted(bad) == ["colour", "text_size", "theme"]


def test_a_broken_file_is_kept_aside(tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_bytes(b"\xff\x00 not toml")
    assert settings.load(tmp_path) == (Settings(), [settings.FILE_NAME])
    assert (tmp_path / "settings.broken.toml").read_bytes() == b"\xff\x00 not toml"
