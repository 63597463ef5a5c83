"""The yardstick: Bolt with its defaults, one command, one short answer.

In Socket Mode as Bolt brings it; over HTTP behind the same web server as ours, since Bolt's own is for development.
"""

import os

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient


def main() -> None:
    """Serve until killed; tokens and addresses come from the environment, as for the bot itself."""
    address, app_token = os.environ["SLACK_API_URL"], os.environ["SLACK_APP_TOKEN"]
    signing_secret = os.environ["SLACK_SIGNING_SECRET"] or None
    client = WebClient(os.environ["SLACK_BOT_TOKEN"], base_url=address)
    app = App(client=client, signing_secret=signing_secret)

    @app.command("/actions")
    def answer(ack: Ack) -> None:
        ack("There are no action points.")

    if app_token:
        handler = SocketModeHandler(app, app_token, web_client=WebClient(app_token, base_url=address))
        handler.start()  # type: ignore[no-untyped-call]  # Bolt leaves it without types
    else:
        from waitress import serve  # noqa: PLC0415 - its memory is no part of Socket Mode's

        serve(SlackRequestHandler(app), host="127.0.0.1", port=int(os.environ["PORT"]))


if __name__ == "__main__":
    main()
