"""Who a Slack user is in the directory: linked once by Slack id, found the first time by e-mail address."""

import time
from dataclasses import dataclass, field
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.desk import Audience, Caller
from store.books import Books, commit
from store.history import Author
from store.vocabulary import Vocabulary

ASK_AGAIN = 300.0  # seconds before a user that is in no directory is looked up again
_BY_EMAIL = Author("the bot, by e-mail address")


@dataclass
class Identity:
    """Finds people. `unknown` only saves asking Slack again for every word a stranger says."""

    books: Books
    client: WebClient
    unknown: dict[str, float] = field(default_factory=dict)

    def caller(
        self,
        user: str,
        words: Vocabulary,
        *,
        delivery: str | None = None,
        place: str | None = None,
        audience: Audience = Audience.PRIVATE,
        source: str | None = None,
    ) -> Caller:
        """The caller behind a Slack user; a stranger has no person."""
        known = self._known(user, words) or self._by_email(user, words)
        person_id, name = known or (None, "somebody who is not in the directory")
        return Caller(words.partnership_id, person_id, name, audience, delivery, place, source)

    @staticmethod
    def _known(user: str, words: Vocabulary) -> tuple[int, str] | None:
        return next(((p.id, p.name) for p in words.people if p.slack_user == user), None)

    def _by_email(self, user: str, words: Vocabulary) -> tuple[int, str] | None:
        """Link the person with the user's e-mail address, once. Slack may hide the address: then nobody is found."""
        if time.monotonic() - self.unknown.get(user, -ASK_AGAIN) < ASK_AGAIN:
            return None
        self.unknown[user] = time.monotonic()
        email = self._email(user)
        if email is None:
            return None
        with self.books.open(words.partnership_id, _BY_EMAIL, writes=True) as books:
            person = books.directory.person_by_email(email)
            if person is None or person.slack_user:
                return None
            books.recorder.what = "link to Slack"
            books.directory.link(person, user)
            commit(books)
        return person.id, person.name

    def _email(self, user: str) -> str | None:
        try:
            profile: dict[str, Any] = self.client.users_info(user=user)["user"].get("profile", {})
        except (SlackApiError, OSError):
            self.unknown.pop(user, None)
            return None
        return profile.get("email") or None
