"""Makes what a public office can install without administrator rights: wheel, clean environment, frozen program, packages.

    uv run python build_installer.py [--out dist] [--compare OTHER]

Each step prints a line; the first one that fails ends the run with a sentence. Nothing is fetched but the pinned packages.
Each system builds for itself: the freezer does not build for another one.
"""

import argparse
import fnmatch
import hashlib
import json
import os
import platform
import plistlib
import re
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
VERSION = re.findall(r'__version__ = "([^"]+)"', (ROOT / "p2i_desktop" / "__init__.py").read_text(encoding="utf-8"))[0]
SYSTEM = {"linux": "linux", "win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
NAME = f"P2I-Desktop-{VERSION}-{SYSTEM}-{platform.machine().lower()}"
PROGRAM = "p2i-desktop.exe" if SYSTEM == "windows" else "p2i-desktop"
PARTS = ROOT / "resources" / "installer"
MOST_ON_DISK = 185  # MB
MOST_PACKED = 60  # MB, of each package that xz packs; gzip, which every system unpacks, needs a third more
PACKING = "6"  # level of xz, all cores: 57.6 MB in 108 s of CPU a package; level 4: 59.0 MB in 85 s, too near the limit
ICONS = {"windows": "p2i-desktop.ico", "macos": "p2i-desktop.icns"}
LANGUAGES = ("de", "en", "nl", "es", "sv", "et", "el", "it", "pt", "ga", "fi", "lt")
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}  # as dpkg calls them
# The day of the demo centre, and what of it the reports are made of.
DEMO_DAY = "2026-11-20"
ASKED = {
    "year": ("--year", "2025"), "case": ("--key", "DX-2025-0001"), "plan": ("--key", "DX-DX-GR-2025"),
    "meeting": ("--key", "DX-DX-IE-2026/2026-09-21"), "workshop": ("--key", "W-2026-03"),
}  # fmt: skip
# What the program needs from a Debian or Ubuntu system.
DEPENDS = (
    "libgl1, libegl1, libxkbcommon0, libdbus-1-3, libfontconfig1, libglib2.0-0 | libglib2.0-0t64, libxkbcommon-x11-0, "
    "libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0, libcups2 | libcups2t64, libc6 (>= {glibc})"
)
# What the freezer brings along and the program never loads.
UNUSED = (
    "PySide6/Qt/plugins/platformthemes/*gtk3*", "PySide6/Qt/plugins/platforms/*eglfs*", "PySide6/Qt/plugins/platforms/*linuxfb*",
    "PySide6/Qt/plugins/platforms/*vnc*", "PySide6/Qt/plugins/platforms/*minimal*", "PySide6/Qt/plugins/platforms/*vkkhr*",
    "PySide6/Qt/plugins/egldeviceintegrations/*", "PySide6/Qt/plugins/generic/*", "PySide6/Qt/plugins/networkinformation/*",
    "PySide6/Qt/plugins/tls/*", "PySide6/Qt/plugins/platforminputcontexts/*virtualkeyboard*",
    "PySide6/Qt/plugins/imageformats/*q[!sj]*", "PySide6/Qt/lib/libQt6Eglfs*", "PySide6/Qt/lib/libQt6EglFS*",
    "PySide6/Qt/lib/libQt6Q[mu]*", "PySide6/Qt/lib/libQt6VirtualKeyboard*", "PySide6/Qt/lib/libQt6Pdf*",
    "PySide6/QtOpenGL*", "PySide6/QtNetwork*", "PySide6/opengl32sw.dll",
    "PIL/_avif*", "PIL/_webp*", "pillow.libs/libavif*", "pillow.libs/libwebp*", "pillow.libs/libsharpyuv*",
    # Where the builder's files lay and when: nothing reads it, and two builds would differ in it.
    "*.dist-info/RECORD", "*.dist-info/direct_url.json", "*.dist-info/uv_cache.json",
    "libcups.so*",  # printing is the system's own: its library fits its print server
)  # fmt: skip


class StepError(Exception):
    """A step cannot go on; its text is the sentence for the reader."""


