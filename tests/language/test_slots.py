"""What somebody wants logged, or on an agenda, in free words: owner, deed and date, title, minutes and lead in their slots."""

from datetime import date

import pytest

from bot.language.understanding import understand
from bot.main import House
from handlers.meeting_requests import AddItem
from handlers.register_requests import AddAction
from handlers.requests import AnyRequest, Confirm
from tests.language.test_free_words import context_of

TOM, FARAH, KWAME, BETHAN = "Tom Adisa", "Farah Qureshi", "Kwame Asare", "Bethan Osei"
BOARD = "2026-06-16"

LOGGED = (
    ("log one for me to ring the university about the bins by 3 june", TOM, "ring the university about the bins", "2026-06-03"),
    ("hi can you log one for imogen, to ring the university by 3 june please thanks", "Imogen Tate", "ring the university", "2026-06-03"),
    ("can someone note that farah will email the colleges by 12 june", FARAH, "email the colleges", "2026-06-12"),
    ("action for kwame: send the ward figures by friday", KWAME, "send the ward figures", "2026-05-29"),
    ("put me down to draft the leaflet by 5 june", TOM, "draft the leaflet", "2026-06-05"),
    ("stick me down for writing to the landlords by 10 june", TOM, "write to the landlords", "2026-06-10"),
    ("put farah down for the poster by 12 june", FARAH, "do the poster", "2026-06-12"),
    ("kwame to ring the university about the bins by 3 june", KWAME, "ring the university about the bins", "2026-06-03"),
    ("new one for farah - chase the landlord about the alley gates", FARAH, "chase the landlord about the alley gates", ""),
    ("log one for kwame: check the cctv at the station", KWAME, "check the cctv at the station", ""),
    ("one for bethan please, circulate the rota by end of june", BETHAN, "circulate the rota", "2026-06-30"),
    ("add one for farah to book the hall", FARAH, "book the hall", ""),
    ("could you log one for the borough to fix the gate by 30 june", "Pellingford Borough Council", "fix the gate", "2026-06-30"),
    ("note down that kwame is going to visit the marina", KWAME, "visit the marina", ""),
    ("please minute that farah agreed to speak to the traders by 19 june", FARAH, "speak to the traders", "2026-06-19"),
    ("can we capture an action for oliver and kwame to map the hotspots by 12 june", f"Oliver Strand and {KWAME}", "map the hotspots", "2026-06-12"),
    ("put down one for farah to design the poster", FARAH, "design the poster", ""),
    ("kwame said he would ring the school, can you log it", KWAME, "ring the school", ""),
    ("i said i'd chase the landlord, please log that for me by friday", TOM, "chase the landlord", "2026-05-29"),
    ("i'll ring the university about the bins, log it", TOM, "ring the university about the bins", ""),
    ("i need to ring the university by 3 june, can you add that as an action", TOM, "ring the university", "2026-06-03"),
    ("add action ring the university - farah - 3 june", FARAH, "ring the university", "2026-06-03"),
    ("raise an action on the police to check the marina by 1 july", "Avershire Constabulary", "check the marina", "2026-07-01"),
    ("action on me to update the risk log by 12 june", TOM, "update the risk log", "2026-06-12"),
    ("action me to update the risk log by 12 june", TOM, "update the risk log", "2026-06-12"),
    ("can you make a note for farah to chase the landlord", FARAH, "chase the landlord", ""),
    ("give farah an action to chase the landlord by 12 june", FARAH, "chase the landlord", "2026-06-12"),
    ("give kwame a new action: chase the landlord", KWAME, "chase the landlord", ""),
    ("another action for me please: ring the university by 3 june", TOM, "ring the university", "2026-06-03"),
    ("create a task for kwame to review the lighting plan by the next board", KWAME, "review the lighting plan", "2026-06-16"),
    ("minute this one: farah to review the lighting plan by the next board", FARAH, "review the lighting plan", "2026-06-16"),
    ("log a new one, farah to look at the lighting plan before the next board", FARAH, "look at the lighting plan", "2026-06-15"),
    ("we agreed kwame would look at the lighting plan by the end of june, please add it", KWAME, "look at the lighting plan", "2026-06-30"),
    ("farah's going to look at the lighting plan, add that to the register please", FARAH, "look at the lighting plan", ""),
    ("can u log that the fire service will inspect the flats by 19 june", "Avershire Fire and Rescue Service", "inspect the flats", "2026-06-19"),
    ("record that probation and the county are to share data by 30 june", "Probation Service Avershire and Avershire County Council", "share data", "2026-06-30"),
    ("assign a new action to kwame to share the data by 30 june", KWAME, "share the data", "2026-06-30"),
    ("please add to the register: kwame to share the data by 30 june", KWAME, "share the data", "2026-06-30"),
    ("there's a new action for farah, she needs to share the data by 30 june", FARAH, "share the data", "2026-06-30"),
    ("one more for me - share the data by friday", TOM, "share the data", "2026-05-29"),
    ("log an action to ring the university about the bins, for farah, by 3 june", FARAH, "ring the university about the bins", "2026-06-03"),
    ("by 3 june farah to ring the university, log that", FARAH, "ring the university", "2026-06-03"),
    ("add an action that farah writes to the landlords", FARAH, "write to the landlords", ""),
    ("log an action for helen to ring the school", "Helen", "ring the school", ""),
)  # fmt: skip

