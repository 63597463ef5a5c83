"""The bot seen with a person's eyes: the server's page, driven in a browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.sandbox import LocalSlack
from store.tables import Status
from tests.end_to_end.member import looking
from tests.end_to_end.office import NADIA, TOM, Office
from tests.end_to_end.screenshots import at_home, being_reminded, closing_one

pytestmark = [pytest.mark.slack, pytest.mark.browser]


def test_a_member_lists_closes_with_a_note_and_sees_it_closed(
    office: Office, browser: Browser, local_slack: LocalSlack, tmp_path: Path
) -> None:
    with looking(browser, local_slack.base_url, NADIA, tmp_path) as nadia:
        closing_one(nadia)

        listed, receipt = nadia.page.locator(".messages .msg").all()
        expect(listed.locator(".bk-button")).to_have_text(["Close 02/01", "Close 02/04"])
        expect(receipt.locator(".bk-button")).to_have_text(["Undo"])
    point = office.point("02/09")
    assert (point.status, point.note) == (
        Status.CLOSED,
        "Three bars have agreed to shut their doors at eleven",
    )
    assert {picture.name for picture in tmp_path.iterdir()} == {"list.png", "close.png", "closed.png"}


def test_a_member_is_reminded_and_goes_home(
    office: Office, browser: Browser, local_slack: LocalSlack, tmp_path: Path
) -> None:
    # Figures that no other test has: the bot remembers their pictures, which the server has forgotten since.
    for what in ("paint the railings", "oil the gate"):
        office.command(NADIA, f"/actions add The Board to {what}")
    with looking(browser, local_slack.base_url, TOM, tmp_path) as tom:
        being_reminded(tom, office)
        at_home(tom)

        expect(tom.page.locator(".bk-unknown")).to_have_count(0)
        tom.presses("Timetable")
        tom.sees("Report deadline Tue 2 June")
        tom.presses("Back to Home")
        tom.sees("Your open action points: 1")
