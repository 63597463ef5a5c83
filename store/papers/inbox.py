"""Papers in hand: sent and read, looked at row by row, then applied or put away."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from store.errors import NotFound
from store.papers.paper import Paper
from store.tables import PaperInHand

KEPT = timedelta(days=14)  # after that nobody will press its buttons any more
_DECODER = msgspec.json.Decoder(Paper)


def packed(paper: Paper) -> bytes:
    """A paper as bytes, for storing it and for handing it from one process to another."""
    return msgspec.json.encode(paper)


def unpacked(content: bytes | str) -> Paper:
    """The paper that `packed` wrote. Raises msgspec.MsgspecError for anything else."""
    return _DECODER.decode(content)


class Inbox:
    """The papers of one partnership that are in hand."""

    def __init__(self, session: Session, partnership_id: int, now: datetime) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.now = now

    def take(self, paper: Paper) -> PaperInHand:
        """Keep a paper until it is applied; those that nobody has looked at for long are thrown away."""
        mine = PaperInHand.partnership_id == self.partnership_id
        self.session.execute(delete(PaperInHand).where(mine, PaperInHand.at < self.now - KEPT))
        row = PaperInHand(
            partnership_id=self.partnership_id,
            name=paper.name[:200],
            at=self.now,
            content=packed(paper).decode(),
            chosen=[],
        )
        self.session.add(row)
        self.session.flush()
        return row

    def get(self, paper_id: int) -> PaperInHand:
        """A paper in hand. Raises NotFound when it is there no more."""
        mine = (PaperInHand.partnership_id == self.partnership_id, PaperInHand.id == paper_id)
        row = self.session.scalar(select(PaperInHand).where(*mine))
        if row is None:
            raise NotFound("I do not have that paper any more. Nothing was changed; please send it again.")
        return row

    def choose(self, row: PaperInHand, keys: Iterable[str], *, take: bool) -> None:
        """Note which unsure rows are to be taken, or are not after all."""
        kept = dict.fromkeys(row.chosen)
        for key in keys:
            if take:
                kept[key] = None
            else:
                kept.pop(key, None)
        row.chosen = list(kept)

    def put_away(self, row: PaperInHand) -> None:
        """It is applied, or not wanted."""
        self.session.delete(row)
