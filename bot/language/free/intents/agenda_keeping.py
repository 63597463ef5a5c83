"""Agendas and their papers, and papers that are asked for as files."""

import re

from bot.language.free.filling import fill
from bot.language.free.gaps import Gaps
from bot.language.free.intent import Intent
from bot.language.free.item_said import item_said
from bot.language.free.loosely import built, loosely
from bot.language.free.reading import Reading
from handlers.meeting_requests import AddItem
from handlers.requests import Confirm
from store.meeting_names import called

_AGENDA = re.compile(
    r"\b(?:agenda|items?|board|meeting|session|discuss\w*|table[ds]?|raise[ds]?)\b", re.IGNORECASE
)


def _one_more(r: Reading) -> Confirm | None:
    """“Can we have 15 minutes on burglary at the June Board, Farah to lead”."""
    gaps = Gaps(r, "One more item")
    item = item_said(gaps)
    if item is None or r.asking or not (gaps.meeting or item.minutes or _AGENDA.search(r.line)):
        return None
    facts = (
        *item.leads,
        f"{item.minutes} minutes" if item.minutes else "",
        "with a paper" if item.paper else "",
    )
    told = ", ".join(filter(None, facts))
    of = f" of {called(gaps.meeting)}" if gaps.meeting else ""
    return Confirm(
        AddItem(item, fill(gaps, "about")),
        f"put “{item.title}”{f' ({told})' if told else ''} on the agenda{of}",
    )


_LABELLED = re.compile(
    r"\W*(?:(?:an?|another|one|more|new|extra|additional)\s+)*(?:agenda\s+item|item\s+(?:for|on)\s[^:?]*\bagenda)\b(?!\s*#?\d)[^:?]*(?::|\s[–—-])\s+\w",
    re.IGNORECASE,
)


def _labelled(r: Reading) -> Confirm | None:
    """“Agenda item for October: burglary”: what stands behind its label is no agenda to be seen."""
    return _one_more(r) if _LABELLED.match(r.line) else None


AGENDA_KEEPING = (
    Intent(
        "An item behind its label",
        (),
        _labelled,
        ("agenda item for october: burglary", "agenda item - burglary, 10 minutes", "new agenda item for the june board: drones", "item for the next agenda: burglary, farah to lead", "another agenda item: taxi ranks"),
        whole=True,
    ),
    loosely(
        "A paper has come",
        "meetings agenda received [{about} ]{item}",
        "mark the paper for item {item}[ of {meeting}] as received",
        ("the paper for item 7 has come in", "i've got the paper for item 7", "paper received for item 7", "we now have the report for item 7 of the june board", "item 7's paper is in"),
    ),
    loosely(
        "A paper was chased",
        "meetings agenda chased [{about} ]{item}",
        "note that the paper for item {item}[ of {meeting}] was chased",
        ("chase the paper for item 7", "i've chased the report for item 7", "have chased item 7's paper", "the paper for item 7 has been chased", "chase up the paper for item 7 of the june board"),
    ),
    loosely(
        "A paper is to come, or none",
        "meetings agenda awaited [{about} ]{item}",
        "note that a paper is to come for item {item}[ of {meeting}]",
        ("we're waiting for the paper for item 7", "item 7 will have a paper", "the paper for item 7 is still to come", "i am still awaiting the report for item 7", "item 7 needs a report"),
    ),
    loosely(
        "An item less",
        "meetings agenda remove [{about} ]{item}",
        "take item {item} off the agenda[ of {meeting}]",
        ("take item 7 off the agenda", "remove item 7 from the agenda please", "drop item 7 from the june agenda", "can we pull item 7 from the agenda for the june board", "please delete item 7 from the agenda"),
    ),
    loosely(
        "An item elsewhere",
        "meetings agenda move [{about} ]{item} to {to}",
        "move item {item} to {to_told}",
        ("move item 7 to 4", "put item 7 before item 4", "shift item 7 to place 4 on the agenda", "can you move item 7 to number 4", "please put item 7 before 4 on the agenda"),
    ),
    loosely(
        "An item up or down",
        "meetings agenda move [{about} ]{item} {way}",
        "move item {item} {way}",
        ("move item 7 up", "shift item 7 down", "can you move item 7 up one", "put item 7 down a place", "move item 7 up on the agenda"),
    ),
    built(
        "One more item",
        _one_more,
        ("add an item on e-scooter fires to the june agenda, gurpreet, 25 minutes", "put e-scooter fires on the agenda", "can we have e-scooter fires on the agenda for the june board", "please add e-scooter fires to the agenda", "can you get e-scooter fires onto the june agenda"),
    ),
    loosely(
        "Beginning an agenda",
        "meetings agenda start [{about}]",
        "begin the agenda[ of {meeting}] with the standing items",
        ("start the agenda for the next board", "begin a new agenda for the december session", "can you set up the agenda for the next board", "please create an agenda for the october board", "open the agenda for the june board"),
    ),
    loosely(
        "Changing an agenda",
        "meetings agenda edit [{about} ][{item}]",
        "",
        ("edit the agenda", "can i change the agenda for the june board", "i need to amend item 7 on the agenda", "let's work on the agenda for the next board", "update the june agenda"),
    ),
    loosely(
        "The timetable as a paper",
        "meetings timetable {paper}",
        "",
        ("can I have the timetable as a word document", "timetable in word please", "send me the meeting dates as a word document", "pdf of the timetable", "export the timetable as pdf"),
    ),
    loosely(
        "The directory as a file",
        "contacts export [{format}]",
        "",
        ("send me the contacts as a csv", "can I have the directory as csv", "export the contact list as csv please", "csv of all the contacts", "download the directory"),
    ),
    loosely(
        "The pack for a meeting",
        "meetings pack [{format} ][{about}]",
        "",
        ("could you put together the meeting pack for june", "I need the pack for the next board", "send me the meeting pack please", "can you prepare the board pack", "make a pack for the june board"),
    ),
    loosely(
        "Minutes of a meeting",
        "meetings minutes [{format} ][{held}]",
        "",
        ("draft minutes of the february board", "can I have the minutes of the february board as word", "send me the draft minutes for the february board", "draft the minutes of the february board", "i need the minutes from the february board"),
    ),
    loosely(
        "Review of a year",
        "meetings annual [{format}]",
        "",
        ("draft the annual review", "can I have the annual review as a word document", "prepare the annual report", "i need the annual review", "write a draft annual review please"),
    ),
    loosely(
        "No paper for an item",
        "meetings agenda none [{about} ]{item}",
        "note that there is no paper for item {item}",
        ("there is no paper for item 7", "no report for item 7", "item 7 won't have a paper", "item 7 is a verbal update", "there will be no paper with item 7"),
    ),
)  # fmt: skip
