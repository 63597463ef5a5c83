"""The yardstick: Bolt and its Socket Mode with their defaults, one command, one short answer."""

import os

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient


def main() -> None:
    """Serve until killed; tokens and address come from the environment, as for the bot itself."""
    address = os.environ["SLACK_API_URL"]
    app_token = os.environ["SLACK_APP_TOKEN"]
    app = App(client=WebClient(os.environ["SLACK_BOT_TOKEN"], base_url=address))

    @app.command("/actions")
    def answer(ack: Ack) -> None:
        ack("There are no action points.")

    handler = SocketModeHandler(app, app_token, web_client=WebClient(app_token, base_url=address))
    handler.start()  # type: ignore[no-untyped-call]  # Bolt leaves it without types


if __name__ == "__main__":
    main()
