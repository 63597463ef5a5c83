"""Charts as pictures, drawn to be read without their colours: a bar for each name, its parts beside each other.

Every bar says its figures in words above it; its parts differ in fill and pattern, and carry their number where it
fits. The ground is white, so that it reads the same on light and dark themes and on paper. Pillow is loaded with this
module, which therefore is imported only when something is drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

SCALE = 2  # drawn twice as large as it is shown, for screens with small pixels
WIDTH = 480  # as it is shown; Slack makes it no wider than a phone
MARGIN, ROW, BAR = 16, 62, 26  # round everything; from bar to bar; how thick one is
TEXT, NUMBER, LEGEND = 15, 15, 13  # sizes of type
GAP = 4  # between a bar and the words above it, and round a number inside

WHITE, INK, QUIET, AMBER = "#ffffff", "#1d3557", "#44546a", "#f2b53c"


@dataclass(frozen=True, slots=True)
class Look:
    """How one part of a bar is filled, and the colour of its number; `striped` lays lines of ink over the fill."""

    what: str
    fill: str
    number: str
    striped: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar: its name, its figures in words, and how much of each look is in it."""

    name: str
    figures: str
    parts: tuple[tuple[Look, int], ...]

    @property
    def total(self) -> int:
        """How long it is."""
        return sum(count for _, count in self.parts)


def png(stacks: Sequence[Stack], longest: int | None = None) -> bytes:
    """The picture of these bars; `longest`, by itself the greatest of them, fills the width, all are in proportion."""
    looks = list(dict.fromkeys(look for stack in stacks for look, _ in stack.parts))
    height = 2 * MARGIN + ROW * len(stacks) + LEGEND + GAP
    image = Image.new("RGB", (WIDTH * SCALE, height * SCALE), WHITE)
    whole = longest or max((stack.total for stack in stacks), default=1)
    for place, stack in enumerate(stacks):
        _bar(image, stack, MARGIN + place * ROW, max(whole, 1))
    _legend(image, looks, MARGIN + len(stacks) * ROW)
    # A few colours and their blends at the edges of letters: a palette halves the file and nobody sees it.
    written = BytesIO()
    image.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()


def segments(stack: Stack, longest: int) -> Iterator[tuple[Look, int, int, int]]:
    """The parts of a bar that are not empty: its look, its count, and from where to where it reaches in pixels."""
    room, start, done = (WIDTH - 2 * MARGIN) * SCALE, MARGIN * SCALE, 0
    for look, count in stack.parts:
        if count:
            begin = start + room * done // longest
            done += count
            yield look, count, begin, start + room * done // longest


def _fitted(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, room: int) -> str:
    """The text, cut where it would run into what stands beside it."""
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _bar(image: Image.Image, stack: Stack, top: int, longest: int) -> None:
    pen = ImageDraw.Draw(image)
    words, right = _font(TEXT), (WIDTH - MARGIN) * SCALE
    room = right - MARGIN * SCALE - int(words.getlength(stack.figures)) - 4 * GAP * SCALE
    pen.text((MARGIN * SCALE, top * SCALE), _fitted(stack.name, words, room), INK, words)
    pen.text((right, top * SCALE), stack.figures, QUIET, words, anchor="ra")
    upper = (top + TEXT + 2 * GAP) * SCALE
    for look, count, left, end in segments(stack, longest):
        box = (left, upper, end, upper + BAR * SCALE)
        _filled(image, look, box)
        _number(pen, str(count), look, box)


def _filled(image: Image.Image, look: Look, box: tuple[int, int, int, int]) -> None:
    """A part with its pattern and an outline of ink, which keeps the white one apart from the ground."""
    left, upper, right, lower = box
    part = Image.new("RGB", (right - left + 1, lower - upper + 1), look.fill)
    pen = ImageDraw.Draw(part)
    if look.striped:
        for start in range(-part.height, part.width, 7 * SCALE):
            pen.line((start, part.height, start + part.height, 0), INK, SCALE)
    pen.rectangle((0, 0, part.width - 1, part.height - 1), outline=INK, width=SCALE)
    image.paste(part, (left, upper))


def _number(pen: ImageDraw.ImageDraw, said: str, look: Look, box: tuple[int, int, int, int]) -> None:
    """The number in the middle of its part, on a clear patch where there are stripes; left out where it does not fit."""
    left, upper, right, lower = box
    font, middle = _font(NUMBER), ((left + right) // 2, (upper + lower) // 2)
    wide = int(font.getlength(said)) // 2 + GAP
    if 2 * (wide + GAP) > right - left:
        return
    if look.striped:
        high = NUMBER * SCALE // 2 + GAP
        patch = (middle[0] - wide, middle[1] - high, middle[0] + wide, middle[1] + high)
        pen.rounded_rectangle(patch, GAP * SCALE, look.fill)
    pen.text(middle, said, look.number, font, anchor="mm")


def _legend(image: Image.Image, looks: list[Look], top: int) -> None:
    pen, font, left = ImageDraw.Draw(image), _font(LEGEND), MARGIN * SCALE
    for look in looks:
        _filled(image, look, (left, top * SCALE, left + 2 * LEGEND * SCALE, (top + LEGEND) * SCALE))
        left += (2 * LEGEND + 2 * GAP) * SCALE
        pen.text((left, (2 * top + LEGEND) * SCALE // 2), look.what, QUIET, font, anchor="lm")
        left += int(font.getlength(look.what)) + 4 * GAP * SCALE


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The typeface that comes with Pillow, so that no machine needs one installed."""
    return ImageFont.load_default(size * SCALE)
