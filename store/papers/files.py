"""From a file to a paper: what can be opened is read, anything else gets a sentence."""

from pathlib import Path

from store.errors import Invalid
from store.papers.paper import Paper
from store.papers.reading.reader import read_paper

LIMIT = 5_000_000  # bytes of text; the largest pack at hand has 112,000
READABLE = (".md", ".txt", ".text", ".markdown", "")


def read_file(path: Path) -> Paper:
    """The paper in a Markdown or text file. Raises Invalid with one sentence when there is none in it."""
    if path.suffix.lower() not in READABLE:
        raise Invalid(
            f"{path.name} is a {path.suffix} file; papers are read from Markdown and text (.md, .txt)."
            " Nothing was read. Save it as text and try again."
        )
    try:
        if path.stat().st_size > LIMIT:
            raise Invalid(f"{path.name} is larger than {LIMIT // 1_000_000} MB, so it was not opened.")
        content = path.read_bytes()
    except OSError as error:
        raise Invalid(
            f"{path.name} cannot be opened: {error.strerror or error}. Nothing was read."
        ) from error
    return read_paper(_text(content, path.name), path.name)


def _text(content: bytes, name: str) -> str:
    """UTF-8, with or without its mark, else what Windows programs write."""
    if b"\0" in content:
        raise Invalid(f"{name} is no text file, so nothing was read. Save it as text and try again.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
