"""Terms of reference, priorities, glossaries and acronyms, as they are printed and broken."""

from collections.abc import Callable
from typing import Any

import pytest

from store.errors import Invalid
from store.papers.paper import HandbookLine
from store.papers.reading.reader import read_paper
from tests.papers.invented import GLOSSARY, TERMS


def lines(text: str, *kinds: str) -> list[HandbookLine]:
    return [line for line in read_paper(text, "a paper").handbook if line.kind in kinds]


def test_every_clause_is_read_under_its_number() -> None:
    found = lines(TERMS, "terms", "duty")

    assert [(line.kind, line.heading, line.clause) for line in found] == [
        ("terms", "Purpose", "1a"),
        ("terms", "Purpose", "1b"),
        ("duty", "Members", "2a"),
        ("duty", "Members", "2b"),
        ("duty", "Vice Chair", "3a"),
        ("terms", "Voting", "4a"),
        ("terms", "Voting", "4b"),
        ("terms", "Voting", "4c"),
        ("terms", "", "5"),
    ]
    assert [line.title for line in found[-4:]] == [
        "Voting (4a)",
        "Voting (4b)",
        "Voting (4c)",
        "These terms are reviewed every year. (5)",
    ]


def test_a_clause_is_quoted_whole_over_pages_and_footnotes() -> None:
    said = {line.clause: line.text for line in lines(TERMS, "terms", "duty")}

    assert said["4a"] == (
        "Board members vote by show of hands.\nNote: Whoever stands in for a Board member votes for them."
    )
    assert said["3a"] == "Chairing when the Chair cannot."
    assert said["2a"] == "Coming to meetings"
    assert said["1a"] == (
        "The Northmere CSP works for a safe town:\n• We share what we know;\n• We answer for what we promise; and\n"
        "• We ask the people of Northmere.\nNote: Each organisation answers for its own part."
    )


def test_what_only_speaks_of_terms_of_reference_has_none() -> None:
    text = "# Terms of Reference\n\n1. Purpose\n\na) To be agreed.\n"

    with pytest.raises(Invalid):
        read_paper(text, "a note")


def test_priorities_are_read_with_their_years() -> None:
    assert [(line.title, line.heading, line.clause, line.text) for line in lines(TERMS, "priority")] == [
        ("Safe evenings (2025-28)", "Priorities 2025-28", "1", "Priority 1 of 2025-28: Safe evenings"),
        ("Quiet streets (2025-28)", "Priorities 2025-28", "2", "Priority 2 of 2025-28: Quiet streets"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Board decided that the priorities for 2021-2022 would be:\n\n- Safe evenings\n- Quiet streets\n",
        "Q: Which?\n\nA: Two priorities were kept during 2021/22. The priorities were:\n\n- Safe evenings\n- Quiet streets.\n",
    ],
)
def test_a_list_that_is_said_to_be_of_priorities_is_one(text: str) -> None:
    found = lines(f"{text}\nNext comes something else:\n\n- No priority\n\n{TERMS}", "priority")

    assert [line.title for line in found[:2]] == ["Safe evenings (2021-22)", "Quiet streets (2021-22)"]
    assert all("No priority" not in line.title for line in found)


def test_a_glossary_is_read_over_its_broken_lines() -> None:
    found = lines(GLOSSARY + TERMS, "glossary")

    listed = [(line.title, line.text) for line in found if not line.offered]
    assert listed == [
        ("FOI", "Freedom of Information: what the public may ask to see"),
        ("PSG", "Problem Solving Group"),
    ]


def test_acronyms_that_a_text_explains_are_offered_once_each() -> None:
    offered = [(line.title, line.text) for line in lines(GLOSSARY + TERMS, "glossary") if line.offered]

    assert offered == [
        ("DARDR", "Domestic Abuse Related Death Review"),
        ("ASB", "Anti-Social Behaviour"),
    ]


def test_acronyms_alone_make_no_paper() -> None:
    with pytest.raises(Invalid):
        read_paper("The Domestic Abuse Related Death Review (DARDR) was heard.", "a note")


Read = Callable[[str], dict[str, Any]]


@pytest.mark.papers
def test_the_real_terms_of_reference(real: Read) -> None:
    found = real("2025-10-21")["handbook"]
    clauses = [line["clause"] for line in found if line["kind"] in ("terms", "duty")]
    said = {line["clause"]: line["text"] for line in found if line["kind"] in ("terms", "duty")}

    assert clauses == [
        f"{number}{letter}"
        for number, letters in enumerate(
            ("ab", "abc", "abcdefgh", "abcdefgh", "abc", "abcdef", "abcd", "abcdef", "abcdef"), start=1
        )
        for letter in letters
    ] + ["10"]
    assert said["7c"] == "In the event of a tie, the Chair has the deciding vote."
    assert said["7d"].endswith("for decision-making shall consist of a minimum of five Board Members.")
    assert said["7a"].startswith("The Chair will, where a report seeks Board approval")
    assert "taking into account any votes notified to the" in said["7a"]
    assert "will be deemed as Board members" in said["7a"]


@pytest.mark.papers
def test_the_real_priorities_and_acronyms(real: Read) -> None:
    def titles(word: str, kind: str) -> list[str]:
        return [line["title"] for line in real(word)["handbook"] if line["kind"] == kind]

    assert titles("2025-10-21", "priority") == [
        "Preventing Violence and Exploitation (2025-27)",
        "A Neighbourhood Approach (2025-27)",
        "Tackling Acquisitive Crime (2025-27)",
    ]
    assert titles("plan-2021", "priority") == [
        "Safeguarding young people against violence and exploitation (2021-22)",
        "Listening to community needs and responding together to reduce harm (2021-22)",
    ]
    assert {"Asset", "CCC", "FOI", "IOM", "MET", "PSG", "YJS", "DARDR"} <= {*titles("2025-10-21", "glossary")}
    assert {"MARAC", "IDVA", "OPCC", "ASB", "DHR"} <= {*titles("2022-10-11", "glossary")}
