"""The centre itself: its names, staff, rule settings and targets, the programmes and the network around it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from p2i_desktop.domain.network import (
    Centre,
    CentreHost,
    CentreName,
    Programme,
    ProgrammeMember,
    Transition,
)
from p2i_desktop.domain.parties import Organisation, StaffMember
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.reporting import RuleSettings, Target
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.work import Subject, is_active
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

Dated = TypeVar("Dated", CentreName, CentreHost, ProgrammeMember)


@dataclass(frozen=True)
class CentreFile:
    """A centre with its names, hosts and memberships, the latest first."""

    centre: Centre
    names: list[CentreName]
    hosts: list[tuple[CentreHost, Organisation | None]]
    members: list[tuple[ProgrammeMember, Programme | None]]

    def name(self, day: date, language: str = "") -> str:
        """The name that the centre bears on a day, in this language when it has one; else its code."""
        fitting = [name for name in self.names if _on(name.valid_from, name.valid_to, day)] or self.names
        own = [name for name in fitting if name.language == (language or self.centre.language)]
        return next((name.name for name in own or fitting), self.centre.code)


class CentreVerbs(Subject):
    """The verbs of the centre, its staff and what its figures depend on."""

    def own(self) -> CentreFile | None:
        """The centre whose file this is."""
        centre = self.work.own_centre()
        return self._file(centre) if centre else None

    def name(self, language: str = "") -> str:
        """The name of the own centre today; empty in a file that was never set up."""
        own = self.own()
        return own.name(self.work.today(), language) if own else ""

    def save_centre(self, centre: Centre, name: CentreName | None = None, stay: str = "") -> Changed:
        """Saves a centre, with one of its names where given, as one step; a new stage writes its move. Refused."""
        made: list[Record] = [centre]
        if name is not None:
            made.append(replace(name, centre=centre.id))
        before = self.store.get(Centre, centre.id)
        if before is not None and before.setup_stage is not centre.setup_stage:
            made.append(
                Transition(
                    about=About("centre", centre.id), field="setup_stage", old=before.setup_stage,
                    new=centre.setup_stage, on=self.work.today(),
                )
            )  # fmt: skip
        records, _ = self.work.examine_all(made)
        return self.store.apply("save_centre", [Put(r) for r in records], args=(key_of(centre),), stay=stay)

    def correct_name(self, name: str, today: date) -> Changed:
        """Corrects the name that the own centre bears today; nothing is said about the years before. Refused."""
        own = self.own()
        if own is None:
            raise LookupError("a file without a centre cannot be named")
        valid = [one for one in own.names if _on(one.valid_from, one.valid_to, today)]
        fitting = [one for one in valid if one.language == own.centre.language] or valid
        current = fitting[0] if fitting else CentreName(language=own.centre.language, valid_from=today)
        return self.save_centre(own.centre, replace(current, name=name))

    def rename(self, name: str, language: str, since: date) -> Changed:
        """The own centre bears another name from a day on; the name so far ends the day before. Refused."""
        own = self.own()
        if own is None:
            raise LookupError("a file without a centre cannot be renamed")
        new = CentreName(centre=own.centre.id, language=language, name=name, valid_from=since)
        ending = [
            replace(one, valid_to=date.fromordinal(since.toordinal() - 1))
            for one in own.names
            if one.language == language and one.valid_to is None and (one.valid_from or date.min) < since
        ]
        records, _ = self.work.examine_all([*ending, new])
        return self.store.apply("rename_centre", [Put(r) for r in records], args=(key_of(own.centre),))

    def staff(self, active: bool = True) -> list[StaffMember]:
        """Members of staff by initials; only those who work at the centre today, or all."""
        today = self.work.today()
        return [member for member in self.work.staff() if not active or is_active(member, today)]

    def me(self) -> StaffMember | None:
        """The person of this computer."""
        return self.work.me()

    def save_staff(self, member: StaffMember, stay: str = "") -> Changed:
        """Saves a member of staff; Refused, Conflict."""
        changed = self.work.put("save_staff", member, stay=stay)
        self.work.name_actor()
        return changed

    def settings(self) -> RuleSettings:
        """The rule settings that figures depend on."""
        return self.work.rule_settings()

    def save_settings(self, settings: RuleSettings, stay: str = "") -> Changed:
        """Saves the rule settings; Refused, Conflict."""
        return self.work.put("save_settings", settings, stay=stay)

    def targets(self, year: int) -> list[Target]:
        """The targets of a year for the whole centre, by indicator."""
        return sorted(
            (target for target in self.store.find(Target, year=year) if target.scope is None),
            key=lambda target: target.indicator,
        )

    def save_targets(self, year: int, values: Mapping[str, Decimal | None]) -> Changed:
        """Sets targets of a year by indicator code as one step; None takes a target away. Refused."""
        known = {target.indicator: target for target in self.targets(year)}
        kept: list[Record] = []
        gone: list[Bin] = []
        for code, value in values.items():
            target = known.get(code)
            if value is not None:
                kept.append(replace(target or Target(indicator=code, year=year), value=value))
            elif target is not None:
                gone.append(Bin(Target, target.id))
        records, _ = self.work.examine_all(kept)
        return self.store.apply("save_targets", [*(Put(r) for r in records), *gone])

    def programmes(self) -> list[Programme]:
        """All programmes, the latest first."""
        return sorted(self.store.find(Programme), key=lambda p: (p.starts or date.min, p.code), reverse=True)

    def save_programme(self, programme: Programme, stay: str = "") -> Changed:
        """Saves a programme; Refused, Conflict."""
        return self.work.put("save_programme", programme, stay=stay)

    def network(self) -> list[CentreFile]:
        """All centres of the file with names, hosts and memberships, by code."""
        return [self._file(centre) for centre in sorted(self.store.find(Centre), key=lambda c: (c.code, c.id))]

    def _file(self, centre: Centre) -> CentreFile:
        hosts = self.store.find(CentreHost, centre=centre.id)
        members = self.store.find(ProgrammeMember, centre=centre.id)
        organisations = self.store.many(Organisation, [host.organisation for host in hosts if host.organisation])
        programmes = self.store.many(Programme, [one.programme for one in members if one.programme])
        return CentreFile(
            centre=centre,
            names=_latest_first(self.store.find(CentreName, centre=centre.id)),
            hosts=[(host, organisations.get(host.organisation or "")) for host in _latest_first(hosts)],
            members=[(one, programmes.get(one.programme or "")) for one in _latest_first(members)],
        )


def _on(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


def _latest_first(rows: list[Dated]) -> list[Dated]:
    return sorted(rows, key=lambda row: (row.valid_from or date.min, row.id), reverse=True)