def main() -> int:
    """Runs all steps; 0 = everything was made and tried, 1 = a step stopped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="the folder for what is made (dist)")
    parser.add_argument(
        "--compare", type=Path, metavar="OTHER", help="names what differs between OUT and another build"
    )
    args = parser.parse_args()
    try:
        if args.compare is not None:
            print(*differences(args.out, args.compare) or ["The two builds are equal."], sep="\n")
        else:
            build(args.out.resolve())
    except StepError as stop:
        print(f"Stopped: {stop}", file=sys.stderr)
        return 1
    return 0


def build(out: Path) -> None:
    """All steps in their order; what was made before is replaced."""
    work = out / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    os.environ["SOURCE_DATE_EPOCH"] = str(commit_time())
    os.environ["PYTHONHASHSEED"] = "1"  # two builds of one commit freeze in the same order
    say("Wheel")
    wheel = build_wheel(work)
    say("Clean environment of pinned packages")
    python = environment(wheel, work)
    say("Frozen program")
    program = freeze(python, work)
    told = (
        f"build {run('git', 'rev-parse', '--short=12', 'HEAD').strip()}"
        if (ROOT / ".git").exists()
        else "build from an archive"
    )
    (inner(program) / "p2i_desktop" / "_shipped" / "resources" / "build.txt").write_text(told, encoding="utf-8")
    size = trim(program)
    say(f"Trimmed: {size} MB on disk")
    if size > MOST_ON_DISK:
        raise StepError(f"The program takes {size} MB on disk; {MOST_ON_DISK} MB are allowed.")
    say("Licences, list of parts")
    papers(python, program)
    say("Tried: shipped files, demo, all reports, old casebooks, the window")
    try_out(program, work)
    same_times(program)
    made: list[Path] = []
    for pack in PACKERS.get(SYSTEM, ()):
        say(pack.__doc__ or "")
        made += pack(program, out, work)
    big = [one.name for one in made if one.suffix != ".gz" and one.stat().st_size > MOST_PACKED * 1e6]
    if big:
        raise StepError(f"{', '.join(big)}: more than {MOST_PACKED} MB packed.")
    for line in sign(made):
        say(line)
    sums = "".join(f"{digest(one)}  {one.name}\n" for one in sorted(made))
    (out / "SHA256SUMS").write_text(sums, encoding="utf-8")
    say(f"Done, in {out}:")
    for one in sorted(made):
        print(f"  {one.name}  {one.stat().st_size / 1e6:.1f} MB")


def say(line: str) -> None:
    """One line of progress with the time."""
    print(f"{time.strftime('%H:%M:%S')}  {line}", flush=True)


def run(*command: object, cwd: Path = ROOT, env: Mapping[str, str] | None = None, fine: Sequence[int] = (0,)) -> str:
    """Runs a tool and returns what it printed; StepError when it is missing or ends with another code than a fine one."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", errors="replace"
        )
    except FileNotFoundError:
        raise StepError(f"{words[0]} is not installed. {_HOW.get(words[0], '')}".strip()) from None
    if done.returncode not in fine:
        raise StepError(f"{' '.join(words[:3])} failed ({done.returncode}):\n{(done.stderr or done.stdout)[-3000:]}")
    return done.stdout


_HOW = {
    "uv": "python3 -m pip install uv",
    "dpkg-deb": "It belongs to Debian and Ubuntu; other systems cannot make a .deb.",
    "makeself": "apt-get install makeself",
    "xz": "apt-get install xz-utils",
    "makensis": "apt-get install nsis, or the installer of NSIS on Windows.",
    "objdump": "apt-get install binutils",
    "hdiutil": "It belongs to macOS.",
}


def commit_time() -> int:
    """Seconds since 1970 of the commit, so that two builds of it carry equal times; of today's midnight without git."""
    try:
        return int(run("git", "log", "-1", "--format=%ct"))
    except (StepError, ValueError):
        return int(time.time()) // 86400 * 86400


# -- from source to a program ----------------------------------------------------------------------------------------
def build_wheel(work: Path) -> Path:
    """The wheel as anybody could install it; the frozen program is made from it, so that no file is missed."""
    run("uv", "build", "--quiet", "--wheel", "--out-dir", work / "wheel", ROOT)
    return next((work / "wheel").glob("*.whl"))


