"""The way of a reminder to Slack: what it carries, how it is found again, and what becomes of each of Slack's refusals."""

from dataclasses import replace
from datetime import date, timedelta
from http.client import RemoteDisconnected
from time import time
from typing import Any
from urllib.error import URLError
from zoneinfo import ZoneInfo

import pytest
from slack_sdk.web import SlackResponse
from sqlalchemy import create_engine, select

from bot.assistant import Assistant
from bot.delivery import PAGE, Delivery
from scheduler.addresses import Addressee, Channel
from scheduler.errands import Errand, Undelivered
from scheduler.outbox import PAUSES
from scheduler.troubles import Trouble
from scheduler.weekly import Weekly
from store.books import Books
from store.clock import StoppedClock
from store.tables import Outbox, OutboxState
from tests.conversation import BOARD, Conversation, Heard
from tests.fake_slack import FakeSlack, Posted, Workspace
from tests.scheduler.world import local

LONDON = ZoneInfo("Europe/London")
NINE = timedelta(minutes=1)  # the sample's clock stands at 08:59
ERRAND = Errand(1, "5f2a", LONDON, timedelta(hours=1))


def in_board(heard: list[Heard]) -> list[str]:
    """The first lines of what is posted in the Board's channel."""
    return [each.text.partition("\n")[0] for each in heard if each.channel == BOARD]


def to_secretariat(bot: Conversation, heard: list[Heard]) -> list[str]:
    """What Nadia is told about reminders."""
    direct = "D" + bot.id("Nadia Rahimi").removeprefix("U")
    about = ("Reminders", "Not everybody", "Some reminders", "A reminder", "One reminder")
    return [each.text for each in heard if each.channel == direct and each.text.startswith(about)]


def rows(bot: Conversation, **columns: Any) -> list[Outbox]:
    with bot.house.books.session(writes=False) as session:
        return list(session.scalars(select(Outbox).filter_by(**columns).order_by(Outbox.id)))


def test_it_carries_a_mark_that_tells_nobody_anything(bot: Conversation) -> None:
    bot.clock.step(NINE)
    bot.reminds()

    (posted,) = [p for p in bot.slack.posted if p.channel == BOARD and p.text.startswith("Report deadline")]
    mark = posted.metadata["event_payload"]["mark"]
    assert posted.blocks[0]["block_id"] == f"reminder|{mark}"
    assert posted.metadata == {"event_type": "partnership_reminder", "event_payload": {"mark": mark}}
    assert len(mark) == 32
    assert int(mark, 16)
    assert len({p.metadata["event_payload"]["mark"] for p in bot.slack.posted}) == len(bot.slack.posted)


REFUSALS = {
    "channel_not_found": (
        "Reminders of a channel do not arrive\n"
        "Since Tuesday 26 May 2026 at 09:00 I cannot find the channel of Pellingford Community Safety Partnership Board"
        " (C0PELBOARD). Either it is private and I have not been invited: then type /invite in it and choose me. Or it"
        " is gone, and the group needs another. I try again every hour for as long as each reminder is of use; nothing"
        " else is needed once it is put right."
    ),
    "not_in_channel": (
        "Reminders of a channel do not arrive\n"
        "Since Tuesday 26 May 2026 at 09:00 I am no member of the channel of Pellingford Community Safety Partnership"
        " Board (C0PELBOARD), so I cannot post there. Type /invite in it and choose me. I try again every hour for as"
        " long as each reminder is of use; nothing else is needed once it is put right."
    ),
    "is_archived": (
        "Reminders of a channel do not arrive\n"
        "Since Tuesday 26 May 2026 at 09:00 the channel of Pellingford Community Safety Partnership Board (C0PELBOARD)"
        " is archived, so nobody can post there. Unarchive it, or give the group another. I try again every hour for"
        " as long as each reminder is of use; nothing else is needed once it is put right."
    ),
    "restricted_action": (
        "Reminders of a channel do not arrive\n"
        "Since Tuesday 26 May 2026 at 09:00 I may not post in the channel of Pellingford Community Safety Partnership"
        " Board (C0PELBOARD): only some people may. A workspace administrator can add me under the channel's posting"
        " permissions. I try again every hour for as long as each reminder is of use; nothing else is needed once it"
        " is put right."
    ),
    "missing_scope": (
        "Some reminders do not arrive\n"
        "Since Tuesday 26 May 2026 at 09:00 Slack does not let me do all that reminders need, direct messages for"
        " instance. Whoever runs the bot finds what is missing with the command “check”; as a rule the app has to be"
        " installed again. I try again every hour for as long as each reminder is of use; nothing else is needed once"
        " it is put right."
    ),
    "invalid_blocks": (
        "A reminder could not be posted\n"
        "On Tuesday 26 May 2026 at 09:00 Slack refused a message that I had written. That is a fault of mine: please"
        " tell whoever runs the bot, whose log says which reminder it was. Others are not affected."
    ),
    "ratelimited": (
        "Reminders come a little later\n"
        "On Tuesday 26 May 2026 at 09:00 Slack has asked me to post more slowly, so where there is much to say, it"
        " comes one message a second. None is lost, and nothing needs to be done."
    ),
}
SAME = {"channel_is_limited": "restricted_action", "restricted_action_read_only_channel": "restricted_action"}


