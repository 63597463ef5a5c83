"""The picture of a chart, looked at: its bars are as long as they say, and can be told apart without colours."""

from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from bot.blocks.chart import png
from handlers.replies import Bar, Chart
from store.charts import AMBER, BAR, GAP, INK, MARGIN, ROW, SCALE, TEXT, WHITE, WIDTH

Colour = tuple[int, ...]
BARS = (
    Bar("February 2026", 7, 2, 1),
    Bar("October 2025", 1, 4, 2),
    Bar("July 2025", 0, 5, 0),
)


def drawn(*bars: Bar) -> Image.Image:
    return Image.open(BytesIO(png(Chart("The register", bars)))).convert("RGB")


def rgb(colour: str) -> Colour:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def near(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < 24 for a, b in zip(one, other, strict=True))


def across(image: Image.Image, place: int) -> list[Colour]:
    """The pixels along a bar just below its upper outline, above numbers."""
    y = (MARGIN + place * ROW + TEXT + 2 * GAP) * SCALE + SCALE + 1
    return [image.getpixel((x, y)) for x in range(image.width)]  # type: ignore[misc]  # RGB gives tuples


def ink_in(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    part = image.crop(box)
    return sum(not near(colour, rgb(WHITE)) for _, colour in part.getcolors(part.width * part.height) or [])  # type: ignore[arg-type]


def length(pixels: list[Colour]) -> int:
    """From the first pixel that is not white to the last."""
    inked = [x for x, colour in enumerate(pixels) if not near(colour, rgb(WHITE))]
    return inked[-1] - inked[0] + 1 if inked else 0


def test_it_is_small_and_stands_on_white() -> None:
    image = drawn(*BARS)

    assert image.width == WIDTH * SCALE
    assert len(png(Chart("x", BARS))) < 30_000
    edges = {image.getpixel(at) for at in ((0, 0), (image.width - 1, 0), (0, image.height - 1))}
    assert edges == {rgb(WHITE)}


def test_it_grows_with_the_meetings() -> None:
    assert drawn(*BARS).height - drawn(*BARS[:2]).height == ROW * SCALE


def test_the_bars_are_as_long_as_what_they_count() -> None:
    image = drawn(*BARS)

    longest, middle, shortest = (length(across(image, place)) for place in range(3))

    assert longest == pytest.approx((WIDTH - 2 * MARGIN) * SCALE, abs=2)
    assert middle / longest == pytest.approx(7 / 10, abs=0.01)
    assert shortest / longest == pytest.approx(5 / 10, abs=0.01)


def test_the_parts_are_as_long_as_what_they_count() -> None:
    pixels = across(drawn(*BARS), 0)
    unit = (WIDTH - 2 * MARGIN) * SCALE / 10

    def is_open(place: float) -> bool:
        return near(pixels[int(MARGIN * SCALE + place * unit)], rgb(INK))

    assert all(is_open(place / 4) for place in range(1, 28))
    striped = pixels[int(MARGIN * SCALE + 7 * unit) + 4 : int(MARGIN * SCALE + 8 * unit) - 4]
    closed = pixels[int(MARGIN * SCALE + 8 * unit) + 4 : int(MARGIN * SCALE + 10 * unit) - 4]
    assert {near(colour, rgb(AMBER)) for colour in striped} == {True, False}, "stripes over amber"
    assert all(near(colour, rgb(WHITE)) for colour in closed)


def test_without_colours_the_parts_can_still_be_told_apart() -> None:
    """In greys: one is dark, one is light, and one changes between both."""
    pixels = [sum(colour) // 3 for colour in across(drawn(*BARS), 0)]
    tenth, left = (WIDTH - 2 * MARGIN) * SCALE / 10, MARGIN * SCALE

    dark, striped, light = (
        pixels[left + int(start * tenth) + 4 : left + int(end * tenth) - 4]
        for start, end in ((0, 7), (7, 8), (8, 10))
    )

    assert max(dark) < 90
    assert min(light) > 220
    assert max(striped) - min(striped) > 80


def test_numbers_stand_in_their_parts_and_are_left_out_where_they_do_not_fit() -> None:
    upper = (MARGIN + TEXT + 2 * GAP + 6) * SCALE
    lower = upper + (BAR - 12) * SCALE
    roomy, narrow = drawn(Bar("July 2025", 0, 10, 0)), drawn(Bar("July 2025", 0, 1, 99))
    inside = (MARGIN + 2) * SCALE

    assert ink_in(roomy, (inside, upper, (WIDTH - MARGIN - 2) * SCALE, lower)) > 0
    closed = (WIDTH - MARGIN - 2) * SCALE
    assert ink_in(narrow, (closed - 2, upper, closed, lower)) == 0


def test_names_and_figures_stand_above_each_bar() -> None:
    image = drawn(*BARS)

    for place in range(3):
        top = (MARGIN + place * ROW) * SCALE
        line = (0, top, image.width, top + (TEXT + GAP) * SCALE)
        left, right = (line[0], line[1], image.width // 3, line[3]), (image.width // 2, *line[1:])
        assert ink_in(image, left) > 0
        assert ink_in(image, right) > 0


def test_the_greatest_figures_do_not_run_into_the_name() -> None:
    image = drawn(Bar("September 2026", 888, 888, 888))
    top, bottom = MARGIN * SCALE, (MARGIN + TEXT + 2 * GAP - 1) * SCALE
    columns = [x for x in range(image.width) if ink_in(image, (x, top, x + 1, bottom))]

    gaps = [after - before for before, after in pairwise(columns)]
    assert max(gaps) > 3 * GAP


def test_the_colours_of_letters_stand_out_from_what_they_stand_on() -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""

    def lightness(colour: str) -> float:
        parts = [part / 255 for part in rgb(colour)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for one, other in ((INK, WHITE), (INK, AMBER), ("#44546a", WHITE)):
        dark, light = sorted((lightness(one), lightness(other)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5
