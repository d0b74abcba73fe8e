"""The first records of a new file, and what the computer already tells about its person."""

import getpass
from dataclasses import replace
from pathlib import Path

from p2i_desktop.domain.network import Centre, CentreName, SetupStage
from p2i_desktop.domain.parties import StaffMember, StaffRole
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.i18n import system_language, system_locale, texts_for
from p2i_desktop.settings import Settings

_FALLBACK_COUNTRY = "AT"
_INITIALS = 5


def founding(
    settings: Settings,
    centre_name: str = "",
    country: str = "",
    language: str = "",
    initials: str = "",
    code: str = "",
) -> list[Record]:
    """The first records of a file: the own centre and its name, the rule settings, the person of this computer."""
    language = language or settings.language or system_language()
    country = (country or system_country()).upper()
    centre = Centre(
        code=(code or country).upper(), country=country, language=language, languages=frozenset({language}),
        timezone=system_timezone(), is_own=True, setup_stage=SetupStage.FULLY_OPERATIONAL,
    )  # fmt: skip
    named = centre_name.strip() or texts_for(language)._("Competence centre")
    person = system_person()
    member = StaffMember(
        name=person, initials=(initials or settings.staff or initials_of(person))[:_INITIALS],
        roles=frozenset({StaffRole.ADVISOR, StaffRole.CENTRE_MANAGER}), languages=frozenset({language}),
    )  # fmt: skip
    name = CentreName(centre=centre.id, language=language, name=named, valid_from=None)
    rules = RuleSettings(holiday_country=country)
    return [_kept_by(centre, record) for record in (centre, name, rules, member)]


def initials_of(person: str) -> str:
    """Up to two capital letters for a person's name: the first letters of its first and last word."""
    words = [word for word in "".join(c if c.isalnum() else " " for c in person).split() if word]
    if not words:
        return "ME"
    letters = words[0][:2] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()


def system_person() -> str:
    """The name under which the person is signed in on this computer."""
    try:
        return getpass.getuser().strip() or "user"
    except (OSError, KeyError, ImportError):
        return "user"


def system_country() -> str:
    """The country of the system's locale; Austria where the system names none."""
    parts = system_locale().split("_")
    country = parts[1][:2].upper() if len(parts) > 1 else ""
    return country if len(country) == 2 and country.isalpha() else _FALLBACK_COUNTRY


def system_timezone() -> str:
    """The IANA name of the computer's zone where the system tells it, else UTC."""
    try:
        target = str(Path("/etc/localtime").resolve())
    except OSError:
        return "UTC"
    name = target.partition("zoneinfo/")[2]
    return name if name and len(name) <= 40 else "UTC"


def _kept_by(centre: Centre, record: Record) -> Record:
    return replace(record, centre_id=centre.id)
