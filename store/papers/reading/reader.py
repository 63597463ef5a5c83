"""Reading a committee paper: its text in, all that is recognised in it out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from store.errors import Invalid
from store.papers.limits import EMPTY
from store.papers.paper import (
    ActionLine,
    AgendaEntry,
    Apology,
    Attendee,
    HandbookLine,
    MeetingHead,
    Minutes,
    Paper,
    Unread,
)
from store.papers.reading.absences import apologies, representations, role_changes, successions
from store.papers.reading.action_forms import form_actions, forms, minuted_actions, minuted_tables
from store.papers.reading.action_lines import line_actions
from store.papers.reading.actions import When, action_tables, finished, table_actions, with_paragraphs
from store.papers.reading.agenda import read_agenda
from store.papers.reading.attendance import read_lists, with_represented
from store.papers.reading.blocks import Block, read_text
from store.papers.reading.bodies import agencies, endings, partnership_named, valid_from
from store.papers.reading.columns import Table
from store.papers.reading.contacts import read_contacts
from store.papers.reading.contradictions import contradictions
from store.papers.reading.due import dates_in, on_or_after
from store.papers.reading.glossary import read_acronyms, read_glossary
from store.papers.reading.heads import read_head
from store.papers.reading.meeting_dates import read_meeting_dates
from store.papers.reading.members import read_members
from store.papers.reading.minutes import MinutesText, agreed_minutes, closed_at, find_minutes, reviews
from store.papers.reading.noted_actions import listed_actions, noted_actions
from store.papers.reading.offices import departures, offices
from store.papers.reading.passages import read_passages
from store.papers.reading.people import Roll
from store.papers.reading.priorities import read_priorities
from store.papers.reading.standings import stated_on
from store.papers.reading.targets import read_targets
from store.papers.reading.terms import read_terms

_LARGEST = 5_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
LOOKED_FOR = "an agenda, minutes, action points, a list of attendance or members, a timetable, contacts, plan targets, terms of reference or paragraphs of text"
_SHORTEST_PROSE = 30  # words
_SENTENCE = re.compile(r"[.!?:;][”’\"')]*\s*$")


def read_paper(text: str, name: str = "") -> Paper:
    """Everything recognised in a Markdown or plain text.

    Raises Invalid, with a sentence that says what was looked for, where the text is no committee paper.
    """
    called = f"“{name}”" if name else "The text"
    _check(text, called)
    return checked(read_blocks(read_text(text), name), name)


def checked(paper: Paper, name: str = "", *, prose: bool = True) -> Paper:
    """The paper itself. Raises Invalid when nothing was recognised in it, nor `prose` that can be asked."""
    if _holds_anything(paper):
        return paper
    if not (prose and _tells(paper)):
        called = f"“{name}”" if name else "The text"
        raise Invalid(
            f"{called} holds nothing I recognise as a committee paper: I looked for {LOOKED_FOR}. Nothing was stored."
            " If it is one, send me the file it was made from, or name its columns and headings for what they are."
        )
    return replace(paper, meeting=None)  # a title and a day alone are no meeting


def _tells(paper: Paper) -> bool:
    """Whether there is text to be asked: sentences, and more than a line or two."""
    ended = (passage.text for passage in paper.passages if _SENTENCE.search(passage.text))
    return sum(len(text.split()) for text in ended) >= _SHORTEST_PROSE


def _check(text: str, called: str) -> None:
    if not text.strip():
        raise Invalid(f"{called} is empty, so there is nothing to read. Nothing was stored. {EMPTY}")
    if len(text) > _LARGEST:
        raise Invalid(
            f"{called} is longer than five million characters, which no committee paper is. Nothing was stored."
            " Send me the part with the agenda, the minutes or the action points."
        )
    if len(_CONTROL.findall(text[:20_000])) > max(2, len(text[:20_000]) // 500):
        raise Invalid(
            f"{called} is not text: it looks like a program, a picture or a damaged file. Nothing was stored."
            " Save it as Word, PDF or text and send it again."
        )


def _holds_anything(paper: Paper) -> bool:
    return any(
        (
            paper.agenda,
            paper.attendance,
            paper.actions,
            paper.timetable,
            paper.contacts,
            paper.members,
            paper.targets,
            paper.minutes,
            [line for line in paper.handbook if not line.offered],
        )
    )


@dataclass(frozen=True, slots=True)
class People:
    """Who came, who was away, and what of the lists could not be read."""

    present: tuple[Attendee, ...]
    absent: tuple[Apology, ...]
    unread: tuple[Unread, ...]


def read_blocks(blocks: Sequence[Block], name: str = "") -> Paper:
    """Everything recognised in a stream of blocks, whatever kind of file it came from."""
    everything = "\n".join(block.text for block in blocks)
    body = find_minutes(blocks)
    head, minutes_head = _heads(blocks, body)
    people = _read_people(blocks, body, everything)
    agenda, ghosts = read_agenda(blocks, everything)
    head = _with_next(head, agenda, blocks) if head else None
    reported = head.date if head else None
    when = When(minutes_head.date if minutes_head else None, reported, head.next_meeting if head else None)
    registers = action_tables(blocks)
    roll = Roll.of((person.name, person.initials) for person in people.present)
    actions, no_actions = _read_actions(blocks, registers, when, roll)
    timetable, sessions, no_dates = read_meeting_dates(blocks, head.partnership if head else "", reported)
    contacts, no_contacts = read_contacts(blocks, everything)
    members, no_members = read_members(blocks)
    targets, no_targets = read_targets(blocks, {blocks[register.start].line for register in registers})
    wrong = tuple(contradictions(blocks, head, minutes_head))
    unread = (*wrong, *people.unread, *ghosts, *no_actions, *no_dates, *no_contacts, *no_members, *no_targets)
    paper = Paper(
        name=name,
        meeting=head,
        agenda=tuple(agenda),
        attendance=people.present,
        apologies=people.absent,
        successions=tuple(successions(body.paragraphs, people.present)) if body else (),
        role_changes=tuple(role_changes(body.paragraphs)) if body else (),
        actions=with_paragraphs(actions, body.markers if body else ()),
        timetable=tuple(timetable),
        sessions=tuple(sessions),
        contacts=tuple(contacts),
        members=tuple(members),
        targets=tuple(targets),
        handbook=_handbook(blocks),
        minutes=_minutes(body, minutes_head, people.present) if body and minutes_head else None,
        markers=body.markers if body else (),
        reviews=tuple(reviews(body)) if body else (),
        raised_at=when.minuted,
        reported_to=reported,
        unread=tuple(sorted(unread, key=lambda entry: entry.line)),
        passages=tuple(read_passages(blocks, body, agenda, when.minuted, reported or stated_on(blocks))),
    )
    return _with_standing(paper, blocks, body)


def _with_standing(paper: Paper, blocks: Sequence[Block], body: MinutesText | None) -> Paper:
    """The paper with what it says in passing of who holds office, who left, and of the organisations themselves."""
    paragraphs = body.paragraphs if body else ()
    return replace(
        paper,
        partnership="" if paper.meeting else partnership_named(blocks),
        valid_from=None if paper.meeting else valid_from(blocks),
        as_at=stated_on(blocks) if paper.targets else None,
        departures=tuple(departures(paragraphs)),
        offices=tuple(offices(paragraphs)),
        agencies=tuple(agencies(blocks)),
        endings=tuple(endings(blocks)),
    )


def _handbook(blocks: Sequence[Block]) -> tuple[HandbookLine, ...]:
    """What is agreed and what words mean; an acronym of the text only where no glossary has it."""
    listed = [*read_terms(blocks), *read_priorities(blocks), *read_glossary(blocks)]
    known = {line.title.casefold() for line in listed}
    return (*listed, *(line for line in read_acronyms(blocks) if line.title.casefold() not in known))


_NEXT_MEETING = re.compile(
    r"\b(?:date\s+of\s+)?(?:the\s+)?next\s+(?:[\w-]+\s+){0,4}?meetings?\b", re.IGNORECASE
)


def _with_next(head: MeetingHead, agenda: Sequence[AgendaEntry], blocks: Sequence[Block]) -> MeetingHead:
    """The head with the date of the next meeting, from the agenda or from a line "Date of next meeting: …"."""
    listed = next((entry.date for entry in agenda if entry.kind == "next_meeting"), None)
    return replace(head, next_meeting=listed or next(_said_next(head, blocks), None))


def _said_next(head: MeetingHead, blocks: Sequence[Block]) -> Iterator[date]:
    for at, block in enumerate(blocks):
        filled = sum(
            bool(cell.strip()) for cell in block.cells
        )  # in a table of action points it is when one is due
        if filled < 3 and len(block.text) < 150 and (match := _NEXT_MEETING.search(block.text)):
            below = blocks[at + 1].text[:150] if at + 1 < len(blocks) else ""
            for printed, _where in dates_in(f"{block.text[match.end() :]} {below}"):
                day = on_or_after(printed, head.date)
                if day and head.date and day > head.date:
                    yield day


def _heads(
    blocks: Sequence[Block], body: MinutesText | None
) -> tuple[MeetingHead | None, MeetingHead | None]:
    """The head of the paper and the head of the minutes in it, which are one where the paper is minutes alone."""
    if body is None:
        return read_head(blocks[: _end_of_head(blocks, len(blocks))]), None
    start = _start_of_minutes(blocks, body.title)
    top = blocks[start : min(body.first_section, body.title + 12)]
    minutes_head = read_head(top[: _end_of_head(top, len(top))])
    if start == 0 or not any(block.is_row or _AGENDA.fullmatch(block.text) for block in blocks[:start]):
        return minutes_head, minutes_head
    head = read_head(blocks[: _end_of_head(blocks, start)])
    if head and minutes_head:
        head = replace(head, partnership=_commoner(head.title, minutes_head.title, blocks))
        minutes_head = replace(minutes_head, partnership=head.partnership)
    return head or minutes_head, minutes_head


_AGENDA = re.compile(r"(?:(?:draft|public|final)\s+)?agenda\W*", re.IGNORECASE)
_BODY = re.compile(r"\b(?:partnership|board|committee|group|forum|panel|council|csp)\b", re.IGNORECASE)


def _end_of_head(blocks: Sequence[Block], last: int) -> int:
    for position, block in enumerate(blocks[:last]):
        if len([cell for cell in block.cells if cell]) > 2 or re.match(r"1[.)]?\s+[A-Z]", block.text):
            return position
    return min(last, len(blocks))


def _start_of_minutes(blocks: Sequence[Block], title: int) -> int:
    """Where the name of the body stands above the title of the minutes; the title itself where it does not."""
    for position in range(title - 1, max(-1, title - 8), -1):
        block = blocks[position]
        if block.is_row or len(block.text) > 160:
            break
        if _BODY.search(block.text) and not block.bullet:
            return position
    return title


def _commoner(one: str, other: str, blocks: Sequence[Block]) -> str:
    return max((one, other), key=lambda title: sum(title in block.text for block in blocks))


def _read_people(blocks: Sequence[Block], body: MinutesText | None, everything: str) -> People:
    if body is None:
        return People((), (), ())
    lists = read_lists(blocks[body.title + 1 : body.first_section], everything)
    absent = [_away(entry) for entry in lists.absent]
    absent += [entry for entry in apologies(body.paragraphs) if entry.name not in {a.name for a in absent}]
    absent = _with_representatives(absent, representations(body.paragraphs, lists.present))
    pairs = [(entry.represented_by, entry.name) for entry in absent if entry.represented_by]
    return People(with_represented(lists.present, pairs), tuple(absent), lists.unread)


def _with_representatives(absent: Sequence[Apology], stood_in: Iterable[Apology]) -> list[Apology]:
    """The apologies with who represented each, and those of whom only that is said."""
    entries = {entry.name: entry for entry in absent}
    for said in stood_in:
        known = entries.get(said.name, said)
        entries[said.name] = replace(known, represented_by=known.represented_by or said.represented_by)
    return list(entries.values())


def _away(entry: Attendee) -> Apology:
    return Apology(entry.name, entry.organisation, "", entry.title, line=entry.line)


def _read_actions(
    blocks: Sequence[Block], registers: Sequence[Table], when: When, roll: Roll
) -> tuple[list[ActionLine], list[Unread]]:
    found: list[ActionLine] = []
    unread: list[Unread] = []
    minuted = [table for table in minuted_tables(blocks) if not _is_among(table.start, registers)]
    for read, some in ((table_actions, registers), (minuted_actions, minuted)):
        for table in some:
            actions, unclear = read(table, when, roll)
            found += _unknown(finished(table, blocks, actions), found)
            unread += unclear
    filled = [form for form in forms(blocks) if not _is_among(form.start, registers)]
    found += _unknown(form_actions(filled, when, roll), found)
    spans = [(part.start, part.end) for part in registers] + [(form.start, form.end) for form in filled]
    inside = {at for start, end in spans for at in range(start, end)}
    outside = [block for at, block in enumerate(blocks) if at not in inside]
    found += _unknown(line_actions(outside, when, roll), found)
    # What the text of minutes notes in passing stands in their register again, there with a reference.
    registered = any(action.ref and action.raised == when.minuted for action in found)
    noted = [*noted_actions(outside, when, roll), *listed_actions(outside, when, roll)]
    found += _unknown((action for action in noted if action.ref or not registered), found)
    return found, unread


def _is_among(at: int, tables: Sequence[Table]) -> bool:
    return any(table.start <= at < table.end for table in tables)


def _unknown(actions: Iterable[ActionLine], known: Sequence[ActionLine]) -> list[ActionLine]:
    refs = {action.ref for action in known if action.ref}
    return [action for action in actions if action.ref not in refs]


def _minutes(body: MinutesText, head: MeetingHead, present: Sequence[Attendee]) -> Minutes:
    agreed = agreed_minutes(body)
    return Minutes(
        meeting=head,
        status=body.status,
        chair=_in_role(present, r"(?:acting\s+)?chair\w*"),
        minute_taker=_in_role(present, r"minutes?.*|notes?.*|clerk|secretary|secretariat"),
        sections=body.sections,
        closed_at=closed_at(body),
        agreed_minutes_of=on_or_after(agreed, None) if agreed else None,
    )


def _in_role(present: Sequence[Attendee], role: str) -> str | None:
    wanted = re.compile(role, re.IGNORECASE)
    return next(
        (entry.name for entry in present if any(wanted.fullmatch(note) for note in entry.role_notes)), None
    )
