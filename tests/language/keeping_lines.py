"""How members and the secretariat ask for what keeps the books: calendar, agenda, directory, handbook, absences.

Written before anything was made to read them. Here only the request and the slots that matter are compared, and that
a change is asked about first.
"""

from typing import Any

from tests.language.lines import HELEN, NADIA, TOM, Meaning, change


def _asked(request: str, slots: dict[str, Any], *lines: str, who: str = NADIA) -> Meaning:
    return change(request, slots, "", *lines, who=who)


def _told(request: str, slots: dict[str, Any], *lines: str, who: str = NADIA) -> Meaning:
    return Meaning(request, lines, slots, "", "", who)


KEEPING = (
    _asked("calendar.move", {"day": "2026-06-23"}, "can we move the board meeting to the 23rd of june please", "the june board is moving to 23 June", "the board on 16 june has been moved to 23 June", "change the date of the june board to 23 June"),
    _asked("calendar.cancel", {}, "the masg meeting on 28 may is cancelled", "the june board has been called off", "please cancel masg on 28 may", "masg on 28 may isn't going ahead"),
    _asked("calendar.venue", {"venue": "the town hall, room 2"}, "the board meeting on 16 june is now at the town hall, room 2", "change the venue of the june board to the town hall, room 2", "the next board will be held at the town hall, room 2"),
    _asked("calendar.venue", {"mode": "hybrid"}, "the next masg is hybrid", "make the june board hybrid", "the june board will be hybrid"),
    _asked("calendar.link", {"link": "https://zoom.example/1"}, "here is the zoom link for the board https://zoom.example/1", "the teams link for the june board is https://zoom.example/1", "join link for masg: https://zoom.example/1"),
    _asked("calendar.deadline", {"what": "papers", "day": "2026-06-05"}, "papers for the june board are due on 5 june", "the paper deadline for the june board is now 5 June", "extend the report deadline for the june board to 5 june"),
    _asked("calendar.add", {"group": "steering group"}, "add a meeting of the steering group on 12 Feb 10:00 to 12:00", "can you put in a meeting of the steering group on 12 Feb 10:00 to 12:00", "please set up a steering group meeting on 12 February 10:00 to 12:00", "schedule a meeting of the steering group for 12 Feb 10:00 to 12:00"),
    _asked("calendar.reinstate", {}, "the june board is going ahead after all", "the june board is back on"),
    _asked("agenda.paper", {"paper": "received", "which": "7"}, "the paper for item 7 has come in", "i've got the paper for item 7", "paper received for item 7", "we now have the report for item 7"),
    _asked("agenda.paper", {"paper": "chased", "which": "8"}, "chase the paper for item 8", "i've chased the paper for item 8", "have chased item 8's paper"),
    _asked("agenda.remove", {"which": "7"}, "take item 7 off the agenda", "remove item 7 from the agenda please", "we can drop item 7 from the june agenda"),
    _asked("agenda.move", {"which": "7", "to": "4"}, "move item 7 to 4 on the agenda", "put item 7 before item 4"),
    _asked("agenda.add", {}, "add an item on e-scooter fires to the june agenda, gurpreet, 25 minutes", "put e-scooter fires on the june agenda", "can we have e-scooter fires on the agenda for the june board", "please add e-scooter fires to the agenda"),
    _asked("agenda.start", {}, "start the agenda for the next board", "begin a new agenda for the december session", "can you set up the agenda for the next board"),
    _asked("absence.set", {"until": "2027-01-03", "deputy": "helen bartosz"}, "i'm away until 3 january, helen bartosz covers", "I am off till 3 January and helen bartosz is covering for me", "on leave until 3 january, cover is helen bartosz", "helen bartosz is covering for me until 3 january", who=TOM),
    _asked("absence.set", {"deputy": "tom"}, "i'm off until friday week, tom is covering", "im on holiday until friday week, tom will cover", who=HELEN),
    _asked("absence.end", {}, "i'm back", "im back from leave", "I'm back at work now", who=TOM),
    _asked("digest.mute", {"what": ["nudges"]}, "stop nudging me", "don't remind me before the deadline", "no more nudges please", who=TOM),
    _asked("access.delegate", {"name": "tom"}, "let tom act as secretariat until 3 january", "can tom act as secretariat until 3 january", "tom will be standing in as secretariat until 3 january"),
    _asked("contacts.correct", {"phone": "01632 960555"}, "my phone number has changed to 01632 960555", "my number is now 01632 960555", "please update my phone number to 01632 960555", "new mobile for me: 01632 960555", who=TOM),
    _asked("contacts.correct", {"email": "tom@new.example"}, "my new email is tom@new.example", "my email has changed to tom@new.example", "change my email address to tom@new.example", who=TOM),
    _asked("contacts.confirm", {}, "my details are right", "my contact details are still correct", who=TOM),
    _asked("contacts.leave", {"name": "Tom Adisa"}, "Tom Adisa has left", "Tom Adisa has left, replaced by helen bartosz", "Tom Adisa is leaving, his successor is helen bartosz", "Tom Adisa no longer sits on the board"),
    _asked("contacts.edit", {"name": "Tom Adisa", "phone": "01632 960555"}, "Tom Adisa's number has changed to 01632 960555", "Tom Adisa's new number is 01632 960555"),
    _asked("contacts.move", {"name": "Tom Adisa"}, "Tom Adisa has moved to Averdale Homes", "Tom Adisa now sits for Averdale Homes"),
    _told("contacts.duplicates", {}, "are there any duplicates in the contacts", "is anybody in the directory twice", "any duplicate contacts?"),
    _told("contacts.stale", {}, "whose details are out of date", "which contacts need checking", "who hasn't confirmed their details"),
    _told("contacts.export", {"format": "csv"}, "send me the contacts as a csv", "can I have the directory as csv", "export the contact list as csv please"),
    _told("meetings.timetable.export", {"format": "docx"}, "can I have the timetable as a word document", "timetable in word please", "send me the meeting dates as a word document"),
    _told("meetings.paper", {"paper": "pack"}, "could you put together the meeting pack for june", "I need the pack for the next board"),
    _told("meetings.paper", {"paper": "minutes"}, "draft minutes of the last meeting", "can I have the minutes of the last board as word"),
    _told("annual.export", {}, "draft the annual review", "can I have the annual review as a word document"),
    _told("contacts.sat", {}, "who sat for probation in october 2025", "who was the chair in 2025", "who represented the council in october 2025"),
    _told("unanswered", {}, "what did people ask that you couldn't answer", "what couldn't you answer lately", "which questions did you not understand"),
    _told("access.show", {}, "who may do what", "what am I allowed to do here", "what are my permissions"),
    _told("papers.how", {}, "how do I import the old minutes", "how do i bring in a paper", "i want to upload last year's minutes"),
    _asked("handbook.add", {"title": "MARAC"}, "add MARAC to the handbook: a conference about risk", "put MARAC in the handbook: a conference about risk", "MARAC means a conference about risk, add it to the handbook"),
    _asked("handbook.remove", {"title": "MARAC"}, "take MARAC out of the handbook", "remove MARAC from the glossary"),
    _asked("actions.merge", {}, "02/05 and 02/02 are the same, merge them", "can you merge 02/05 into 02/02 please"),
    _asked("actions.link", {}, "02/05 is the same promise as 02/02, link them", "please link 02/05 to 02/02"),
    _asked("actions.accept", {"ref": "02/03"}, "accept the closing of 02/03", "I'm happy with the closing of 02/03", "02/03 can be accepted as closed"),
    _asked("actions.send_back", {"ref": "02/03"}, "send 02/03 back, who got it?", "send 02/03 back to them and ask who got it", "please send 02/03 back: who got it"),
    _asked("service.remove", {}, "take noise at night off the public numbers"),
    _asked("organisation.rename", {"name": "Averdale Homes"}, "Averdale Homes is now called Averdale Living", "rename Averdale Homes to Averdale Living", "Averdale Homes has changed its name to Averdale Living"),
)  # fmt: skip