@pytest.mark.parametrize("word", [*REFUSALS, *SAME])
def test_the_secretariat_learns_of_a_refusal_in_words_once(bot: Conversation, word: str) -> None:
    bot.slack.refusals[f"chat.postMessage {BOARD}"] = word
    bot.clock.step(NINE)
    heard = bot.reminds()

    assert in_board(heard) == []
    assert [said for said in to_secretariat(bot, heard) if not said.startswith("Not everybody")] == [
        REFUSALS[SAME.get(word, word)]
    ]
    for pause in PAUSES:
        bot.clock.step(pause)
        assert to_secretariat(bot, bot.reminds()) == []


@pytest.mark.parametrize("word", ["channel_not_found", "not_in_channel", "is_archived", "ratelimited"])
def test_once_it_is_put_right_the_reminder_comes_and_says_that_it_is_late(
    bot: Conversation, word: str
) -> None:
    bot.slack.refusals[f"chat.postMessage {BOARD}"] = word
    bot.clock.step(NINE)
    bot.reminds()
    del bot.slack.refusals[f"chat.postMessage {BOARD}"]

    bot.clock.step(timedelta(hours=2))
    deadline = next(each for each in bot.reminds() if each.text.startswith("Report deadline"))

    assert deadline.text.splitlines()[:3] == [
        "Report deadline in 7 days: Tuesday 2 June 2026",
        "This should have come on Tuesday 26 May 2026 at 09:00.",
        "Papers for the Board meeting of Tuesday 16 June 2026 go to the secretariat by then.",
    ]


@pytest.mark.parametrize("word", ["invalid_auth", "token_revoked", "account_inactive"])
def test_without_a_token_all_of_it_waits_and_comes_when_there_is_one(
    bot: Conversation, word: str, caplog: pytest.LogCaptureFixture
) -> None:
    for method in ("chat.postMessage", "conversations.open", "users.lookupByEmail"):
        bot.slack.refusals[method] = word
    bot.clock.step(NINE)
    for _ in range(3):
        assert bot.reminds() == []
    assert caplog.text.count("No reminder of partnership 1 can be posted") == 1

    bot.slack.refusals.clear()
    heard = bot.reminds()

    assert "Report deadline in 7 days: Tuesday 2 June 2026" in in_board(heard)
    (told,) = [said for said in to_secretariat(bot, heard) if said.startswith("Reminders were held up")]
    assert "Slack did not accept me any more, so no reminder could be posted. It accepts me again" in told
    assert {row.attempts for row in rows(bot, state=OutboxState.SENT)} == {1}


def test_who_has_no_account_is_named_to_the_secretariat_together(bot: Conversation) -> None:
    bot.clock.step(NINE)

    (told,) = to_secretariat(bot, bot.reminds())

    assert told.startswith(
        "Not everybody can be reminded\nOn Tuesday 26 May 2026 at 09:00 I had something for "
    )
    names, _, rest = told.partition("I had something for ")[2].partition(", and found no account")
    assert " and " in names
    first = names.partition(",")[0].partition(" and ")[0]
    assert f"`/contacts link @user {first}`" in rest
    assert to_secretariat(bot, bot.reminds()) == []


