"""Greetings, thanks, and asking what can be asked."""

from bot.language.free.intent import Intent
from handlers.requests import Greeting, Help

_TALK = ("HELLO", "THANKS", "asked")

COURTESIES = (
    Intent(
        "Help",
        ("HELP",),
        lambda r: Help("meetings" if "MEETING" in r.signals else "actions" if "ACTION" in r.signals and "DEFINE" not in r.signals else ""),
        ("what can you do?", "help please", "how does this work", "how do i use you", "what can i ask"),
        likes=(*_TALK, "WHAT", "SHOW", "MEETING", "ACTION", "WHO"),
        bars=("ref", "SUBSCRIBE"),
    ),
    Intent(
        "Hello",
        ("HELLO",),
        lambda _: Greeting(),
        ("good morning", "hi there", "hello bot", "hey", "morning all"),
        likes=_TALK,
        bars=("ref", "person", "topic", "ACTION", "MEETING", "WHO", "WHEN", "WHAT"),
        bonus=-0.1,
    ),
    Intent(
        "Thanks",
        ("THANKS",),
        lambda _: Greeting(thanks=True),
        ("thanks!", "cheers", "ta very much", "brilliant, thank you", "thats great thanks"),
        likes=_TALK,
        bars=("ref", "topic", "ACTION", "MEETING", "WHO", "WHEN", "WHAT", "RING"),
        bonus=-0.1,
    ),
)  # fmt: skip
