"""Replies in a thread about one action point, and in one about several."""

from datetime import date

import pytest

from bot.language.context import Context, Told
from bot.language.replying import replied
from handlers.register_requests import Ask, AssignAction, CloseAction, SetDue, UpdateAction
from handlers.requests import AnyRequest, AskBack, Confirm, Several, Undo
from store.reference import Reference
from store.vocabulary import GroupEntry, Vocabulary

TODAY = date(2026, 5, 26)
REF = Reference(2, 10, 2026)
BOARD = GroupEntry(1, "The Board", "Board", True, None)
WORDS = Vocabulary(1, 1, "Testford CSP", "CSP", "Europe/London", (), (), (BOARD,), (), ())


def reading(said: str, *about: str) -> AnyRequest | None:
    return replied(said, Context(WORDS, TODAY, about or ("2026-02/10",), addressed=False))


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("done", ""),
        ("Done!", ""),
        ("done, sent it round on Friday", "sent it round on Friday"),
        ("this is done now: circulated on 14 Feb", "circulated on 14 Feb"),
        ("That's done - went to all schools", "went to all schools"),
        ("completed", ""),
        ("closed it on Friday", "on Friday"),
        ("all sorted, thanks", "thanks"),
        ("it has been completed. See the minutes", "See the minutes"),
        ("✅", ""),
        (":white_check_mark: sent", "sent"),
        ("02/10 done, sent", "sent"),
        ("2/10: closed", ""),
    ],
)
def test_done_closes_with_its_note(said: str, note: str) -> None:
    assert reading(said) == CloseAction(REF, note, by_reply=True)


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("close it", ""),
        ("close this one now please", ""),
        ("please close it, sent on Friday", "sent on Friday"),
        ("complete it", ""),
    ],
)
def test_an_order_to_close_is_no_report_and_is_asked(said: str, note: str) -> None:
    request = reading(said)
    assert isinstance(request, Confirm)
    assert request.do == CloseAction(REF, note, by_reply=True)


@pytest.mark.parametrize(
    "said", ["sent it to the chair", "I've shared it with everyone", "we met on Monday", "Circulated."]
)
def test_what_sounds_done_is_asked(said: str) -> None:
    request = reading(said)
    assert isinstance(request, Confirm)
    assert request.do == CloseAction(REF, said, by_reply=True)


@pytest.mark.parametrize(
    "said",
    ["thanks", "nice one everybody", "done deal :)", "see you there", "lol", "the meeting went well", "ok great",
     "I wonder how that will be done by them", "well done to all", "👍", "", "   "],
)  # fmt: skip
def test_chatter_is_left_alone(said: str) -> None:
    assert reading(said) is None


def test_not_yet_with_a_date_notes_it_and_moves_the_date() -> None:
    said = "not yet, will be done by 12 June"
    assert reading(said) == Several(
        (UpdateAction(REF, said, by_reply=True), SetDue(REF, date(2026, 6, 12), by_reply=True))
    )


@pytest.mark.parametrize(
    "said", ["not yet", "still waiting for the supplier", "working on it", "almost there"]
)
def test_not_yet_without_a_date_is_asked(said: str) -> None:
    request = reading(said)
    assert isinstance(request, Confirm)
    assert request.do == UpdateAction(REF, said, by_reply=True)


def test_an_impossible_date_is_asked_back() -> None:
    assert isinstance(reading("not yet, will be done by 31 Feb"), AskBack)


def test_progress_is_noted() -> None:
    assert reading("update: the rota is agreed") == UpdateAction(REF, "the rota is agreed", by_reply=True)


@pytest.mark.parametrize(
    "said", ["over to Siân Prothero", "please pass this on to Siân Prothero", "hand over to Siân Prothero"]
)
def test_handing_over_is_asked(said: str) -> None:
    request = reading(said)
    assert isinstance(request, Confirm)
    assert request.do == AssignAction(REF, ("Siân Prothero",), by_reply=True)


def test_a_question_is_for_the_books_to_decide_whom_it_is_for() -> None:
    assert reading("which profile is meant here?") == Ask(REF, "which profile is meant here?")


@pytest.mark.parametrize(
    "said", ["is it done", "Has that been sent", "and was it circulated", "did you close it"]
)
def test_a_question_without_its_mark_is_one_all_the_same(said: str) -> None:
    assert reading(said) == Ask(REF, said)


def test_a_question_about_several_is_offered_to_be_noted_on_each() -> None:
    both = reading("02/01 and 02/10: who has seen it?", "2026-02/01", "2026-02/10")
    assert isinstance(both, Confirm)
    assert (
        both.said
        == "note your question on 02/01 and 02/10 for the secretariat: “02/01 and 02/10: who has seen it?”"
    )
    assert both.do == Several(
        tuple(
            UpdateAction(ref, "02/01 and 02/10: who has seen it?", by_reply=True)
            for ref in (Reference(2, 1, 2026), REF)
        )
    )


def test_one_reply_to_a_list_may_name_several() -> None:
    both = reading("02/01 and 02/10 done, at the same meeting", "2026-02/01", "2026-02/10", "2026-02/05")
    assert both == Several(
        (
            CloseAction(Reference(2, 1, 2026), "at the same meeting", by_reply=True),
            CloseAction(REF, "at the same meeting", by_reply=True),
        )
    )


def test_a_bare_done_under_a_list_says_too_little() -> None:
    assert reading("done", "2026-02/01", "2026-02/10") is None


def test_undo_is_undo() -> None:
    assert reading("undo that") == Undo(about=(REF,))


def test_an_impossible_date_under_a_list_is_asked_back_whichever_of_ones_own_is_meant() -> None:
    about = ("2026-02/01", "2026-02/10", "2026-02/05")
    context = Context(WORDS, TODAY, about, known=Told(own=about[:2]))

    assert isinstance(replied("not yet, will be done by 31 Feb", context), AskBack)