def environment(wheel: Path, work: Path) -> Path:
    """A Python with the pinned run-time packages, the wheel and the freezer, and nothing else."""
    folder, pins = work / "env", work / "pins.txt"
    pins.write_text("\n".join(PROJECT["tool"]["uv"]["constraint-dependencies"]), encoding="utf-8")
    run("uv", "venv", "--quiet", "--python", sys.executable, folder)
    python = folder / ("Scripts/python.exe" if SYSTEM == "windows" else "bin/python")
    freezer = [line for line in PROJECT["dependency-groups"]["installer"] if line.startswith("pyinstaller")]
    run("uv", "pip", "install", "--quiet", "--python", python, "--constraint", pins, wheel, *freezer)
    for told in ("direct_url.json", "uv_cache.json"):  # the list of parts would name the builder's folder
        for file in folder.rglob(f"p2i_desktop-*.dist-info/{told}"):
            file.unlink()
    return python


def freeze(python: Path, work: Path) -> Path:
    """One folder with the program and all it needs. Migrations are read from disk, so they lie there as they are."""
    package = Path(run(python, "-c", "import p2i_desktop; print(p2i_desktop.__path__[0])", cwd=work).strip())
    run(
        python,
        "-c",
        "from p2i_desktop.i18n import languages, texts_for; [texts_for(one) for one in languages()]",
        cwd=work,
    )
    entry = work / "entry.py"
    entry.write_text("import sys\nfrom p2i_desktop.cli import main\nsys.exit(main())\n", encoding="utf-8")
    names = [re.split(r"[ <>=;\[]", line)[0] for line in PROJECT["project"]["dependencies"] if "win32" not in line]
    migrations = package / "storage" / "migrations"
    run(
        python, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--onedir", "--name", "p2i-desktop", "--optimize", "1",
        *(() if SYSTEM == "windows" else ("--strip",)), *(("--windowed",) if SYSTEM != "linux" else ()),
        *(("--icon", PARTS / ICONS[SYSTEM]) if SYSTEM in ICONS else ()),
        "--collect-submodules", "p2i_desktop", "--collect-submodules", "alembic", "--collect-submodules", "reportlab.graphics.barcode", "--collect-submodules", "holidays.countries",
        "--collect-data", "p2i_desktop", "--add-data", f"{migrations}{os.pathsep}p2i_desktop/storage/migrations",
        *(word for name in ("p2i-desktop", *names) for word in ("--copy-metadata", name)), "--exclude-module", "tkinter",
        "--distpath", work / "frozen", "--workpath", work / "pyinstaller", "--specpath", work, entry, cwd=work,
    )  # fmt: skip
    if SYSTEM != "macos":
        return work / "frozen" / "p2i-desktop"
    bundle = work / "frozen" / "P2I Desktop.app"
    (work / "frozen" / "p2i-desktop.app").rename(bundle)
    tell_finder(bundle / "Contents" / "Info.plist")
    return bundle


def tell_finder(listing: Path) -> None:
    """Name, version and file type in the bundle's list of properties, so that a double click on a .p2i opens it."""
    told = plistlib.loads(listing.read_bytes())
    told |= {
        "CFBundleName": "P2I Desktop", "CFBundleDisplayName": "P2I Desktop", "CFBundleIdentifier": "eu.p2i.desktop",
        "CFBundleShortVersionString": VERSION, "CFBundleVersion": VERSION,
        "CFBundleDocumentTypes": [
            {"CFBundleTypeName": "P2I casebook", "CFBundleTypeExtensions": ["p2i"], "CFBundleTypeRole": "Editor", "LSHandlerRank": "Owner"}
        ],
    }  # fmt: skip
    listing.write_bytes(plistlib.dumps(told))


def inner(program: Path) -> Path:
    """The folder of the frozen program that holds libraries and data."""
    return program / "Contents" / "Resources" if SYSTEM == "macos" else program / "_internal"


def trim(program: Path) -> int:
    """Takes away what is never loaded; returns the size of the rest in MB."""
    lies = inner(program)
    for file in [one for one in lies.rglob("*") if one.is_file() or one.is_symlink()]:
        name = file.relative_to(lies).as_posix()
        language = re.split(r"[_.]", file.name.removeprefix("qtbase_"))[0]
        other = name.startswith(("babel/locale-data/", "PySide6/Qt/translations/")) and language not in (
            *LANGUAGES,
            "root",
        )
        if other or "__pycache__" in name or any(fnmatch.fnmatchcase(name, pattern) for pattern in UNUSED):
            file.unlink()
    if SYSTEM == "linux":
        _drop_unneeded(lies)
    return round(sum(file.lstat().st_size for file in program.rglob("*") if file.is_file()) / 1e6)


