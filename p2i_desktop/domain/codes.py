"""CPV, NUTS, TED numbers, countries and languages: parse, check, normalise, format."""
# ruff: noqa: SIM905 - tables of codes stay readable as text

import re
from functools import cache

# --- CPV 2008 ---------------------------------------------------------------------------------------------------

_CPV = re.compile(r"(\d{8})(?:-(\d))?", re.ASCII)
# The 45 divisions with the control digit of the division itself.
CPV_DIVISIONS = dict(
    part.split("-")
    for part in (
        "03-1 09-3 14-1 15-8 16-5 18-9 19-6 22-0 24-4 30-9 31-6 32-3 33-0 34-7 35-4 37-8 38-5 39-2 41-9 42-6 43-3 44-0 "
        "45-7 48-8 50-5 51-9 55-0 60-8 63-9 64-6 65-3 66-0 70-1 71-8 72-5 73-2 75-6 76-3 77-0 79-4 80-4 85-9 90-7 92-1 98-3"
    ).split()
)
# Corrections of the weighted sum by the longest prefix: an exact encoding of the published digits, not an algorithm.
_CORRECTIONS = {
    prefix: int(digit)
    for prefix, digit in (
        part.split(":")
        for part in (
            "033:8 0333:0 0334:0 034:9 09:6 090:0 31711154:3 31711155:3 33141113:9 342111:9 342112:8 342113:7 34421:3 "
            "34422:6 3511311:7 351253:3 353313:7 35642:1 374421:9 374422:8 3744230:7 374424:6 374425:5 374426:4 374427:3 "
            "3744280:2 374429:1 38941:4 38942:7 38944:3 38945:6 38946:9 38947:2 421:3 45233139:1 48628:3 510:7 65122:6 "
            "65123:2 71351920:4 71351921:7 71351923:3 71351924:6 72212:5 722120:0 722671:5 722672:5 7233:5 724:5 726:5 "
            "727:5 728:5 729:5 7934241:4 8521:9 922251:2 99:1"
        ).split()
    )
}
_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7)
# The R&D services of Directive 2014/24, Art. 14, outside the span 73000000 to 73120000.
_RD_CODES = frozenset({"73300000", "73420000", "73430000"})


class WrongDigitError(ValueError):
    """The typed control digit is not that of the code."""

    def __init__(self, code: str, digit: int) -> None:
        super().__init__(f"{code}: the control digit is {digit}")
        self.code = code
        self.digit = digit


def cpv_digit(code: str) -> int:
    """The control digit of eight digits."""
    total = sum(int(c) * w for c, w in zip(code, _WEIGHTS, strict=True))
    for length in range(8, 1, -1):
        if code[:length] in _CORRECTIONS:
            return (total + _CORRECTIONS[code[:length]]) % 10
    return total % 10


def parse_cpv(text: str) -> str:
    """Eight digits from `72000000-5`, `72000000`, spaces allowed; WrongDigitError, or ValueError when it is no code at all."""
    match = _CPV.fullmatch("".join(text.split()))
    if match is None or match[1][:2] not in CPV_DIVISIONS:
        raise ValueError(f"no CPV code: {text!r}")
    code = match[1]
    if match[2] is not None and int(match[2]) != cpv_digit(code):
        raise WrongDigitError(code, cpv_digit(code))
    return code


def format_cpv(code: str) -> str:
    """The code as it is written: `72000000-5`."""
    return f"{code}-{cpv_digit(code)}"


def written_cpv(text: str) -> str:
    """A stored code as it is written; what is no code stays as it is."""
    return format_cpv(text) if len(text) == 8 and text.isascii() and text.isdigit() else text


def cpv_parents(code: str) -> list[str]:
    """Possible ancestors of a code, nearest first: the last non-zero digit becomes 0, down to the division."""
    parents = []
    digits = list(code)
    for i in range(7, 1, -1):
        if digits[i] != "0":
            digits[i] = "0"
            parents.append("".join(digits))
    return parents


def cpv_level(code: str) -> int:
    """2 division, 3 group, 4 class, 5 and more category: the number of digits that say something."""
    return max(2, len(code.rstrip("0")))


def is_research(code: str) -> bool:
    """True for the R&D services of Directive 2014/24, Art. 14: what a PCP buys."""
    return "73000000" <= code <= "73120000" or code in _RD_CODES


# --- NUTS -------------------------------------------------------------------------------------------------------

_NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}", re.ASCII)


def is_nuts(text: str) -> bool:
    """True for the shape of a NUTS code of any level; the country alone is level 0.

    Below level 1 every code of NUTS 2024 has a digit or ends in ZZ: a name in capitals (SALZ, LINZ) is no code.
    """
    if _NUTS.fullmatch(text) is None or nuts_country(text) not in COUNTRIES:
        return False
    return len(text) <= 3 or text.endswith("ZZ") or any(c.isdigit() for c in text)


