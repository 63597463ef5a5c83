"""The numbers that Word prints before paragraphs without keeping them in their text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

BULLET = "•"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass
class Numbering:
    """The lists of a document with how far each has counted."""

    lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, document: Any) -> "Numbering":
        """The lists that the document defines."""
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return cls()
        kinds = {
            each.get(qn("w:abstractNumId")): dict(_levels(each)) for each in root.findall(qn("w:abstractNum"))
        }
        lists = {}
        for num in root.findall(qn("w:num")):
            kind = _value(num.find(qn("w:abstractNumId")))
            starts = {
                int(each.get(qn("w:ilvl"), "0")): _value(each.find(qn("w:startOverride")))
                for each in num.findall(qn("w:lvlOverride"))
            }
            levels = {
                number: _Level(level.format, level.text, int(starts.get(number) or level.start))
                for number, level in kinds.get(kind, {}).items()
            }
            # A list that says where it starts counts for itself; others of one kind count on together.
            lists[num.get(qn("w:numId"), "")] = (
                f"own {num.get(qn('w:numId'))}" if any(starts.values()) else kind or "",
                levels,
            )
        return cls(lists)

    def label(self, list_id: str, number: int) -> str:
        """What Word prints before the next paragraph of that list and level: "2.1", a bullet, or nothing."""
        counter, levels = self.lists.get(list_id, ("", {}))
        level = levels.get(number)
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return BULLET
        counts = self._counts.setdefault(
            counter, [levels[n].start - 1 if n in levels else 0 for n in range(9)]
        )
        counts[number] += 1
        for below in range(number + 1, 9):
            counts[below] = levels[below].start - 1 if below in levels else 0
        return _filled(level.text, levels, counts)


def _filled(text: str, levels: dict[int, _Level], counts: list[int]) -> str:
    for number, level in levels.items():
        count = max(counts[number], level.start)
        text = text.replace(f"%{number + 1}", _printed(count, level.format))
    return text.strip()


def _printed(count: int, kind: str) -> str:
    if kind.endswith("Letter"):
        letter = chr(ord("a") + (count - 1) % 26) * (1 + (count - 1) // 26)
        return letter.upper() if kind.startswith("upper") else letter
    if kind.endswith("Roman"):
        roman = _roman(count)
        return roman.upper() if kind.startswith("upper") else roman
    return f"{count:02}" if kind == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while count >= value:
            text, count = text + letters, count - value
    return text


def _levels(kind: Any) -> Iterator[tuple[int, _Level]]:
    for level in kind.findall(qn("w:lvl")):
        start = _value(level.find(qn("w:start"))) or "1"
        yield (
            int(level.get(qn("w:ilvl"), "0")),
            _Level(
                _value(level.find(qn("w:numFmt"))) or "decimal",
                _value(level.find(qn("w:lvlText"))) or "",
                int(start) if start.isdigit() else 1,
            ),
        )


def _value(element: Any) -> str | None:
    return element.get(qn("w:val")) if element is not None else None
