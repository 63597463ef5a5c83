"""How much of the real papers is read as people read it: `python -m tests.papers.accuracy`, by field and by format.

What was read off by eye stands in `read_off.json` as digests of the values, since names and sentences of the papers do
not belong here. `--digest FILE…` makes them anew: each FILE, called as its paper is, holds the values by field (as
`tests.papers.fields` writes them), corrected by somebody with the paper before them.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from store.papers.files import read_content
from store.papers.paper import Paper
from store.papers.reading.blocks import read_text
from tests.papers.conftest import real_papers
from tests.papers.fields import Values, values_of
from tests.papers.rebuilding import FORMATS

READ_OFF = Path(__file__).parent / "read_off.json"
PACKS = ("2022-10-11", "2024-07-16", "2025-10-21")
PAPERS = (*PACKS, "plan-2021-22", "action-plan")


@dataclass(frozen=True, slots=True)
class Field:
    """How a field of one paper was read: how many values are right, missing, and there without being printed."""

    right: int
    missing: int
    added: int

    @property
    def wanted(self) -> int:
        return self.right + self.missing

    def __str__(self) -> str:
        return f"{self.right}/{self.wanted}{f' +{self.added}' if self.added else ''}"


def digest(paper: str, field: str, value: str) -> str:
    """What stands for a value."""
    return sha256(f"{paper}|{field}|{value}".encode()).hexdigest()[:12]


def digests(paper: str, values: Values) -> dict[str, list[str]]:
    return {field: [digest(paper, field, value) for value in of_it] for field, of_it in values.items()}


def compared(word: str, paper: Paper) -> dict[str, Field]:
    """Each field of a paper, which is known by a word of its name, beside what was read off it."""
    expected = json.loads(READ_OFF.read_text(encoding="utf-8"))[word]
    read = digests(word, values_of(paper))
    found = {}
    for name, wanted in expected.items():
        one, other = Counter(wanted), Counter(read.get(name, []))
        found[name] = Field((one & other).total(), (one - other).total(), (other - one).total())
    return found


def formats_of(word: str, folder: Path) -> Iterator[tuple[str, Callable[[], Paper]]]:
    """The paper as it is, and how it is read when it is rebuilt in each other format."""
    [path] = folder.glob(f"*{word}*.md")
    text = path.read_bytes()
    yield "md", lambda: read_content(text, path.name)
    blocks = read_text(text.decode())
    for suffix, rebuilt in FORMATS.items():
        yield suffix, lambda s=suffix, r=rebuilt: read_content(r(blocks), f"{word}.{s}")  # type: ignore[misc]  # bound now


def lines(folder: Path) -> Iterator[str]:
    """The report: a paper, its fields, and how many of their values are right in each format."""
    for word in PAPERS:
        table = {suffix: compared(word, read()) for suffix, read in formats_of(word, folder)}
        yield f"{word}{' ' * 20}{''.join(suffix.rjust(10) for suffix in table)}"
        for name in table["md"]:
            yield f"  {name:30}{''.join(str(fields[name]).rjust(10) for fields in table.values())}"
        right = {suffix: sum(f.right for f in fields.values()) for suffix, fields in table.items()}
        wanted = sum(field.wanted for field in table["md"].values())
        shares = "".join(f"{100 * count / wanted:.1f}%".rjust(10) for count in right.values())
        yield f"  {'of ' + str(wanted) + ' values':30}{shares}\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.papers.accuracy", description=__doc__)
    parser.add_argument("--digest", nargs="+", type=Path, metavar="FILE", help="make the digests from these")
    asked = parser.parse_args()
    if asked.digest:
        made = {file.stem: digests(file.stem, json.loads(file.read_text("utf-8"))) for file in asked.digest}
        READ_OFF.write_text(json.dumps(made, indent=1) + "\n", "utf-8")
        return 0
    folder = real_papers()
    if not (folder / "expected").is_dir():
        print(
            f"The real papers are not in {folder}; set PARTNERSHIP_PAPERS to their folder.", file=sys.stderr
        )
        return 1
    for line in lines(folder):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
