"""People, bodies, services and the handbook in free words."""

from bot.language.everyday import COMMON, STOP
from bot.language.free.intent import Intent
from bot.language.free.loosely import built
from bot.language.free.mentions import Named
from bot.language.free.reading import Reading
from bot.language.spans import split_span
from handlers.contact_requests import WhoSat
from handlers.requests import AnyRequest, FindContact, LookUp
from store.topics import stem, stems

_LEADS = frozenset({"about", "regarding", "re", "concerning"})
_PERSON_CUES = frozenset({"WHO", "ROLE"})


def _contact(r: Reading) -> AnyRequest | None:
    """A name in full, else the words as they stand: the directory knows topics and pages as well."""
    people = [each for each in r.names if each.parties[0].kind == "person" and len(each.parties) == 1]
    if people and not r.topic:
        return FindContact(people[0].name)
    if _of_a_group(r):
        return None
    subject = _subject(r)
    if not subject and "CHAIRS" in r.signals | _chairs(r):
        return _chair(r)
    if not subject or (not r.signals & {"RING", "ROLE"} and not r.names and not _known(subject, r)):
        return None
    if r.signals & _PERSON_CUES and (found := _by_role(r)):
        return FindContact(found)
    return FindContact(subject)


def _of_a_group(r: Reading) -> bool:
    """“Who is on the steering group”: its members, and nobody's number."""
    groups = bool(r.names) and all(each.parties[0].kind == "group" for each in r.names)
    return (
        groups
        and "RING" not in r.signals
        and any(token.word in ("on", "in", "members") for token in r.tokens)
    )


def _chairs(r: Reading) -> frozenset[str]:
    """Whether the chair is spoken of: “the chair's number”."""
    return frozenset({"CHAIRS"} if any(token.word in ("chair", "chairs") for token in r.tokens) else ())


def _chair(r: Reading) -> AnyRequest:
    """Who chairs the Board, or a group below it."""
    groups = [p for each in r.names for p in each.parties if p.kind == "group"]
    board = r.context.words.board
    below = [p for p in groups if board is None or p.id != board.id]
    return FindContact(f"Chair of the {below[0].name}" if below else _named_chair(r))


def _named_chair(r: Reading) -> str:
    found = r.context.names.called("chair", r.context.today)
    return found[0].name if len(found) == 1 else "Chair"


def _subject(r: Reading) -> str:
    """What is looked for: bodies as they were said, and every word that is no cue of asking."""
    bodies = {i: _searched_for(each, r) for each in r.names for i in range(each.first, each.last)}
    words: list[str] = []
    led = max((i for i, t in enumerate(r.tokens) if t.word in _LEADS), default=-1)
    for i, token in enumerate(r.tokens):
        if i == led and any(_known(r.tokens[k].word, r) for k in r.left if k > led):
            words.clear()  # “a neighbour is loud, whom do I ring about noise”
        if i in bodies:
            words += [bodies[i]] if bodies[i] not in words else []
        elif i in r.left or (r.met and i in r.met.tokens):
            words.append(token.text)
    known = [_as_known(word, r) for word in words if _known(word, r)]
    return " ".join(known or words).strip()


def _searched_for(named: Named, r: Reading) -> str:
    """What was said, except for an office that several may hold (“the police lead”): that body is looked for."""
    *first, _seat = named.said.split()
    bodies = (
        r.context.names.called(" ".join(first), r.context.today) if first and len(named.parties) > 1 else ()
    )
    return bodies[0].name if len(bodies) == 1 and bodies[0].kind == "organisation" else named.said


def _as_known(word: str, r: Reading) -> str:
    """A word as the directory writes it: “noisy” finds what “noise” does."""
    return word if " " in word else r.context.names.known_words.get(stem(word.casefold()), word)


def _known(said: str, r: Reading) -> bool:
    """Whether the directory finds anything by one of these words."""
    return not stems(said).isdisjoint(r.context.names.known_words)


def _by_role(r: Reading) -> str:
    """Whoever holds an office whose name has the words that are left."""
    asked = frozenset(stem(r.tokens[i].word) for i in r.left)
    found = r.context.names.with_role(asked, r.context.today) if asked else ()
    return found[0].name if len(found) == 1 else ""


# What the handbook calls what people say otherwise.
_CALLED = {
    "quorate": "quorum",
    "decide": "quorum",
    "decisions": "quorum",
    "rules": "",
    "vote": "voting",
    "votes": "voting",
    "priorities": "priority",
    "constitution": "terms of reference",
}


def _defined(r: Reading) -> AnyRequest | None:
    """The words to look up: those of the handbook where it has them, else what is left."""
    cues = [i for i, t in enumerate(r.tokens) if "HANDBOOK" in r.at(i) and t.word not in STOP]
    if cues:
        number = [
            r.tokens[i + 1].word for i in cues if i + 1 < len(r.tokens) and r.tokens[i + 1].word.isdigit()
        ]
        words = [
            _CALLED.get(r.tokens[i].word, r.tokens[i].word) for i in cues[: 1 if len(set(cues)) == 1 else 3]
        ]
        return LookUp(" ".join([*dict.fromkeys(filter(None, words)), *number]))
    bodies = {i: each.said for each in r.names for i in range(each.first, each.last)}
    found = [
        bodies.get(i, r.tokens[i].text)
        for i in range(len(r.tokens))
        if i in bodies or i in r.left or r.at(i) & {"PAPERS", "QUESTIONS"}
    ]
    strange = [word for word in found if word.casefold() not in COMMON]
    return LookUp(" ".join(dict.fromkeys(found))) if strange else None


