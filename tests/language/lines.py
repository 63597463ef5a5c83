"""What members write, and what it should lead to, against the sample partnership on the morning of 26 May 2026.

A group of lines has one meaning: the request and those of its slots that matter (of a change the one inside the
question), the outcome, and a fact that the reply must hold. `who` says them; lines of a `talk` follow `after`.
"""

from dataclasses import dataclass, field
from typing import Any

NADIA, TOM, FARAH, HELEN = "Nadia Rahimi", "Tom Adisa", "Farah Qureshi", "Helen Bartosz"
BOARD_DAY = "Tuesday 16 June 2026"


@dataclass(frozen=True)
class Meaning:
    """Lines with one meaning."""

    request: str
    lines: tuple[str, ...]
    slots: dict[str, Any] = field(default_factory=dict)
    fact: str = ""
    outcome: str = "answered"
    who: str = NADIA
    after: tuple[str, ...] = ()


def change(
    request: str, slots: dict[str, Any], fact: str, *lines: str, who: str = NADIA, after: tuple[str, ...] = ()
) -> Meaning:
    """A change, which is asked first."""
    return Meaning(request, lines, slots, fact, "confirm", who, after)


MEANINGS = (
    Meaning(
        "actions.mine",
        (
            "whats on my plate", "what do i owe", "what have i got to do?", "my actions pls", "show me my actions", "what am i down for",
            "have i got anything outstanding", "Could you tell me what actions I still have please?", "what am i meant to be doing",
            "wot do i owe", "list my action points", "anything for me?", "anything due from me", "my open points", "what did i promise",
            "which ones are mine", "remind me what i owe", "what do I need to do before the board", "do i owe anything",
            "my stuff thats outstanding",
        ),
        fact="02/10", who=TOM,
    ),
    Meaning(
        "actions.list",
        (
            "what's overdue", "whats overdue?", "anything overdue", "which actions are late", "show overdue ones", "is anything running late",
            "what has slipped", "who's late with their actions", "overdue actions please", "which action points are past their date",
            "wots overdue", "can you list everything thats overdue", "whats ovredue", "what should have been done by now",
        ),
        {"state": "overdue"}, "02/09",
    ),
    Meaning(
        "actions.list",
        (
            "whats still open", "show me all the open actions", "open action points", "what is outstanding", "list outstanding actions please",
            "which actions are still open", "whats not done", "everything thats still to do", "what have we got open at the moment", "what's left to do",
        ),
        {"state": "open"}, "02/06",
    ),
    Meaning(
        "actions.list",
        (
            "what does tom owe", "what's tom got on", "toms actions", "Tom Adisa's open actions", "what is tom adisa working on", "anything outstanding for Tom?",
            "show me actions for tom", "what has tom got left to do", "whats tom meant to be doing", "actions owned by tom",
        ),
        {"state": "open", "about": TOM}, "02/10",
    ),
    Meaning(
        "actions.list",
        ("what do averdale homes owe us", "housing's actions", "anything open for housing", "open actions for averdale homes", "whats averdale homes got outstanding", "what is housing meant to be doing"),
        {"state": "open", "about": "Averdale Homes"}, "02/06",
    ),
    Meaning(
        "actions.list",
        ("whats gurpret got outstanding", "what is gurpreet doing", "actions for Gurpreet Sandu", "what does chief inspector sandhu owe", "any open points for GS?"),
        {"about": "Gurpreet Sandhu"}, "02/04",
    ),
    Meaning(
        "actions.list",
        ("what did we close", "show closed actions", "which actions have been completed", "what got done", "list the completed ones", "finished actions please"),
        {"state": "closed"}, "02/03",
    ),
    Meaning(
        "actions.list",
        ("what got carried over", "which ones were carried forward", "show everything carried over", "carried over actions", "what has been rolled over"),
        {"state": "carried"}, "10/01",
    ),
    Meaning(
        "actions.list",
        ("is any of farahs stuff overdue", "anything late from daniel", "is daniel late with anything", "daniels overdue actions", "what has daniel got that is overdue"),
        {"state": "overdue"}, "",
    ),
    Meaning(
        "actions.list",
        ("what came out of the february meeting", "actions from february", "what was outstanding from the february board", "open actions from the last board", "whats left from feb"),
        {"about": "2026-02-10"}, "02/01",
    ),
    Meaning(
        "actions.list",
        ("all actions", "list all the actions please", "show me the whole register", "everything in the register", "can i see all action points"),
        {"state": "all"}, "02/10",
    ),
    Meaning(
        "actions.count",
        ("how many are overdue", "how many actions are overdue?", "number of overdue actions", "hw many r late", "count of overdue points please"),
        {"state": "overdue"}, "3 overdue action points", who=NADIA,
    ),
    Meaning(
        "actions.count",
        ("how many open actions are there", "how many have we got open", "how many actions are still outstanding", "whats the total of open actions"),
        {"state": "open"}, "open action points",
    ),
    Meaning(
        "actions.count",
        ("how many has tom got", "how many open actions has tom got", "how many actions are with tom adisa", "how many does tom owe"),
        {"state": "open", "about": TOM}, "1 open action point",
    ),
    Meaning(
        "actions.count",
        ("how many did we close", "how many actions have been closed", "how many got done", "how many have been completed altogether"),
        {"state": "closed"}, "closed action points",
    ),
    Meaning(
        "actions.show",
        (
            "whats happening w the lighting thing", "hows the riverside path lighting coming along", "any news on the path lighting?", "wheres the lighting one at",
            "who's doing the riverside lights", "what happened about the lighting on the riverside path", "status of the lighting action", "lighting on the riverside path - any update?",
            "latest on the lightning repair", "who has got the lighting one",
        ),
        {"ref": "2026-02/01"}, "Helen Bartosz",
    ),
    Meaning(
        "actions.show",
        (
            "whats happening with noise complaints", "any movement on tanners row", "whats the latest on the noise complaints one", "who is dealing with the noise complaints from tanners row",
            "when is the noise complaints one due", "how far have we got with the noise complaints", "did anyone find out about tanner's row",
        ),
        {"ref": "2026-02/09"}, "Daniel Kowalczyk",
    ),
    Meaning(
        "actions.show",
        ("hows the walk home scheme going", "what about the walk-home scheme", "any update on the walkhome one", "when's the walk home thing due", "is the walk-home one done"),
        {"ref": "2026-02/02"}, "Farah Qureshi",
    ),
    Meaning(
        "actions.show",
        ("where are we with door entry", "what's happening about the broken door-entry systems", "has anyone counted the door entry systems", "status of door entry", "who's on the door entry one"),
        {"ref": "2026-02/06"}, "Averdale Homes",
    ),
    Meaning(
        "actions.show",
        ("how is the banning notice pilot going", "which shops are in the banning-notice pilot?", "whos got the banning notices", "banning notice pilot - where are we", "progress on banning notices"),
        {"ref": "2026-02/04"}, "Jonathan Sibanda-Price",
    ),
    Meaning(
        "actions.show",
        ("what is 02/10", "show me 2/10", "whats 02/10 about", "wheres 02/10 up to", "who owns 02/10", "when is 02/10 due?", "status of AP 02/10", "is 02/10 done yet?", "tell me about 02-10", "history of 02/10 please", "has 02/10 been closed?", "2026-02/10"),
        {"ref": "02/10"}, TOM,
    ),
    Meaning(
        "actions.list",
        ("anything about lamp posts", "is there anything on marinas", "search for football", "find actions mentioning drones", "do we have any actions about litter"),
        {"state": "all"}, "there are none",
    ),
    Meaning(
        "meetings.next",
        (
            "when's the next board", "when is the next meeting?", "next meeting", "when do we next meet", "whens the next csp meeting", "what date is the next board meeting",
            "where is the next board", "where are we meeting", "what time does the board start", "when is board", "date of next meeting pls", "when r we meeting next",
            "whats the venue for the next board", "is the next board in person or online", "Good morning, could you tell me when the next Board is please? Thanks", "next boared meeting when?",
        ),
        {}, BOARD_DAY,
    ),
    Meaning(
        "meetings.next",
        ("when is masg", "when's the next masg", "when does the steering group meet", "what time is masg on thursday", "multi agency steering group - when is it?", "where is masg"),
        {"about": "2026-05-28"}, "28 May 2026",
    ),
    Meaning(
        "meetings.next",
        ("when is the riverside group meeting", "when does riverside meet", "next riverside meeting", "where does the riverside task and finish group meet", "riverside tfg when"),
        {"about": "2026-06-03"}, "3 June 2026",
    ),
    Meaning(
        "meetings.next",
        ("when is the october board", "is there a date for october yet", "when is the october meeting", "have we got a date for october", "what day is the board in october"),
        {"about": "October 2026"}, "October 2026",
    ),
    Meaning(
        "meetings.next",
        ("when was the last board", "when did we last meet", "date of the last meeting", "when was the previous board meeting", "the february board, when was it"),
        {"about": "2026-02-10"}, "10 February 2026",
    ),
    Meaning(
        "meetings.next",
        ("when is the development session", "is there a development session coming up", "where is the development day", "development session - what date?"),
        {"about": "2026-12-01"}, "1 December 2026",
    ),
    Meaning(
        "meetings.deadline",
        (
            "when do papers need to be in", "whats the deadline for papers", "when are reports due", "when's the RD", "report deadline?", "when do you need my paper by",
            "by when do i have to send my report in", "papers - when are they due?", "when is the cut off for papers", "whens the deadline for the next board", "deadline for the june board",
            "what's the last date for getting reports in", "how long have i got to get my paper in", "when do i need to submit my report", "when do papers go in for june",
            "deadlne for papers pls", "have papers got to be in this week?",
        ),
        {}, "Tuesday 2 June 2026",
    ),
    Meaning(
        "meetings.deadline",
        ("when do papers need to be in for the december session", "deadline for the development session", "RD for december", "when are papers due for the development session"),
        {"about": "2026-12-01"}, "17 November 2026",
    ),
    Meaning(
        "meetings.deadline",
        ("when do papers need to be in for october", "whats the october deadline", "report deadline for the october board", "when are october papers due"),
        {"about": "October 2026"}, "October 2026",
    ),
    Meaning(
        "meetings.agenda",
        (
            "whats on the agenda", "agenda please", "can i see the agenda for june", "what are we discussing at the next board", "show me the agenda for the next meeting", "running order for the board",
            "what is being discussed on 16 june", "agenda for the june board", "is there an agenda yet", "what's up for discussion in june",
        ),
        {}, "Young people and the town centre",
    ),
    Meaning(
        "meetings.presenters",
        ("who's presenting in june", "who is presenting at the next board", "who are the speakers at the board", "who presents at the june meeting", "whos speaking at the next meeting"),
        {}, "Oliver Strand",
    ),
    Meaning(
        "meetings.presenters",
        ("who is presenting item 8", "who's doing item 8", "who's presenting on young people", "who presents the young people report", "who is doing the presentation on young people and the town centre"),
        {}, "Oliver Strand",
    ),
    Meaning(
        "meetings.timetable",
        (
            "whats the timetable", "all the dates please", "list of meetings", "what other meetings are coming up", "all meetings this year", "show me the calendar", "schedule for the rest of the year",
            "what are the meeting dates", "can i have the dates of all the meetings", "dates for the year ahead",
        ),
        {}, "16 June",
    ),
    Meaning(
        "meetings.questions",
        (
            "when do public questions have to be in", "deadline for questions from the public", "how can a resident ask a question", "a member of the public wants to ask a question at the board, how do they do that",
            "can the public send in questions", "until when can the public send questions for june",
        ),
        {}, "Questions sent by 10",
    ),
    Meaning(
        "meetings.ics",
        ("put it in my calendar", "add the next board to my calendar", "can you send me a calendar invite for june", "get the meetings into my outlook", "ics please", "can i have the board in my diary"),
    ),
    Meaning("meetings.subscribe", ("how do i subscribe to the calendar", "calendar feed link please", "can i subscribe to the meetings"), outcome=""),
    Meaning(
        "contacts.find",
        (
            "who do i ring about noise", "who should i call about loud music", "number for noise complaints", "who deals with noise", "where do i report noise", "whats the number for noise",
            "a neighbour is making a racket, who do they ring about noise", "noise complaint who to contact",
        ),
        {}, "01632 960201",
    ),
    Meaning(
        "contacts.find",
        ("who do i contact about rough sleeping", "number for the rough sleeper team", "who can i ring about a rough sleeper", "contact for homelessness", "rough sleeping outreach phone number"),
        {}, "07700 900240",
    ),
    Meaning(
        "contacts.find",
        ("who is gurpreet", "whats gurpreets email", "gurpreet sandhu's number", "how do i get hold of Gurpreet", "contact details for gurpreet sandhu please", "who is our police lead", "who's the police rep on the board", "email for chief inspector sandhu", "gurpret sandhu phone"),
        {}, "01632 960140",
    ),
    Meaning(
        "contacts.find",
        ("who is the chair", "who's chairing", "who chairs the board", "how do i contact the chair", "whats the chairs email", "who's in the chair"),
        {}, "Marcus Ellery",
    ),
    Meaning(
        "contacts.find",
        ("who sits for probation", "who's the probation rep", "who represents probation", "who comes from probation", "who do we have from probation on the board", "our probation lead"),
        {}, "Colin Tranter",
    ),
    Meaning(
        "contacts.find",
        ("who do i ring at the fire service", "fire service contact", "who's the fire service rep", "whats the number for fire", "who is from the fire brigade"),
        {}, "Siân Prothero",
    ),
    Meaning(
        "contacts.find",
        ("whoever looks after trading standards", "who is the support officer", "who takes the minutes"),
        {}, "",
    ),
    Meaning("contacts.find", ("who do i ring about street lights", "street light is broken who do i tell", "lamp post not working - who to ring", "report a broken street light"), {}, "01632 960230"),
    Meaning("contacts.find", ("domestic abuse helpline", "who can someone call about domestic abuse", "number for the domestic violence helpline please"), {}, "01632 960210"),
    Meaning("contacts.find", ("who is helen", "helens number", "how do i contact helen"), {}, "Helen", outcome=""),
    Meaning(
        "handbook.find",
        ("what is MASG", "what does MASG stand for", "whats the MASG", "define masg", "meaning of MASG"),
        {}, "Multi-Agency Steering Group",
    ),
    Meaning("handbook.find", ("what is a quorum", "quorum?", "whats our quorum", "how many people do we need for a quorum", "what makes us quorate"), {}, "six of its"),
    Meaning("handbook.find", ("what are our priorities", "priorities", "whats priority 2", "what are the partnerships priorities"), {}, "Priority 2"),
    Meaning("handbook.find", ("how does voting work", "who gets a vote", "what are the voting rules", "do we each have a vote"), {}, "one vote"),
    Meaning("handbook.find", ("what does OPCC mean", "what is RD", "whats ASB stand for"), {}, ""),
    Meaning(
        "plan.find",
        ("what are the plan targets", "targets for q2", "whats in the community safety plan", "which targets does the police lead on"),
        {}, "Targets of the plan 2026/27",
    ),
    Meaning("plan.find", ("what's due this quarter in the plan", "which plan targets are due this quarter"), {"when": "this quarter"}, "1.2"),
    Meaning("plan.find", ("which plan targets does the fire service lead on", "what are the fire service's plan targets"), {}, "3.2"),
    Meaning("plan.find", ("how are we doing on priority 2", "how is priority 2 going"), {"priority": 2}, "2.1"),
    Meaning("plan.rag", ("how are we doing against the action plan", "is the plan on track", "rag summary please"), {}, "2 red"),
    Meaning("help", ("help", "what can you do", "how does this work", "what can i ask you", "how do i use this", "what commands are there", "help me please"), {}, "/actions"),
    Meaning("greeting", ("hello", "morning", "hi there", "good afternoon", "thanks", "ta very much", "brilliant thanks", "cheers for that", "thank you so much!", "hey"), {}, ""),
    change(
        "actions.close", {"ref": "02/10"}, "02/10", "tell tom 02/10 is done, went out on friday", "02/10 is done", "02/10 can be closed, draft signed off", "please mark 02/10 as complete",
        "can you close 02/10 please", "02/10 was sent to the council on monday", "i think 02/10 is finished now", "could someone close off 02/10, thanks", "pls close 2/10", "02/10 - all done and dusted, sent to marcus",
        "weve finished 02/10", "ok 02/10 went off yesterday, done",
    ),
    change(
        "actions.close", {"ref": "2026-02/09"}, "Tanner's Row", "the noise complaints one is done", "ive finished the noise complaints thing", "noise complaints from tanners row is sorted", "can you close the tanners row one",
        "please close the noise complaints action, it was one pub", "tick off the noise complaints one",
    ),
    change(
        "actions.close", {"ref": "2026-02/02"}, "walk-home", "ive done the walk home one", "the walk-home scheme paper is finished", "can you close the walkhome one for me", who=FARAH,
    ),
    change(
        "actions.close", {"ref": "2026-02/10"}, "02/10", "ive done mine", "mine is done", "you can close mine now", "my action is finished", who=TOM,
    ),
    change(
        "actions.close", {"ref": "2026-02/10"}, "02/10", "close it", "can you close that one please", "thats done now", "its finished", "mark it as done", "you can close this", who=TOM, after=("02/10",),
    ),
    change("actions.close", {"ref": "2026-02/01"}, "02/01", "close the second one", "the second one is done", "second one can be closed", after=("overdue",)),
    change(
        "actions.due", {"ref": "2026-02/10", "due": "2026-12-29"}, "Tuesday 29 December 2026", "push mine to after xmas", "can mine go to after christmas? move it to after christmas", "move mine to after xmas please", who=TOM,
    ),
    change(
        "actions.due", {"ref": "02/10", "due": "2026-06-12"}, "Friday 12 June 2026", "can we move 02/10 to 12 June", "push 02/10 back to 12th june", "02/10 needs until 12 June", "extend 02/10 to friday 12 june please",
        "can i have till 12 June for 02/10", "change the due date of 02/10 to 12/6/26", "could 02/10 be put back to 12 june", "set the deadline for 02/10 to 12 June",
    ),
    change("actions.due", {"ref": "2026-02/09", "due": "2026-06-30"}, "Tuesday 30 June 2026", "move the noise complaints one to the end of june", "push the noise one back to end of June", "can the tanners row action have until the end of june", "postpone the noise complaints one to 30 June"),
    change("actions.due", {"ref": "02/06", "due": "2026-06-16"}, "Tuesday 16 June 2026", "move 02/06 to the next board", "push 02/06 to the next meeting", "extend 02/06 until the next board"),
    change("actions.due", {"ref": "2026-02/02", "due": "2026-06-09"}, "Tuesday 9 June 2026", "can i have another fortnight for the walk home one, till 9 june", "move the walkhome scheme to tuesday fortnight", "push mine to a fortnight today", who=FARAH),
    change("actions.assign", {"ref": "02/09", "owners": [TOM]}, "Tom Adisa", "can you give 02/09 to tom", "reassign 02/09 to Tom Adisa", "tom is taking over 02/09", "02/09 should be with tom", "please hand 02/09 over to tom", "pass 02/09 on to tom please"),
    change("actions.assign", {"ref": "2026-02/09"}, "Imogen Tate", "give the noise complaints one to imogen", "hand the noise one over to imogen tate", "can imogen take over the noise complaints one", "pass the tanners row action to Imogen"),
    change("actions.assign", {"ref": "02/06"}, "Avershire Fire and Rescue Service", "02/06 should be with the fire service", "can you reassign 02/06 to the fire brigade", "pass 02/06 over to fire"),
    change("actions.carry", {"ref": "02/06"}, "02/06", "please carry over 02/06", "02/06 needs to carry over", "can we roll 02/06 forward to the next meeting", "could 02/06 be carried over to the next board please", "pls carry 2/06 forward"),
    change("actions.carry", {"ref": "2026-02/01"}, "lighting", "carry the lighting one over", "can the lighting action be carried over", "roll the lighting one forward", "lighting needs carrying over"),
    change("actions.reopen", {"ref": "02/03"}, "02/03", "can you reopen 02/03", "02/03 wasnt actually done, reopen it please", "please open 02/03 again", "bring back 02/03", "02/03 needs to be reopened"),
    change("actions.confidential", {"ref": "02/06", "confidential": True}, "02/06", "make 02/06 confidential", "please make 02/06 private", "can 02/06 be kept confidential", "02/06 should be confidential", "keep 02/06 private please"),
    change(
        "actions.update", {"ref": "02/09"}, "02/09", "update on 02/09: waiting for the licensing team", "add a note to 02/09 saying the pub has been visited", "can you note on 02/09 that environmental health have visited", "02/09 - still waiting for environmental health",
        "progress on 02/09: two visits made", "note for 02/09, chased again on monday",
    ),
    change(
        "actions.add", {}, "ring the school", "can you add an action for tom to ring the school", "please log an action for Tom Adisa to ring the school", "log that tom to ring the school by 12 June", "new action for tom to ring the school", "could we minute an action for tom to ring the school please",
        "add an action: Tom to ring the school", "i'd like to log an action for tom to ring the school by the next board", "put down an action for tom to ring the school",
    ),
    change("actions.snooze", {"ref": "02/10"}, "02/10", "stop reminding me about 02/10 until 12 June", "dont remind me about 02/10 till 12 june", "can you stop nagging me about 02/10 until 12 June", "remind me later about 02/10", who=TOM),
    Meaning("undo", ("oops undo that please", "oops undo", "sorry my mistake, undo that", "that was a mistake, undo"), outcome="confirm"),
    Meaning("review.start", ("lets go through the actions", "start the review", "can we run through the register", "walk through the action points please"), outcome="confirm"),
    Meaning("actions.export", ("can i have the register as a word document", "export the actions as csv", "download the register", "send me a copy of the register as word", "i need the register as a committee paper"), outcome=""),
    Meaning(
        "answers",
        ("when is the next board and who's chairing", "whens the next board and who is chairing it?", "when is the board? who chairs it?", "when is the next meeting and who is the chair"),
        {}, "Marcus Ellery",
    ),
    Meaning(
        "answers",
        ("when's the next board and when do papers need to be in", "date of the next meeting? and when are papers due?", "when is the june board, and whats the deadline for reports", "what's overdue and when is the next board"),
        {}, BOARD_DAY,
    ),
    Meaning("answers", ("whats overdue and who do i ring about noise", "who do i ring about noise, and what have i got to do"), {}, "01632 960201", who=TOM),
    Meaning("actions.list", ("and for tom?", "what about tom", "and tom?", "how about tom"), {"state": "overdue", "about": TOM}, "", after=("what's overdue",)),
    Meaning("meetings.deadline", ("and for december?", "what about the development session", "and the december one?"), {"about": "2026-12-01"}, "17 November 2026", after=("when do papers need to be in",)),
    Meaning("contacts.find", ("and for tom?", "what about tom adisa", "and tom"), {}, "01632 960102", after=("who is gurpreet",)),
    Meaning("actions.show", ("when's that due?", "who's got it", "whats the history of that", "and when is it due?"), {"ref": "2026-02/10"}, TOM, after=("02/10",)),
    Meaning(
        "not_understood",
        (
            "what's the weather tomorrow", "tell me a joke", "who won the football", "write me a poem about bikes", "asdf qwer zxcv", "order me a pizza", "how tall is the town hall", "can you book me a train", "is it raining",
        ),
        outcome="not_understood",
    ),
)  # fmt: skip
