"""The real papers, which stand beside the checkout and never inside it."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.papers.paper import to_json
from store.papers.reading.reader import read_paper

_BESIDE = Path(__file__).parents[2].parent / "shared" / "papers"


def real_papers() -> Path:
    """Where the real papers are: PARTNERSHIP_PAPERS, else beside the checkout."""
    return Path(os.environ.get("PARTNERSHIP_PAPERS") or _BESIDE)


@pytest.fixture(scope="session")
def folder() -> Path:
    """The real papers; in CI they must be there."""
    found = real_papers()
    if not (found / "expected").is_dir():
        reason = f"The real papers are not in {found}; set PARTNERSHIP_PAPERS to their folder."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def real(folder: Path) -> Callable[[str], dict[str, Any]]:
    """Reads one real paper, by a word of its name, as JSON."""

    def read(word: str) -> dict[str, Any]:
        [path] = folder.glob(f"*{word}*.md")
        return to_json(read_paper(path.read_text(encoding="utf-8"), path.name))

    return read


@pytest.fixture(scope="session")
def expected(folder: Path) -> Callable[[str], dict[str, Any]]:
    """What was read off a real paper by eye."""

    def load(word: str) -> dict[str, Any]:
        [path] = (folder / "expected").glob(f"*{word}*.json")
        loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return loaded

    return load
