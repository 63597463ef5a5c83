"""Two workspaces with partnerships of equal content, both talking to one bot over HTTP: nothing of one reaches the other.

Everything goes through the web server, signed as Slack signs it, and everything that leaves it is looked at: what is
acknowledged, posted, drawn, opened as a form, put into Home, and given out as a calendar.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from handlers.access import Role
from store.clock import StoppedClock
from store.tables import Group, Partnership
from tests.databases import BACKENDS, migrated, writing_noticed
from tests.handlers.test_access import WHO
from tests.leaks.readers import State, found_in
from tests.leaks.secret_books import plan_of
from tests.leaks.test_neighbours import LINES, Neighbour
from tests.store.small_books import PEOPLE
from tests.town import Bot, Here, Town, town_open

COMMANDS = (
    *(
        "/actions",
        "/actions all",
        "/actions open lamps",
        "/actions overdue",
        "/actions 05/01",
        "/actions export csv",
    ),
    *("/actions add Ada Okafor to look in", "/actions close 05/02", "/actions undo", "/actions review"),
    *(
        "/meetings",
        "/meetings timetable",
        "/meetings agenda",
        "/meetings subscribe",
        "/contacts Ada",
        "/contacts stale",
    ),
)
TEAMS = ("TAAA", "TBBB")
START = datetime(2026, 5, 26, 8, 59, tzinfo=ZoneInfo("Europe/London"))
ROLES = (Role.SECRETARIAT, Role.CHAIR, Role.MEMBER, Role.STRANGER)


class Street:
    """Two workspaces, the houses in them, and the bot that serves both."""

    def __init__(
        self, town: Town, bot: Bot, houses: tuple[Neighbour, Neighbour], written: Callable[[], int]
    ) -> None:
        self.town, self.bot, self.houses, self.written = town, bot, houses, written
        self._marks: tuple[int, list[set[str]]] = (-1, [])

    def told(self, team: str) -> str:
        """All that the bot has sent to a workspace but for acknowledgements."""
        there = self.town.tenancies[team]
        slack = there.slack
        posts = [(post.text, post.blocks, post.metadata) for post in slack.posted]
        return json.dumps([posts, slack.modals, slack.homes, slack.files, there.responses], default=str)

    def marks(self, number: int) -> set[str]:
        """All that there are, looked for again when anything was written."""
        written = self.written()
        if self._marks[0] != written:
            self._marks = written, [State.of(house).everything() for house in self.houses]
        return self._marks[1][number]


@pytest.fixture(scope="module", params=BACKENDS)
def street(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    folder = tmp_path_factory.mktemp("workspaces")
    with migrated(request.param, folder) as engine, writing_noticed(engine) as written, town_open() as town:
        plan = plan_of(random.Random(8))
        houses = Neighbour(engine, plan, "a"), Neighbour(engine, plan, "b")
        bot = Bot(town, engine, StoppedClock(START))
        for team, small in zip(TEAMS, houses, strict=True):
            town.add(team)
            with small.changing() as books:
                books.session.get_one(Partnership, small.id).slack_team = team
                for number, name in enumerate(PEOPLE):  # the same people, by the same ids, sit in both
                    person = books.directory.person(small.people[name])
                    assert person is not None
                    person.slack_user = f"U{number}"
                for group in books.session.query(Group).filter_by(partnership_id=small.id):
                    group.channel = f"C{group.short_name}"
            assert bot.installed_by("U0", team).status_code == 200
        yield Street(town, bot, houses, written)


def user_of(role: Role) -> str:
    names = list(PEOPLE)
    return f"U{names.index(WHO[role])}" if WHO[role] in names else "U99"


def test_nothing_of_one_workspace_is_told_in_the_other(street: Street) -> None:
    """Everybody of both asks everything, in any order, and presses what comes back."""
    marks = [street.marks(0), street.marks(1)]
    asked = [*product(range(2), ROLES, COMMANDS), *product(range(2), ROLES, LINES)]
    random.Random(5).shuffle(asked)
    chance = random.Random(6)
    for number, role, line in asked:
        here = Here(street.bot, street.town.tenancies[TEAMS[number]], user_of(role))
        before = len(here.tenancy.slack.posted)
        if line.startswith("/"):
            heard = here.command(line, channel="CBoard")
            assert not found_in([heard.text, heard.blocks]) & marks[1 - number], (TEAMS[number], role, line)
            pressed = [heard]
        else:
            pressed = here.writes(line)
        for each in pressed:
            for label in chance.sample(sorted(set(each.labels)), min(2, len(set(each.labels)))):
                here.presses(each, label)
        here.event("app_home_opened", channel=here.direct, tab="home")
        marks = [street.marks(0) | marks[0], street.marks(1) | marks[1]]
        assert len(here.tenancy.slack.posted) >= before

    for number, team in enumerate(TEAMS):
        told = found_in(street.told(team))
        assert told & marks[number], "its own people do read them"
        assert not told & marks[1 - number], team


def test_reminders_go_home(street: Street) -> None:
    before = [len(street.town.tenancies[team].slack.posted) for team in TEAMS]
    asked = len(street.town.asked)
    for _ in range(40):
        street.bot.clock.step(timedelta(hours=12))
        street.bot.sweep.run()

    for number, team in enumerate(TEAMS):
        posted = street.town.tenancies[team].slack.posted[before[number] :]
        assert posted
        assert not found_in([post.text for post in posted]) & street.marks(1 - number)
    tokens = {token for method, token in street.town.asked[asked:] if method == "chat.postMessage"}
    assert tokens == {street.town.tenancies[team].token for team in TEAMS}


def test_no_calendar_is_at_the_others_address(street: Street) -> None:
    addresses = []
    for team in TEAMS:
        chair = Here(street.bot, street.town.tenancies[team], user_of(Role.SECRETARIAT))
        told = chair.command("/meetings subscribe").text
        addresses.append(re.findall(r"/calendar/([0-9a-f]{32})/([0-9a-f]{64})\.ics", told))
    (mine, key), (theirs, other) = addresses[0][0], addresses[1][0]

    assert street.bot.web.get(f"/calendar/{mine}/{key}.ics").status_code == 200
    for uid, token in ((mine, other), (theirs, key)):
        assert street.bot.web.get(f"/calendar/{uid}/{token}.ics").status_code == 404


def test_a_button_of_the_other_workspace_finds_only_what_is_here(street: Street) -> None:
    """Somebody copies what they have seen elsewhere: it is read as a request to their own books."""
    one, other = (Here(street.bot, street.town.tenancies[team], user_of(Role.CHAIR)) for team in TEAMS)
    listed = other.command("/actions all")
    before = len(one.tenancy.responses)

    for label in {*listed.labels}:
        one.presses(listed, label)

    assert not found_in(one.tenancy.responses[before:]) & street.marks(1)
