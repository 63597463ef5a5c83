"""Where a reminder of a meeting goes, by the rule of its kind: to a channel, or to people and whoever covers for them."""

from collections.abc import Iterable, Iterator

from scheduler.addresses import Addressee, Channel
from scheduler.nudges import addressed, nudged
from scheduler.policy import CHAIR, LEADS, OWNERS, SECRETARIAT, VICE_CHAIR, Kind, Policy, Rule
from store.agenda_items import owed
from store.books import OpenBooks
from store.names import candidates
from store.recipients import Circle, Everybody
from store.standing import is_chair, is_vice_chair
from store.tables import Outbox
from store.views import MeetingView
from store.vocabulary import build


def place_of(
    row: Outbox, meeting: MeetingView, books: OpenBooks, policy: Policy
) -> Channel | Addressee | None:
    """Where a row goes; None when there is no channel, or when its person has left."""
    if row.person_id is not None:
        person = addressed(row.person_id, books)
        return Addressee.of(person) if person else None
    channel = policy.rule(Kind(row.kind), meeting.group).channel(meeting.channel)
    return Channel(channel) if channel else None


def people_of(rule: Rule, meeting: MeetingView, books: OpenBooks) -> list[int]:
    """The people to whom a rule sends a reminder, as things stand today: those who are there, each once."""
    if rule.to == (OWNERS,):
        return nudged(meeting, books)
    circle = Everybody(books).on(books.today)
    meant = (person for word in rule.to for person in _meant(word, meeting, circle, books))
    return [person for person in dict.fromkeys(meant) if person in circle.present]


def _meant(word: str, meeting: MeetingView, circle: Circle, books: OpenBooks) -> Iterable[int]:
    if word == SECRETARIAT:
        return circle.books_keepers
    if word in (CHAIR, VICE_CHAIR):
        known = books.calendar.known(meeting.id)
        leads = is_chair if word == CHAIR else is_vice_chair
        leading = circle.leading_group(known.group, leads) if known else ()
        return [circle.stand_in(person) for person in leading]
    names = [word]
    if word == LEADS:
        names = [lead for item in owed(books.agendas.items(meeting.id)) for lead in item.leads]
    return [circle.stand_in(person) for person in _named(names, books)]


def _named(names: list[str], books: OpenBooks) -> Iterator[int]:
    """The people who are called so, or have that e-mail address; a name that could be several people's is nobody's."""
    words = build(books.session, books.partnership, books.today)
    for name in names:
        by_email = books.directory.person_by_email(name) if "@" in name else None
        found = [party for party in candidates(name, words, books.today) if party.kind == "person"]
        if by_email is not None:
            yield by_email.id
        elif len(found) == 1 and found[0].id is not None:
            yield found[0].id
