"""What hangs at support plans and at their rows: keys of actions and files."""

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select

from p2i_desktop.storage.tables import table

_PLAN = "support_plan"
_ROWS = ("plan_milestone", "support_measure", "plan_risk", "plan_objective", "plan_need")


def about_plans(connection: Connection, kind: str, plans: Sequence[str]) -> list[str]:
    """Ids of the actions or attachments (`kind`: type key) of these plans and of their rows, in the order of their making."""
    t = table(kind)
    ours = [(t.c.about_type == _PLAN) & t.c.about_id.in_(plans)]
    for name in _ROWS:
        row = table(name)
        keys = select(row.c.id).where(row.c.plan.in_(plans), row.c.deleted_at.is_(None))
        ours.append((t.c.about_type == name) & t.c.about_id.in_(keys))
    query = select(t.c.id).where(or_(*ours), t.c.deleted_at.is_(None)).order_by(t.c.n)
    return list(connection.execute(query).scalars())
