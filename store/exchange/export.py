"""The whole directory as rows of a contact file: every seat, present and past, every organisation, every service."""

from collections.abc import Callable, Iterator
from types import MappingProxyType

from store.exchange.csv_files import write_csv
from store.exchange.rows import ORGANISATION, PERSON, SERVICE, ContactRow
from store.exchange.vcards import write_vcards
from store.seats import here
from store.vocabulary import PersonEntry, Sitting, Vocabulary


def rows_of_directory(words: Vocabulary) -> Iterator[ContactRow]:
    """Organisations, then people with a row for each seat, then services."""
    for body in words.organisations:
        also = tuple(name for name in body.names[1:] if name != body.name)
        yield ContactRow(
            0, ORGANISATION, body.name, until=body.until_date, statutory=body.statutory, also=also
        )
    for person in words.people:
        for sitting in person.sittings or (None,):
            yield _row(person, sitting, words)
    for service in words.services:
        yield ContactRow(
            0,
            SERVICE,
            service.name,
            phone="; ".join(service.phones),
            email="; ".join(service.emails),
            topics=service.topics,
            web=service.urls,
        )


def _row(person: PersonEntry, sitting: Sitting | None, words: Vocabulary) -> ContactRow:
    plain = ContactRow(
        0,
        PERSON,
        person.name,
        person.title or "",
        email=person.email or "",
        phone=person.phone or "",
    )
    if sitting is None:
        return plain
    on_board = sitting.group_id in here(words, None)
    group = next((g.short_name for g in words.groups if g.id == sitting.group_id and not on_board), "")
    return ContactRow(
        0,
        PERSON,
        person.name,
        person.title or "",
        sitting.organisation,
        sitting.capacity,
        sitting.role or "",
        group,
        person.email or "",
        person.phone or "",
        sitting.from_date,
        sitting.until_date,
    )


def to_csv(words: Vocabulary) -> bytes:
    """As CSV that Excel opens, with every seat there ever was."""
    return write_csv(rows_of_directory(words))


def to_vcards(words: Vocabulary) -> bytes:
    """As vCard 4.0: those who sit now, each once, with organisations and services."""
    rows = (row for row in rows_of_directory(words) if row.until is None)
    return write_vcards(rows, f"{words.partnership_id}/{words.name}")


FORMATS: MappingProxyType[str, Callable[[Vocabulary], bytes]] = MappingProxyType(
    {"csv": to_csv, "vcf": to_vcards}
)