def _drop_unneeded(lies: Path) -> None:
    """Libraries that only what was taken away had asked for; links that lead nowhere."""
    while True:
        needed = set()
        for file in (one for one in lies.rglob("*.so*") if one.is_file() and not one.is_symlink()):
            needed |= set(re.findall(r"NEEDED\s+(\S+)", run("objdump", "-p", file)))
        needed |= {file.name for file in lies.glob("libpython*")}
        found = [*lies.glob("lib*.so*"), *(lies / "PySide6" / "Qt" / "lib").glob("*.so*")]
        gone = [one for one in found if one.name not in needed or not one.exists()]
        if not gone:
            return
        for one in gone:
            one.unlink()


def papers(python: Path, program: Path) -> None:
    """licences.txt with the texts of all that is frozen in, sbom.json (CycloneDX) with names and versions."""
    listed = run(
        python, "-c",
        "from importlib.metadata import distributions\n"
        "for d in sorted(distributions(), key=lambda d: d.name.lower()):\n"
        "  print('=' * 100, d.name, d.version, d.metadata.get('License-Expression') or d.metadata.get('License') or '', sep='\\n')\n"
        "  for f in d.files or ():\n"
        "    if 'licen' in f.name.lower() or 'copying' in f.name.lower() or 'notice' in f.name.lower():\n"
        "      print('-' * 60, f.name, f.locate().read_text('utf-8', errors='replace'), sep='\\n') if f.locate().is_file() else None\n",
        cwd=program.parent,
    )  # fmt: skip
    fonts = sorted((ROOT / "resources").rglob("*LICENSE*")) + sorted((ROOT / "resources").rglob("*OFL*"))
    shipped = "".join(f"{'=' * 100}\n{one.name}\n{one.read_text(encoding='utf-8')}\n" for one in dict.fromkeys(fonts))
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    beside = inner(program) if SYSTEM == "macos" else program  # a signed bundle bears nothing at its top
    (beside / "licences.txt").write_text(f"P2I Desktop {VERSION}\n{own}\n{shipped}{listed}", encoding="utf-8")
    # In an environment of its own: what it needs would be frozen in.
    tool = next(line for line in PROJECT["dependency-groups"]["installer"] if line.startswith("cyclonedx"))
    listing = ("environment", python, "--output-reproducible", "--output-file", beside / "sbom.json")
    run("uv", "tool", "run", "--quiet", "--from", tool, "cyclonedx-py", *listing, cwd=program.parent)


