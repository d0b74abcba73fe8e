"""A programme of made-up centres: the own one and one more help, three are new."""

from dataclasses import dataclass
from datetime import date

from p2i_desktop.domain.buddies import BuddyPairing
from p2i_desktop.domain.network import Centre, CentreName, CentreStatus, Programme, ProgrammeMember
from p2i_desktop.services.office import Office

START, END = date(2023, 1, 1), date(2027, 12, 31)


@dataclass(frozen=True)
class BuddyWorld:
    """Ids of the programme and of the centres by their codes."""

    programme: str
    centres: dict[str, str]

    def pair(self, mentor: str, new: str, year: int, **more: object) -> BuddyPairing:
        """A pair of two centres by their codes, not saved."""
        return BuddyPairing(
            programme=self.programme, year=year, mentor=self.centres[mentor], new_centre=self.centres[new], **more  # type: ignore[arg-type]
        )  # fmt: skip


def buddy_world(office: Office, **rules: object) -> BuddyWorld:
    """Makes the programme with its centres through the verbs; `rules` are fields of the programme."""
    programme = Programme(code="DEMO", name="Demo network", starts=START, ends=END, **rules)  # type: ignore[arg-type]
    office.network.save_programme(programme)
    own = office.work.own_centre()
    assert own is not None
    centres = {"AT": own.id}
    office.network.save_member(
        ProgrammeMember(programme=programme.id, centre=own.id, status=CentreStatus.EXISTING, valid_from=START)
    )
    for code, country, language, zone, status in (
        ("DN", "NL", "nl", "Europe/Amsterdam", CentreStatus.EXISTING),
        ("DP", "PT", "pt", "Europe/Lisbon", CentreStatus.NEW),
        ("DG", "GR", "el", "Europe/Athens", CentreStatus.NEW),
        ("DE", "EE", "et", "Europe/Tallinn", CentreStatus.NEW),
    ):
        centre = Centre(code=code, country=country, language=language, timezone=zone)
        name = CentreName(language=language, name=f"Demo Centre {code}")
        office.network.new_centre(
            centre, name, ProgrammeMember(programme=programme.id, status=status, valid_from=START)
        )
        centres[code] = centre.id
    return BuddyWorld(programme.id, centres)
