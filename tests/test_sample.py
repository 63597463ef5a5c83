"""The sample partnership holds together, is invented throughout, and shows what a demonstration needs."""

import re
import tomllib
from collections import Counter
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

import pytest

TODAY = date(2026, 5, 26)  # where the demonstration's clock starts
NEXT_BOARD = date(2026, 6, 16)

_LINK = re.compile(r"(?:@|https?://)([\w.-]+)")
_PHONE = re.compile(r"(?<![\d/-])\+?\d(?: ?\d){9,}")
_DRAMA = re.compile(r"01632 960\d{3}|07700 900\d{3}")


def text_of(name: str) -> str:
    return (files("bot") / "sample" / name).read_text("utf-8")


SAMPLE: dict[str, Any] = tomllib.loads(text_of("partnership.toml"))
PACK = text_of("pack.md")

PEOPLE: dict[str, dict[str, Any]] = {person["name"]: person for person in SAMPLE["people"]}
ORGANISATIONS: dict[str, dict[str, Any]] = {body["name"]: body for body in SAMPLE["organisations"]}
GROUPS: dict[str, dict[str, Any]] = {group["name"]: group for group in SAMPLE["groups"]}
MEETINGS: list[dict[str, Any]] = SAMPLE["meetings"]
(BOARD,) = (name for name, group in GROUPS.items() if group["main"])


def memberships() -> list[tuple[str, dict[str, Any]]]:
    return [(name, seat) for name, person in PEOPLE.items() for seat in person["memberships"]]


def held() -> list[dict[str, Any]]:
    return [meeting for meeting in MEETINGS if meeting["status"] == "held"]


def actions() -> dict[str, dict[str, Any]]:
    """Every action point by its full reference, which is free of the group since all are the Board's."""
    return {
        f"{meeting['date']:%Y-%m}/{action['number']:02}": action
        for meeting in held()
        for action in meeting["actions"]
    }


def meeting_on(day: date) -> dict[str, Any]:
    (found,) = (meeting for meeting in MEETINGS if meeting.get("date") == day)
    return found


def sits(name: str, on: date) -> bool:
    return any(
        seat.get("from", on) <= on <= seat.get("until", on) and "group" not in seat
        for seat in PEOPLE[name]["memberships"]
    )


def test_it_is_as_large_as_a_partnership_is() -> None:
    assert len(ORGANISATIONS) == len(SAMPLE["organisations"]) == 12
    assert sum(body["statutory"] for body in ORGANISATIONS.values()) == 6
    assert len(PEOPLE) == len(SAMPLE["people"]) == 26
    assert len(GROUPS) == 3
    assert Counter(meeting["group"] for meeting in MEETINGS)[BOARD] == 6
    assert len(MEETINGS) == 8
    assert [len(meeting["actions"]) for meeting in held()] == [7, 8, 10]
    assert len({contact["name"] for contact in SAMPLE["contacts"]}) == 10
    assert {entry["kind"] for entry in SAMPLE["handbook"]} == {
        "terms",
        "public",
        "duty",
        "priority",
        "glossary",
    }
    assert len({(entry["kind"], entry["title"]) for entry in SAMPLE["handbook"]}) == len(SAMPLE["handbook"])
    assert len(SAMPLE["slack"]["users"]) == 8
    assert len(SAMPLE["slack"]["channels"]) == 3


def test_everybody_and_everything_referred_to_exists() -> None:
    owners = {owner for action in actions().values() for owner in action["owners"]}
    people = {seat["replaces"] for _, seat in memberships() if "replaces" in seat}
    people |= {line["person"] for meeting in held() for line in meeting["attendance"]}
    people |= {line["represented_by"] for m in held() for line in m["attendance"] if "represented_by" in line}
    people |= {update["by"] for action in actions().values() for update in action.get("updates", [])}
    people |= {user["person"] for user in SAMPLE["slack"]["users"]}
    leads = {lead for m in MEETINGS for item in m.get("agenda", []) for lead in item["leads"]}

    assert people <= set(PEOPLE)
    assert owners <= {*PEOPLE, *ORGANISATIONS, *GROUPS}
    assert leads <= {*PEOPLE, *ORGANISATIONS, *GROUPS, "Chair", "Board", "members"}
    assert {seat["organisation"] for _, seat in memberships()} == set(ORGANISATIONS)
    assert {seat["group"] for _, seat in memberships() if "group" in seat} == set(GROUPS) - {BOARD}
    assert {meeting["group"] for meeting in MEETINGS} == set(GROUPS)


