"""People of the workspace: who leaves it is unlinked, who gets another address is looked up anew."""

from slack_bolt import Ack, App

from bot.listeners.boundary import bound, tell_at
from bot.services import Body, Finder, Services


def register(app: App, find: Finder) -> None:
    """Listen to changes of users."""
    app.event("user_change")(bound(find, changed, tell_at))


def changed(services: Services, ack: Ack, body: Body) -> None:
    """A deactivated account is nobody's any more: its owner may come back under another one."""
    ack()
    user = body["event"]["user"]
    if user.get("deleted"):
        services.identity.forget(user["id"], services.partnership_id)
    else:
        services.identity.look_again(user["id"])
