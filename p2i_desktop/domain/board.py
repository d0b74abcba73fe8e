"""The columns of the board of cases: the steps of a procurement in six groups, the last one for what has ended."""

from p2i_desktop.domain.advice import CaseStatus, Phase
from p2i_desktop.domain.rules.lifecycle import ENDED

COLUMNS: dict[str, tuple[Phase, ...]] = {
    "first_advice": (Phase.PREP_NEED, Phase.PREP_PRIOR_ART),
    "market": (Phase.PREP_OMC,),
    "preparation": (Phase.PREP_BUSINESS_CASE, Phase.PREP_TENDER_DOCS),
    "procedure": (Phase.TENDER_PROCEDURE, Phase.TENDER_CONFORMANCE),
    "implementation": (Phase.IMPL_MONITOR, Phase.IMPL_PCP1, Phase.IMPL_PCP2, Phase.IMPL_PCP3),
    "closed": (Phase.DONE,),
}
_COLUMN = {phase: column for column, phases in COLUMNS.items() for phase in phases}


def column_of(phase: str, status: str) -> str:
    """The column of a case: by its step, or the last one once it is closed, declined or redirected."""
    return "closed" if CaseStatus(status) in ENDED else _COLUMN[Phase(phase)]


def first_step(column: str) -> Phase:
    """The step that a case takes when it is moved into a column."""
    return COLUMNS[column][0]
