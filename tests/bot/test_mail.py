"""Reminders to people without Slack, handed over to a real mail server."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import select

from bot.config import Mail
from bot.mail import BY_MAIL, Mailer, SlackOrMail
from scheduler.outbox import PAUSES
from store.books import commit
from store.history import Author
from store.tables import MeetingStatus, Outbox, OutboxState, Person
from tests.conversation import Conversation
from tests.ports import free_port

NINE = timedelta(minutes=1)  # the sample's clock stands at 08:59
OWNER = "Helen Bartosz"
BY = Author("a test")


@dataclass
class Postbox:
    """What the mail server has taken. `answer` is what it says to the next message instead of taking it."""

    taken: list[EmailMessage] = field(default_factory=list)
    answer: str = ""

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name for it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.answer.startswith("550"):
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        if self.answer:
            answer, self.answer = self.answer, ""
            return answer
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        return "250 OK"


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def mailing(bot: Conversation, postbox: Postbox) -> Iterator[Conversation]:
    """The bot with a mail server, and a member who has left Slack."""
    server = Controller(postbox, hostname="127.0.0.1", port=free_port())
    server.start()
    settings = Mail("127.0.0.1", server.port, "none", "bot@pelling.example")
    slack = bot.sweep.outlet
    bot.sweep.outlet = bot.sweep.courier.outlet = SlackOrMail(
        slack, bot.house.assistant, Mailer(settings, "")
    )
    with bot.house.books.session(writes=True) as session:
        owner = session.scalars(select(Person).where(Person.name == OWNER)).one()
        owner.slack_user, owner.email = None, "helen@home.example"
        session.commit()
    bot.slack.emails = {user: email for user, email in bot.slack.emails.items() if user != bot.id(OWNER)}
    bot.clock.step(NINE)
    yield bot
    server.stop()


def mailed(bot: Conversation) -> list[Outbox]:
    with bot.house.books.session(writes=False) as session:
        return list(session.scalars(select(Outbox).where(Outbox.channel.startswith(BY_MAIL))))


def test_who_has_no_slack_gets_the_same_by_mail(mailing: Conversation, postbox: Postbox) -> None:
    mailing.reminds()

    message = postbox.taken[0]
    assert message["To"] == f"{OWNER} <helen@home.example>"
    assert message["From"] == "bot@pelling.example"
    assert message["Subject"].startswith("Pellingford Community Safety Partnership: ")
    text = message.get_content()
    assert "action point" in text
    assert "write to the secretariat of Pellingford Community Safety Partnership" in text
    assert message["Auto-Submitted"] == "auto-generated"
    assert {row.state for row in mailed(mailing)} == {OutboxState.SENT}
    assert {row.draws for row in mailed(mailing)} == {None}

    mailing.reminds()
    assert len(postbox.taken) == len(mailed(mailing))


def test_the_secretariat_is_not_told_of_somebody_who_was_reached(
    mailing: Conversation, postbox: Postbox
) -> None:
    told = mailing.reminds()

    assert postbox.taken
    assert not [each for each in told if each.text.startswith("Not everybody can be reminded")]


def test_what_may_have_been_sent_is_sent_again_under_the_same_name(
    mailing: Conversation, postbox: Postbox
) -> None:
    postbox.answer = "451 later"
    mailing.reminds()
    (row,) = [row for row in mailed(mailing) if row.state is OutboxState.PENDING]

    mailing.clock.step(PAUSES[0])
    mailing.reminds()

    assert {each.state for each in mailed(mailing)} == {OutboxState.SENT}
    assert len({message["Message-ID"] for message in postbox.taken}) == len(postbox.taken)
    assert row.last_error == "SMTPDataError"


def test_an_address_that_is_refused_is_told_to_the_secretariat(
    mailing: Conversation, postbox: Postbox
) -> None:
    postbox.answer = "550 no such mailbox"
    mailing.reminds()

    told = mailing.reminds()

    assert postbox.taken == []
    assert not [row for row in mailed(mailing) if row.state is OutboxState.SENT]
    assert any(
        OWNER in post.text for post in mailing.slack.posted if post.text.startswith("Not everybody")
    ), told


def test_what_is_no_longer_so_follows(mailing: Conversation, postbox: Postbox) -> None:
    mailing.reminds()
    before = {message["Message-ID"] for message in postbox.taken}
    with mailing.house.books.open(mailing.partnership, BY, writes=True) as books:
        row = next(row for row in mailed(mailing) if row.meeting_id is not None)
        meeting = books.calendar.meeting(row.meeting_id or 0)
        assert meeting
        meeting.status = MeetingStatus.CANCELLED
        commit(books)

    mailing.clock.step(timedelta(minutes=5))
    mailing.reminds()

    last = postbox.taken[-1]
    assert last["In-Reply-To"] in before
    assert last["Message-ID"] not in before
    assert "was cancelled" in last.get_content()


def test_a_mail_server_that_is_away_is_tried_again(mailing: Conversation, postbox: Postbox) -> None:
    outlet = mailing.sweep.courier.outlet
    assert isinstance(outlet, SlackOrMail)
    away = SlackOrMail(
        outlet.slack, outlet.assistant, Mailer(Mail("127.0.0.1", 9, "none", "b@x.example"), "")
    )
    mailing.sweep.courier.outlet = away
    mailing.reminds()
    assert {row.state for row in mailed(mailing)} == {OutboxState.PENDING}

    mailing.sweep.courier.outlet = outlet
    mailing.clock.step(PAUSES[0])
    mailing.reminds()

    assert {row.state for row in mailed(mailing)} == {OutboxState.SENT}
    assert postbox.taken
