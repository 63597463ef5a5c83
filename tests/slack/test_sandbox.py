"""What the local Slack server does, shown with a bot of a few lines. The bot's own tests rely on these facts."""

import http.server
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import Control, LocalSlack, SandboxError
from tests.slack.conftest import ADA, BEN, GENERAL, QUIET, in_socket_mode, workspace
from tests.slack.echo import Json, echo

pytestmark = pytest.mark.slack


@pytest.fixture(scope="module")
def everything(local_slack: LocalSlack) -> Iterator[list[Json]]:
    """All that the echo bot hears; it is connected once for this module."""
    said: list[Json] = []
    with in_socket_mode(echo(local_slack, said), local_slack):
        yield said


@pytest.fixture
def heard(everything: list[Json], control: Control) -> list[Json]:
    """What the echo bot hears in one test, in a workspace just reset."""
    assert control.connected()
    everything.clear()
    return everything


def test_a_command_is_answered_in_its_acknowledgement(control: Control, heard: list[Json]) -> None:
    control.command(GENERAL, ADA, "/echo", "one <b> & two")

    (answer,) = control.messages(GENERAL)
    assert (answer.text, answer.subtype, answer.ephemeral_to) == ("one <b> & two", "ephemeral", ADA)
    assert answer.blocks[1]["block_id"] == "buttons"
    assert set(heard[0]) == {
        *("token", "team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name"),
        *("command", "text", "api_app_id", "is_enterprise_install", "response_url", "trigger_id"),
    }


def test_a_button_carries_its_message_and_may_replace_it(control: Control, heard: list[Json]) -> None:
    control.command(GENERAL, ADA, "/echo", "one")
    (before,) = control.messages(GENERAL)

    control.press(before, BEN, "again")

    after = control.wait_for(GENERAL, lambda message: message.text == "Again by ben")
    assert (after.ts, after.blocks, after.subtype) == (before.ts, [], "ephemeral")
    pressed = heard[1]
    assert pressed["message"]["blocks"] == before.blocks
    assert pressed["actions"][0]["value"] == "1"
    assert pressed["state"] == {"values": {}}
    assert pressed["container"]["message_ts"] == before.ts


def test_a_button_that_is_not_there_cannot_be_pressed(control: Control, heard: list[Json]) -> None:
    control.command(GENERAL, ADA, "/echo", "one")
    (answer,) = control.messages(GENERAL)

    with pytest.raises(SandboxError, match=r"Nothing like close .* what can be: again"):
        control.press(answer, ADA, "close")
    assert len(heard) == 1


def test_a_mention_comes_as_two_events_and_is_answered_in_its_thread(
    control: Control, heard: list[Json], local_slack: LocalSlack
) -> None:
    bot = local_slack.workspace.app.bot_user_id
    root = control.message(GENERAL, ADA, "We met.")
    reply = control.message(GENERAL, BEN, f"<@{bot}> hello", thread_ts=root.ts)

    answer = control.wait_for(GENERAL, lambda message: bool(message.bot_id))
    assert answer.thread_ts == root.ts
    assert [event["type"] for event in heard] == ["message", "message", "app_mention"]
    assert [event["ts"] for event in heard] == [root.ts, reply.ts, reply.ts]
    assert "thread_ts" not in heard[0]
    assert heard[1]["thread_ts"] == root.ts
    assert "parent_user_id" not in heard[1]


def test_the_bot_does_not_hear_channels_it_is_not_in(control: Control, heard: list[Json]) -> None:
    control.message(QUIET, ADA, "Among ourselves.")
    assert heard == []


def test_a_direct_message(control: Control, heard: list[Json]) -> None:
    conversation = control.direct_message(ADA)
    control.message(conversation, ADA, "hello")

    assert conversation == control.direct_message(ADA)
    assert (heard[0]["channel"], heard[0]["channel_type"]) == (conversation, "im")


def test_people_edit_and_delete_only_their_own(control: Control, heard: list[Json]) -> None:
    first = control.message(GENERAL, ADA, "frist")
    assert control.edit_message(GENERAL, first.ts, ADA, "first").text == "first"
    with pytest.raises(SandboxError, match="not_authorized"):
        control.delete_message(GENERAL, first.ts, BEN)
    control.delete_message(GENERAL, first.ts, ADA)

    assert control.messages(GENERAL) == []
    assert [event.get("subtype") for event in heard] == [None, "message_changed", "message_deleted"]
    assert heard[1]["message"]["text"] == "first"
    assert heard[2]["previous_message"]["ts"] == first.ts


def test_a_reaction_comes_and_goes(control: Control, heard: list[Json]) -> None:
    message = control.message(GENERAL, ADA, "done")
    control.reaction(GENERAL, message.ts, BEN, "tada")
    assert control.messages(GENERAL)[0].reactions[0].users == [BEN]
    control.reaction(GENERAL, message.ts, BEN, "tada", present=False)

    assert control.messages(GENERAL)[0].reactions == []
    assert [event["type"] for event in heard[1:]] == ["reaction_added", "reaction_removed"]
    assert heard[1]["item"] == {"type": "message", "channel": GENERAL, "ts": message.ts}


