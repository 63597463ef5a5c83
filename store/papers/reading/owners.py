"""Who owns an action point: whoever its sentence sets to work, and nobody mentioned later in it."""

import re

from store.papers.reading.people import (
    TITLE,
    Roll,
    is_body_word,
    is_role,
    looks_like_body,
    looks_like_person,
    split_outside,
    split_title,
)

# "For Priority 1: Safer streets – the Board to …": what stands before the dash or colon is the occasion.
_OCCASION = re.compile(
    r"(?:for|on|re|regarding|under|item|agenda\s+item|in\s+relation\s+to|following)\b", re.IGNORECASE
)
_END_OF_OCCASION = re.compile(r"\s[–—-]\s+|[:;,]\s+")
_SET_TO_WORK = re.compile(
    r",?\s+(?:(?:both\s+|each\s+|jointly\s+|also\s+)?"
    r"(?:(?:is|are|was|were|has|have|agreed|undertook|offered|volunteered|asked|requested|tasked)\s+)?"
    r"(?P<to>to|will|shall|should|must|agreed\s+to)(?:\s+(?:also|then|jointly|please))?)\s+(?P<verb>(?!(?:the|a|an|this|that|these|all|our|their|its|his|her)\b)[a-z][\w-]*)(?P<rest>.*)",
    re.DOTALL,
)
_DONE_TO = re.compile(
    r"be\s+(?:\w+ly\s+)?(?:\w+ed|sent|given|brought|made|put|held|taken|drawn|written|shown|told|set)\b"
)
_BY_WHOM = re.compile(r"\bby\s+(?P<who>[A-ZÀ-Þ][^.;]*)")
_BEHIND = re.compile(r"(?:\s[–—-]\s|\s?[(\[])(?P<who>[A-ZÀ-Þ][^()\[\]–—]{1,60})[)\]]?\.?$")
_ALL_BETWEEN = r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s+|\s*;\s*|\s+/\s+|/(?=[A-Z]))"
_NOBODY = re.compile(
    r"(?:(?:election|appointment|review|update|minutes|terms|list|report|feedback|date|copy|copies|detail|"
    r"information|presentation|letter|paper|invitation|result|figure|data|draft|slide|action|discussion|item|"
    r"meeting|training|consideration|work|link|agenda|plan|strategy|policy|survey|audit|funding)s?"
    r"|invite|ask|remind|request|encourage|write|send|contact|arrange|thank|add|circulate|share|provide|confirm|"
    r"need|needs|agreed|noted|continue|consider)\b(?!.*\b(?:group|team|board|panel|committee|officer|lead|forum)$)",
    re.IGNORECASE,
)
_LONE_THING = re.compile(r".*(?:tion|sion|ment|ance|ence|ness|ing|ity|ure|ics)s?$")
_POST = re.compile(
    r"(?:[A-Z][\w&'’/-]*\s+|(?:of|and|for|the)\s+)+(?:Lead|Leads|Officers?|Managers?|Co-?ordinators?|Representatives?|"
    r"Directors?|Commissioner|Heads?|Champions?|Analysts?|Advis[eo]rs?|Secretary|Clerk|Chairs?|Inspector)"
)


def owners_of(text: str, roll: Roll) -> tuple[str, ...]:
    """The owners in the text of an action point, persons by their full names, bodies as printed; often none."""
    sentence = text.strip()
    for part in (*_behind_occasions(sentence), sentence):
        if found := _doers(part, roll):
            return found
    return _behind(sentence, roll) or _before_colon(sentence, roll)


def _behind_occasions(sentence: str) -> list[str]:
    """What may follow the occasion at the head of a sentence, the nearest to the verb first."""
    work = _SET_TO_WORK.search(sentence)
    if not work or not _OCCASION.match(sentence):
        return []
    ends = [end.end() for end in _END_OF_OCCASION.finditer(sentence, 0, work.start())]
    return [sentence[end:] for end in reversed(ends)]


def listed_owners(cell: str, roll: Roll) -> tuple[str, ...]:
    """The owners in a cell of a column of owners, where everything printed is one."""
    bare = re.sub(r"^(?:action|lead|owner)\s*[:–-]\s*", "", cell, flags=re.IGNORECASE)
    parts: list[str] = []
    for line in split_outside(bare, r"\s{2,}|\s*[;/+]\s*|\s*\n\s*"):
        parts.extend(_as_people(line, roll) or [line])
    printed = [_named(re.sub(r"\s*\([^()]*\)$", "", part), roll) for part in parts]
    return tuple(dict.fromkeys(name for name in printed if re.search(r"\w", name) and not _is_nobody(name)))


def _is_nobody(text: str) -> bool:
    return bool(re.fullmatch(r"(?:n/?a|none|tbc|tba|tbd|-)\W*", text, re.IGNORECASE))


def _doers(sentence: str, roll: Roll) -> tuple[str, ...]:
    for work in _SET_TO_WORK.finditer(sentence):
        subject = sentence[: work.start()].strip()
        if len(subject.split()) > 30:
            return ()
        found = _subjects(subject, sentence[work.start() : work.start() + 1] == ",", roll)
        if found and not (
            _DONE_TO.match(f"{work['verb']}{work['rest']}") and not _is_someone(found[0], roll)
        ):
            return found
        if _DONE_TO.match(f"{work['verb']}{work['rest']}"):
            return _by_whom(work["rest"], roll)
        if not _may_go_on(subject):
            return ()
    return ()


def _may_go_on(subject: str) -> bool:
    """Whether a later "to" may still be the one: only inside an apposition ("Ada Okafor, new to the Board, to …")."""
    return subject.count(",") == 1