def try_out(program: Path, work: Path) -> None:
    """The frozen program opens every shipped file, makes a demo and all reports, reads old casebooks and draws its window."""
    home = work / "home"
    keep = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "SYSTEMROOT", "LANG", "DISPLAY", "TMP", "TEMP")
    }
    env = keep | {"P2I_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
    start = executable(program)
    run(start, "self-check", "--json", cwd=work, env=env)
    run(start, "demo", work / "demo.p2i", "--scale", 120, "--language", "de", "--today", DEMO_DAY, cwd=work, env=env)
    for report in json.loads(run(start, "report", "list", "--json", cwd=work, env=env)):
        words = [word for ask in report["asks"] for word in ASKED.get(ask, ())]
        for form in report["forms"]:
            told = (*words, "--form", form, "--out", work / f"{report['id']}.{form}", "--today", DEMO_DAY)
            run(start, "report", report["id"], work / "demo.p2i", *told, cwd=work, env=env)
    run(start, "export", work / "demo.p2i", work / "meetings.ics", cwd=work, env=env)
    for old in sorted((ROOT / "tests" / "data").glob("schema_*.p2i")):
        copy = Path(shutil.copy(old, work))
        run(
            start, "undo", copy, cwd=work, env=env, fine=(0, 1)
        )  # 1: there is nothing to undo; the file was brought up to date
        if not schema_of(old) <= schema_of(copy) == newest_schema():
            raise StepError(f"{old.name} was not brought up to date.")
    run(start, "check", work / "demo.p2i", cwd=work, env=env)
    run(start, "screenshots", work / "demo.p2i", "--out", work / "pictures", "--page", "dashboard", cwd=work, env=env)
    if not any((work / "pictures").glob("*.png")):
        raise StepError("The frozen program drew no window.")


def newest_schema() -> int:
    """The schema number that the program brings a casebook to: that of its last migration."""
    return max(int(one.name[:4]) for one in (ROOT / "p2i_desktop" / "storage" / "migrations").glob("[0-9]*.py"))


def schema_of(casebook: Path) -> int:
    """The schema number of a .p2i file: four bytes of SQLite's header."""
    with casebook.open("rb") as stream:
        return int.from_bytes(stream.read(64)[60:], "big")


def executable(program: Path) -> Path:
    """The file that is started."""
    return program / "Contents" / "MacOS" / PROGRAM if SYSTEM == "macos" else program / PROGRAM


def same_times(folder: Path) -> None:
    """Every file bears the time of the commit, so that packages of two builds can be equal."""
    for file in (folder, *folder.rglob("*")):
        os.utime(
            file,
            (int(os.environ["SOURCE_DATE_EPOCH"]),) * 2,
            follow_symlinks=os.utime not in os.supports_follow_symlinks,
        )


# -- from a program to packages --------------------------------------------------------------------------------------
def pack_tar(program: Path, out: Path, work: Path) -> list[Path]:
    """Portable .tar.gz, and the same smaller as .tar.xz: unpack anywhere, start p2i-desktop"""
    plain = out / f"{NAME}.tar"
    with tarfile.open(plain, "w") as archive:
        archive.add(program, f"P2I-Desktop-{VERSION}", filter=_nobody)
    run("gzip", "--keep", "--force", "--no-name", plain)
    run("xz", "--force", "--threads=0", f"-{PACKING}", plain)
    return [out / f"{plain.name}.gz", out / f"{plain.name}.xz"]


def _nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
    return entry


def pack_deb(program: Path, out: Path, work: Path) -> list[Path]:
    """.deb for Debian and Ubuntu, with menu entry and file type"""
    tree, architecture = work / "deb", ARCHITECTURES.get(platform.machine(), platform.machine())
    folder = tree / "opt" / "p2i-desktop"
    shutil.copytree(program, folder, symlinks=True)
    for name, place in (
        ("p2i-desktop.desktop", "usr/share/applications"), ("p2i-desktop.xml", "usr/share/mime/packages"),
        ("p2i-desktop.svg", "usr/share/icons/hicolor/scalable/apps"),
    ):  # fmt: skip
        (tree / place).mkdir(parents=True)
        shutil.copy(PARTS / name, tree / place)
    papers_of = tree / "usr" / "share" / "doc" / "p2i-desktop"
    papers_of.mkdir(parents=True)
    shutil.copy(program / "licences.txt", papers_of / "copyright")
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "p2i-desktop").symlink_to("/opt/p2i-desktop/p2i-desktop")
    size = sum(file.lstat().st_size for file in tree.rglob("*") if file.is_file()) // 1024
    control = (PARTS / "control.txt").read_text(encoding="utf-8").format(
        version=VERSION, architecture=architecture, size=size, depends=DEPENDS.format(glibc=platform.libc_ver()[1] or "2.31"),
    )  # fmt: skip
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    (tree / "DEBIAN" / "postrm").write_bytes((PARTS / "postrm.sh").read_bytes())
    (tree / "DEBIAN" / "postrm").chmod(0o755)
    for file in (tree, *tree.rglob("*")):
        if not file.is_symlink():
            file.chmod(0o755 if file.is_dir() or file.stat().st_mode & 0o100 else 0o644)
    same_times(tree)
    made = out / f"p2i-desktop_{VERSION}_{architecture}.deb"
    run("dpkg-deb", "--root-owner-group", "-Zxz", f"-z{PACKING}", "--build", tree, made)
    return [made]


def pack_run(program: Path, out: Path, work: Path) -> list[Path]:
    """.run: unpacks itself into the user's own folder, with menu entry and file type, no administrator needed"""
    tree = work / "run"
    shutil.copytree(program, tree / "program", symlinks=True)
    for name in ("p2i-desktop.desktop", "p2i-desktop.xml", "p2i-desktop.svg", "install.sh", "uninstall.sh"):
        shutil.copy(PARTS / name, tree)
    for name in ("install.sh", "uninstall.sh"):
        (tree / name).chmod(0o755)
    same_times(tree)
    made = out / f"{NAME}.run"
    packed = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"])))
    run(
        "makeself", "--xz", "--complevel", PACKING, "--threads", 0, "--nomd5", "--nocrc", "--sha256", "--tar-extra", "--sort=name --owner=0 --group=0 --numeric-owner",
        "--packaging-date", packed, tree.name, os.path.relpath(made, work), f"P2I Desktop {VERSION}", "./install.sh", cwd=work,
    )  # fmt: skip
    return [made]


