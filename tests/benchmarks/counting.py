"""The figures of a year and the facts of the report, beside reading the same rows by sqlite3."""

from datetime import date
from pathlib import Path

from tests.benchmarks.child import Values, each, main

YEAR = 2025
TIMES = 2
_PERIOD = '"on" BETWEEN ? AND ? AND deleted_at IS NULL'
_LINKS = (
    "SELECT l.owner, l.value FROM consultation c JOIN consultation__{name} l ON l.owner = c.id "
    'WHERE c."on" BETWEEN ? AND ? AND c.deleted_at IS NULL AND l.deleted_at IS NULL'
)
ROWS = (
    'SELECT id, "on", type, channel, "case", organisation, anonymous, advisor, contact_minutes, preparation_minutes, '
    "travel_minutes, contact_made, substantive, specific, count_out, programme, confidentiality "
    f"FROM consultation WHERE {_PERIOD}",
    *(_LINKS.format(name=name) for name in ("other_organisations", "contacts", "topics")),
    'SELECT id, about_id, staff, "on", contact_minutes, preparation_minutes, travel_minutes, programme '
    f"FROM staff_time WHERE {_PERIOD}",
)
WHOLE = (
    "SELECT id, number, status, phase, opened_on, closed_on, lead_advisor, instrument, sector, ict, intake, outcome, "
    'closing_reason, programme, confidentiality FROM "case" WHERE deleted_at IS NULL',
    'SELECT id, about_id, field, old, new, "on" FROM transition WHERE deleted_at IS NULL',
    "SELECT id, kind, country, nuts, merged_into FROM organisation",
)


def bare(path: str) -> Values:
    """The rows of three years as tuples, nothing counted."""
    from tests.benchmarks.raw import connect

    db = connect(path)
    days = (date(YEAR - 3, 1, 1).isoformat(), date(YEAR, 12, 31).isoformat())

    def work(_: int) -> None:
        found = [db.execute(statement, days).fetchall() for statement in ROWS]
        found += [db.execute(statement).fetchall() for statement in WHOLE]
        assert all(found[:1])

    return each(work, TIMES, warm=1)


def ours(path: str) -> Values:
    """All indicators of a year, with two years before, targets and the keys of the records."""
    from p2i_desktop.clock import Clock
    from p2i_desktop.services.figures import Figures
    from p2i_desktop.storage.engine import read_snapshot

    store = read_snapshot(Path(path), Clock())
    values = each(lambda _: Figures(store, Clock()).year(YEAR), TIMES, warm=1)
    store.close()
    return values


def facts(path: str) -> Values:
    """Everything that the annual report prints."""
    from p2i_desktop.clock import Clock
    from p2i_desktop.services.figures import Figures
    from p2i_desktop.services.office import look_at
    from p2i_desktop.services.printing import Printing
    from p2i_desktop.settings import Settings

    office = look_at(Path(path), clock=Clock(), settings=Settings(language="en"))
    values = each(lambda _: Printing(office.work, Figures(office.store, Clock())).facts(YEAR, "en"), TIMES, warm=1)
    office.close()
    return values


if __name__ == "__main__":
    main({f.__name__: f for f in (bare, ours, facts)})
