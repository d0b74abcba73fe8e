"""What this program is: version, build, the libraries that it stands on and the licences of all of it."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path

from p2i_desktop import __version__, paths
from p2i_desktop.storage import library

LIBRARIES = (
    "PySide6-Essentials", "SQLAlchemy", "alembic", "reportlab", "openpyxl", "defusedxml", "babel", "rapidfuzz",
    "platformdirs", "holidays", "icalendar", "pypdfium2",
)  # fmt: skip
_SHIPPED_LICENCES = ("icons", "fonts")  # folders of resources


def versions() -> dict[str, str]:
    """Name -> version of the program, the language it runs in, the database and each library; "?" = not known."""
    libraries = {name: _version(name) for name in LIBRARIES}
    return {
        "p2i-desktop": __version__,
        "Python": platform.python_version(),
        "SQLite": library.VERSION,
        **libraries,
    }


def build() -> str:
    """Commit and day of an installed program; empty when it runs from source."""
    file = paths.shipped("resources", "build.txt")
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


def in_one_line() -> str:
    """The version with build, Qt and SQLite, as `--version` prints it."""
    parts = (build(), f"Qt {_version('PySide6-Essentials')}", f"SQLite {library.VERSION}")
    return f"P2I Desktop {__version__} ({', '.join(part for part in parts if part)})"


def licences() -> str:
    """The licence texts of the program and of all that it brings along, as plain text.

    An installed program has them in one file; from source: our own, those of fonts and icons, and the name of each library's."""
    collected = Path(sys.executable).parent / "licences.txt"
    if getattr(sys, "frozen", False) and collected.is_file():
        return collected.read_text(encoding="utf-8")
    found = [paths.shipped("LICENSE"), *_of_resources()]
    texts = [file.read_text(encoding="utf-8") for file in found if file.is_file()]
    return "\n\n".join([*texts, "\n".join(f"{name} {_version(name)}: {_licence(name)}" for name in LIBRARIES)])


def _of_resources() -> list[Path]:
    folders = (paths.shipped("resources", name) for name in _SHIPPED_LICENCES)
    return sorted(file for folder in folders for file in folder.rglob("*.txt") if file.is_file())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _licence(name: str) -> str:
    """The name of a library's licence as its author gave it, in one line."""
    try:
        told = metadata(name).json
    except PackageNotFoundError:
        return "?"
    named = str(told.get("license_expression") or told.get("license") or "")
    classes = [str(line) for line in told.get("classifier", ())]
    of_class = [line.rpartition(" :: ")[2] for line in classes if line.startswith("License ::")]
    return named.splitlines()[0] if named else ", ".join(of_class) or "?"
