"""The server's page driven by a browser: the same bot of a few lines, seen with a person's eyes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Page, expect
from slack_sdk import WebClient

from bot.sandbox import Control, LocalSlack
from tests.slack.conftest import ADA, GENERAL, in_socket_mode
from tests.slack.echo import Json, echo

pytestmark = [pytest.mark.slack, pytest.mark.browser]


@pytest.fixture(scope="module", autouse=True)
def everything(local_slack: LocalSlack) -> Iterator[list[Json]]:
    said: list[Json] = []
    with in_socket_mode(echo(local_slack, said), local_slack):
        yield said


def say(page: Page, text: str) -> None:
    box = page.locator(".main .composer-input")
    box.fill(text)
    box.press("Enter")


def test_a_command_and_its_button(page: Page) -> None:
    say(page, "/echo one & two")

    answer = page.locator(".messages .msg")
    expect(answer.locator(".bk-text")).to_have_text("one & two")
    expect(answer.locator(".badge-eph")).to_be_visible()
    answer.get_by_role("button", name="Again").click()
    expect(answer.locator(".msg-text")).to_have_text("Again by ada")


def test_a_form_is_filled_in_refused_and_sent(page: Page, everything: list[Json]) -> None:
    say(page, "/form")
    modal = page.locator(".modal")
    expect(modal.locator(".modal-title")).to_have_text("A form")
    word, day = modal.locator(".bk-input input").all()
    expect(word).to_have_value("before")

    word.fill("wrong")
    modal.get_by_role("button", name="Save").click()
    expect(modal.locator(".modal-error")).to_have_text("word: Another word, please.")
    word.fill("right")
    day.fill("2031-03-04")
    modal.get_by_role("button", name="Save").click()

    expect(modal).to_have_count(0)
    values = everything[-1]["view"]["state"]["values"]
    assert values["word"]["typed"]["value"] == "right"
    assert values["day"]["picked"]["selected_date"] == "2031-03-04"


def test_a_mention_answered_in_a_thread(page: Page, local_slack: LocalSlack) -> None:
    say(page, f"@{local_slack.workspace.app.bot_name} hello")
    question = page.locator(".messages .msg")
    question.locator(".thread-summary").click()

    thread = page.locator(".thread-body")
    expect(thread.locator(".msg-text").last).to_contain_text("You said: ")
    reply = page.get_by_placeholder("Reply in thread…")
    reply.fill("Thank you.")
    reply.press("Enter")
    expect(thread.locator(".msg-text").last).to_have_text("Thank you.")


def test_the_home(page: Page, local_slack: LocalSlack) -> None:
    page.locator(".sidebar-item", has_text=local_slack.workspace.app.bot_name).last.click()
    expect(page.locator(".home .bk-text")).to_have_text("Home")


def test_a_file_attached_in_the_message_box(page: Page, control: Control) -> None:
    paper = FilePayload(name="minutes.txt", mimeType="text/plain", buffer=b"All agreed.")
    page.locator(".main .composer input[type=file]").set_input_files(paper)
    page.locator(".main .composer-send").click()

    expect(page.locator(".messages .file-card-name")).to_have_text("minutes.txt")
    (message,) = control.messages(GENERAL)
    assert (message.user, message.files[0].size) == (ADA, 11)


def test_what_the_page_draws_and_what_it_only_names(page: Page, local_slack: LocalSlack) -> None:
    text = {"type": "plain_text", "text": "Words"}
    option = {"text": text, "value": "1"}
    drawn: list[Json] = [
        {"type": "header", "text": text},
        {
            "type": "section",
            "text": text,
            "accessory": {"type": "overflow", "action_id": "o", "options": [option]},
        },
        {"type": "section", "fields": [text]},
        {"type": "context", "elements": [text]},
        {"type": "divider"},
        {"type": "actions", "elements": [{"type": "static_select", "action_id": "s", "options": [option]}]},
        {"type": "actions", "elements": [{"type": "datepicker", "action_id": "d"}]},
    ]
    named: list[Json] = [
        {"type": "rich_text", "elements": []},
        {"type": "table", "rows": []},
        {"type": "actions", "elements": [{"type": "external_select", "action_id": "e"}]},
        {"type": "actions", "elements": [{"type": "checkboxes", "action_id": "c", "options": [option]}]},
    ]
    client = WebClient(local_slack.workspace.app.bot_token, base_url=local_slack.api_url)
    client.chat_postMessage(channel=GENERAL, text="All the words", blocks=drawn + named)

    message = page.locator(".messages .msg")
    expect(message.locator(".bk-overflow option")).to_have_text(["⋯", "Words"])
    expect(message.locator(".bk-unknown")).to_have_text(
        ["[rich_text]", "[table]", "[external_select]", "[checkboxes]"]
    )
    expect(message).not_to_contain_text("All the words")


def test_text_escaped_for_slack_looks_escaped_twice_on_the_page(page: Page, local_slack: LocalSlack) -> None:
    client = WebClient(local_slack.workspace.app.bot_token, base_url=local_slack.api_url)
    client.chat_postMessage(channel=GENERAL, text=f"bread &amp; butter for <@{ADA}>, <!channel>")

    expect(page.locator(".msg-text")).to_have_text("bread &amp; butter for @Ada Okafor, <!channel>")
