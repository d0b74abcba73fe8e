"""The window and its pictures: the only commands that load Qt, and what is said where it cannot run."""

import ctypes
import os
import sys
from pathlib import Path

from p2i_desktop.cli.call import DONE, SURROUNDINGS, USAGE, Call, Failure
from p2i_desktop.i18n import Texts

PACKAGES = "libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
PACKAGES_X11 = "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
_LIBRARIES_X11 = (
    "libxcb.so.1", "libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libxcb-shape.so.0",
    "libxkbcommon-x11.so.0",
)  # fmt: skip


def start(call: Call) -> int:
    """Opens the window on the file that was named, on the last one, or on the choice of a first start."""
    texts = call.texts
    if call.args.version:
        from p2i_desktop.services import about

        call.say(about.in_one_line())
        return DONE
    path = Path(call.args.file) if call.args.file else None
    if path is not None and not path.exists():
        from p2i_desktop.services.errors import Environment

        raise Environment("missing", path.absolute())
    reason = no_screen(texts)
    if reason:
        hint = texts._("Without a screen these commands work: {list}; for a start: p2i-desktop demo demo/demo.p2i")
        from p2i_desktop.cli.arguments import COMMANDS

        raise Failure(f"{reason} {hint.format(list=', '.join(COMMANDS))}", SURROUNDINGS)
    return open_on(call, path)


def open_on(call: Call, path: Path | None) -> int:
    """Runs the window until it is closed; Failure when a library of the system is missing."""
    try:
        from p2i_desktop.gui.app import run
    except ImportError as error:
        raise _without_library(error, call.texts) from error
    return run(path, call.args.language)


def no_screen(texts: Texts) -> str:
    """Why no window can be shown here, as a sentence; "" when one can."""
    if not sys.platform.startswith("linux"):
        return ""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform and platform not in ("xcb", "wayland"):
        return ""
    if os.environ.get("WAYLAND_DISPLAY") and platform != "xcb":
        return ""
    if not os.environ.get("DISPLAY"):
        return texts._("There is no screen here to open a window on.")
    return _no_x11(texts)


def _no_x11(texts: Texts) -> str:
    """Qt ends the process without a word when these are missing: looked at before."""
    try:
        xcb, *_ = [ctypes.CDLL(name) for name in _LIBRARIES_X11]
    except OSError:
        command = f"sudo apt-get install {PACKAGES} {PACKAGES_X11}"
        return texts._("System libraries for windows are missing. Install them: {command}").format(command=command)
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return texts._("The screen {name} does not answer.").format(name=os.environ["DISPLAY"]) if failed else ""


def screenshots(call: Call) -> int:
    """Pictures every screen of a file, without needing one."""
    args, texts = call.args, call.texts
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(args.scale)}  # read by Qt when it starts
    try:
        from p2i_desktop.gui.screenshots import take
    except ImportError as error:
        raise _without_library(error, texts) from error
    try:
        taken = take(call.file, Path(args.out), args.page, texts.language, args.theme, args.scale, args.text)
    except KeyError as error:
        raise Failure(texts._("There is no page {id}.").format(id=error.args[0]), USAGE) from error
    value = [{"page": page, "path": str(path)} for page, path in taken]
    call.answer(value, *(f"{page}  {path}" for page, path in taken))
    return DONE


def _without_library(error: ImportError, texts: Texts) -> Exception:
    """One sentence for a library of the system that Qt lacks; any other import error is a fault of ours."""
    if "cannot open shared object file" not in str(error):
        return error
    library = str(error).partition(":")[0]
    command = f"sudo apt-get install {PACKAGES}"
    return Failure(
        texts._("The system library {name} is missing. Install it: {command}").format(name=library, command=command),
        SURROUNDINGS,
    )
