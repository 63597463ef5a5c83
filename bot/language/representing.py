"""Somebody who comes in the speaker's place, as a question names them: in full, and whether they are of another body."""

from bot.language.context import Context
from store.names import candidates
from store.vocabulary import PersonEntry


def in_full(name: str, context: Context) -> str:
    """The name of whoever is meant, where that is one person of the directory; else as it was said."""
    person = _person(name, context)
    return person.name if person else name


def represents(name: str, meeting: str, context: Context) -> str:
    """What is asked about: that they represent the speaker at the meeting. An organisation sends its own people."""
    person, speaker = _person(name, context), _person(context.speaker, context)
    told = f"{person.name if person else name} represents you at {meeting}"
    if person is None or speaker is None:
        return told
    theirs, own = (set(each.bodies(context.today).values()) for each in (person, speaker))
    if not theirs or not own or theirs & own:
        return told
    return f"{told}; mind that {person.name} is of another organisation, {' and '.join(sorted(theirs))}"


def _person(name: str, context: Context) -> PersonEntry | None:
    found = candidates(name, context.words, context.today) if name else []
    return context.words.person(found[0].id) if len(found) == 1 and found[0].kind == "person" else None