def pack_zip(program: Path, out: Path, work: Path) -> list[Path]:
    """Portable .zip: unpack anywhere, start p2i-desktop.exe"""
    made = out / f"{NAME}-portable.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(one for one in program.rglob("*") if one.is_file()):
            archive.write(file, f"P2I-Desktop-{VERSION}/{file.relative_to(program).as_posix()}")
    return [made]


def pack_setup(program: Path, out: Path, work: Path) -> list[Path]:
    """Windows installer for one user, in nine languages"""
    return [windows_setup(program, out / f"{NAME}-setup.exe")]


def windows_setup(payload: Path, made: Path) -> Path:
    """The installer of a folder that holds p2i-desktop.exe and _internal; compiled by makensis on any system."""
    given = {"VERSION": VERSION, "PAYLOAD": payload, "OUTFILE": made, "LICENCE": ROOT / "LICENSE", "ICON": PARTS / ICONS["windows"]}  # fmt: skip
    dash = "/" if SYSTEM == "windows" else "-"
    run(
        "makensis",
        f"{dash}V2",
        f"{dash}WX",
        *(f"{dash}D{name}={value}" for name, value in given.items()),
        PARTS / "installer.nsi",
    )
    return made


def pack_dmg(program: Path, out: Path, work: Path) -> list[Path]:
    """.dmg for macOS"""
    made = out / f"{NAME}.dmg"
    run("hdiutil", "create", "-volname", f"P2I Desktop {VERSION}", "-srcfolder", program, "-format", "UDZO", made)
    return [made]


PACKERS = {
    "linux": (pack_tar, pack_deb, pack_run),
    "windows": (pack_zip, pack_setup),
    "macos": (pack_dmg,),
}  # fmt: skip
# variable that names the key -> how a file is signed with it
SIGNING: dict[str, tuple[str, Sequence[str]]] = {
    "linux": (
        "P2I_GPG_KEY",
        ("gpg", "--batch", "--yes", "--local-user", "{key}", "--armor", "--detach-sign", "{file}"),
    ),
    "windows": ("P2I_SIGNTOOL_THUMBPRINT", ("signtool", "sign", "/sha1", "{key}", "/fd", "SHA256", "{file}")),
    "macos": (
        "P2I_CODESIGN_IDENTITY",
        ("codesign", "--sign", "{key}", "--options", "runtime", "--timestamp", "{file}"),
    ),
}


def sign(made: Sequence[Path]) -> Iterator[str]:
    """Signs each package with the key that the surroundings name; without one a sentence says so."""
    variable, command = SIGNING.get(SYSTEM, ("", ()))
    key = os.environ.get(variable, "")
    if not key:
        yield f"Not signed: no key is named ({variable or 'this system has no way to sign'})."
        return
    for file in made:
        run(*(word.format(key=key, file=file) for word in command))
        yield f"Signed: {file.name}"


def digest(file: Path) -> str:
    """SHA-256 of a file in hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def differences(one: Path, other: Path) -> list[str]:
    """What differs between two builds, file by file of the frozen program and of the packages, in words."""
    found: list[str] = []
    sides = [_digests(folder) for folder in (one, other)]
    if not all(sides):
        raise StepError("There is no build to compare: each folder must be the --out of a run.")
    for name in sorted(sides[0].keys() | sides[1].keys()):
        if name not in sides[1]:
            found.append(f"only in {one}: {name}")
        elif name not in sides[0]:
            found.append(f"only in {other}: {name}")
        elif sides[0][name] != sides[1][name]:
            found.append(f"differs: {name}")
    return found


def _digests(folder: Path) -> dict[str, str]:
    files = [*folder.glob("P2I-Desktop-*"), *folder.glob("*.deb"), *(folder / "work" / "frozen").rglob("*")]
    return {
        file.relative_to(folder).as_posix(): digest(file) for file in files if file.is_file() and not file.is_symlink()
    }


if __name__ == "__main__":
    sys.exit(main())
