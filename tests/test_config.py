"""What a configuration file may say, and the sentence when it says something else."""

from pathlib import Path

import pytest

from bot.config import load
from handlers.access import STANDARD, Operation, Role
from store.errors import Invalid
from store.retention import Periods


def written(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_table_is_tightened_by_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, '[access]\nexport = ["secretariat", "chair"]\n')

    access = load(file, {}).access

    assert not access.may(Role.MEMBER, Operation.EXPORT)
    assert access.may(Role.CHAIR, Operation.EXPORT)


def test_without_a_file_the_table_stands_as_it_is(tmp_path: Path) -> None:
    assert load(tmp_path / "config.toml", {}).access == STANDARD


def test_periods_are_read(tmp_path: Path) -> None:
    file = written(tmp_path, "[retention]\nconversations = 10\n")

    assert load(file, {}).retention == Periods(conversations=10)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '[access]\ncalendar = ["member"]',
            "[access] calendar names the member, who may not change the calendar.",
        ),
        ('[access]\nfly = ["member"]', "[access] has “fly”, which is no operation."),
        ("[retention]\nreminders = -1", "[retention] is wrong: reminders = -1: nothing can be kept"),
        (
            "[retention]\nbeer = 3",
            "The configuration config.toml is wrong: Object contains unknown field `beer`",
        ),
        ('[access]\nexport = "chair"', "The configuration config.toml is wrong: Expected `array`, got `str`"),
    ],
)
def test_what_is_wrong_in_it_is_said(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        load(written(tmp_path, text), {})

    assert str(refused.value).startswith(sentence)
