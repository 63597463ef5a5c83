"""What belongs to no single book: help, greetings, asking before doing, and what was not understood."""

from typing import Any

from handlers.access import Operation
from handlers.actions import OPERATIONS
from handlers.delegating import who_acts
from handlers.desk import Desk
from handlers.lists import own_page
from handlers.meeting_requests import (
    NextMeeting,
    ReportDeadline,
)
from handlers.register_requests import (
    MyActions,
    ShowAction,
)
from handlers.replies import Bullets, Button, Note, Outcome, Part, Reply, Text, Title, answered, refused
from handlers.requests import (
    AskBack,
    Choice,
    Confirm,
    Dismiss,
    Greeting,
    Help,
    NotUnderstood,
    Several,
)
from store.calendar import next_report_deadline
from store.dates import day

HELP = {
    "actions": (
        "`/actions`: your open action points",
        "`/actions open|overdue|closed|carried|all [name, organisation, meeting or words]`: lists",
        "`/actions 07/02`: one, with its history",
        "`/actions add Ada Okafor to share the profile by 12 Sept`: log one",
        "`/actions close 07/02 Circulated on 14 February`: close it with a note",
        "`/actions update|carry|reopen|assign|due|confidential 07/02 …`: change it",
        "`/actions question 07/02 Who got it?`: send a closing back to its owners, `accept 07/02`: take note of it (secretariat, chairs)",
        "`/actions merge 07/05 into 07/02`: two that are one",
        "`/actions links`, `/actions link 07/02 to 02/01`: one promise under two numbers",
        "`/actions snooze 07/02 until 3 Jan`: no reminder of it before then, or `for a week`",
        "`/actions away until 3 January, Ada covers`: your reminders go to Ada; `/actions back` ends it",
        "`/actions handbook quorum`: what the partnership has agreed, and what words mean, with source and date",
        "`/actions papers street lighting`: what papers say of it, word for word; `papers October`: what that meeting agreed",
        "`/actions handbook add|edit MARAC: …`, `/actions handbook remove MARAC`: keep it (secretariat)",
        "`/actions plan [lead Fire|priority 2|due this quarter|overdue|red|words]`: the targets of the community safety plan",
        "`/actions plan 1.3`: one target, with its progress",
        "`/actions plan progress 1.3 First two sessions held`, `plan done 1.3 …`: note progress (leads and whoever reviews)",
        "`/actions plan rag`: how the plan is doing, `plan export [docx|pdf|html]`: the same as a paper for the Board",
        "`/actions plan add|lead|timescale|priority|text|rag|complete|reopen|drop|carry|confidential|new …`: keep it (secretariat)",
        "`/actions delegate Ada until 3 January`: Ada acts as secretariat until then; `off` ends it (secretariat)",
        "`/actions access`: what you may do, and who acts as secretariat",
        "`/actions mute [weekly|nudges|plan|everything]`, `/actions unmute …`: the reminders that you can do without",
        "`/actions undo`: take back your last change",
        "`/actions closings`: what was closed and nobody has looked at yet (secretariat, chairs)",
        "`/actions unanswered`: what I was asked of late and had no answer to (secretariat)",
        "`/actions review [meeting]`: go through the register in the meeting (secretariat, chairs)",
        "`/actions import`: send me a paper as a file, Word, PDF, Excel, CSV, HTML or text (secretariat)",
        "`/actions export [docx|pdf|xlsx|csv|html|json] [meeting]`: the register of a meeting as a paper",
        "`/actions export pdf open fire`, `xlsx all`, `docx 07/02 07/04`: a choice of action points as a paper",
        "`/actions export internal pdf`: with what is confidential, to you alone (secretariat, chairs)",
    ),
    "meetings": (
        "`/meetings`: what is next, with venue and deadlines",
        "`/meetings timetable [2026 or 2026/27]`: everything still to come, or a year by quarters",
        "`/meetings timetable docx [2026/27]`: the timetable of a year as a paper",
        "`/meetings ics [meeting or group]`: a file for your calendar",
        "`/meetings subscribe [group]`: an address with which your calendar keeps up by itself",
        "`/meetings subscribe renew`: end all these addresses (secretariat)",
        "`/meetings agenda [meeting]`: items with the time each begins, leads, minutes and papers",
        "`/meetings agenda pdf [meeting]`, also `docx` and `html`: the agenda as a paper",
        "`/meetings pack [docx|pdf|html] [internal] [meeting]`: agenda, information for the public and action points",
        "`/meetings minutes [docx|pdf|html] [meeting]`: a skeleton of the last meeting's minutes, with attendance and action points",
        "`/meetings annual [docx|html|pdf] [2025/26]`: the draft of an annual review, with attendance, figures and charts",
        "`/meetings attending 16 June`, `apologies 16 June`: whether you come; without a date, to the Board's next",
        "`/meetings represent 16 June Ben Idowu`: Ben comes for you",
        "`/meetings attendance [meeting]`: who comes, who does not, the quorum and the votes",
        "`/meetings apologies 16 June from Ada Okafor, represented by Ben Idowu`: for others (secretariat)",
        "`/meetings agenda start [meeting]`: begin one with the standing items (secretariat)",
        "`/meetings agenda add 16 June E-scooter fires, Ada Okafor, 25 minutes, presentation, paper` (secretariat)",
        "`/meetings agenda edit [16 June] [7]`: change items on one message (secretariat)",
        "`/meetings agenda move 7 up|down|to 4`, `remove 7`: order them (secretariat)",
        "`/meetings agenda received|chased|awaited|none 7`: where the paper for an item stands (secretariat)",
        "`/meetings October`: one meeting or group",
        "`/meetings add MASG 12 Feb 10:00 to 12:00 at Shire Hall hybrid`: add one, or several sittings (secretariat)",
        "`/meetings move 16 June to 23 June`, `/meetings postpone June to July`: another day, or TBC in a month",
        "`/meetings confirm March 17 March 10:00-12:30`: the date of one that was TBC",
        "`/meetings cancel 16 June Too few papers`, `/meetings reinstate 16 June`: call it off, or not after all",
        "`/meetings venue|mode|link|deadline 16 June …`: where, how and by when",
        "`/meetings edit 16 June`: all of it in a form",
        "`/meetings group Riverside Task and Finish Group #riverside`: add a group, or set its channel",
        "`/meetings undo`: take back your last change",
    ),
    "contacts": (
        "`/contacts fire`: people, organisations, roles, topics and numbers, however spelt",
        "`/contacts probation October 2022`, `who was the chair in 2023?`: who sat when",
        "`/contacts confirm`, `/contacts correct 01632 960001`: your own details",
        "`/contacts add Ada Okafor, Fire Service, Board member, ada@fire.example, 01632 960001` (secretariat, as all below)",
        "`/contacts edit Ada Okafor, 01632 960002`, `/contacts move Ada Okafor to the Borough Council`",
        "`/contacts leave Ada Okafor, replaced by Ben Idowu`: somebody no longer sits",
        "`/contacts duplicates`, `/contacts merge Ada Okafur into Ada Okafor`: two entries that are one",
        "`/contacts organisation add|rename|merge|end|remove|statutory|alias …`",
        "`/contacts service add|edit|remove Noise at night, 01632 960002, loud music`",
        "`/contacts stale`: whose details nobody has confirmed",
        "`/contacts link @user Ada Okafor`, `/contacts unlink Ada Okafor`: who a Slack user is",
        "`/contacts export csv|vcf`; send me such a file to bring it in",
    ),
}