def test_a_missed_reminder_is_named_in_words(bot: Conversation) -> None:
    bot.clock.step(NINE)
    bot.reminds()
    bot.clock.step(
        timedelta(days=2)
    )  # the reminder of the day of the group's meeting is over in the afternoon

    (told,) = [said for said in to_secretariat(bot, bot.reminds()) if said.startswith("One reminder")]

    assert told == (
        "One reminder was not sent\n"
        "It had lost its use before I could post it, so it will not come any more.\n"
        "• Meeting tomorrow: MASG, Thursday 28 May 2026 (due on Wednesday 27 May 2026 at 09:00)"
    )


# What Delivery makes of answers that no fake gives


class Answering(FakeSlack):
    """Answers every call with one thing, or fails in one way."""

    def __init__(self, answer: dict[str, Any] | Exception, status: int = 200, **headers: str) -> None:
        super().__init__(Workspace())
        self.given, self.status, self.sent = answer, status, headers

    def api_call(self, api_method: str, **_: Any) -> SlackResponse:
        if isinstance(self.given, Exception):
            raise self.given
        answer: SlackResponse = SlackResponse(
            client=self,
            http_verb="POST",
            api_url=api_method,
            req_args={},
            data=self.given,
            headers={name.replace("_", "-"): value for name, value in self.sent.items()},
            status_code=self.status,
        ).validate()  # type: ignore[no-untyped-call]  # the SDK has no types there
        return answer


def way(client: FakeSlack) -> Delivery:
    """For what shows nothing of any books."""
    return Delivery(
        Assistant(Books(create_engine("sqlite://"), StoppedClock(local("2026-05-26 09:00")))),
        lambda _: client,
    )


WEEK = Weekly("Board", date(2026, 5, 25), Channel(BOARD), (), (), (), (), (), 3)


def refused(client: FakeSlack) -> Undelivered:
    """How a post is refused."""
    with pytest.raises(Undelivered) as error:
        way(client).post(BOARD, WEEK, ERRAND)
    return error.value


@pytest.mark.parametrize("word", ["is_archived", "token_revoked", "invalid_blocks", "a_word_of_tomorrow"])
def test_what_slack_refuses_stands_nowhere(word: str) -> None:
    found = refused(Answering({"ok": False, "error": word}))

    assert (str(found), found.certain, found.wait) == (word, True, None)


@pytest.mark.parametrize(
    ("client", "why"),
    [
        (Answering({"ok": False, "error": "internal_error"}), "internal_error"),
        (Answering({"ok": False, "error": "fatal_error"}, 500), "fatal_error"),
        (
            Answering({"ok": False, "error": "Received a response in a non-JSON format: <html>"}, 502),
            "HTTP status 502",
        ),
        (
            Answering({"ok": False, "error": "Received a response in a non-JSON format: Welcome"}),
            "HTTP status 200",
        ),
        (Answering(TimeoutError("timed out")), "TimeoutError"),
        (Answering(RemoteDisconnected("")), "RemoteDisconnected"),
        (Answering(URLError("unreachable")), "URLError"),
    ],
)
def test_without_an_answer_of_slacks_it_may_stand_there(client: FakeSlack, why: str) -> None:
    found = refused(client)

    assert (str(found), found.certain, found.final, found.trouble) == (why, False, False, None)


@pytest.mark.parametrize(
    ("headers", "seconds"), [({"Retry_After": "7"}, 7), ({"retry_after": "30"}, 30), ({}, 1)]
)
def test_a_pace_that_is_asked_for_is_passed_on(headers: dict[str, str], seconds: int) -> None:
    found = refused(Answering({"ok": False, "error": "ratelimited"}, 429, **headers))

    assert (found.wait, found.trouble, found.certain) == (timedelta(seconds=seconds), Trouble.TOO_FAST, True)


