"""The colours of cells, as far as they say something: red, amber, green and blue, however light or dark."""

import re
from collections.abc import Iterable
from colorsys import rgb_to_hsv
from functools import lru_cache

RED, AMBER, GREEN, BLUE = "red", "amber", "green", "blue"
# Degrees of the colour wheel up to which each goes; yellow is what many take for amber.
_HUES = ((16, RED), (69, AMBER), (170, GREEN), (180, ""), (258, BLUE), (335, ""), (361, RED))
_PALEST, _DARKEST = 0.2, 0.3  # of saturation and brightness: below that people see grey or black
_NAMED = {
    "red": "ff0000",
    "amber": "ffbf00",
    "orange": "ffa500",
    "gold": "ffd700",
    "yellow": "ffff00",
    "green": "008000",
    "lime": "00ff00",
    "limegreen": "32cd32",
    "lightgreen": "90ee90",
    "blue": "0000ff",
    "lightblue": "add8e6",
}
_HEX = re.compile(r"#?([0-9a-f]{6})")
_SHORT = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3}).*\)")


@lru_cache(maxsize=500)
def shade(printed: str) -> str:
    """The name of a colour written as "FFC000", "#fc0", "rgb(255, 192, 0)" or "amber"; empty for all others."""
    colour = _components(printed.strip().casefold())
    if colour is None:
        return ""
    hue, saturation, brightness = rgb_to_hsv(*(part / 255 for part in colour))
    if saturation < _PALEST or brightness < _DARKEST:
        return ""
    return next(name for up_to, name in _HUES if hue * 360 < up_to)


def _components(said: str) -> tuple[int, int, int] | None:
    said = _NAMED.get(said, said)
    if match := _HEX.fullmatch(said):
        red, green, blue = (int(match[1][at : at + 2], 16) for at in (0, 2, 4))
    elif match := _SHORT.fullmatch(said):
        red, green, blue = (int(match[at] * 2, 16) for at in (1, 2, 3))
    elif match := _RGB.fullmatch(said):
        red, green, blue = (min(int(match[at]), 255) for at in (1, 2, 3))
    else:
        return None
    return red, green, blue


def telling(shades: Iterable[str]) -> tuple[str, ...]:
    """The colours of a row's cells where they differ: a whole row in one colour is decoration, such as stripes."""
    found = tuple(shades)
    return found if len(set(found)) > 1 else ()
