"""What a field held once, whatever stands there now: asked of the journal."""

from p2i_desktop.domain.record import Record, type_key
from p2i_desktop.storage.store import Store
from p2i_desktop.storage.values import canonical

_HELD = "SELECT DISTINCT key FROM journal WHERE tbl = ? AND field = ? AND (new = ? OR old = ?) ORDER BY key"


def once_held(store: Store, record_type: type[Record], name: str, value: str) -> list[str]:
    """The ids of the records of a type whose field ever held this text, those in the bin too.

    It reads the whole journal: for single questions of a person, never for lists."""
    text = canonical(value)
    with store.connection() as connection:
        rows = connection.exec_driver_sql(_HELD, (type_key(record_type), name, text, text)).all()
    return [str(key) for (key,) in rows]
