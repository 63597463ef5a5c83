"""The real papers, rebuilt in every format, are read as people read them: field by field, against what was read off by eye."""

from pathlib import Path

import pytest

from tests.papers.accuracy import PACKS, PAPERS, Field, compared, formats_of

pytestmark = pytest.mark.papers

FORMATS = ("md", "docx", "pdf", "xlsx", "html")
ACTIONS = ("reference", "text", "owners", "deadline", "status")
# What the text itself has lost: a lead that stands in the row below its item, names of services without some letters.
LOST = {("2022-10-11", "agenda: leads"): 2, ("2024-07-16", "contacts: service"): 2}


@pytest.fixture(scope="module")
def read(folder: Path) -> dict[tuple[str, str], dict[str, Field]]:
    return {
        (word, suffix): compared(word, paper())
        for word in PAPERS
        for suffix, paper in formats_of(word, folder)
    }


@pytest.mark.parametrize("suffix", FORMATS)
def test_all_action_points_are_exact(suffix: str, read: dict[tuple[str, str], dict[str, Field]]) -> None:
    of_packs = [read[pack, suffix][f"actions: {name}"] for pack in PACKS for name in ACTIONS]

    assert [(field.missing, field.added) for field in of_packs] == [(0, 0)] * 15
    assert sum(field.right for field in of_packs) == 5 * (7 + 5 + 8)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", ["text", "priority", "lead", "timescale"])
def test_targets_of_the_plan(suffix: str, name: str, read: dict[tuple[str, str], dict[str, Field]]) -> None:
    field = read["action-plan", suffix][f"targets: {name}"]

    assert field.wanted == 70
    assert field.right / field.wanted >= 0.95
    assert not field.added


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("word", PAPERS)
def test_everything_else_is_right_but_for_what_the_text_has_lost(
    word: str, suffix: str, read: dict[tuple[str, str], dict[str, Field]]
) -> None:
    wrong = {
        (word, name): field.missing
        for name, field in read[word, suffix].items()
        if field.missing or field.added
    }

    assert wrong == {place: count for place, count in LOST.items() if place[0] == word}
