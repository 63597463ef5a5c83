"""The books of a partnership over one transaction, and the door to them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, Select, bindparam, func, select, update
from sqlalchemy.orm import Session

from store.absences import Absences
from store.agendas import Agendas
from store.announcements import Announcements
from store.attendance import Attendances
from store.calendar import Calendar
from store.calendar_changes import CalendarChanges
from store.chases import Chases
from store.clock import Clock
from store.closings import Closings
from store.conversations import Conversations
from store.database import kept, translated
from store.delegations import Delegations
from store.deliveries import Deliveries
from store.directory import Directory
from store.errors import NotFound
from store.handbook import Handbook
from store.history import Author, Recorder
from store.kept import Kept
from store.papers.inbox import Inbox
from store.past import Past
from store.patience import Patience
from store.quiet import Quieted
from store.register import Register
from store.register_printed import PrintedRegister
from store.register_reading import Points, State
from store.reviews import Reviews
from store.room import Room
from store.settings import DEFAULTS, Settings
from store.shown import Shown
from store.tables import Change, Partnership
from store.topics import Topics
from store.unanswered import Unanswered
from store.undoing import Undoing
from store.upkeep import Upkeep
from store.views import PartnershipView
from store.vocabulary import Vocabulary, build

if TYPE_CHECKING:
    from store.passages import Passages
    from store.plans import Plans

_WRITING = {"writes": True}
# PostgreSQL takes no snapshot for a transaction unless it is told to, so for one that only reads there is nothing to
# begin or to end; each of these would take as long as a statement.
_READING = {"writes": False}
_READING_BESIDE_OTHERS = {**_READING, "isolation_level": "AUTOCOMMIT"}

_EDITION = select(Partnership.edition).where(Partnership.id == bindparam("id"))
# As columns: loading the row as an object takes as long as a page of the register.
_OPENED = select(
    Partnership.id,
    Partnership.name,
    Partnership.short_name,
    Partnership.timezone,
    Partnership.edition,
    Partnership.created_at,
    Partnership.uid,
).where(Partnership.id == bindparam("id"))
# Every change of the register stands in the history, so the last one there is the edition of its topics.
_LAST_CHANGE = select(func.max(Change.id)).where(Change.partnership_id == bindparam("id"))
# Two writers of one partnership take turns: SQLite sees to it at BEGIN IMMEDIATE, PostgreSQL by this lock.
_OPENED_IN_TURN = _OPENED.with_for_update(key_share=True)


@dataclass(slots=True)
class OpenBooks:
    """Everything of one partnership that a request may need, over one transaction at one instant."""

    session: Session
    partnership: PartnershipView
    now: datetime
    recorder: Recorder
    settings: Settings = DEFAULTS
    zone: ZoneInfo = field(init=False)
    """The partnership's own zone: wall-clock times are in it."""
    today: date = field(init=False)
    """The date on the partnership's wall."""

    def __post_init__(self) -> None:
        self.zone = ZoneInfo(self.partnership.timezone)
        self.today = self.now.astimezone(self.zone).date()

    @property
    def register(self) -> Register:
        return Register(self.session, self.partnership.id, self.today, self.now, self.recorder.author)

    @property
    def reviews(self) -> Reviews:
        return Reviews(self.register, self.calendar, self.closings)

    @property
    def closings(self) -> Closings:
        return Closings(self.register)

    @property
    def printed_register(self) -> PrintedRegister:
        """The register for an import, which takes over numbers and states as printed."""
        return PrintedRegister(self.session, self.partnership.id, self.today, self.now, self.recorder.author)

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.session, self.partnership.id, self.today, self.zone)

    @property
    def calendar_changes(self) -> CalendarChanges:
        return CalendarChanges(self.calendar)

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
    def upkeep(self) -> Upkeep:
        return Upkeep(self.directory)

    @property
    def handbook(self) -> Handbook:
        return Handbook(self.session, self.partnership.id)

    @property
    def plans(self) -> "Plans":
        """The community safety plan; its rules are loaded when somebody first asks for it."""
        from store.plans import Plans  # noqa: PLC0415

        return Plans(self.session, self.partnership.id, self.now, self.zone, self.recorder.author.name)

    @property
    def passages(self) -> "Passages":
        from store.passages import Passages  # noqa: PLC0415 - loaded when somebody asks the papers, or brings one in

        return Passages(self.session, self.partnership.id)

    @property
    def absences(self) -> Absences:
        return Absences(self.session, self.partnership.id, self.today)

    @property
    def delegations(self) -> Delegations:
        return Delegations(self.session, self.partnership.id, self.today)

    @property
    def quiet(self) -> Quieted:
        return Quieted(self.session, self.partnership.id, self.today)

    @property
    def chases(self) -> Chases:
        return Chases(self.session, self.partnership.id, self.today)

    @property
    def shown(self) -> Shown:
        return Shown(self.session, self.partnership.id, self.now)

    @property
    def past(self) -> Past:
        return Past(self.session, self.partnership.id, self.recorder)

    @property
    def undoing(self) -> Undoing:
        return Undoing(self.past)

    @property
    def announcements(self) -> Announcements:
        return Announcements(self.past, self.now, self.zone)

    @property
    def deliveries(self) -> Deliveries:
        return Deliveries(self.session, self.partnership.id, self.now)

    @property
    def unanswered(self) -> Unanswered:
        return Unanswered(self.session, self.partnership.id, self.now)

    @property
    def inbox(self) -> Inbox:
        return Inbox(self.session, self.partnership.id, self.now)

    @property
    def conversations(self) -> Conversations:
        return Conversations(self.session, self.partnership.id, self.now)