EXAMPLES = 2  # what is shown of what can be asked, where something was not understood


def helped(request: Help, desk: Desk) -> Reply:
    """The commands, and that all of it can be said in words as well."""
    topics = [request.topic] if request.topic in HELP else list(HELP)
    parts: list[Part] = [Title(f"What I can do for {desk.words.short_name}")]
    parts += [Bullets(HELP[topic], topic.capitalize()) for topic in topics]
    parts.append(
        Note(
            "The same words work without the slash in a direct message, or after mentioning me, also in threads."
            " Reply under anything I posted about an action point to close it: “done, circulated on 14 Feb”."
        )
    )
    return answered(*parts, *who_acts(desk))


def greeted(request: Greeting, desk: Desk) -> Reply:
    """A short answer with the two things most people want next."""
    first = desk.person.name.split()[0] if desk.person else ""
    hello = "You are welcome" if request.thanks else "Hello"
    said = f"{hello}{f', {first}' if first else ''}. What would you like to see?"
    return answered(Text(said), buttons=_examples())


def _examples() -> tuple[Button, ...]:
    return (
        Button("My action points", MyActions()),
        Button("Next meeting", NextMeeting()),
        Button("Help", Help()),
    )


def _live_examples(desk: Desk, besides: tuple[Button, ...] = ()) -> tuple[Button, ...]:
    """The caller's most urgent action point and the next report deadline, where there are any, and help."""
    own = own_page(desk).views[:1] if desk.person and desk.may(Operation.READ) else []
    waiting = next_report_deadline(desk.words.meetings, desk.today)
    due = waiting.report_deadline if waiting else None
    offers = [Button(f"{point.ref} {point.text[:50]}", ShowAction(point.reference)) for point in own]
    offers += [Button(f"Papers are due {day(due)}", ReportDeadline())] if due else []
    shown = [button.request for button in besides]
    offers = [button for button in offers if button.request not in shown]
    return (*offers, Button("Help", Help())) if offers else _examples()


def chosen(request: Choice, desk: Desk) -> Reply:
    """A button for each option, named by its reference and the beginning of its text; what is to be confirmed is asked then."""
    offers = []
    for option in request.options[:10]:
        asked = option.do if isinstance(option, Confirm) else option
        first: Any = (
            asked.requests[0] if isinstance(asked, Several) else asked
        )  # options are about action points
        operation = OPERATIONS.get(type(first), Operation.READ)
        point = desk.point(first.ref, operation, by_reply=getattr(first, "by_reply", False))
        offers.append(Button(f"{desk.books.register.name(point)} {point.text[:60]}", option))
    changes = any(option.changes or isinstance(option, Confirm) for option in request.options)
    parts = (Text(f"{request.question}{' Nothing was changed yet.' if changes else ''}"),)
    return Reply(Outcome.CHOOSE, parts, (*offers, Button("None of them", Dismiss())))


def dismissed(_request: Dismiss, _desk: Desk) -> Reply:
    """Leave things as they are."""
    return answered(Text("Left as it was. Nothing was changed."))


def asked_back(request: AskBack, _desk: Desk) -> Reply:
    """Say what is wrong with what was said; nothing was changed."""
    return refused(request.sentence)


def not_understood(request: NotUnderstood, desk: Desk) -> Reply:
    """Admit it, and show the nearest things that can be asked, else two from the live books."""
    hint = f" {request.hint}" if request.hint else ""
    text = (
        f"I did not understand “{request.said.strip()[:120]}”, so nothing was changed.{hint} You can ask for:"
    )
    near = tuple(Button(label, each) for label, each in zip(request.labels, request.nearest, strict=False))
    if not request.said.strip():
        text = "You can ask for:"
    offers = near if len(near) >= EXAMPLES else (*near, *_live_examples(desk, near))[: EXAMPLES + (not near)]
    return Reply(Outcome.NOT_UNDERSTOOD, (Text(text),), offers, private=True, unanswered=request.said)
