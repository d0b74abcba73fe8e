"""Pictures out of bytes: opened, turned upright, without hidden data, no finer than print needs."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from p2i_desktop.reports.document import Picture
from p2i_desktop.reports.pdf.flow import Item
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import BORDER, CAPTION, MM, SMALL, TEXT2
from p2i_desktop.reports.pdf.tags import Element, alternative
from p2i_desktop.reports.pdf.texts import baseline, draw_caption

_FINEST = 300 / 72  # pixels a point
_TALLEST = 150 * MM


def opened(data: bytes) -> Image.Image | None:
    """The picture as plain RGB on white, or None when it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGBA")
    except (
        OSError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        ValueError,
        SyntaxError,
    ):
        return None
    plain = Image.new("RGB", picture.size, "white")
    plain.paste(picture, mask=picture.getchannel("A"))
    return plain


def fitted(picture: Image.Image, width: float, height: float) -> tuple[Image.Image, float, float]:
    """The picture for a place of at most `width` x `height` points: pixels no finer than 300 dpi, and its size there."""
    factor = min(width / picture.width, height / picture.height)
    wide, tall = picture.width * factor, picture.height * factor
    pixels = (max(round(wide * _FINEST), 1), max(round(tall * _FINEST), 1))
    if pixels[0] < picture.width:
        picture = picture.resize(pixels, Image.Resampling.LANCZOS)
    return picture, wide, tall


@dataclass(slots=True)
class PictureItem:
    """A picture with its caption; a frame with its alternative text when it cannot be shown."""

    picture: Image.Image | None
    words: tuple[str, ...]
    wide: float
    tall: float
    caption: tuple[str, ...]
    number: str
    element: Element
    alt: str
    before: float = 8.0
    after: float = 14.0
    keep: bool = False

    @property
    def height(self) -> float:
        return self.tall + (4 + len(self.caption) * CAPTION.leading if self.caption else 0)

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> tuple[Item, Item] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        self.element.extra += alternative(self.alt, (x, top - self.tall, x + self.wide, top))
        with pen.content(self.element):
            if self.picture is not None:
                pen.image(self.picture, x, top - self.tall, self.wide, self.tall)
            else:
                pen.outlined(x, top - self.tall, self.wide, self.tall, BORDER)
                for at, line in enumerate(self.words):
                    pen.text(x + 8, top - 8 - at * SMALL.leading - baseline(SMALL), line, SMALL.face, SMALL.size, TEXT2)
        if self.caption:
            draw_caption(pen, self.element, self.caption, self.number, x, top - self.tall - 4)


def picture_item(block: Picture, setter: Setter, section: Element, breadth: float) -> Item:
    """The picture, measured."""
    number = setter.one_line(block.number)
    caption = f"{number} {block.caption}".strip()
    lines = setter.lines(caption, CAPTION.face, CAPTION.size, breadth - 12) if caption else ()
    picture = opened(block.data)
    alt = block.alt.strip() or caption or "–"
    if picture is None:
        wide = min(block.width * MM, breadth) if block.width else breadth / 2
        words = setter.lines(alt, SMALL.face, SMALL.size, wide - 16)
        return PictureItem(
            None, words, wide, 16 + len(words) * SMALL.leading, lines, number, section.add("Figure"), alt
        )
    wanted = min(block.width * MM if block.width else picture.width * 72 / 150, breadth)
    picture, wide, tall = fitted(picture, wanted, _TALLEST)
    return PictureItem(picture, (), wide, tall, lines, number, section.add("Figure"), alt)
