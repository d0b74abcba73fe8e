"""The made-up network of the demo centre: its programme, the other centres with their stages, who speaks for each."""

from datetime import date, timedelta

from p2i_desktop.domain.network import (
    Centre,
    CentreName,
    CentreStatus,
    Programme,
    ProgrammeKind,
    ProgrammeMember,
    SetupStage,
    Transition,
)
from p2i_desktop.domain.parties import Contact
from p2i_desktop.domain.record import About, Record
from p2i_desktop.services.demo_buddy_texts import EL, BuddyTexts
from p2i_desktop.services.demo_people import Cast, Ids

MENTORS = frozenset({"", "DX-NL"})  # "" = the demo centre itself
# code, country, language, zone, place in the name, set-up stage
_CENTRES = (
    ("DX-PT", "PT", "pt", "Europe/Lisbon", "PT", SetupStage.FULLY_OPERATIONAL),
    ("DX-IT", "IT", "it", "Europe/Rome", "IT", SetupStage.PILOT),
    ("DX-GR", "GR", "el", "Europe/Athens", "GR", SetupStage.FIRST_SERVICES),
    ("DX-IE", "IE", "en", "Europe/Dublin", "IE", SetupStage.SETTING_UP),
    ("DX-NL", "NL", "nl", "Europe/Amsterdam", "NL", SetupStage.FULLY_OPERATIONAL),
    ("DX-EE", "EE", "et", "Europe/Tallinn", "EE", SetupStage.FIRST_SERVICES),
    ("DX-LT", "LT", "lt", "Europe/Vilnius", "LT", SetupStage.MANDATED),
)


class Network:
    """The programme, the centres by code and the coordinator of each; `records` holds them, parents before children."""

    def __init__(self, ids: Ids, texts: BuddyTexts, cast: Cast, first: date, today: date) -> None:
        self.ids, self.texts, self.cast, self.first, self.today = ids, texts, cast, first, today
        self.centres: dict[str, Centre] = {"": cast.centre}
        self.people: dict[str, Contact] = {}
        self.programme = Programme(
            id=ids(first), code="DEMO-N", name=texts.programme, kind=ProgrammeKind.NETWORK, starts=first,
            ends=date(first.year + 3, 12, 31), source="Demo",
        )  # fmt: skip
        self.records: list[Record] = [self.programme, *self._members()]
        for code in self.centres:
            self.people[code] = self._person(code or cast.centre.code)
        self.records += self.people.values()

    def _members(self) -> list[Record]:
        made: list[Record] = []
        for code, country, language, zone, place, stage in _CENTRES:
            centre = Centre(
                id=self.ids(self.first), code=code, country=country, language=language, timezone=zone, setup_stage=stage, source="Demo"
            )  # fmt: skip
            self.centres[code] = centre
            words = EL if language == "el" else self.texts
            name = words.centre.format(place=place)
            made += [centre, CentreName(id=self.ids(self.first), centre=centre.id, language=language, name=name, valid_from=self.first, source="Demo")]  # fmt: skip
            if code not in MENTORS:
                made += self._stages(centre)
        for code, centre in self.centres.items():
            status = CentreStatus.EXISTING if code in MENTORS else CentreStatus.NEW
            made.append(
                ProgrammeMember(
                    id=self.ids(self.first), programme=self.programme.id, centre=centre.id, status=status, valid_from=self.first, source="Demo"
                )
            )  # fmt: skip
        return made

    def _stages(self, centre: Centre) -> list[Record]:
        """How the centre came to its stage: one move each half-year until today."""
        stages = tuple(SetupStage)[: tuple(SetupStage).index(centre.setup_stage) + 1]
        last = min(self.today, self.first + timedelta(days=1300))
        days = [last - timedelta(days=150 * n) for n in range(len(stages) - 1)][::-1]
        return [
            Transition(
                id=self.ids(max(on, self.first)), about=About("centre", centre.id), field="setup_stage", old=old, new=new,
                on=max(on, self.first), reason=self.texts.evidence[0],
            )
            for old, new, on in zip(stages, stages[1:], days, strict=False)
        ]  # fmt: skip

    def _person(self, code: str) -> Contact:
        words = EL if code == "DX-GR" else self.texts
        return Contact(
            id=self.ids(self.first), family_name=words.coordinator.format(code=code), email=f"coordination@{code.lower()}.example",
            data_since=self.first, data_source="Demo", language="el" if words is EL else self.cast.centre.language,
        )  # fmt: skip
