"""What words mean: printed glossaries, and acronyms that a text explains where it first uses them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from store.papers.paper import HandbookLine
from store.papers.reading.blocks import Block, Kind, tidy

_HEADING = re.compile(
    r"(?:\d{1,2}[.)]?\s+|appendix\s+\w+\W+)?(?:glossary|abbreviations|acronyms|definitions)"
    r"(?:\s+(?:of|and)\s+(?:terms|acronyms|abbreviations|definitions)(?:\s+used)?)?\W*",
    re.IGNORECASE,
)
_COLUMNS = re.compile(
    r"(?:term|abbreviation|acronym|word|name)\b.*\b(?:definition|meaning|explanation|description|full)\b.*",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"(?P<term>[A-Z][\w&/'’ -]{1,40}?)\s*(?::|\s[–—-]\s)\s*(?P<text>\S.{3,})")
_EXPLAINED = re.compile(r"\((?P<short>(?=[^)]*[A-Z][^)]*[A-Z])[A-Z][A-Za-z&-]{1,9})\)")
_EXPLAINING = re.compile(r"\b(?P<short>[A-Z][A-Z&-]{1,9})\s+\((?P<full>[A-Z][^()]{5,90})\)")
_SMALL = frozenset({"and", "of", "the", "for", "in", "to", "on", "with", "a", "an", "or", "&"})


def read_glossary(blocks: Sequence[Block]) -> list[HandbookLine]:
    """The entries of each printed glossary."""
    return [line for at, block in enumerate(blocks) if _begins(block) for line in _listed(blocks[at + 1 :])]


def _begins(block: Block) -> bool:
    return not block.is_row and len(block.text) < 60 and bool(_HEADING.fullmatch(block.text))


def _listed(blocks: Sequence[Block]) -> Iterator[HandbookLine]:
    """Rows of two columns, the second of which may go on below with the first left empty, or lines "ASB: …"."""
    term, text, line = "", "", 0
    for block in blocks:
        row = _row(block)
        if row is None:
            break
        if _COLUMNS.fullmatch(block.text):
            continue
        if row[0]:
            if term and text:
                yield _entry(term, text, line)
            (term, text), line = row, block.line
        else:
            text = f"{text} {row[1]}"
    if term and text:
        yield _entry(term, text, line)


def _row(block: Block) -> tuple[str, str] | None:
    """Term and text of a line of a glossary; None where it has come to its end."""
    cells = [tidy(cell) for cell in block.cells]
    if block.is_row:
        return (cells[0], " ".join(filter(None, cells[1:]))) if 2 <= len(cells) <= 3 else None
    match = _ENTRY.fullmatch(block.text) if block.kind is Kind.PARAGRAPH else None
    return (match["term"], match["text"]) if match else None


def _entry(term: str, text: str, line: int) -> HandbookLine:
    return HandbookLine("glossary", term[:200], tidy(text), "", "", line)


def read_acronyms(blocks: Sequence[Block]) -> list[HandbookLine]:
    """The acronyms explained in running text, each as it is explained most often, in the order of the text."""
    explained: dict[str, Counter[str]] = {}
    lines: dict[tuple[str, str], int] = {}
    for block in blocks:
        for short, full in _explained(block.text) if "(" in block.text else ():
            explained.setdefault(short, Counter())[full] += 1
            lines.setdefault((short, full), block.line)
    chosen = ((short, found.most_common(1)[0][0]) for short, found in explained.items())
    return [
        HandbookLine("glossary", short, full, "", "", lines[short, full], offered=True)
        for short, full in chosen
    ]


def _explained(text: str) -> Iterator[tuple[str, str]]:
    """Acronyms with what they stand for; several ("DHRs") count as one of them."""
    for match in _EXPLAINED.finditer(text):
        if full := _spelt_out(match["short"], text[: match.start()]):
            yield _single(match["short"], re.sub(r"['’]s$", "", full))
    for match in _EXPLAINING.finditer(text):
        full = tidy(match["full"])
        if _spelt_out(match["short"], full) == full:
            yield _single(match["short"], full)


def _single(short: str, full: str) -> tuple[str, str]:
    if short.endswith("s") and full.endswith("s"):
        return short.removesuffix("s"), full.removesuffix("s")
    return short, full


def _spelt_out(short: str, before: str) -> str:
    """The words at the end of `before` of which `short` holds the first letters; empty when it does not."""
    wanted = [letter for letter in short if letter.isupper()]
    words = re.findall(r"[^\s(),;:.]+", before)[-3 * len(wanted) :]
    taken: list[str] = []
    for word in reversed(words):
        letters = [part[0].upper() for part in re.split(r"[-/]", word.strip("“”\"'‘’")) if part]
        if word.casefold() in _SMALL:
            taken.insert(0, word)
            continue
        if not letters or wanted[-len(letters) :] != letters:
            return ""
        del wanted[-len(letters) :]
        taken.insert(0, word)
        if not wanted:
            full = " ".join(taken)
            return full if full in tidy(before) else ""
    return ""
