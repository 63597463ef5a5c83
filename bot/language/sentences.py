"""Whether a line that begins as a command does is a whole sentence, of which more is understood in free words."""

import re

from bot.language.calendars import OWN_CALENDAR

# “Open it again”, “closed the lighting one yesterday”, “export the actions as csv”: a verb and no list.
_A_SENTENCE = re.compile(
    r"^\w+\s+(?:it|that|this|the|them|those|up|on|again|over|please|pls|actions?|for|a)\b", re.IGNORECASE
)
_PROMISES = re.compile(
    r"^add\s+(?!to\b|in\b|into\b|on\b).*?\bto\s+(?!(?:the|our|my|your|an?|this|that)\b)\w",
    re.IGNORECASE | re.DOTALL,
)
# “Add a note to 02/10”, “add an action for Tom to …”, “add me to the list”: said freely; “add me to buy a lock” is not.
_TO_ADD = re.compile(
    r"^\w+\s+(?!(?:an?|another|it|this|that|me(?!\s+to\s+(?!the\b|my\b|our\b|your\b|an?\b)\w)|new|note|action|my|one|some|update|comment)\b)"
    r"(?!.*\d/\d)\S",
    re.IGNORECASE | re.DOTALL,
)
# “Add MARAC to the handbook: …”, “add bicycles to the June agenda”, “add Harbour Watch as an organisation”.
_INTO_A_BOOK = re.compile(
    r"^add\s+(?:(?!\bto\b).){1,160}?\s+(?:to|in|into|on|onto)\s+(?:\S+\s+){0,5}?(?:handbook|glossary|agenda)\b"
    r"|^add\s+(?:to|in|into|on|onto)\s+(?:\S+\s+){0,3}?(?:handbook|glossary|agenda)\b"
    r"|^add\s+.{1,160}?\s+as\s+(?:an?\s+)?(?:new\s+)?(?:contact|person|organisation)\W*$",
    re.IGNORECASE,
)


def opens_a_sentence(said: str) -> bool:
    """Whether the second word is one that no command goes on with."""
    return bool(_A_SENTENCE.match(said))


def adds(said: str) -> bool:
    """Whether what is to be added is an action point, and nothing for another book."""
    return bool(_TO_ADD.match(said)) and not (OWN_CALENDAR.search(said) or _INTO_A_BOOK.match(said))


def promises(said: str) -> bool:
    """Whether that is “add Ada to share the rota”."""
    return adds(said) and bool(_PROMISES.match(said))


# “Both done”, “they are all done”: of a closing that says no more than “close” does.
_SAYS_NOTHING = re.compile(
    r"^(?:(?:they|these|those|it)(?: are|'re|’re| is)?\s+)?(?:(?:all|both)\s+(?:are\s+|of them\s+|now\s+)*)+(?:done|finished|complete|completed|closed)\W*$",
    re.IGNORECASE,
)


# “For me would you”, “off please, when you get a chance”: the courtesies of whoever asks for it.
_COURTESIES = re.compile(
    r"^(?:[\s,]*\b(?:for (?:me|us)|(?:would|will|could|can) (?:you|u)|if you (?:can|could|would|don['’]?t mind|please)"
    r"|when(?:ever)? you (?:can|get (?:a|the) (?:chance|minute|moment|second))"
    r"|please|pls|plz|thanks|thank you|many thanks|cheers|ta|thx|now|off))+\W*$",
    re.IGNORECASE,
)


def note_of(said: str) -> str:
    """What is said behind a closing as its note; nothing where it only says once more that they are done, or is polite."""
    return "" if _SAYS_NOTHING.match(said) or _COURTESIES.match(said) else said