@pytest.mark.parametrize(
    ("who", "why"),
    [
        (Addressee(1, "Ada", None, None), "no Slack user and no e-mail address"),
        (Addressee(1, "Ada", None, "ada@nowhere.example"), "users_not_found"),
    ],
)
def test_somebody_who_is_not_in_the_workspace_is_not_looked_for_again(who: Addressee, why: str) -> None:
    with pytest.raises(Undelivered) as error:
        way(FakeSlack(Workspace())).place(who, ERRAND)

    assert (str(error.value), error.value.final, error.value.trouble) == (why, True, Trouble.UNKNOWN_PERSON)


@pytest.fixture
def crowd() -> Workspace:
    """A channel in which the bot has posted, and people have talked for several pages since."""
    slack = Workspace()
    way(FakeSlack(slack)).post(BOARD, WEEK, ERRAND)
    slack.posted += [Posted(BOARD, slack.next_ts(), "chatter", []) for _ in range(2 * PAGE + 3)]
    return slack


def found(slack: Workspace, errand: Errand = ERRAND, place: str = BOARD) -> str | None:
    return way(FakeSlack(slack)).find(place, errand)


def test_it_is_found_however_much_was_said_since(crowd: Workspace) -> None:
    assert found(crowd) == crowd.posted[0].ts
    assert found(crowd, replace(ERRAND, mark="5f2b")) is None
    assert found(crowd, place="C0OTHER") is None


def test_it_is_found_though_it_was_drawn_anew_since(crowd: Workspace) -> None:
    crowd.posted[0].blocks = [{"type": "section", "block_id": "part|0"}]

    assert found(crowd) == crowd.posted[0].ts


def test_it_is_found_where_metadata_are_not_kept(crowd: Workspace) -> None:
    crowd.posted[0].metadata = {}

    assert found(crowd) == crowd.posted[0].ts


def test_it_is_looked_for_in_what_was_said_since_it_was_due_and_a_day_more(crowd: Workspace) -> None:
    two_days_ago = int(time()) - 2 * 24 * 60 * 60
    crowd.posted[0].ts = f"{two_days_ago}.000001"

    assert found(crowd) is None
    assert found(crowd, replace(ERRAND, age=timedelta(days=1, hours=1))) == crowd.posted[0].ts


def on_the_eve(bot: Conversation) -> Posted:
    """The post of the register on the working day before the Board's meeting of 16 June, in its channel."""
    bot.clock.at = local("2026-06-15 09:00")
    bot.reminds()
    (posted,) = [p for p in bot.slack.posted if p.text.startswith("The register of action points")]
    assert posted.channel == BOARD
    return posted


def test_the_register_is_posted_with_its_paper_in_the_thread(bot: Conversation) -> None:
    posted = on_the_eve(bot)

    ((paper),) = bot.slack.files
    assert (paper["channel"], paper["thread_ts"]) == (BOARD, posted.ts)
    assert paper["filename"] == "Action points 2026-06-16.docx"
    assert paper["content"][:2] == b"PK"


def test_a_paper_that_is_refused_comes_once_it_is_taken(bot: Conversation) -> None:
    bot.slack.refusals["files.upload"] = "internal_error"
    posted = on_the_eve(bot)
    assert bot.slack.files == []
    assert [(row.state, row.channel) for row in rows(bot, kind="export")] == [(OutboxState.PENDING, BOARD)]

    del bot.slack.refusals["files.upload"]
    bot.clock.step(PAUSES[0])
    bot.reminds()

    assert [paper["thread_ts"] for paper in bot.slack.files] == [posted.ts]
    assert on_the_eve(bot) is posted


def test_a_paper_that_stands_there_is_not_put_there_again(bot: Conversation) -> None:
    posted = on_the_eve(bot)
    with bot.house.books.session(writes=True) as session:  # as if it had died before noting that
        row = session.scalars(select(Outbox).where(Outbox.kind == "export")).one()
        row.state, row.posted_ts, row.sent_at = OutboxState.PENDING, None, None
        session.commit()

    bot.reminds()

    assert len(bot.slack.files) == 1
    assert [(row.state, row.posted_ts) for row in rows(bot, kind="export")] == [(OutboxState.SENT, posted.ts)]
