"""Help in layers: a first page that is read in twenty seconds, and a page for each thing that one may want to do."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.delegating import who_acts
from handlers.desk import Desk
from handlers.replies import Bullets, Button, Note, Part, Reply, Text, Title, answered
from handlers.requests import Help


@dataclass(frozen=True, slots=True)
class Topic:
    """A page: what it is called, the commands on it, the pages that it leads on to, and what else it goes by."""

    title: str
    lines: tuple[str, ...]
    onward: tuple[str, ...] = ()
    called: tuple[str, ...] = ()


TOPICS = {
    "actions": Topic(
        "Action points",
        (
            "`/actions`: your open action points",
            "`/actions open|overdue|undated|closed|carried|all [name, organisation, meeting or words]`: lists",
            "`/actions 07/02`: one, with its history",
            "`/actions add Ada Okafor to share the profile by 12 Sept`: log one",
            "`/actions close 07/02 Circulated on 14 February`: close it with a note",
            "`/actions update|carry|reopen|assign|due|confidential 07/02 …`: change it",
            "`/actions undo`: take back your last change",
        ),
        ("reminders", "papers", "plan", "handbook", "register"),
        ("action", "action points", "points"),
    ),
    "reminders": Topic(
        "Reminders, and being away",
        (
            "`/actions snooze 07/02 until 3 Jan`: no reminder of it before then, or `for a week`",
            "`/actions away until 3 January, Ada covers`: your reminders go to Ada; `/actions back` ends it",
            "`/actions mute [weekly|nudges|plan|everything]`, `/actions unmute …`: the reminders that you can do without",
        ),
        ("actions",),
        ("reminder", "away", "mute", "holiday"),
    ),
    "papers": Topic(
        "Papers, in and out",
        (
            "`/actions export [docx|pdf|xlsx|csv|html|json] [meeting]`: the register of a meeting as a paper",
            "`/actions export pdf open fire`, `xlsx all`, `docx 07/02 07/04`: a choice of action points as a paper",
            "`/meetings agenda pdf [meeting]`, also `docx` and `html`: the agenda as a paper",
            "`/meetings pack [docx|pdf|html] [meeting]`: agenda, information for the public and action points",
            "`/meetings minutes [docx|pdf|html] [meeting]`: a skeleton of the last meeting's minutes, with attendance and action points",
            "`/meetings annual [docx|html|pdf] [2025/26]`: the draft of an annual review, with attendance, figures and charts",
            "`/meetings timetable docx|pdf [2026/27]`: the timetable of a year",
            "`/actions plan export [docx|pdf|html]`: the plan and its colours, for the Board",
            "`/contacts export csv|vcf`: the directory",
            "`/actions export internal pdf`, `/meetings pack internal`: with what is confidential, to you alone (secretariat, chairs)",
            "`/actions papers street lighting`: what papers say of it, word for word; `papers October`: what that meeting agreed",
            "`/actions import`: send me a paper as a file, Word, PDF, Excel, CSV, HTML or text (secretariat)",
        ),
        ("actions", "meetings", "plan"),
        ("paper", "export", "exports", "documents", "files", "import", "pack", "minutes"),
    ),
    "plan": Topic(
        "The community safety plan",
        (
            "`/actions plan [lead Fire|priority 2|due this quarter|overdue|red|words]`: its targets",
            "`/actions plan 1.3`: one target, with its progress",
            "`/actions plan progress 1.3 First two sessions held`, `plan done 1.3 …`: note progress (leads and whoever reviews)",
            "`/actions plan rag`: how the plan is doing, in colours with their reasons",
            "`/actions plan add|lead|timescale|priority|text|rag|complete|reopen|drop|carry|confidential|new …`: keep it (secretariat)",
        ),
        ("actions", "papers"),
        ("targets", "target", "the plan", "action plan"),
    ),
    "handbook": Topic(
        "The handbook",
        (
            "`/actions handbook quorum`: what the partnership has agreed, and what words mean, with source and date",
            "`/actions handbook add|edit MARAC: …`, `/actions handbook remove MARAC`: keep it (secretariat)",
        ),
        ("actions", "papers"),
        ("glossary", "terms of reference"),
    ),
    "register": Topic(
        "Looking after the register (secretariat, chairs)",
        (
            "`/actions review [meeting]`: go through the register in the meeting",
            "`/actions question 07/02 Who got it?`: send a closing back to its owners, `accept 07/02`: take note of it",
            "`/actions closings`: what was closed and nobody has looked at yet",
            "`/actions merge 07/05 into 07/02`: two that are one",
            "`/actions links`, `/actions link 07/02 to 02/01`: one promise under two numbers",
            "`/actions delegate Ada until 3 January`: Ada acts as secretariat until then; `off` ends it",
            "`/actions access`: what you may do, and who acts as secretariat",
            "`/actions unanswered`: what I was asked of late and had no answer to",
        ),
        ("agenda", "calendar", "directory", "papers"),
        ("secretariat", "review", "the register"),
    ),
    "meetings": Topic(
        "Meetings",
        (
            "`/meetings`: what is next, with venue and deadlines; `/meetings October`: one meeting or group",
            "`/meetings attending 16 June`, `apologies 16 June`: whether you come; without a date, to the Board's next",
            "`/meetings represent 16 June Ben Idowu`: Ben comes for you",
            "`/meetings attendance [meeting]`: who comes, who does not, the quorum and the votes",
            "`/meetings agenda [meeting]`: items with the time each begins, leads, minutes and papers",
            "`/meetings timetable [2026 or 2026/27]`: everything still to come, or a year by quarters",
            "`/meetings ics [meeting or group]`: a file for your calendar",
            "`/meetings subscribe [group]`: an address with which your calendar keeps up by itself",
        ),
        ("papers", "agenda", "calendar"),
        ("meeting", "timetable", "attendance"),
    ),
    "agenda": Topic(
        "Putting an agenda together (secretariat)",
        (
            "`/meetings agenda start [meeting]`: begin one with the standing items",
            "`/meetings agenda add 16 June E-scooter fires, Ada Okafor, 25 minutes, presentation, paper`",
            "`/meetings agenda edit [16 June] [7]`: change items on one message",
            "`/meetings agenda move 7 up|down|to 4`, `remove 7`: order them",
            "`/meetings agenda received|chased|awaited|none 7`: where the paper for an item stands",
            "`/meetings apologies 16 June from Ada Okafor, represented by Ben Idowu`: the answers of others",
        ),
        ("meetings", "calendar", "papers"),
        ("agendas",),
    ),
    "calendar": Topic(
        "Keeping the calendar (secretariat)",
        (
            "`/meetings add MASG 12 Feb 10:00 to 12:00 at Shire Hall hybrid`: add one, or several sittings",
            "`/meetings move 16 June to 23 June`, `/meetings postpone June to July`: another day, or TBC in a month",
            "`/meetings confirm March 17 March 10:00-12:30`: the date of one that was TBC",
            "`/meetings cancel 16 June Too few papers`, `/meetings reinstate 16 June`: call it off, or not after all",
            "`/meetings venue|mode|link|deadline 16 June …`: where, how and by when",
            "`/meetings edit 16 June`: all of it in a form",
            "`/meetings group Riverside Task and Finish Group #riverside`: add a group, or set its channel",
            "`/meetings subscribe renew`: end all the addresses that calendars keep up with",
            "`/meetings undo`: take back your last change",
        ),
        ("meetings", "agenda"),
        ("moving meetings", "dates"),
    ),
    "contacts": Topic(
        "Contacts",
        (
            "`/contacts fire`: people, organisations, roles, topics and numbers, however spelt",
            "`/contacts MASG`: who sits there; `/contacts probation October 2022`, `who was the chair in 2023?`: who sat when",
            "`/contacts confirm`, `/contacts correct 01632 960001`: your own details",
        ),
        ("directory", "papers"),
        ("contact", "people"),
    ),
    "directory": Topic(
        "Keeping the directory (secretariat)",
        (
            "`/contacts add Ada Okafor, Fire Service, Board member, ada@fire.example, 01632 960001`: somebody new",
            "`/contacts edit Ada Okafor, 01632 960002`, `/contacts move Ada Okafor to the Borough Council`",
            "`/contacts leave Ada Okafor, replaced by Ben Idowu`: somebody no longer sits",
            "`/contacts duplicates`, `/contacts merge Ada Okafur into Ada Okafor`: two entries that are one",
            "`/contacts organisation add|rename|merge|end|remove|statutory|alias …`",
            "`/contacts service add|edit|remove Noise at night, 01632 960002, loud music`: numbers for the public",
            "`/contacts stale`: whose details nobody has confirmed",
            "`/contacts link @user Ada Okafor`, `/contacts unlink Ada Okafor`: who a Slack user is",
            "`/contacts export csv|vcf`; send me such a file to bring it in",
        ),
        ("contacts", "register"),
        ("organisations", "services"),
    ),
}
HELP = {name: topic.lines for name, topic in TOPICS.items()}
_FIRST = ("actions", "meetings", "contacts", "papers", "register")
_OPENING: tuple[Part, ...] = (
    Bullets(
        (
            "`/actions`: yours; `/actions overdue`, `/actions fire`: others",
            "`/actions add Ada Okafor to share the profile by 12 Sept`",
            "`/actions close 07/02 Circulated on 14 February`, or reply “done, …” under what I posted",
        ),
        "Action points",
    ),
    Bullets(
        (
            "`/meetings`: the next one, and when papers are due",
            "`/meetings attending`, or `apologies`",
            "`/meetings agenda`, `timetable` or `pack pdf`",
        ),
        "Meetings",
    ),
    Bullets(
        ("`/contacts noise`: whom to ring", "`/contacts confirm`: that your own details are right"),
        "Contacts",
    ),
)


def named(said: str) -> str:
    """The topic that goes by these words; nothing where none does."""
    wanted = said.casefold().strip(" .!?`/").removeprefix("the ")
    return next((name for name, topic in TOPICS.items() if wanted == name or wanted in topic.called), "")


def helped(request: Help, desk: Desk) -> Reply:
    """The first page, or that of a topic, with what it leads on to."""
    topic = TOPICS.get(request.topic)
    if topic is None:
        return answered(*_first_page(desk), *who_acts(desk), buttons=_buttons(_FIRST))
    return answered(Bullets(topic.lines, topic.title), Note(_ANYWHERE), buttons=_buttons(topic.onward))


_ANYWHERE = "The same words work without the slash in a direct message, after mentioning me, and in threads."


def _first_page(desk: Desk) -> Iterator[Part]:
    yield Title(f"What I can do for {desk.words.short_name}")
    yield Text(
        "Say it in your own words, or as a command. What I have to guess I show you before anything is changed."
    )
    yield from _OPENING
    others = ", ".join(f"`help {name}`" for name in TOPICS)
    yield Note(f"`/actions undo` takes back your last change. All there is, page by page: {others}.")


def _buttons(names: tuple[str, ...]) -> tuple[Button, ...]:
    return tuple(Button(TOPICS[name].title.split(" (")[0], Help(name)) for name in names)
