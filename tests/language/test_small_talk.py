"""What people say beside the business: however it sounds, none of it changes a book before it is confirmed."""

import pytest

from bot.assistant import Memory
from bot.main import House
from handlers.desk import Audience, Caller
from handlers.requests import AnyRequest

OWNER, SECRETARIAT = "Tom Adisa", "Nadia Rahimi"
ONE = Memory(("2026-02/10",))
SEVERAL = Memory(("2026-02/10", "2026-02/01", "2026-02/04"))
TARGET = Memory(targets=("target:2026/27 1.3",))
LINES = """
i'll be there on the 16th
I'll be in leeds on friday
I'll let you know by 3 june
I will be late on friday
I'll be on a course on thursday
I'll be on leave until 3 june
still off sick until monday
still on holiday until 3 june
I'll be back on 3 june
we'll be in london on the 12th for the conference
I'll be out of office from 1 june to 5 june
will be at the dentist on friday morning
I'll have a think and come back to you on friday
I'll have the fish on friday please
I'll get back to you by friday
I'll ring you on friday
I’ll see you at the christmas do on 12 december
I'll be 50 on friday!
I'll be working from home until 3 june
we'll be moving offices on 3 june
we'll be short staffed until 3 june
it'll be my birthday on 3 june
it'll be raining on friday
should be fun on friday
will be great to see you on the 16th
will have to leave early on the 16th
will do by friday
i'll be starting my new job on 1 july
I'll be covering for helen until 3 june
I'll bring cake on friday
I'll ask marcus on friday
I'll need a parking space on the 16th
I'll need your comments by 3 june
not yet had lunch
not done my timesheet, will do it by friday
not yet heard about the grant, decision due 3 june
still waiting for my laptop, due on 3 june
still waiting for helen, she is back on 3 june
nearly the weekend, roll on friday
almost forgot, happy birthday for friday
in progress of moving house until 3 june
working on it being sunny by friday
we will be in court until friday
delayed at crewe, back at 3
done in after that meeting
done my timesheet
done and dusted on the golf course
finished work, off to the pub
finished at 5 today
have finished my tea
finished reading your email
all done in by the heat
completed my training
completed the mandatory e-learning
closed on monday for the bank holiday
we are closed today
closed the door on my finger
been closed all week, roadworks
sorted the printer
complete nonsense
it's done my head in
done it again, locked my keys in the car
meeting with helen on 3 june at 2pm
helen is on leave until 3 june
helen will be done by 3 june
marcus says it will be done by 3 june
kwame has closed his
off sick on thursday
back on 3 june
back pain again, off until monday
attending a funeral on the 16th
attending to my garden on the 16th
apologies for the delay
apologies, I was in a meeting
apologies for friday, I was ill
apologies if i sounded grumpy on the 16th
apologies on the 16th for the noise from the builders
over to spain on friday
give my love to Helen
close of play friday
close shave this morning
sent you a christmas card
we met in 2019
agreed, see you on the 16th
need until friday to recover from that
give me until friday to get over it
give it until friday for the bruise to go
I'll have it with chips on friday
I'll do it justice on the 16th
it'll be all over by friday
it'll be done to death by friday
we'll be finished with the builders by friday
I'll be done at 5 on friday
i'll be ready for a holiday by 3 june
we'll be ready to move house by 3 june
""".strip().splitlines()


def understood(home: House, said: str, who: str, memory: Memory, *, addressed: bool) -> AnyRequest | None:
    words = home.assistant.words(home.partnership())
    person = next(each for each in words.people if each.name == who)
    audience = Audience.PRIVATE if addressed else Audience.CHANNEL
    caller = Caller(home.partnership(), person.id, person.name, audience=audience)
    take = home.assistant.understand if addressed else home.assistant.overheard
    return take(said, caller, memory)


def test_small_talk_never_acts_at_once(home: House) -> None:
    talks = [
        (OWNER, ONE, True),
        (OWNER, SEVERAL, True),
        (OWNER, Memory(), True),
        (SECRETARIAT, ONE, True),
        (OWNER, ONE, False),
        (OWNER, SEVERAL, False),
        (OWNER, TARGET, True),
        (OWNER, TARGET, False),
    ]
    acted = [
        (said, who, request)
        for said in LINES
        for who, memory, addressed in talks
        if (request := understood(home, said, who, memory, addressed=addressed)) and request.changes
    ]
    assert acted == []


@pytest.mark.parametrize(
    "said",
    ["I'll be in leeds on friday", "finished work, off to the pub", "sorted the printer", "still raining here",
     "I'll let you know by 3 june", "over to spain on friday", "close of play friday", "it'll be raining on friday"],
)  # fmt: skip
def test_what_is_not_about_the_action_point_is_left_to_the_others(home: House, said: str) -> None:
    assert understood(home, said, OWNER, ONE, addressed=False) is None


@pytest.mark.parametrize(
    "said",
    ["not yet, will be done by 3 June", "it'll be finished by 3 june", "need until 3 june", "I need more time until 3 June",
     "still working on it, I'll do it by 3 June", "I'll have it done by 3 june", "will be ready on 3 June", "not until 3 June",
     "not yet, should be done by 3 June, waiting for the county"],
)  # fmt: skip
def test_a_clear_promise_acts_on_ones_own(home: House, said: str) -> None:
    for addressed in (True, False):
        request = understood(home, said, OWNER, ONE, addressed=addressed)
        assert request is not None
        assert request.changes
        assert "2026, 6, 3" in repr(request)


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("mine's done, sent it round yesterday", "sent it round yesterday"),
        ("done on Friday", "on Friday"),
        ("completed last week", "last week"),
        ("finished it yesterday, thanks", "yesterday, thanks"),
        ("it’s done", ""),
        ("done and circulated to all", "and circulated to all"),
        ("done at the last meeting", "at the last meeting"),
        ("done, went to the Board", "went to the Board"),
    ],
)
def test_a_clear_report_acts_on_ones_own(home: House, said: str, note: str) -> None:
    request = understood(home, said, OWNER, ONE, addressed=False)
    assert request is not None
    assert request.changes
    assert getattr(request, "note", None) == note


def test_a_report_that_says_more_is_asked_about_with_all_its_words(home: House) -> None:
    """“The draft” is what the action point is about."""
    request = understood(home, "finished the draft on Friday", OWNER, ONE, addressed=False)

    assert request is not None
    assert not request.changes
    assert "“finished the draft on Friday”" in repr(request)


@pytest.mark.parametrize(
    "said",
    ["done, but the second session isn’t", "done, but the second session isn't", "did they achieve it"],
)
def test_what_denies_or_asks_reports_no_target_as_done(home: House, said: str) -> None:
    """However its apostrophe is written, as of an action point."""
    request = understood(home, said, OWNER, TARGET, addressed=False)

    assert request is None or not request.changes
