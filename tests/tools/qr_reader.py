"""Reads a QR code from a picture (ISO/IEC 18004, versions 1 and 2, one block, letters and digits): what a scanner would say."""

from collections.abc import Iterator
from typing import Any

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_DATA = {(1, 0): 16, (1, 1): 19, (2, 0): 28, (2, 1): 34}  # codewords by version and level (0 = M, 1 = L)
_FORMAT_PLACES = [
    (8, 0), (8, 1), (8, 2), (8, 3), (8, 4), (8, 5), (8, 7), (8, 8), (7, 8), (5, 8), (4, 8), (3, 8), (2, 8), (1, 8), (0, 8),
]  # fmt: skip
_MASKS = (
    lambda r, c: (r + c) % 2 == 0, lambda r, c: r % 2 == 0, lambda r, c: c % 3 == 0, lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0, lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0, lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)  # fmt: skip


def read(image: Any) -> str:
    """The text of the only dark thing in a PIL image; ValueError where that is no such code."""
    grid = _grid(image)
    size = len(grid)
    version = (size - 17) // 4
    held = int("".join(str(int(grid[r][c])) for r, c in _FORMAT_PLACES), 2) ^ 0x5412
    level, mask = held >> 13, _MASKS[held >> 10 & 7]
    bits = [int(grid[r][c] ^ mask(r, c)) for r, c in _path(size, version)]
    words = [int("".join(map(str, bits[at : at + 8])), 2) for at in range(0, len(bits) - 7, 8)]
    data = "".join(f"{word:08b}" for word in words[: _DATA[version, level]])
    if data[:4] != "0010":
        raise ValueError(f"mode {data[:4]}")
    return _letters(data[13:], int(data[4:13], 2))


def _grid(image: Any) -> list[list[bool]]:
    grey = image.convert("L").point(lambda value: 255 if value < 128 else 0)
    box = grey.getbbox()
    if box is None:
        raise ValueError("nothing dark")
    code = grey.crop(box)
    wide, high = code.size
    first = next(at for at in range(wide) if not code.getpixel((at, 2)))  # the upper edge of a finder: seven modules
    size = round(wide / (first / 7))
    if size not in (21, 25) or abs(wide - high) > 2:
        raise ValueError(f"{size} modules, {wide} x {high}")
    step = wide / size
    return [
        [bool(code.getpixel((int((c + 0.5) * step), int((r + 0.5) * step)))) for c in range(size)] for r in range(size)
    ]


def _path(size: int, version: int) -> Iterator[tuple[int, int]]:
    """The places of the data, from the lower right corner up and down in pairs of columns."""
    columns = [c for c in range(size - 1, 0, -2) if c > 6] + [5, 3, 1]
    for nth, right in enumerate(columns):
        rows = range(size - 1, -1, -1) if nth % 2 == 0 else range(size)
        for r in rows:
            for c in (right, right - 1):
                if not _fixed(r, c, size, version):
                    yield r, c


def _fixed(r: int, c: int, size: int, version: int) -> bool:
    finder = (r < 9 and c < 9) or (r < 9 and c >= size - 8) or (r >= size - 8 and c < 9)
    aligned = version > 1 and abs(r - (size - 7)) <= 2 and abs(c - (size - 7)) <= 2
    return finder or aligned or r == 6 or c == 6


def _letters(bits: str, count: int) -> str:
    out, at = "", 0
    while len(out) < count:
        pair = count - len(out) > 1
        value = int(bits[at : at + (11 if pair else 6)], 2)
        out += ALPHANUMERIC[value // 45] + ALPHANUMERIC[value % 45] if pair else ALPHANUMERIC[value]
        at += 11 if pair else 6
    return out