def test_the_words_of_the_books_are_used() -> None:
    seats = {seat["capacity"] for _, seat in memberships()}
    roles = Counter(seat.get("role") for name, seat in memberships() if sits(name, TODAY))

    assert seats == {"board", "member", "guest", "officer", "in attendance"}
    assert {meeting["mode"] for meeting in MEETINGS} == {"in person", "hybrid", "online"}
    assert {meeting["status"] for meeting in MEETINGS} == {"held", "planned"}
    assert {meeting["kind"] for meeting in MEETINGS} == {"meeting", "development session"}
    assert {action["status"] for action in actions().values()} == {
        "open",
        "in progress",
        "carried over",
        "closed",
    }
    for role in ("Chair", "Vice Chair", "Support Officer", "Priority 1 lead", "Priority 3 lead"):
        assert roles[role] >= 1


def test_somebody_was_succeeded_and_somebody_represented() -> None:
    successions = [(name, seat) for name, seat in memberships() if "replaces" in seat and "group" not in seat]
    stand_ins = [line for m in held() for line in m["attendance"] if line["how"] == "represented"]

    ((successor, seat),) = successions
    (before,) = PEOPLE[seat["replaces"]]["memberships"]
    assert before["organisation"] == seat["organisation"]
    assert before["until"] + timedelta(days=1) == seat["from"]
    assert successor != seat["replaces"]
    ((absent, present),) = ((line["person"], line["represented_by"]) for line in stand_ins)
    assert {s["organisation"] for s in PEOPLE[absent]["memberships"]} == {
        s["organisation"] for s in PEOPLE[present]["memberships"]
    }


@pytest.mark.parametrize("meeting", held(), ids=lambda meeting: str(meeting["date"]))
def test_who_was_at_a_meeting_sat_then(meeting: dict[str, Any]) -> None:
    there = [line["person"] for line in meeting["attendance"]]
    present = {line["person"] for line in meeting["attendance"] if line["how"] == "present"}

    assert len(there) == len(set(there))
    assert [name for name in there if not sits(name, meeting["date"])] == []
    assert {line.get("represented_by") for line in meeting["attendance"]} - {None} <= present
    assert {line["section"] for line in meeting["attendance"]} == {"Board", "Members", "Guests"}


def test_the_meetings_stand_where_the_demonstration_needs_them() -> None:
    board = [m for m in MEETINGS if m["group"] == BOARD and m["kind"] == "meeting"]
    coming = [m["date"] for m in board if m["status"] == "planned" and "date" in m]
    near = {m["group"] for m in MEETINGS if m["group"] != BOARD and TODAY <= m["date"] < NEXT_BOARD}
    next_board = meeting_on(NEXT_BOARD)

    assert coming == [NEXT_BOARD]
    assert NEXT_BOARD.strftime("%A") == "Tuesday"
    assert (next_board["start"], next_board["end"]) == (time(10), time(13))
    assert next_board["report_deadline"] == date(2026, 6, 2)
    assert [f"{m['date']:%Y-%m}" for m in held()] == ["2025-07", "2025-10", "2026-02"]
    assert near == set(GROUPS) - {BOARD}
    assert [m["month"] for m in MEETINGS if "date" not in m] == ["2026-10"]
    assert [m["date"] > NEXT_BOARD for m in MEETINGS if m["kind"] == "development session"] == [True]
    assert all((m["status"] == "held") == (m["date"] < TODAY) for m in MEETINGS if "date" in m)
    assert all(m["report_deadline"] == m["date"] - timedelta(14) for m in MEETINGS if "report_deadline" in m)


