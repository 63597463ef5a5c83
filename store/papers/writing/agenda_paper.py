"""The agenda of a meeting as a paper, and the pack: agenda, information for the public, and the action points."""

from dataclasses import dataclass
from datetime import date

from store.dates import day
from store.papers.writing.blocks import Block, Column, bullets, document, heading, new_page, table, text
from store.papers.writing.register_paper import Edition, RegisterPaper, printable
from store.papers.writing.register_words import Words, blocks_of, words_of
from store.papers.writing.reports import title_alone

INFORMATION = "Information for the general public and media representatives"
_CLOSED, _OPEN = "Closed session for Board and members", "Meeting open to the public"


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item: `starts` is when it begins if all before it take their time, `note` what is wanted of it."""

    number: str
    title: str
    leads: str
    starts: str
    minutes: int | None
    closed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgendaPaper:
    """An agenda; with `register` it is the pack of a meeting.

    `facts` are date, hours, place and until when the public may ask. `information` is what the handbook has for the
    public: titles with their texts.
    """

    partnership: str
    group: str
    meeting: date
    as_at: date
    facts: tuple[str, ...]
    rows: tuple[AgendaRow, ...]
    length: str
    information: tuple[tuple[str, str], ...]
    edition: Edition = Edition.PUBLIC
    register: RegisterPaper | None = None

    @property
    def title(self) -> str:
        """What the paper is."""
        what = "meeting pack" if self.register else "agenda"
        return f"{self.group}: {what} for the meeting of {day(self.meeting)}"

    @property
    def document_title(self) -> str:
        """The title as it stands alone."""
        return title_alone(self.partnership, self.group, self.title)

    @property
    def kind(self) -> str:
        """The name of its template."""
        return "pack" if self.register else "agenda"

    @property
    def words(self) -> Words:
        """Its words by the names under which templates know them."""
        return agenda_words(self)

    @property
    def document(self) -> Words:
        """Its words as blocks."""
        return agenda_document(self)

    @property
    def mixed(self) -> bool:
        """Whether a part of the meeting is closed and another is not, so that each item says which it is in."""
        return len({row.closed for row in self.rows}) > 1


def item_lines(row: AgendaRow, paper: AgendaPaper, before: AgendaRow | None) -> list[str]:
    """The item as its cell shows it, under the session that begins with it."""
    begins = paper.mixed and (before is None or before.closed != row.closed)
    session = [_CLOSED if row.closed else _OPEN] if begins else []
    said = row.title.casefold()
    session = [] if session and said.startswith(("closed session", "meeting open")) else session
    return [*session, row.title, *([row.note.capitalize()] if row.note else [])]


def agenda_words(paper: AgendaPaper) -> Words:
    """The words of an agenda or a pack by the names under which templates know them."""
    words: Words = {
        "document_title": printable(paper.document_title),
        "title": printable(paper.title),
        "footer": printable(paper.title),
        "partnership": printable(paper.partnership),
        "group": printable(paper.group),
        "meeting": day(paper.meeting),
        "as_at": day(paper.as_at),
        "edition": paper.edition.value,
        "facts": [printable(fact) for fact in paper.facts],
        "items": _items(paper),
        "length": paper.length,
        "information_heading": INFORMATION if paper.information else "",
        "information": [
            {"title": printable(title), "paragraphs": printable(said).split("\n")}
            for title, said in paper.information
        ],
    }
    return {**words, "register": words_of(paper.register)} if paper.register else words


def _items(paper: AgendaPaper) -> list[Words]:
    before: list[AgendaRow | None] = [None, *paper.rows]
    return [
        {
            "number": printable(row.number),
            "lines": [printable(line) for line in item_lines(row, paper, earlier)],
            "title": printable(row.title),
            "leads": printable(row.leads),
            "starts": row.starts,
            "minutes": str(row.minutes or ""),
            "closed": row.closed,
            "note": printable(row.note),
        }
        for row, earlier in zip(paper.rows, before, strict=False)
    ]


_COLUMNS = (
    *(Column("No", 0.7), Column("Item", 6.6), Column("Lead officer(s)", 4.2)),
    *(Column("Starts", 1.4), Column("Time (mins)", 1.4)),
)


def agenda_document(paper: AgendaPaper) -> Words:
    """The same as blocks, for PDF and for a page."""
    words = agenda_words(paper)
    rows = [
        [[item["number"]], item["lines"], [item["leads"]], [item["starts"]], [item["minutes"]]]
        for item in words["items"]
    ]
    blocks: list[Block] = [
        heading(paper.partnership),
        bullets(paper.facts),
        heading("Agenda", 2),
        table("Agenda", _COLUMNS, rows),
        text(paper.length),
    ]
    if paper.information:
        blocks += [new_page(), heading(INFORMATION, 2)]
        for entry in words["information"]:
            blocks += [heading(entry["title"], 3), *(text(said) for said in entry["paragraphs"])]
    if paper.register:
        blocks += [new_page(), *blocks_of(paper.register)]
    return document(paper.document_title, paper.partnership, paper.title, blocks)
