"""The dossier of one case, on paper and as a workbook, in full or anonymised."""

from p2i_desktop.reports.dossier.facts import DossierFacts
from p2i_desktop.reports.dossier.pages import build
from p2i_desktop.reports.dossier.sheets import workbook

__all__ = ["DossierFacts", "build", "named", "workbook"]


def named(facts: DossierFacts) -> tuple[str, ...]:
    """What stands in the name of its file: the number of the case, never a person or an organisation."""
    return (facts.texts._("anonymised"),) if facts.anonymised else (facts.number or facts.provisional,)
