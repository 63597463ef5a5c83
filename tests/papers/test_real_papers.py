"""The reader against what people read off the real papers."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.papers

Read = Callable[[str], dict[str, Any]]
PACKS = ("2022-10-11", "2024-07-16", "2025-10-21")


def picked(rows: list[dict[str, Any]], **names: str) -> list[dict[str, Any]]:
    """Rows reduced to some of their keys, under the names the other side has for them."""
    return [{theirs: row.get(ours) for ours, theirs in names.items()} for row in rows]


def same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


@pytest.mark.parametrize("pack", PACKS)
def test_every_action_point_of_the_packs(pack: str, real: Read, expected: Read) -> None:
    keys = same("ref", "text", "status", "owners", "minute_paragraph")

    read = picked(real(pack)["actions"], **keys, note="action_text")

    assert read == picked(expected(pack)["action_points"], **keys, action_text="action_text")


@pytest.mark.parametrize("pack", PACKS)
def test_which_meeting_raised_the_actions(pack: str, real: Read, expected: Read) -> None:
    table = expected(pack)["action_points_table"]

    paper = real(pack)

    assert (paper["raised_at"], paper["reported_to"]) == (
        table["raised_at_meeting"],
        table["reported_to_meeting"],
    )
    assert {action["raised"] for action in paper["actions"]} == {table["raised_at_meeting"]}


@pytest.mark.parametrize("pack", PACKS)
def test_the_markers_under_the_minutes(pack: str, real: Read, expected: Read) -> None:
    keys = same("refs", "paragraph", "section", "line")

    assert picked(real(pack)["markers"], **keys) == picked(expected(pack)["action_markers"], **keys)


@pytest.mark.parametrize("pack", ["2025-10-21"])
def test_due_dates_named_in_the_text(pack: str, real: Read, expected: Read) -> None:
    due = {action["ref"]: action.get("due_in_text") for action in expected(pack)["action_points"]}

    assert {action["ref"]: action["due_date"] for action in real(pack)["actions"]} == due


class TestTheWholeOfOnePack:
    pack = "2024-07-16"

    def test_the_meeting(self, real: Read, expected: Read) -> None:
        keys = same(
            "title",
            "partnership",
            "date",
            "date_printed",
            "start",
            "end",
            "time_printed",
            "venue",
            "mode",
            "next_meeting",
        )
        read, wanted = real(self.pack)["meeting"], expected(self.pack)["meeting"]

        assert picked([read], **keys) == picked([wanted], **keys)
        question = read["public_question_deadline"]
        assert f"{question['date']}T{question['time']}" == wanted["public_question_deadline"]["datetime"]
        assert picked([question], **same("printed", "email")) == picked(
            [wanted["public_question_deadline"]], **same("printed", "email")
        )

    def test_the_agenda(self, real: Read, expected: Read) -> None:
        keys = same(
            "position",
            "number",
            "title",
            "lead",
            "leads",
            "minutes",
            "kind",
            "closed_session",
            "section_heading",
            "date",
        )

        assert picked(real(self.pack)["agenda"], **keys) == picked(expected(self.pack)["agenda"], **keys)

    def test_the_minutes(self, real: Read, expected: Read) -> None:
        wanted, read = expected(self.pack)["previous_minutes"], real(self.pack)["minutes"]
        keys = same("status", "chair", "minute_taker", "closed_at", "agreed_minutes_of", "sections")
        head = same("title", "date", "date_printed", "start", "end", "venue", "mode")

        assert picked([read], **keys) == picked([wanted], **keys)
        assert picked([read["meeting"]], **head) == picked([wanted], **head)

    def test_who_came(self, real: Read, expected: Read) -> None:
        keys = same("name", "organisation", "section", "title", "role_notes", "represents")

        assert picked(real(self.pack)["attendance"], **keys) == picked(
            expected(self.pack)["attendance"], **keys
        )

    def test_who_was_away(self, real: Read, expected: Read) -> None:
        keys = same("name", "organisation", "section", "represented_by", "stated_as_apology")

        assert picked(real(self.pack)["apologies"], **keys) == picked(
            expected(self.pack)["apologies"], **keys
        )

    def test_who_succeeded_whom(self, real: Read, expected: Read) -> None:
        keys = same("joined", "left", "organisation", "printed", "paragraph")

        assert picked(real(self.pack)["successions"], **keys) == picked(
            expected(self.pack)["membership_changes"], **keys
        )

    def test_who_was_elected(self, real: Read, expected: Read) -> None:
        keys = same("role", "person", "kind", "proposed_by", "seconded_by", "paragraph")

        assert picked(real(self.pack)["role_changes"], **keys) == picked(
            expected(self.pack)["role_changes"], **keys
        )

    def test_the_timetable(self, real: Read, expected: Read) -> None:
        keys = same(
            "date",
            "month",
            "report_deadline",
            "venue",
            "mode",
            "start",
            "end",
            "date_tbc",
            "venue_tbc",
            "cell",
        )

        read = picked(real(self.pack)["timetable"], group="series", group_full="series_full", **keys)

        wanted = picked(expected(self.pack)["timetable"]["entries"], **same("series", "series_full"), **keys)
        assert sorted(read, key=str) == sorted(wanted, key=str)

    def test_the_sessions(self, real: Read, expected: Read) -> None:
        keys = same("date", "start", "end")

        assert picked(real(self.pack)["sessions"], **keys) == picked(
            expected(self.pack)["champion_sessions"], **keys
        )

    def test_the_contacts(self, real: Read, expected: Read) -> None:
        keys = same("phones", "urls", "emails")
        read, wanted = real(self.pack)["contacts"], expected(self.pack)["contacts"]

        assert picked(read, **keys) == picked(wanted, **keys)
        # Where letters are lost for good the words stay as printed, and say so.
        whole = {
            contact["service"] for contact in read if not any("lost" in note for note in contact["notes"])
        }
        assert whole <= {contact["service"] for contact in wanted}
        assert len(whole) == len(wanted) - 2

    def test_what_could_not_be_read_is_said(self, real: Read) -> None:
        unread = real(self.pack)["unread"]

        assert [entry["line"] for entry in unread] == sorted(entry["line"] for entry in unread)
        assert {25, 877} <= {entry["line"] for entry in unread}
        assert all(entry["text"] and entry["why"] for entry in unread)


def test_the_pack_of_2022(real: Read) -> None:
    paper = real("2022-10-11")

    assert (paper["meeting"]["mode"], paper["meeting"]["venue"], paper["meeting"]["next_meeting"]) == (
        "online",
        "",
        "2023-03-14",
    )
    assert [entry["number"] for entry in paper["agenda"] if entry["number"]] == [
        str(number) for number in range(1, 17)
    ]
    assert sum(entry["minutes"] or 0 for entry in paper["agenda"]) == 140
    assert [entry["section"] for entry in paper["attendance"]] == ["Board"] * 5 + ["Members"] * 6 + [
        "Guests"
    ] * 6
    assert [entry["section"] for entry in paper["apologies"]] == ["Board"] * 3 + ["Members"] * 2 + [
        "Other"
    ] * 2 + ["Board", "Members"]
    assert len(paper["minutes"]["sections"]) == 16
    assert paper["reviews"][0]["others_closed"]
    assert paper["reviews"][0]["kept"] == []
    assert len(paper["contacts"]) == 11
    assert all(contact["phones"] or contact["urls"] for contact in paper["contacts"])


def test_the_pack_of_2025(real: Read) -> None:
    paper = real("2025-10-21")

    assert [entry["position"] for entry in paper["agenda"]] == list(range(1, 19))
    assert [entry["number"] for entry in paper["agenda"] if entry["number"]] == [
        str(number) for number in range(1, 18)
    ]
    assert [entry["closed_session"] for entry in paper["agenda"]] == [True, True] + [False] * 16
    assert [entry["section"] for entry in paper["attendance"]] == ["Board"] * 8 + ["Members"] * 5 + [
        "Guests"
    ] * 7
    assert len(paper["apologies"]) == 8
    assert sum(entry["represented_by"] is not None for entry in paper["apologies"]) == 3
    assert len(paper["successions"]) == 3
    assert [entry["date"] for entry in paper["sessions"]] == ["2025-10-06", "2025-10-16", "2025-10-21"]
    assert len(paper["minutes"]["sections"]) == 17
    assert paper["reviews"][0]["kept"] == []
    assert len(paper["reviews"][0]["kept_words"]) > 20


def test_the_members_of_the_plan(real: Read) -> None:
    members = real("plan-2021-22")["members"]

    assert [member["section"] for member in members] == ["Board"] * 10 + ["Non-voting members"] * 11 + [
        "In attendance"
    ]
    assert [member["name"] for member in members if member["name"] is None] == [None]


def test_the_targets_of_the_action_plan(real: Read) -> None:
    paper = real("action-plan")
    labelled = [target for target in paper["targets"] if target["priority"]]

    assert len(labelled) == 40
    assert all(target["lead"] and target["section"] for target in paper["targets"])
    assert sum(target["timescale"] is None for target in labelled) == 6
    assert len(paper["targets"]) == 70
    assert not paper["unread"]
