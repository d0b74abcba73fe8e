"""The European emblem, drawn by its published geometry: twelve upright stars on a circle, on a field of 2 : 3."""

import math

from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import EMBLEM_BLUE, EMBLEM_GOLD

SHAPE = 1.5  # width to height


def draw(pen: Pen, x: float, y: float, height: float) -> None:
    """The emblem with its lower left corner at `x`, `y`."""
    pen.box(x, y, height * SHAPE, height, EMBLEM_BLUE)
    for hour in range(12):
        turn = math.radians(hour * 30)
        middle = (x + height * SHAPE / 2 + math.sin(turn) * height / 3, y + height / 2 + math.cos(turn) * height / 3)
        pen.shape(_star(*middle, height / 18), EMBLEM_GOLD)


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    inner = radius * math.sin(math.radians(18)) / math.sin(math.radians(54))
    corners = ((math.radians(36 * n), inner if n % 2 else radius) for n in range(10))
    return [(x + math.sin(turn) * reach, y + math.cos(turn) * reach) for turn, reach in corners]
