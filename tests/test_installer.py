"""What is installed: scripts run for real on a stub program, the Windows installer compiled; the frozen program itself is slow."""

import json
import os
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import build_installer
from p2i_desktop import __version__

PARTS = build_installer.PARTS
FROZEN = os.environ.get(
    "P2I_FROZEN", ""
)  # the folder of a frozen program, as build_installer.py leaves it in work/frozen
DAY = "2026-11-20"
OLD = sorted((Path(__file__).parent / "data").glob("schema_*.p2i"))


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    """A folder like the one of the frozen program."""
    folder = tmp_path / "program"
    (folder / "_internal").mkdir(parents=True)
    for name in ("p2i-desktop", "p2i-desktop.exe", "licences.txt", "sbom.json", "_internal/a.txt"):
        (folder / name).write_text("#!/bin/sh\necho started\n", encoding="utf-8")
    (folder / "p2i-desktop").chmod(0o755)
    return folder


def test_the_version_stands_in_one_place() -> None:
    assert __version__ == build_installer.VERSION
    assert build_installer.PROJECT["project"]["dynamic"] == ["version"]


def test_the_windows_installer_compiles_and_speaks_nine_languages(payload: Path, tmp_path: Path) -> None:
    script = (PARTS / "installer.nsi").read_text(encoding="utf-8-sig")
    languages = re.findall(r'MUI_LANGUAGE "(\w+)"', script)
    assert len(languages) == 9
    for name in ("CASEBOOK", "RUNNING", "KEPT"):
        assert [f"LANG_{one.upper()}" for one in languages] == re.findall(rf"LangString {name} \${{(\w+)}}", script)
    assert "RequestExecutionLevel user" in script
    if shutil.which("makensis") is None:
        pytest.skip("makensis is not installed: the script was read, not compiled")
    made = build_installer.windows_setup(payload, tmp_path / "P2I-Desktop-setup-of-a-test.exe")
    assert made.read_bytes()[:2] == b"MZ"


def test_menu_entry_and_file_type(tmp_path: Path) -> None:
    entry = (PARTS / "p2i-desktop.desktop").read_text(encoding="utf-8")
    kind = "application/x-p2i-casebook"
    assert f"MimeType={kind};" in entry
    tree = ElementTree.parse(PARTS / "p2i-desktop.xml")
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    assert [one.get("type") for one in tree.findall("m:mime-type", space)] == [kind]
    assert [one.get("pattern") for one in tree.iterfind(".//m:glob", space)] == ["*.p2i"]
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", PARTS / "p2i-desktop.desktop"], check=True)


def test_the_programs_of_other_systems_have_their_icon() -> None:
    from PIL import Image

    with Image.open(PARTS / build_installer.ICONS["windows"]) as small:
        assert {size[0] for size in small.info["sizes"]} >= {16, 32, 48, 256}
    with Image.open(PARTS / build_installer.ICONS["macos"]) as large:
        assert max(size[0] * size[2] for size in large.info["sizes"]) == 1024


def test_the_finder_is_told_version_and_file_type(tmp_path: Path) -> None:
    listing = tmp_path / "Info.plist"
    listing.write_bytes(plistlib.dumps({"CFBundleExecutable": "p2i-desktop", "CFBundleName": "p2i-desktop"}))
    build_installer.tell_finder(listing)
    told = plistlib.loads(listing.read_bytes())
    assert told["CFBundleExecutable"] == "p2i-desktop"
    assert told["CFBundleShortVersionString"] == __version__
    assert told["CFBundleDocumentTypes"][0]["CFBundleTypeExtensions"] == ["p2i"]