class Books:
    """The books of every partnership in one database. Threads may share it; transactions are never shared."""

    def __init__(self, engine: Engine, clock: Clock, settings: Settings = DEFAULTS) -> None:
        self.engine = engine
        self.clock = clock
        self.settings = settings
        self.patience = Patience()
        self.room = Room(engine)
        self._reading = _READING if engine.dialect.name == "sqlite" else _READING_BESIDE_OTHERS
        self._vocabularies: Kept[int, Vocabulary] = Kept()
        self._topics: Kept[int, Topics] = Kept()
        self._asked_for_edition = _EDITION.compile(dialect=engine.dialect)

    @contextmanager
    def open(self, partnership_id: int, author: Author, *, writes: bool) -> Iterator[OpenBooks]:
        """One transaction over the books of one partnership; committed by `commit`, rolled back otherwise.

        A transaction that will write says so, and waits for its turn at the start instead of failing later.
        """
        with translated(), self.session(writes=writes) as session:
            partnership = _opened(session, partnership_id, _OPENED_IN_TURN if writes else _OPENED)
            recorder = Recorder(session, partnership_id, author, self.clock.now())
            if writes:
                recorder.follow()
            yield OpenBooks(session, partnership, recorder.now, recorder, self.settings)

    def begun(self, session: Session, partnership: Partnership, author: Author) -> OpenBooks:
        """The books of a partnership that is new in the caller's writing transaction, open in it."""
        recorder = Recorder(session, partnership.id, author, self.clock.now())
        recorder.follow()
        view = _opened(session, partnership.id, _OPENED)
        return OpenBooks(session, view, recorder.now, recorder, self.settings)

    @contextmanager
    def session(self, *, writes: bool) -> Iterator[Session]:
        """A bare transaction, for what spans partnerships (the outbox, finding a partnership)."""
        with translated(), Session(self.engine, expire_on_commit=False) as session:
            session.connection(execution_options=_WRITING if writes else self._reading)
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
        return self.patience(lambda: self._vocabulary(partnership_id))

    def _vocabulary(self, partnership_id: int) -> Vocabulary:
        known = self._vocabularies.get(partnership_id)
        if known is not None and known.edition == self._edition(partnership_id):
            return known
        with self.session(writes=False) as session:
            return self.words_of(session, _opened(session, partnership_id, _OPENED))

    def topics(self, partnership_id: int) -> Topics:
        """The action points of a partnership by what they are about, read again only after a change."""
        return self.patience(lambda: self._topics_now(partnership_id))

    def _topics_now(self, partnership_id: int) -> Topics:
        with self.session(writes=False) as session:
            edition = session.connection().execute(_LAST_CHANGE, {"id": partnership_id}).scalar() or 0
            known = self._topics.get(partnership_id)
            if known is None or known.edition != edition:
                points = Points(session, partnership_id, self.clock.now().date()).in_state(State.ALL)
                known = Topics(edition, tuple(points.in_register_order()))
                self._topics.put(partnership_id, known)
        return known

    def _edition(self, partnership_id: int) -> int | None:
        """Asked of SQLite's driver: with SQLAlchemy around it this one number takes six times as long.

        Elsewhere the way to the server takes longer than either, and a connection that breaks has to be noticed.
        """
        asked = self._asked_for_edition
        values = asked.construct_params({"id": partnership_id})
        if not asked.positional:
            with (
                translated(),
                self.engine.connect().execution_options(**_READING_BESIDE_OTHERS) as connection,
            ):
                return connection.exec_driver_sql(str(asked), values).scalar()
        given = tuple(values[name] for name in asked.positiontup or ())
        with translated(), closing(self.engine.raw_connection()) as raw:
            cursor = raw.cursor()
            cursor.execute(str(asked), given)
            row = cursor.fetchone()
            cursor.close()
        return row[0] if row else None

    def words_of(self, session: Session, partnership: PartnershipView) -> Vocabulary:
        """The same within an open transaction; built anew only when directory or calendar have changed."""
        known = self._vocabularies.get(partnership.id)
        if known is None or known.edition != partnership.edition:
            known = build(session, partnership, self.clock.now().date())
            self._vocabularies.put(partnership.id, known)
        return known


def _opened(session: Session, partnership_id: int, statement: Select[*tuple[Any, ...]]) -> PartnershipView:
    row = session.connection().execute(statement, {"id": partnership_id}).one_or_none()
    if row is None:
        raise NotFound("This partnership's books are not here.")
    return PartnershipView(*row)


def commit(books: OpenBooks) -> None:
    """Make it so: history written, what follows from the change marked as no longer so, committed."""
    books.session.flush()
    if books.recorder.touched:
        books.shown.outdated(books.recorder.touched)
    if books.recorder.plan_changed:
        books.shown.plan_outdated()
    if books.recorder.derived_changed:
        books.session.execute(
            update(Partnership)
            .where(Partnership.id == books.partnership.id)
            .values(edition=Partnership.edition + 1)
        )
    with kept():
        books.session.commit()
