"""Service contacts of a paper: how the public reaches whom."""

from collections.abc import Iterator
from functools import partial

from store.books import OpenBooks
from store.names import plain
from store.papers.importing.age import Ages, newer
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene
from store.papers.paper import ServiceContact as Printed
from store.tables import ServiceContact


def plan_contacts(scene: Scene) -> Iterator[Entry]:
    """What becomes of each service; a newer paper's numbers and addresses stand in the place of the older ones."""
    directory = scene.books.directory
    once: dict[str, Printed] = {}
    for contact in scene.paper.contacts:
        once.setdefault(plain(contact.service[:300]), contact)
    rows = {name: directory.service_named(contact.service[:300]) for name, contact in once.items()}
    ages = Ages.of(scene.books, "service_contact", [row.id for row in rows.values() if row])
    for name, contact in once.items():
        yield _entry(contact, rows[name], scene, ages)


def _entry(contact: Printed, row: ServiceContact | None, scene: Scene, ages: Ages) -> Entry:
    after = ", ".join((*contact.phones, *contact.emails, *contact.urls))
    step = partial(_put, contact, scene.source(contact.line)[:300])
    if row is None:
        return Entry(Section.SERVICE_CONTACT, Kind.ADD, f"{contact.service}: {after}", contact.line, step)
    held = (tuple(row.phones), tuple(row.emails), tuple(row.urls))
    if held == (contact.phones, contact.emails, contact.urls):
        return Entry(Section.SERVICE_CONTACT, Kind.SAME, contact.service, contact.line)
    if newer(scene.told, row.source, ages.by_hand([row.id])):
        sentence = f"{contact.service}, left: the books are newer"
        return Entry(Section.SERVICE_CONTACT, Kind.SAME, sentence, contact.line)
    before = ", ".join((*row.phones, *row.emails, *row.urls))
    sentence = f"{contact.service}: {before or 'nothing'} -> {after or 'nothing'}"
    return Entry(Section.SERVICE_CONTACT, Kind.CHANGE, sentence, contact.line, step)


def _put(contact: Printed, source: str, books: OpenBooks) -> None:
    name = contact.service[:300]
    books.directory.put_service(name, contact.phones, contact.emails, contact.urls).source = source
    books.session.flush()
