"""docs/privacy.md against the tables: every column that can hold personal data is named, and none that is not there."""

import re
import tomllib
from pathlib import Path

from store.held import is_text, refers_to_person, tables

ROOT = Path(__file__).parent.parent
PRIVACY = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`(\w+\.\w+)`", PRIVACY)) - {"config.toml"}
# Texts that the bot itself makes or that count and sort: no person's words, name or address can stand in them.
NO_PERSONAL_DATA = {
    *("action_point.paragraph", "agenda_item.kind", "agenda_item.number"),
    *("body.channel", "body.kind", "clearing.counts"),
    *("handbook_entry.clause", "handbook_entry.kind", "history.row_kind"),
    *("plan_target.recurs",),
    *("meeting.kind", "outbox.claimed_by", "outbox.kind", "service_contact.topics", "passage.number"),
}


def columns() -> set[str]:
    """Every column of a partnership's tables that names a person or can hold words."""
    return {
        f"{table.name}.{column.name}"
        for table in tables()
        for column in table.columns
        if is_text(column) or refers_to_person(column)
    }


def test_every_column_that_can_hold_personal_data_is_told_of() -> None:
    assert columns() - NAMED - NO_PERSONAL_DATA == set()


def test_nothing_is_told_of_that_is_not_there() -> None:
    assert NAMED - columns() == set()
    assert NO_PERSONAL_DATA - columns() == set()
    assert not NAMED & NO_PERSONAL_DATA


def test_every_period_is_told_of() -> None:
    periods = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf-8"))["retention"]

    assert {period for period in periods if f"`{period}` days" not in PRIVACY} == set()
