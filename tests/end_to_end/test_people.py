"""Who somebody is to the bot, whom it finds, and what it says to those whom it does not know."""

import pytest

from tests.end_to_end.office import BOARD, NADIA, OLIVER, TOM, VISITOR, Office

pytestmark = pytest.mark.slack


def slack_user_of(office: Office, name: str) -> str | None:
    with office.books() as books:
        person = books.directory.person_named(name)
        assert person is not None
        return person.slack_user


def test_a_person_is_known_by_e_mail_from_the_first_word(office: Office) -> None:
    assert slack_user_of(office, OLIVER.real_name) is None

    answer = office.command(OLIVER.id, "/actions")

    assert answer.text.startswith(
        "You own no open action points. These are the partnership's:\nOpen action points: 8"
    )
    assert slack_user_of(office, OLIVER.real_name) == OLIVER.id
    assert office.changes() == [("the bot, by e-mail address", "link to Slack")]


def test_a_stranger_is_refused_politely_and_may_still_ask_for_services(office: Office) -> None:
    with office.nothing_changes():
        refused = office.command(VISITOR.id, "/actions add Tom Adisa to count the bars")
        listed = office.command(VISITOR.id, "/actions all")
        service = office.command(VISITOR.id, "/contacts noise")
        person = office.command(VISITOR.id, "/contacts Tom Adisa")
        spoken = office.writes(VISITOR.id, "close 02/09 nobody complains")

    for said in (refused, listed, spoken):
        assert said.text.startswith("I do not know you as a member yet, so you may not ")
        assert "Nothing was changed." in said.text
    assert "01632 960201" in service.text
    assert "tom.adisa@" not in person.text
    assert "01632 960102" not in person.text


def test_the_secretariat_links_a_stranger_who_then_is_known(office: Office) -> None:
    linked = office.command(NADIA, f"/contacts link <@{VISITOR.id}> Rosalind Kemp")

    assert linked.text.startswith("Linked: ")
    assert slack_user_of(office, "Rosalind Kemp") == VISITOR.id
    assert office.command(VISITOR.id, "/actions").text.startswith("You own no open action points.")


def test_whom_the_secretariat_has_linked_is_named(office: Office) -> None:
    linked = office.command(NADIA, f"/contacts link <@{VISITOR.id}> Rosalind Kemp")

    assert f"&lt;@{VISITOR.id}" not in linked.text


def test_nobody_else_links_people(office: Office) -> None:
    with office.nothing_changes():
        refused = office.command(TOM, f"/contacts link <@{VISITOR.id}> Rosalind Kemp")

    assert refused.text == "Only the secretariat may change the directory. Nothing was changed."


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("gurpret", "Chief Inspector Gurpreet Sandhu"),
        ("fire brigade", "Avershire Fire and Rescue Service (Fire Service)"),
        ("vice chair", "Group Manager Siân Prothero"),
        ("smoke alarm", "Home fire safety visits"),
        ("sian", "Group Manager Siân Prothero"),
    ],
)
def test_contacts_are_found_however_they_are_spelt(office: Office, query: str, first: str) -> None:
    answer = office.command(TOM, f"/contacts {query}", BOARD)

    assert answer.text.split("\n")[:2] == [f"Contacts for “{query}”", first]
