"""What the verbs of every subject share: the store, the clock, who is working, and the rules around a record."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from p2i_desktop.clock import Clock
from p2i_desktop.domain.network import Centre
from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.domain.record import Record, type_key
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.domain.reporting import PeriodLock, RuleSettings
from p2i_desktop.domain.rules import Around, Problem, Severity, clean, locks, problems
from p2i_desktop.domain.rules.problem import Closed, Get
from p2i_desktop.i18n import Texts, texts_for
from p2i_desktop.services.codes import Codes
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.naming import key_of
from p2i_desktop.settings import Settings
from p2i_desktop.storage.binning import Bin, Unbin
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed, Store
from p2i_desktop.storage.writing import Judge

R = TypeVar("R", bound=Record)


class Work:
    """One open file at work; a change of the computer's settings is handed in by `use_settings`."""

    def __init__(self, store: Store, clock: Clock, settings: Settings) -> None:
        self.store = store
        self.clock = clock
        self.settings = settings
        self.codes = Codes(store)
        self._held: dict[type[Record], list[Any]] = {}
        self._closed: tuple[Closed, ...] | None = None  # None: to be read
        self._counted_before: frozenset[str] = frozenset()
        store.judge = self._judge
        store.on_changed(self._forget)
        self.name_actor()

    def use_settings(self, settings: Settings) -> None:
        """From now on these settings hold: language of made texts, person of this computer."""
        self.settings = settings
        self.name_actor()

    def name_actor(self) -> None:
        """Tells the store who works, so that every step carries a staff id and never a name."""
        me = self.me()
        self.store.actor = me.id if me else ""

    @property
    def texts(self) -> Texts:
        """The words of the person of this computer, for texts that a verb writes itself."""
        return texts_for(self.settings.language or "en")

    def today(self) -> date:
        return self.clock.today()

    def own_centre(self) -> Centre | None:
        """The centre whose file this is; None only in a file that was never set up."""
        return next((centre for centre in self._seldom_changed(Centre) if centre.is_own), None)

    def rule_settings(self) -> RuleSettings:
        """The centre's rule settings; the defaults where none were ever saved."""
        return next(iter(self._seldom_changed(RuleSettings)), None) or RuleSettings()

    def closed(self) -> tuple[Closed, ...]:
        """The periods that are closed now."""
        if self._closed is None:
            self._closed = locks.closed(self.store.find(PeriodLock))
        return self._closed

    def _seldom_changed(self, record_type: type[R]) -> list[R]:
        """The few records of a type that every save asks for, read once and held until a step touches one of them; where
        somebody else writes the file, read each time."""
        if self.store.read_only:
            return self.store.find(record_type)
        if record_type not in self._held:
            self._held[record_type] = self.store.find(record_type)
        return self._held[record_type]

    def _forget(self, changed: Changed) -> None:
        for key in changed.keys:
            self._held.pop(BY_KEY[key], None)
        if type_key(PeriodLock) in changed.keys:
            self._closed = None

    def _judge(self) -> Judge | None:
        """Before each step: what must be true of it whatever way it takes, the bin and undo too; None: nothing is closed."""
        periods, known = self.closed(), self._counted_before
        if not periods:
            return None

        def judge(before: Record | None, after: Record, get: Get) -> None:
            problem = locks.locked(before, after, periods, get) if after.id not in known else None
            if problem is not None:
                raise Refused([problem])

        return judge

    @contextmanager
    def counted_before(self, ids: Collection[str]) -> Iterator[None]:
        """Meanwhile these records are not asked about closed periods: what they say counted there before, by others."""
        self._counted_before = frozenset(ids)
        try:
            yield
        finally:
            self._counted_before = frozenset()

    def staff(self) -> list[StaffMember]:
        """All staff not in the bin, by initials."""
        return sorted(self._seldom_changed(StaffMember), key=lambda member: (member.initials.casefold(), member.id))

    def me(self) -> StaffMember | None:
        """The person of this computer (initials of the settings), else the first active member of staff."""
        today = self.today()
        active = [member for member in self.staff() if is_active(member, today)]
        wanted = self.settings.staff.casefold()
        named = (member for member in active if wanted and member.initials.casefold() == wanted)
        return next(named, None) or next(iter(active), None)

    def get(self, record_type: type[R], record_id: str) -> R:
        """A record that is not in the bin; Missing when there is none."""
        record = self.store.get(record_type, record_id)
        if record is None or record.deleted_at is not None:
            raise Missing(type_key(record_type), record_id)
        return record

    def owned(self, record: R) -> R:
        """The record with the centre that keeps it."""
        if record.centre_id:
            return record
        centre = self.own_centre()
        return replace(record, centre_id=centre.id) if centre else record

    def around(self, pending: Iterable[Record] = (), like: Around | None = None) -> Around:
        """What the rules may ask: the file, seen as if the pending records were saved already.

        `like` spares reading what is the same for many records: settings, centre, code lists, closed periods.
        """
        waiting = {(type(record), record.id): record for record in pending}
        pile = _Pile(waiting.values())

        def get(record_type: type[R], record_id: str, /) -> R | None:
            found = waiting.get((record_type, record_id)) or self.store.get(record_type, record_id)
            return found if isinstance(found, record_type) else None

        def find(record_type: type[R], /, **equals: Any) -> list[R]:
            stored = [r for r in self.store.find(record_type, **equals) if (record_type, r.id) not in waiting]
            more = [r for r in pile.some(record_type, equals) if _matches(r, equals)]
            return stored + more

        if like is not None:
            return replace(like, get=get, find=find)
        return Around(
            self.today(), self.rule_settings(), self.own_centre(), get, find, self.codes.knows_cpv(), self.closed()
        )

    def examine(self, record: R, pending: Iterable[Record] = ()) -> tuple[R, list[Problem]]:
        """The cleaned record with its centre, and all its problems, hard ones first."""
        with self.store.one_read():
            tidy = self.owned(clean(record))
            before = self.store.get(type(record), record.id)
            found = problems(tidy, self.around((*pending, tidy)), before)
        return tidy, sorted(found, key=lambda problem: problem.severity is not Severity.HARD)

    def examine_all(self, records: Iterable[Record]) -> tuple[list[Record], list[Problem]]:
        """Records that are saved together, each judged beside the others; Refused when a hard rule stands against one."""
        found: list[Problem] = []
        with self.store.one_read():
            tidy = [self.owned(clean(record)) for record in records]
            around = self.around(tidy)
            for record in tidy:
                found += problems(record, around, self.store.get(type(record), record.id))
        found = list(dict.fromkeys(found))  # two moves of one step may ask for the same reason
        refuse(found)
        return tidy, found

    def put(self, label: str, record: Record, *, stay: str = "", draft: tuple[str, str] | None = None) -> Changed:
        """Saves one record as one step; Refused, Conflict."""
        records, _ = self.examine_all([record])
        puts = [Put(one) for one in records]
        return self.store.apply(label, puts, args=(key_of(record),), stay=stay, drop_draft=draft)

    def bin(self, key: str, record_id: str) -> Changed:
        """Puts a record and its children into the bin."""
        record_type = BY_KEY[key]
        return self.store.apply(f"bin_{key}", [Bin(record_type, record_id)], args=(f"{key}:{record_id}",))

    def unbin(self, key: str, record_id: str) -> Changed:
        """Takes a record and the children binned with it out of the bin."""
        record_type = BY_KEY[key]
        return self.store.apply(f"unbin_{key}", [Unbin(record_type, record_id)], args=(f"{key}:{record_id}",))


