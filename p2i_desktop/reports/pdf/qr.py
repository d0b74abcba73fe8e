"""A QR code as the marks of a pen: the modules of a row that touch are one rectangle."""

from functools import lru_cache

from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import colour

QUIET = 4  # modules of white around it, as the standard asks
_BLACK = colour("#000000")

Run = tuple[int, int, int]  # row from the top, first module, how many


@lru_cache(maxsize=600)  # a code is drawn twice: in the joined file and in that of its person
def runs(text: str) -> tuple[int, tuple[Run, ...]]:
    """How many modules a side has, and the dark ones; error correction M: 15 % may be dirty."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel  # with it come all bar codes

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    found: list[Run] = []
    for row, modules in enumerate(code.modules):
        start = None
        for at, dark in enumerate((*modules, False)):
            if dark and start is None:
                start = at
            elif not dark and start is not None:
                found.append((row, start, at - start))
                start = None
    return int(code.moduleCount), tuple(found)


def draw(pen: Pen, text: str, x: float, y: float, side: float) -> None:
    """The code with its white border in a square, `x`, `y` at its lower left."""
    count, dark = runs(text)
    step = side / (count + 2 * QUIET)
    top = y + side - QUIET * step
    pen.boxes([(x + (QUIET + at) * step, top - (row + 1) * step, wide * step, step) for row, at, wide in dark], _BLACK)
