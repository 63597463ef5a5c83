"""Who a Slack user is in the directory: linked once by Slack id, found the first time by e-mail address.

An address counts only for members and guests of our own workspace, where Slack has checked it. Somebody of another
organisation in a shared channel (Slack Connect) has the address that their own workspace gives them, and a stranger
has none: those the secretariat links by hand.
"""

import time
from collections import defaultdict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.desk import Audience, Caller
from store.books import Books, commit
from store.database import Unavailable
from store.errors import BookError
from store.history import Author
from store.vocabulary import Vocabulary

ASK_AGAIN = 300.0  # seconds before a user that is in no directory is looked up again
_BY_EMAIL = Author("the bot, by e-mail address")
_LEFT = Author("the bot, since the Slack account was closed")
# Nobody is found by asking again for these.
_HIDDEN = frozenset({"user_not_found", "user_not_visible", "users_not_found"})


@dataclass
class Identity:
    """Finds people. `unknown` only saves asking Slack again for every word a stranger says.

    Two first words of somebody that come at once are looked up one after the other, or the second would be a stranger's.
    """

    books: Books
    client: WebClient
    unknown: dict[str, float] = field(default_factory=dict)
    team: str = ""  # asked for when first needed
    looking: defaultdict[str, Lock] = field(default_factory=lambda: defaultdict(Lock))

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
        with self.looking[user]:
            if time.monotonic() - self.unknown.get(user, -ASK_AGAIN) < ASK_AGAIN:
                return None
            self.unknown[user] = time.monotonic()
            try:
                found = self._linked(user, words)
            except BookError:
                self.unknown.pop(user, None)
                raise
            if found:
                self.unknown.pop(user, None)
            return found

    def _linked(self, user: str, words: Vocabulary) -> tuple[int, str] | None:
        """Whoever has that user's address; where the link cannot be kept just now it is made the next time."""
        email = self._email(user)
        if email is None:
            return None
        found: tuple[int, str] | None = None
        try:
            with self.books.open(words.partnership_id, _BY_EMAIL, writes=True) as books:
                person = books.directory.person_by_email(email)
                if person is None or (person.slack_user and person.slack_user != user):
                    return None
                found = person.id, person.name
                if person.slack_user:  # since these words were read
                    return found
                books.recorder.what = "link to Slack"
                books.directory.link(person, user)
                commit(books)
        except Unavailable:
            if found is None:
                raise
        return found

    def _email(self, user: str) -> str | None:
        """The address by which Slack knows somebody of our own workspace."""
        try:
            found: dict[str, Any] = self.client.users_info(user=user)["user"]
            if found.get("deleted") or found.get("is_bot") or found.get("is_stranger"):
                return None
            return (found.get("profile") or {}).get("email") or None if self._is_ours(found) else None
        except SlackApiError as error:
            if error.response.get("error") not in _HIDDEN:
                self.unknown.pop(user, None)
            return None
        except OSError:
            self.unknown.pop(user, None)
            return None

    def _is_ours(self, user: dict[str, Any]) -> bool:
        """Whether it is a user of the workspace that the bot is installed in."""
        theirs = {user.get("team_id"), *((user.get("enterprise_user") or {}).get("teams") or ())} - {None}
        if not theirs:
            return True
        if not self.team:
            self.team = str(self.client.auth_test().get("team_id") or "")
        return not self.team or self.team in theirs

    def look_again(self, user: str) -> None:
        """Something about that user has changed, so that whoever was unknown may be known now."""
        self.unknown.pop(user, None)

    def forget(self, user: str, partnership_id: int) -> None:
        """That Slack account is closed: whoever had it is linked to none, and may come back with another."""
        self.look_again(user)
        with self.books.open(partnership_id, _LEFT, writes=True) as books:
            person = books.directory.person_on_slack(user)
            if person is None:
                return
            books.recorder.what = "unlink from Slack"
            books.directory.unlink(person)
            commit(books)
