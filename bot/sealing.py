"""Tokens at rest: sealed with a key from the environment, so that the database alone gives nobody a token.

Several keys may be named. The first seals, all of them open: so a key is replaced by naming the new one before it.
"""

from collections.abc import Sequence
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Dialect, String, TypeDecorator

from store.errors import BookError, Invalid

MAKE_ONE = "openssl rand -base64 32 | tr '+/' '-_'"


class Unopenable(BookError):
    """It was sealed with a key that is not at hand. The text names no secret."""


class Seal:
    """The keys, the first of which seals. Raises Invalid, with the remedy, when one of them is no key."""

    def __init__(self, keys: Sequence[str]) -> None:
        try:
            fernets = [Fernet(key.encode()) for key in keys]
            self._keys, self._first = MultiFernet(fernets), fernets[0]
        except (ValueError, IndexError) as error:
            raise Invalid(
                "SLACK_TOKEN_KEYS holds no keys that can be used: each is 32 bytes in URL-safe base64, with a comma"
                f" between two. Make one with: {MAKE_ONE}"
            ) from error

    def seal(self, plain: str) -> str:
        """What is stored in its place."""
        return self._keys.encrypt(plain.encode()).decode()

    def open(self, sealed: str) -> str:
        """What was sealed with any of the keys. Raises Unopenable."""
        try:
            return self._keys.decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise Unopenable(
                "A Slack token in the database cannot be opened with SLACK_TOKEN_KEYS. Name the key that it was sealed"
                " with there as well, after the new one; if that key is lost, the workspace has to install the bot again."
            ) from error

    def is_of_first(self, sealed: str) -> bool:
        """Whether the key that seals today has sealed it."""
        try:
            self._first.decrypt(sealed.encode())
        except InvalidToken:
            return False
        return True


class Sealed(TypeDecorator[str]):
    """A text that is sealed in the database and plain in memory."""

    impl = String
    cache_ok = False  # it holds the keys

    def __init__(self, seal: Seal) -> None:
        super().__init__()
        self.seal = seal

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else self.seal.seal(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> str | None:
        return None if value is None else self.seal.open(value)
