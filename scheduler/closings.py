"""What the secretariat is told of closings, gathered for a while, and the questions that go back to the owners.

Both begin in the books (`store.closings`): a closing has news, or a question to be put. Here they become rows of the
outbox, once, and only when people may be written to, so that who covers for whom is as it is then.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from scheduler.addresses import Addressee
from scheduler.nudges import person_key, planned_key
from scheduler.outbox import insert_new
from scheduler.policy import Kind, Policy
from store.books import OpenBooks
from store.closings import asking_key
from store.recipients import Circle, Everybody
from store.tables import ActionPoint, Closing, Finding, Outbox, OutboxState, Partnership
from store.views import PointView

MOST = 10  # closings in one message, each with its buttons; more go into the next
TOLD_WITHIN, ASKED_WITHIN = timedelta(days=7), timedelta(days=14)  # after that it has lost its use


@dataclass(frozen=True, slots=True)
class Closings:
    """What was closed, and what owners answered, for one person who may look at it; confidential ones among them."""

    today: date
    recipient: Addressee
    closings: tuple[int, ...]
    named: tuple[PointView, ...]
    kind: Kind = Kind.CLOSINGS


@dataclass(frozen=True, slots=True)
class Question:
    """What one of the owners, or whoever covers, is asked about a closing that was sent back."""

    today: date
    recipient: Addressee
    closing: int
    named: tuple[PointView, ...]
    kind: Kind = Kind.QUESTION


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A message to come: its kind, when (local), the references it is about, and the names of who gets it."""

    kind: Kind
    at: datetime
    refs: tuple[str, ...]
    names: tuple[str, ...]


def waiting(session: Session, now: datetime, policy: Policy) -> list[int]:
    """The partnerships that have something to tell or to ask, and whose people may be written to now."""
    due = or_(Closing.news_at <= _gathered(now, policy), Closing.ask_at <= now)
    found = select(Partnership.id, Partnership.timezone).where(
        Partnership.id.in_(select(Closing.partnership_id).where(due))
    )
    rows = session.execute(found.order_by(Partnership.id))
    return [id_ for id_, zone in rows if policy.hours.opening(now.astimezone(ZoneInfo(zone))) is None]


def _gathered(now: datetime, policy: Policy) -> datetime:
    return now - timedelta(minutes=policy.closings)


def put(books: OpenBooks, policy: Policy) -> None:
    """Write what is to be told and asked into the outbox, and note that it is; the caller commits."""
    everybody = Everybody(books).on(books.today)
    for closing, point in books.closings.to_ask():
        _ask(closing, point, everybody, books)
    _tell(everybody, books, policy)


def _ask(closing: Closing, point: ActionPoint, circle: Circle, books: OpenBooks) -> None:
    closing.ask_at = None
    if books.closings.open_question(point) is not closing:  # undone meanwhile, or closed again
        return
    closing.times_asked += 1
    asked = _asked(point, circle, books)
    _write(Kind.QUESTION, asking_key(closing), sorted(asked), ASKED_WITHIN, books)


def _asked(point: ActionPoint, circle: Circle, books: OpenBooks) -> Iterable[int]:
    """A question is no reminder: it reaches those, too, who have snoozed it."""
    return circle.told([books.register.view(point)], fall_back=False, even_snoozed=True)


def _tell(circle: Circle, books: OpenBooks, policy: Policy) -> None:
    news = books.closings.news()
    if not news or (news[0].news_at or books.now) > _gathered(books.now, policy):
        return
    batch = news[:MOST]
    key = f"closings:{batch[0].id}:{books.now.timestamp():.6f}"
    for closing in batch:
        closing.told_in, closing.news_at = key, None
    if policy.closings:
        hearing = {who for closing in batch for who in _hearing(closing, circle, books)}
        _write(Kind.CLOSINGS, key, sorted(hearing), TOLD_WITHIN, books)


