"""The pinned versions: one list in two places that must agree, without a single address."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def locked() -> dict[str, str]:
    return {name.lower(): version for name, version in re.findall(r"^([A-Za-z0-9_.-]+)==([^ ;\\]+)", LOCK, flags=re.M)}


def constraints() -> dict[str, str]:
    return dict(line.split("==") for line in PROJECT["tool"]["uv"]["constraint-dependencies"])


def test_the_lock_names_no_address_and_has_a_hash_for_each_package() -> None:
    assert "://" not in LOCK
    blocks = re.split(r"^(?=[A-Za-z0-9_.-]+==)", LOCK, flags=re.M)[1:]
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)


def test_lock_and_constraints_agree() -> None:
    block = ", ".join(f'"{name}=={version}"' for name, version in sorted(locked().items()))
    assert locked() == constraints(), f"paste into constraint-dependencies:\n{block}"


def test_each_direct_dependency_is_locked_within_its_range() -> None:
    for line in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]:
        wanted = Requirement(line)
        assert wanted.specifier.contains(locked()[wanted.name.lower().replace("_", "-")]), line