class Subject:
    """The verbs of one subject over the shared work."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.store = work.store


def refuse(found: Iterable[Problem]) -> None:
    """Raises Refused when one of the problems is hard."""
    hard = [problem for problem in found if problem.severity is Severity.HARD]
    if hard:
        raise Refused(hard)


def is_active(member: StaffMember, day: date) -> bool:
    """Whether a member of staff works at the centre on a day."""
    return (member.active_from is None or member.active_from <= day) and (
        member.active_to is None or day <= member.active_to
    )


class _Pile:
    """Records that are saved together, found by a value of one of their fields: thousands ask about each other."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_type: defaultdict[type[Record], list[Any]] = defaultdict(list)
        for record in records:
            self._by_type[type(record)].append(record)
        self._by_value: dict[tuple[type[Record], str], defaultdict[str, list[Any]]] = {}

    def some(self, record_type: type[R], equals: dict[str, Any]) -> list[R]:
        """Those of a type that may hold these values, in the order they were given."""
        found: list[R] = self._by_type[record_type]
        name = next((name for name, wanted in equals.items() if isinstance(wanted, str)), None)
        if name is None or not found or not isinstance(getattr(found[0], name), str | None):
            return found
        if (record_type, name) not in self._by_value:
            index = self._by_value[record_type, name] = defaultdict(list)
            for record in found:
                index[getattr(record, name) or ""].append(record)
        return self._by_value[record_type, name][equals[name]]


def _matches(record: Record, equals: dict[str, Any]) -> bool:
    if record.deleted_at is not None:
        return False
    for name, wanted in equals.items():
        value = getattr(record, name)
        if isinstance(value, frozenset) and not isinstance(wanted, frozenset):
            if wanted not in value:
                return False
        elif value != wanted:
            return False
    return True
