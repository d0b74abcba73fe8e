"""Names of public holidays in the language of the screen: the library's own, else our words, else those of the country."""

from datetime import date
from functools import cache

from p2i_desktop.i18n import N_, Texts

_OBSERVED, _SWAPPED = " (observed)", "Day off (substituted from "
_ENGLISH, _JOIN = "en_US", "; "  # two holidays on one day
# The English names of the library for the countries of Europe; each has its word in the catalogues. What happens once (a
# jubilee, a pope's visit) is left out: it is named in the language of its country.
KNOWN = frozenset(
    {
        N_("All Saints' Day"), N_("All Souls' Day"), N_("Anti-Fascist Struggle Day"), N_("Armistice Day"),
        N_("Ascension Day"), N_("Assumption Day"), N_("Assumption Of Mary Day"), N_("August Bank Holiday"),
        N_("Boxing Day"), N_("Candlemas"), N_("Children's Day"), N_("Christmas Day"), N_("Christmas Eve"),
        N_("Constitution Day"), N_("Constitutional Assembly Convocation Day"), N_("Corpus Christi"), N_("Cyprus Independence Day"), N_("Cyprus National Day"),
        N_("Day After Christmas"), N_("Day of Dew and Saint John"), N_("Day of Our Lady of the Seven Sorrows"),
        N_("Day of Portugal, Camões, and the Portuguese Communities"), N_("Day of Remembrance for the Dead"),
        N_("Day of Restoration of Independence of Lithuania"), N_("Day of Restoration of the State of Lithuania"),
        N_("Day of Slavonic Alphabet, Bulgarian Enlightenment and Culture"), N_("Day of Uprising Against Occupation"),
        N_("Day of Victory over Fascism"), N_("Day of the Establishment of the Slovak Republic"),
        N_("Dormition of the Mother of God"), N_("Easter"), N_("Easter Monday"), N_("Easter Sunday"), N_("Epiphany"),
        N_("Epiphany (Three Kings' Day and Orthodox Christmas)"), N_("Europe Day"), N_("Father's Day"),
        N_("Feast of Our Lady of Victories"), N_("Feast of Saint Joseph"), N_("Feast of Saint Paul's Shipwreck"),
        N_("Feast of Saint Peter and Saint Paul"), N_("Feast of the Assumption"),
        N_("Feast of the Immaculate Conception"), N_("First Day of Summer"), N_("Freedom Day"),
        N_("German Unity Day"), N_("Glorifying Mother of God"), N_("Good Friday"), N_("Great Prayer Day"),
        N_("Greek Independence Day"), N_("Green Monday"), N_("Holy Saturday"), N_("Immaculate Conception"),
        N_("Independence Day"), N_("Independence Restoration Day"), N_("Independence and Unity Day"),
        N_("Independent Czech State Restoration Day"), N_("Independent Czechoslovak State Day"),
        N_("International Workers' Day"), N_("Jan Hus Day"), N_("June Bank Holiday"), N_("King's Day"),
        N_("Labor Day"), N_("Labor Day and International Workers' Solidarity Day"), N_("Liberation Day"),
        N_("Maundy Thursday"), N_("May Bank Holiday"), N_("May Day"), N_("Midsummer Day"), N_("Midsummer Eve"),
        N_("Mother's Day"), N_("National Day"), N_("National Day of the Third of May"),
        N_("National Independence Day"), N_("National Unity Day"), N_("Nativity of Mary"), N_("New Year's Day"),
        N_("New Year's Eve"), N_("Non-working day"), N_("October Bank Holiday"), N_("Ohi Day"), N_("Pentecost"),
        N_("Pentecost Monday"), N_("Prešeren's Day, the Slovenian Cultural Holiday"), N_("Reformation Day"),
        N_("Remembrance Day"), N_("Republic Day"), N_("Republic of Latvia Proclamation Day"),
        N_("Restoration of Independence Day"), N_("Saint Andrew's Day"), N_("Saint Brigid's Day"),
        N_("Saint Francis of Assisi, Patron Saint of Italy"), N_("Saint George's Day, Day of the Bulgarian Army"),
        N_("Saint John the Baptist"), N_("Saint Joseph's Day"), N_("Saint Patrick's Day"),
        N_("Saint Stephen's Day"), N_("Saints Cyril and Methodius Day"), N_("Second Day of Christmas"),
        N_("Sette Giugno"), N_("Slovak National Uprising Anniversary"), N_("Spring Bank Holiday"),
        N_("State Foundation Day"), N_("Statehood Day"), N_("Struggle for Freedom and Democracy Day"),
        N_("Struggle for Freedom and Democracy Day and International Students' Day"),
        N_("Unification Day"), N_("Unification of the Romanian Principalities Day"), N_("Victory Day"),
        N_("Victory and Homeland Thanksgiving Day and Croatian Veterans Day"), N_("Worker's Day"),
    }
)  # fmt: skip


def holiday_names(country: str, years: frozenset[int], texts: Texts) -> dict[date, str]:
    """The public holidays of a whole country by name, in the language of the texts as far as there is a word for them.

    Where the library does not speak it, our own words are taken for its English names; a holiday without such a word is
    called as in its country. A country that is not known has none."""
    spoken = _languages(country)
    own = next((one for one in spoken if one.partition("_")[0] == texts.language), None)
    if own is not None or _ENGLISH not in spoken:
        return dict(_named(country, years, own))
    local = _named(country, years, None)
    return {day: _word(name, local.get(day, name), texts) for day, name in _named(country, years, _ENGLISH).items()}


@cache
def _languages(country: str) -> tuple[str, ...]:
    """The languages in which the library names the holidays of a country; none where it does not know it."""
    import holidays  # 0.5 s, so only where they are shown

    if country not in holidays.list_supported_countries():
        return ()
    return tuple(getattr(holidays, country).supported_languages)


@cache
def _named(country: str, years: frozenset[int], language: str | None) -> dict[date, str]:
    """The names in a language of the library, None = that of the country."""
    import holidays

    if country not in holidays.list_supported_countries():
        return {}
    spoken = language or getattr(holidays, country).default_language  # else that of the computer is taken
    return dict(holidays.country_holidays(country, years=sorted(years), language=spoken))


def _word(english: str, local: str, texts: Texts) -> str:
    """The word for one day: of two holidays each has its own; the name of the country where one of them has none."""
    said = [_one(part, texts) for part in english.split(_JOIN)]
    return _JOIN.join(said) if all(said) else local


def _one(english: str, texts: Texts) -> str:
    if english.startswith(_SWAPPED):
        return texts._("day off in exchange for a working day")
    if english.endswith(_OBSERVED):
        name = _one(english.removesuffix(_OBSERVED), texts)
        return texts._("{holiday}, day in lieu").replace("{holiday}", name) if name else ""
    return texts._(english) if english in KNOWN else ""
