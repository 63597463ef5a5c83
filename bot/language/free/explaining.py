"""Why a line was understood as it was: what was weighed, in words."""

from collections.abc import Iterator

from bot.language.context import Context
from bot.language.free.lines import weighed
from bot.language.free.reading import Reading


def explained(said: str, context: Context) -> Iterator[str]:
    """The words with what they stand for, what of the books they name, and each reading with its score."""
    for reading, candidates in weighed(said, context).readings:
        yield f"“{reading.line.strip()}”"
        yield from _words(reading)
        for each in candidates:
            yield f"  {each.score:.2f} {each.intent.title}: {', '.join(each.matched) or 'no cue'} → {each.request!r}"
        if not candidates:
            yield "  nothing that can be asked fits"


def _words(reading: Reading) -> Iterator[str]:
    for sense in reading.senses:
        words = " ".join(token.word for token in reading.tokens[sense.first : sense.last])
        yield f"  {words}: {', '.join(sorted(sense.concepts))}"
    for each in reading.refs:
        yield f"  {each.ref.full}: a reference"
    for named in reading.names:
        yield f"  {named.said}: {' or '.join(party.name for party in named.parties)}"
    if reading.met:
        yield f"  the meeting: {reading.met.about}"
    if reading.left:
        known = [reading.tokens[place].text for place in reading.left if reading.known_topic(place)]
        yield f"  left over: {reading.topic}; in the register: {', '.join(known) or 'nothing'}"
