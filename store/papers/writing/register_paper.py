"""The register of a meeting as a committee paper: what it says. How it is written there is a module for each format.

What may be in a paper (confidential entries above all) is decided by whoever puts it together; the writers mark what
is confidential and hide nothing.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from store.dates import day

# Everything that XML 1.0 cannot hold: control characters, lone surrogates, the two non-characters. Word
# refuses to open a document with one of them in it.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Edition(StrEnum):
    """For whom a paper is: the public one holds nothing confidential and no telephone number, and does not say so."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """Something said about an action point; `at` is aware, in the zone in which its day is to be printed."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """A line of the history: what was done about the action point `full_ref`, by whom, when (aware, local)."""

    full_ref: str
    ref: str
    at: datetime
    by: str
    what: str
    kind: str = ""
    """"closed", "raised" or anything else that is counted in a summary."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One action point as it stood on the day of the paper.

    `ref` is "07/02"; `full_ref`, `carried_from` and `carried_to` are unique over the years ("2025-07/02").
    `status` is a word of the register ("in progress"), `status_text` what is printed for it, if anything yet
    ("Closed: Circulated on 14 February."). `updates` are in the order they were made.
    """

    ref: str
    full_ref: str
    raised: date
    group: str
    text: str
    owners: tuple[str, ...]
    due: date | None
    status: str
    status_text: str
    confidential: bool
    carried_from: str | None
    carried_to: str | None
    updates: tuple[UpdateRow, ...]

    @property
    def finished(self) -> bool:
        """Whether nothing more is expected under this reference: closed, taken back or going on under another."""
        return self.status in {"closed", "withdrawn"} or self.carried_to is not None


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """The paper "ACTION POINTS" of `group`, with everything as it was on `as_at`.

    It is for the meeting on `meeting`; without one it is a choice, which `chosen` names ("open action points of Quay
    Homes"). `changes` are since the meeting on `previous`, `history` is all that ever happened, where it was asked for.
    """

    partnership: str
    group: str
    meeting: date | None
    as_at: date
    rows: tuple[RegisterRow, ...]
    edition: Edition = Edition.PUBLIC
    chosen: str = ""
    previous: date | None = None
    changes: tuple[HappeningRow, ...] = ()
    history: tuple[HappeningRow, ...] = ()

    @property
    def internal(self) -> bool:
        """Whether it is for those alone who may read what is confidential."""
        return self.edition is Edition.INTERNAL

    @property
    def title(self) -> str:
        """What the paper is: its meeting or what was chosen, and the day it was drawn up."""
        what = f"register for the meeting of {day(self.meeting)}" if self.meeting else self.chosen
        return f"{self.group}: {what}, as at {day(self.as_at)}"

    @property
    def document_title(self) -> str:
        """The title as it stands alone, with the partnership where the group does not name it."""
        return self.title if self.partnership in self.group else f"{self.partnership}, {self.title}"

    @property
    def empty_line(self) -> str:
        """What stands in place of the entries when there are none."""
        where = f"for the meeting of {day(self.meeting)}" if self.meeting else "to be listed"
        return f"There are no action points {where}."

    @property
    def notice(self) -> str:
        """What an internal paper says at its top where something in it is confidential."""
        if not any(row.confidential for row in self.rows):
            return ""
        return "This register holds confidential action points and is not for publication."


def changes_heading(paper: RegisterPaper) -> str:
    """The heading over what has changed; empty where there was no meeting before."""
    return f"Changes since the meeting of {day(paper.previous)}" if paper.previous else ""


def changes_summary(paper: RegisterPaper) -> str:
    """What has changed in figures, each action point once: "2 closed, 1 with news, 6 as before"."""
    if not paper.previous:
        return ""
    kinds: dict[str, set[str]] = {}
    for change in paper.changes:
        kinds.setdefault(change.full_ref, set()).add(change.kind)
    counted = Counter(_news_of(row, kinds.get(row.full_ref), paper) for row in paper.rows)
    same = counted.pop("", 0)
    if not counted:
        return "Nothing has changed."
    told = [f"{counted[kind]} {kind}" for kind in (*COUNTED, "with news") if counted[kind]]
    return f"{', '.join([*told, *([f'{same} as before'] if same else [])])}."


def _news_of(row: RegisterRow, kinds: set[str] | None, paper: RegisterPaper) -> str:
    """Under what a row is counted; empty where nothing has changed.

    What the meeting before has minuted was open then, so that it is closed is news whoever's history says so.
    """
    found = {*(kinds or ()), *((row.status,) if paper.meeting else ())}
    return next((kind for kind in COUNTED if kind in found), "with news" if kinds else "")


COUNTED = ("closed", "carried over", "raised")
"""The kinds of change that a summary counts by name, an action point once, by the first that fits."""


def change_lines(paper: RegisterPaper) -> list[str]:
    """What has changed, a line each: "02/03, 12 February 2026: Closed: Circulated on 12 February"."""
    return [f"{change.ref}, {day(change.at.date())}: {change.what}" for change in paper.changes]


def printable(text: str) -> str:
    """`text` without the characters that no document can hold, and with one kind of line break."""
    if text.isprintable():  # most are, and it is told a hundred times faster
        return text
    return _UNPRINTABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


# What may stand beside owners at the beginning of a text: "For Priority 1:", titles, and what joins names.
_ONLY_TITLES = re.compile(r"(?:[^:–]*[:–])?(?:[\s,;&]|and\b|[A-Z][\w.'’-]*+)*+", re.DOTALL)


def promise_lines(row: RegisterRow) -> list[str]:
    """The ACTION POINT column: the text, and its owners unless it begins with them all ("Ada Okafor to share …")."""
    owners, begins = list(row.owners), row.text.partition(" to ")[0]
    named = all(owner in begins for owner in owners)
    for owner in owners:
        begins = begins.replace(owner, "")
    if named and (not owners or _ONLY_TITLES.fullmatch(begins)):
        return [row.text]
    return [row.text, f"{'Owner' if len(owners) == 1 else 'Owners'}: {', '.join(owners)}"]


def outcome_lines(row: RegisterRow, as_at: date) -> list[str]:
    """The ACTION column: the printed status, where it came from or went, and what an unfinished one waits for."""
    lines = [row.status_text or f"{row.status.capitalize()}."]
    if row.carried_from:
        lines.append(f"Continued from {row.carried_from}.")
    if row.carried_to:
        lines.append(f"Continues as {row.carried_to}.")
    return lines if row.finished else lines + _waiting_lines(row, as_at)


def _waiting_lines(row: RegisterRow, as_at: date) -> list[str]:
    lines = []
    if row.due:
        lines.append(f"{'Was due' if row.due < as_at else 'Due'} {day(row.due)}.")
    if row.updates:
        latest = row.updates[-1]
        lines.append(f"{day(latest.at.date())}, {latest.by}: {latest.text}")
    return lines
