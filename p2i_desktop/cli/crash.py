"""The note of a fault of ours: places in the program and versions, no values, no names, no paths of the user."""

import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from p2i_desktop import __version__
from p2i_desktop.paths import replace_file

_KEPT = 20
_PACKAGE = Path(__file__).resolve().parent.parent


def write_note(error: BaseException, data_folder: Path) -> Path | None:
    """Writes the note and gives its path; None when not even that is possible."""
    now = datetime.now(UTC)
    folder = data_folder / "crashes"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{now:%Y%m%d-%H%M%S-%f}.txt"
        replace_file(path, ("\n".join(lines_of(error, now)) + "\n").encode("utf-8"))
        for old in sorted(folder.glob("*.txt"))[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def lines_of(error: BaseException, now: datetime) -> list[str]:
    """The lines of the note: an allow-list, so that nothing personal can slip in with a message."""
    lines = [
        f"P2I Desktop {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}",
        f"{now:%Y-%m-%d %H:%M:%S} UTC",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        trace = seen.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            lines.append(f"  {_place(code.co_filename)}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return lines


def _place(filename: str) -> str:
    """A file inside the program by its place there, any other by its bare name."""
    path = Path(filename)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE).as_posix()
    return "/".join(path.parts[-2:]) if "site-packages" in path.parts or str(path).startswith(sys.prefix) else path.name
