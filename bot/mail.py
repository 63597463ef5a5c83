"""Reminders by e-mail, to people who have no account in the Slack workspace.

Nothing can be looked up in somebody's mailbox. So one that may have been sent is sent again, under the same Message-ID:
mailboxes that tell messages apart by that show it once.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formataddr, formatdate

from bot.assistant import Assistant
from bot.blocks.plain import plain
from bot.config import Mail
from bot.saying import saying
from scheduler.content import Addressee, Channel, Correction, Notice
from scheduler.errands import Errand, Outlet, Undelivered
from scheduler.troubles import OF_PEOPLE, Trouble
from store.history import Author

ANSWERED_WITHIN = 10  # seconds for one step of a mail server
BY_MAIL = "mail:"  # begins the place of somebody who is written to by e-mail; their id follows
SENT = "mail"  # stands for the time stamp of a message, which mail has none of
_MACHINE = Author("the reminders")
_FOOT = (
    "You get this by e-mail because you have no account in the partnership's Slack workspace. "
    "To say how it stands, write to the secretariat of {partnership}."
)


@dataclass(frozen=True, slots=True)
class Mailer:
    """A mail server that takes messages. `password` may be empty where none is wanted."""

    settings: Mail
    password: str

    def send(self, message: EmailMessage) -> None:
        """Hand it over. Raises Undelivered."""
        with _undelivered(), self._connected() as server:
            server.send_message(message)

    def _connected(self) -> smtplib.SMTP:
        host, port, security = self.settings.host, self.settings.port, self.settings.security
        context = ssl.create_default_context()
        if security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=ANSWERED_WITHIN, context=context)
        else:
            server = smtplib.SMTP(host, port, timeout=ANSWERED_WITHIN)
        if security == "starttls":
            server.starttls(context=context)
        if self.settings.user:
            server.login(self.settings.user, self.password)
        return server


@contextmanager
def _undelivered() -> Iterator[None]:
    """What a mail server refuses, in the words that reminders have for it."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        raise Undelivered(
            "the mail server refused the address", trouble=Trouble.UNKNOWN_PERSON, final=True, certain=True
        ) from error
    except (
        smtplib.SMTPAuthenticationError,
        smtplib.SMTPSenderRefused,
        smtplib.SMTPNotSupportedError,
    ) as error:
        raise Undelivered("the mail server refused the bot", trouble=Trouble.NO_MAIL, certain=True) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Undelivered(type(error).__name__) from error


@dataclass(frozen=True, slots=True)
class SlackOrMail:
    """Slack, and mail for whoever is not to be found there, as `scheduler.errands.Outlet` has it."""

    slack: Outlet
    assistant: Assistant
    mailer: Mailer

    def place(self, recipient: Channel | Addressee, errand: Errand) -> str:
        """Where Slack has it; else the mailbox of somebody whose address is known."""
        try:
            return self.slack.place(recipient, errand)
        except Undelivered as refused:
            if (
                not isinstance(recipient, Addressee)
                or not recipient.email
                or refused.trouble not in OF_PEOPLE
            ):
                raise
            return f"{BY_MAIL}{recipient.person_id}"

    def find(self, place: str, errand: Errand) -> str | None:
        """Nobody can look into a mailbox."""
        return None if place.startswith(BY_MAIL) else self.slack.find(place, errand)

    def post(self, place: str, notice: Notice, errand: Errand) -> str:
        """Post it or mail it. What is no longer so follows as a mail of its own."""
        if not place.startswith(BY_MAIL):
            return self.slack.post(place, notice, errand)
        said, _ = saying(notice, errand, self.assistant)
        title, _, text = plain(said, errand.zone).partition("\n")
        self.mailer.send(self._message(place, title, text, errand, follows=isinstance(notice, Correction)))
        return SENT

    def _message(self, place: str, title: str, text: str, errand: Errand, *, follows: bool) -> EmailMessage:
        with self.assistant.books.open(errand.partnership_id, _MACHINE, writes=False) as books:
            partnership = books.partnership.name
            person = books.directory.person(int(place.removeprefix(BY_MAIL)))
            to = formataddr((person.name, person.email)) if person and person.email else ""
        if not to:
            raise Undelivered(
                "no e-mail address any more", trouble=Trouble.UNKNOWN_PERSON, final=True, certain=True
            )
        host = self.mailer.settings.sender.rpartition("@")[2].strip(" >")
        first = f"<{errand.mark}@{host}>"
        message = EmailMessage()
        message["Subject"] = f"{partnership}: {title}"
        message["From"] = self.mailer.settings.sender
        message["To"] = to
        message["Date"] = formatdate(localtime=False)
        message["Message-ID"] = f"<{errand.mark}.corrected@{host}>" if follows else first
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies, please
        if follows:
            message["In-Reply-To"] = first
        message.set_content(f"{title}\n\n{text}\n\n-- \n{_FOOT.format(partnership=partnership)}\n")
        return message

    def attach(self, place: str, ts: str, notice: Notice, errand: Errand) -> None:
        """Files go under posts in channels only."""
        if not place.startswith(BY_MAIL):
            self.slack.attach(place, ts, notice, errand)

    def draws(self, place: str, notice: Notice) -> str | None:
        """What was mailed stays as it is."""
        return None if place.startswith(BY_MAIL) else self.slack.draws(place, notice)
