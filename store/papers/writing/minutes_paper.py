"""The skeleton of a meeting's minutes as a paper: what is known of it, and in square brackets what somebody writes."""

from dataclasses import dataclass
from datetime import date

from store.dates import day
from store.papers.writing.blocks import Block, Column, bullets, document, heading, table, text
from store.papers.writing.register_paper import Edition, printable
from store.papers.writing.register_words import Words
from store.papers.writing.reports import title_alone

_COLUMNS = (Column("Name", 7), Column("Organisation", 10))


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who was there."""

    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the three lists of the attendance."""

    title: str
    people: tuple[Present, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the minutes, and the action points that it led to, as the packs mark them."""

    text: str
    refs: tuple[str, ...] = ()

    @property
    def marker(self) -> str:
        """Such as "Action points 07/02 and 07/03"; empty where it led to none."""
        if not self.refs:
            return ""
        several = ", ".join(self.refs[:-1])
        return f"Action points {several} and {self.refs[-1]}" if several else f"Action point {self.refs[0]}"


@dataclass(frozen=True, slots=True)
class MinutedItem:
    """An item of the agenda as the minutes have it."""

    number: str
    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def heading(self) -> str:
        """Such as "5. Action points: Review"."""
        return f"{self.number}. {self.title}" if self.number else self.title

    def numbered(self) -> list[tuple[str, str]]:
        """Each paragraph with its number before it, "5.1 …", and its marker."""
        before = f"{self.number}." if self.number else ""
        return [
            (f"{before}{at} {one.text}" if before else one.text, one.marker)
            for at, one in enumerate(self.paragraphs, 1)
        ]


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    """The skeleton of the minutes of the meeting of `group` on `meeting`; `facts` are its date, hours and place."""

    partnership: str
    group: str
    meeting: date
    as_at: date
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    items: tuple[MinutedItem, ...]
    edition: Edition = Edition.PUBLIC

    @property
    def kind(self) -> str:
        """The name of its template."""
        return "minutes"

    @property
    def title(self) -> str:
        """What the paper is."""
        return f"{self.group}: draft minutes of the meeting of {day(self.meeting)}"

    @property
    def document_title(self) -> str:
        """The title as it stands alone."""
        return title_alone(self.partnership, self.group, self.title)

    @property
    def words(self) -> Words:
        """Its words by the names under which templates know them."""
        return {
            "document_title": printable(self.document_title),
            "title": printable(self.title),
            "footer": printable(self.title),
            "partnership": printable(self.partnership),
            "group": printable(self.group),
            "meeting": day(self.meeting),
            "as_at": day(self.as_at),
            "edition": self.edition.value,
            "facts": [printable(fact) for fact in self.facts],
            "sections": [_section(section) for section in self.sections],
            "items": [_item(item) for item in self.items],
        }

    @property
    def document(self) -> Words:
        """Its words as blocks."""
        blocks: list[Block] = [heading(self.partnership), bullets(self.facts), heading("Draft minutes", 2)]
        for section in self.sections:
            rows = [[[one.name], [one.organisation]] for one in section.people]
            blocks += [heading(section.title, 3), table(section.title, _COLUMNS, rows)]
        for item in self.items:
            blocks.append(heading(item.heading, 3))
            for said, marker in item.numbered():
                blocks += [text(said), *([text(marker, strong=True)] if marker else [])]
        return document(self.document_title, self.partnership, self.title, blocks)


def _section(section: Section) -> Words:
    people = [
        {"name": printable(one.name), "organisation": printable(one.organisation)} for one in section.people
    ]
    return {"title": section.title, "people": people}


def _item(item: MinutedItem) -> Words:
    return {
        "number": item.number,
        "title": printable(item.title),
        "heading": printable(item.heading),
        "paragraphs": [{"text": printable(said), "marker": marker} for said, marker in item.numbered()],
    }