def _is_someone(owner: str, roll: Roll) -> bool:
    return bool(roll.resolve(owner)) or looks_like_person(owner)


def _subjects(subject: str, closed_by_comma: bool, roll: Roll) -> tuple[str, ...]:
    subject = re.sub(r"^actions?\s*[:–-]\s*", "", subject, flags=re.IGNORECASE)
    if not subject or _NOBODY.match(subject):
        return ()
    people = _as_people(subject, roll)
    if people and not (closed_by_comma and "," in subject and not all(_is_someone(p, roll) for p in people)):
        return tuple(dict.fromkeys(_named(one, roll) for one in people))
    return _beside_appositions(subject, closed_by_comma, roll)


def _beside_appositions(subject: str, closed_by_comma: bool, roll: Roll) -> tuple[str, ...]:
    """The owners in "A, post of A, and B" and in "A, post of A,"."""
    pieces = split_outside(subject, _ALL_BETWEEN)
    if len(pieces) > 2 and re.search(r"\band\s+\S+(?:\s\S+)?$", subject) and _is_someone(pieces[-1], roll):
        return tuple(_named(piece, roll) for piece in pieces if _is_someone(piece, roll))
    if (closed_by_comma or "," in subject) and _is_owner(pieces[0], roll):
        return (_named(pieces[0], roll),)
    return ()


def _as_people(subject: str, roll: Roll) -> list[str]:
    """The parts of "A, B and C", each an owner; the whole when it is one; nothing when it is neither."""
    pieces = _split(subject, roll)
    return pieces if pieces and all(_is_owner(piece, roll) for piece in pieces) else []


def _split(subject: str, roll: Roll) -> list[str]:
    """Taken apart at "and" and commas, but not inside a body's name ("Task and Finish Group")."""
    pieces = [_without_brackets(piece) for piece in split_outside(subject, _ALL_BETWEEN)]
    pieces = [re.sub(r"^(?:both|also|either)\s+", "", piece) for piece in pieces]
    if len(pieces) == 1 or all(_stands_alone(piece, roll) for piece in pieces):
        return pieces
    for match in re.finditer(r",?\s+and\s+(?:the\s+)?|\s*,\s*", subject):
        head, tail = _without_brackets(subject[: match.start()]), subject[match.end() :]
        if (
            _stands_alone(head, roll)
            and (rest := _split(tail, roll))
            and all(_stands_alone(r, roll) for r in rest)
        ):
            return [head, *rest]
    return [subject] if looks_like_body(subject) or _POST.fullmatch(subject) else []


def _without_brackets(text: str) -> str:
    return re.sub(r"\s*\([^()]*\)$", "", text.strip())


def _stands_alone(piece: str, roll: Roll) -> bool:
    """Whether a piece beside an "and" is an owner of its own and not the half of a longer name."""
    if roll.resolve(piece) or is_role(piece) or looks_like_person(piece):
        return True
    words = piece.split()
    whole = len(words) > 2 or piece.isupper() or not is_body_word(words[0]) or words[0] == "the"
    return whole and (looks_like_body(piece) or bool(_POST.fullmatch(piece))) and "of" not in words[-3:-1]


def _is_owner(text: str, roll: Roll) -> bool:
    bare = _without_brackets(text)
    if not bare or len(bare.split()) > 14:
        return False
    known = roll.resolve(bare) or is_role(bare) or looks_like_person(bare) or looks_like_body(bare)
    return bool(
        known
        or _POST.fullmatch(bare)
        or _is_lone_name(bare)
        or re.fullmatch(rf"(?:{TITLE})\s+[A-Z][\w'’-]+", bare)
    )


def _is_lone_name(text: str) -> bool:
    """A single capitalised word that may be somebody ("Probation", "Ada"), and no thing ("Training")."""
    one_word = re.fullmatch(r"[A-ZÀ-Þ][\w'’&-]+", text)
    return bool(one_word) and (is_body_word(text) or not _LONE_THING.match(text))


def _named(text: str, roll: Roll) -> str:
    bare = re.sub(r"^(?:the|The)\s+", "", _without_brackets(text).strip(" ,;:"))
    if full := roll.resolve(bare):
        return full
    return split_title(bare)[1] if looks_like_person(bare) else bare


def _by_whom(rest: str, roll: Roll) -> tuple[str, ...]:
    match = _BY_WHOM.search(rest)
    if not match:
        return ()
    words = match["who"].split()
    for length in range(min(6, len(words)), 0, -1):
        who = " ".join(words[:length]).rstrip(" ,.;")
        if people := _as_people(who, roll):
            named = [_named(one, roll) for one in people]
            return (
                tuple(dict.fromkeys(named))
                if all(_is_someone(n, roll) or looks_like_body(n) for n in named)
                else ()
            )
    return ()


def _behind(sentence: str, roll: Roll) -> tuple[str, ...]:
    """Owners put behind the text ("Circulate the profile – Ada Okafor", "… (AO)"): only people the paper knows."""
    match = _BEHIND.search(sentence)
    people = _as_people(match["who"], roll) if match else []
    return (
        tuple(_named(one, roll) for one in people)
        if people and all(roll.resolve(one) for one in people)
        else ()
    )


def _before_colon(sentence: str, roll: Roll) -> tuple[str, ...]:
    """Owners put before a colon ("Ada Okafor: circulate the profile"): only people the paper knows."""
    head, colon, _rest = sentence.partition(":")
    people = _as_people(head, roll) if colon else []
    return (
        tuple(_named(one, roll) for one in people)
        if people and all(roll.resolve(one) for one in people)
        else ()
    )
