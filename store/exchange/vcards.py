"""The directory as vCard 4.0 (RFC 6350), and vCards of any version read back. vobject is loaded when one is at hand."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from store.contact_details import looks_like_phone
from store.errors import Invalid
from store.exchange.rows import ORGANISATION, PERSON, SERVICE, ContactRow, rows_of
from store.tables import Capacity

SERVICE_MARK = "Service contact"
_STATUTORY = "Statutory member"
_CAPACITIES = {Capacity.BOARD: "Board member"}


def read_vcards(content: bytes, name: str) -> list[ContactRow]:
    """The rows of a vCard file, one for each card. Raises Invalid with a sentence where it cannot be read."""
    import vobject  # noqa: PLC0415 - few files are vCards

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    cards: list[Any] = []
    try:
        cards += vobject.readComponents(text, allowQP=True)
    except (
        vobject.base.ParseError,
        vobject.base.VObjectError,
        ValueError,
        TypeError,
        AttributeError,
    ) as error:
        place = getattr(error, "lineNumber", None)
        where = f" near line {place}" if place else f" after card {len(cards)}"
        raise Invalid(
            f"{name} cannot be read{where}: it is no vCard there. Nothing was changed; export the contacts anew as vCard or CSV and send that."
        ) from error
    lines = ((number, _cells(card)) for number, card in enumerate(cards, 1) if card.name == "VCARD")
    return rows_of(lines, name, "card")


def _cells(card: Any) -> Mapping[str, str]:
    """A card as the columns of a row."""
    categories = [each for entry in _every(card, "categories") for each in entry]
    capacity = next((each for each in categories if each.casefold() in _WORDS), "")
    others = [each for each in categories if each.casefold() not in (*_WORDS, *_MARKS)]
    emails, phones = _every(card, "email"), [_bare(phone) for phone in _every(card, "tel")]
    service = any(each.casefold() == SERVICE_MARK.casefold() for each in categories)
    body = _first(card, "kind").casefold() == "org"
    kind = SERVICE if service else ORGANISATION if body else PERSON
    prefix = _first(card, "n")
    return {
        "kind": kind,
        "name": _first(card, "fn") or _name(prefix),
        "title": getattr(prefix, "prefix", "") or "",
        "organisation": next(iter(_first(card, "org") or [""]), ""),
        "capacity": capacity,
        "role": _first(card, "role") or _first(card, "title"),
        "email": "; ".join(emails) if kind == SERVICE else next(iter(emails), ""),
        "phone": "; ".join(phones) if kind == SERVICE else next(filter(looks_like_phone, phones), ""),
        "statutory": "yes" if _STATUTORY.casefold() in map(str.casefold, categories) else "",
        "also": "; ".join(_nicknames(card)),
        "topics": "; ".join(others) if kind == SERVICE else "",
        "web": "; ".join(_every(card, "url")),
    }


_WORDS = {"board member", "board", "member", "guest", "officer", "in attendance"}
_MARKS = {SERVICE_MARK.casefold(), _STATUTORY.casefold()}


def _every(card: Any, name: str) -> list[Any]:
    return [entry.value for entry in getattr(card, f"{name}_list", [])]


def _first(card: Any, name: str) -> Any:
    return next(iter(_every(card, name)), "")


def _nicknames(card: Any) -> list[str]:
    return [
        name.strip() for each in _every(card, "nickname") for name in str(each).split(",") if name.strip()
    ]


def _name(parts: Any) -> str:
    """A name from its parts, where no whole one is given."""
    return (
        " ".join(filter(None, (getattr(parts, "given", ""), getattr(parts, "family", "")))) if parts else ""
    )


def _bare(phone: str) -> str:
    return str(phone).removeprefix("tel:").replace("-", " ") if str(phone).startswith("tel:") else str(phone)


def write_vcards(rows: Iterable[ContactRow], partnership: str) -> bytes:
    """One card for each person, organisation and service; `partnership` makes their ids unlike those of any other."""
    seen: dict[str, None] = {}
    cards: list[str] = []
    for row in rows:
        identity = (
            f"urn:uuid:{uuid5(NAMESPACE_URL, f'{partnership}/{row.kind}/{row.name}/{row.organisation}')}"
        )
        if identity not in seen:
            seen[identity] = None
            cards.append(_card(row, identity))
    return "".join(cards).encode()


def _card(row: ContactRow, identity: str) -> str:
    import vobject  # noqa: PLC0415

    card = vobject.vCard()
    card.add("version").value = "4.0"
    card.add("uid").value = identity
    card.add("kind").value = "individual" if row.kind == PERSON else "org"
    card.add("fn").value = row.name
    if row.kind == PERSON:
        first, _, last = row.name.rpartition(" ")
        card.add("n").value = vobject.vcard.Name(family=last, given=first, prefix=row.title)
    for name, values in _lines(row):
        for value in values:
            line = card.add(name)
            line.value = value
            line.encoded = name == "url"  # an address is no text, in which commas would be escaped
    return str(card.serialize(validate=False))


def _lines(row: ContactRow) -> Iterator[tuple[str, list[Any]]]:
    """The lines of a card beside its name."""
    several = row.kind == SERVICE
    yield "org", [[row.organisation]] if row.organisation else []
    yield "role", [row.role] if row.role else []
    yield "email", _parts(row.email, several=several)
    yield "tel", _parts(row.phone, several=several)
    yield "url", list(row.web)
    yield "nickname", list(row.also)
    categories = [*row.topics]
    if row.capacity:
        categories.append(_CAPACITIES.get(row.capacity, str(row.capacity).capitalize()))
    categories += [SERVICE_MARK] if row.kind == SERVICE else []
    categories += [_STATUTORY] if row.statutory else []
    yield "categories", [categories] if categories else []


def _parts(text: str, *, several: bool) -> list[str]:
    parts = text.split("; ") if several else [text]
    return [part for part in parts if part]
