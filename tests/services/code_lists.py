"""Small code lists written by hand, and where the official ones lie."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

CPV = {
    "72000000": {"en": "IT services", "de": "IT-Dienste", "el": "Υπηρεσίες τεχνολογίας των πληροφοριών"},
    "72200000": {"en": "Software programming", "de": "Softwareprogrammierung", "el": "Προγραμματισμός λογισμικού"},
    "72212100": {"en": "Industry specific software", "de": "Branchenspezifische Software", "el": "Λογισμικό"},
    "48000000": {"en": "Software package", "de": "Softwarepaket", "el": "Πακέτα λογισμικού"},
    "45000000": {"en": "Construction work", "de": "Bauarbeiten", "el": "Κατασκευαστικές εργασίες"},
}
NUTS = {code: {"en": name} for code, name in {"AT": "Österreich", "AT1": "Ostösterreich", "AT13": "Wien", "AT130": "Wien", "EL30": "Aττική"}.items()}  # fmt: skip


def write_lists(folder: Path, cpv: dict[str, Any] = CPV, nuts: dict[str, Any] = NUTS, version: str = "1") -> Path:
    """A folder with a CPV list, a NUTS list and one small list."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cpv_10lang.json").write_text(json.dumps(cpv), "utf-8")
    (folder / "nuts_10lang.json").write_text(json.dumps(nuts), "utf-8")
    source = f"OP-TED/eForms-SDK {version} codelists/contract-nature.gc, CC BY 4.0"
    small = {"list": "contract-nature", "version": version, "source": source, "codes": {"works": {"en": "Works"}}}
    (folder / "contract-nature.json").write_text(json.dumps(small), "utf-8")
    return folder


def official() -> Path:
    """The folder of the official lists; skips where it is not given."""
    folder = os.environ.get("P2I_CODELISTS", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("P2I_CODELISTS names no folder with the official code lists")
    return Path(folder)
