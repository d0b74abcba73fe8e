"""`self-check`: every shipped file opens, and the versions of what the program stands on."""

import sys
from pathlib import Path

from p2i_desktop import paths
from p2i_desktop.cli.call import DONE, PROBLEMS, Call
from p2i_desktop.i18n import languages, texts_for
from p2i_desktop.services import about

_FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
# kind -> (folder, pattern)
_SHIPPED = {
    "ui": (("ui",), "*.ui"),
    "icons": (("resources", "icons"), "*.svg"),
    "fonts": (("resources", "fonts"), "*.[ot]tf"),
    "languages": (("resources", "i18n"), "*.po"),
    "certificates": (("resources", "certificates"), "*.toml"),
    "columns": (("resources", "columns"), "*.toml"),
}


def self_check(call: Call) -> int:
    """Opens everything that ships with the program; 1 when something does not open."""
    if call.args.imports:
        names = sorted(sys.modules)
        call.answer(list(names), *names)
        return DONE
    counts: dict[str, object] = {}
    faults: list[str] = []
    for kind, (folder, pattern) in _SHIPPED.items():
        files = sorted(paths.shipped(*folder).rglob(pattern))
        counts[kind] = len(files)
        faults += [f"{kind}: {file.name}" for file in files if not _opens(kind, file)]
        if not files:
            nothing = call.texts._("nothing is there")
            faults.append(f"{kind}: {nothing}")
    versions: dict[str, object] = {**about.versions()}
    value: dict[str, object] = {"ok": not faults, "files": counts, "problems": faults, "versions": versions}
    lines = [f"{kind}: {n}" for kind, n in counts.items()] + [f"{name} {v}" for name, v in versions.items()]
    lines += [call.texts._("Does not open: {name}").format(name=name) for name in faults]
    call.answer(value, *lines, call.texts._("Everything opens.") if not faults else "")
    return PROBLEMS if faults else DONE


def _opens(kind: str, file: Path) -> bool:
    import tomllib
    from xml.etree.ElementTree import ParseError

    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

    try:
        data = file.read_bytes()
        if kind == "fonts":
            return data.startswith(_FONTS) and len(data) > 1000
        if kind == "languages":
            return file.stem in languages() and bool(texts_for(file.stem).step("log_consultation"))
        if file.suffix == ".toml":
            return bool(tomllib.loads(data.decode("utf-8")))
        tag = fromstring(data.decode("utf-8")).tag
        return str(tag).rpartition("}")[2] == ("ui" if kind == "ui" else "svg")
    except (OSError, ValueError, ParseError):
        return False