def parse_nuts(text: str) -> str:
    """A NUTS code as it is kept, in capitals and with the EU's own country codes: `gr30` -> `EL30`; nothing is refused."""
    code = "".join(text.split()).upper()
    return TO_EU.get(code[:2], code[:2]) + code[2:]


def nuts_parent(code: str) -> str:
    """The code one level up; the country has none ("")."""
    return code[:-1] if len(code) > 2 else ""


def nuts_country(code: str) -> str:
    """ISO alpha-2 of a NUTS code (EL is GR)."""
    return FROM_EU.get(code[:2], code[:2])


# --- TED --------------------------------------------------------------------------------------------------------

_PUBLICATION = re.compile(r"([0-9]{1,8})-((?:19|20)[0-9]{2})", re.ASCII)
_OLD_OJS = re.compile(r"((?:19|20)[0-9]{2})/S\s?[0-9]{1,3}-([0-9]{1,8})", re.ASCII)
_UUID4 = re.compile(r"[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}", re.ASCII)
_NOTICE_VERSION = re.compile(r"0[1-9]|[1-9][0-9]", re.ASCII)


def parse_ted(text: str) -> str:
    """The publication number as `405595-2024`; ValueError for anything else, an OJ S issue such as 131/2024 included."""
    bare = text.strip()
    old = _OLD_OJS.fullmatch(bare)
    if old is not None:
        return f"{int(old[2])}-{old[1]}"
    bare = (
        bare.removeprefix("TED").strip().rstrip("/").rpartition("/")[2] if "://" in bare or bare[:3] == "TED" else bare
    )
    match = _PUBLICATION.fullmatch(bare)
    if match is None or not int(match[1]):
        raise ValueError(f"no TED publication number: {text!r}")
    return f"{int(match[1])}-{match[2]}"


def is_notice_id(text: str) -> bool:
    """True for the lower-case UUID v4 that identifies a notice or a procedure."""
    return _UUID4.fullmatch(text) is not None


def is_notice_version(text: str) -> bool:
    """True for `01` to `99`."""
    return _NOTICE_VERSION.fullmatch(text) is not None


# --- Countries, languages, currencies ------------------------------------------------------------------------------

# EU in protocol order, then EFTA, then GB: ISO alpha-2 and alpha-3.
PROTOCOL = dict(
    part.split(":")
    for part in (
        "BE:BEL BG:BGR CZ:CZE DK:DNK DE:DEU EE:EST IE:IRL GR:GRC ES:ESP FR:FRA HR:HRV IT:ITA CY:CYP LV:LVA LT:LTU LU:LUX "
        "HU:HUN MT:MLT NL:NLD AT:AUT PL:POL PT:PRT RO:ROU SI:SVN SK:SVK FI:FIN SE:SWE IS:ISL LI:LIE NO:NOR CH:CHE GB:GBR"
    ).split()
)
FROM_EU = {"EL": "GR", "UK": "GB"}
TO_EU = {iso: eu for eu, iso in FROM_EU.items()}
COUNTRIES = frozenset(
    (
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC "
        "CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD "
        "GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH "
        "KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW "
        "MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC "
        "SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY "
        "UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
    ).split()
)
LANGUAGES = frozenset(
    (
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo "
        "es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg "
        "ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn "
        "no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta "
        "te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
    ).split()
)
# The order of the official lists.
PRODUCT_LANGUAGES = ("es", "de", "et", "el", "en", "ga", "it", "nl", "pt", "sv")
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


@cache
def _from_alpha3() -> dict[str, str]:
    return {alpha3: alpha2 for alpha2, alpha3 in PROTOCOL.items()}


def parse_country(text: str) -> str:
    """ISO alpha-2 from alpha-2, the EU's EL and UK, or alpha-3; ValueError for anything else."""
    code = text.strip().upper()
    code = FROM_EU.get(code, _from_alpha3().get(code, code))
    if code not in COUNTRIES:
        raise ValueError(f"no country: {text!r}")
    return code


def is_country(code: str) -> bool:
    """True for ISO alpha-2 (and XK)."""
    return code in COUNTRIES


def is_language(code: str) -> bool:
    """True for ISO 639-1."""
    return code in LANGUAGES


def is_currency(code: str) -> bool:
    """True for the shape of an ISO 4217 code."""
    return _CURRENCY.fullmatch(code) is not None


def protocol_order(country: str) -> tuple[int, str]:
    """Sort key of network tables: EU protocol order, EFTA, GB, then the others by code."""
    order = list(PROTOCOL)
    return (order.index(country) if country in PROTOCOL else len(order), country)
