"""A channel shared by two workspaces that both have the bot (Slack Connect): who is asked, whose books answer, and only once."""

from typing import Any

import pytest
from sqlalchemy import select

from store.tables import Partnership, Person
from tests.conversation import Heard
from tests.databases import engine
from tests.fake_slack import Json
from tests.town import A, B, Bot, Here, here, minutes, set_up, town
from tests.town import bot_of_town as bot
from tests.town import clock_of_town as clock

__all__ = ["bot", "clock", "engine", "town"]
SHARED = "C0SHARED"
BOT = {A: f"U0BOT{A}", B: f"U0BOT{B}"}
TS = "1600000777.000100"


class Street:
    """Two partnerships with an action point each, and somebody of the other workspace in the shared channel."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.one = set_up(bot, A, "Saltmarsh", keepers=["U1"])
        self.other = set_up(bot, B, "Westmere", keepers=["U2"])
        minutes(self.one, "count the lamps")
        minutes(here(bot, B, "U2"), "paint the pier")
        self.keeper = {A: "U1", B: "U2"}

    def said(
        self,
        kind: str,
        text: str,
        *,
        by: str,
        of: str,
        named: str,
        ts: str = TS,
        bot: Bot | None = None,
        **event: Any,
    ) -> dict[str, list[str]]:
        """Somebody `of` a workspace says something, which Slack delivers for the installation that is `named`."""
        before = {team: len(self._posts(team)) for team in (A, B)}
        speaker = Here(bot or self.bot, self.bot.town.tenancies[named], by)
        envelope: Json = {"is_ext_shared_channel": True, "context_team_id": named, "team_id": of}
        where = {"channel": SHARED, "channel_type": "channel", "ts": ts, "user_team": of, "source_team": of}
        speaker.event(kind, envelope, text=text, **{**where, **event})
        return {team: [post.text for post in self._posts(team)[before[team] :]] for team in (A, B)}

    def _posts(self, team: str) -> list[Any]:
        return self.bot.town.tenancies[team].slack.posted


@pytest.fixture
def street(bot: Bot) -> Street:
    return Street(bot)


@pytest.mark.parametrize("named", [A, B])
@pytest.mark.parametrize("mentioned", [A, B])
def test_the_bot_that_is_mentioned_answers_from_its_own_books(
    street: Street, mentioned: str, named: str
) -> None:
    """Whichever installation Slack names."""
    came = street.said(
        "app_mention",
        f"<@{BOT[mentioned]}> what is open?",
        by=street.keeper[mentioned],
        of=mentioned,
        named=named,
    )

    assert len(came[mentioned]) == 1
    assert ("count the lamps" in came[mentioned][0]) == (mentioned == A)
    assert ("paint the pier" in came[mentioned][0]) == (mentioned == B)
    assert came[B if mentioned == A else A] == []


def test_it_is_answered_once_however_often_it_is_delivered(street: Street) -> None:
    """Once for each installation, as an event of its own, also to another replica."""
    ask: Any = {"by": "U1", "of": A}
    replica = Bot(street.bot.town, street.bot.house.engine, street.bot.house.books.clock)  # type: ignore[arg-type]
    first = street.said("app_mention", f"<@{BOT[A]}> what is open?", named=A, **ask)
    again = [
        street.said("app_mention", f"<@{BOT[A]}> what is open?", named=B, **ask),
        street.said("app_mention", f"<@{BOT[A]}> what is open?", named=B, bot=replica, **ask),
        street.said("message", f"<@{BOT[A]}> what is open?", named=B, **ask),
    ]

    assert len(first[A]) == 1
    assert again == [{A: [], B: []}] * 3
    later = street.said("app_mention", f"<@{BOT[A]}> what is open?", named=B, ts="1600000778.000100", **ask)
    assert len(later[A]) == 1, "the same words, said anew"


def test_of_both_the_one_that_is_called_first_answers(street: Street) -> None:
    text = f"<@{BOT[B]}> and <@{BOT[A]}>: what is open?"
    came = [street.said("app_mention", text, by="U2", of=B, named=named) for named in (A, B)]

    assert [len(each[B]) for each in came] == [1, 0]
    assert [each[A] for each in came] == [[], []]


def test_a_change_is_made_in_the_books_that_were_asked_and_once(street: Street) -> None:
    text = f"<@{BOT[A]}> update 06/01 Half of them are counted"
    for named in (B, A):
        street.said("app_mention", text, by="U1", of=A, named=named)

    assert "Half of them are counted" in street.one.command("/actions 06/01").text
    assert "Half of them" not in here(street.bot, B, "U2").command("/actions 06/01").text


def test_somebody_of_the_other_workspace_is_a_stranger_and_is_linked_by_no_address(street: Street) -> None:
    """Their own workspace gives them the address of the keeper of these books."""
    with street.bot.house.books.session(writes=True) as session:
        ours = session.scalar(select(Partnership.id).where(Partnership.slack_team == A))
        person = session.scalars(select(Person).where(Person.partnership_id == ours)).first()
        assert person is not None
        person.email, person.slack_user = "ida@saltmarsh.example", None
        session.commit()
    for team in (A, B):
        slack = street.bot.town.tenancies[team].slack
        slack.emails["U7"] = "ida@saltmarsh.example"
        slack.profiles["U7"] = {"team_id": B}

    came = street.said("app_mention", f"<@{BOT[A]}> what is open?", by="U7", of=B, named=B)

    assert "I do not know you as a member yet" in came[A][0]
    with street.bot.house.books.session(writes=False) as session:
        assert session.scalars(select(Person.slack_user).where(Person.slack_user == "U7")).all() == []


@pytest.mark.parametrize("named", [A, B])
def test_a_reply_is_for_whose_message_it_is_below(street: Street, named: str) -> None:
    """Without a word to anybody; the other bot sees it as well, and lets it be."""
    street.said("app_mention", f"<@{BOT[A]}> actions 06/01", by="U1", of=A, named=A)
    card = street.bot.town.tenancies[A].slack.posted[-1]
    came = street.said(
        "message",
        "done, all counted",
        by="U1",
        of=A,
        named=named,
        ts="1600000779.000100",
        thread_ts=card.thread or card.ts,
        parent_user_id=BOT[A],
    )

    assert came[B] == []
    assert len(came[A]) == 1
    assert "06/01" in came[A][0]


@pytest.mark.parametrize("named", [A, B])
def test_a_button_acts_in_the_books_of_the_bot_that_posted_it(street: Street, named: str) -> None:
    street.said("app_mention", f"<@{BOT[A]}> actions 06/01", by="U1", of=A, named=A)
    card = street.bot.town.tenancies[A].slack.posted[-1]
    heard = Heard(card.text, card.blocks, ts=card.ts, channel=SHARED)
    pressed = heard.button("Close 06/01")
    here(street.bot, named, "U1").payload(
        type="block_actions",
        channel={"id": SHARED},
        container={"type": "message", "message_ts": card.ts},
        message={"ts": card.ts, "user": BOT[A], "blocks": card.blocks},
        response_url="",
        actions=[{**pressed, "type": "button"}],
    )

    assert len(street.bot.town.tenancies[A].slack.modals) == len(street.one.tenancy.slack.modals)
    assert [view["title"]["text"] for view in street.bot.town.tenancies[A].slack.modals[-1:]] == [
        "Close 06/01"
    ]
    assert "06/01" not in str(street.bot.town.tenancies[B].slack.modals)


def test_in_a_channel_of_ones_own_a_mention_of_the_other_leads_nowhere(street: Street) -> None:
    """Whoever writes the other bot's id is not taken for somebody who asks it."""
    speaker = here(street.bot, B, "U2")
    before = len(street.bot.town.tenancies[A].slack.posted)
    speaker.event("app_mention", text=f"<@{BOT[A]}> what is open?", channel="C0OWN")

    assert len(street.bot.town.tenancies[A].slack.posted) == before
    assert "paint the pier" in speaker.last().text


def test_where_the_other_has_removed_the_bot_the_one_that_is_named_answers(street: Street) -> None:
    street.bot.town.tenancies[A].gone = True
    here(street.bot, A).event("app_uninstalled")
    came = street.said("app_mention", f"<@{BOT[A]}> what is open?", by="U2", of=B, named=B)

    assert came[A] == []
    assert len(came[B]) == 1
