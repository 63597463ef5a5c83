"""From a file to a paper: what can be opened is read, anything else gets a sentence.

Each kind of file has its own opener, which is loaded when there is a file for it; all give the same blocks.
"""

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from store.errors import Invalid
from store.papers.limits import DEFAULT, Limits, Tell, check_size, untold
from store.papers.opening.kinds import FileKind, kind_of, misnamed
from store.papers.opening.stream import Stream
from store.papers.opening.text import open_csv, text_of
from store.papers.paper import Paper
from store.papers.reading.reader import checked, read_blocks, read_paper


def read_file(path: Path, limits: Limits = DEFAULT, tell: Tell = untold) -> Paper:
    """The paper in a file. Raises Invalid with one sentence when there is none in it, or it is not to be opened."""
    try:
        check_size(path.stat().st_size, path.name, limits)
        content = path.read_bytes()
    except OSError as error:
        raise Invalid(
            f"{path.name} cannot be opened: {error.strerror or error}. Nothing was read; see whether the file is there and may be read."
        ) from error
    return read_content(content, path.name, limits, tell)


def read_content(content: bytes, name: str, limits: Limits = DEFAULT, tell: Tell = untold) -> Paper:
    """The same for a file that was sent, whatever its name says it is."""
    check_size(len(content), name, limits)
    kind = kind_of(content, name)
    if kind is FileKind.TEXT:
        text = text_of(content, name)
        with misnamed(name) if text.strip() else nullcontext():
            return read_paper(text, name)
    stream = _opened(kind, content, name, limits, tell)
    paper = checked(read_blocks(stream.blocks, name), name, prose=kind is not FileKind.CSV)
    told = {entry.line for entry in stream.unread}  # what keeps a line from being read is its reason
    found = (entry for entry in paper.unread if entry.line not in told)
    unread = sorted((*found, *stream.unread), key=lambda entry: entry.line)
    return replace(paper, places=tuple(stream.places), unread=tuple(unread))


def _opened(kind: FileKind, content: bytes, name: str, limits: Limits, tell: Tell) -> Stream:
    if kind is FileKind.CSV:
        return open_csv(content, name, limits)
    if kind is FileKind.PDF:
        from store.papers.opening.pdf import open_pdf  # noqa: PLC0415 - each opener brings a library along

        return open_pdf(content, name, limits, tell)
    if kind is FileKind.HTML:
        from store.papers.opening.web import open_web  # noqa: PLC0415

        return open_web(content, name, limits)
    return _package(content, name, limits)


def _package(content: bytes, name: str, limits: Limits) -> Stream:
    from store.papers.opening.packages import PackageKind, check_package  # noqa: PLC0415

    if check_package(content, name, limits) is PackageKind.EXCEL:
        from store.papers.opening.excel import open_excel  # noqa: PLC0415

        return open_excel(content, name, limits)
    from store.papers.opening.word import open_word  # noqa: PLC0415

    return open_word(content, name, limits)
