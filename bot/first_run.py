"""One workspace whose books have not been begun: the bot is there, and somebody sets it up in Slack.

They may be begun at the terminal meanwhile, by importing a paper, so the books are looked at as long as there are none.
Loaded only while they are empty.
"""

from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.authorization import AuthorizeResult

from bot.inviting import Inviting, answered, sets_up
from bot.main import House
from bot.meter import Meter
from bot.parts import Parts
from bot.redrawing import Redrawer
from bot.services import Body, Services, this_process
from bot.setting_up import Place, SettingUp, invite
from bot.slack import QUICK, Within, app_with, build_services, is_complete, posting_client, web_client
from scheduler.redrawing import Redrawing
from store.books import Books
from store.errors import BookError


@dataclass(slots=True)
class FirstRun:
    """Stands before the listeners until there are books; from then on everything goes through to them."""

    books: Books
    inviting: Inviting
    where: Place
    make: Callable[[int], Services]
    services: Services | None = None

    def register(self, app: App) -> None:
        """Stand before every listener."""
        app.use(self.passing)

    def passing(
        self,
        body: Body,
        next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's name
    ) -> BoltResponse:
        """Let through what sets up, and everything once there are books."""
        if sets_up(body) or body.get("type") in ("url_verification", "ssl_check"):
            return next()
        try:
            if self.services is None and (partnership := self.books.only_partnership()) is not None:
                self.services = self.make(partnership)
        except BookError as error:
            return answered(body, {"text": str(error)})
        if self.services is None:
            return self.inviting.answer(self.where, body, invite(self.where))
        return next()

    def place(self, _context: BoltContext) -> Place:
        """The one workspace there is."""
        return self.where

    def begun(self, _place: Place, partnership: int) -> None:
        """There are books."""
        self.services = self.make(partnership)

    def found(self, _context: BoltContext) -> Services:
        """Whose bot it is: `bot.services.Finder`. Nothing gets as far as that before there are books."""
        if self.services is None:
            raise LookupError("there are no books yet")
        return self.services


def parts_for_first_run(
    house: House, me: AuthorizeResult, later: Callable[[Callable[[], None]], None], meter: Meter
) -> Parts:
    """What serving needs while the books are empty, and after that."""
    config = house.config
    answering = web_client(config, meter=meter)
    quick, posting = web_client(config, timeout=QUICK, meter=meter), posting_client(config, meter=meter)
    redrawing = Redrawing(house.books, Redrawer(house.assistant, lambda _: answering), this_process())

    def make(partnership: int) -> Services:
        within = Within(answering, quick, redrawing)
        return build_services(
            config, house.assistant, partnership, me.bot_user_id or "", later, meter=meter, within=within
        )

    where = Place(me.team_id or "", answering, quick, known=0)
    return Parts(
        app_for_first_run(house, me, where, make, later),
        lambda _partnership: posting,
        redrawing,
        web_client(config, timeout=QUICK).auth_test,
    )


def app_for_first_run(
    house: House,
    me: AuthorizeResult,
    where: Place,
    make: Callable[[int], Services],
    later: Callable[[Callable[[], None]], None],
) -> App:
    """The Bolt app with the gate before its listeners."""
    first = FirstRun(house.books, Inviting(later), where, make)
    setting_up = SettingUp(house.books, first.place, later, first.begun, is_complete(house.config))
    return app_with(
        house.config, first.found, before=(first.register, setting_up.register), authorize=lambda: me
    )