def script(name: str, folder: Path, home: Path) -> str:
    env = {"PATH": os.environ["PATH"], "HOME": str(home)}
    done = subprocess.run(["sh", name], cwd=folder, env=env, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.skipif(os.name == "nt", reason="a shell script for Linux")
def test_one_user_installs_upgrades_and_removes_it_and_keeps_the_data(payload: Path, tmp_path: Path) -> None:
    home, unpacked = tmp_path / "home of a user", tmp_path / "unpacked"
    home.mkdir()
    shutil.copytree(payload, unpacked / "program")
    for name in ("install.sh", "uninstall.sh", "p2i-desktop.desktop", "p2i-desktop.xml", "p2i-desktop.svg"):
        shutil.copy(PARTS / name, unpacked)
    data = home / ".local" / "share" / "p2i-desktop"
    data.mkdir(parents=True)
    (data / "backup").write_text("kept", encoding="utf-8")
    (home / "office.p2i").write_text("kept", encoding="utf-8")

    assert "p2i-desktop-program" in script("install.sh", unpacked, home)
    place = home / ".local" / "share" / "p2i-desktop-program"
    started = subprocess.run([home / ".local" / "bin" / "p2i-desktop"], capture_output=True, text=True, check=True)
    assert started.stdout == "started\n"
    entry = (home / ".local" / "share" / "applications" / "p2i-desktop.desktop").read_text(encoding="utf-8")
    assert f'Exec="{place}/p2i-desktop" %f' in entry

    (unpacked / "program" / "_internal" / "a.txt").unlink()
    script("install.sh", unpacked, home)  # an upgrade leaves nothing of the version before
    assert not (place / "_internal" / "a.txt").exists()

    told = script("uninstall.sh", unpacked, home)
    assert str(data) in told
    left = {file.relative_to(home).as_posix() for file in home.rglob("*") if file.is_file()}
    assert {"office.p2i", ".local/share/p2i-desktop/backup"} == {
        one for one in left if "mime" not in one and "applications" not in one
    }
    assert not any("p2i-desktop.desktop" in one or "p2i-desktop.xml" in one for one in left)


def test_differences_of_two_builds_are_named(tmp_path: Path) -> None:
    for side, texts in (("one", {"a": "1", "b": "1"}), ("other", {"a": "1", "b": "2", "c": "3"})):
        folder = tmp_path / side / "work" / "frozen"
        folder.mkdir(parents=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
    one, other = tmp_path / "one", tmp_path / "other"
    assert build_installer.differences(one, one) == []
    found = build_installer.differences(one, other)
    assert found == ["differs: work/frozen/b", f"only in {other}: work/frozen/c"]
    with pytest.raises(build_installer.StepError, match="no build to compare"):
        build_installer.differences(one, tmp_path / "nothing")


def test_a_missing_tool_and_a_failing_one_are_said_in_a_sentence() -> None:
    with pytest.raises(build_installer.StepError, match="is not installed"):
        build_installer.run("no-such-tool-anywhere")
    with pytest.raises(build_installer.StepError, match="failed"):
        build_installer.run("git", "no-such-command")


def test_nothing_is_signed_without_a_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable, _ in build_installer.SIGNING.values():
        monkeypatch.delenv(variable, raising=False)
    assert next(iter(build_installer.sign([tmp_path / "x"]))).startswith("Not signed")


@pytest.mark.slow
@pytest.mark.skipif(not FROZEN, reason="P2I_FROZEN names no frozen program")
def test_the_frozen_program_counts_and_prints_as_the_source_does(tmp_path: Path) -> None:
    """One casebook, made by the source; everything that a command makes of it is compared."""
    source, frozen = [sys.executable, "-m", "p2i_desktop"], [f"{FROZEN}/p2i-desktop"]
    file, home = tmp_path / "demo.p2i", tmp_path / "home"
    told(source, home, "demo", file, "--scale", 200, "--language", "de", "--today", DAY)
    # Certificates get their numbers when they are first printed: from then on every paper tells the same.
    numbers = ("certificates", file, *build_installer.ASKED["workshop"], "--form", "pdf", "--out", tmp_path / "c.pdf")
    told(source, home, "report", *numbers, "--today", DAY)
    answers = [made_of(start, home, file, tmp_path / name) for name, start in (("s", source), ("f", frozen))]
    for name in answers[0]:
        assert answers[0][name] == answers[1][name], name
    assert "BEGIN:VEVENT" in str(answers[0]["calendar"])


@pytest.mark.slow
@pytest.mark.skipif(not FROZEN, reason="P2I_FROZEN names no frozen program")
@pytest.mark.parametrize("old", OLD, ids=lambda old: old.stem)
def test_the_frozen_program_brings_every_old_casebook_up_to_date(old: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(old, tmp_path))
    told([f"{FROZEN}/p2i-desktop"], tmp_path / "home", "undo", copy, fine=(0, 1))  # 1: there is nothing to undo
    assert build_installer.schema_of(copy) == build_installer.newest_schema()
    whole = []
    for name, start in (("source", [sys.executable, "-m", "p2i_desktop"]), ("frozen", [f"{FROZEN}/p2i-desktop"])):
        told(start, tmp_path / "home", "export", copy, tmp_path / f"{name}.json", "--today", DAY)
        whole.append(json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8")))
    assert whole[0] == whole[1]


def told(start: list[str], home: Path, *words: object, fine: tuple[int, ...] = (0,)) -> str:
    """What a command of the program prints."""
    env = os.environ | {"P2I_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([*start, *map(str, words)], env=env, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode in fine, (words, done.stderr)
    return done.stdout


def made_of(start: list[str], home: Path, file: Path, out: Path) -> dict[str, object]:
    """Figures, papers and calendar of a casebook; minute, digest and place in the journal, which papers bear, are left out."""
    out.mkdir()
    file = Path(shutil.copy(file, out))  # of its own: papers with names are noted in it, and the record tells of them
    made: dict[str, object] = {
        "figures": json.loads(told(start, home, "figures", file, "--year", 2025, "--json", "--today", DAY))
    }
    for report in json.loads(told(start, home, "report", "list", "--json")):
        name, words = report["id"], [word for ask in report["asks"] for word in build_installer.ASKED.get(ask, ())]
        told(start, home, "report", name, file, *words, "--form", "pdf", "--out", out / f"{name}.pdf", "--today", DAY)
        read = ["pdftotext", "-layout", str(out / f"{name}.pdf"), "-"]
        text = subprocess.run(read, capture_output=True, text=True, encoding="utf-8", check=True).stdout
        told_of = re.sub(r"\d\d:\d\d|\b[0-9a-f]{8,64}\b|Journal \d+", "", text)
        made[name] = " ".join(told_of.split())  # a wider digest moves words of its page by a blank
    told(start, home, "export", file, out / "meetings.ics")
    calendar = (out / "meetings.ics").read_text(encoding="utf-8")
    made["calendar"] = re.sub(r"DTSTAMP.*", "", calendar)
    return made
