"""How an open file stands: left badly, where it lies, what the clock says, and the check that runs beside the work."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from p2i_desktop import paths
from p2i_desktop.i18n import N_
from p2i_desktop.services.work import Subject
from p2i_desktop.storage import health, search
from p2i_desktop.storage.place import Risk, risk_of
from p2i_desktop.storage.slow_check import SlowCheck

__all__ = ["CHECK_EVERY", "RISKS", "Fault", "Risk", "Standing", "Standings"]

CHECK_EVERY = timedelta(days=7)
_CLOCK_OFF = timedelta(days=1)

# What endangers a file where it lies, in words; {name} is the program that copies the folder.
RISKS = {
    "synced": N_(
        "This casebook lies in a folder of {name}. Copies made while it is open can damage it: "
        "keep it in a folder of this computer, and let {name} copy closed casebooks only."
    ),
    "network": N_(
        "This casebook lies on a network drive. A broken connection can damage it: keep it in a folder of this computer."
    ),
    "removable": N_(
        "This casebook lies on a disk that can be pulled out. Close the casebook first, or keep it in a folder of this computer."
    ),
    "temporary": N_(
        "This casebook lies in a folder for temporary files, which the system empties. Move it to your documents."
    ),
}


@dataclass(frozen=True)
class Standing:
    """What is known when a file was opened: `newest` is its newest entry where the clock stands more than a day before it."""

    ended_badly: bool
    looked_over: bool  # and found whole, at this opening
    check_due: bool
    risk: Risk | None
    newest: datetime | None


@dataclass(frozen=True)
class Fault:
    """Something that is wrong: its kind, where it is, what to do about it (English source of a translated sentence)."""

    code: str
    what: str
    remedy: str


class Standings(Subject):
    """What is asked about the file itself."""

    _check: SlowCheck | None = None

    def standing(self) -> Standing:
        """How the file stands now."""
        store = self.store
        return Standing(store.ended_badly, store.looked_over, self._due(), self.risk(), self._ahead())

    def risk(self) -> Risk | None:
        """What endangers the file where it lies."""
        return risk_of(self.store.path, paths.data_folder())

    def last_checked(self) -> datetime | None:
        """When the deep check last found the whole file sound; None: never on this computer."""
        return health.last_checked(paths.data_folder(), self.store.file_id)

    def go_on_checking(self) -> list[Fault] | None:
        """A piece of the deep check, of at most some hundredths of a second; what is wrong once it is through, else None.

        Attached files are left to `check`: they may be gigabytes. A bad search index is no fault of the data: it is made anew. What is wrong otherwise is noted beside the file."""
        if self._check is None:
            self._check = SlowCheck(self.store)
        if not self._check.go_on():
            return None
        found, self._check = self._check.findings, None
        serious = [one for one in found if one.code != "search"]
        if len(serious) < len(found):
            with self.store.writing() as connection:
                search.rebuild(connection)
        if serious:
            health.mark_damaged(self.store.path, self.work.clock.now(), f"{serious[0].code}: {serious[0].what}")
        else:
            health.note_checked(paths.data_folder(), self.store.file_id, self.work.clock.now())
        return [Fault(one.code, one.what, one.remedy) for one in serious]

    def _due(self) -> bool:
        if self.store.read_only:
            return False
        if self.store.ended_badly and not self.store.looked_over:
            return True
        last, now = health.last_checked(paths.data_folder(), self.store.file_id), self.work.clock.now()
        return last is None or not timedelta(0) <= now - last < CHECK_EVERY

    def _ahead(self) -> datetime | None:
        stamp = self.store.newest_stamp()
        newest = datetime.fromtimestamp(int(stamp[:13]) / 1000, UTC) if stamp else None
        return newest if newest is not None and newest - self.work.clock.now() > _CLOCK_OFF else None
