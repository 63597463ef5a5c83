"""The dates that are said within a line."""

import re
from itertools import islice

from bot.language.dates import Calendar, DateProblem, DateReading, read_date
from bot.language.free.tokens import Token
from store.dates import MONTH_NUMBERS, WEEKDAY_NUMBERS

_STARTS_A_DATE = frozenset(
    {*WEEKDAY_NUMBERS, *MONTH_NUMBERS}
    | set("today tomorrow next this end mid early late before after by until till in within w/c week first last the a an one two three"
          " christmas xmas easter summer beginning start middle close cop eop".split())
)  # fmt: skip
POLITE_END = re.compile(
    r"[\s,.;!–-]*\b(?:please|thanks|thank you|cheers|ta|pls|plz|thx|ok\?|many thanks)[\s.!?]*$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[,.;!?]|\b(?:because|as|since|so|please|pls)\b")
_ALSO_END = re.compile(r"[,.;!?]|\b(?:because|as|since|so|please|pls|for|on)\b")
MOST_DATES = 8  # places of a line where a date is looked for


def first_date(
    line: str, tokens: tuple[Token, ...], after: int, referred: frozenset[int], calendar: Calendar
) -> DateReading | DateProblem | None:
    """The first date that is said behind the token at `after`, or the question to ask back.

    `referred` are the places of references, which look like dates and end what is said before them.
    """
    starts = (
        i
        for i in range(after + 1, len(tokens))
        if i not in referred and (tokens[i].word in _STARTS_A_DATE or tokens[i].word[:1].isdigit())
    )
    for i in islice(starts, MOST_DATES):
        end = min((tokens[k].start for k in referred if k > i), default=None)
        said = POLITE_END.sub("", line[tokens[i].start : end]).strip(" ?!.,")
        shorter = (re.split(cut, said)[0].strip(" ,") for cut in (_SENTENCE_END, _ALSO_END))
        for phrase in dict.fromkeys((said, *shorter)):
            if found := read_date(phrase, calendar, cued=True):
                return found
    return None
