"""What belongs to no single book: help, greetings, asking before doing, and what was not understood."""

from handlers.actions import OPERATIONS
from handlers.delegating import who_acts
from handlers.desk import Desk
from handlers.replies import Bullets, Button, Look, Note, Outcome, Part, Reply, Text, Title, answered, refused
from handlers.requests import (
    AskBack,
    Choice,
    Confirm,
    Dismiss,
    Greeting,
    Help,
    MyActions,
    NextMeeting,
    NotUnderstood,
    Several,
)

HELP = {
    "actions": (
        "`/actions`: your open action points",
        "`/actions open|overdue|closed|carried|all [name, organisation, meeting or words]`: lists",
        "`/actions 07/02`: one, with its history",
        "`/actions add Ada Okafor to share the profile by 12 Sept`: log one",
        "`/actions close 07/02 Circulated on 14 February`: close it with a note",
        "`/actions update|carry|reopen|assign|due|confidential 07/02 …`: change it",
        "`/actions merge 07/05 into 07/02`: two that are one",
        "`/actions links`, `/actions link 07/02 to 02/01`: one promise under two numbers",
        "`/actions snooze 07/02 until 3 Jan`: no reminder of it before then, or `for a week`",
        "`/actions away until 3 January, Ada covers`: your reminders go to Ada; `/actions back` ends it",
        "`/actions handbook quorum`: what the partnership has agreed, and what words mean, with source and date",
        "`/actions handbook add|edit MARAC: …`, `/actions handbook remove MARAC`: keep it (secretariat)",
        "`/actions delegate Ada until 3 January`: Ada acts as secretariat until then; `off` ends it (secretariat)",
        "`/actions access`: what you may do, and who acts as secretariat",
        "`/actions mute`, `/actions unmute`: the weekly list of your action points",
        "`/actions undo`: take back your last change",
        "`/actions review [meeting]`: go through the register in the meeting (secretariat, chairs)",
        "`/actions export [docx|csv|json] [meeting]`: the register as a paper",
    ),
    "meetings": (
        "`/meetings`: what is next, with venue and deadlines",
        "`/meetings timetable`: everything still to come",
        "`/meetings agenda [meeting]`: items, leads and minutes",
        "`/meetings October`: one meeting or group",
    ),
    "contacts": (
        "`/contacts fire`: people, organisations, roles and services, however spelt",
        "`/contacts leave Ada Okafor, replaced by Ben Idowu`: somebody no longer sits (secretariat)",
        "`/contacts link @user Ada Okafor`: tell me who a Slack user is (secretariat)",
    ),
}


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


def confirm(request: Confirm, desk: Desk) -> Reply:
    """Show what was understood, and wait; only to whom it would be allowed."""
    for one in request.do.requests if isinstance(request.do, Several) else (request.do,):
        if operation := OPERATIONS.get(type(one)):
            desk.point(one.ref, operation, by_reply=getattr(one, "by_reply", False))  # type: ignore[union-attr]  # those have one
    buttons = (Button("Confirm", request.do, Look.MAIN), Button("Cancel", Dismiss()))
    parts = (Text(f"I understood: {request.said}. Shall I? Nothing has been changed yet."),)
    return Reply(Outcome.CONFIRM, parts, buttons)


def chosen(request: Choice, desk: Desk) -> Reply:
    """A button for each option, named by its reference and the beginning of its text."""
    offers = []
    for option in request.options[:10]:
        asked = option.do if isinstance(option, Confirm) else option
        first = asked.requests[0] if isinstance(asked, Several) else asked
        point = desk.point(first.ref, OPERATIONS[type(first)], by_reply=getattr(first, "by_reply", False))  # type: ignore[union-attr]  # options are about action points
        offers.append(Button(f"{desk.books.register.name(point)} {point.text[:60]}", asked))
    parts = (Text(f"{request.question} Nothing was changed yet."),)
    return Reply(Outcome.CHOOSE, parts, (*offers, Button("None of them", Dismiss())))


def dismissed(_request: Dismiss, _desk: Desk) -> Reply:
    """Leave things as they are."""
    return answered(Text("Left as it was. Nothing was changed."))


def asked_back(request: AskBack, _desk: Desk) -> Reply:
    """Say what is wrong with what was said; nothing was changed."""
    return refused(request.sentence)


def not_understood(request: NotUnderstood, _desk: Desk) -> Reply:
    """Admit it, and show the nearest things that can be asked."""
    hint = f" {request.hint}" if request.hint else ""
    text = (
        f"I did not understand “{request.said.strip()[:120]}”, so nothing was changed.{hint} You can ask for:"
    )
    if not request.said.strip():
        text = "You can ask for:"
    return Reply(Outcome.NOT_UNDERSTOOD, (Text(text),), _examples(), private=True)
