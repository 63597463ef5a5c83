"""The real packs, rebuilt in other formats, are read to the same content."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from store.papers.files import read_content
from store.papers.paper import to_json
from store.papers.reading.blocks import Block, read_text
from store.papers.reading.reader import read_blocks
from tests.papers.rebuilding import FORMATS

pytestmark = pytest.mark.papers

PACKS = ("2022-10-11", "2024-07-16", "2025-10-21")
_PROSE = 150  # characters; annexes hold much of it, which takes long to set and to read as PDF and says nothing to us


def content(value: Any) -> Any:
    """What was read, without where it stands."""
    if isinstance(value, dict):
        return {key: content(entry) for key, entry in value.items() if key not in ("line", "place", "name")}
    return [content(entry) for entry in value] if isinstance(value, list) else value


def without_prose(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the long paragraphs behind the action points."""
    register = max(at for at, block in enumerate(blocks) if block.text == "ACTION POINTS")
    return [
        block for at, block in enumerate(blocks) if at < register or block.is_row or len(block.text) < _PROSE
    ]


@pytest.fixture(scope="module")
def blocks_of(folder: Path) -> Callable[[str], list[Block]]:
    def load(word: str) -> list[Block]:
        [path] = folder.glob(f"*{word}*.md")
        return read_text(path.read_text(encoding="utf-8"))

    return load


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("pack", [*PACKS, "action-plan"])
def test_the_same_in_every_format(
    pack: str, suffix: str, blocks_of: Callable[[str], list[Block]], real: Callable[[str], dict[str, Any]]
) -> None:
    rebuilt = FORMATS[suffix](blocks_of(pack))

    assert content(to_json(read_content(rebuilt, f"pack.{suffix}"))) == content(real(pack))


@pytest.mark.parametrize("pack", PACKS)
def test_the_same_as_pdf(
    pack: str, blocks_of: Callable[[str], list[Block]], real: Callable[[str], dict[str, Any]]
) -> None:
    blocks = without_prose(blocks_of(pack))

    read = content(to_json(read_content(FORMATS["pdf"](blocks), "pack.pdf")))

    assert read == content(to_json(read_blocks(blocks)))
    assert {key: read[key] for key in ("actions", "agenda", "attendance", "timetable")} == {
        key: content(real(pack))[key] for key in ("actions", "agenda", "attendance", "timetable")
    }


def test_the_plan_as_pdf(
    blocks_of: Callable[[str], list[Block]], real: Callable[[str], dict[str, Any]]
) -> None:
    read = to_json(read_content(FORMATS["pdf"](blocks_of("action-plan")), "plan.pdf"))

    assert content(read["targets"]) == content(real("action-plan")["targets"])