def test_the_next_agenda_fits_the_meeting() -> None:
    meeting = meeting_on(NEXT_BOARD)
    items = [item for item in meeting["agenda"] if item["kind"] != "break"]
    length = datetime.combine(NEXT_BOARD, meeting["end"]) - datetime.combine(NEXT_BOARD, meeting["start"])

    assert [item["number"] for item in items] == [str(n) for n in range(1, 14)]
    assert timedelta(minutes=sum(item.get("minutes", 0) for item in meeting["agenda"])) <= length
    assert [item["number"] for item in items if item["closed"]] == ["1", "2"]
    assert [item["number"] for item in items if item["paper_due"]] == ["2", "7", "8", "9", "11"]
    assert all(item["leads"] for item in items if item["paper_due"])
    assert [item["kind"] for item in meeting["agenda"]].count("break") == 1


def test_numbers_have_no_gaps_and_each_promise_was_minuted_before_it_was_due() -> None:
    for meeting in held():
        numbers = [action["number"] for action in meeting["actions"]]
        assert numbers == list(range(1, len(numbers) + 1))
        assert all(action.get("due", NEXT_BOARD) >= meeting["date"] for action in meeting["actions"])
        for action in meeting["actions"]:
            updates = [update["at"] for update in action.get("updates", [])]
            assert updates == sorted(updates)
            assert all(
                meeting["date"] < at.date() <= TODAY and at.time() > time(8) and at.tzinfo is None
                for at in updates
            )


def test_what_was_carried_over_can_be_read_back_to_its_origin() -> None:
    came_from = {ref: action["carried_from"] for ref, action in actions().items() if "carried_from" in action}
    held_in = [f"{meeting['date']:%Y-%m}" for meeting in held()]

    assert came_from == {
        "2025-10/01": "2025-07/03",
        "2025-10/02": "2025-07/06",
        "2026-02/01": "2025-10/01",
        "2026-02/02": "2025-10/05",
    }
    carried = {ref for ref, action in actions().items() if action["status"] == "carried over"}
    assert carried == set(came_from.values())
    for later, earlier in came_from.items():
        assert held_in.index(later[:7]) == held_in.index(earlier[:7]) + 1
        assert actions()[later]["owners"] == actions()[earlier]["owners"]


def test_what_is_printed_agrees_with_the_status() -> None:
    starts = {"closed": "Closed: ", "in progress": "In progress: ", "carried over": "Carried over from "}

    for action in actions().values():
        printed = action.get("status_text", "")
        assert printed.startswith(starts.get(action["status"], ""))
        assert bool(printed) == (action["status"] != "open")


def test_the_register_of_the_day_has_something_of_everything() -> None:
    unfinished = {r: a for r, a in actions().items() if a["status"] in {"open", "in progress"}}
    soon = TODAY + timedelta(days=7)

    assert sorted(r for r, a in unfinished.items() if a.get("due", NEXT_BOARD) < TODAY) == [
        "2026-02/01",
        "2026-02/04",
        "2026-02/09",
    ]
    assert sorted(r for r, a in unfinished.items() if TODAY <= a.get("due", NEXT_BOARD) <= soon) == [
        "2026-02/02",
        "2026-02/05",
        "2026-02/08",
        "2026-02/10",
    ]
    assert [r for r, a in actions().items() if a.get("confidential")] == ["2026-02/08"]
    assert [r for r, a in actions().items() if len(a["owners"]) == 2] == ["2026-02/04"]
    assert [r for r, a in actions().items() if not a["owners"]] == ["2026-02/07"]
    assert [r for r, a in unfinished.items() if set(a["owners"]) & set(GROUPS)] == ["2026-02/05"]
    assert [r for r, a in unfinished.items() if set(a["owners"]) & set(ORGANISATIONS)] == ["2026-02/06"]
    for action in actions().values():
        assert all(owner in action["text"] for owner in action["owners"])


def test_the_slack_side_fits() -> None:
    users = {user["person"]: user["id"] for user in SAMPLE["slack"]["users"]}
    channels = {channel["id"]: channel for channel in SAMPLE["slack"]["channels"]}

    assert len(set(users.values())) == len(users)
    assert all(re.fullmatch(r"U[0-9A-Z]{7,}", user) for user in users.values())
    assert all(re.fullmatch(r"C[0-9A-Z]{7,}", channel) for channel in channels)
    assert {group["channel"] for group in GROUPS.values()} < set(channels)
    assert all(set(channel["members"]) <= set(users) for channel in channels.values())
    assert all(PEOPLE[person]["email"] for person in users)


