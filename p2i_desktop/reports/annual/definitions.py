"""Annex A: how to read the report, the definition of every indicator, the rule settings in force."""

from collections.abc import Iterator

from p2i_desktop.domain.record import fields_of
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.reports.annual import words
from p2i_desktop.reports.annual.chapter import Chapter, Numbers
from p2i_desktop.reports.annual.places import Places
from p2i_desktop.reports.document import Block, BulletList, Column, Heading, Row, Table, Text, Value
from p2i_desktop.reports.document import Facts as Pairs
from p2i_desktop.reports.excel import styles
from p2i_desktop.reports.excel.model import Cell, PageSheet, Plain, Sheet
from p2i_desktop.reports.facts import Facts, Kpi

# The settings that change a figure; the others only concern the window.
_RULES = (
    "active_minutes",
    "active_months",
    "long_term_minutes",
    "min_group_for_means",
    "year_starts",
)


def _blocks(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    blocks: list[Block] = [
        numbers.annex(t._("How to read this report"), "read"),
        BulletList(_reading(facts)),
        numbers.section(t._("Definitions"), "definitions"),
    ]
    for code, kpi in _defined(facts).items():
        blocks += [Heading(3, f"{code}\u2002{_name(facts, code, kpi)}", f"def-{code}"), Text(kpi.definition)]
    blocks.append(_versions(facts, numbers))
    blocks += [numbers.section(t._("Rule settings in force"), "rules"), Pairs(_rules(facts))]
    return tuple(blocks)


def _defined(facts: Facts) -> dict[str, Kpi]:
    found: dict[str, Kpi] = {}
    for kpi in facts.kpis:
        found.setdefault(kpi.code.partition(".")[0], kpi)
    return found


def _name(facts: Facts, code: str, kpi: Kpi) -> str:
    return kpi.label if kpi.code == code else facts.texts.keyed("indicator", code)


def _versions(facts: Facts, numbers: Numbers) -> Table:
    t = facts.texts
    columns = (
        Column(t._("Code"), header=True), Column(t._("Indicator")), Column(t._("Unit")), Column(t._("Kind")),
        Column(t._("Version"), "number"), Column(t._("Valid from"), "date"),
    )  # fmt: skip
    rows: tuple[Row, ...] = tuple(
        (
            code, _name(facts, code, kpi), kpi.unit_label, t.keyed("kind", kpi.kind), Value(kpi.version, t.number(kpi.version)),
            Value(kpi.valid_from, t.date(kpi.valid_from)),
        )
        for code, kpi in _defined(facts).items()
    )  # fmt: skip
    return Table(columns, rows, t._("Units, kinds and versions of the definitions"), numbers.table())


def _reading(facts: Facts) -> tuple[str, ...]:
    t = facts.texts
    return (
        t._("The report counts the period {period}; the first and the last day belong to it.").format(
            period=words.period(facts)
        ),
        t._(
            "A consultation counts as reportable when somebody was reached and the talk was substantive and specific: advice, analysis or information on the client's own need that moves the client on. Voice mail, invitations, reminders and mass mail never count."
        ),
        t._(
            "One consultation is one, whatever the number of advisors, persons or organisations present. A client is the organisation; if none is named, the lead buyer of the case."
        ),
        t._(
            "Organisations, persons and consultations are three different figures. Unique counts are not sums: an organisation that is advised in two months counts once in the year."
        ),
        t._(
            "“–” means that nothing was measured or that there was nothing to measure. 0 means that it was counted and there was none."
        ),
        t._(
            "Where a field is missing, the value counts it as not met; a footnote gives the range that the missing fields leave open."
        ),
        t._(
            "Changes are counted from unrounded values. Shares change in percentage points (pp). “new” means that there was none in the year before."
        ),
        t._("Numbers are rounded only when printed, so that rounded parts may not add up exactly to their total."),
        t._("Restricted records count in every figure, but are listed nowhere."),
        t._(
            "To follow a figure to its records, open the workbook of this report: every value of the sheet {sheet} leads to the records behind it."
        ).format(sheet=t._("KPI")),
    )


def _rules(facts: Facts) -> tuple[tuple[str, str], ...]:
    t = facts.texts
    names = {field.name for field in fields_of(RuleSettings)}
    return tuple((t.field(RuleSettings, name), t.value(getattr(facts.rules, name))) for name in _RULES if name in names)


def _lines_before(facts: Facts) -> list[list[Plain | Cell]]:
    t = facts.texts
    lines: list[list[Plain | Cell]] = [[None, text] for text in _reading(facts)]
    lines += [[], [Cell(t._("Rule settings in force"), look=styles.HEADING), Cell(None, look=styles.HEADING)]]
    lines += [[name, value] for name, value in _rules(facts)]
    titles = (
        t._("Code"),
        t._("Definition"),
        t._("Indicator"),
        t._("Unit"),
        t._("Kind"),
        t._("Version"),
        t._("Valid from"),
    )
    lines += [[], [Cell(title, look=styles.HEADER) for title in titles]]
    return lines


def first_definition_row(facts: Facts) -> int:
    """The row of the first definition on the sheet How to read."""
    return 3 + len(_lines_before(facts))


def _sheets(facts: Facts, places: Places) -> Iterator[Sheet]:
    t = facts.texts
    lines = _lines_before(facts)
    for code, kpi in _defined(facts).items():
        row = places.kpi_rows[kpi.code]
        lines.append([
            Cell(code, link=places.at("kpi", f"A{row}")), kpi.definition, _name(facts, code, kpi), kpi.unit_label,
            t.keyed("kind", kpi.kind), kpi.version, kpi.valid_from,
        ])  # fmt: skip
    yield PageSheet(places.names["read"], t._("How to read this report"), lines, (24, 90, 40, 12, 12, 9, 12))


CHAPTER = Chapter("definitions", _blocks, _sheets)
