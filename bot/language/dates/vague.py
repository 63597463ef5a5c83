"""Phrases about time that never become a date: kept as words, or asked back."""

from bot.language.dates.calendar import DateProblem
from bot.language.dates.grammar import Found, Parts, Reader, Words, rule

# Their dates are not in the books, and a guess would be wrong somewhere.
_WHOSE = (
    "october|february|may|spring|summer|autumn|winter|christmas|easter|michaelmas|lent|trinity|next|this|new"
)
_ASKED = (
    rf"(?:the )?(?:(?:{_WHOSE}) )*half[ -]term(?: holidays?| week)?",
    rf"(?:the )?(?:(?:start|end|beginning) of )?(?:the )?(?:(?:{_WHOSE}) )*(?:term|school term)",
    rf"(?:the )?(?:(?:start|end|beginning) of )?(?:the )?(?:(?:{_WHOSE}) )*(?:school|academic) year",
    r"(?:the )?(?:school|(?:summer|easter|christmas)(?: school)?) (?:holidays?|break|vacation)",
    r"term[ -]time",
    r"michaelmas|freshers'?(?: week)?",
    r"ramadan|eid(?: al[ -]?(?:fitr|adha))?|diwali|hanukkah|chanukah|passover|yom kippur|vaisakhi|lent|holi",
)
_SEASON = "spring|summer|autumn|winter|springtime|summertime|(?:festive|christmas) (?:period|season)"
_PART_OF = "the|this|next|coming|early|late|mid|end of|start of"
_WORDS = (
    rf"(?:in )?(?:(?:{_PART_OF})[ -])*(?:{_SEASON})(?: (?:of )?20[0-9]{{2}}(?:/[0-9]{{2,4}})?)?",
    r"(?:very )?soon|sooner|shortly|asap|a\.s\.a\.p",
    r"as soon as(?: is)? (?:possible|practicable|practical|we can|you can)",
    r"immediately|immediate|urgent|urgently|straight ?away|right away|without delay",
    r"at (?:the|your) earliest (?:opportunity|convenience)",
    r"in due course|in time|in the (?:near|immediate) future|in (?:the )?new year",
    r"when (?:possible|available|ready|completed?)|if and when|as and when|as (?:and when )?(?:required|needed)",
    r"ongoing|on-going|on an ongoing basis|continuous|continuing",
    r"daily|weekly|fortnightly|monthly|bi-?monthly|quarterly|termly|annual|annually|yearly",
    r"(?:six[ -]monthly|half[ -]yearly)",
    r"(?:each|every) (?:week|month|quarter|year|meeting)|every \w+ (?:weeks|months)",
    r"tbc|tba|tbd|(?:date )?to be (?:confirmed|agreed|decided|determined|advised|set)|no date yet",
    r"later|later on|some ?time|at some (?:point|stage)|eventually",
    r"(?:short|medium|long)[ -]term",
    r"(?:(?:in|within|over) )?(?:the )?(?:next |coming |a )?(?:few|several|some|coming) (?:days|weeks|months)'?(?: time)?",
    r"(?:at )?(?:a|any|some) (?:future|later|subsequent) (?:meeting|date|board|time|session)",
)


def _words(_: Parts, __: Reader) -> Found:
    return Words()


def _asked(parts: Parts, _: Reader) -> Found:
    return DateProblem(f"I don't know the dates of “{parts['said']}”. Please give the day.")


RULES = (
    *rule(_words, *_WORDS),
    *rule(_asked, *(f"(?P<said>{phrase})" for phrase in _ASKED)),
)
