"""What is usual in a country of Europe: the language of most of its offices and the time zone of its capital."""

from p2i_desktop.domain.codes import LANGUAGES

# Where the code of the language is not that of the country.
_LANGUAGE = {
    "AL": "sq", "AM": "hy", "AT": "de", "BA": "bs", "BE": "nl", "CH": "de", "CY": "el", "CZ": "cs", "DK": "da",
    "EE": "et", "GB": "en", "GE": "ka", "GR": "el", "IE": "en", "LI": "de", "LU": "fr", "MD": "ro", "ME": "sr",
    "NO": "no", "RS": "sr", "SE": "sv", "SI": "sl", "UA": "uk", "XK": "sq",
}  # fmt: skip
# IANA time zone database, zone1970.tab: the zone of each capital.
_CAPITALS = (
    "AL:Tirane AT:Vienna BA:Sarajevo BE:Brussels BG:Sofia CH:Zurich CZ:Prague DE:Berlin DK:Copenhagen EE:Tallinn "
    "ES:Madrid FI:Helsinki FR:Paris GB:London GR:Athens HR:Zagreb HU:Budapest IE:Dublin IT:Rome LI:Vaduz LT:Vilnius "
    "LU:Luxembourg LV:Riga MD:Chisinau ME:Podgorica MK:Skopje MT:Malta NL:Amsterdam NO:Oslo PL:Warsaw PT:Lisbon "
    "RO:Bucharest RS:Belgrade SE:Stockholm SI:Ljubljana SK:Bratislava TR:Istanbul UA:Kyiv"
)
_ZONE = {pair[:2]: f"Europe/{pair[3:]}" for pair in _CAPITALS.split()} | {
    "CY": "Asia/Nicosia",
    "GE": "Asia/Tbilisi",
    "AM": "Asia/Yerevan",
    "IL": "Asia/Jerusalem",
    "IS": "Atlantic/Reykjavik",
    "XK": "Europe/Belgrade",
}


def zone_of(country: str) -> str:
    """The IANA name of the time zone of a country (ISO alpha-2); "" where it is not told here."""
    return _ZONE.get(country, "")


def language_of(country: str) -> str:
    """The language (ISO 639-1) of most offices of a country; "" where none is told or known."""
    guess = _LANGUAGE.get(country, country.lower())
    return guess if guess in LANGUAGES and country in _ZONE else ""
