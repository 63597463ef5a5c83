"""`python -m tests.end_to_end.screenshots [FOLDER]`: the pictures of the documentation (default `docs`), anew."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from bot.sample.loading import sample, workspace
from bot.sandbox import LocalSlack, fetch
from bot.serving import connected
from tests.end_to_end.member import Member, looking
from tests.end_to_end.office import NADIA, TOM, Office, prepared
from tests.sandboxing import ROOT, chromium


def closing_one(nadia: Member) -> None:
    """The secretariat lists what is overdue, presses Close, writes a note, and sees it closed."""
    nadia.goes_to("pellingford-csp")
    nadia.types("/actions overdue")
    nadia.sees("Overdue action points: 3")
    nadia.takes_a_picture("list")
    nadia.presses("Close 02/09")
    nadia.fills_in("Three bars have agreed to shut their doors at eleven")
    nadia.takes_a_picture("close")
    nadia.sends()
    nadia.sees("Closed 02/09: Three bars have agreed to shut their doors at eleven.")
    nadia.sees("Overdue action points: 2")
    nadia.takes_a_picture("closed")


def reviewing(nadia: Member) -> None:
    """The secretariat goes through the register in the meeting, in one message for all."""
    nadia.goes_to("pellingford-csp")
    nadia.types("/actions review")
    nadia.sees("0 of 9 decided")
    nadia.presses("Accept 1 closed")
    nadia.sees("1 of 9: 1 closed")
    nadia.presses("Carry over")
    nadia.sees("2 of 9: 1 closed, 1 carried over")
    nadia.presses("Skip")
    nadia.sees("1 skipped")
    nadia.takes_a_picture("review")


def being_reminded(tom: Member, office: Office) -> None:
    """At nine the report deadline is posted, and an owner finds a message of his own."""
    office.at("2026-05-26T09:00")
    tom.goes_to("pellingford-csp")
    tom.sees("Report deadline in 7 days")
    tom.takes_a_picture("reminder")
    tom.goes_to("Tom Adisa")
    tom.sees("One action point of yours is still open")
    tom.takes_a_picture("nudge")


def at_home(tom: Member) -> None:
    """What is mine and what is next, in App Home."""
    tom.goes_to("🏠")
    tom.sees("Your open action points")
    tom.sees_a_picture("The register at a glance. February 2026: ")
    tom.takes_a_picture("home")


def answering(tom: Member, office: Office) -> None:
    """A week before the meeting a member says that he comes, under its reminder."""
    office.at("2026-06-09T09:00")
    tom.goes_to("pellingford-csp")
    tom.sees("Board meeting in 7 days")
    tom.presses("Attending")
    tom.sees("1 attending")
    tom.takes_a_picture("session")


def main(arguments: list[str]) -> None:
    """Take every picture, in a sandbox of its own."""
    pictures = Path(arguments[0]) if arguments else ROOT / "docs"
    binary = fetch(ROOT / ".sandbox")
    with (
        tempfile.TemporaryDirectory() as folder,
        chromium() as browser,
        LocalSlack(binary, workspace(sample()), Path(folder) / "slack") as slack,
    ):
        _take(prepared(slack, Path(folder)), browser, slack.base_url, pictures)


def _take(office: Office, browser: Browser, address: str, pictures: Path) -> None:
    with connected(office.house):
        with looking(browser, address, NADIA, pictures) as nadia:
            closing_one(nadia)
        office.begin_again()
        with looking(browser, address, NADIA, pictures) as nadia:
            reviewing(nadia)
        office.begin_again()
        with looking(browser, address, TOM, pictures) as tom:
            being_reminded(tom, office)
            at_home(tom)
            answering(tom, office)


if __name__ == "__main__":
    main(sys.argv[1:])
