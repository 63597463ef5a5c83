"""Agendas and their papers in whole sentences, and papers that are asked for as files."""

from bot.language.free.spoken import spoken

_HAS = "(i've|i have|we've|we have|we now have|i now have|have) [got|had|received|now got]"
_ON_AN_AGENDA = tuple(
    f"{put} <title> {where}"
    for put, on in (
        ("(add|put) (an item on|an item about|an item for)", "to|on|onto"),
        ("(add|put)", "to|on|onto"),
        ("(have|get)", "on|onto"),
    )
    for where in (
        f"({on}) [the] agenda (for|of) <meeting>",
        f"({on}) [the] agenda",
        f"({on}) <meeting> agenda",
    )
)

AGENDA_KEEPING = (
    spoken(
        "A paper has come",
        "meetings agenda received [{about} ]{item}",
        "mark the paper for item {item}[ of {meeting}] as received",
        (
            "[the] (paper|papers|report) for item <item> (has come in|is in|has arrived|came in|has been received|is here|has come|have come in|arrived) @meeting",
            "[the] (paper|report) for item <item> @meeting (has come in|is in|has arrived)",
            f"{_HAS} [the|a] (paper|report) for item <item> @meeting",
            "[the] (paper|report) received for item <item> @meeting",
            "item <item>'s (paper|report) (has come in|is in|has arrived|is here)",
        ),
        ("the paper for item 7 has come in", "i've got the paper for item 7", "paper received for item 7", "we now have the report for item 7 of the june board", "item 7's paper is in"),
    ),
    spoken(
        "A paper was chased",
        "meetings agenda chased [{about} ]{item}",
        "note that the paper for item {item}[ of {meeting}] was chased",
        (
            "(chase|chase up|chasing|chased) [up] [the] (paper|papers|report) for item <item> @meeting",
            "(i've|i have|we've|we have|have) chased [up] [the] (paper|report) for item <item> @meeting",
            "[i've|i have|have|we've] (chase|chased) [up] item <item>'s (paper|report)",
            "[the] (paper|report) for item <item> (has been chased|was chased)",
        ),
        ("chase the paper for item 7", "i've chased the report for item 7", "have chased item 7's paper", "the paper for item 7 has been chased", "chase up the paper for item 7 of the june board"),
    ),
    spoken(
        "A paper is to come, or none",
        "meetings agenda awaited [{about} ]{item}",
        "note that a paper is to come for item {item}[ of {meeting}]",
        (
            "(i'm|i am|we're|we are) [still] (waiting for|awaiting) [the|a] (paper|report) for item <item> @meeting",
            "item <item> (needs|will have|has) [a] (paper|report) [to come]",
            "[the] (paper|report) for item <item> (is still to come|hasn't come in|has not come in|is outstanding|is awaited)",
        ),
        ("we're waiting for the paper for item 7", "item 7 will have a paper", "the paper for item 7 is still to come", "i am still awaiting the report for item 7", "item 7 needs a report"),
    ),
    spoken(
        "An item less",
        "meetings agenda remove [{about} ]{item}",
        "take item {item} off the agenda[ of {meeting}]",
        (
            "(take|drop|remove|delete|strike|leave|pull|cut) item <item> (off|from|out of) [the] agenda @meeting",
            "(take|drop|remove|delete|strike|leave|pull|cut) item <item> (off|from|out of) <meeting> agenda",
        ),
        ("take item 7 off the agenda", "remove item 7 from the agenda please", "drop item 7 from the june agenda", "can we pull item 7 from the agenda for the june board", "please delete item 7 from the agenda"),
    ),
    spoken(
        "An item elsewhere",
        "meetings agenda move [{about} ]{item} [to {to}]",
        "move item {item} to {to}",
        (
            "(move|put|shift) item <item> (to|before|to be) [item|place|number|position] <to> [on the agenda|in the agenda]",
        ),
        ("move item 7 to 4", "put item 7 before item 4", "shift item 7 to place 4 on the agenda", "can you move item 7 to number 4", "please put item 7 before 4 on the agenda"),
    ),
    spoken(
        "An item up or down",
        "meetings agenda move [{about} ]{item} {to}",
        "move item {item} {to}",
        ("(move|put|shift) item <item> [one] <to> [one|a place] [on the agenda|in the agenda]",),
        ("move item 7 up", "shift item 7 down", "can you move item 7 up one", "put item 7 down a place", "move item 7 up on the agenda"),
    ),
    spoken(
        "One more item",
        "meetings agenda add [{about}: ]{title}[, {facts}]",
        "put “{title}”[ ({facts})] on the agenda[ of {meeting}]",
        (
            *(f"{said}{more}" for said in _ON_AN_AGENDA for more in ("", ", <facts>")),
            "<title> (needs|has|ought|is) to (go|be) on [the] agenda (for|of) <meeting>",
            "<title> (needs|has|ought|is) to (go|be) on <meeting> agenda",
            "<title> be on [the] agenda (for|of) <meeting>",
            "<title> be on <meeting> agenda",
            "[add|a] [a] [new] agenda item: <title>",
        ),
        ("add an item on e-scooter fires to the june agenda, gurpreet, 25 minutes", "put e-scooter fires on the agenda", "can we have e-scooter fires on the agenda for the june board", "please add e-scooter fires to the agenda", "can you get e-scooter fires onto the june agenda"),
    ),
    spoken(
        "Beginning an agenda",
        "meetings agenda start {about}",
        "begin the agenda of {meeting} with the standing items",
        ("(start|begin|set up|create|make|open) [the|a|an] [new] agenda (for|of) <meeting>",),
        ("start the agenda for the next board", "begin a new agenda for the december session", "can you set up the agenda for the next board", "please create an agenda for the october board", "open the agenda for the june board"),
    ),
    spoken(
        "Changing an agenda",
        "meetings agenda edit {about} {item}",
        "",
        (
            "(edit|change|amend|update|rewrite|work on) [the] agenda @meeting",
            "(edit|change|amend|update) item <item> (of|on) [the] agenda @meeting",
            "(edit|change|amend|update) [the] <meeting> agenda",
        ),
        ("edit the agenda", "can i change the agenda for the june board", "i need to amend item 7 on the agenda", "let's work on the agenda for the next board", "update the june agenda"),
    ),
    spoken(
        "The timetable as a paper",
        "meetings timetable {format}",
        "",
        (
            "[send me|give me|get me|have|export|download|get|i need|print] [the] (timetable|calendar|meeting dates|dates|meeting timetable|list of meetings) (as|in|to) [a|an] <format> [document|file|paper|version]",
            "<format> [version|copy] of [the] (timetable|calendar|meeting dates)",
        ),
        ("can I have the timetable as a word document", "timetable in word please", "send me the meeting dates as a word document", "pdf of the timetable", "export the timetable as pdf"),
    ),
    spoken(
        "The directory as a file",
        "contacts export {format}",
        "",
        (
            "[send me|give me|get me|have|export|download|get|i need|i want|print] [all] [the|our] (contacts|directory|contact list|contact directory|address book) (as|in|to) [a|an] <format> [file|document|sheet]",
            "<format> [file|copy|version] of [all] [the] (contacts|directory|contact list)",
            "(export|download) [all] [the|our] (contacts|directory|contact list)",
        ),
        ("send me the contacts as a csv", "can I have the directory as csv", "export the contact list as csv please", "csv of all the contacts", "download the directory"),
    ),
    spoken(
        "The pack for a meeting",
        "meetings pack [{format} ]{about}",
        "",
        (
            "[put together|make|send me|get me|give me|have|prepare|build|i need|download] [the|a] [meeting|board|agenda] pack (for|of) <meeting>",
            "[put together|make|send me|get me|give me|have|prepare|build|i need|download] [the|a] [meeting|board|agenda] pack",
        ),
        ("could you put together the meeting pack for june", "I need the pack for the next board", "send me the meeting pack please", "can you prepare the board pack", "make a pack for the june board"),
    ),
    spoken(
        "Minutes of a meeting",
        "meetings minutes [{format} ]{about}",
        "",
        (
            "[send me|get me|give me|have|prepare|make|i need|download|write] [the|a] [draft|draft of the] minutes (of|for|from) <meeting> (as|in) [a] <format>",
            "[send me|get me|give me|have|prepare|make|i need|download|write] [the|a] [draft|draft of the] minutes (of|for|from) <meeting>",
            "draft [the] minutes (of|for|from) <meeting>",
        ),
        ("draft minutes of the february board", "can I have the minutes of the february board as word", "send me the draft minutes for the february board", "draft the minutes of the february board", "i need the minutes from the february board"),
    ),
    spoken(
        "Review of a year",
        "meetings annual {format}",
        "",
        (
            "[draft|send me|get me|give me|have|prepare|make|i need|download|write|start] [the|an|a] [draft] annual (review|report) [as|in] [a] <format> [document]",
            "[draft|send me|get me|give me|have|prepare|make|i need|download|write|start] [the|an|a] [draft] annual (review|report)",
        ),
        ("draft the annual review", "can I have the annual review as a word document", "prepare the annual report", "i need the annual review", "write a draft annual review please"),
    ),
)  # fmt: skip
