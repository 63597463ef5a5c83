"""The text of a paper as it may be quoted: whole paragraphs with number, section and day, and who may read them."""

import pytest

from store.papers.files import read_content
from store.papers.paper import Passage
from store.papers.reading.reader import read_paper
from tests.papers.test_layouts import Word

MINUTES = """\
# Northmere Community Safety Partnership

13 May 2031

## Draft Minutes

**Board**

Ada Okafor (Chair) Northmere Council (Neighbourhoods)

#### 1. Welcome

1.1 Ada Okafor welcomed everybody and said that the lamps
in the park are dark again.

#### 2. {title}

2.1 The wardens watch the Harbour Lights from the north gate.

#### 3. Any other business

- 3.1 {said}
"""
WATCHED, SAID = (
    "The wardens watch the Harbour Lights from the north gate.",
    "Nothing else was raised by anybody.",
)


def passages(title: str = "Premises", said: str = SAID, head: str = "", tail: str = "") -> list[Passage]:
    text = MINUTES.format(title=title, said=said)
    return list(read_paper(f"{head}{text}{tail}", "minutes.md").passages)


def closed(found: list[Passage]) -> set[str]:
    return {passage.text for passage in found if passage.closed}


def test_paragraphs_are_whole_and_have_number_section_and_day() -> None:
    found = passages()

    told = [(p.number, p.section, p.dated.isoformat() if p.dated else "", p.text) for p in found if p.number]
    first = "Ada Okafor welcomed everybody and said that the lamps in the park are dark again."
    assert told == [
        ("1.1", "1. Welcome", "2031-05-13", first),
        ("2.1", "2. Premises", "2031-05-13", WATCHED),
        ("3.1", "3. Any other business", "2031-05-13", SAID),
    ]
    assert not closed(found)


@pytest.mark.parametrize(
    "title",
    [
        "Closed session: premises",
        "Premises (confidential)",
        "Premises – closed session",
        "Confidential: premises under watch",
        "Exempt items",
        "Premises – not for publication",
    ],
)
def test_a_section_whose_title_says_so_is_closed_and_the_next_is_not(title: str) -> None:
    assert closed(passages(title)) == {WATCHED}


@pytest.mark.parametrize(
    "title",
    [
        "Confidential waste",
        "Restricted parking in Mill Road",
        "Closed circuit television",
        "Action points: closed",
        "Exempt vehicles",
    ],
)
def test_a_title_that_only_has_such_a_word_is_not(title: str) -> None:
    assert not closed(passages(title))


@pytest.mark.parametrize(
    ("said", "is_closed"),
    [
        ("[Confidential] The wardens asked for two more radios.", True),
        ("CONFIDENTIAL – the wardens asked for two more radios.", True),
        ("Closed session: the wardens asked for two more radios.", True),
        ("Restricted: the wardens asked for two more radios.", True),
        ("The number of the confidential helpline is to be printed again.", False),
        ("Two members of the public came in after the closed session.", False),
        ("Confidential helplines were spoken about by everybody.", False),
        ("Closed: circulated to all of the members on 14 May.", False),
    ],
)
def test_a_paragraph_is_closed_by_its_label_alone(said: str, is_closed: bool) -> None:
    assert closed(passages(said=said)) == ({said} if is_closed else set())


def test_a_paper_that_is_confidential_at_its_head_is_so_as_a_whole() -> None:
    found = passages(head="**STRICTLY CONFIDENTIAL**\n\n")

    assert all(passage.closed for passage in found)
    assert len(found) == 3


def test_a_number_above_deeper_ones_is_a_title() -> None:
    found = passages(said=f"Cycling and walking\n\n3.1.1 {SAID}\n\n3.2 Members thanked the wardens for all.")

    told = [(p.number, p.section) for p in found if p.number.startswith("3")]
    assert told == [("3.1.1", "3. Any other business: Cycling and walking"), ("3.2", "3. Any other business")]


def test_in_word_each_paragraph_is_one_however_close_they_stand() -> None:
    first, second = "The ferry is to run again from June.", "The quay is closed on Mondays for repairs"
    word = Word("Northmere Community Safety Partnership", "13 May 2031", first, f"{second}.", "ACTION POINTS")
    word.table(("Ref", "Action"), ("05/01", "Ada Okafor to count the lamps."))

    found = read_content(word.content, "pack.docx").passages

    assert [passage.text for passage in found] == [first, f"{second}."]


REPORTS = """
# Appendix A

The festival brought nine thousand people to the quay.

# Closed session for Board and members

The landlord of the Anchor has been visited twice by officers.

# A closer look

Both visits were made in the first week of April.

# Open session

The ferry is to run again from the first of June.

| Place | What was seen |
|---|---|
| Quay | The wardens counted forty two bicycles that were left on the quay without a lock in one night |
"""


def test_what_stands_behind_a_line_that_says_so_is_closed_until_one_says_otherwise() -> None:
    found = passages(tail=REPORTS)

    assert closed(found) == {
        "The landlord of the Anchor has been visited twice by officers.",
        "Both visits were made in the first week of April.",
    }
    sections = {passage.text[:11]: passage.section for passage in found}
    assert sections["The festiva"] == "Appendix A"
    assert sections["The ferry i"] == sections["The wardens"] == "Open session"


AGENDA = """\
# Northmere Community Safety Partnership

11 November 2031, 10:00-12:00

#### AGENDA

| No. | Item | Lead | Time (Mins) |
|---|---|---|---|
| 1 | Closed session for Board and members: Premises under watch | Ada Okafor | 10 |
| 2 | Any other business | All | 5 |

"""


def test_minutes_of_an_item_that_the_agenda_has_in_closed_session_are_closed() -> None:
    assert closed(passages("Premises under watch", head=AGENDA)) >= {WATCHED}
    assert SAID not in closed(passages("Premises under watch", head=AGENDA))
