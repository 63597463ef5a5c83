"""What the secretariat is told of reminders themselves: what keeps them from arriving, and which have been missed."""

from datetime import datetime

from handlers.replies import Bullets, Note, Outcome, Reply, Text, Title
from scheduler.content import Hindrance, Missed
from scheduler.missed import Lost
from scheduler.troubles import Trouble
from store.dates import clock_time, full_day

MOST_LOST = MOST_NAMED = 30
_RETRIED = "I try again every hour for as long as each reminder is of use; nothing else is needed once it is put right."


def hindrance(notice: Hindrance) -> Reply:
    """What is wrong, what becomes of the reminders meanwhile, and who can put it right."""
    names = [*notice.concerns[:MOST_NAMED]]
    left = len(notice.concerns) - len(names)
    whose = listed([*names, f"{left} others"] if left else names) or "a group"
    title, text = _WORDS[notice.trouble]
    said = text.format(
        whose=whose, first=(names or [""])[0], channel=notice.channel, since=moment(notice.since)
    )
    return Reply(Outcome.ANSWERED, (Title(title), Text(said)), private=True)


def listed(names: list[str]) -> str:
    """As in "Ada, Ben and Cem"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


_NOT_POSTED = "Reminders of a channel do not arrive"
_NOT_REMINDED = "Not everybody can be reminded"
_WORDS = {
    Trouble.NO_CHANNEL: (
        _NOT_POSTED,
        (
            "Since {since} I cannot find the channel of {whose} ({channel}). Either it is private and I have not been "
            f"invited: then type /invite in it and choose me. Or it is gone, and the group needs another. {_RETRIED}"
        ),
    ),
    Trouble.NOT_A_MEMBER: (
        _NOT_POSTED,
        (
            "Since {since} I am no member of the channel of {whose} ({channel}), so I cannot post there. "
            f"Type /invite in it and choose me. {_RETRIED}"
        ),
    ),
    Trouble.ARCHIVED: (
        _NOT_POSTED,
        (
            "Since {since} the channel of {whose} ({channel}) is archived, so nobody can post there. "
            f"Unarchive it, or give the group another. {_RETRIED}"
        ),
    ),
    Trouble.RESTRICTED: (
        _NOT_POSTED,
        (
            "Since {since} I may not post in the channel of {whose} ({channel}): only some people may. A workspace "
            f"administrator can add me under the channel's posting permissions. {_RETRIED}"
        ),
    ),
    Trouble.TOO_FAST: (
        "Reminders come a little later",
        (
            "On {since} Slack has asked me to post more slowly, so where there is much to say, it comes one message a "
            "second. None is lost, and nothing needs to be done."
        ),
    ),
    Trouble.NO_ACCESS: (
        "Reminders were held up",
        (
            "On {since} Slack did not accept me any more, so no reminder could be posted. It accepts me again, and "
            "what is still of use has been sent. Whoever runs the bot finds the cause in its log and with the command “check”."
        ),
    ),
    Trouble.NO_PERMISSION: (
        "Some reminders do not arrive",
        (
            "Since {since} Slack does not let me do all that reminders need, direct messages for instance. Whoever "
            "runs the bot finds what is missing with the command “check”; as a rule the app has to be installed again. "
            f"{_RETRIED}"
        ),
    ),
    Trouble.UNKNOWN_PERSON: (
        _NOT_REMINDED,
        (
            "On {since} I had something for {whose}, and found no account of theirs in this Slack workspace. Whoever "
            "has one can be linked, for instance: `/contacts link @user {first}`. Please tell them in another way "
            "until then; I mention it again in three months."
        ),
    ),
    Trouble.CLOSED_TO_US: (
        _NOT_REMINDED,
        (
            "On {since} I had something for {whose}, but Slack takes no direct message of mine for them; an account "
            "may have been deactivated. Whoever has another can be linked: `/contacts link @user {first}`. Please "
            "tell them in another way until then; I mention it again in three months."
        ),
    ),
    Trouble.NO_MAIL: (
        "Reminders by e-mail do not arrive",
        (
            "Since {since} the mail server takes no message of mine, so people without Slack hear nothing. Whoever runs "
            f"the bot finds the cause in its log and under [mail] in its configuration. {_RETRIED}"
        ),
    ),
    Trouble.NOT_TAKEN: (
        "A reminder could not be posted",
        (
            "On {since} Slack refused a message that I had written. That is a fault of mine: please tell whoever runs "
            "the bot, whose log says which reminder it was. Others are not affected."
        ),
    ),
}


def missed(notice: Missed) -> Reply:
    """Which reminders have lost their use before they could be posted."""
    count = len(notice.lost)
    title = "One reminder was not sent" if count == 1 else f"{count} reminders were not sent"
    said = (
        "It had lost its use before I could post it, so it will not come any more."
        if count == 1
        else "They had lost their use before I could post them, so they will not come any more."
    )
    lines = tuple(_line(lost) for lost in notice.lost[:MOST_LOST])
    left = count - len(lines)
    return Reply(
        Outcome.ANSWERED,
        (
            Title(title),
            Text(said),
            Bullets(lines),
            *([Note(f"{left} more are not named here.")] if left else []),
        ),
        private=True,
    )


def _line(lost: Lost) -> str:
    to = f", to {lost.to}" if lost.to else ""
    why = f"; the last attempt ended with “{lost.why}”" if lost.why else ""
    return f"{lost.what}{to} (due on {moment(lost.at)}{why})"


def moment(at: datetime) -> str:
    """As in "Tuesday 26 May 2026 at 09:00"; `at` is local."""
    return f"{full_day(at.date())} at {clock_time(at.time())}"
