"""Checks of colours: pairs of tokens, what is really painted, whether the focus is seen."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontInfo, QImage, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from tests.ux.checks import Finding, path_of, said, walk

_ON_ALL = ("window", "surface", "surface2", "sel")
TEXT_PAIRS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("text", (*_ON_ALL, "accent_soft")),
    ("text2", _ON_ALL),
    ("text3", _ON_ALL),
    ("on_accent", ("accent", "accent_hover")),
    ("accent_text", ("surface", "surface2", "accent_soft", "sel")),
    ("sel_text", ("sel",)),
    *((tone, ("surface", f"{tone}_soft", "sel")) for tone in ("ok", "warn", "err", "info", "neutral")),
)
MARK_PAIRS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("border_strong", _ON_ALL),
    ("focus", _ON_ALL),
    ("accent", ("window", "surface")),
    ("accent_hover", ("window",)),
    *((chart, ("surface", "surface2")) for chart in ("c1", "c2", "c3", "c4", "c5")),
)
_PALETTE_PAIRS = (
    ("WindowText", "Window"), ("Text", "Base"), ("Text", "AlternateBase"), ("ButtonText", "Button"),
    ("ToolTipText", "ToolTipBase"), ("HighlightedText", "Highlight"), ("PlaceholderText", "Base"), ("Link", "Base"),
    ("BrightText", "Base"),
)  # fmt: skip
FOCUS_PIXELS = 8
RIM = 4


@cache
def luminance(rgb: int) -> float:
    """Relative luminance of 0xRRGGBB by the WCAG formula."""
    parts = [((rgb >> shift) & 255) / 255 for shift in (16, 8, 0)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: int, other: int) -> float:
    """The ratio of two colours, 1 to 21."""
    a, b = sorted((luminance(one), luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def rgb(colour: str) -> int:
    """#RRGGBB as a number."""
    return int(colour.lstrip("#"), 16)


def tokens(colours: Mapping[str, str], strict: bool) -> list[Finding]:
    """All pairs in use keep their limit; `strict` is the contrast theme."""
    limits = ((TEXT_PAIRS, 7.0 if strict else 4.5), (MARK_PAIRS, 4.5 if strict else 3.0))
    found = []
    for pairs, limit in limits:
        for ink, grounds in pairs:
            for ground in grounds:
                ratio = contrast(rgb(colours[ink]), rgb(colours[ground]))
                if ratio < limit:
                    found.append(Finding("tokens", f"{ink} on {ground}", "contrast", round(ratio, 2), limit))
    return found


def palette(colours: QPalette) -> list[Finding]:
    """The pairs of Qt's own palette, in active and inactive windows."""
    found = []
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        for ink, ground in _PALETTE_PAIRS:
            behind = colours.color(group, QPalette.ColorRole[ground])
            ratio = contrast(_blended(colours.color(group, QPalette.ColorRole[ink]), behind), behind.rgb() & 0xFFFFFF)
            if ratio < 4.5:
                found.append(Finding("palette", f"{ink} on {ground}", group.name, round(ratio, 2), 4.5))
    return found


def _blended(ink: QColor, ground: QColor) -> int:
    share = ink.alphaF()
    mixed = [round(a * share + b * (1 - share)) for a, b in zip(ink.toTuple()[:3], ground.toTuple()[:3], strict=True)]
    return (mixed[0] << 16) | (mixed[1] << 8) | mixed[2]


def _pixels(image: QImage, box: QRect) -> list[int]:
    part = image.copy(box).convertToFormat(QImage.Format.Format_RGB32)
    return [value & 0xFFFFFF for value in memoryview(part.constBits()).cast("I")]


def pixels(root: QWidget) -> list[Finding]:
    """What is painted: the best ink of each label, button and line against the most frequent colour of its place."""
    image = root.grab().toImage()
    found = []
    for widget in walk(root):
        if not isinstance(widget, QLabel | QAbstractButton | QLineEdit) or not widget.isEnabled():
            continue
        box = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size()).adjusted(2, 2, -2, -2)
        text = said(widget)
        if (
            not any(c.isalnum() for c in text)
            or not image.rect().contains(box)
            or not widget.visibleRegion().boundingRect().contains(widget.rect())
        ):
            continue
        ratio = _best_ink(_pixels(image, box), 0.0 if isinstance(widget, QLineEdit) else 0.0008)
        info = QFontInfo(widget.font())
        large = info.pointSizeF() >= 18 or (info.pointSizeF() >= 14 and info.bold())
        if ratio < (3.0 if large else 4.5):
            what = f"ink on ground of '{text[:40]}'"
            found.append(Finding("pixels", path_of(widget, root), what, round(ratio, 2), 3.0 if large else 4.5))
    return found


def _best_ink(seen: Iterable[int], share: float) -> float:
    """`share`: a colour counts from this share of the pixels; a line may hold one digit in a wide field."""
    counted = Counter(seen)
    ground, _ = counted.most_common(1)[0]
    least = max(2, counted.total() * share)
    return max((contrast(colour, ground) for colour, n in counted.items() if n >= least), default=1.0)


def focus_visible(window: QWidget, root: QWidget, stops: Iterable[QWidget]) -> list[Finding]:
    """Each stop changes at least some pixels strongly when it gets the focus."""
    found = []
    for widget in stops:
        if widget is root or not root.isAncestorOf(widget) or widget.visibleRegion().isEmpty():
            continue
        box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-RIM, -RIM, RIM, RIM)
        box = box.intersected(window.rect())
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        QApplication.processEvents()
        before = _pixels(window.grab(box).toImage(), QRect(QPoint(0, 0), box.size()))
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        after = _pixels(window.grab(box).toImage(), QRect(QPoint(0, 0), box.size()))
        changed = sum(1 for a, b in zip(before, after, strict=False) if a != b and contrast(a, b) >= 3)
        if changed < FOCUS_PIXELS:
            found.append(Finding("focus_visible", path_of(widget, root), "focus is not seen", changed, FOCUS_PIXELS))
    return found
