"""Errors of the surroundings, of the rules and of the question, in the user's words."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from p2i_desktop.cli.call import PROBLEMS, SURROUNDINGS, USAGE
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.domain.rules.problem import Problem

_OUT = {
    errno.ENOSPC: "disk_full", errno.EDQUOT: "disk_full", errno.ENOENT: "missing", errno.ENOTDIR: "missing",
    errno.EISDIR: "folder", errno.EACCES: "read_only", errno.EPERM: "read_only", errno.EROFS: "read_only",
}  # fmt: skip


def sentence_of(error: Exception, texts: Texts) -> tuple[str, int] | None:
    """(sentences, exit code) of an error that is not our fault; None for one that is."""
    from p2i_desktop.services.errors import Conflict, Environment, Missing, Refused, Undoable, Unreadable

    match error:
        case Environment():
            return filled(texts.keyed("error", error.kind), error.values), SURROUNDINGS
        case Unreadable():
            return filled(texts.keyed("error_in", error.kind), error.values), SURROUNDINGS
        case Refused():
            return " ".join(dict.fromkeys(_named(problem, texts) for problem in error.problems)), USAGE
        case Missing():
            return texts._("There is no record {id} in this file.").format(id=error.record_id), USAGE
        case Conflict():
            return texts._("Somebody else saved this record in between. Nothing was changed."), SURROUNDINGS
        case Undoable():
            return undoable(error, texts), PROBLEMS
        case OSError():
            return _out(error, texts), SURROUNDINGS
    return None


def _named(problem: Problem, texts: Texts) -> str:
    """The words of a broken rule, with the field where they do not name it: here none stands beside them."""
    words, field = texts.message(problem), dict(problem.values).get("field")
    label = texts.value(field) if field is not None else ""
    return words if label in words else texts._("{field}: {new}").format(field=label, new=words)


def undoable(error: Exception, texts: Texts) -> str:
    """Why a step is not taken back: the later steps that changed the same fields."""
    label, fields = error.args
    later = sorted({texts.step(step) for *_, step in fields if step})
    if not later:
        return texts._('"{step}" cannot be taken back.').format(step=texts.step(label))
    return texts._('"{step}" cannot be taken back: these later steps changed the same: {list}.').format(
        step=texts.step(label), list=", ".join(later)
    )


def filled(template: str, values: dict[str, str]) -> str:
    """A sentence with its places filled; what stands in the values is never read as a place."""
    for name, value in values.items():
        template = template.replace("{" + name + "}", value.replace("{", "\x00"))
    return template.replace("\x00", "{")


def _out(error: OSError, texts: Texts) -> str:
    kind = _OUT.get(error.errno or 0, "io_error")
    path = Path(str(error.filename2 or error.filename or ""))
    return filled(texts.keyed("error_out", kind), {"name": _target(path), "folder": str(path.parent)})


def _target(path: Path) -> str:
    """The name of the file that was to be written, not of the part beside it (`.name.hex.part`)."""
    name = path.name
    return name[1:].rsplit(".", 2)[0] if name.startswith(".") and name.endswith(".part") else name
