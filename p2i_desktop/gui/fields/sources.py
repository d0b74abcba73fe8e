"""Where fields find other records: short lists held ready, long ones searched and named by the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from p2i_desktop.gui.desk import Desk
from p2i_desktop.gui.fields.choice_box import Choice
from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.services.naming import name_of

if TYPE_CHECKING:
    from p2i_desktop.gui.fields.code_entry import CodeSource
    from p2i_desktop.services.codes import CodeHit
    from p2i_desktop.services.office import Office

Names = dict[str, str]
Short = tuple[dict[str, tuple[str, str]], list[Choice]]
_MOST_HITS = 8
_KEYS = {
    "Organisation": "organisation", "Contact": "contact", "Case": "case", "StaffMember": "staff_member",
    "Programme": "programme", "Centre": "centre", "Consultation": "consultation",
    "ProcurementProject": "procurement_project", "Notice": "notice", "SupportPlan": "support_plan",
    "Workshop": "workshop",
}  # fmt: skip


class Sources(Protocol):
    """What a form may ask about other records."""

    def choices(self, target: str) -> Sequence[Choice] | None:
        """The whole list of a short type (staff, programmes), None for a type that is searched."""

    def search(self, target: str, text: str, then: Callable[[Sequence[Hit]], None]) -> None:
        """At most eight records that fit a text."""

    def names(self, target: str, ids: Iterable[str], then: Callable[[Names], None]) -> None:
        """What records are called."""

    def codes(self, kind: str, language: Callable[[], str]) -> CodeSource:
        """Official codes of a kind (cpv, nuts), in the language that the record has when one is asked for."""


class NoSources:
    """For forms whose records name no others."""

    def choices(self, target: str) -> Sequence[Choice] | None:
        return ()

    def search(self, target: str, text: str, then: Callable[[Sequence[Hit]], None]) -> None:
        then([])

    def names(self, target: str, ids: Iterable[str], then: Callable[[Names], None]) -> None:
        then({})

    def codes(self, kind: str, language: Callable[[], str]) -> CodeSource:
        return _NoCodes()


class _NoCodes:
    """Finds nothing; codes may be written."""

    def warm(self) -> None:
        """Nothing to read."""

    def find(self, text: str, then: Callable[[Sequence[Hit]], None]) -> None:
        then([])

    def name(self, codes: Iterable[str], then: Callable[[Names], None]) -> None:
        then({})

    def above(self, code: str, then: Callable[[Hit | None], None]) -> None:
        then(None)


class DeskSources(QObject):
    """Sources that ask the desk; `load` fetches the short lists, again when staff or programmes changed."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.staff: dict[str, tuple[str, str]] = {}  # id -> (initials, name), those who work here today
        self._short: dict[str, list[Choice]] = {"StaffMember": [], "Programme": []}

    def load(self, then: Callable[[], None] | None = None) -> None:
        """Fetches the short lists."""

        def told(lists: Short) -> None:
            self.take(lists)
            if then is not None:
                then()

        self._desk.ask(short_lists, told, owner=self)

    def take(self, lists: Short) -> None:
        """The short lists, however they came."""
        self.staff, programmes = lists
        people: list[Choice] = [(key, f"{initials} · {name}") for key, (initials, name) in self.staff.items()]
        self._short = {"StaffMember": people, "Programme": programmes}

    def choices(self, target: str) -> Sequence[Choice] | None:
        return self._short.get(target)

    def search(self, target: str, text: str, then: Callable[[Sequence[Hit]], None]) -> None:
        kind = _KEYS[target]

        def work(office: Office) -> list[Hit]:
            found = office.finding.search(text, limit=60).hits
            return [Hit(hit.id, hit.title, hit.snippet) for hit in found if hit.type == kind][:_MOST_HITS]

        self._desk.ask(work, then, owner=self)

    def names(self, target: str, ids: Iterable[str], then: Callable[[Names], None]) -> None:
        wanted, kind = list(ids), _KEYS[target]
        if wanted:
            self._desk.ask(lambda office: {key: name_of(office.store, kind, key) for key in wanted}, then, owner=self)

    def codes(self, kind: str, language: Callable[[], str]) -> CodeSource:
        return _DeskCodes(self._desk, self, kind, language)


class _DeskCodes:
    """Asks the desk about the codes of one kind."""

    def __init__(self, desk: Desk, owner: QObject, kind: str, language: Callable[[], str]) -> None:
        self._desk, self._owner, self._kind, self._language = desk, owner, kind, language

    def warm(self) -> None:
        kind, language = self._kind, self._language()
        self._desk.later(lambda office: office.codes.warm(kind, language), owner=self._owner)

    def find(self, text: str, then: Callable[[Sequence[Hit]], None]) -> None:
        kind, language = self._kind, self._language()

        def work(office: Office) -> list[Hit]:
            return [_hit(one) for one in office.codes.find(kind, text, language, _MOST_HITS)]

        self._desk.ask(work, then, owner=self._owner)

    def name(self, codes: Iterable[str], then: Callable[[Names], None]) -> None:
        kind, language, wanted = self._kind, self._language(), list(codes)
        self._desk.ask(lambda office: office.codes.labels(kind, wanted, language), then, owner=self._owner)

    def above(self, code: str, then: Callable[[Hit | None], None]) -> None:
        kind, language = self._kind, self._language()

        def work(office: Office) -> Hit | None:
            found = office.codes.up(kind, code, language)
            return _hit(found) if found is not None else None

        self._desk.ask(work, then, owner=self._owner)


def _hit(found: CodeHit) -> Hit:
    return Hit(found.code, f"{found.written}  {found.label}" if found.label else found.written)


def short_lists(office: Office) -> Short:
    """Those who work here today (id -> initials, name) and the programmes as choices."""
    staff = {member.id: (member.initials, member.name) for member in office.centre.staff()}
    programmes: list[Choice] = [(one.id, one.code or one.name) for one in office.centre.programmes()]
    return staff, programmes
