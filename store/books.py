"""The books of a partnership over one transaction, and the door to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, bindparam, select, update
from sqlalchemy.orm import Session

from store.absences import Absences
from store.agendas import Agendas
from store.attendance import Attendances
from store.calendar import Calendar
from store.chases import Chases
from store.clock import Clock
from store.conversations import Conversations
from store.database import translated
from store.deliveries import Deliveries
from store.directory import Directory
from store.errors import NotFound
from store.handbook import Handbook
from store.history import Author, Past, Recorder
from store.quiet import Quieted
from store.register import Register
from store.register_printed import PrintedRegister
from store.reviews import Reviews
from store.tables import Partnership
from store.vocabulary import Vocabulary, build

_EDITION = select(Partnership.edition).where(Partnership.id == bindparam("id"))


@dataclass(slots=True)
class OpenBooks:
    """Everything of one partnership that a request may need, over one transaction at one instant."""

    session: Session
    partnership: Partnership
    now: datetime
    recorder: Recorder
    zone: ZoneInfo = field(init=False)
    """The partnership's own zone: wall-clock times are in it."""
    today: date = field(init=False)
    """The date on the partnership's wall."""

    def __post_init__(self) -> None:
        self.zone = ZoneInfo(self.partnership.timezone)
        self.today = self.now.astimezone(self.zone).date()

    @property
    def register(self) -> Register:
        return Register(self.session, self.partnership.id, self.today, self.now, self.recorder.author.name)

    @property
    def reviews(self) -> Reviews:
        return Reviews(self.register, self.calendar)

    @property
    def printed_register(self) -> PrintedRegister:
        """The register for an import, which takes over numbers and states as printed."""
        return PrintedRegister(
            self.session, self.partnership.id, self.today, self.now, self.recorder.author.name
        )

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.session, self.partnership.id, self.today)

    @property
    def agendas(self) -> Agendas:
        return Agendas(self.session, self.partnership.id)

    @property
    def attendances(self) -> Attendances:
        return Attendances(self.session, self.partnership.id, self.now.astimezone(self.zone))

    @property
    def directory(self) -> Directory:
        return Directory(self.session, self.partnership.id, self.today)

    @property
    def handbook(self) -> Handbook:
        return Handbook(self.session, self.partnership.id)

    @property
    def absences(self) -> Absences:
        return Absences(self.session, self.partnership.id, self.today)

    @property
    def quiet(self) -> Quieted:
        return Quieted(self.session, self.partnership.id, self.today)

    @property
    def chases(self) -> Chases:
        return Chases(self.session, self.partnership.id, self.today)

    @property
    def past(self) -> Past:
        return Past(self.session, self.partnership.id, self.recorder)

    @property
    def deliveries(self) -> Deliveries:
        return Deliveries(self.session, self.partnership.id, self.now)

    @property
    def conversations(self) -> Conversations:
        return Conversations(self.session, self.partnership.id, self.now)


class Books:
    """The books of every partnership in one database. Threads may share it; transactions are never shared."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine = engine
        self.clock = clock
        self._vocabularies: dict[int, Vocabulary] = {}

    @contextmanager
    def open(self, partnership_id: int, author: Author, *, writes: bool) -> Iterator[OpenBooks]:
        """One transaction over the books of one partnership; committed by `commit`, rolled back otherwise.

        A transaction that will write says so, and waits for its turn at the start instead of failing later.
        """
        with translated(), self.session(writes=writes) as session:
            # Two writers of one partnership take turns: SQLite sees to it at BEGIN IMMEDIATE, PostgreSQL here.
            turn = {"key_share": True} if writes else None
            partnership = session.get(Partnership, partnership_id, with_for_update=turn)
            if partnership is None:
                raise NotFound("This partnership's books are not here.")
            now = self.clock.now()
            yield OpenBooks(session, partnership, now, Recorder(session, partnership_id, author, now))

    @contextmanager
    def session(self, *, writes: bool) -> Iterator[Session]:
        """A bare transaction, for what spans partnerships (the outbox, finding a partnership)."""
        with translated(), Session(self.engine, expire_on_commit=False) as session:
            session.connection(execution_options={"writes": writes})
            yield session

    def today(self, timezone: str) -> date:
        """The date on the wall of that zone."""
        return self.clock.now().astimezone(ZoneInfo(timezone)).date()

    def only_partnership(self) -> int | None:
        """The id of the one partnership here; None when there is none, the oldest when there are several."""
        with self.session(writes=False) as session:
            return session.scalar(select(Partnership.id).order_by(Partnership.id).limit(1))

    def vocabulary(self, partnership_id: int) -> Vocabulary:
        """The names and meetings of a partnership as they stand now.

        Asked several times for each request, so all that is read of unchanged ones is their edition.
        """
        known = self._vocabularies.get(partnership_id)
        if known is not None and known.edition == self._edition(partnership_id):
            return known
        with self.session(writes=False) as session:
            partnership = session.get_one(Partnership, partnership_id)
            return self.words_of(session, partnership)

    def _edition(self, partnership_id: int) -> int | None:
        with translated(), self.engine.connect() as connection:
            return connection.scalar(_EDITION, {"id": partnership_id})

    def words_of(self, session: Session, partnership: Partnership) -> Vocabulary:
        """The same within an open transaction; built anew only when directory or calendar have changed."""
        known = self._vocabularies.get(partnership.id)
        if known is None or known.edition != partnership.edition:
            known = build(session, partnership, self.clock.now().date())
            self._vocabularies[partnership.id] = known
        return known


def commit(books: OpenBooks) -> None:
    """Make it so: history written, edition raised when derived things changed, committed."""
    books.session.flush()
    if books.recorder.derived_changed:
        books.session.execute(
            update(Partnership)
            .where(Partnership.id == books.partnership.id)
            .values(edition=Partnership.edition + 1)
        )
    books.session.commit()