@pytest.mark.parametrize("text", [text_of("partnership.toml"), PACK], ids=["partnership.toml", "pack.md"])
def test_every_address_and_number_is_invented(text: str) -> None:
    hosts, phones = _LINK.findall(text), _PHONE.findall(text)

    assert len(hosts) > 10
    assert [host for host in hosts if not host.rstrip(".").endswith(".example")] == []
    assert len(phones) > 10
    assert [phone for phone in phones if not _DRAMA.fullmatch(phone)] == []


def test_nobody_shares_an_address_or_a_number() -> None:
    everybody = [*SAMPLE["people"], *SAMPLE["contacts"]]
    emails = Counter(mail for one in everybody for mail in one.get("emails", [one.get("email")]) if mail)
    phones = Counter(
        number for one in everybody for number in one.get("phones", [one.get("phone")]) if number
    )

    assert [address for address, times in emails.items() if times > 1] == []
    assert [number for number, times in phones.items() if times > 1] == []
    assert all(contact["topics"] for contact in SAMPLE["contacts"])
    assert all(c["phones"] or c["emails"] or c["urls"] for c in SAMPLE["contacts"])


def table_under(heading: str) -> list[list[str]]:
    """The rows of the first pipe table after `heading` in the pack, without its header."""
    after = PACK.split(heading, 1)[1]
    lines = re.search(r"(?:^\|.*\n)+", after, re.MULTILINE)
    assert lines
    rows = lines[0].splitlines()
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def test_the_pack_reports_the_actions_of_october_as_the_books_have_them() -> None:
    october = meeting_on(date(2025, 10, 14))["actions"]

    assert table_under("# **ACTION POINTS**") == [
        [f"10/{action['number']:02}", action["text"], action["status_text"]] for action in october
    ]
    markers = re.findall(r"^Action points? (.+)$", PACK, re.MULTILINE)
    assert re.findall(r"\d\d/\d\d", " ".join(markers)) == [f"10/{n:02}" for n in range(1, 9)]


def test_the_agenda_of_the_pack_adds_up() -> None:
    *items, last = table_under("#### **AGENDA**")

    assert [item[0] for item in items if item[0]] == [str(n) for n in range(1, 13)]
    assert last[2:] == ["16 June 2026", str(sum(int(item[3]) for item in items))]


def test_the_minutes_of_the_pack_name_who_the_books_say_was_there() -> None:
    minutes = PACK.split("#### **Draft Minutes**")[1].split("#### 1.")[0]
    shown = [re.sub(r" \((?:Chair|Minutes)\)", "", line) for line in minutes.splitlines() if line]
    expected = []
    section = ""
    for line in meeting_on(date(2025, 10, 14))["attendance"]:
        if line["section"] != section:
            section = line["section"]
            expected.append(f"**{section}**")
        if line["how"] == "present":
            person = PEOPLE[line["person"]]
            seat = person["memberships"][0]["organisation"]
            expected.append(f"{person.get('title', '')} {person['name']} {seat}".strip())

    assert shown == expected
    away = [
        line["person"] for line in meeting_on(date(2025, 10, 14))["attendance"] if line["how"] != "present"
    ]
    assert all(f"{name} (" in PACK for name in away)


def test_the_pack_prints_every_contact_of_the_books() -> None:
    printed = PACK.split("# Useful Contacts")[1].split("\nTo: ")[0]

    assert re.findall(r"^\*\*(.+)\*\*$", printed, re.MULTILINE) == [c["name"] for c in SAMPLE["contacts"]]
    for contact in SAMPLE["contacts"]:
        for way in (*contact["phones"], *contact["emails"], *contact["urls"]):
            assert way in printed


def test_the_timetable_of_the_pack_has_the_meetings_to_come() -> None:
    timetable = PACK.split("# Pellingford CSP Timetable 2026/27")[1]

    assert "Pellingford CSP: 16 RD: 02" in timetable
    assert "Pellingford CSP: TBC" in timetable
    assert "Pellingford CSP: 01 RD: 17 Nov" in timetable
    assert "MASG: 28" in timetable
    assert "Riverside Task and Finish Group: 03" in timetable
    for meeting in MEETINGS:
        if meeting["status"] == "planned" and "venue" in meeting:
            assert f"Venue: {meeting['venue']}" in timetable
