"""What papers have in common: titles as they stand alone, and the top of those that report on a partnership."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date

from store.dates import day
from store.papers.writing.blocks import Block, Column, bullets, document, heading, table, text
from store.papers.writing.register_paper import Edition, printable
from store.papers.writing.register_words import Words


class Report(ABC):
    """A paper of a partnership: what it is called, its summary, and how both stand at its top."""

    __slots__ = ()
    partnership: str
    as_at: date
    edition: Edition

    @property
    @abstractmethod
    def title(self) -> str:
        """What the paper is."""

    @property
    @abstractmethod
    def summary(self) -> list[str]:
        """The paper in a few lines."""

    @property
    def document_title(self) -> str:
        """The title as it stands alone."""
        return f"{self.partnership}: {self.title}"

    @property
    def opening(self) -> Words:
        """The words at its top and foot, by the names under which templates know them."""
        return {
            "document_title": printable(self.document_title),
            "title": printable(self.title),
            "footer": printable(self.document_title),
            "partnership": printable(self.partnership),
            "as_at": day(self.as_at),
            "edition": self.edition.value,
            "summary": [printable(line) for line in self.summary],
        }

    def as_document(self, blocks: Iterable[Block]) -> Words:
        """Its words as blocks: the top, then what is given."""
        top = [heading(self.partnership), heading(self.title, 2), bullets(self.summary)]
        return document(self.document_title, self.partnership, self.document_title, [*top, *blocks])


def title_alone(partnership: str, group: str, title: str) -> str:
    """The title of a group's paper as it stands alone: with the partnership, unless the group is called after it."""
    return title if partnership in group else f"{partnership}, {title}"


def figures(
    caption: str, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]]
) -> list[Block]:
    """A table of one line in each cell; that there are none, where there are none."""
    if not rows:
        return [text("There are none.")]
    columns = [Column(head, width) for head, width in zip(heads, widths, strict=True)]
    return [table(caption, columns, [[[cell] for cell in row] for row in rows])]


def named(names: Sequence[str], rows: Iterable[Sequence[str]]) -> list[dict[str, str]]:
    """Rows with the names of their columns, as templates know them."""
    return [dict(zip(names, row, strict=True)) for row in rows]
