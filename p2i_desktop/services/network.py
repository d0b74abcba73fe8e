"""Programmes with their members over time, and the centres around: stages of their set-up and their services."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from p2i_desktop.domain import codes
from p2i_desktop.domain.network import (
    Centre,
    CentreName,
    CentreService,
    CentreStatus,
    Programme,
    ProgrammeMember,
    SetupStage,
    Transition,
)
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.rules import hard
from p2i_desktop.services.errors import Refused
from p2i_desktop.services.matrix import names_of
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.work import Subject
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

STAGE, STATUS = "setup_stage", "status"
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Membership:
    """A centre or an organisation in a programme: all its times there, the latest first; `now` is that of today."""

    centre: Centre | None
    organisation: Organisation | None
    name: str
    times: list[ProgrammeMember]
    now: ProgrammeMember | None


@dataclass(frozen=True)
class CentreLine:
    """A centre with the name that it bears today."""

    centre: Centre
    name: str


@dataclass(frozen=True)
class CentreLife:
    """A centre, how its set-up went (moves in their order), and its services by kind with whom they were taken over from."""

    centre: Centre
    name: CentreName | None
    stages: list[Transition]
    services: list[CentreService]
    names: dict[str, str]  # of the other centres, by id


class Network(Subject):
    """The verbs of programmes, memberships, centres and their services."""

    def programme(self, programme_id: str) -> Programme:
        """A programme; Missing."""
        return self.work.get(Programme, programme_id)

    def save_programme(self, programme: Programme, stay: str = "", draft: tuple[str, str] | None = None) -> Changed:
        """Saves a programme; Refused, Conflict."""
        return self.work.put("save_programme", programme, stay=stay, draft=draft)

    def members(self, programme_id: str) -> list[Membership]:
        """Who takes part, centres in the EU's protocol order before organisations by name; Missing."""
        self.work.get(Programme, programme_id)
        found = self.store.find(ProgrammeMember, programme=programme_id)
        centres = self.store.many(Centre, sorted({one.centre for one in found if one.centre}))
        offices = self.store.many(Organisation, sorted({one.organisation for one in found if one.organisation}))
        names, today = names_of(self.work, centres), self.work.today()
        lines = []
        for key in dict.fromkeys((one.centre, one.organisation) for one in found):
            times = [one for one in found if (one.centre, one.organisation) == key]
            times.sort(key=lambda one: (one.valid_from or date.min, one.id), reverse=True)
            now = next((one for one in times if _on(one, today)), None)
            centre, office = centres.get(key[0] or ""), offices.get(key[1] or "")
            name = names.get(key[0] or "", "") if centre else office.legal_name if office else ""
            lines.append(Membership(centre, office, name, times, now))
        return sorted(lines, key=lambda one: (one.centre is None, *_protocol(one.centre), one.name))

    def centres(self) -> list[CentreLine]:
        """All centres of the file, the own one first, the others in the EU's protocol order."""
        found = sorted(self.store.find(Centre), key=lambda one: (not one.is_own, *_protocol(one), one.id))
        names = names_of(self.work, [one.id for one in found])
        return [CentreLine(one, names[one.id]) for one in found]

    def save_member(self, member: ProgrammeMember, stay: str = "") -> Changed:
        """Saves a time of a member; its status moves only by `move_member`. Refused, Conflict."""
        return self.work.put("member_save", member, stay=stay)

    def move_member(self, member_id: str, status: CentreStatus, on: date, note: str = "") -> Changed:
        """From a day on a centre has another status: the time so far ends the day before, a move tells it. Refused, Missing."""
        before = self.work.get(ProgrammeMember, member_id)
        if before.status is None:
            raise Refused([hard("centre_status", STATUS)])
        if status is before.status:
            raise Refused([hard("not_again", STATUS, now=status)])
        if before.valid_from is not None and on <= before.valid_from:
            raise Refused([hard("after_start", "on", now=before.status, start=before.valid_from)])
        after = ProgrammeMember(
            programme=before.programme, centre=before.centre, role=before.role, status=status, valid_from=on,
            valid_to=before.valid_to if before.valid_to is not None and before.valid_to >= on else None,
            note=note, centre_id=before.centre_id,
        )  # fmt: skip
        move = Transition(
            about=About("programme_member", after.id), field=STATUS, old=before.status, new=status, on=on,
            reason=note.strip(),
        )  # fmt: skip
        records, _ = self.work.examine_all([replace(before, valid_to=on - _DAY), after, move])
        return self.store.apply("member_move", [Put(one) for one in records], args=self._about(after))

    def remove_member(self, member_id: str) -> Changed:
        """Puts one time of a member into the bin."""
        return self.work.bin("programme_member", member_id)

    def new_centre(
        self,
        centre: Centre,
        name: CentreName,
        member: ProgrammeMember | None = None,
        stage: Transition | None = None,
        draft: tuple[str, str] | None = None,
    ) -> Changed:
        """Makes a centre with its name, and where given its place in a programme and its first stage, as one step. Refused."""
        made: list[Record] = [centre, replace(name, centre=centre.id)]
        if member is not None:
            made.append(replace(member, centre=centre.id))
        if stage is not None:
            made.append(replace(stage, about=About("centre", centre.id), field=STAGE, new=centre.setup_stage))
        records, _ = self.work.examine_all(made)
        return self.store.apply("centre_new", [Put(one) for one in records], args=(key_of(centre),), drop_draft=draft)

    def centre(self, centre_id: str) -> CentreLife:
        """A centre with its stages and services; Missing."""
        centre = self.work.get(Centre, centre_id)
        names = self.store.find(CentreName, centre=centre_id)
        names.sort(key=lambda one: (one.valid_to is not None, one.language != centre.language, one.id))
        moves = [one for one in self.store.find(Transition, about=About("centre", centre_id)) if one.field == STAGE]
        services = self.store.find(CentreService, centre=centre_id)
        order = list(type(services[0].service)) if services else []
        return CentreLife(
            centre=centre,
            name=names[0] if names else None,
            stages=sorted(moves, key=lambda one: (one.on or date.min, one.id)),
            services=sorted(services, key=lambda one: (order.index(one.service), one.since or date.min, one.id)),
            names=names_of(self.work, [one.id for one in self.store.find(Centre) if one.id != centre_id]),
        )

    def set_stage(self, centre_id: str, stage: SetupStage, on: date, evidence: str = "") -> Changed:
        """A centre reached a stage on a day; from `mandated` on by evidence. Refused, Missing."""
        centre = self.work.get(Centre, centre_id)
        if stage is centre.setup_stage:
            raise Refused([hard("not_again", STAGE, now=stage)])
        moves = self.centre(centre_id).stages
        last = moves[-1].on if moves else None
        if last is not None and on < last:
            raise Refused([hard("after_start", "on", now=centre.setup_stage, start=last)])
        move = Transition(
            about=About("centre", centre_id), field=STAGE, old=centre.setup_stage, new=stage, on=on,
            reason=evidence.strip(), centre_id=centre.centre_id,
        )  # fmt: skip
        records, _ = self.work.examine_all([replace(centre, setup_stage=stage), move])
        return self.store.apply("stage_move", [Put(one) for one in records], args=(key_of(centre),))

    def correct_stage(self, move: Transition, stay: str = "") -> Changed:
        """Corrects day or evidence of a move, never what it says. Refused, Missing, Conflict."""
        before = self.work.get(Transition, move.id)
        kept = replace(before, on=move.on, reason=move.reason, revision=move.revision)
        return self.work.put("stage_correct", kept, stay=stay)

    def save_service(self, service: CentreService, stay: str = "") -> Changed:
        """Saves a service of a centre; another stage writes its move of today. Refused, Conflict."""
        before = self.store.get(CentreService, service.id)
        made: list[Record] = [service]
        if before is not None and before.stage is not service.stage:
            made.append(
                Transition(
                    about=About("centre_service", service.id), field="stage", old=before.stage, new=service.stage,
                    on=self.work.today(), centre_id=service.centre_id,
                )
            )  # fmt: skip
        records, _ = self.work.examine_all(made)
        return self.store.apply("service_save", [Put(one) for one in records], args=(key_of(service),), stay=stay)

    def remove_service(self, service_id: str) -> Changed:
        """Puts a service into the bin."""
        return self.work.bin("centre_service", service_id)

    def _about(self, member: ProgrammeMember) -> tuple[str, ...]:
        if member.centre:
            return (f"centre:{member.centre}",)
        return (f"organisation:{member.organisation}",)


def _on(member: ProgrammeMember, day: date) -> bool:
    return (member.valid_from or date.min) <= day <= (member.valid_to or date.max)


def _protocol(centre: Centre | None) -> tuple[object, ...]:
    """Where a centre stands in tables of the network."""
    return (*codes.protocol_order(centre.country), centre.code) if centre is not None else ()
