"""The screen's font: Inter, bundled, with sizes as factors of one base size."""

from PySide6.QtGui import QFont, QFontDatabase

from p2i_desktop.paths import shipped

FAMILY = "Inter"
SMALLEST_POINTS = 9.0
BASE_POINTS = 10.0
ROLES: dict[str, tuple[float, QFont.Weight]] = {
    "h1": (1.7, QFont.Weight.DemiBold),
    "kpi": (2.2, QFont.Weight.DemiBold),
    "h2": (1.1, QFont.Weight.DemiBold),
    "body": (1.0, QFont.Weight.Normal),
    "number": (1.0, QFont.Weight.Normal),
    "label": (1.0, QFont.Weight.Medium),
    "strong": (1.0, QFont.Weight.DemiBold),
    "small": (0.92, QFont.Weight.Normal),
    "hint": (0.9, QFont.Weight.Normal),
    "hint_number": (0.9, QFont.Weight.Normal),
}
_TABULAR = {"number", "kpi", "hint_number"}


def load() -> None:
    """Loads the bundled files; the system's sans font stands in for what they lack."""
    for path in sorted(shipped("resources", "fonts").glob("Inter-*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def font(role: str, base_points: float) -> QFont:
    """The font of a role; digits of number roles all have one width."""
    factor, weight = ROLES[role]
    result = QFont(FAMILY)
    result.setPointSizeF(max(base_points * factor, SMALLEST_POINTS))
    result.setWeight(weight)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if role in _TABULAR:
        result.setFeature(QFont.Tag("tnum"), 1)
    return result
