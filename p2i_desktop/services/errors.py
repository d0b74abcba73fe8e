"""What can go wrong in a verb, as the window and the command line see it."""

from p2i_desktop.domain.rules import Problem
from p2i_desktop.exchange.errors import Unreadable
from p2i_desktop.storage.errors import Conflict, Environment, Undoable
from p2i_desktop.storage.store import Changed

__all__ = ["Changed", "Conflict", "Environment", "Missing", "Refused", "Undoable", "Unreadable"]


class Refused(Exception):  # noqa: N818
    """Hard rules stand against a save; nothing was written. `problems` holds them, the first one first."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class Missing(Exception):  # noqa: N818
    """A record that a verb was asked about is not in the file, or lies in the bin."""

    def __init__(self, type_key: str, record_id: str) -> None:
        super().__init__(type_key)
        self.type_key = type_key
        self.record_id = record_id
