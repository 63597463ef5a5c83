"""The handbook: what the partnership has agreed about itself."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables import HandbookEntry


class Handbook:
    """The handbook of one partnership over one transaction."""

    def __init__(self, session: Session, partnership_id: int) -> None:
        self.session = session
        self.partnership_id = partnership_id

    def every(self, kind: str) -> list[HandbookEntry]:
        """All entries of a kind ("terms", "priority", "glossary", "duty") by title."""
        mine = (HandbookEntry.partnership_id == self.partnership_id, HandbookEntry.kind == kind)
        return list(self.session.scalars(select(HandbookEntry).where(*mine).order_by(HandbookEntry.title)))

    def search(self, words: str) -> list[HandbookEntry]:
        """Entries whose title or text holds every word, titles first."""
        mine = select(HandbookEntry).where(HandbookEntry.partnership_id == self.partnership_id)
        for word in words.split()[:8]:
            said = HandbookEntry.title.icontains(word, autoescape=True)
            mine = mine.where(said | HandbookEntry.text.icontains(word, autoescape=True))
        found = list(self.session.scalars(mine.order_by(HandbookEntry.title).limit(10)))
        return sorted(found, key=lambda entry: words.casefold() not in entry.title.casefold())