def _sat(r: Reading) -> AnyRequest | None:
    """Who sat at some time: by the office, the body, the person or the group that is named."""
    names = [each.name for each in r.names]
    said = split_span(r.line, r.context.today)[1]
    office = next((office for office in _OFFICES if office in r.line.casefold()), "")
    about = office or (names[0] if names else "Board" if {"MEETING", "BOARD"} & r.signals else "")
    return WhoSat(about, *(said or (None, None))) if about else None


FEWEST = 3  # words: “move on” asks nothing
_OFFICES = ("vice chair", "support officer", "chair")


def _members(r: Reading) -> AnyRequest | None:
    groups = [p for each in r.names for p in each.parties if p.kind == "group"]
    return WhoSat(groups[0].name if groups else "Board", r.context.today, r.context.today)


def _of_late(r: Reading) -> AnyRequest | None:
    """Everybody who sat on the Board this year, with the day on which they left."""
    if not r.asking and not r.names and len(r.tokens) < FEWEST:
        return None
    return WhoSat("Board", r.context.today.replace(month=1, day=1), r.context.today)


def _oneself(r: Reading) -> AnyRequest | None:
    return FindContact(r.context.speaker) if r.context.speaker else None


FINDING = (
    built("Who sat then", _sat, ("who was the chair in 2025", "who sat for probation in october 2025", "who used to sit for the police in 2024", "who represented the borough in 2025", "who chaired in 2024")),
    built("Who sits in a group", _members, ("who is on the steering group", "members of masg", "who are the board members", "list the members of the riverside group", "who sits on the board")),
    built("Who left of late", _of_late, ("who has left this year", "who's new on the board", "which members have changed this year", "who left recently", "who joined this year")),
    built("What the bot knows of oneself", _oneself, ("what do you know about me", "show me what you hold on me", "what number have you got for me", "what data do you have about me", "am i in the directory")),
    Intent(
        "Whom to ring",
        ("RING", "topic|person|body|group|meeting|known"),
        _contact,
        (
            "who do i ring about noise",
            "number for the fire service",
            "whats gurpreet's email",
            "how do i get hold of trading standards?",
            "contact for rough sleeping",
        ),
        likes=("WHO", "WHAT", "topic", "HELP", "SHOW", "WHERE", "ROLE", "MINE", "asked", "person", "body", "BULK", "known", "QUESTIONS2", "OVERDUE", "group"),
        bars=("MINUTED", "ref", "COUNT", "LOG2", "DEADLINE2"),
        bonus=0.04,
    ),
    Intent(
        "Who somebody is",
        ("WHO|ROLE", "person|body|topic|group"),
        _contact,
        (
            "who is tom adisa",
            "who's our police lead",
            "whoever looks after trading standards",
            "who sits for probation",
            "who represents the university",
        ),
        likes=("ASSIGN", "SHOW", "ROLE", "OURS", "RING", "asked", "BOARD", "MEETING", "topic", "person", "body", "PRESENT2", "NEXT", "LAST", "group", "OWN"),
        bars=("MINUTED", "ref", "COUNT", "OVERDUE", "OPEN", "ACTION", "WHEN", "WHERE", "AGENDA", "PRESENT", "PAPERS", "DONE", "LOG", "QUESTIONS", "PLAN", "HANDBOOK", "DUE", "IOWE"),
    ),
    Intent(
        "Who chairs",
        ("CHAIRS",),
        _chair,
        ("who chairs the board?", "whos chairing", "who is in the chair", "who's chairing it", "who chairs masg"),
        likes=("WHO", "BOARD", "MEETING", "meeting", "group", "NEXT", "IT", "RING", "asked"),
        bars=("ref", "LOG", "told"),
        bonus=0.05,
    ),
    Intent(
        "A name alone",
        ("person|body",),
        _contact,
        ("our probation lead", "Gurpreet Sandhu", "the fire service please", "trading standards", "Farah's details"),
        likes=("OURS", "ROLE", "RING", "SHOW"),
        bars=("ref", "WHEN", "told", "ACTION", "OPEN", "OVERDUE", "DONE", "IT", "PAPERS", "MEETING", "BOARD", "AGENDA", "OWN", "LOG", "COUNT", "topic", "UPDATE", "PLAN"),
        bonus=-0.1,
    ),
    Intent(
        "What something means",
        ("DEFINE|WHAT|STANDS", "topic|body|group|known|HANDBOOK|PAPERS"),
        _defined,
        ("what is MARAC", "whats a DHR", "what does OPCC stand for?", "define anti-social behaviour", "meaning of RD"),
        likes=("STANDS", "SHOW", "meeting", "HANDBOOK", "DEFINE", "asked", "OURS", "MEETING2"),
        bars=("ref", "DATE", "STATUS", "COUNT", "OVERDUE", "OPEN", "ACTION", "RING", "AGENDA", "OWN", "DUE2", "WHEN", "WHERE", "PRESENT", "COME", "LOG", "IT", "TIMETABLE", "DONE", "CALFILE", "MINE", "DEADLINE2"),
        bonus=0.0,
    ),
    Intent(
        "Handbook",
        ("HANDBOOK",),
        _defined,
        ("quorum", "what are our priorities", "how does voting work", "terms of reference", "are there rules about votes"),
        likes=("DEFINE", "WHAT", "COUNT", "BOARD", "OURS", "SHOW", "SEARCH", "topic", "ROLE", "MEETING", "WHO", "HELP", "asked", "COME"),
        bars=("PRESENT", "ref", "person", "PLAN"),
        bonus=0.03,
    ),
)  # fmt: skip
