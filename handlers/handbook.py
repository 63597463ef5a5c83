"""The handbook: what the partnership has agreed, quoted with its source and date, and kept by the secretariat."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from re import sub

from msgspec.structs import replace

from handlers.access import Operation
from handlers.desk import Desk
from handlers.paper_requests import AskPapers
from handlers.replies import Bullets, Button, Note, Outcome, Part, Reply, Text, Title, answered
from handlers.requests import AddEntry, EditEntry, FindContact, Help, LookUp, RemoveEntry, Undo
from store.dates import day
from store.handbook import Wording
from store.lookup import Hit, find, nearest, period_of
from store.tables import HandbookEntry

MOST = 3  # answers beside each other
LINES, MANY = 20, 60  # of a list: a part, and all of it
_LINE, _CLAUSE = r", line \d+(?=\)?$)", r" \d{1,2}(?:[a-z]|\.\d{1,2})?(?= \(|$)"  # the places in a source
_CALLED = {
    "terms": "Terms of reference",
    "public": "Information for the public",
    "duty": "Duties",
    "priority": "Priorities",
    "glossary": "Glossary",
}


def looked_up(request: LookUp, desk: Desk) -> Reply:
    """What the handbook says, quoted with its source and date; else that it says nothing, and where it was looked."""
    desk.require(Operation.READ_PUBLIC)
    entries = desk.books.handbook.every()
    if not request.query.strip():
        return _contents(entries)
    hits = find(request.query, entries)
    if not hits:
        return _nothing(request.query, entries, desk)
    if len(hits) > MOST:
        return answered(*_lists(hits, desk.today))
    return answered(*(part for hit in hits for part in _entry(hit.entry, desk.today)))


def _entry(entry: HandbookEntry, today: date) -> tuple[Part, ...]:
    title = f"{entry.heading}, clause {entry.clause}" if entry.heading and _is_clause(entry) else entry.title
    said = f"“{entry.text}”" if _is_clause(entry) else entry.text
    return (Title(title), Text(said), Note(_source(entry, today)))


def _is_clause(entry: HandbookEntry) -> bool:
    return entry.kind in ("terms", "duty") and bool(entry.clause)


def _source(entry: HandbookEntry, today: date) -> str:
    """Where it is from, of which day, and whether that is long ago."""
    said = f"Source: {entry.source or 'not known'}{f', {day(entry.dated)}' if entry.dated else ''}."
    if entry.dated is None:
        return f"{said} It has no date, so I cannot tell whether it still holds."
    if period := period_of(entry) if entry.kind == "priority" else "":
        over = date(int(period[:2] + period[-2:]), 3, 31) < today  # such years end in March
        return f"{said} That period is over." if over else said
    years = (today - entry.dated).days // 365
    if years < 1:
        return said
    return (
        f"{said} That is {'a year' if years == 1 else f'{years} years'} old; I have been given nothing newer."
    )


def _lists(hits: list[Hit], today: date) -> Iterable[Part]:
    """Many answers: each section with its clauses, or each kind with its entries, and where they are from."""
    shown = [hit.entry for hit in hits[:MANY]]
    for heading, group in groupby(shown, lambda entry: entry.heading or _CALLED[entry.kind]):
        entries = list(group)
        lines = [_line(entry) for entry in entries]
        for first in range(0, len(lines), LINES):
            yield Bullets(tuple(lines[first : first + LINES]), "" if first else heading)
        yield Note(_sources(entries, today))
    if len(hits) > MANY:
        yield Note(f"{len(hits) - MANY} more fit as well; say more to narrow it down.")


def _sources(entries: list[HandbookEntry], today: date) -> str:
    """The document that all of them are from; else that each has its own."""
    documents = {sub(_CLAUSE, "", sub(_LINE, "", entry.source or "")) for entry in entries}
    first = entries[0]
    if len(documents) > 1 or len({entry.dated for entry in entries}) > 1:
        return "They are from several sources; ask for one of them to see its own."
    return _source(first, today).replace(first.source or "", documents.pop(), 1)


def _line(entry: HandbookEntry) -> str:
    text = " ".join(entry.text.split())
    return f"{entry.clause} {text}" if _is_clause(entry) else f"{entry.title}: {text}"


def _nothing(query: str, entries: list[HandbookEntry], desk: Desk) -> Reply:
    looked = "; ".join(_held(entries)) or "nothing: it is empty so far"
    said = f"I do not know. The handbook has nothing about “{query.strip()[:80]}”, and I do not guess."
    near = tuple(Button(entry.title[:70], LookUp(entry.title)) for entry in nearest(query, entries))
    hint = (Text("The nearest that it has:"),) if near else ()
    papers = (Button("Look in the papers", AskPapers(query)),) if desk.may(Operation.READ) else ()
    told = answered(
        Text(said),
        Note(f"I looked in {looked}."),
        *hint,
        *([Bullets(tuple(button.label for button in near))] if near else []),
        buttons=(*near, *papers, Button("Look among contacts", FindContact(query)), Button("Help", Help())),
    )
    return replace(told, unanswered=query)


def _held(entries: list[HandbookEntry]) -> list[str]:
    """What the handbook has: "terms of reference (7 entries, 21 October 2025)"."""
    found = []
    for kind, called in _CALLED.items():
        those = [entry for entry in entries if entry.kind == kind]
        latest = max((entry.dated for entry in those if entry.dated), default=None)
        count = f"{len(those)} entr{'y' if len(those) == 1 else 'ies'}"
        if those:
            found.append(f"{called.lower()} ({count}{f', {day(latest)}' if latest else ''})")
    return found


def _contents(entries: list[HandbookEntry]) -> Reply:
    """What there is to be asked for."""
    if not entries:
        return answered(
            Text(
                "The handbook is empty. Papers bring their terms of reference, priorities and glossary along when they"
                " are imported; the secretariat can write as well: `/actions handbook add MARAC: …`."
            )
        )
    parts: list[Part] = [Title("The handbook")]
    for kind, called in _CALLED.items():
        names = [
            entry.heading or entry.title for entry in entries if entry.kind == kind and kind != "priority"
        ]
        names += [entry.title for entry in entries if entry.kind == kind == "priority"]
        if names:
            parts.append(Bullets((", ".join(dict.fromkeys(names)),), called))
    return answered(*parts, Note("Ask for any of it: `quorum`, `what is MARAC`, `what are the priorities`."))


def add(request: AddEntry, desk: Desk) -> Reply:
    """A new entry by the secretariat, dated today."""
    desk.require(Operation.HANDBOOK)
    entry = desk.books.handbook.add(_wording(request.kind, request.title, request.text, desk))
    return _settled("Added to the handbook", entry, desk)


def edit(request: EditEntry, desk: Desk) -> Reply:
    """Another wording in the place of what an entry says; from today on it is the secretariat's."""
    desk.require(Operation.HANDBOOK)
    entry = desk.books.handbook.named(request.title)
    wording = _wording(entry.kind, entry.title, request.text, desk, entry)
    desk.books.handbook.write(entry, wording)
    return _settled("Changed in the handbook", entry, desk)


def remove(request: RemoveEntry, desk: Desk) -> Reply:
    """An entry less."""
    desk.require(Operation.HANDBOOK)
    entry = desk.books.handbook.named(request.title)
    title = entry.title
    desk.books.handbook.remove(entry)
    return Reply(Outcome.CHANGED, (Text(f"Taken out of the handbook: {title}."),), (_undo(desk),))


def _wording(kind: str, title: str, text: str, desk: Desk, before: HandbookEntry | None = None) -> Wording:
    return Wording(
        kind=kind,
        title=title,
        text=text,
        source=f"{desk.caller.name}, in Slack",
        dated=desk.today,
        heading=before.heading if before else None,
        clause=before.clause if before else None,
    )


def _settled(done: str, entry: HandbookEntry, desk: Desk) -> Reply:
    desk.books.session.flush()
    parts = (Title(f"{done}: {entry.title}"), Text(entry.text), Note(_source(entry, desk.today)))
    return Reply(Outcome.CHANGED, parts, (_undo(desk),))


def _undo(desk: Desk) -> Button:
    return Button("Undo", Undo(desk.books.recorder.change_id))
