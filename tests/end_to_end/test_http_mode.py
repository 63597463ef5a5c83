"""HTTP mode: Slack posts what people say, signed, to the bot's own web server, which also gives out calendars."""

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
from ical.calendar_stream import IcsCalendarStream

from bot.sandbox import LocalSlack
from bot.serving import connected
from tests.end_to_end.office import BOARD, HELEN, NADIA, VISITOR, Office, prepared, town
from tests.waiting import eventually

pytestmark = pytest.mark.slack


@pytest.fixture(scope="module")
def open_office(slack_binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The bot without an app token, and a Slack that posts to it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    workspace = town()
    address = f"http://127.0.0.1:{port}/slack/events"
    posts = msgspec.structs.replace(workspace.app, mode="events", request_url=address)
    folder = tmp_path_factory.mktemp("http")
    with LocalSlack(slack_binary, msgspec.structs.replace(workspace, app=posts), folder / "slack") as slack:
        office = prepared(slack, folder)
        with connected(office.house):
            yield office


def test_a_command_is_answered_in_its_acknowledgement(office: Office) -> None:
    answer = office.command(NADIA, "/meetings")

    assert answer.text.startswith("Board meeting: Tuesday 16 June 2026, 10:00 to 13:00")


def test_a_direct_message_is_answered(office: Office) -> None:
    answer = office.writes(HELEN, "what is overdue?")

    assert answer.text.startswith("Overdue action points: 3")


def test_a_form_closes_an_action_point(office: Office) -> None:
    listed = office.command(HELEN, "/actions")

    office.opens(HELEN, "Close 02/01", listed)
    office.submits(HELEN, note="The lamps burn again")

    assert eventually(lambda: office.point("02/01").note) == "The lamps burn again"


def test_a_reminder_is_posted(office: Office) -> None:
    office.at("2026-06-15T09:00")

    assert [message.text.partition("\n")[0] for message in office.by_bot(BOARD)][
        -1
    ] == "Board meeting tomorrow"


def test_a_calendar_subscribes_to_the_address_that_was_told(office: Office) -> None:
    told = office.command(NADIA, "/meetings subscribe")
    [address] = [line for line in told.text.splitlines() if line.startswith("http://127.0.0.1:")]

    answer = httpx.get(address, trust_env=False)

    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    calendar = IcsCalendarStream.calendar_from_ics(answer.text)
    coming = [event for event in calendar.events if str(event.dtstart) > "2026-05-26"]
    assert [event.summary for event in coming] == [
        "Pellingford CSP: MASG meeting",
        "Pellingford CSP: Riverside meeting",
        "Pellingford CSP: Board meeting",
        "Pellingford CSP: reports due for the Board meeting",
        "Pellingford CSP: Board development session",
        "Pellingford CSP: reports due for the Board development session",
    ]
    again = httpx.get(address, headers={"If-None-Match": answer.headers["etag"]}, trust_env=False)
    assert again.status_code == 304


def test_the_address_ends_when_the_secretariat_says_so(office: Office) -> None:
    told = office.command(NADIA, "/meetings subscribe")
    [address] = [line for line in told.text.splitlines() if line.startswith("http://127.0.0.1:")]
    asked = office.command(NADIA, "/meetings subscribe renew")

    office.presses(NADIA, "End all addresses", asked)

    assert eventually(lambda: httpx.get(address, trust_env=False).status_code == 404)


def test_a_file_comes_as_a_direct_message(office: Office) -> None:
    office.command(NADIA, "/meetings ics 16 June")

    direct = office.control.direct_message(NADIA)
    message = office.control.wait_for(direct, lambda said: bool(said.files))
    assert message.files[0].name == "Board meeting 2026-06-16.ics"
    assert not [said for said in office.control.messages(BOARD) if said.files]


def test_a_stranger_learns_no_address(office: Office) -> None:
    refused = office.command(VISITOR.id, "/meetings subscribe")

    assert refused.text.startswith("I do not know you as a member yet")
    assert "http" not in refused.text
