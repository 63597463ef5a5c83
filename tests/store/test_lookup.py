"""Finding what the handbook says: tolerant of spelling, strict about what counts as an answer."""

from datetime import date

import pytest

from store.lookup import find, nearest
from store.tables import HandbookEntry


def entry(
    kind: str, title: str, text: str, heading: str | None = None, clause: str | None = None
) -> HandbookEntry:
    return HandbookEntry(
        kind=kind,
        title=title,
        text=text,
        heading=heading,
        clause=clause,
        source="a paper",
        dated=date(2025, 7, 8),
    )


ENTRIES = [
    entry("terms", "Voting (7a)", "Board members vote by show of hands.", "Voting", "7a"),
    entry("terms", "Voting (7b)", "Each agency is entitled to one vote only.", "Voting", "7b"),
    entry("terms", "Voting (7c)", "In the event of a tie, the Chair has the deciding vote.", "Voting", "7c"),
    entry("terms", "Voting (7d)", "A guorum for decisions is five Board members.", "Voting", "7d"),
    entry("duty", "Chair (5a)", "Convening the meetings.", "Chair", "5a"),
    entry("duty", "Chair (5b)", "Speaking to the press.", "Chair", "5b"),
    entry("duty", "Vice Chair (6a)", "Chairing when the Chair is absent.", "Vice Chair", "6a"),
    entry(
        "priority",
        "Safe evenings (2025-27)",
        "Priority 1 of 2025-27: Safe evenings",
        "Priorities 2025-27",
        "1",
    ),
    entry(
        "priority",
        "Quiet streets (2025-27)",
        "Priority 2 of 2025-27: Quiet streets",
        "Priorities 2025-27",
        "2",
    ),
    entry("priority", "Dry cellars (2021-22)", "A priority of 2021-22: Dry cellars", "Priorities 2021-22"),
    entry("glossary", "MARAC", "Multi-Agency Risk Assessment Conference"),
    entry("glossary", "IDVA", "Independent advisor; speaks for victims at the MARAC"),
]


def titles(query: str) -> list[str]:
    return [hit.entry.title for hit in find(query, ENTRIES)]


@pytest.mark.parametrize(
    ("query", "answers"),
    [
        ("what is MARAC", ["MARAC"]),
        ("marac?", ["MARAC"]),
        ("quorum", ["Voting (7d)"]),
        ("when are we quorate", ["Voting (7d)"]),
        ("who votes in a tie", ["Voting (7c)"]),
        ("who has the casting vote", ["Voting (7c)"]),
        ("how many votes does an agency have", ["Voting (7b)"]),
        ("7d", ["Voting (7d)"]),
        ("what does clause 7d say", ["Voting (7d)"]),
        ("voting", ["Voting (7a)", "Voting (7b)", "Voting (7c)", "Voting (7d)"]),
        ("what are the duties of the chair", ["Chair (5a)", "Chair (5b)"]),
        ("what is the vice chair responsible for", ["Vice Chair (6a)"]),
        ("what are the priorities for 2025-27", ["Safe evenings (2025-27)", "Quiet streets (2025-27)"]),
        ("priorities 2025-2027", ["Safe evenings (2025-27)", "Quiet streets (2025-27)"]),
        ("priorities in 2026", ["Safe evenings (2025-27)", "Quiet streets (2025-27)"]),
        ("what are our priorities", ["Safe evenings (2025-27)", "Quiet streets (2025-27)"]),
        ("priorities 2021/22", ["Dry cellars (2021-22)"]),
        ("priority 2", ["Quiet streets (2025-27)"]),
        ("glossary", ["MARAC", "IDVA"]),
        ("who speaks for victims", ["IDVA"]),
    ],
)
def test_what_is_asked_for_is_found_and_nothing_else(query: str, answers: list[str]) -> None:
    assert titles(query) == answers


@pytest.mark.parametrize(
    "query",
    [
        "what is the capital of France",
        "who votes on the budget",
        "priorities 2031-33",
        "7z",
        "what is the",
        "",
        "?",
        "the chair of the moon",
    ],
)
def test_what_holds_only_some_of_the_words_is_no_answer(query: str) -> None:
    assert titles(query) == []


def test_what_comes_near_is_offered_the_best_first() -> None:
    assert (
        next(entry.title for entry in nearest("who votes on a tie in the budget", ENTRIES)) == "Voting (7c)"
    )
    assert nearest("what is the capital of France", ENTRIES) == []
    assert nearest("", ENTRIES) == []
