"""What the secretariat is told of the monthly clearing."""

from datetime import datetime, timedelta

from scheduler.clearing import Clearer
from store.retention import Periods
from tests.conversation import Conversation
from tests.leaks.watching import LONDON

SECRETARIAT = "Nadia Rahimi"


def test_the_secretariat_alone_reads_what_went(bot: Conversation) -> None:
    bot.mentions(SECRETARIAT, "02/10")
    bot.clock.at = datetime(2026, 7, 1, 9, 30, tzinfo=LONDON)
    Clearer(bot.house.books, Periods(former_people=0)).run()

    heard = [one for one in bot.reminds() if one.text.startswith("Cleared away")]

    assert [(one.text, one.channel) for one in heard] == [
        (
            (
                "Cleared away in July 2026\n• Conversations that had ended: 1\n"
                "The periods stand in the configuration under [retention]; the register itself is kept."
            ),
            "D0PELNADIA",
        )
    ]
    bot.clock.step(timedelta(minutes=5))
    assert not [one for one in bot.reminds() if one.text.startswith("Cleared away")]
