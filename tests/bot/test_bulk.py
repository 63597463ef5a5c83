"""Several action points in one sentence: asked about with a list, done just so, and the rest said."""

import pytest

from handlers.desk import Caller
from handlers.register_requests import AddAction
from store.tables import Status
from tests.conversation import Conversation, Heard

SECRETARIAT, CHAIR, OWNER, OTHER = "Nadia Rahimi", "Marcus Ellery", "Tom Adisa", "Farah Qureshi"
OPEN = ("02/01", "02/02", "02/04", "02/05", "02/06", "02/07", "02/09", "02/10")
OVERDUE = ("02/01", "02/04", "02/09")
CONFIDENTIAL = "02/08"


def listed(heard: Heard) -> list[str]:
    """The references of the action points that a question lists."""
    return [line[2:7] for line in heard.text.splitlines() if line.startswith("• ")]


@pytest.mark.parametrize(
    ("said", "refs"),
    [
        ("close everything", OPEN),
        ("can you close all the actions please", OPEN),
        ("mark the lot as done", OPEN),
        ("carry everything over", OPEN),
        ("carry over everything still open to the june board", OPEN),
        ("everything that's left needs to be carried forward", OPEN),
        ("close all the overdue ones", OVERDUE),
        ("extend everything overdue by two weeks", OVERDUE),
        ("give all the late ones another week", OVERDUE),
        ("close everything about noise or lighting", ("02/01", "02/09")),
        ("tick off all the noise and lighting ones", ("02/01", "02/09")),
        ("close all actions from the February board", OPEN),
        ("carry everything over but 02/05 and 02/06", [ref for ref in OPEN if ref not in ("02/05", "02/06")]),
        ("close all but 02/05, agreed at the review", [ref for ref in OPEN if ref != "02/05"]),
        ("give everything except 02/05 to tom", [ref for ref in OPEN if ref != "02/05"]),
        ("carry everything over apart from the overdue ones", [ref for ref in OPEN if ref not in OVERDUE]),
        ("close everything but not Daniel Kowalczyk's", [ref for ref in OPEN if ref != "02/09"]),
        ("note on everything overdue: chased on 26 May", OVERDUE),
    ],
)
def test_the_question_lists_what_was_selected(bot: Conversation, said: str, refs: tuple[str, ...]) -> None:
    asked = bot.writes(SECRETARIAT, said)

    assert listed(asked) == list(refs)
    assert "Nothing has been changed yet." in asked.text
    assert asked.labels[0] == "Confirm"
    assert all(not bot.changes(ref) or bot.changes(ref)[-1].by != SECRETARIAT for ref in OPEN)


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("close all of tom's", "close everything of Tom Adisa's, which is 02/10 ("),
        ("close all of tom's, sent round", "close everything of Tom Adisa's with the note “sent round”, which is 02/10 ("),
        ("give all of Tom's to Farah", "give everything of Tom Adisa's to Farah Qureshi, which is 02/10 ("),
        ("give Farah all of Tom's", "give everything of Tom Adisa's to Farah Qureshi, which is 02/10 ("),
        ("all of Tom's can go to Farah", "give everything of Tom Adisa's to Farah Qureshi, which is 02/10 ("),
        ("hand everything of Tom's to Farah, he is off until 12 June", "give everything of Tom Adisa's to Farah Qureshi, which"),
        ("make all of Tom's confidential", "make everything of Tom Adisa's confidential, which is 02/10 ("),
        ("close everything the steering group owns", "close everything of Multi-Agency Steering Group's, which is 02/05 ("),
    ],
)  # fmt: skip
def test_one_that_is_left_is_named(bot: Conversation, said: str, understood: str) -> None:
    assert bot.writes(SECRETARIAT, said).text.startswith(f"I understood: {understood}")


