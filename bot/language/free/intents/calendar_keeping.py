"""Changes of the calendar."""

from bot.language.free.loosely import loosely

CALENDAR_KEEPING = (
    loosely(
        "Another day for a meeting",
        "meetings move {meeting} to {when}",
        "move {meeting} to [{day_told}][ {start_told}]",
        ("the june board has moved to 23 June", "change the date of the june board to 23 june", "can you shift masg to 4 June", "bring the june board forward to 9 June", "reschedule the june board for 23 June"),
    ),
    loosely(
        "Calling a meeting off",
        "meetings cancel {meeting}[ because {reason}]",
        "cancel {meeting}[, because: {reason}]",
        ("the june board has been cancelled", "the masg meeting on 28 may isn't going ahead", "call off the june board", "can you call the june board off", "the june board is cancelled because of the election"),
    ),
    loosely(
        "Putting a meeting off",
        "meetings postpone {meeting}[ to {when}]",
        "put off {meeting} to [{day_told}][the month of {month_told}]",
        ("the june board is postponed to July", "put off the june board until july", "can you put the june board off till July", "the june board has been put off until July", "delay the june board to July"),
    ),
    loosely(
        "A meeting takes place after all",
        "meetings reinstate {called}",
        "put {called} back into the calendar",
        ("the june board is going ahead after all", "the june board is back on", "reinstate the june board", "please put the june board back in the calendar", "masg is on after all"),
    ),
    loosely(
        "Where a meeting is",
        "meetings venue {meeting} {venue}",
        "set the venue of {meeting} to {venue}",
        ("the june board is now at the Town Hall, room 2", "change the venue of the next board to the town hall", "the venue for the june board is the Town Hall", "masg will be held in the Guildhall", "can we hold the june board at the Town Hall"),
    ),
    loosely(
        "How people take part in a meeting",
        "meetings mode {meeting} {mode}",
        "make {meeting} {mode}",
        ("the next masg is hybrid", "make the june board online", "can we do masg in person", "switch the june board to hybrid", "the june board will be online"),
    ),
    loosely(
        "Where to join a meeting",
        "meetings link {meeting} {link}",
        "set the joining link of {meeting} to {link}",
        ("here is the zoom link for the june board https://zoom.example/1", "joining link for masg: https://zoom.example/1", "the teams link for the next board is https://zoom.example/1", "set the link for the june board to https://zoom.example/1", "https://zoom.example/1 is the zoom link for masg"),
    ),
    loosely(
        "Another deadline",
        "meetings deadline {meeting} {what} {when}",
        "set the deadline for {what_told} of {meeting} to {day_told}[, {at_told}]",
        ("papers for the june board are due on 5 june", "the papers deadline for the june board is now 5 June", "extend the report deadline for the june board to 5 june", "change the deadline for papers for the june board to 5 June", "set the public questions deadline for the june board to 12 June"),
    ),
    loosely(
        "A new meeting",
        "meetings add {group} {rest}",
        "add a meeting of {group}[: {sittings_told}][ in the month of {month_told}][, at {venue_told}][, {mode_told}]",
        ("add a meeting of the steering group on 12 Feb 10:00 to 12:00", "set up a masg meeting on 12 february at 2pm", "please schedule another board meeting for 7 July 10:00", "there will be a meeting of MASG on 12 Feb 10:00", "can you book a riverside meeting on 8 July 13:30"),
    ),
    loosely(
        "A date is certain",
        "meetings confirm {meeting} {when}",
        "confirm {meeting} for {day_told}[ {start_told}]",
        ("the october board is confirmed for 13 October", "confirm the october board for 13 October", "fix the date of the october board as 13 October", "please confirm the october board on 13 October", "the october board has been fixed for 13 October"),
    ),
    loosely(
        "Fields of a meeting",
        "meetings edit {meeting}",
        "open {meeting} for changes",
        ("edit the june board", "change the details of masg", "can you amend the june board", "i need to update the june board", "please edit the details of the next board"),
    ),
    loosely(
        "A new group",
        "meetings group {words}",
        "add the group {name_told}",
        ("add a new group called Marina Task and Finish Group", "set up a group called Marina", "create a working group named Marina Watch", "please make a new group called Marina", "we need to set up a task and finish group called Marina"),
    ),
    loosely(
        "New calendar addresses",
        "meetings subscribe renew",
        "end every calendar address that was given out",
        ("renew the calendar subscriptions", "reset our calendar links", "we need new calendar addresses", "revoke all the old calendar links", "the calendar link has leaked, renew it"),
        words="calendar calendars webcal ical ics feed feeds link links url urls address addresses subscription subscriptions subscribe subscribed subscriber subscribers",
    ),
)  # fmt: skip
