"""Attached files: copied in, opened as a copy, given out again; the file beside the casebook is never changed."""

import contextlib
import mimetypes
import secrets
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from p2i_desktop import paths
from p2i_desktop.domain.knowledge import Attachment, AttachmentKind
from p2i_desktop.domain.record import About
from p2i_desktop.domain.rules import clean
from p2i_desktop.services.confidential import sees
from p2i_desktop.services.errors import Environment, Missing
from p2i_desktop.services.work import Subject
from p2i_desktop.storage import attached_files
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

_OPENED = "opened"  # folder of the copies that were opened, in the data folder
_KEPT_OPEN = 24 * 3600  # seconds; older copies go when another file is opened
# The system would run these instead of showing them.
_RUN = frozenset(
    [
        ".app",
        ".appimage",
        ".bat",
        ".cmd",
        ".com",
        ".cpl",
        ".desktop",
        ".dll",
        ".exe",
        ".gadget",
        ".hta",
        ".inf",
        ".ins",
        ".isp",
        ".jar",
        ".js",
        ".jse",
        ".lnk",
        ".mjs",
        ".msc",
        ".msi",
        ".msp",
        ".mst",
        ".pif",
        ".ps1",
        ".psm1",
        ".py",
        ".pyw",
        ".reg",
        ".scf",
        ".scr",
        ".sct",
        ".sh",
        ".url",
        ".vb",
        ".vbe",
        ".vbs",
        ".ws",
        ".wsc",
        ".wsf",
        ".wsh",
        ".xbap",
    ]
)
_KINDS = {
    **dict.fromkeys((".eml", ".msg"), AttachmentKind.E_MAIL),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".svg"), AttachmentKind.IMAGE),
}


@dataclass(frozen=True)
class Attached:
    """What came of attaching: the step, the records made, names that hung there already, files that were refused."""

    changed: Changed
    records: tuple[Attachment, ...] = ()
    known: tuple[str, ...] = ()
    refused: tuple[Environment, ...] = ()