COMMANDED = (
    ("log: ring the university about the bins, owner farah, due 3 june", FARAH, "ring the university about the bins", "2026-06-03"),
    ("new action: write to the landlords (kwame), by 12 june", KWAME, "write to the landlords", "2026-06-12"),
    ("action: write to the landlords by 12 june, owners: kwame and me", f"{KWAME} and {TOM}", "write to the landlords", "2026-06-12"),
)  # fmt: skip

NOT_LOGGED = (
    "put farah down for the june board",
    "put me down for the june board",
    "who has an action to ring the university",
    "is there one for farah about the bins",
    "show me the action for farah",
    "what's the action for kwame to do",
    "is farah's action to map the hotspots done",
    "note that farah is away until 3 june",
    "note that farah will be at the june board",
    "give farah 02/04",
    "new contact for farah: 01632 960001",
    "one for you: who chairs the board",
    "the next action for farah please",
    "farah is going to the school",
)

ITEMS = (
    ("add knife crime to the agenda of the june board, 15 min", "Knife crime", BOARD, 15, ()),
    ("can we have 15 mins on e-scooters at the october board", "E-scooters", "October 2026", 15, ()),
    ("add e-scooters to the june agenda, lead Tom", "E-scooters", BOARD, None, (TOM,)),
    ("add an item on e-scooter fires to the june agenda, gurpreet, 25 minutes", "E-scooter fires", BOARD, 25, ("Gurpreet Sandhu",)),
    ("put knife crime on the agenda", "Knife crime", "", None, ()),
    ("put knife crime on the agenda for june, 20 minutes, lead Farah", "Knife crime", BOARD, 20, (FARAH,)),
    ("could we get knife crime onto the agenda for the next board please", "Knife crime", BOARD, None, ()),
    ("farah to present on knife crime at the june board for 10 minutes", "Knife crime", BOARD, 10, (FARAH,)),
    ("please add an item to the june agenda: knife crime, 15 min, Farah", "Knife crime", BOARD, 15, (FARAH,)),
    ("june agenda: add knife crime, 15 minutes", "Knife crime", BOARD, 15, ()),
    ("for the june board, can we add knife crime (15 mins, Farah)", "Knife crime", BOARD, 15, (FARAH,)),
    ('add "Knife crime" to the june agenda', "Knife crime", BOARD, None, ()),
    ("i'd like 10 minutes on the october agenda for knife crime", "Knife crime", "October 2026", 10, ()),
    ("10 minutes for e-scooters at the june meeting please, tom to lead", "E-scooters", BOARD, 10, (TOM,)),
    ("new agenda item for june: knife crime update, lead Kwame, 15 mins", "Knife crime update", BOARD, 15, (KWAME,)),
    ("new agenda item: knife crime", "Knife crime", "", None, ()),
    ("can tom have 20 minutes at the june board to talk about e-scooters", "E-scooters", BOARD, 20, (TOM,)),
    ("can you squeeze in 5 minutes on e-scooters in june", "E-scooters", BOARD, 5, ()),
    ("slot in e-scooters for 10 mins on the agenda of the next meeting", "E-scooters", BOARD, 10, ()),
    ("add an update from the police on burglary to the june agenda", "Update from the police on burglary", BOARD, None, ()),
    ("put burglary down for the october board, 15 mins, Helen Bartosz", "Burglary", "October 2026", 15, ("Helen Bartosz",)),
    ("item for the june agenda - burglary, Helen Bartosz, 15 mins", "Burglary", BOARD, 15, ("Helen Bartosz",)),
    ("agenda item for october, burglary, 15 mins", "Burglary", "October 2026", 15, ()),
    ("we need burglary on the june agenda", "Burglary", BOARD, None, ()),
    ("burglary should be on the october agenda, 15 minutes", "Burglary", "October 2026", 15, ()),
    ("let's discuss burglary at the october board for 20 mins", "Burglary", "October 2026", 20, ()),
    ("can burglary go on the june agenda, led by Farah", "Burglary", BOARD, None, (FARAH,)),
    ("add burglary and car crime to the agenda for june", "Burglary and car crime", BOARD, None, ()),
    ("stick the domestic abuse strategy on the agenda for october, 30 mins, lead Bethan", "Domestic abuse strategy", "October 2026", 30, (BETHAN,)),
    ("schedule 15 minutes for the domestic abuse strategy at the june board", "Domestic abuse strategy", BOARD, 15, ()),
    ("add to the agenda: domestic abuse strategy, half an hour", "Domestic abuse strategy", "", 30, ()),
    ("add the domestic abuse strategy to the agenda, 15 min, lead Bethan Osei", "Domestic abuse strategy", "", 15, (BETHAN,)),
    ("agenda june add burglary, 15 minutes, Farah", "Burglary", BOARD, 15, (FARAH,)),
    ("add item burglary 15 minutes to the june agenda", "Burglary", BOARD, 15, ()),
    ('could you add "Hate crime: what next?" to the october agenda for 15 mins', "Hate crime: what next?", "October 2026", 15, ()),
    ("we want farah to give an update on burglary in june, 10 mins", "Update on burglary", BOARD, 10, (FARAH,)),
    ("put burglary, 15 mins, Farah on the june agenda", "Burglary", BOARD, 15, (FARAH,)),
    ("can you add 15 mins for Farah on burglary to the june agenda", "Burglary", BOARD, 15, (FARAH,)),
)  # fmt: skip