def _hearing(closing: Closing, circle: Circle, books: OpenBooks) -> set[int]:
    """The secretariat, and whoever has asked the question that it answers, while they may see all of it."""
    before = books.closings.question_before(closing)
    askers = {one.looked_by_id for one in (closing, before) if one is not None}
    return {*circle.books_keepers, *(who for who in askers if who in circle.leading)}


def _write(kind: Kind, key: str, people: list[int], within: timedelta, books: OpenBooks) -> None:
    shared = {
        "partnership_id": books.partnership.id,
        "kind": kind.value,
        "days_before": 0,
        "due_at": books.now,
        "stale_at": books.now + within,
    }
    insert_new(books.session, [{**shared, "key": person_key(key, who), "person_id": who} for who in people])


def upcoming(books: OpenBooks, policy: Policy) -> list[Upcoming]:
    """What has not become a row of the outbox yet, as things stand: the questions, and what is being gathered."""
    circle = Everybody(books).on(books.today)
    found: list[tuple[Kind, datetime, list[ActionPoint], Iterable[int]]] = [
        (Kind.QUESTION, books.now, [point], _asked(point, circle, books))
        for closing, point in books.closings.to_ask()
        if books.closings.open_question(point) is closing
    ]
    ids = [closing.id for closing in books.closings.news()] if policy.closings else []
    news = [pair for pair in books.closings.these(ids) if _is_news(*pair, books)]
    if news:
        told_at = min(closing.news_at or books.now for closing, _ in news) + timedelta(
            minutes=policy.closings
        )
        hearing = {who for closing, _ in news for who in _hearing(closing, circle, books)}
        found.append((Kind.CLOSINGS, max(told_at, books.now), [point for _, point in news], hearing))
    return [
        Upcoming(
            kind,
            policy.hours.opening(at.astimezone(books.zone)) or at.astimezone(books.zone),
            tuple(dict.fromkeys(books.register.name(point) for point in points)),
            tuple(circle.present[who].name for who in sorted(people)),
        )
        for kind, at, points, people in found
    ]


def closings_of(row: Outbox, books: OpenBooks) -> Closings | None:
    """What is still to be told to the person of a row; None when others have dealt with all of it, or they may not."""
    circle = Everybody(books).on(books.today)
    told = [
        (closing.id, books.register.view(point))
        for closing, point in books.closings.told_in(planned_key(row))
        if row.person_id in _hearing(closing, circle, books) and _is_news(closing, point, books)
    ]
    if not told or row.person_id is None:
        return None
    to = Addressee.of(circle.present[row.person_id])
    ids, views = zip(*told, strict=True)
    return Closings(books.today, to, ids, tuple(dict.fromkeys(views)))


def _is_news(closing: Closing, point: ActionPoint, books: OpenBooks) -> bool:
    if closing.finding is Finding.SENT_BACK:
        open_still = books.closings.open_question(point) is closing
        return open_still and bool(closing.answer or books.closings.unreached(closing))
    return closing.finding is None and books.closings.stands(closing, point)


def question_of(row: Outbox, books: OpenBooks) -> Question | None:
    """What the person of a row is asked; None when it is answered by now, taken back, or theirs no more."""
    found = books.closings.these([closing_id(row.key)])
    if not found:
        return None
    closing, point = found[0]
    if books.closings.open_question(point) is not closing or planned_key(row) != asking_key(closing):
        return None
    circle = Everybody(books).on(books.today)
    if row.person_id is None or row.person_id not in _asked(point, circle, books):
        return None
    to = Addressee.of(circle.present[row.person_id])
    return Question(books.today, to, closing.id, (books.register.view(point),))


def closing_id(key: str) -> int:
    """The closing that the key of a question names."""
    return int(key.split(":")[1].partition(".")[0])


def undelivered(session: Session, row: Outbox, now: datetime) -> None:
    """A question may not have reached somebody: whoever asked hears of it with the next news. The caller commits."""
    state = session.scalar(select(Outbox.state).where(Outbox.id == row.id))
    if row.kind == Kind.QUESTION and state in (OutboxState.FAILED, OutboxState.SKIPPED):
        session.execute(update(Closing).where(Closing.id == closing_id(row.key)).values(news_at=now))
