"""Changes of the calendar in whole sentences."""

from bot.language.free.spoken import spoken

CALENDAR_KEEPING = (
    spoken(
        "Another day for a meeting",
        "meetings move {meeting} to {when}",
        "move {meeting} to [{day_told}][ {start_told}]",
        (
            "<meeting> (is moving|has moved|moves|has been moved|will move|is being moved|is to be moved|has been rearranged|has been brought forward|has been put back|is now|will now be) (to|on|for) <when>",
            "<meeting> (will take place|will now take place|takes place|now takes place|will be held) on <when>",
            "[the] new (date|day) (for|of) <meeting> [is] <when>",
            "(change|set|move|shift|put) [back] [the] (date|day|time) (of|for) <meeting> to <when>",
            "(rearrange|reschedule|move|shift|switch|change) <meeting> (to|for) <when>",
            "(bring|put|push) <meeting> (forward|back) to <when>",
            "(bring forward|put back|push back) <meeting> to <when>",
        ),
        ("the june board has moved to 23 June", "change the date of the june board to 23 june", "can you shift masg to 4 June", "bring the june board forward to 9 June", "reschedule the june board for 23 June"),
    ),
    spoken(
        "Calling a meeting off",
        "meetings cancel {meeting}[ because {reason}]",
        "cancel {meeting}[, because: {reason}]",
        tuple(
            f"{said}{because}"
            for because in (" because [of] <reason>", "")
            for said in (
                "<meeting> (is|has been) (cancelled|called off|canceled)",
                "<meeting> (isn't going ahead|is not going ahead|won't go ahead|will not go ahead|isn't happening|is not happening|is off)",
                "(cancel|call off|scrap) <meeting>",
                "call <meeting> off",
            )
        ),
        ("the june board has been cancelled", "the masg meeting on 28 may isn't going ahead", "call off the june board", "can you call the june board off", "the june board is cancelled because of the election"),
    ),
    spoken(
        "Putting a meeting off",
        "meetings postpone {meeting} to {when}",
        "put off {meeting} to [{day_told}][the month of {month_told}]",
        (
            "<meeting> (is|has been|is being) (postponed|put off|deferred|delayed) (to|until|till) <when>",
            "(postpone|put off|defer|delay) <meeting> (to|until|till) <when>",
            "put <meeting> off (to|until|till) <when>",
        ),
        ("the june board is postponed to July", "put off the june board until july", "can you put the june board off till July", "the june board has been put off until July", "delay the june board to July"),
    ),
    spoken(
        "A meeting takes place after all",
        "meetings reinstate {called}",
        "put {called} back into the calendar",
        (
            "<called> (is going ahead|goes ahead|is on|is happening|is taking place|takes place) after all",
            "<called> is back on",
            "(reinstate|uncancel) <called>",
            "put <called> back (on|in the calendar|into the calendar)",
        ),
        ("the june board is going ahead after all", "the june board is back on", "reinstate the june board", "please put the june board back in the calendar", "masg is on after all"),
    ),
    spoken(
        "Where a meeting is",
        "meetings venue {meeting} {venue}",
        "set the venue of {meeting} to {venue}",
        (
            "<meeting> (is|is now|will be|will now be|is going to be|has moved|has been moved|is moving|is being held|is now being held|will be held|is held|takes place|will take place|meets) (at|in|to) <venue>",
            "(change|set|move|make|update) [the] (venue|place|location|room) (of|for) <meeting> to <venue>",
            "[the] [new] (venue|place|location|room) (of|for) <meeting> (is|is now|will be|has changed to) <venue>",
            "<meeting>'s [new] (venue|place|location|room) (is|is now|will be) <venue>",
            "[new] (venue|room) [change] (for|of) <meeting>: <venue>",
            "(we're|we are|we'll be|we will be) [now] meeting (at|in) <venue> for <meeting>",
            "hold <meeting> (at|in) <venue>",
            "(move) <meeting> to <venue>",
        ),
        ("the june board is now at the Town Hall, room 2", "change the venue of the next board to the town hall", "the venue for the june board is the Town Hall", "masg will be held in the Guildhall", "can we hold the june board at the Town Hall"),
    ),
    spoken(
        "How people take part in a meeting",
        "meetings mode {meeting} {mode}",
        "make {meeting} {mode}",
        (
            "<meeting> (is|is now|will be|will now be|is going to be|has gone|goes|should be|is going|needs to be) <mode>",
            "(make|hold|have|run|do) <meeting> [as] [a] <mode>",
            "(switch|change|move) <meeting> to <mode>",
        ),
        ("the next masg is hybrid", "make the june board online", "can we do masg in person", "switch the june board to hybrid", "the june board will be online"),
    ),
    spoken(
        "Where to join a meeting",
        "meetings link {meeting} {link}",
        "set the joining link of {meeting} to {link}",
        (
            "[here is|here's|this is|heres] [the] [zoom|teams|join|joining|meeting|video|online] link (for|to|of) <meeting> [is|now is] <link>",
            "(use|set|add|put) [this|the] [zoom|teams|join|joining|meeting] [link] (for|to) <meeting> <link>",
            "(set|change|add|update) [the] [zoom|teams|join|joining|meeting] link (for|of|to) <meeting> to <link>",
            "<link> is [the] [zoom|teams|join|joining|meeting] link for <meeting>",
        ),
        ("here is the zoom link for the june board https://zoom.example/1", "joining link for masg: https://zoom.example/1", "the teams link for the next board is https://zoom.example/1", "set the link for the june board to https://zoom.example/1", "https://zoom.example/1 is the zoom link for masg"),
    ),
    spoken(
        "Another deadline",
        "meetings deadline {meeting} {what} {when}",
        "set the deadline for {what_told} of {meeting} to {day_told}[, {at_told}]",
        (
            "[the] <what> (for|of) <meeting> are [now] (due|wanted|needed) (on|by|for) <when>",
            "[the] deadline for <meeting> <what> (is|be|will be|is now) <when>",
            "(we need|i need|we want|i want) [the|all] <what> for <meeting> by <when>",
            "[the] <what> deadline (for|of) <meeting> (is|will be) [now] <when>",
            "[the] deadline for <what> (for|of) <meeting> (is|will be) [now] <when>",
            "(extend|move|change|set|put|push|shift) [back] [the] <what> deadline (for|of) <meeting> (to|as|until) <when>",
            "(extend|move|change|set|put|push|shift) [back] [the] deadline for <what> (for|of) <meeting> (to|as|until) <when>",
        ),
        ("papers for the june board are due on 5 june", "the papers deadline for the june board is now 5 June", "extend the report deadline for the june board to 5 june", "change the deadline for papers for the june board to 5 June", "set the public questions deadline for the june board to 12 June"),
    ),
    spoken(
        "A new meeting",
        "meetings add {group} [{kind} ]{rest}",
        "add a meeting of {group}[: {sittings_told}][ in the month of {month_told}][, at {venue_told}][, {mode_told}]",
        (
            "(add|put in|set up|schedule|arrange|book|organise|create|make|call) [a|an] [new|another|extra|special] meeting (of|for|with) [the] <group> (on|for|in) <rest>",
            "(add|put in|set up|schedule|arrange|book|organise|create|make|call) [a|an] [new|another|extra|special] [the] <group> (meeting|session) (on|for|in) <rest>",
            "(we're having|we are having|we will have|there is|there will be) [a|an|another] [new|another|extra|special] <group> meeting (on|for|in) <rest>",
            "(add|put) [a|an|another] [new|extra|special] <group> meeting (in|into) the calendar (on|for) <rest>",
            "there (is|will be) (a|another) [new] meeting of [the] <group> (on|in) <rest>",
        ),
        ("add a meeting of the steering group on 12 Feb 10:00 to 12:00", "set up a masg meeting on 12 february at 2pm", "please schedule another board meeting for 7 July 10:00", "there will be a meeting of MASG on 12 Feb 10:00", "can you book a riverside meeting on 8 July 13:30"),
    ),
    spoken(
        "A date is certain",
        "meetings confirm {meeting} {when}",
        "confirm {meeting} for {day_told}[ {start_told}]",
        (
            "<meeting> (is|has been) [now] (confirmed|fixed) (for|as|on) <when>",
            "(confirm|fix) <meeting> (for|as|on) <when>",
            "(confirm|fix) [the] date (of|for) <meeting> as <when>",
        ),
        ("the october board is confirmed for 13 October", "confirm the october board for 13 October", "fix the date of the october board as 13 October", "please confirm the october board on 13 October", "the october board has been fixed for 13 October"),
    ),
    spoken(
        "Fields of a meeting",
        "meetings edit {meeting}",
        "open {meeting} for changes",
        ("(edit|change|amend|update) [the] [details of] <meeting>",),
        ("edit the june board", "change the details of masg", "can you amend the june board", "i need to update the june board", "please edit the details of the next board"),
    ),
    spoken(
        "A new group",
        "meetings group {text}",
        "add the group {text}",
        ("(add|set up|create|make) [a] [new] [task and finish|working] group (called|named) <text>",),
        ("add a new group called Marina Task and Finish Group", "set up a group called Marina", "create a working group named Marina Watch", "please make a new group called Marina", "we need to set up a task and finish group called Marina"),
    ),
)  # fmt: skip
