"""What is compared, field by field: the values in a paper as it was read, each as a line of words."""

import re
from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Any

from store.papers.paper import Paper, to_json

Values = dict[str, list[str]]
Row = dict[str, Any]


def values_of(paper: Paper) -> Values:
    """Every field with its values, in the order of the paper; what is not printed is empty."""
    read = to_json(paper)
    found = {name: list(take(read)) for name, take in _FIELDS.items()}
    found["minutes: paragraphs"] = [
        _line(passage.number, _ends(passage.text)) for passage in paper.passages if passage.number
    ]
    return {name: values for name, values in found.items() if values}


def _line(*parts: Any) -> str:
    """The parts without capitals, spaces and the kinds of dashes and quotation marks."""
    said = " | ".join(_word(part) for part in parts)
    said = re.sub(r"[–—‑]", "-", re.sub(r"[‘’]", "'", re.sub(r"[“”]", '"', said)))
    return " ".join(said.casefold().split())


def _word(part: Any) -> str:
    if part is None:
        return ""
    if isinstance(part, dict):
        return " of ".join(str(value) for value in part.values() if value)
    return ", ".join(map(_word, part)) if isinstance(part, list | tuple) else str(part)


def _ends(text: str) -> str:
    """The first and last words of a paragraph, by which it is known to be whole."""
    words = text.split()
    return " ".join([*words[:6], "…", *words[-6:]] if len(words) > 12 else words)


def _meetings(read: Row) -> list[Row]:
    heads = [read.get("meeting"), (read.get("minutes") or {}).get("meeting")]
    return [head for head in heads if head]


def _rows(name: str, *keys: str) -> Callable[[Row], Iterable[str]]:
    return lambda read: (_line(*(row.get(key) for key in keys)) for row in read.get(name) or ())


def _heads(*keys: str) -> Callable[[Row], Iterable[str]]:
    return lambda read: (_line(*(head.get(key) for key in keys)) for head in _meetings(read))


_FIELDS: MappingProxyType[str, Callable[[Row], Iterable[str]]] = MappingProxyType(
    {
        "meetings: date": _heads("date"),
        "meetings: times": _heads("date", "start", "end"),
        "meetings: venue": _heads("date", "venue", "mode"),
        "agenda: items": _rows("agenda", "number", "title"),
        "agenda: leads": _rows("agenda", "number", "title", "leads"),
        "agenda: minutes and session": _rows("agenda", "number", "title", "minutes", "closed_session"),
        "attendance": _rows("attendance", "name", "organisation", "section"),
        "apologies": _rows("apologies", "name", "organisation", "represented_by"),
        "successions": _rows("successions", "joined", "left"),
        "timetable": _rows(
            "timetable", "group", "date", "month", "report_deadline", "venue", "mode", "start", "end"
        ),
        "sessions": _rows("sessions", "date", "start", "end"),
        "actions: reference": _rows("actions", "ref"),
        "actions: text": _rows("actions", "ref", "text"),
        "actions: owners": _rows("actions", "ref", "owners"),
        "actions: deadline": _rows("actions", "ref", "due_date"),
        "actions: status": _rows("actions", "ref", "status", "note"),
        "contacts: service": _rows("contacts", "service"),
        "contacts: numbers and pages": _rows("contacts", "phones", "urls", "emails"),
        "members": _rows("members", "name", "organisation", "section"),
        "targets: text": _rows("targets", "section", "text"),
        "targets: priority": _rows("targets", "text", "priority"),
        "targets: lead": _rows("targets", "text", "lead"),
        "targets: timescale": _rows("targets", "text", "timescale"),
    }
)