class Attachments(Subject):
    """The verbs of attached files."""

    @property
    def folder(self) -> Path:
        """Where the files lie: what copies the casebook copies this folder too."""
        return attached_files.folder_of(self.store.path)

    def of(self, about: About) -> list[Attachment]:
        """The files of a record outside the bin, the newest first."""
        found = self.store.find(Attachment, about=about)
        return sorted(found, key=lambda one: (one.added_on or self.work.today(), one.id), reverse=True)

    def add(self, about: About, sources: Sequence[Path]) -> Attached:
        """Copies files in and attaches them in one step; what cannot be copied is told and stops no other.

        Environment when the casebook itself cannot take them (disk full, read-only).
        """
        if self.store.read_only:
            raise Environment("read_only", self.store.path)
        before = self.of(about)
        here = {(one.name.casefold(), one.sha256) for one in before}
        taken = {one.name.casefold() for one in before}
        made: list[Attachment] = []
        known: list[str] = []
        refused: list[Environment] = []
        for source in dict.fromkeys(sources):
            try:
                copied = attached_files.take_in(self.store.path, source, self.work.settings.attachment_mb * 1_000_000)
            except Environment as error:
                if error.path == self.store.path:
                    raise
                refused.append(error)
                continue
            name = _plain_name(source.name)
            if (name.casefold(), copied.sha256) in here:
                known.append(name)
                continue
            name = _free(name, taken)
            taken.add(name.casefold())
            here.add((name.casefold(), copied.sha256))
            made.append(self._record(about, name, copied))
        records, _ = self.work.examine_all(made)
        changed = self.store.apply("attach", [Put(one) for one in records], args=(f"{about.type}:{about.id}",))
        saved = self.store.many(Attachment, [one.id for one in made])
        return Attached(changed, tuple(saved[one.id] for one in made), tuple(known), tuple(refused))

    def attachment(self, attachment_id: str) -> Attachment:
        """One of them; Missing, also for who may not see what it belongs to."""
        found = self.work.get(Attachment, attachment_id)
        if not sees(self.work, found):
            raise Missing("attachment", attachment_id)
        return found

    def save(self, attachment: Attachment, stay: str = "") -> Changed:
        """Saves name, kind and alternative text; content and size stay as they were copied. Refused, Conflict."""
        before = self.attachment(attachment.id)
        others = {one.name.casefold() for one in self.store.find(Attachment, about=before.about) if one.id != before.id}
        name = _free(_plain_name(attachment.name), others) if attachment.name.strip() else ""
        kept = replace(
            attachment, name=name, about=before.about, sha256=before.sha256, size=before.size, mime=before.mime
        )
        return self.work.put("save_attachment", kept, stay=stay)

    def bin(self, attachment_id: str) -> Changed:
        """Puts an attachment into the bin; its file stays where it is."""
        return self.work.bin("attachment", self.attachment(attachment_id).id)

    def unbin(self, attachment_id: str) -> Changed:
        """Takes it out of the bin."""
        return self.work.unbin("attachment", attachment_id)

    def content(self, attachment_id: str) -> bytes:
        """The bytes, checked against their SHA-256; Missing, Environment when the file is missing or was altered."""
        one = self.attachment(attachment_id)
        return attached_files.content(self.store.path, one.sha256, one.name)

    def opened(self, attachment_id: str) -> Path:
        """A copy under its own name, for reading only, to be opened by another program.

        A copy, because a program that saves would otherwise change the casebook's file behind its back. Environment,
        also for a file that the system would run instead of showing.
        """
        one = self.attachment(attachment_id)
        name = _plain_name(one.name)
        if Path(name).suffix.lower() in _RUN:
            raise Environment("attachment_runs", Path(name))
        data = self.content(attachment_id)
        base = paths.data_folder() / _OPENED
        _sweep(base, self.work.clock.now().timestamp())
        try:
            place = base / secrets.token_hex(6) / name
            place.parent.mkdir(parents=True, mode=0o700)
            place.write_bytes(data)
            place.chmod(0o400)
        except OSError as error:
            raise Environment("disk_full" if error.errno == 28 else "io_error", base / name) from error
        return place

    def save_as(self, attachment_id: str, target: Path) -> None:
        """Writes a copy to a place of the user's choice, whole or not at all; OSError, Missing, Environment."""
        paths.replace_file(target, self.content(attachment_id))

    def tidy(self) -> int:
        """Sets files aside that no record names; gives how many. Done in the background after opening."""
        return attached_files.tidy(self.store, self.work.clock.now())

    def _record(self, about: About, name: str, copied: attached_files.Copied) -> Attachment:
        mime = mimetypes.MimeTypes().guess_type(name)[0] or "application/octet-stream"
        kind = _KINDS.get(Path(name).suffix.lower(), AttachmentKind.DOCUMENT)
        return Attachment(
            about=about, name=name, sha256=copied.sha256, size=copied.size, mime=mime, kind=kind,
            added_on=self.work.today(),
        )  # fmt: skip


def _plain_name(name: str) -> str:
    """A name that every system takes, without what turns or hides letters."""
    tidy = clean(Attachment(name=name.replace("\\", "/").rpartition("/")[2] or name)).name
    return paths.safe_name(tidy)


def _free(name: str, taken: Iterable[str]) -> str:
    """The name, or with a number where another differs at most by the case of its letters."""
    known, path, number = set(taken), Path(name), 2
    while path.name.casefold() in known:
        path = Path(name).with_stem(f"{Path(name).stem}_{number}")
        number += 1
    return path.name


def _sweep(base: Path, now: float) -> None:
    """Copies that were opened long ago go; one that is still open on Windows stays until the next time."""
    for folder in base.iterdir() if base.is_dir() else ():
        with contextlib.suppress(OSError):
            if now - folder.stat().st_mtime > _KEPT_OPEN:
                for place in folder.iterdir():
                    place.chmod(0o600)
                shutil.rmtree(folder)
