"""DQ-01: how many of the report's records have all the fields that a report needs."""

from p2i_desktop.domain.advice import CaseStatus
from p2i_desktop.domain.figures.figure import Figure, Indicator, keys, share
from p2i_desktop.domain.figures.market_rows import ProcurementRow
from p2i_desktop.domain.figures.rows import CaseRow, ConsultationRow
from p2i_desktop.domain.figures.scope import Scope
from p2i_desktop.domain.figures.workshop_rows import WorkshopRow


def missing_in_consultation(c: ConsultationRow) -> tuple[str, ...]:
    """The fields marked "to report" that a consultation lacks."""
    return () if c.topics else ("topics",)


def missing_in_case(case: CaseRow) -> tuple[str, ...]:
    """The fields marked "to report" that a case lacks; outcome, reason and result only once it is closed."""
    has = {"intake": case.intake, "need": case.has_need, "sector": case.sector}
    if case.status == CaseStatus.CLOSED:
        has |= {"outcome": case.outcome, "closing_reason": case.closing_reason, "result": case.has_result}
    return tuple(name for name, filled in has.items() if not filled)


def cases_of_report(scope: Scope) -> list[CaseRow]:
    """The cases behind ADV-08 and ADV-09, each once."""
    return list({case.id: case for case in (*scope.active, *scope.closed)}.values())


def missing_in_procurement(row: ProcurementRow) -> tuple[str, ...]:
    """The fields marked "to report" that a procurement lacks."""
    has = {"cpv_main": row.cpv_main, "sector": row.sector}
    return tuple(name for name, filled in has.items() if not filled)


def procurements_of_report(scope: Scope) -> list[ProcurementRow]:
    """The procurements behind PRC-01 and PRC-02, each once."""
    return list({row.id: row for row in (*scope.market.started, *scope.market.awarded)}.values())


def missing_in_workshop(row: WorkshopRow) -> tuple[str, ...]:
    """The fields marked "to report" that a workshop which was held lacks."""
    return () if row.has_protocol else ("protocol",)


def _complete(scope: Scope) -> list[Figure]:
    cases, procurements = cases_of_report(scope), procurements_of_report(scope)
    complete = sum([1 for c in scope.consultations if not missing_in_consultation(c)])
    complete += sum(1 for case in cases if not missing_in_case(case))
    complete += sum(1 for row in procurements if not missing_in_procurement(row))
    held = scope.workshops.held
    complete += sum(1 for row in held if not missing_in_workshop(row))
    behind = keys("consultation", scope.consultation_keys) + keys("case", [case.id for case in cases])
    if procurements:
        behind += keys("procurement_project", [row.id for row in procurements])
    if held:
        behind += keys("workshop", [row.id for row in held])
    base = len(scope.consultations) + len(cases) + len(procurements) + len(held)
    return [share("DQ-01", complete, 0, base, behind)]


INDICATORS = (Indicator("DQ-01", "%", "quality", _complete, cumulative=False),)
