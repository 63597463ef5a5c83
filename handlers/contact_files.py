"""Contact files: what one would change is shown first, then it is brought in; and the directory as a file."""

from functools import partial
from hashlib import sha256

from handlers.access import Operation
from handlers.contact_requests import ApplyFile, ExportContacts, ImportContacts, ReadContacts
from handlers.desk import Desk
from handlers.directory_desk import settled
from handlers.replies import Bullets, Button, File, Look, Note, Outcome, Part, Reply, Text, Title
from handlers.requests import Dismiss
from store.errors import Invalid
from store.exchange.export import FORMATS, rows_of_directory
from store.exchange.plan import ContactsPlan, apply_contacts, plan_contacts, read_contacts

SHOWN = 15
_WORDS = {"vcard": "vcf", "vcards": "vcf", "excel": "csv"}


def digest_of(content: bytes) -> str:
    """What tells one file from another."""
    return sha256(content).hexdigest()[:32]


def read(request: ReadContacts, desk: Desk) -> Reply:
    """What a file would add, change and leave. Nothing is changed by looking."""
    desk.require(Operation.DIRECTORY)
    plan = plan_contacts(read_contacts(request.content, request.name), request.name, desk.books)
    if not plan.changes_anything:
        said = f"The directory says all that {plan.name} says. Nothing was changed."
        return Reply(Outcome.ANSWERED, (Text(said),), private=True)
    buttons = (
        Button("Apply", ApplyFile(request.file, digest_of(request.content)), Look.MAIN),
        Button("Cancel", Dismiss()),
    )
    asked = Note("Nothing has been changed yet.")
    return Reply(Outcome.CONFIRM, (*_shown(plan), asked), buttons if request.file else (), private=True)


def _shown(plan: ContactsPlan) -> list[Part]:
    lines = plan.altering()
    parts: list[Part] = [Title(plan.name), Text(plan.summary())]
    parts.append(Bullets(tuple(map(str, lines[:SHOWN]))))
    if len(lines) > SHOWN:
        parts.append(Note(f"{len(lines) - SHOWN:,} more lines like these are not shown."))
    return parts


def bring_in(request: ImportContacts, desk: Desk) -> Reply:
    """Carry it out: all of it or nothing, and one Undo for all."""
    desk.require(Operation.DIRECTORY)
    plan = plan_contacts(read_contacts(request.content, request.name), request.name, desk.books)
    if not plan.changes_anything:
        raise Invalid(f"The directory says all that {plan.name} says already. Nothing was changed.")
    apply_contacts(plan, desk.books)
    return settled(f"Brought in {plan.name}. {plan.summary()}", desk)


def apply_file(_request: ApplyFile, desk: Desk) -> Reply:
    """Where a file cannot be had again, it must be sent again."""
    desk.require(Operation.DIRECTORY)
    raise Invalid("I do not have that file any more. Nothing was changed; please send it again.")


def export(request: ExportContacts, desk: Desk) -> Reply:
    """The whole directory as a file, for the secretariat alone: it holds everybody's details."""
    desk.require(Operation.DIRECTORY)
    kind = _WORDS.get(request.format.casefold(), request.format.casefold())
    if kind not in FORMATS:
        raise Invalid(f"I cannot write “{request.format[:20]}”; I can write {' and '.join(FORMATS)}.")
    count = sum(1 for _ in rows_of_directory(desk.words))
    name = f"Contacts of the {desk.words.short_name} {desk.today.isoformat()}.{kind}"
    file = File(
        name, f"Contacts, {desk.today.isoformat()}", partial(FORMATS[kind], desk.words), personal=True
    )
    said = f"The directory as {'vCards' if kind == 'vcf' else 'CSV'}: {count} entries."
    return Reply(Outcome.ANSWERED, (Text(said),), file=file, private=True)
