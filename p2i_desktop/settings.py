"""What this computer remembers: typed settings in one TOML file; unknown or bad keys fall back and are reported."""

import dataclasses
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from p2i_desktop.paths import replace_file

FILE_NAME = "settings.toml"
THEMES = ("system", "light", "dark", "contrast")
TEXT_SIZES = (100, 110, 125, 150, 175, 200)
_ALLOWED: dict[str, tuple[Any, ...]] = {
    "theme": THEMES,
    "text_size": TEXT_SIZES,
    "start_page_role": ("", "advisor", "manager", "buddy"),
    "attachment_mb": tuple(range(1, 501)),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one person on one computer; what figures depend on stands in the file (RuleSettings)."""

    language: str = ""  # "" = the system's
    report_language: str = ""  # "" = the centre's
    theme: str = "system"
    text_size: int = 100
    staff: str = ""  # initials of the person of this computer
    start_page_role: str = ""
    last_file: str = ""
    recent_files: tuple[str, ...] = ()
    report_folder: str = ""
    attachment_mb: int = 25  # the largest file that is attached
    sidebar: str = "auto"
    last_channel: str = ""
    last_topics: tuple[str, ...] = ()
    window: tuple[tuple[str, str], ...] = ()  # widths, sort and filters of the views: name -> value


def load(folder: Path) -> tuple[Settings, list[str]]:
    """The settings and the names of keys that were not understood; a broken file is kept aside and named."""
    path = folder / FILE_NAME
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        _keep_aside(path)
        return Settings(), [FILE_NAME]
    return _read(raw)


def save(folder: Path, settings: Settings) -> None:
    """Writes the settings; OSError when the folder cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    tables: list[str] = []
    for field in dataclasses.fields(settings):
        value = getattr(settings, field.name)
        if field.name == "window":
            tables = ["", "[window]", *(f"{_quoted(key)} = {_quoted(text)}" for key, text in value)]
        else:
            lines.append(f"{field.name} = {_toml(value)}")
    replace_file(folder / FILE_NAME, ("\n".join(lines + tables) + "\n").encode("utf-8"))


def _read(raw: dict[str, Any]) -> tuple[Settings, list[str]]:
    values: dict[str, Any] = {}
    bad: list[str] = []
    defaults = Settings()
    known = {field.name for field in dataclasses.fields(Settings)}
    for key, value in raw.items():
        if key not in known:
            bad.append(key)
            continue
        wanted = getattr(defaults, key)
        if key == "window":
            good = isinstance(value, dict)
            value = tuple((str(k), str(v)) for k, v in value.items()) if good else ()
        elif isinstance(wanted, tuple):
            good = isinstance(value, list) and all(isinstance(part, str) for part in value)
            value = tuple(value) if good else ()
        else:
            good = type(value) is type(wanted) and value in _ALLOWED.get(key, (value,))
        if good:
            values[key] = value
        else:
            bad.append(key)
    return Settings(**values), bad


def _keep_aside(path: Path) -> None:
    try:
        path.replace(path.with_suffix(".broken.toml"))
    except OSError:
        return  # the reading goes on with defaults; the file stays where it was


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(_quoted(part) for part in value) + "]"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    escaped = "".join(
        c
        if c >= " " and c not in '"\\\x7f' and not 0xD800 <= ord(c) <= 0xDFFF
        else f"\\u{ord(c):04X}"
        if not 0xD800 <= ord(c) <= 0xDFFF
        else "\\uFFFD"
        for c in text
    )
    return f'"{escaped}"'
