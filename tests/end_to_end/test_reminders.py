"""Reminders: what is posted when the clock moves through the three weeks before a Board meeting, once each."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.delivery import Delivery
from bot.policies import policy_of
from bot.sandbox import LocalSlack
from bot.serving import connected
from bot.slack import posting_client
from scheduler.outbox import DIED
from scheduler.sweep import Sweep
from store.tables import Outbox, OutboxState
from tests.end_to_end.office import BOARD, HELEN, NADIA, TOM, Office, prepared, town

pytestmark = pytest.mark.slack

NUDGED = ("dm-U0PELFARAH", "dm-U0PELGURPREET", "dm-U0PELHELENB", "dm-U0PELTOM")
WHO_LEAD = ("dm-U0PELMARCUS", "dm-U0PELNADIA")
HINDERED = "Not everybody can be reminded"
NUDGE = "One action point of yours is still open"

TARGETS = "Your plan targets: 1 to report on"
THREE_WEEKS = [
    ("26 May", "pellingford-csp", "Report deadline in 7 days: Tuesday 2 June 2026"),
    *(("26 May", person, NUDGE) for person in NUDGED),
    (
        "26 May",
        "dm-U0PELNADIA",
        HINDERED,
    ),  # the secretariat; some are not in this Slack
    ("27 May", "masg", "MASG meeting tomorrow"),
    ("27 May", "masg", "Riverside meeting in 7 days"),
    ("28 May", "masg", "MASG meeting today"),
    # Of the plan: what has been late for four weeks, whose leads are not all in this Slack; then the end of May, and June's.
    *(("28 May", person, f"{TARGETS}, 1 overdue") for person in ("dm-U0PELGURPREET", "dm-U0PELHELENB")),
    ("28 May", "dm-U0PELNADIA", HINDERED),
    ("29 May", "dm-U0PELTOM", TARGETS),
    ("1 June", "dm-U0PELNADIA", "The plan 2026/27 in June 2026"),
    ("2 June", "dm-U0PELSIAN", TARGETS),
    ("2 June", "dm-U0PELTOM", f"{TARGETS}, 1 overdue"),
    *(("11 June", person, f"{TARGETS}, 1 overdue") for person in ("dm-U0PELGURPREET", "dm-U0PELHELENB")),
    ("15 June", "dm-U0PELTOM", f"{TARGETS}, 1 overdue"),
    ("31 May", "pellingford-csp", "Report deadline in 2 days: Tuesday 2 June 2026"),
    *(("1 June", person, NUDGE) for person in NUDGED),
    ("2 June", "pellingford-csp", "Report deadline today: Tuesday 2 June 2026"),
    ("2 June", "masg", "Riverside meeting tomorrow"),
    ("3 June", "masg", "Riverside meeting today"),
    ("5 June", "dm-U0PELNADIA", "To be published in 4 days: the agenda and reports"),
    ("8 June", "pellingford-csp", "Questions from the public close in 7 days"),
    ("9 June", "pellingford-csp", "Board meeting in 7 days"),
    ("9 June", "dm-U0PELNADIA", "To be published today: the agenda and reports"),
    *(("12 June", person, "The quorum is in danger in 4 days") for person in WHO_LEAD),
    *(("15 June", person, "The quorum is in danger tomorrow") for person in WHO_LEAD),
    ("15 June", "pellingford-csp", "The register of action points"),
    ("15 June", "pellingford-csp", ""),  # its paper, in the thread
    ("15 June", "pellingford-csp", "Board meeting tomorrow"),
    ("16 June", "pellingford-csp", "Board meeting today"),
]


def posted(office: Office) -> dict[str, tuple[str, str]]:
    """Where and with which first line each reminder stands, by its timestamp."""
    return {
        message.ts: (channel.name, message.text.partition("\n")[0])
        for channel in office.control.state().channels
        for message in office.by_bot(channel.id)
    }


def test_the_deadline_is_posted_at_nine_with_who_owes_a_paper(office: Office) -> None:
    office.at("2026-05-26T08:59:59")
    assert posted(office) == {}

    office.at("2026-05-26T09:00")

    (message,) = office.by_bot(BOARD)
    assert message.text == (
        "Report deadline in 7 days: Tuesday 2 June 2026\n"
        "Papers for the Board meeting of Tuesday 16 June 2026 go to the secretariat by then.\n"
        "Papers are due from\n"
        "• Amina Yusuf: 2. Closed session\n"
        "• Imogen Tate: 7. Presentation: Riverside Task and Finish Group, what we recommend\n"
        "• Riverside Task and Finish Group: 7. Presentation: Riverside Task and Finish Group, what we recommend\n"
        "• Oliver Strand: 8. Second in-depth report of 2025/26: Young people and the town centre\n"
        "• Tom Adisa: 9. Update on the three priorities: To note\n"
        "• Gurpreet Sandhu: 9. Update on the three priorities: To note\n"
        "• Daniel Kowalczyk: 9. Update on the three priorities: To note\n"
        "• Nadia Rahimi: 11. Community safety grant 2025/26: How it was spent: Agreement"
    )


def test_an_owner_is_nudged_alone_and_closes_from_there(office: Office) -> None:
    office.at("2026-05-26T09:00")
    (nudge,) = office.by_bot(office.control.direct_message(HELEN))
    assert "02/01 Helen Bartosz to report when the lighting" in nudge.text
    assert "due Fri 15 May, 11 days overdue" in nudge.text

    office.opens(HELEN, "Close 02/01", nudge)
    office.submits(HELEN, note="The lamps burn again")

    assert office.after(nudge).text.startswith("Closed 02/01: The lamps burn again.")
    office.at("2026-06-01T09:00")
    assert [m.text for m in office.by_bot(nudge.channel) if m.text.startswith(NUDGE)] == [nudge.text]
    assert len(office.by_bot(office.control.direct_message(TOM))) == 2


def test_each_is_posted_once_in_three_weeks_by_two_replicas(office: Office) -> None:
    second = replica(office)
    seen: dict[str, tuple[str, str]] = {}
    told = []
    for day in days(date(2026, 5, 26), date(2026, 6, 18)):
        office.turn_clock(f"{day}T09:00")
        second.run()
        office.at(f"{day}T09:00")
        new = {ts: said for ts, said in posted(office).items() if ts not in seen}
        told += [(f"{day:%-d %B}", *said) for said in new.values()]
        seen |= new

    assert sorted(told_together(told)) == sorted(THREE_WEEKS)
    hindered = [m.text for m in office.by_bot(office.control.direct_message(NADIA)) if HINDERED in m.text]
    people = office.house.assistant.words(office.house.partnership()).people
    named = {person.name: sum(person.name in text for text in hindered) for person in people}
    assert max(named.values()) == 1, "nobody is told of twice"


def told_together(told: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """As if one replica had never begun to say who cannot be reminded while the other still found more of them."""
    once = dict.fromkeys(each for each in told if each[2] == HINDERED)
    return [*once, *(each for each in told if each[2] != HINDERED)]


def replica(office: Office) -> Sweep:
    """The reminders of a second process over the same books; the connected bot's look for work each second."""
    config = office.house.config
    delivery = Delivery(office.house.assistant, lambda _: posting_client(config))
    return Sweep(
        office.house.books, policy_of(config), delivery, "the second replica", office.house.assistant.entitled
    )


