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
    _asked("calendar.add", {"group": "Multi-Agency Steering Group"}, "add a meeting of the steering group on 12 Feb 10:00 to 12:00", "can you put in a meeting of the steering group on 12 Feb 10:00 to 12:00", "please set up a steering group meeting on 12 February 10:00 to 12:00", "schedule a meeting of the steering group for 12 Feb 10:00 to 12:00"),
    _asked("calendar.reinstate", {}, "the june board is going ahead after all", "the june board is back on"),
    _asked("agenda.paper", {"paper": "received", "which": "7"}, "the paper for item 7 has come in", "i've got the paper for item 7", "paper received for item 7", "we now have the report for item 7"),
    _asked("agenda.paper", {"paper": "chased", "which": "8"}, "chase the paper for item 8", "i've chased the paper for item 8", "have chased item 8's paper"),
    _asked("agenda.remove", {"which": "7"}, "take item 7 off the agenda", "remove item 7 from the agenda please", "we can drop item 7 from the june agenda"),
    _asked("agenda.move", {"which": "7", "to": "4"}, "move item 7 to 4 on the agenda", "put item 7 before item 4"),
    _asked("agenda.add", {}, "add an item on e-scooter fires to the june agenda, gurpreet, 25 minutes", "put e-scooter fires on the june agenda", "can we have e-scooter fires on the agenda for the june board", "please add e-scooter fires to the agenda"),
    _asked("agenda.start", {}, "start the agenda for the next board", "begin a new agenda for the december session", "can you set up the agenda for the next board"),
    _asked("absence.set", {"until": "2027-01-03", "deputy": "Helen Bartosz"}, "i'm away until 3 january, helen bartosz covers", "I am off till 3 January and helen bartosz is covering for me", "on leave until 3 january, cover is helen bartosz", "helen bartosz is covering for me until 3 january", who=TOM),
    _asked("absence.set", {"deputy": "Tom Adisa"}, "i'm off until friday week, tom is covering", "im on holiday until friday week, tom will cover", who=HELEN),
    _asked("absence.end", {}, "i'm back", "im back from leave", "I'm back at work now", who=TOM),
    _asked("digest.mute", {"what": ["nudges"]}, "stop nudging me", "don't remind me before the deadline", "no more nudges please", who=TOM),
    _asked("access.delegate", {"name": "Tom Adisa"}, "let tom act as secretariat until 3 january", "can tom act as secretariat until 3 january", "tom will be standing in as secretariat until 3 january"),
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

# Written after the others were read, and run before anything was made of them.
UNSEEN = (
    _asked("calendar.move", {"day": "2026-06-23"}, "we've had to move the june board to 23 June", "the 16 june board will now take place on 23 june", "new date for the june board: 23 June"),
    _asked("calendar.cancel", {}, "we're cancelling the june board", "no masg on 28 may", "the masg meeting on thursday is cancelled"),
    _asked("calendar.venue", {"venue": "the Guildhall"}, "we're meeting at the Guildhall for the june board", "the june board's venue is the Guildhall", "venue change for the june board: the Guildhall"),
    _asked("calendar.venue", {"mode": "online"}, "the june board will be an online meeting", "masg is going to be held online"),
    _asked("calendar.link", {"link": "https://zoom.example/1"}, "people can join the june board at https://zoom.example/1", "june board zoom link https://zoom.example/1"),
    _asked("calendar.deadline", {"what": "papers", "day": "2026-06-05"}, "can the deadline for june papers be 5 june", "we need papers for the june board by 5 june"),
    _asked("calendar.add", {}, "we're having an extra masg meeting on 12 Feb 10:00", "put a board meeting in the calendar for 7 July 10:00"),
    _asked("agenda.paper", {"paper": "received", "which": "7"}, "gurpreet has sent the paper for item 7", "item 7 paper received", "paper for item 7 now in"),
    _asked("agenda.paper", {"paper": "chased", "which": "8"}, "i emailed them to chase the paper for item 8"),
    _asked("agenda.remove", {"which": "7"}, "item 7 is coming off the agenda", "scrap item 7 on the agenda"),
    _asked("agenda.add", {}, "e-scooter fires needs to go on the june agenda", "could e-scooter fires be on the agenda for the june board", "new agenda item: e-scooter fires"),
    _asked("absence.set", {}, "I'm on leave from tomorrow until 3 January, farah will be covering", "farah is standing in for me until 3 january", "away till 3 jan - farah covering", who=TOM),
    _asked("absence.end", {}, "back at my desk now", "I've returned from leave", who=TOM),
    _asked("digest.mute", {"what": ["nudges"]}, "please stop the reminders before deadlines", "I don't want nudges any more", who=TOM),
    _asked("access.delegate", {}, "tom is acting secretariat until 3 january", "I want tom to act as secretariat until 3 january"),
    _told("access.end", {}, "tom is no longer acting as secretariat", "tom doesn't act as secretariat any more"),
    _asked("contacts.correct", {"phone": "01632 960555"}, "you can now reach me on 01632 960555", "my mobile's changed, it's 01632 960555", who=TOM),
    _asked("contacts.leave", {}, "farah qureshi doesn't work for us any more", "we've lost Farah Qureshi, Helen Bartosz is taking over", "farah's last day was friday"),
    _asked("contacts.add", {}, "add a new contact Ada Okafor, Fire Service", "there's a new person to add: Ada Okafor of the Fire Service", "please add Ada Okafor, Averdale Homes, as a contact"),
    _told("contacts.duplicates", {}, "do any contacts appear twice"),
    _told("contacts.export", {"format": "csv"}, "can you give me a csv of our contacts", "i need all contacts in a spreadsheet"),
    _told("meetings.timetable.export", {"format": "pdf"}, "a pdf with all the meeting dates please"),
    _asked("handbook.edit", {"title": "ASB"}, "change ASB in the handbook to anti-social acts", "update the handbook entry for ASB: anti-social acts"),
    _asked("actions.send_back", {"ref": "02/03"}, "02/03 isn't really done, send it back and ask who got it", "return 02/03 to its owner: who got it?"),
    _asked("actions.merge", {}, "02/05 duplicates 02/02, merge", "fold 02/05 into 02/02"),
    _asked("contacts.unlink", {}, "Tom Adisa is no longer that slack user", "unlink Tom Adisa"),
    _asked("organisation.merge", {}, "Averdale Homes and University of Pellingford are one organisation"),
)  # fmt: skip
