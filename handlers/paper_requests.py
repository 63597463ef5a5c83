"""What can be asked about a paper that somebody has sent, as plain data. The docstring of each is its help line."""

from datetime import date
from types import MappingProxyType
from typing import ClassVar

from handlers.request import Request


class HowToImport(Request, frozen=True, tag="papers.how"):
    """`/actions import`: how papers are brought in; the paper itself comes as a file in a direct message."""


class MayImport(Request, frozen=True, tag="papers.may"):
    """A file was sent: whether its sender may bring papers in, before anybody reads it."""

    name: str


class TakePaper(Request, frozen=True, tag="papers.take"):
    """A paper that has been read: what it would change, before anything is changed."""

    changes: ClassVar[bool] = True
    content: bytes


class ShowPaper(Request, frozen=True, tag="papers.show"):
    """What a paper would change: in short, or page by page every row of it."""

    paper: int
    page: int = 0


class ChooseRow(Request, frozen=True, tag="papers.choose"):
    """Take an unsure row of a paper too, or leave it after all."""

    changes: ClassVar[bool] = True
    paper: int
    key: str
    take: bool = True
    page: int = 0


class ApplyPaper(Request, frozen=True, tag="papers.apply"):
    """Bring a paper in as it was shown; `digest` tells whether it still means the same."""

    changes: ClassVar[bool] = True
    paper: int
    digest: str


class LeavePaper(Request, frozen=True, tag="papers.leave"):
    """Put a paper away and change nothing."""

    changes: ClassVar[bool] = True
    paper: int


class AskPapers(Request, frozen=True, tag="papers.ask"):
    """`/actions papers street lighting`, `what was agreed about street lighting`: what papers say, quoted with their source.

    Without words, but with the day of a meeting: what its minutes say was agreed.
    """

    query: str = ""
    on: date | None = None


PaperRequest = (
    HowToImport | MayImport | TakePaper | ShowPaper | ChooseRow | ApplyPaper | LeavePaper | AskPapers
)

CALLED: MappingProxyType[type[Request], str] = MappingProxyType(
    {
        TakePaper: "a paper that was sent",
        ChooseRow: "choosing a row of a paper",
        ApplyPaper: "the import of a paper",
        LeavePaper: "putting a paper away",
    }
)
