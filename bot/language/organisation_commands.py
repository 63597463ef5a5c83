"""What `/contacts organisation …` and `/contacts service …` take."""

import re
from datetime import date
from types import MappingProxyType

from bot.language.context import Context
from bot.language.due import read_due
from bot.language.pieces import EMAIL, Read, pair, parts
from bot.language.spans import split_span
from handlers.contact_requests import (
    AddOrganisation,
    AlterOrganisation,
    EndOrganisation,
    MergeOrganisations,
    PutService,
    RemoveOrganisation,
    RemoveService,
    RenameOrganisation,
)
from handlers.requests import AnyRequest, AskBack
from store.contact_details import looks_like_phone

_AFTER = re.compile(r"[,;]?\s+(?:and\s+)?(?:followed|succeeded|replaced) by\s+(?P<after>.+)$", re.IGNORECASE)
_ON = re.compile(r"(?P<name>.+)\s+(?:on|from|after|by)\s+(?P<day>.+)", re.IGNORECASE)
_HOW_TO_END = (
    "Say which and when: `/contacts organisation end Harbour Watch on 30 June 2026, followed by Harbour Forum`."
    " Nothing was changed."
)


def _end(rest: str, context: Context) -> AnyRequest:
    after = _AFTER.search(rest)
    said = _ON.fullmatch(rest[: after.start()].strip() if after else rest.strip())
    if said is None:
        return AskBack(_HOW_TO_END)

    def build(day: date | None) -> AnyRequest:
        successor = after["after"].strip(" .") if after else ""
        return EndOrganisation(said["name"].strip(), day, successor) if day else AskBack(_HOW_TO_END)

    spoken = split_span(said["day"], context.today)[1]
    if spoken and spoken[0] == spoken[1]:  # days that have passed, too, which a due date may not
        return build(spoken[0])
    return read_due(said["day"], context, build)


def _new_organisation(rest: str, _context: Context) -> AnyRequest:
    said = parts(rest)
    if not said:
        return AskBack(
            "Say its name: `/contacts organisation add Harbour Watch, HW, statutory`. Nothing was changed."
        )
    also = tuple(part for part in said[1:] if part.casefold() not in ("statutory", "statutory member"))
    return AddOrganisation(said[0], also, statutory=len(also) < len(said) - 1)


def _duty(rest: str, _context: Context) -> AnyRequest:
    name, _, last = rest.rpartition(" ")
    off = last.casefold() in ("off", "no", "not")
    return AlterOrganisation((name if off else rest).strip(), statutory=not off)


def _alias(rest: str, _context: Context) -> AnyRequest:
    said = parts(rest)
    if len(said) < 2:
        return AskBack("Say both: `/contacts organisation alias Harbour Watch, HW`. Nothing was changed.")
    return AlterOrganisation(said[0], tuple(said[1:]))


def _rename(rest: str, _context: Context) -> AnyRequest:
    how = "/contacts organisation rename Harbour Watch to Harbour Forum"
    return pair(rest, ("to", "as"), RenameOrganisation, how)


def _merge_bodies(rest: str, _context: Context) -> AnyRequest:
    return pair(
        rest,
        ("into", "with", "and"),
        MergeOrganisations,
        "/contacts organisation merge Harbour Wotch into Harbour Watch",
    )


def _remove(rest: str, _context: Context) -> AnyRequest:
    return RemoveOrganisation(rest.strip())


ORGANISATION: MappingProxyType[str, Read] = MappingProxyType(
    {
        **dict.fromkeys(("add", "new"), _new_organisation),
        "rename": _rename,
        "merge": _merge_bodies,
        **dict.fromkeys(("end", "abolish", "close"), _end),
        **dict.fromkeys(("remove", "delete"), _remove),
        "statutory": _duty,
        **dict.fromkeys(("alias", "called"), _alias),
    }
)


def _service(rest: str, _context: Context) -> AnyRequest:
    """Name, numbers, addresses and pages by their shape; all else are topics."""
    said = parts(rest)
    phones = tuple(part for part in said[1:] if looks_like_phone(part))
    emails = tuple(part for part in said[1:] if EMAIL.fullmatch(part))
    urls = tuple(part for part in said[1:] if re.match(r"(?:https?://|www\.)\S+$", part))
    topics = tuple(part for part in said[1:] if part not in (*phones, *emails, *urls))
    return PutService(said[0] if said else "", phones, emails, urls, topics)


SERVICE: MappingProxyType[str, Read] = MappingProxyType(
    {
        **dict.fromkeys(("add", "new", "edit", "put"), _service),
        **dict.fromkeys(("remove", "delete"), lambda rest, _context: RemoveService(rest.strip())),
    }
)
