"""A bot of a few lines that uses every surface once, so that the sandbox can be seen to carry them."""

from typing import Any

from slack_bolt import Ack, App, Respond, Say
from slack_sdk import WebClient

from bot.sandbox import LocalSlack

Json = dict[str, Any]


def echo(slack: LocalSlack, heard: list[Json]) -> App:
    """The app; what it is sent is appended to `heard`, whole."""
    client = WebClient(slack.workspace.app.bot_token, base_url=slack.api_url)
    app = App(
        name="echo", client=client, process_before_response=True, raise_error_for_unhandled_request=True
    )
    _messages(app, heard)
    _forms(app, heard)
    return app


def _messages(app: App, heard: list[Json]) -> None:
    @app.command("/echo")
    def repeat(ack: Ack, body: Json) -> None:
        heard.append(body)
        ack(text=body["text"], blocks=card(body["text"]), response_type="ephemeral")

    @app.action("again")
    def again(ack: Ack, body: Json, respond: Respond) -> None:
        heard.append(body)
        ack()
        respond(f"Again by {body['user']['name']}", replace_original=True)

    @app.event("app_mention")
    def mentioned(event: Json, say: Say) -> None:
        heard.append(event)
        say(f"You said: {event['text']}", thread_ts=event.get("thread_ts", event["ts"]))

    @app.event("message")
    @app.event("reaction_added")
    @app.event("reaction_removed")
    @app.event("file_shared")
    def note(event: Json) -> None:
        heard.append(event)


def _forms(app: App, heard: list[Json]) -> None:
    @app.command("/form")
    def ask(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=form())

    @app.view("form")
    def submitted(ack: Ack, body: Json) -> None:
        heard.append(body)
        word = body["view"]["state"]["values"]["word"]["typed"]["value"]
        if word == "wrong":
            ack(response_action="errors", errors={"word": "Another word, please."})
        else:
            ack()

    @app.view_closed("form")
    def closed(ack: Ack, body: Json) -> None:
        heard.append(body)
        ack()

    @app.event("app_home_opened")
    def home(event: Json, client: WebClient) -> None:
        heard.append(event)
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": card("Home")})


def card(text: str) -> list[Json]:
    """A section with the text, and a button."""
    section = {
        "type": "section",
        "block_id": "text",
        "text": {"type": "plain_text", "text": text or "nothing"},
    }
    button = {"type": "button", "action_id": "again", "value": "1", "text": _plain("Again")}
    return [section, {"type": "actions", "block_id": "buttons", "elements": [button]}]


def form() -> Json:
    """A modal with a prefilled line and a date."""
    return {
        "type": "modal",
        "callback_id": "form",
        "notify_on_close": True,
        "title": _plain("A form"),
        "submit": _plain("Save"),
        "close": _plain("Cancel"),
        "blocks": [
            _field("word", {"type": "plain_text_input", "action_id": "typed", "initial_value": "before"}),
            _field("day", {"type": "datepicker", "action_id": "picked"}),
        ],
    }


def _field(block_id: str, element: Json) -> Json:
    return {"type": "input", "block_id": block_id, "label": _plain(block_id.capitalize()), "element": element}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}
