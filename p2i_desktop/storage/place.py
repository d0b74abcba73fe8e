"""Where a casebook lies: folders that other programs copy, drives of a network, and disks that are pulled out, endanger it."""

import contextlib
import ctypes
import os
import re
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SYNCED, NETWORK, REMOVABLE, TEMPORARY = "synced", "network", "removable", "temporary"


@dataclass(frozen=True, slots=True)
class Risk:
    """What endangers a file where it lies; `service` names the program that copies a synced folder."""

    kind: str
    service: str = ""


# A folder of this name belongs to the service; whole names only, so that "dropbox-importer" is no Dropbox.
_FOLDERS = tuple(
    (re.compile(pattern), service)
    for pattern, service in (
        (r"onedrive(| - .*| \(.*\))", "OneDrive"), (r".*\bsharepoint\b.*", "SharePoint"), (r"dropbox(| \(.*\))", "Dropbox"),
        (r"mobile documents|icloud ?drive", "iCloud Drive"), (r"google ?drive(|[ -].*)", "Google Drive"),
        (r"box sync|box-box", "Box"), (r"nextcloud\d*", "Nextcloud"), (r"owncloud\d*", "ownCloud"),
        (r"seafile|seadrive", "Seafile"), (r"pcloud ?drive", "pCloud"), (r"megasync", "MEGA"),
        (r"tresors|tresorit( drive)?", "Tresorit"),
    )
)  # fmt: skip
_AT_HOME = {"box": "Box", "mega": "MEGA"}  # common words: a sign only directly in the user's folder
_SIGNS = (
    (".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"), ("desktop.ini.onedrive", "OneDrive"),
)  # fmt: skip
_NETWORKS = re.compile(r"nfs\d?|cifs|smb\d?|smbfs|fuse|fuse\..*|fuseblk\.sshfs|sshfs|9p|davfs|webdav|afpfs|afp")
_LOCAL_FUSE = ("fuse.fuse-overlayfs", "fuse.snapfuse", "fuse.portal", "fuse.gvfsd-fuse", "fuse.ntfs-3g", "fuse.exfat")
_PULLED_OUT = ("/media/", "/run/media/", "/Volumes/")


def risk_of(
    path: Path, data_folder: Path, environ: Mapping[str, str] | None = None, mounts: str | None = None
) -> Risk | None:
    """What endangers a file at this place; None where it lies well. `mounts` is the text of /proc/mounts."""
    environ = os.environ if environ is None else environ
    with contextlib.suppress(OSError):
        path = path.resolve()
    service = _service(path, environ)
    if service:
        return Risk(SYNCED, service)
    if _on_network(path, mounts):
        return Risk(NETWORK)
    if path.as_posix().startswith(_PULLED_OUT) or _windows_drive(path) == _WINDOWS_REMOVABLE:
        return Risk(REMOVABLE)
    temp = Path(tempfile.gettempdir()).resolve()
    # Whoever keeps the program's own data among temporary files (a try, a test) means it.
    if path.is_relative_to(temp) and not data_folder.resolve().is_relative_to(temp):
        return Risk(TEMPORARY)
    return None


def _service(path: Path, environ: Mapping[str, str]) -> str:
    for name, value in environ.items():
        if name.startswith("OneDrive") and value and path.is_relative_to(value):
            return "OneDrive"
    for folder in path.parents:
        name = folder.name.casefold()
        for pattern, service in _FOLDERS:
            if pattern.fullmatch(name):
                return service
        if name in _AT_HOME and folder.parent == Path.home():
            return _AT_HOME[name]
        for sign, service in _SIGNS:
            if _exists(folder / sign):
                return service
        if folder.parent.name == "CloudStorage" and folder.parent.parent.name == "Library":  # macOS: every provider
            return folder.name.partition("-")[0]
    return ""


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _on_network(path: Path, mounts: str | None) -> bool:
    if path.drive.startswith("\\\\") or _windows_drive(path) == _WINDOWS_REMOTE:
        return True
    if mounts is None:
        if not sys.platform.startswith("linux"):
            return False
        try:
            mounts = Path("/proc/self/mounts").read_text("utf-8", "replace")
        except OSError:
            return False
    kind, longest = "", 1  # what lies under "/" itself is the system's own disk, whatever its kind
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ").rstrip("/")
        if len(point) >= longest and (path.as_posix() == point or path.as_posix().startswith(f"{point}/")):
            kind, longest = parts[2], len(point)
    return bool(_NETWORKS.fullmatch(kind)) and kind not in _LOCAL_FUSE


_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4


if sys.platform == "win32":

    def _windows_drive(path: Path) -> int:
        return int(ctypes.windll.kernel32.GetDriveTypeW(path.anchor))
else:

    def _windows_drive(_path: Path) -> int:
        return 0
