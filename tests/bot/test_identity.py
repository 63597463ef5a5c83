"""Who a Slack user is: by e-mail address once, by hand, and no longer when the account is closed."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.conversation import Conversation
from tests.fake_slack import FakeSlack

SECRETARIAT, OWNER, LATE = "Nadia Rahimi", "Tom Adisa", "Oliver Strand"


@pytest.fixture
def late(bot: Conversation) -> str:
    """The Slack user of somebody of the directory who has not spoken yet."""
    bot.users[LATE] = "U0PELOLIVER"
    bot.slack.emails["U0PELOLIVER"] = "oliver.strand@avershire.example"
    return "U0PELOLIVER"


def linked(bot: Conversation, name: str) -> str | None:
    return next(p.slack_user for p in bot.services.words().people if p.name == name)


def changes(bot: Conversation, user: str, **what: object) -> None:
    bot.dispatch(
        {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": f"Ev-{user}-{sorted(what)}",
            "event": {"type": "user_change", "user": {"id": user, **what}},
        }
    )


def test_the_first_word_links_by_address(bot: Conversation, late: str) -> None:
    bot.command(LATE, "/actions")

    assert linked(bot, LATE) == late


class Slowly(FakeSlack):
    """Slack that takes a moment to say who somebody is."""

    def users_info(self, *, user: str, **more: Any) -> Any:
        time.sleep(0.05)
        return super().users_info(user=user, **more)


def test_two_first_words_at_once_are_of_the_same_member(bot: Conversation, late: str) -> None:
    """A double click, or a delivery over an old connection and one over the new one."""
    identity, words = bot.services.identity, bot.services.words()
    identity.client = Slowly(bot.slack)
    with ThreadPoolExecutor(4) as threads:
        callers = list(threads.map(lambda _: identity.caller(late, words), range(4)))

    assert [caller.name for caller in callers] == [LATE] * 4
    assert linked(bot, LATE) == late


@pytest.mark.parametrize(
    "profile",
    [
        {"team_id": "T9"},
        {"is_stranger": True},
        {"is_bot": True},
        {"deleted": True},
        {"team_id": "T9", "enterprise_user": {"teams": ["T8"]}},
    ],
)
def test_an_address_counts_only_in_our_own_workspace(
    bot: Conversation, late: str, profile: dict[str, object]
) -> None:
    """Another organisation of a shared channel gives its people what addresses it likes."""
    bot.slack.profiles[late] = profile

    assert "I do not know you as a member yet" in bot.command(LATE, "/actions all").text
    assert linked(bot, LATE) is None


@pytest.mark.parametrize(
    "profile",
    [{"team_id": "T1"}, {"is_restricted": True}, {"team_id": "T9", "enterprise_user": {"teams": ["T1"]}}],
)
def test_guests_and_members_of_a_grid_are_ours(
    bot: Conversation, late: str, profile: dict[str, object]
) -> None:
    bot.slack.profiles[late] = profile

    bot.command(LATE, "/actions")

    assert linked(bot, LATE) == late


def test_somebody_from_elsewhere_is_linked_by_hand_and_then_works(bot: Conversation, late: str) -> None:
    bot.slack.profiles[late] = {"team_id": "T9", "is_stranger": True}
    bot.command(LATE, "/actions")

    bot.command(SECRETARIAT, f"/contacts link <@{late}> {LATE}")

    assert bot.command(LATE, "/contacts confirm").text.startswith("Thank you: your details are right")


def test_unlinked_by_hand_they_are_a_stranger(bot: Conversation, late: str) -> None:
    bot.command(LATE, "/actions")
    del bot.slack.emails[late]

    heard = bot.command(SECRETARIAT, f"/contacts unlink <@{late}>")

    assert heard.text.startswith(f"Unlinked: no Slack user is {LATE} any more.")
    assert linked(bot, LATE) is None
    assert "I do not know you as a member yet" in bot.command(LATE, "/actions all").text
    bot.press(SECRETARIAT, heard, "Undo")
    assert linked(bot, LATE) == late


def test_whose_account_is_closed_is_unlinked_and_may_come_back_with_another(
    bot: Conversation, late: str
) -> None:
    bot.command(LATE, "/actions")

    changes(bot, late, deleted=True)

    assert linked(bot, LATE) is None
    bot.users[LATE] = "U0PELOLIVER2"
    bot.slack.emails["U0PELOLIVER2"] = bot.slack.emails.pop(late)
    bot.command(LATE, "/actions")
    assert linked(bot, LATE) == "U0PELOLIVER2"


def test_who_gets_another_address_is_looked_up_anew(bot: Conversation, late: str) -> None:
    bot.slack.emails[late] = "private@elsewhere.example"
    bot.command(LATE, "/actions")
    bot.slack.emails[late] = "oliver.strand@avershire.example"
    bot.command(LATE, "/actions")
    assert linked(bot, LATE) is None

    changes(bot, late, profile={"email": "oliver.strand@avershire.example"})
    bot.command(LATE, "/actions")

    assert linked(bot, LATE) == late


def test_a_stranger_leaving_changes_nothing(bot: Conversation) -> None:
    before = bot.services.words()

    changes(bot, "U0NOBODY", deleted=True)

    assert bot.services.words() == before


@pytest.mark.parametrize(("refusal", "again"), [("user_not_visible", False), ("internal_error", True)])
def test_what_slack_hides_is_not_asked_for_again_and_a_failure_is(
    bot: Conversation, late: str, refusal: str, again: bool
) -> None:
    bot.slack.refusals["users.info"] = refusal
    bot.command(LATE, "/actions")
    bot.slack.refusals.clear()

    bot.command(LATE, "/actions")

    assert (linked(bot, LATE) == late) is again