def days(first: date, end: date) -> Iterator[date]:
    """Each day from `first` to the one before `end`."""
    return (first + timedelta(number) for number in range((end - first).days))


def test_a_restart_posts_nothing_twice(slack_binary: Path, tmp_path: Path) -> None:
    with LocalSlack(slack_binary, town(), tmp_path / "slack") as slack:
        office = prepared(slack, tmp_path)
        with connected(office.house):
            office.at("2026-05-26T09:00")
            before = posted(office)
        assert as_if_it_had_died(office) == len(before) == 6

        with connected(office.house):
            office.at("2026-05-26T09:05")
            assert posted(office) == before
            office.at("2026-05-27T09:00")

        assert sorted(said for ts, said in posted(office).items() if ts not in before) == [
            ("masg", "MASG meeting tomorrow"),
            ("masg", "Riverside meeting in 7 days"),
        ]


def as_if_it_had_died(office: Office) -> int:
    """What a bot leaves that posts reminders and ends before it can note so, once its lease is over; how many."""
    with office.books(writes=True) as books:
        posted_ones = select(Outbox).where(Outbox.state == OutboxState.SENT, Outbox.posted_ts.is_not(None))
        rows = books.session.scalars(posted_ones).all()
        for row in rows:
            row.state, row.last_error = OutboxState.PENDING, DIED
            row.posted_ts = row.sent_at = None
        books.session.commit()
        return len(rows)
