"""Hands a workshop pack over: new codes into the casebook, files into their folder, what went out into the log; or nothing."""

import contextlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from p2i_desktop import paths
from p2i_desktop.domain.record import About
from p2i_desktop.services.errors import Environment
from p2i_desktop.services.pack_making import Prepared
from p2i_desktop.services.workshop_pack import KIND
from p2i_desktop.storage.store import Changed

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class PackMade:
    """A pack in its folder: the files by their place in it, how many certificates, of them new, and who got none."""

    folder: Path
    files: tuple[str, ...]
    certificates: int
    new: int
    left_out: int
    added: bool  # to a folder that was there
    changed: Changed


def hand_over(office: "Office", made: Prepared) -> PackMade:
    """Stores the new codes, puts the files in their place and writes down what was handed out, or leaves nothing of it.

    A folder that is there keeps all it holds: files whose name is taken get another one. Refused, Environment, OSError.
    """
    if office.read_only:
        made.staging.remove()
        raise Environment("read_only", office.path)
    changed: list[Changed] = []
    try:
        if made.drawn:
            changed.append(office.certificates.keep(made.wish.workshop_id, made.drawn))
        added = made.target.is_dir()
        placed: list[Path] = []
        with contextlib.ExitStack() as on_error:
            if made.drawn:
                on_error.callback(office.store.undo, changed[0].step)
            on_error.callback(_take_back, placed, made.target, added)
            placed += _placed(made)
            if made.entries:
                about = About(KIND, made.wish.workshop_id)
                changed.append(office.disclosures.write(about, made.entries, made.wish.recipient))
            on_error.pop_all()
    finally:
        made.staging.remove()
    certified = made.certificates.certified if made.certificates is not None else ()
    return PackMade(
        folder=made.target,
        files=tuple(str(path.relative_to(made.target)) for path in placed),
        certificates=len(certified),
        new=len(made.drawn),
        left_out=len(made.certificates.left_out) if made.certificates is not None else 0,
        added=added,
        changed=_merged(changed),
    )


def _merged(changed: list[Changed]) -> Changed:
    """Both steps as one change that is told of."""
    keys = {kind: ids for one in changed for kind, ids in one.keys.items()}
    return Changed(changed[0].step, changed[0].label, keys) if changed else Changed("", "issue_certificates", keys)


def _placed(made: Prepared) -> Iterable[Path]:
    """Moves the files into the pack's folder; those of a folder that is there stay as they are. OSError, nothing moved."""
    if not made.target.exists():
        made.staging.path.rename(made.target)
        return [made.target / name for name in made.files]
    placed: list[Path] = []
    try:
        for name in made.files:
            place = (made.target / name).parent
            place.mkdir(exist_ok=True)
            free = paths.free_path(place, Path(name).name)
            (made.staging.path / name).rename(free)
            placed.append(free)
    except OSError:
        _take_back(placed, made.target, True)
        raise
    return placed


def _take_back(placed: Iterable[Path], target: Path, added: bool) -> None:
    """Removes what was put in place, and the folders that are empty then; a new one with all it holds."""
    placed = list(placed)
    if placed and not added:
        shutil.rmtree(target, ignore_errors=True)
        return
    for path in placed:
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in placed} - {target}:
        with contextlib.suppress(OSError):
            folder.rmdir()
