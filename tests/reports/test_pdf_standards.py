"""PDF/UA-1 and PDF/A-2a by the rules of veraPDF, and proof that these rules do refuse."""

from pathlib import Path

import pytest

from p2i_desktop.reports import pdf
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import PORTRAIT, TEXT
from p2i_desktop.reports.pdf.tags import Element
from tests.reports.documents import everything
from tests.tools import verapdf

pytestmark = pytest.mark.skipif(
    bool(verapdf.missing()),
    reason=f"NOT CHECKED by veraPDF: {', '.join(verapdf.missing())} not installed (dependency group verapdf)",
)


def with_a_loose_line(*, tagged: bool) -> bytes:
    """One page with a paragraph and a second line, tagged or not."""
    setter, root = Setter(), Element("Document")
    pen = Pen(everything(rows=1), setter, root)
    pen.start_page(PORTRAIT)
    with pen.content(root.add("P")):
        pen.text(100, 700, "tagged", "regular", 10, TEXT)
    if tagged:
        pen.open(root.add("P"))
    pen.text(100, 600, "loose", "regular", 10, TEXT)
    if tagged:
        pen.close()
    pen.end_page()
    return pen.finish()


def test_every_block_passes_and_a_planted_fault_fails(tmp_path: Path) -> None:
    files = {
        "whole": pdf.render(everything()),
        "greek": pdf.render(everything("el", rows=1)),
        "sound": with_a_loose_line(tagged=True),
        "fault": with_a_loose_line(tagged=False),
    }
    for name, data in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    verdicts = verapdf.check([tmp_path / f"{name}.pdf" for name in files])
    found = {(Path(each.path).stem, each.profile): each for each in verdicts}
    assert len(found) == 8
    for (name, profile), each in found.items():
        if name != "fault":
            assert each.compliant, (name, profile, each.words)
            assert each.rules == {"ua1": 106, "2a": 153}[profile]
    assert "7.1-3" in found["fault", "ua1"].failed
    assert found["whole", "ua1"].checks > 30_000