def test_an_upload_is_a_message_whose_file_the_bot_can_read(
    control: Control, heard: list[Json], local_slack: LocalSlack
) -> None:
    shared = control.upload(GENERAL, ADA, 'minutes "final".txt', b"All agreed.", text="as promised")

    assert [event["type"] for event in heard] == ["message", "file_shared"]
    assert (heard[0]["subtype"], heard[0]["text"]) == ("file_share", "as promised")
    assert (shared.files[0].size, shared.files[0].mimetype) == (11, "text/plain")
    request = urllib.request.Request(  # noqa: S310 - the local server
        heard[0]["files"][0]["url_private_download"],
        headers={"Authorization": f"Bearer {local_slack.workspace.app.bot_token}"},
    )
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as response:
        assert response.read() == b"All agreed."


def test_a_form_is_refused_then_taken(control: Control, heard: list[Json]) -> None:
    control.command(GENERAL, ADA, "/form")
    modal = control.modal()
    assert modal is not None
    assert modal["title"]["text"] == "A form"

    refused = control.view_submit(ADA, {"word": {"typed": {"type": "plain_text_input", "value": "wrong"}}})
    assert refused.errors == {"word": "Another word, please."}
    assert len(refused.still_open) == 1

    day = {"type": "datepicker", "selected_date": "2031-03-04"}
    taken = control.view_submit(ADA, {"day": {"picked": day}})
    assert (taken.errors, taken.still_open, control.modal()) == ({}, [], None)
    # A field that nobody touched comes empty, though the form prefilled it: Slack would send "before".
    untouched = {"typed": {"type": "plain_text_input", "value": None}}
    assert heard[-1]["view"]["state"]["values"] == {"word": untouched, "day": {"picked": day}}


def test_closing_a_form_is_heard(control: Control, heard: list[Json]) -> None:
    control.command(GENERAL, ADA, "/form")
    control.view_close(ADA)

    assert (heard[-1]["type"], heard[-1]["user"]["id"]) == ("view_closed", ADA)
    with pytest.raises(SandboxError, match="No modal is open"):
        control.view_submit(ADA, {})


def test_the_home_and_its_button(control: Control, heard: list[Json]) -> None:
    control.open_home(ADA)
    home = control.home(ADA)
    assert home is not None
    assert home["blocks"][0]["text"]["text"] == "Home"
    assert control.home(BEN) is None

    control.press_home(ADA, "again")
    pressed = heard[-1]
    assert (pressed["type"], pressed["channel"]["id"]) == ("block_actions", "")
    # Unlike Slack: a press in the Home has neither its view nor a message.
    assert not {"view", "message"} & set(pressed)


def test_a_reset_forgets_what_happened_and_keeps_the_bot(control: Control, heard: list[Json]) -> None:
    control.open_home(ADA)
    control.message(GENERAL, ADA, "hello")
    control.reset()

    assert (control.messages(GENERAL), control.log(), control.home(ADA)) == ([], [], None)
    assert [channel.id for channel in control.state().channels] == [GENERAL, QUIET]
    assert control.connected()
    assert [event["type"] for event in heard] == ["app_home_opened", "message"]


def test_waiting_for_a_message_has_an_end(control: Control) -> None:
    with pytest.raises(SandboxError, match="No such message appeared"):
        control.wait_for(GENERAL, lambda message: message.text == "never", seconds=0)


def test_a_busy_port_is_refused_in_a_sentence(slack_binary: Path, tmp_path: Path) -> None:
    with http.server.HTTPServer(("", 0), http.server.BaseHTTPRequestHandler) as other:
        port = other.server_port
        with pytest.raises(SandboxError, match=f"Port {port} on this machine is in use.*choose another"):
            LocalSlack(slack_binary, workspace(), tmp_path, port).start()


def test_a_server_that_gives_up_at_once_says_where_to_look(slack_binary: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.symlink_to("/bin/false")
    assert slack_binary.exists()
    with pytest.raises(SandboxError, match=r"ended at once.*server\.log"):
        LocalSlack(broken, workspace(), tmp_path).start()


def test_without_a_bot_a_command_is_lost_in_silence(slack_binary: Path, tmp_path: Path) -> None:
    with LocalSlack(slack_binary, workspace(), tmp_path) as slack:
        assert not slack.control.connected()
        slack.control.command(GENERAL, ADA, "/echo", "anyone?")
        assert slack.control.messages(GENERAL) == []
        assert slack.control.log()[-1].summary.startswith("no socket connection")


def test_a_chosen_port_and_a_stop(slack_binary: Path, tmp_path: Path) -> None:
    with LocalSlack(slack_binary, workspace(), tmp_path) as first:
        port = int(first.base_url.rsplit(":", 1)[1])
    control = first.control
    with pytest.raises(SandboxError, match="is it running"):
        control.state()
    with LocalSlack(slack_binary, workspace(), tmp_path, port) as again:
        assert again.base_url == first.base_url
        assert [user.name for user in control.state().users][1:] == ["ada", "ben"]
    again.stop()