NO_ITEMS = (
    "what's on the june agenda",
    "agenda for june",
    "move item 3 on the june agenda up",
    "how long is item 5 at the june board",
    "who leads on burglary at the june board",
    "is burglary on the june agenda",
    "can farah have until 12 june for 02/04",
)


def asked(home: House, said: str, who: str = TOM) -> AnyRequest | None:
    request = understand(said, context_of(home, who))
    return request.do if isinstance(request, Confirm) else request


@pytest.mark.parametrize(("said", "who", "what", "due"), LOGGED)
def test_what_is_to_be_logged_is_asked_about_with_owner_deed_and_date(
    home: House, said: str, who: str, what: str, due: str
) -> None:
    request = understand(said, context_of(home))

    assert isinstance(request, Confirm), request
    assert request.do == AddAction(f"{who} to {what}", owners(who), day(due))


@pytest.mark.parametrize(("said", "who", "what", "due"), COMMANDED)
def test_a_command_takes_the_owners_that_stand_at_its_end(
    home: House, said: str, who: str, what: str, due: str
) -> None:
    assert asked(home, said) == AddAction(f"{who} to {what}", owners(who), day(due))


def owners(said: str) -> tuple[str, ...]:
    """Whoever is listed there; the Fire and Rescue Service is one."""
    return (said,) if "Rescue" in said else tuple(said.split(" and "))


def day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


def test_brackets_that_name_nobody_stay_in_the_text(home: House) -> None:
    assert asked(home, "action: write to the landlords (urgent)") == AddAction(
        "write to the landlords (urgent)"
    )


@pytest.mark.parametrize("said", NOT_LOGGED)
def test_what_only_has_the_words_of_it_logs_nothing(home: House, said: str) -> None:
    assert not isinstance(asked(home, said), AddAction)


def test_whoever_is_in_no_book_owns_nothing(home: House) -> None:
    assert asked(home, "log an action to share the data with the ramblers") == AddAction(
        "Share the data with the ramblers"
    )


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_for_an_agenda_has_title_meeting_minutes_and_leads(
    home: House, item: tuple[str, str, str, int | None, tuple[str, ...]]
) -> None:
    said, title, about, minutes, leads = item
    request = asked(home, said, "Nadia Rahimi")

    assert isinstance(request, AddItem), request
    assert (request.new.title, request.about, request.new.minutes, request.new.leads) == (
        title,
        about,
        minutes,
        leads,
    )


@pytest.mark.parametrize(
    ("said", "kind", "paper"),
    [
        ("put a paper on knife crime on the october agenda", "item", "awaited"),
        (
            "place a report on burglary on the agenda of the board on 16 june with Farah for 10 mins",
            "item",
            "awaited",
        ),
        (
            "add a presentation on student drinking to the october board agenda by Oliver",
            "presentation",
            None,
        ),
    ],
)
def test_a_paper_on_something_is_that_with_a_paper_to_come(
    home: House, said: str, kind: str, paper: str | None
) -> None:
    request = asked(home, said, "Nadia Rahimi")

    assert isinstance(request, AddItem)
    assert (request.new.kind, request.new.paper and request.new.paper.value) == (kind, paper)
    assert request.new.title in ("Knife crime", "Burglary", "Student drinking")


@pytest.mark.parametrize("said", NO_ITEMS)
def test_what_only_speaks_of_an_agenda_puts_nothing_on_it(home: House, said: str) -> None:
    assert not isinstance(asked(home, said, "Nadia Rahimi"), AddItem)
