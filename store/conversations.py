"""What a thread or a direct message is about, and what was last offered in it."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables import Conversation

OFFER_LASTS = timedelta(minutes=10)  # after that a bare "yes" may mean something else


def thread(channel: str, ts: str) -> str:
    """The key of what grows below that message."""
    return f"{channel}:{ts}"


class Conversations:
    """The memory of one partnership's conversations."""

    def __init__(self, session: Session, partnership_id: int, now: datetime) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.now = now

    def get(self, key: str) -> Conversation | None:
        mine = (Conversation.partnership_id == self.partnership_id, Conversation.key == key)
        return self.session.scalar(select(Conversation).where(*mine))

    def offered(self, key: str) -> str | None:
        """The buttons last shown there, encoded, while a bare "yes" can still mean them."""
        conversation = self.get(key)
        fresh = conversation is not None and self.now - conversation.at <= OFFER_LASTS
        return conversation.offered if conversation is not None and fresh else None

    def remember(self, key: str, about: list[str] | None, offered: str | None) -> None:
        """Note what was just said there. With None what it is about stays."""
        conversation = self.get(key)
        if conversation is None:
            conversation = Conversation(partnership_id=self.partnership_id, key=key, about=[], at=self.now)
            self.session.add(conversation)
        conversation.at = self.now
        conversation.about = conversation.about if about is None else about
        conversation.offered = offered
