"""What the minutes' review does to the action points of the meeting before."""

from dataclasses import replace

import pytest

from store.papers.importing.plan import Kind, Section
from store.papers.paper import Paper, Review
from store.reference import Reference
from store.tables import Status
from tests.importing.papers import JULY, MARCH, NOVEMBER, action, marker, minutes, pack, review
from tests.importing.world import HAND, World, kinds, sentences

CLOSED = "Closed at the review on 8 July 2031"
KEPT = "Wren Castellan to update on the writing of the terms for a towpath lighting group."
DONE = action("03/01", "Idris Oakshott to circulate the crime figures.", raised=MARCH)
GOES_ON = action("03/02", KEPT, Status.IN_PROGRESS, raised=MARCH)
BEFORE = pack(MARCH, JULY, [DONE, GOES_ON])


def reviewed(found: Review, *, agreed: bool = True) -> Paper:
    """The next pack, whose minutes hold that review; the action that goes on has the number 07/01."""
    again = action("07/01", KEPT.replace("update on", "update about"), Status.CARRIED_OVER)
    return pack(
        actions=[again],
        minutes=minutes(JULY, agreed_minutes_of=MARCH if agreed else None),
        reviews=(found,),
        markers=(marker("07/01"),),
    )


@pytest.mark.parametrize("agreed", [True, False])
def test_it_closes_the_rest_and_carries_over_what_it_kept(world: World, agreed: bool) -> None:
    plan = world.bring(BEFORE, reviewed(review(kept=("03/02",)), agreed=agreed))

    assert [e.sentence for e in plan.of(Section.ACTION_POINT) if e.kind is Kind.CHANGE] == [
        f"03/01 status: open -> closed; note: {CLOSED}",
        f"03/02 {KEPT}: carried over -> 07/01",
    ]
    register = world.register()
    assert (register["2031-03/01"].status, register["2031-03/01"].note) == (Status.CLOSED, CLOSED)
    assert register["2031-03/02"].status is Status.CARRIED_OVER
    assert register["2031-03/02"].carried_to == "2031-07/01"
    with world.open() as books:
        closed_at = books.printed_register.get(Reference(3, 1)).closed_at
        assert closed_at is not None
        assert closed_at.date() == JULY


def test_importing_it_again_changes_nothing(world: World) -> None:
    paper = reviewed(review(kept=("03/02",)))
    world.bring(BEFORE, paper)

    assert kinds(world.bring(paper)) == {Kind.SAME}


def test_the_pack_before_the_meeting_does_not_reopen_what_the_meeting_closed(world: World) -> None:
    world.bring(BEFORE, reviewed(review(kept=("03/02",))))
    after = world.register()

    plan = world.bring(BEFORE)

    assert not plan.changes_anything
    assert world.register() == after


def test_what_it_kept_in_words_is_known_by_them(world: World) -> None:
    world.bring(BEFORE, reviewed(review(words="one regarding the towpath lighting group, which goes on")))

    register = world.register()
    assert register["2031-03/01"].status is Status.CLOSED
    assert register["2031-03/02"].carried_to == "2031-07/01"


def test_words_that_fit_nothing_close_nothing(world: World) -> None:
    plan = world.bring(BEFORE, reviewed(review(words="the one that Petra spoke about")))

    assert len(sentences(plan, Kind.UNSURE)) == 2
    assert world.register()["2031-03/01"].status is Status.OPEN
    assert world.register()["2031-03/02"].status is Status.IN_PROGRESS


def test_only_the_meeting_before_is_reviewed(world: World) -> None:
    """The minutes agreed those of a meeting that the books do not have, so its actions are not here to be closed."""
    paper = replace(
        reviewed(review()), minutes=minutes(JULY, agreed_minutes_of=MARCH.replace(day=25, month=5))
    )

    world.bring(BEFORE, paper)

    assert world.register()["2031-03/01"].status is Status.OPEN


def test_what_somebody_has_said_since_is_left(world: World) -> None:
    world.bring(BEFORE)
    with world.open(HAND) as books:
        books.recorder.what = "update 03/01"
        books.printed_register.update(
            books.printed_register.get(Reference(3, 1)), "The August figures come first."
        )

    plan = world.bring(reviewed(review(kept=("03/02",))))

    assert f"03/01 {DONE.text}, left: the books are newer" in sentences(plan, Kind.SAME)
    assert world.register()["2031-03/01"].status is Status.IN_PROGRESS


def test_what_the_paper_lists_again_speaks_for_itself(world: World) -> None:
    listed = replace(DONE, status=Status.IN_PROGRESS, note="In progress: July's are missing.")
    paper = reviewed(review())
    world.bring(BEFORE)

    world.bring(replace(paper, actions=(*paper.actions, listed)))

    assert world.register()["2031-03/01"].status is Status.IN_PROGRESS


def test_a_later_pack_reviews_the_meeting_of_the_one_before(world: World) -> None:
    world.bring(BEFORE, reviewed(review(kept=("03/02",))))

    world.bring(pack(NOVEMBER, NOVEMBER, reviews=(review(),), minutes=minutes(NOVEMBER)))

    assert world.register()["2031-07/01"].note == "Closed at the review on 11 November 2031"
