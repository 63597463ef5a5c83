"""The register as a paper, uploaded where it was asked for."""

import csv
import io
from datetime import date

import httpx
import pytest
from docx import Document

from bot.sandbox import LocalSlack, Message
from tests.end_to_end.office import BOARD, NADIA, VISITOR, Office

pytestmark = pytest.mark.slack

PUBLIC = [f"02/{number:02}" for number in range(1, 11) if number != 8]  # 02/08 is confidential


def uploaded(office: Office, slack: LocalSlack) -> tuple[Message, bytes]:
    """The message with the file, once it is there, and the file as Slack gives it to the bot."""
    message = office.control.wait_for(BOARD, lambda said: bool(said.files))
    headers = {"Authorization": f"Bearer {slack.workspace.app.bot_token}"}
    given = httpx.get(message.files[0].url_private_download, headers=headers, trust_env=False)
    return message, given.raise_for_status().content


def test_the_register_as_a_word_document(office: Office, local_slack: LocalSlack) -> None:
    answer = office.command(NADIA, "/actions export")
    message, paper = uploaded(office, local_slack)

    assert answer.text.startswith("The register for Tue 16 June: Board, ")
    assert answer.text.endswith(": 9 action points.")
    assert message.files[0].name == "Action points 2026-06-16.docx"
    (table,) = Document(io.BytesIO(paper)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["MONTH / NUMBER", "ACTION POINT", "ACTION"]
    assert [row[0] for row in rows[1:]] == PUBLIC
    assert rows[3][1:] == [
        "Nadia Rahimi to circulate the evaluation of Night Welcome's first season.",
        "Closed: Circulated on 12 February 2026.",
    ]


def test_the_register_as_csv(office: Office, local_slack: LocalSlack) -> None:
    office.command(NADIA, "/actions close 02/09 =1+1")
    office.command(NADIA, "/actions export csv")
    message, paper = uploaded(office, local_slack)

    assert message.files[0].name == "Action points 2026-06-16.csv"
    rows = list(csv.DictReader(io.StringIO(paper.decode("utf-8-sig"))))
    assert [row["Month / Number"] for row in rows] == [f"'{ref}" for ref in PUBLIC]
    assert {row["As at"] for row in rows} == {date(2026, 5, 26).isoformat()}
    assert (rows[7]["Status"], rows[7]["Action"]) == ("closed", "Closed: =1+1")


def test_a_stranger_gets_no_paper(office: Office) -> None:
    refused = office.command(VISITOR.id, "/actions export")

    assert refused.text.startswith("I do not know you as a member yet, so you may not export the register.")
    assert office.control.messages(BOARD) == [refused]
