"""What the Messages tab suggests when somebody opens it: from the books as they stand, not from a list made once."""

from slack_sdk.errors import SlackApiError

from bot.refusals import word_of
from bot.services import LOG, Services
from handlers.desk import Caller
from store.calendar import next_board_meeting, next_report_deadline
from store.dates import day

Prompt = dict[str, str]


def prompts(services: Services, caller: Caller) -> list[Prompt]:
    """At most four: mine (overdue first), the next report deadline, the next meeting, and help."""
    words = services.words()
    today = services.assistant.books.today(words.timezone)
    own = services.assistant.books.topics(caller.partnership_id).owned_by(caller.name)
    late = sum(1 for point in own if point.due and point.due < today)
    offered = []
    if late:
        offered.append(_prompt(f"My overdue action points: {late}", "which of my actions are overdue?"))
    elif own:
        offered.append(_prompt(f"My open action points: {len(own)}", "what are my open action points?"))
    if (waiting := next_report_deadline(words.meetings, today)) and waiting.report_deadline:
        offered.append(
            _prompt(f"Papers are due {day(waiting.report_deadline)}", "when do papers need to be in?")
        )
    if (board := next_board_meeting(words.meetings, today)) and board.day:
        offered.append(_prompt(f"The {board.group} meets {day(board.day)}", "when is the next meeting?"))
    return [*offered, _prompt("What can you do?", "help")]


def _prompt(title: str, message: str) -> Prompt:
    return {"title": title, "message": message}


def suggest(services: Services, user: str, channel: str) -> None:
    """Show them in the direct message. A workspace without that pane refuses, and loses nothing.

    No `thread_ts`: with `agent_view` a call that has one fails silently
    (docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts).
    """
    offered = prompts(services, services.caller(user))
    try:
        services.client.assistant_threads_setSuggestedPrompts(channel_id=channel, prompts=offered)
    except SlackApiError as error:
        LOG.info("prompts refused: %s", word_of(error))