def test_confirming_does_what_was_listed_once_and_undo_takes_all_of_it_back(bot: Conversation) -> None:
    asked = bot.writes(SECRETARIAT, "close all the overdue ones, settled at the review")
    bot.command(OTHER, "/actions add Farah Qureshi to count the lamps by 27 May")
    bot.press(SECRETARIAT, asked, "Confirm")
    bot.press(SECRETARIAT, asked, "Confirm")

    assert [(bot.point(ref).status, bot.point(ref).note) for ref in OVERDUE] == [
        (Status.CLOSED, "settled at the review")
    ] * 3
    assert bot.point("02/10").unfinished
    assert (
        bot.command(SECRETARIAT, "/actions undo").text
        == "Undone: closing 02/01, closing 02/04, closing 02/09."
    )


def test_each_is_put_back_from_its_own_date_and_the_question_says_to_when(bot: Conversation) -> None:
    asked = bot.writes(SECRETARIAT, "push all the open ones back a fortnight")
    assert "02/10" in asked.text
    assert "(Tom Adisa), due Thursday 11 June 2026" in asked.text
    assert "(Daniel Kowalczyk), due Tuesday 9 June 2026" in asked.text  # overdue: from today

    bot.press(SECRETARIAT, asked, "Confirm")

    assert [str(bot.point(ref).due) for ref in ("02/10", "02/09")] == ["2026-06-11", "2026-06-09"]


def test_everything_of_somebody_who_may_close_their_own_is_their_own(bot: Conversation) -> None:
    asked = bot.writes(OWNER, "close everything")

    assert "close everything, which is 02/10 (" in asked.text
    assert (
        "Left out: 02/01, 02/02, 02/04, 02/05, 02/06, 02/07 and 02/09: Only its owners, the secretariat, the chair and the"
        " vice chair may close action points."
    ) in asked.text
    bot.press(OWNER, asked, "Confirm")
    assert [bot.point(ref).unfinished for ref in OPEN] == [True] * 7 + [False]


def test_who_may_do_it_to_none_of_them_is_told_so(bot: Conversation) -> None:
    refused = bot.writes(OWNER, "carry everything over")

    assert refused.text == (
        "Only the secretariat, the chair and the vice chair may carry action points over. Nothing was changed."
    )
    assert "02/01" not in bot.writes("Sam Stranger", "close everything").text


def test_confidential_ones_are_named_to_who_may_know_and_never_selected(bot: Conversation) -> None:
    private = bot.writes(SECRETARIAT, "close everything")
    public = bot.mentions(SECRETARIAT, "close everything")

    assert "Confidential ones are not among them: 02/08. Say them by reference." in private.text
    assert CONFIDENTIAL not in public.text
    bot.press(SECRETARIAT, private, "Confirm")
    assert bot.point(CONFIDENTIAL).unfinished


@pytest.mark.parametrize("said", ["extend everything overdue by two weeks", "close all the overdue ones"])
def test_what_has_become_confidential_since_is_left_and_not_named_where_others_read(
    bot: Conversation, said: str
) -> None:
    asked = bot.mentions(SECRETARIAT, said)
    assert "02/01" in listed(asked)
    assert "02/09" in listed(asked)
    bot.writes(SECRETARIAT, "confidential 02/01")
    before = len(bot.changes("02/01"))

    bot.press(SECRETARIAT, asked, "Confirm")
    done = next(posted for posted in bot.slack.posted if posted.ts == asked.ts)

    assert "Changed since I asked, so I left it as it is: one that I cannot name here." in done.text
    assert "02/01" not in done.text
    assert "lighting" not in done.text
    assert len(bot.changes("02/01")) == before
    assert bot.changes("02/09")[-1].by == SECRETARIAT


def test_where_all_have_become_confidential_nothing_is_done(bot: Conversation) -> None:
    asked = bot.mentions(SECRETARIAT, "extend everything overdue by two weeks")
    for ref in OVERDUE:
        bot.command(SECRETARIAT, f"/actions confidential {ref}")

    bot.press(SECRETARIAT, asked, "Confirm")

    assert bot.last().text == (
        "All of them have changed since I asked (3 that I cannot name here). Nothing was changed."
    )


