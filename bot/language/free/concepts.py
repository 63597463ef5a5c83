"""What words stand for: each concept with the words and short phrases that say it. All of it is data.

A phrase may stand for several concepts ("update"); which is meant, the rest of the line tells. Phrases are written as
`tokens.spelt_out` leaves them: lower case, no apostrophes.
"""

from types import MappingProxyType

from bot.language.everyday import COMMON, STOP

_SAID: dict[str, str] = {
    "WHO": "who, whos, whom, whoever, whose, which person, who is, who are, which officer, which agency, which organisation",
    "WHEN": "time of, time for, times, what times, what time is, time is, how many days, how many weeks, what month, a date, date for, the date, day of, any date, when, whens, what time, what date, which date, what day, which day, date of, how soon, how long, by when, when by, what is the date, whats the date",
    "WHERE": "where, wheres, venue, location, place, room, address, which building, where is, online or",
    "WHAT": "what, whats, which",
    "COUNT": "how many, number of, count, total, tally, how much",
    "STATUS": (
        "find out, whats happening, what is happening, happening, happened, status, progress, hows, how is, update on, update me on,"
        " latest, where are we, where have we got, any news, news, whats going on, what is going on, going on, wheres,"
        " where is, whats up, whats the story, story, state of play, stands, any movement, any joy, coming along, come along, get on, got on,"
        " getting on, getting along, how far, far along, where did we get, become of, became of, any update, any updates,"
        " updates, update, whats the latest, the score, whats new, come of, tell me about, details of, detail on"
    ),
    "ACTION": "action, actions, action point, action points, points, point, task, tasks, todo, todos, to-do, to-dos, to do, to dos, job, jobs, item, items, promise, promises, promised, register, came out of, come out of, comes out of",
    "OPEN": "open, outstanding, pending, live, unfinished, still to do, not done, not been done, not been completed, not completed, not been finished, not been closed, not been met, yet to be done, yet to be completed, left to do, remaining, incomplete, on the go, left, not finished, still open, undone, not closed, unresolved, ongoing",
    "OVERDUE": "overdue, late, behind, slipped, past due, gone over, running late, over due, past its date, past their date, missed the deadline, missed their deadline, gone past, should have been done, past deadline, outdated, lateness",
    "UNDATED": (
        "undated, dateless, no dates, no deadlines, without dates, missing dates, no date against, no date on, no deadline on,"
        " no date, without a date, without date, without any date, lack a date, lacks a date, lacking a date,"
        " missing a date, missing date, dont have a date, doesnt have a date, havent got a date, hasnt got a date,"
        " not got a date, not been given a date, havent been given a date, hasnt been given a date,"
        " no due date, without a due date, without due date, without any due date, lack a due date, lacks a due date,"
        " lacking a due date, missing a due date, missing due date, dont have a due date, doesnt have a due date,"
        " havent got a due date, hasnt got a due date, not got a due date, not been given a due date,"
        " havent been given a due date, hasnt been given a due date,"
        " no target date, without a target date, without target date, without any target date, lack a target date,"
        " lacks a target date, lacking a target date, missing a target date, missing target date,"
        " dont have a target date, doesnt have a target date, havent got a target date, hasnt got a target date,"
        " not got a target date, not been given a target date, havent been given a target date,"
        " hasnt been given a target date,"
        " no deadline, without a deadline, without deadline, without any deadline, lack a deadline, lacks a deadline,"
        " lacking a deadline, missing a deadline, missing deadline, dont have a deadline, doesnt have a deadline,"
        " havent got a deadline, hasnt got a deadline, not got a deadline, not been given a deadline,"
        " havent been given a deadline, hasnt been given a deadline"
    ),
    "CLOSED": "closed, close, completed, finished, done, ticked off, signed off, been done, got done, discharged, sorted",
    "CARRIED": "carried, carried over, rolled over, carried forward, rolled forward, deferred",
    "ALL": "all, everything, every, whole, full, the lot, complete list",
    "MINE": "my, mine, for me, do i have, have i got, ive got, i got, i have, with me, to me, from me, my name, i need, i do, still on me",
    "IOWE": (
        "im supposed to be doing, im supposed to do, im meant to be doing, im meant to do, im down for, im responsible for, i am supposed to be doing, i am meant to do, i am down for, i need to have done, i was meant to do, i was supposed to do, ive to do, i have to do, have i still not done, i still not done, left on my list, you need from me, do you need from me, you waiting for me to do, i late with, am i late, am i behind, on my plate, anything for me, anything from me, i owe, do i owe, i have to do, ive got to do, i got to do, have i got to do, am i down for, am i meant to do,"
        " am i meant to be doing, am i supposed to do, am i supposed to be doing, i need to do, do i need to do, i promised, did i promise, against me,"
        " assigned to me, waiting on me, i should be doing, should i be doing, i agree to, did i agree to, i said id do, i sign up, i signed up, i be doing,"
        " i doing, i still owe, due from me, on my list, on my to do list, under my name, for me to do, needed from me, expected of me, am i responsible for, i committed to,"
        " am i behind on, am i late with, i havent done, have i not done, i still have, do i still have, i got left, have i got left, have i still got, with my name on"
    ),
    "OURS": "our, ours, my organisation, my organisations, my team, my teams, we owe, do we owe, our organisation, my agency, my lot, us",
    "LOGGED": "logged by me, minuted by me, i logged, ive logged, i minuted, ive minuted, i put in, i added",
    "SHOW": "send, send me, send us, send over, send it to me, forward me, email me, could you send, show, list, give me, see, pull up, display, look at, read, let me see, bring up, run me through, view, get me, print, talk me through, remind me",
    "SEARCH": "search, find, look for, looking for, mention, mentions, mentioning, anything about, anything on, any about, search for, to do with, related to, on the subject",
    "HISTORY": "history, trail, audit, background, back story, comments, notes on",
    "OWN": "belongs to, belong to, belongs, landed with, sits with, lies with, took on, took, own, whos got, owns, owe, owes, owed, got on, got left, has on, owner, owners, responsible, who has, who has got, down to, whose, assigned, has it, got it, got that, got this, doing, dealing with, picked up, taken on, working on, meant to be doing, handling",
    "DUE": "due, due date, deadline, by when, when by, target date, expected, supposed to be done, needs doing by, needed by",
    "MEETING": "next one, do we sit, meets up, getting together, meet up, meeting up, meeting, meetings, meet, meets, session, sessions, get together, sit, sitting, csp, partnership, forum",
    "BOARD": "board, csp board, main meeting, partnership board, the board, boards",
    "SESSION": "development session, development sessions, development day, away day, training session, workshop",
    "NEXT": "next, coming up, upcoming, following, coming, soonest, ahead, future",
    "LAST": "last, previous, most recent, latest meeting, prior",
    "PAPERS": "papers, paper, report, reports, rd, submissions, submission, write up, stuff in, report deadline, my bit, things in",
    "DEADLINE": (
        "deadline, deadlines, due, need to be in, needs to be in, be in, have to be in, has to be in, got to be in, go in, going in, in by, submit, submitted, send in, sending, sending in, submitting, hand in,"
        " handed in, cut off, cutoff, cut-off, latest i can, get in, got to be in, need in, get my, get the, rd, report deadline, sent in,"
        " to be with you, be with you, wanted, need my, closing date, last date, last day, last chance, want, need the"
    ),
    "AGENDA": "whats on at the, whats on at, what is on at, is on at, coming up at, whats coming up at, items are on, items on, on for, to be discussed, get discussed, going to be discussed, be talking about, being covered, be covered, agenda, agendas, on the agenda, discussing, being discussed, covering, agenda items, talking about, running order, are we discussing, up for discussion, whats up for discussion, discuss, business",
    "PRESENT": "giving, present, presents, presenting, presenter, presenters, presentation, presentations, leading, speaking, speaker, speakers, doing item, introducing, taking item, presented, leads on the agenda, reporting, lead officers",
    "COME": "miss, make it, make the, cant come, cant make, wont be there, be at, ill be there, join us, be joining, at the last meeting, at the last board, coming, attending, attend, attends, come, apologies, going, quorate, turning up, turn up, be there, attendance, attended, was at, were at, was there, were there, came, came to, sent apologies, represented, missing, in the room, who went, whos there",
    "TIMETABLE": "show me the calendar, show me the dates, timetable, calendar, all the dates, dates, schedule, diary, all meetings, all the meetings, rest of the year, year ahead, meeting dates, list of meetings, programme, future meetings, other meetings, meetings left, which meetings, what meetings",
    "SUBSCRIBE": "subscribe, subscription, calendar subscription, calendar address, calendar link, calendar feed, feed",
    "CALFILE": "ics, ics file, ical, calendar file, in my calendar, into my calendar, to my calendar, in my diary, into my diary, on my calendar, in my outlook, to outlook, into outlook, calendar invite, invite, to my diary, in outlook, outlook, calendar entry",
    "QUESTIONS": "public questions, public question, questions from the public, question from the public, questions, public, residents questions, member of the public, members of the public, resident",
    "RING": (
        "ring, call, phone, contact, contacts, number, email, get hold of, get in touch, speak to, talk to, reach, complain,"
        " details, contact details, phone number, do i report, to report, i report, we report, can i report, report a, report an, mobile, chat to, ask about, ask, go to, turn to, get on to, write to, address for,"
        " email address, dial, telephone, text, a word with, extension, message, helpline, hotline, in touch, complain about, do i tell, they tell, they ring, we ring, i ring, i call, i phone"
    ),
    "ROLE": (
        "name of, name for, whats the name of, what is the name of, called, acting, deputy for, works at, work at, works for, work for, working at, working for, is with, looks after, look after, looking after, leads on, leads, lead, lead for, lead on, in charge of, in charge, charge, covers, cover, deals with, deal with,"
        " responsible for, sits for, sit for, represents, represent, rep, reps, representative, member for, officer for, runs, heads, head of,"
        " sits on, sit on, sitting for, representing, role, works for, from, who does, comes from, from the, we have from, do we have from, handles, manages, sits, officer, replaced, took over, speaks for"
    ),
    "DEFINE": "meaning, mean, means, stands for, stand for, define, explain, definition, short for, acronym, whats a, whats an, what is a, what is an, what is, what are, whats the, what does, whats, what is rd, whats rd, what is an rd, whats an rd",
    "HANDBOOK": (
        "what is rd, whats rd, what is an rd, whats an rd,"
        " quorum, quorate, terms of reference, priorities, priority, vote, votes, voting, glossary, rules, the rules, handbook, statutory,"
        " constitution, code of conduct, duties, remit, purpose, decide, decisions, decision making"
    ),
    "PLAN": "plan target, plan targets, target, targets, action plan, community safety plan, safety plan, the plan, plan, performance, smart",
    "DONE": (
        "gone in, went in, gone off, went off, been sent, gone to, handed in, no longer needed, been spent, been sent off, got sent, been circulated, all sorted, been published, went live, done, finished, complete, completed, sorted, closed, close, close off, close down, sent, circulated, went out, gone out, delivered,"
        " dealt with, ticked off, tick off, wrapped up, actioned, discharged, shut, mark, can be closed, sorted out, went round, gone round, sent out,"
        " sent round, shared, published, submitted, emailed, wrap up, tick, cross off, sign off, signed off, issued, uploaded, finish off,"
        " put to bed, in the bag, all done, has been done, is done, off my list, be closed, happened, crossed off, put up, took place, went live"
    ),
    "NOT": "not, isnt, hasnt, nearly, almost, half, never, wont, havent, didnt, unfinished, arent, wasnt, cant, cannot, dont, if, unless, partly, once",
    "CARRY": "carried over, carried forward, rolled over, rolled forward, needs carrying over, carry over, carry forward, carry, roll over, roll forward, defer, next register, bump to the next meeting, roll, bring forward to the next meeting, carrying over, hold over, c/o, bump over",
    "REOPEN": "reopen, open again, back open, unclose, bring back, not actually done, opened again, open back up, reopened, wasnt actually done, wasnt done, isnt finished after all, still not done, not actually finished",
    "ASSIGN": "is going to, going to go to, down for, down to go to, over to, belongs with, should sit with, sits better with, can have, will have, swap to, transferred to, moved to, passed over to, take, takes, will take, pick up, picks up, picking up, to pick up, pick this up, should go to, goes to, go to, can do, will do, will handle, assign, reassign, give, hand over, hand, pass, transfer, belongs to, should be with, take over, taking over, takes over, took over, take on, taking on, put down for, shift, switch, hand on, handed over, passed to, give it, swap, should be, is now with, now with, over to, passing, handing, reallocate, belong to, allocate",
    "LATER": "forward, bring, wait until, wait till, can wait, hold off until, new deadline, by the end of, be late, will be late, running late, need longer, needs longer, not be ready until, another two weeks, another few weeks, two more weeks, one more week, a few weeks, hold until, reset, make it, can i have till, can i have until, have until, have till, has until, another fortnight, another couple of weeks, a bit longer, a few more days, push, postpone, extend, extension, put back, change the date, new date, move, delay, bring forward, more time, shift, change the due date, set the due date, reschedule, bump, another week, another month, push back, pushed back, slip, deadline, due, due date, make, set, need until, wants until, needs until, until, extra, longer, move the date, change the deadline, give me until, date, change, moved",
    "CONFIDENTIAL": "confidential, private, restricted, hide, keep private, keep secret, sensitive, not for the public, off the public, secret, closed session",
    "UPDATE": "update, note, add a note, progress, note that, say that, waiting for, waiting on, chased, chasing, record that, comment, add to, add an update, note on, put a note, add a comment, still waiting, record, add, noting, quick update, awaiting",
    "LOG": "note an action, agreed an action, an action, capture an action, capture, jot down, log, minute, add an action, new action, record an action, action for, raise, put down, add action, log an action, log action, create an action, create, new action point, another action, add a new action, minute that, an action for, action on, put an action, make an action, action that, add, take an action",
    "UNDO": "undo, take that back, revert, made a mistake, my mistake, didnt mean, scrap that, take it back, undo that, reverse that, put it back, oops, roll that back, mistake, wrong one, ignore that last, change it back, back out",
    "REVIEW": "review, start the review, the review, go through, walk through, run through, going through, step through, start the review, work through",
    "EXPORT": "export, download, meeting pack, agenda pack, annual review, annual report, draft minutes, minutes skeleton, skeleton minutes, skeleton of the minutes, pack for, the pack, word document, spreadsheet, csv, excel, docx, as a paper, print off, copy of, as word, in word, as a word, pdf, json, committee paper, word version, word copy, printable",
    "HELP": "can i ask, could i ask you, can you help with, can you do, my options, i need help, need some help, i need a hand, whats possible, how to use, what should i type, what do i type, show me how, help, what can you do, how do i, how does this work, instructions, commands, what can i ask, what do you do, how do you work, how do i use, what else can you do, guide, what are you for, what can you help, help me, how can you help",
    "HELLO": "hello, hi, hey, good morning, good afternoon, morning, evening, good evening, afternoon, are you there, you there, alright, hi there",
    "THANKS": "thanks, thank you, cheers, ta, many thanks, thats great, brilliant, perfect, lovely, great, much appreciated, nice one, thats helpful, ace, super, fab, you are a star, got it, good stuff",
    "SNOOZE": "snooze, remind me later, stop reminding, stop nagging, nagging, dont remind, no reminders, quiet about, remind me again, stop pestering, leave me alone, reminding, nag me, bug me, pestering, remind me about",
    "MUTE": "mute, stop the weekly, weekly list, weekly email, weekly message, weekly digest, monday message, monday list, stop the digest",
    "BULK": "everything, all of them, the lot, all mine, every, all my, all the, all of, all, them all, both, everyones, all open, every single",
    "LINKED": "links, linked, duplicates, duplicate, same thing, double, doubles, said twice, duplicated",
    "AGAIN": "again, back to open, after all",
    "SORRY": "sorry, afraid, unfortunately, unable, regret",
    "STANDS": "stands for, stand for, meaning of, mean by, short for, acronym, define, definition, abbreviation",
    "OCCUR": "start, starts, starting, begin, begins, held, taking place, take place, finish, finishes, happening, happen, falls, being held, on the",
    "MODE": "online, hybrid, in person, zoom, teams, face to face, virtual, remotely, by video, dial in, join link",
    "CHAIRS": "chairs, chairing, chaired, in the chair",
    "DATE": (
        "monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tue, tues, wed, weds, thu, thur, thurs, fri, fortnight, week, weeks,"
        " month, months, day, days, working, tomorrow, yesterday, end, mid, early, beginning, xmas, christmas, easter, half term, term, quarter, spring,"
        " summer, autumn, winter, new year, year, hour, hours, bank holiday, w/c, noon, close of play, january, february, march, april, june, july, august,"
        " september, october, november, december, jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec"
    ),
    "MINUTED": "search the minutes, in the minutes, the minutes say, minutes say, minutes on, minutes about, the papers, our papers, in our notes, agree, agreed, decide, decided, resolved, concluded, minuted",
    "IT": "it, that, that one, this, this one, them, those, that action, this action, these, its, thats, that item, that point",
}  # fmt: skip


def _phrases() -> dict[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for concept, said in _SAID.items():
        for phrase in said.split(","):
            found.setdefault(tuple(phrase.split()), set()).add(concept)
    return {phrase: frozenset(concepts) for phrase, concepts in found.items()}


PHRASES = MappingProxyType(_phrases())
LONGEST = max(map(len, PHRASES))
LEXICON = frozenset(word for phrase in PHRASES for word in phrase if len(word) > 3)
KNOWN = LEXICON | STOP | COMMON
