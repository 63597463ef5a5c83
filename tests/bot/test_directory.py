"""Keeping the directory in conversation: what is said, what the books hold then, and what is refused."""

from datetime import timedelta

import pytest

from store.books import commit
from store.history import Author
from store.tables import Capacity
from store.vocabulary import OrganisationEntry, PersonEntry
from tests.conversation import Conversation

SECRETARIAT, OWNER, CHAIR = "Nadia Rahimi", "Tom Adisa", "Marcus Ellery"
_DAY = timedelta(days=1)


def person(bot: Conversation, name: str) -> PersonEntry | None:
    return next((p for p in bot.services.words().people if p.name == name), None)


def known(bot: Conversation, name: str) -> PersonEntry:
    found = person(bot, name)
    assert found is not None
    return found


def body(bot: Conversation, name: str) -> OrganisationEntry | None:
    return next((o for o in bot.services.words().organisations if o.name == name), None)


def seats(bot: Conversation, name: str) -> list[str]:
    """What somebody sits as today."""
    today = bot.services.assistant.books.today("Europe/London")
    return [
        f"{s.role or '-'}, {s.capacity} for {s.organisation}"
        for s in known(bot, name).sittings
        if s.current(today)
    ]


# Adding


def test_somebody_is_added_with_all_that_one_line_says(bot: Conversation) -> None:
    heard = bot.command(
        SECRETARIAT,
        "/contacts add Dr Ada Okafor, Fire Service, Board member, Community lead, ada@avershirefire.example, +44 (0)1632 960001",
    )

    assert (
        heard.text == "Added Ada Okafor, Community lead, Board member for Avershire Fire and Rescue Service."
    )
    assert heard.private
    ada = known(bot, "Ada Okafor")
    assert (ada.title, ada.email, ada.phone) == ("Dr", "ada@avershirefire.example", "+44 (0)1632 960001")
    assert seats(bot, "Ada Okafor") == ["Community lead, board for Avershire Fire and Rescue Service"]
    bot.press(SECRETARIAT, heard, "Undo")
    assert person(bot, "Ada Okafor") is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Ada Okafor, fire, ada@nowhere", "“ada@nowhere” is no e-mail address."),
        ("Ada Okafor, fire, 12", "“12” is no organisation"),
        ("Ada Okafor, fire, tom.adisa@pellingford.example", "Tom Adisa is in the directory already."),
        ("Ada Okafor, fire, group Owls", "There is no group “Owls”."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_half_added(bot: Conversation, line: str, said: str) -> None:
    heard = bot.command(SECRETARIAT, f"/contacts add {line}")

    if "12" in line:
        assert heard.text.startswith("Added Ada Okafor, 12, member for Avershire Fire and Rescue Service.")
    else:
        assert heard.text.startswith(said)
        assert person(bot, "Ada Okafor") is None


def test_an_organisation_nobody_knows_is_asked_about(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/contacts add Ada Okafor, Averdale Hostels, member")

    assert heard.text.startswith("“Averdale Hostels” is no organisation of the directory.")
    assert heard.labels[-2:] == ["Add “Averdale Hostels” as a new organisation", "Cancel"]
    bot.press(SECRETARIAT, heard, "Add “Averdale Hostels” as a new organisation")
    assert seats(bot, "Ada Okafor") == ["-, member for Averdale Hostels"]


def test_or_one_that_is_spelt_alike_is_taken(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/contacts add Ada Okafor, Averdale Hoems, member")

    assert heard.text.startswith("Added Ada Okafor, member for Averdale Homes.")


def test_several_that_it_may_be_are_a_choice(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/contacts organisation add Averdale Homez Ltd, the Homes")
    assert heard.text.startswith("Added Averdale Homez Ltd")

    heard = bot.command(SECRETARIAT, "/contacts move Helen to the Homes")
    assert heard.text.startswith("“Helen” may be Helen Bartosz or Helen Gorringe.")
    bot.press(SECRETARIAT, heard, "Helen Gorringe")
    assert seats(bot, "Helen Gorringe") == ["Tenancy manager, member for Averdale Homez Ltd"]


@pytest.mark.parametrize(
    "line", ["Tom Adisa, fire", "Tom Adiza, fire", "Thomas A, fire, tom.adisa@pellingford.example"]
)
def test_somebody_who_seems_to_be_there_already_is_asked_about(bot: Conversation, line: str) -> None:
    heard = bot.command(SECRETARIAT, f"/contacts add {line}")

    assert heard.text.startswith("Tom Adisa is in the directory already. Nothing was added;")
    assert heard.labels == ["Somebody else, add them", "Edit Tom Adisa", "Cancel"]
    before = len(bot.services.words().people)
    bot.press(SECRETARIAT, heard, "Cancel")
    assert len(bot.services.words().people) == before


def test_a_namesake_can_be_added(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/contacts add Tom Adisa, Averdale Homes")

    bot.press(SECRETARIAT, heard, "Somebody else, add them")

    assert [p.name for p in bot.services.words().people].count("Tom Adisa") == 2
    asked = bot.command(SECRETARIAT, "/contacts edit Tom Adisa, 01632 960999")
    assert asked.text.startswith(
        "“Tom Adisa” may be Tom Adisa (Pellingford Borough Council) or Tom Adisa (Averdale Homes)."
    )
    bot.press(SECRETARIAT, asked, "Tom Adisa (Averdale Homes)")
    phones = {
        p.sittings[0].organisation: p.phone for p in bot.services.words().people if p.name == "Tom Adisa"
    }
    assert phones == {"Pellingford Borough Council": "01632 960102", "Averdale Homes": "01632 960999"}
    shown = bot.command(OWNER, "/contacts Tom Adisa")
    bot.press(OWNER, shown, "Tom Adisa (Averdale Homes)")
    assert "01632 960999" in bot.responses[-1][1]["text"]
    merged = bot.command(SECRETARIAT, "/contacts duplicates")
    bot.press(SECRETARIAT, merged, "Merge them")
    assert [p.name for p in bot.services.words().people].count("Tom Adisa") == 1


def test_six_who_bear_a_name_are_six_choices_to_look_at(bot: Conversation) -> None:
    for number, body_ in enumerate(("University", "fire", "police", "probation", "PVA", "traders")):
        line = f"/contacts add Sam Vale, {body_}, member, sam{number}@vale.example"
        heard = bot.command(SECRETARIAT, line)
        if number:
            bot.press(SECRETARIAT, heard, "Somebody else, add them")

    heard = bot.command(OWNER, "/contacts Sam")
    assert heard.text.startswith("6 people fit “Sam” equally well")
    refused = bot.command(OWNER, "/actions assign 02/10 Sam Vale")
    assert refused.text.count("Sam Vale (") >= 6
    assert bot.point("02/10").owners == ("Tom Adisa",)


def test_a_second_chair_is_pointed_out(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/contacts add Ada Okafor, Borough Council, Chair")

    assert heard.text.startswith("Added Ada Okafor, Chair, Board member for Pellingford Borough Council.")
    assert "Marcus Ellery is Chair as well; `/contacts edit Marcus Ellery, no role` ends that." in heard.text


def test_without_a_name_a_form_opens(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/contacts add")

    answer = bot.fills(SECRETARIAT, name="", email="ada@")
    assert answer["errors"] == {
        "name": "Please give the name.",
        "email": "“ada@” is no e-mail address. Nothing was changed.",
    }
    bot.fills(
        SECRETARIAT, name="Ada Okafor", organisation="Averdale Homes", capacity="officer", role="Night lead"
    )
    assert seats(bot, "Ada Okafor") == ["Night lead, officer for Averdale Homes"]
    bot.command(SECRETARIAT, "/contacts add")
    bot.fills(SECRETARIAT, name="Ben Idowu", another="Night Owls", capacity="guest")
    assert seats(bot, "Ben Idowu") == ["-, guest for Night Owls"]


def test_in_a_direct_message_the_form_is_offered(bot: Conversation) -> None:
    heard = bot.writes(SECRETARIAT, "contacts add")

    assert heard.labels == ["Add somebody"]
    bot.press(SECRETARIAT, heard, "Add somebody")
    assert bot.slack.modals[-1]["title"]["text"] == "Add somebody"


# Editing and moving


def test_details_are_changed_by_their_shape(bot: Conversation) -> None:
    heard = bot.command(
        SECRETARIAT,
        "/contacts edit Tom Adisa, 01632 960777, tom@pellingford.example, title Dr, name Thomas Adisa",
    )

    assert heard.text == "Changed: Thomas Adisa.\nDr Thomas Adisa\n  01632 960777 · tom@pellingford.example"
    tom = known(bot, "Thomas Adisa")
    assert tom.confirmed_on is not None
    bot.press(SECRETARIAT, heard, "Undo")
    assert known(bot, "Tom Adisa").confirmed_on is None


def test_a_new_role_begins_today_and_the_old_one_stays_in_the_history(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/contacts edit Siân Prothero, Chair")

    assert "From today on Siân Prothero is Chair, Board member." in heard.text
    sian = [
        (s.role, s.from_date, s.until_date)
        for s in known(bot, "Siân Prothero").sittings
        if s.group_id is None
    ]
    assert [(role, str(since), str(until)) for role, since, until in sian] == [
        ("Vice Chair", "2024-02-13", "2026-05-25"),
        ("Chair", "2026-05-26", "None"),
    ]
    asked = bot.command(OWNER, "/contacts who was the vice chair in 2025?")
    assert "Group Manager Siân Prothero\n  Vice Chair, Board member for Avershire Fire" in asked.text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("edit Tom Adisa, tom.adisa@pellingford.example", "That is what the directory says of Tom Adisa already."),
        ("edit Tom Adisa, helen.bartosz@avershire.example", "Helen Bartosz has the address"),
        ("edit Zebedee Quill, 01632 960001", "Nobody in the directory is called “Zebedee Quill”."),
        ("edit the Fire Service, 01632 960001", "“the Fire Service” is no person of the directory."),
        ("edit Tom Adisa, capacity emperor", "“emperor” is no capacity; there are board, member"),
        ("edit Alan Rudge, Chair", "Alan Rudge does not sit for anybody at present."),
        ("edit", "Say whom:"),
        ("move Tom Adisa", "Say both:"),
        ("move Tom Adisa to the Moon", "“the Moon” is no organisation of the directory."),
        ("move Tom Adisa to the Borough Council", "Tom Adisa sits for Pellingford Borough Council already."),
        ("merge Tom Adisa into Tom Adisa", "Tom Adisa cannot be merged with themselves."),
        ("merge Tom Adisa into Nadia Rahimi", "Tom Adisa and Nadia Rahimi are two Slack users."),
        ("unlink Bethan Osei", "Bethan Osei is not linked to a Slack user."),
        ("unlink", "Say whom:"),
        ("confirm Zebedee Quill", "Nobody in the directory is called"),
        ("export docx", "I cannot write “docx”; I can write csv and vcf."),
        ("import", "Send me the CSV or vCard file in a direct message"),
        ("organisation add", "Say its name:"),
        ("organisation add Borough Council", "Pellingford Borough Council is in the directory already."),
        ("organisation add Night Owls, fire", "Avershire Fire and Rescue Service answers to “fire” already."),
        ("organisation rename Averdale Homes to Borough Council", "Pellingford Borough Council answers to"),
        ("organisation rename Averdale Homes", "Say both:"),
        ("organisation merge Averdale Homes into Averdale Homes", "Averdale Homes cannot be merged with itself."),
        ("organisation remove Averdale Homes", "Averdale Homes owns 1 action point and has 1 seat in the books, so it stays."),
        ("organisation end Averdale Homes", "Say which and when:"),
        ("organisation end Averdale Homes on 31 February 2026", "31 February"),
        ("organisation end Averdale Homes on 30 June 2026", "Averdale Homes owns 1 open action point."),
        ("organisation end Averdale Homes on 30 June 2026, followed by Averdale Homes", "Averdale Homes cannot follow itself."),
        ("organisation alias Averdale Homes", "Say both:"),
        ("service add Noise at night", "How is Noise at night reached?"),
        ("service add Noise, 01632 960001, no@no", "“no@no” is no e-mail address."),
        ("service add", "A service contact needs a name."),
        ("service remove Zeppelins", "There is no service contact “Zeppelins”."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_a_sentence_and_changes_nothing(
    bot: Conversation, line: str, said: str
) -> None:
    for who in (SECRETARIAT, OWNER):
        bot.command(who, "/actions")  # linked by e-mail address with the first word
    before = bot.services.words()

    heard = bot.command(SECRETARIAT, f"/contacts {line}")

    assert heard.text.startswith(said), heard.text
    assert bot.services.words() == before


def test_somebody_moves_to_another_organisation(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/contacts move Gurpreet Sandhu to the Fire Service")

    assert heard.text.startswith(
        "Gurpreet Sandhu sits for Avershire Fire and Rescue Service from today on, no longer for Avershire Constabulary."
    )
    assert seats(bot, "Gurpreet Sandhu") == [
        "Priority 2 lead, board for Avershire Fire and Rescue Service",
        "-, member for Avershire Fire and Rescue Service",
    ]
    bot.press(SECRETARIAT, heard, "Undo")
    assert seats(bot, "Gurpreet Sandhu")[0] == "Priority 2 lead, board for Avershire Constabulary"


def test_who_sits_for_two_is_asked_which_they_leave(bot: Conversation) -> None:
    with bot.house.books.open(bot.partnership, Author("test"), writes=True) as books:
        helen = books.directory.person_named("Helen Gorringe")
        university = books.directory.organisation_named("University")
        assert helen is not None
        books.upkeep.seat(helen, university, Capacity.MEMBER)
        commit(books)

    heard = bot.command(SECRETARIAT, "/contacts move Helen Gorringe to the Fire Service")

    assert heard.labels == ["Averdale Homes", "University of Pellingford"]
    bot.press(SECRETARIAT, heard, "University of Pellingford")
    assert seats(bot, "Helen Gorringe") == [
        "Tenancy manager, member for Averdale Homes",
        "-, member for Avershire Fire and Rescue Service",
    ]


# Two that are one


def test_two_entries_of_one_person_become_one_and_can_be_parted_again(bot: Conversation) -> None:
    asked = bot.command(SECRETARIAT, "/contacts add Tomas Adisa, University, member, 01632 960102")
    bot.press(SECRETARIAT, asked, "Somebody else, add them")
    asked = bot.command(SECRETARIAT, "/contacts duplicates")
    assert "Tomas Adisa and Tom Adisa: the same number" in asked.text
    bot.command(SECRETARIAT, "/actions assign 02/10 Tomas Adisa")

    merged = bot.command(SECRETARIAT, "/contacts merge Tomas Adisa into Tom Adisa")

    assert merged.text.startswith("Tomas Adisa and Tom Adisa are one from now on: Tom Adisa.")
    assert bot.point("02/10").owners == ("Tom Adisa",)
    assert person(bot, "Tomas Adisa") is None
    assert "-, member for University of Pellingford" in seats(bot, "Tom Adisa")
    assert "Tom Adisa" in bot.command(OWNER, "/contacts Tomas Adisa").text
    bot.press(SECRETARIAT, merged, "Undo")
    assert bot.point("02/10").owners == ("Tomas Adisa",)
    assert seats(bot, "Tomas Adisa") == ["-, member for University of Pellingford"]


def test_where_nothing_looks_like_one_it_says_so(bot: Conversation) -> None:
    assert (
        bot.command(SECRETARIAT, "/contacts duplicates").text
        == "No two entries of the directory look like one."
    )


# Organisations and services


def test_an_organisation_is_added_named_otherwise_and_taken_out(bot: Conversation) -> None:
    added = bot.command(SECRETARIAT, "/contacts organisation add Night Owls, NO, statutory")
    assert added.text == "Added Night Owls (NO), a statutory member."
    renamed = bot.command(SECRETARIAT, "/contacts organisation rename NO to Early Birds")
    assert renamed.text.startswith("Night Owls is called Early Birds from now on.")
    assert bot.command(SECRETARIAT, "/contacts organisation statutory Night Owls off").text == (
        "Early Birds (Night Owls, NO) is a member organisation."
    )
    assert bot.command(SECRETARIAT, "/contacts organisation alias Early Birds, EB").text.startswith(
        "Early Birds (Night Owls, NO, EB)"
    )
    assert (
        bot.command(SECRETARIAT, "/contacts organisation remove EB").text
        == "Early Birds is out of the directory."
    )
    assert body(bot, "Early Birds") is None


def test_an_organisation_that_ends_hands_over_and_its_people_are_asked_about(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/contacts organisation add Severn Housing")

    heard = bot.command(
        SECRETARIAT, "/contacts organisation end Averdale Homes on 25 May 2026, followed by Severn Housing"
    )

    assert heard.text == (
        "Averdale Homes is no more after Monday 25 May 2026; Severn Housing follows.\n"
        "Its open action point is Severn Housing's now.\n"
        "They sat for it, and no longer sit\n• Helen Gorringe"
    )
    assert seats(bot, "Helen Gorringe") == []
    bot.press(SECRETARIAT, heard, "Let them sit for Severn Housing")
    assert seats(bot, "Helen Gorringe") == ["Tenancy manager, member for Severn Housing"]
    shown = bot.command(OWNER, "/contacts Averdale Homes")
    assert "Until 25 May 2026, followed by Severn Housing" in shown.text
    asked = bot.command(OWNER, "/contacts Severn Housing March 2026")
    assert asked.text == (
        "Severn Housing, March 2026\nHelen Gorringe\n"
        "  Tenancy manager, member for Averdale Homes, from 1 February 2024 until 25 May 2026\n"
        "Averdale Homes until 25 May 2026, then Severn Housing."
    )


def test_one_that_will_end_keeps_its_people_until_then(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/contacts organisation add Severn Housing")

    heard = bot.command(
        SECRETARIAT, "/contacts organisation end Averdale Homes on 30 June 2026, followed by Severn Housing"
    )

    assert "They sit for it until then" in heard.text
    assert heard.labels == ["Undo"]
    assert seats(bot, "Helen Gorringe") == ["Tenancy manager, member for Averdale Homes"]


def test_two_entries_of_one_organisation_become_one(bot: Conversation) -> None:
    bot.press(
        SECRETARIAT,
        bot.command(SECRETARIAT, "/contacts add Ada Okafor, Averdale Hovels, member"),
        "Add “Averdale Hovels” as a new organisation",
    )

    merged = bot.command(SECRETARIAT, "/contacts organisation merge Averdale Hovels into Averdale Homes")

    assert merged.text.startswith("Averdale Hovels and Averdale Homes are one from now on: Averdale Homes.")
    assert body(bot, "Averdale Hovels") is None
    bot.press(SECRETARIAT, merged, "Undo")
    assert body(bot, "Averdale Hovels") is not None


def test_a_service_contact_is_added_changed_and_taken_out(bot: Conversation) -> None:
    added = bot.command(
        SECRETARIAT,
        "/contacts service add Noise at night, 01632 960002, noise@pellingford.example, loud music, parties",
    )
    assert added.text == (
        "Added Noise at night: 01632 960002, noise@pellingford.example (for loud music, parties)."
    )
    assert "Noise at night" in bot.command("A Visitor", "/contacts parties").text
    assert bot.command(SECRETARIAT, "/contacts service edit Noise at night, 101").text.startswith(
        "Changed Noise at night: 101"
    )
    assert (
        bot.command(SECRETARIAT, "/contacts service remove noise at nigt").text
        == "Noise at night is out of the directory."
    )