def test_of_a_list_the_first_are_those_that_were_listed_first(bot: Conversation) -> None:
    bot.writes(SECRETARIAT, "/actions overdue")
    assert listed(bot.writes(SECRETARIAT, "close the first two")) == ["02/01", "02/09"]

    bot.writes(SECRETARIAT, "/actions overdue")
    assert sorted(listed(bot.writes(SECRETARIAT, "carry them all over"))) == list(OVERDUE)


def test_without_a_list_there_is_no_first(bot: Conversation) -> None:
    assert bot.writes(SECRETARIAT, "close the first three").text.startswith(
        "I have listed nothing here of late, so I do not know which you mean. Nothing was changed;"
    )


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("close all of mine", "There is no action point in “everything of yours”."),
        ("close everything about parking", "I find no action point about “parking”."),
        ("close everything that's marked done", "What is closed needs no closing"),
        ("close all of Helen's", "“Helen” may be Helen Bartosz and Helen Gorringe."),
        ("give all of Tom's to Zebedee", "Nobody in the directory is called “Zebedee”."),
        ("carry everything over to the october board", "Action points are carried over to their group's next meeting"),
        ("close everything due before June", "I do not know which action points you mean by that date."),
        ("push everything to 31 February", "31 February is not a date."),
        ("close everything, not yet", "I do not know which to leave out by “yet”."),
        ("please carry over 02/05 but not 02/06", "I am not sure which to carry over and which not."),
    ],
)  # fmt: skip
def test_what_selects_nothing_or_is_unclear_is_a_sentence(bot: Conversation, said: str, answer: str) -> None:
    heard = bot.writes(SECRETARIAT, said)

    assert heard.text.startswith(answer)
    assert "Nothing was changed" in heard.text
    assert "Confirm" not in heard.labels


@pytest.mark.parametrize(
    "said",
    [
        "everything",
        "everything that has been closed",
        "give me everything outstanding",
        "give me the overdue list",
        "which ones are done",
        "did you close everything?",
        "don't close everything",
        "close the windows",
        "close the register",
        "close everything and carry over the rest",
        "tell everyone to close everything",
    ],
)
def test_what_is_no_such_order_changes_and_asks_nothing(bot: Conversation, said: str) -> None:
    assert "Confirm" not in bot.writes(SECRETARIAT, said).labels


def test_behind_the_command_it_is_asked_about_as_well(bot: Conversation) -> None:
    asked = bot.command(SECRETARIAT, "/actions close all the overdue ones")

    assert listed(asked) == list(OVERDUE)
    assert asked.labels == ["Confirm", "Cancel"]


def test_that_both_are_done_is_no_note(bot: Conversation) -> None:
    assert bot.writes(SECRETARIAT, "close 02/05 and 02/06, both done").text.startswith(
        "Closed 02/05.\nClosed 02/06."
    )


def test_more_than_one_question_holds_is_refused(bot: Conversation) -> None:
    nadia = next(one for one in bot.services.words().people if one.name == SECRETARIAT)
    caller = Caller(bot.partnership, nadia.id, nadia.name)
    for number in range(41):
        bot.services.handle(AddAction(f"Tom Adisa to mend lamp {number}", sure=True), caller)

    assert "Nothing was changed; please say it in parts" in bot.writes(SECRETARIAT, "close all of tom's").text


@pytest.mark.parametrize(
    ("behind", "note"),
    [
        ("for me would you", ""),
        ("off please, when you get a chance", ""),
        ("thanks", ""),
        ("now please if you don’t mind", ""),
        ("sent for me to sign", "sent for me to sign"),
        ("thanks to the Union it is in", "thanks to the Union it is in"),
    ],
)
def test_courtesy_is_no_note(bot: Conversation, behind: str, note: str) -> None:
    bot.writes(SECRETARIAT, f"close 02/05 and 02/09 {behind}")

    for ref in ("02/05", "02/09"):
        assert bot.point(ref).status is Status.CLOSED
        assert note in bot.point(ref).note
        assert behind == note or behind not in bot.point(ref).note
