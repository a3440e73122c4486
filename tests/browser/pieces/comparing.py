"""Whether two pictures of a piece look the same to a person, however the edges of letters and forms were smoothed.

Both are blurred, so that a letter which is smoothed otherwise is nearly the same and a line, a form or a colour that is
lost is not. Points that still differ count only where they lie close together: not the specks along letters. Measured:
Chromium 138 and 153 against 156: no point; drawn by the graphics card: none; other settings of fonts: none; from two
and three times as many points: 7 and none; letters bolder by a tenth of a point: 57. The smallest fault of
`breaks.py`, a lost point of a plot: 149.
"""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

# Of the blur, in points; what is then a difference, of 255; and how many points of it may lie close together.
RADIUS, TONE, MOST = 2.0, 10, 100
# A height that ends between two points may be rounded either way.
_ROUNDED = 1


@dataclass(frozen=True)
class Difference:
    """What differs, in words, and the pictures that show it."""

    said: str
    expected: Image.Image
    actual: Image.Image
    where: Image.Image

    def kept(self, folder: Path) -> str:
        """What differs, and where the three pictures are now."""
        for name in ("expected", "actual", "where"):
            getattr(self, name).save(folder / f"{name}.png")
        return f"{self.said} See expected.png, actual.png and where.png (white: differs) in {folder}."


def difference(expected: Image.Image, actual: Image.Image) -> Difference | None:
    """How a person sees that the pictures differ; None where nobody does."""
    where = _where(expected, actual)
    wider, higher = actual.width - expected.width, actual.height - expected.height
    if max(abs(wider), abs(higher)) > _ROUNDED:
        said = f"It is {actual.width} x {actual.height} points, not {expected.width} x {expected.height}."
        return Difference(said, expected, actual, where)
    points = where.histogram()[-1]
    if points > MOST:
        return Difference(f"{points} points of it differ, at most {MOST} may.", expected, actual, where)
    return None


def _where(expected: Image.Image, actual: Image.Image) -> Image.Image:
    """White where the pictures differ close together, black elsewhere."""
    size = min(expected.width, actual.width), min(expected.height, actual.height)
    one, other = (
        picture.convert("RGB").crop((0, 0, *size)).filter(ImageFilter.GaussianBlur(RADIUS))
        for picture in (expected, actual)
    )
    red, green, blue = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([255 if tone >= TONE else 0 for tone in range(256)]).filter(ImageFilter.MinFilter(3))
