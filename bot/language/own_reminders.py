"""What people say about their own reminders: being away, being back, not yet, and not at all."""

import re
from datetime import date
from types import MappingProxyType

from bot.language.context import Context
from bot.language.due import read_due
from handlers.register_requests import Back, Mute, SetAway, Snooze
from handlers.requests import AnyRequest, AskBack
from store.quiet import NUDGES, PLAN, WEEKLY
from store.reference import Reference

_AWAY = re.compile(
    r"^(?P<who>.*?)\s*\b(?:until|till|to)\s+(?P<until>.+?)\s*[,;.]\s*(?:and\s+|while\s+)?"
    r"(?:(?P<first>[^,;]+?)\s+(?:covers|cover|covering|is covering|will cover|stands in|deputises)(?:\s+for\s+(?:me|them))?"
    r"|(?:covered by|cover by|cover:?|deputy:?)\s+(?P<last>[^,;]+?))\s*\.?$",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"^(?:for\s+)?(?P<span>(?:an?|one|two|three|four|\d{1,2})\s+(?:day|week|month)s?)$", re.IGNORECASE
)
_UNTIL = re.compile(r"^(?:until|till|to)\s+", re.IGNORECASE)
_HOW = "Say until when, and who covers: `/actions away until 3 January, Ada covers`. Nothing was changed."


def away(rest: str, context: Context) -> AnyRequest:
    """`away until 3 January, Ada covers`, or `away Ben until …` of somebody else."""
    said = _AWAY.match(rest)
    if said is None:
        return AskBack(_HOW)
    who = said["who"].strip(" ,").removesuffix(" is").strip()
    deputy = (said["first"] or said["last"]).strip()

    def build(until: date | None) -> AnyRequest:
        return SetAway(until, deputy, who) if until else AskBack(_HOW)

    return read_due(said["until"], context, build)


def back(rest: str, _context: Context) -> AnyRequest:
    """`back`, or `back Ben` of somebody else."""
    return Back(rest.strip(" ."))


def snooze(ref: Reference, rest: str, context: Context) -> AnyRequest:
    """`snooze 07/02`, `… until 3 Jan`, `… for a week`."""
    span = _SPAN.match(rest.strip())
    said = f"in {span['span']}" if span else _UNTIL.sub("", rest.strip())
    return read_due(said, context, lambda until: Snooze(ref, until))


_MUTABLE = MappingProxyType(
    {
        **dict.fromkeys(("", "weekly", "the weekly list", "weekly list"), (WEEKLY,)),
        **dict.fromkeys(("nudges", "nudge", "reminders", "the nudges"), (NUDGES,)),
        **dict.fromkeys(
            ("plan", "the plan", "targets", "plan targets", "plan reminders", "the plan reminders"), (PLAN,)
        ),
        **dict.fromkeys(("both", f"{WEEKLY} {NUDGES}"), (WEEKLY, NUDGES)),
        **dict.fromkeys(("everything", "all", f"{WEEKLY} {NUDGES} {PLAN}"), (WEEKLY, NUDGES, PLAN)),
    }
)


def mute(rest: str, _context: Context, *, muted: bool) -> AnyRequest | None:
    """Which of the reminders somebody can do without; the weekly list when it is not said."""
    what = _MUTABLE.get(rest.strip().casefold())
    return Mute(muted, what) if what else None
