"""The annual report as a file: PDF/UA-1 and PDF/A-2a by the rules of veraPDF, every character printed."""

from pathlib import Path

import pytest

from p2i_desktop.reports import annual, pdf
from p2i_desktop.services.office import Office
from tests.reports import offices
from tests.services.workshop_year import make_office as make_workshops
from tests.tools import verapdf


@pytest.mark.skipif(
    bool(verapdf.missing()),
    reason=f"NOT CHECKED by veraPDF: {', '.join(verapdf.missing())} not installed (dependency group verapdf)",
)
def test_annual_report_passes_verapdf(office: Office, first_day: Office, tmp_path: Path) -> None:
    made = [
        office.printing.make("annual", year=2025, form="pdf", language="en", out=tmp_path / "whole.pdf").path,
        office.printing.make("annual", year=2026, form="pdf", language="de", out=tmp_path / "running.pdf").path,
        first_day.printing.make("annual", year=2025, form="pdf", language="en", out=tmp_path / "empty.pdf").path,
    ]
    with offices.filled(tmp_path / "h.p2i", talks=40, title=offices.HOSTILE) as hostile:
        made.append(hostile.printing.make("annual", year=2023, form="pdf", out=tmp_path / "hostile.pdf").path)
    with make_workshops(tmp_path) as held:
        made.append(held.printing.make("annual", year=2025, form="pdf", out=tmp_path / "held.pdf").path)
    verdicts = verapdf.check(made)
    assert len(verdicts) == 2 * len(made)
    for each in verdicts:
        assert each.compliant, (each.path, each.profile, each.words)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_character_has_a_glyph(office: Office, language: str) -> None:
    assert pdf.missing_glyphs(annual.build(office.printing.facts(2025, language))) == []
