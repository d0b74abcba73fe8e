"""A time zone (IANA): the zones of Europe to choose from; any other one that is stored is shown as itself."""

from collections.abc import Sequence

from p2i_desktop.gui.fields.choice_box import Choice, ChoiceBox

_CITIES = (
    "Amsterdam", "Andorra", "Athens", "Belgrade", "Berlin", "Bratislava", "Brussels", "Bucharest", "Budapest",
    "Chisinau", "Copenhagen", "Dublin", "Gibraltar", "Helsinki", "Istanbul", "Kyiv", "Lisbon", "Ljubljana", "London",
    "Luxembourg", "Madrid", "Malta", "Monaco", "Oslo", "Paris", "Podgorica", "Prague", "Riga", "Rome", "San_Marino",
    "Sarajevo", "Skopje", "Sofia", "Stockholm", "Tallinn", "Tirane", "Vaduz", "Vatican", "Vienna", "Vilnius", "Warsaw",
    "Zagreb", "Zurich",
)  # fmt: skip
ZONES = (
    *(f"Europe/{city}" for city in _CITIES), "Asia/Nicosia", "Atlantic/Azores", "Atlantic/Canary", "Atlantic/Faroe",
    "Atlantic/Madeira", "Atlantic/Reykjavik", "UTC",
)  # fmt: skip
_CHOICES: tuple[Choice, ...] = tuple((zone, zone.replace("_", " ")) for zone in ZONES)


class ZoneBox(ChoiceBox):
    """Typing goes to the zone that begins so; reading all zones of the system would take too long for a window."""

    def set_choices(self, choices: Sequence[Choice], none_label: str | None = None) -> None:
        super().set_choices(_CHOICES, none_label)
