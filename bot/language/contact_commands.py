"""What `/contacts` takes: a search by default, and the verbs that keep the directory.

What stands between commas or semicolons is known by its shape: an address has an @, a number has digits, a capacity
is a known word; the first is the name, the next that is none of these the organisation, any other a role.
"""

import re
from types import MappingProxyType

from bot.language.context import Context
from bot.language.organisation_commands import ORGANISATION, SERVICE
from bot.language.pieces import EMAIL, Read, pair, parts
from bot.language.spans import split_span
from handlers.contact_requests import (
    AddPerson,
    ConfirmDetails,
    CorrectDetails,
    EditPerson,
    ExportContacts,
    MergePeople,
    MovePerson,
    ProposeDuplicates,
    ShowStale,
    UnlinkPerson,
    WhoSat,
)
from handlers.helping import named as help_on
from handlers.requests import AnyRequest, AskBack, FindContact, Help, LeavePerson, LinkPerson, Undo
from store.contact_details import looks_like_phone
from store.names import plain, split_title
from store.tables import Capacity

_CAPACITIES = {
    "board": Capacity.BOARD,
    "board member": Capacity.BOARD,
    "member": Capacity.MEMBER,
    "guest": Capacity.GUEST,
    "officer": Capacity.OFFICER,
    "in attendance": Capacity.IN_ATTENDANCE,
}
_ROLE_WORDS = re.compile(
    r"\b(?:chair|vice|officer|lead|manager|head|director|secretar\w+|co-?ordinator|analyst|representative|champion"
    r"|holder|commander|inspector|superintendent)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"no (?P<what>role|title|phone|number|e-?mail|address)", re.IGNORECASE)
_WITH = re.compile(
    r"(?:new )?(?P<what>name|title|role|phone|number|e-?mail|address|capacity|group)\s*(?:is|:|to)?\s+(?P<value>.+)",
    re.IGNORECASE,
)


def _add(rest: str, _context: Context) -> AnyRequest:
    said = parts(rest)
    if not said:
        return AddPerson()
    title, name = split_title(said[0])
    given: dict[str, object] = {"name": name, "title": title or ""}
    for part in said[1:]:
        _sort(part, given)
    if asked := _no_capacity(given):
        return asked
    given["name"] = given.pop("new_name", given["name"])
    return AddPerson(**given)  # type: ignore[arg-type]  # built by name above


def _sort(part: str, given: dict[str, object]) -> None:
    """What a part of the line is, by its shape; what is given twice is a role the second time."""
    if (capacity := _CAPACITIES.get(part.casefold())) and "capacity" not in given:
        given["capacity"] = capacity
    elif EMAIL.fullmatch(part):
        given["email"] = part
    elif looks_like_phone(part):
        given["phone"] = part
    elif said := _WITH.fullmatch(part):
        what, value = said["what"].casefold(), said["value"].strip()
        given[_COLUMN.get(what, what)] = (
            _CAPACITIES.get(value.casefold(), value) if what == "capacity" else value
        )
    elif "organisation" not in given and not _ROLE_WORDS.search(part):
        given["organisation"] = part
    elif "role" not in given:
        given["role"] = part
    else:
        given.setdefault("organisation", part)


def _no_capacity(given: dict[str, object]) -> AskBack | None:
    said = given.get("capacity")
    if said is None or isinstance(said, Capacity):
        return None
    return AskBack(f"“{said}” is no capacity; there are {', '.join(Capacity)}. Nothing was changed.")


_COLUMN = {"number": "phone", "e-mail": "email", "address": "email", "name": "new_name"}


def _edit(rest: str, _context: Context) -> AnyRequest:
    """A name, and behind it what is to be changed; a part that is nothing else is a role."""
    said = parts(rest)
    if not said:
        return AskBack(
            "Say whom: `/contacts edit Ada Okafor, 01632 960001`. With the name alone a form opens. Nothing was changed."
        )
    given: dict[str, object] = {}
    for part in said[1:]:
        if none := _NONE.fullmatch(part):
            what = none["what"].casefold()
            given[_COLUMN.get(what, what)] = ""
        else:
            _sort(part, given)
    if (role := given.pop("organisation", None)) is not None:
        given.setdefault("role", role)
    if asked := _no_capacity(given):
        return asked
    given.pop("group", None)
    return EditPerson(said[0], **given)  # type: ignore[arg-type]  # built by name above


def _move(rest: str, _context: Context) -> AnyRequest:
    return pair(rest, ("to",), MovePerson, "/contacts move Ada Okafor to the Fire Service")


def _merge(rest: str, _context: Context) -> AnyRequest:
    return pair(rest, ("into", "with", "and"), MergePeople, "/contacts merge Ada Okafur into Ada Okafor")


_REPLACED = re.compile(r",?\s*(?:replaced|succeeded|followed) by\s+|,\s*(?:successor\s+)?", re.IGNORECASE)


def _leave(rest: str, _context: Context) -> AnyRequest:
    """`Ada Okafor, replaced by Ben Idowu`."""
    name, *successor = _REPLACED.split(rest, maxsplit=1)
    if not name.strip():
        return AskBack(
            "Say who leaves: `/contacts leave Ada Okafor, replaced by Ben Idowu`. Nothing was changed."
        )
    return LeavePerson(name.strip(), successor[0].strip() if successor else "")


def _link(rest: str, _context: Context) -> AnyRequest:
    """`<@U123|ada> Ada Okafor`: Slack writes the mention with or without the name."""
    mention, _, name = rest.partition(" ")
    user = mention.removeprefix("<@").removesuffix(">").partition("|")[0]
    if not (mention.startswith("<@") and user.isalnum() and name.strip()):
        return AskBack("Say whom to link to whom: `/contacts link @user Ada Okafor`. Nothing was changed.")
    return LinkPerson(user, name.strip())


def _unlink(rest: str, _context: Context) -> AnyRequest:
    if not rest.strip():
        return AskBack("Say whom: `/contacts unlink Ada Okafor`. Nothing was changed.")
    return UnlinkPerson(rest.strip())


def _correct(rest: str, _context: Context) -> AnyRequest:
    """Addresses and numbers by their shape; all other words are for the secretariat."""
    given: dict[str, str] = {}
    words = []
    for part in parts(rest):
        if none := _NONE.fullmatch(part):
            what = none["what"].casefold()
            given[_COLUMN.get(what, what)] = ""
        elif EMAIL.fullmatch(part):
            given["email"] = part
        elif looks_like_phone(part):
            given["phone"] = part
        elif (said := _WITH.fullmatch(part)) and said["what"].casefold() == "title":
            given["title"] = said["value"].strip()
        else:
            words.append(part)
    if words:
        given["remark"] = ", ".join(words)
    given.pop("role", None)
    return CorrectDetails(**given)


_FILES = {"spreadsheet": "csv", "excel": "csv", "vcard": "vcf", "vcards": "vcf"}


def _export(rest: str, _context: Context) -> AnyRequest:
    return ExportContacts(_FILES.get(rest.strip().casefold(), rest.strip() or "csv"))


def _import(_rest: str, _context: Context) -> AnyRequest:
    return AskBack(
        "Send me the CSV or vCard file in a direct message; I show what it would change before I do anything."
    )


def _nested(verbs: MappingProxyType[str, Read], rest: str, context: Context) -> AnyRequest | None:
    """A verb behind "organisation" or "service"; None when it is none, so that it is looked for instead."""
    first, _, after = rest.strip().partition(" ")
    read = verbs.get(first.casefold())
    return read(after.strip(), context) if read else None


_VERBS: MappingProxyType[str, Read] = MappingProxyType(
    {
        "help": lambda rest, _context: Help(help_on(rest) or "contacts"),
        **dict.fromkeys(("add", "new"), _add),
        **dict.fromkeys(("edit", "change"), _edit),
        "move": _move,
        "leave": _leave,
        "merge": _merge,
        "link": _link,
        "unlink": _unlink,
        "correct": _correct,
        "confirm": lambda rest, _context: ConfirmDetails(rest.strip()),
        "export": _export,
        "import": _import,
    }
)
_ALONE: MappingProxyType[str, AnyRequest] = MappingProxyType(
    {"duplicates": ProposeDuplicates(), "stale": ShowStale(), "undo": Undo()}
)
_WHO = re.compile(
    r"^(?:and\s+)?who\s+(?:(?:sat|sits|was\s+sitting|served|represented|stood|was|were)(?:\s+(?:on|for|as|in|at))*|chaired)\b\s*"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)


def contacts(rest: str, context: Context) -> AnyRequest | None:
    """What `/contacts REST` asks for."""
    line = rest.strip()
    first, _, after = line.partition(" ")
    word = first.casefold()
    if word in _ALONE and not after.strip():
        return _ALONE[word]
    nested = {"organisation": ORGANISATION, "organization": ORGANISATION, "service": SERVICE}.get(word)
    if nested and (change := _nested(nested, after, context)):
        return change
    if word in _VERBS:
        return _VERBS[word](after.strip(), context)
    return succession(line, context) or who_sat(line, context) or _looked_for(line, context)


def _looked_for(line: str, context: Context) -> AnyRequest:
    """A search, or with a time behind it the holders at that time; of a group those who sit there today."""
    about, span = split_span(line, context.today)
    if span and about:
        return WhoSat(about, *span)
    return _sitting_in(about, context) or FindContact(line)


def _sitting_in(said: str, context: Context) -> WhoSat | None:
    """The members of a group that is called exactly so."""
    wanted = plain(said)
    named = any(
        wanted in (plain(group.name), plain(group.short_name)) or (group.is_board and wanted == "board")
        for group in context.words.groups
    )
    return WhoSat(said, context.today, context.today) if named else None


_MEMBERS = re.compile(
    r"^(?:(?:who(?:['’]?s|\s+is|\s+are|\s+else\s+is)?\s+(?:sits?\s+|sitting\s+)?(?:on|in)"
    r"|(?:(?:who\s+are|list|show|name)\s+)?(?:all\s+)?(?:the\s+)?members(?:hip)?\s+of)\s+(?:the\s+|our\s+)?(?P<group>.+?)"
    r"|(?:(?:who\s+are|list|show|name)\s+)?(?:all\s+)?(?:the\s+|our\s+)?(?P<body>.+?)\s+members(?:hip)?)\W*$",
    re.IGNORECASE,
)


def members(said: str, context: Context) -> AnyRequest | None:
    """“who is on the Board”, “members of MASG”; None for anything else."""
    match = _MEMBERS.match(said.strip())
    return _sitting_in(match["group"] or match["body"], context) if match else None


_TO_THE_DIRECTORY = re.compile(
    r"^(?:add|put)\s+(?P<who>[^\W\d_].*?)\s+(?:to|in|into)\s+(?:the\s+|our\s+)?"
    r"(?:contacts|(?:contact\s+)?(?:directory|list))\W*$",
    re.IGNORECASE,
)


_FOLLOWED = re.compile(
    r"^(?:(?:and\s+)?who\s+(?:has\s+|have\s+|was\s+it\s+that\s+)?(?:replaced|succeeded|followed|took\s+over\s+from|taken\s+over\s+from|came\s+after|comes\s+after)"
    r"|(?:who\s*(?:['’]s|\s+is|\s+was)\s+)?(?:the\s+)?(?:successor\s+(?:of|to)|replacement\s+(?:of|for)))\s+(?P<who>.+?)\W*$",
    re.IGNORECASE,
)


def succession(said: str, context: Context) -> FindContact | None:
    """“who replaced Ada Okafor”: her entry, which says who followed; None where no name stands there."""
    match = _FOLLOWED.match(said.strip())
    if match is None or not _NAME.fullmatch(match["who"]):
        return None
    found = context.names.called(match["who"], context.today)
    return FindContact(found[0].name if len(found) == 1 else match["who"])


# Up to three words, of which none is an article: “the boiler” is nobody.
_NAME = re.compile(
    r"(?!(?:the|an?|our|my|it|that|this|them|him|her|me)\b)[^\W\d][\w'’-]*(?:\s+[^\W\d][\w'’-]*){0,2}",
    re.IGNORECASE,
)


def added(said: str, context: Context) -> AnyRequest | None:
    """“add Ada Okafor of the Fire Service to the contacts”; None for anything else, and for what bears no name."""
    match = _TO_THE_DIRECTORY.match(said.strip())
    if match is None or not match["who"][0].isupper():
        return None
    return _add(re.sub(r"\s+(?:of|from|at)\s+(?:the\s+)?", ", ", match["who"], count=1), context)


def who_sat(said: str, context: Context) -> AnyRequest | None:
    """“who sat for probation in October 2022?”, “who was the chair in 2023?”; None for anything else."""
    match = _WHO.match(said.strip())
    if match is None:
        return None
    rest = re.sub(r"\s*\bwhen\b\s*\??$", "", match["rest"].strip(), flags=re.IGNORECASE)
    about, span = split_span(rest, context.today)
    about = re.sub(r"^(?:the|our)\s+", "", about, flags=re.IGNORECASE) or (
        "chair" if "chaired" in said.casefold() else ""
    )
    if re.match(r"who\s+chaired", said.strip(), re.IGNORECASE):
        about = "chair"
    return WhoSat(about, *(span or (None, None))) if about else None
