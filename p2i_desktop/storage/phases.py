"""Since when cases stand at their steps."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, func, select

from p2i_desktop.storage.tables import table

_T = table("transition").c
_AT_ONCE = 500  # keys of one question


def steps_since(connection: Connection, keys: Sequence[str]) -> dict[str, date]:
    """Case id -> the day of its last change of step; a case that never changed it is left out."""
    found: dict[str, date] = {}
    for start in range(0, len(keys), _AT_ONCE):
        query = (
            select(_T.about_id, func.max(_T.on))
            .where(_T.about_id.in_(keys[start : start + _AT_ONCE]), _T.field == "phase", _T.deleted_at.is_(None))
            .group_by(_T.about_id)
        )
        found |= {key: date.fromisoformat(str(day)) for key, day in connection.execute(query)}
    return found
