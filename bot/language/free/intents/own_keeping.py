"""What people say of themselves and of the register's upkeep in whole sentences: absences, reminders, closings, words."""

from bot.language.free.spoken import spoken

_AWAY = "(i'm|i am|i'll be|i will be|i'm going to be|i am going to be)"
_OUT = "(away|off|out|on leave|on holiday|on annual leave|out of office|not here|on vacation)"
_COVERS = "(covers|cover|is covering|will cover|will be covering|covers for me|is covering for me|will cover for me|stands in|is standing in|stands in for me|deputises|deputises for me)"

OWN_KEEPING = (
    spoken(
        "Being away",
        "actions away until {until}[, {person} covers]",
        "send your reminders to {person} until {until_told}",
        (
            f"{_AWAY} {_OUT} (until|till|to) <until>, [and|while] <person> {_COVERS}",
            f"{_AWAY} {_OUT} (until|till|to) <until> (and|while) <person> {_COVERS}",
            f"{_OUT} (until|till|to) <until>, [and|while] <person> {_COVERS}",
            f"{_OUT} (until|till|to) <until> (and|while) <person> {_COVERS}",
            f"{_AWAY} {_OUT} (until|till|to) <until>, [and] (covered by|cover is|cover|my cover is|with cover from) <person>",
            f"{_OUT} (until|till|to) <until>, [and] (covered by|cover is|cover|my cover is|with cover from) <person>",
            f"{_AWAY} {_OUT} (until|till|to) <until>",
            f"{_OUT} (until|till|to) <until>",
            f"<person> {_COVERS} (until|till|to) <until>",
            f"<person> {_COVERS} while {_AWAY} {_OUT} (until|till|to) <until>",
        ),
        ("i'm away until 3 january, helen bartosz covers", "I am off till 3 January and farah is covering for me", "on leave until 3 january, cover is farah", "farah is covering for me until 3 january", "i'll be on holiday until friday week, farah will cover"),
    ),
    spoken(
        "Being back",
        "actions back",
        "send your reminders to yourself again",
        (
            "(i'm|i am) back [now|again] [from leave|from holiday|at work|in the office|from annual leave] [now|again]",
            "back (from leave|from holiday|at work|in the office|at my desk) [now|again]",
            "(i've|i have) returned [from leave|from holiday|to work]",
        ),
        ("i'm back", "im back from leave", "I'm back at work now", "back in the office", "i am back from holiday"),
    ),
    spoken(
        "No nudges",
        "actions mute nudges",
        "send you no nudges before deadlines",
        (
            "(stop|no more) (nudging me|nudges|the nudges|sending me nudges|your nudges|deadline reminders)",
            "stop [the|all] (reminders|nudges) (before|about|ahead of) [the|my] (deadline|deadlines)",
            "i (don't|do not) want [any|the|your] (nudges|reminders) [any more|anymore]",
            "(don't|do not|stop) (remind|reminding|nudge|nudging) me [about|before|ahead of] [the|a|any] [deadline|deadlines|papers]",
            "(turn off|switch off|mute) [the|my] (nudges|reminders|deadline reminders)",
        ),
        ("stop nudging me", "don't remind me before the deadline", "no more nudges please", "turn off my reminders", "stop sending me nudges"),
    ),
    spoken(
        "Reminders again",
        "actions unmute everything",
        "send you the weekly list and the nudges again",
        (
            "(turn on|switch on|unmute|restart|start) [the|my] (nudges|reminders|weekly list) [again]",
            "(start|begin) (nudging|reminding) me again",
            "(send|give) me [the|my] (nudges|reminders|weekly list) again",
        ),
        ("turn on my reminders", "start reminding me again", "send me the weekly list again", "unmute my reminders", "please switch on the nudges again"),
    ),
    spoken(
        "The secretariat's work in other hands",
        "actions delegate {person} until {until}",
        "let {person} act as secretariat until {until_told}",
        (
            "[let|have] <person> (act|acts|acting|stand in|stands in|is acting|will act|will be acting|will be standing in|is standing in) (as|for) [the] secretariat (until|till|to) <until>",
            "(make|appoint) <person> [the] [acting] secretariat (until|till|to) <until>",
        ),
        ("let tom act as secretariat until 3 january", "can tom act as secretariat until 3 january", "tom will be standing in for the secretariat until 3 january", "have tom act as the secretariat till 3 January", "make tom acting secretariat until 3 January"),
    ),
    spoken(
        "What one may do",
        "actions access",
        "",
        (
            "what (am i|are we) (allowed|permitted|able) to do [here|with you]",
            "what (are|is) my (permissions|rights|access|role) [here]",
            "what (may|can) i do here",
            "who (is allowed|may|can) [to] do what [here]",
        ),
        ("what am I allowed to do here", "what are my permissions", "what are my rights?", "who is allowed to do what", "what may i do here"),
    ),
    spoken(
        "What was not understood",
        "actions unanswered",
        "",
        (
            "what (did|do|have) (people|members|they|folk|folks|we|everybody) (ask|asked|say|said) [you] [that] you (couldn't|could not|can't|didn't|did not|don't) (answer|understand|know)",
            "(what|which questions|which lines) (couldn't|could not|can't|didn't|did not|don't) you (answer|understand) [lately|recently|of late|this week|this month]",
            "(which questions|what questions|which lines|what) did you (not understand|not answer|fail to understand|fail to answer)",
            "[show|show me|list] [the] unanswered (questions|lines)",
        ),
        ("what did people ask that you couldn't answer", "what couldn't you answer lately", "which questions did you not understand", "show me the unanswered questions", "what did members ask you that you didn't understand"),
    ),
    spoken(
        "Bringing papers in",
        "actions import",
        "",
        (
            "(how do i|how can i|how do we|how would i|how to) (import|upload|bring in|load|add|read in|feed in) [the|a|an|some|our|last year's] [old|earlier|past] (minutes|paper|papers|register|document|file|agenda|plan|documents)",
            "[i] [want to] (import|upload|bring in|load) [the|a|an|some|our|last year's] [old|earlier|past] (minutes|paper|papers|register|document|file|agenda|plan|documents)",
        ),
        ("how do I import the old minutes", "how do i bring in a paper", "i want to upload last year's minutes", "can i upload a document", "how can I load an agenda"),
    ),
    spoken(
        "What papers say",
        "actions papers {matter}",
        "quote what the papers say",
        (
            "[and] what (was|were|has been|had been|did we|have we|had we|did you|did they|did members|did everybody|did everyone|did the board|did the group|did the meeting|did the partnership|did the committee|has the board|had the board|has the partnership) [all|finally|actually|ever] (agreed|agree|decided|decide|resolved|resolve|concluded|conclude|settled|discussed|discuss|said|say|minuted|noted) [to do|upon] (about|on|regarding|over|concerning|around|as to) <matter>",
            "what (do|did|does) [the|our] [last|latest|old|previous|earlier] (papers|minutes|notes|paper|pack|packs|reports|plan) (say|tell us|mention|have) (about|on|of|regarding) <matter>",
            "what (is|was|were) (said|minuted|recorded|written|noted|discussed) (about|on|regarding) <matter> (in the minutes|in the papers|in our papers|at the meeting|at the last meeting|by the board)",
            "what (is|is there|was|do we have|have we) [said] in [the|our] (minutes|papers|notes) (about|on|regarding) <matter>",
            "(search|search through|look through|look in|look into|check|go through|ask) [the|our|all the|all] [old] (papers|minutes|notes) (for|about|on) <matter>",
            "(do|did) [the|our|any] (minutes|papers|notes) (say|mention) [anything|something] [about|on|of] <matter>",
            "[any|all|all the|the] (papers|minutes|notes) (about|mentioning) <matter>",
            "(is|was|is there|was there) (anything|something) [said|minuted] (in the minutes|in the papers|in our papers|in our minutes) (about|on) <matter>",
            "(quote|quote me|find|find out|show me|remind me|tell me|look up) what (was agreed|was decided|was said|was minuted|the minutes say|the papers say|we agreed|we decided|we said|the board agreed|the board decided|the board said) (about|on|regarding|concerning) <matter>",
            "(did we|did the board|have we|has the board|did the partnership) [ever] (agree|agreed|decide|decided|discuss|discussed|resolve|resolved) (anything about|anything on|something about|something on|about|on) <matter>",
        ),
        ("what was agreed about the e-scooter thing?", "what did the board agree about cycling", "what do the minutes say on noise", "what do the papers say about the bus station", "search the minutes for the bus shelter", "remind me what we decided about car parking", "did we ever agree anything about the park gates?", "is there anything in the minutes about bikes", "what did we agree to do about street lighting"),
    ),
    spoken(
        "What a meeting agreed",
        "actions papers {occasion}",
        "quote what the minutes say was agreed",
        (
            "[and] what (was|were|has been|had been|did we|did they|did members|did everyone|did the board|did the group|did the partnership) [all] (agreed|agree|decided|decide|resolved|resolve|settled|settle) (at|in|on|during) [the] <occasion>",
            "(quote|show me|tell me|remind me|list) what (was agreed|was decided|we agreed|we decided|the board agreed|the board decided) (at|in|on|during) [the] <occasion>",
            "(what did the|what did|what did our) <occasion> (agree|decide|resolve) [on]",
            "(which|what) (decisions|decisions were) [were] (made|taken) (at|in|on|during) [the] <occasion>",
        ),
        ("what was agreed at the february meeting?", "what did we decide at the last meeting", "what did the last board agree", "remind me what was agreed on 10 February 2026", "what decisions were taken at the february board"),
    ),
    spoken(
        "Into the handbook",
        "actions handbook add {title}: {text}",
        "write into the handbook: {title}: {text}",
        (
            "(add|put|write|enter) <title> (to|in|into) [the] (handbook|glossary): <text>",
            "(add|put|write|enter) (to|in|into) [the] (handbook|glossary) [that] <title>: <text>",
            "(add|put|write|enter) (to|in|into) [the] (handbook|glossary) that <title> (means|is|stands for) <text>",
            "<title> (means|stands for) <text>, (add|put) (it|that|this) (to|in|into) [the] (handbook|glossary)",
            "(add|put|write|enter) <title> (to|in|into) [the] (handbook|glossary) [as|it means|it stands for|which means|meaning] <text>",
        ),
        ("add MARAC to the handbook: a conference about risk", "put MARAC in the glossary: a conference about risk", "MARAC means a conference about risk, add it to the handbook", "write into the handbook that MARAC stands for a conference about risk", "can you add MARAC to the glossary as a conference about risk"),
    ),
    spoken(
        "Another wording in the handbook",
        "actions handbook edit {title}: {text}",
        "word “{title}” in the handbook anew: {text}",
        (
            "(change|edit|update|reword|correct) [the] [entry for|entry on] <title> in [the] (handbook|glossary) (to|to say|as) <text>",
            "(change|edit|update|reword|correct) [the] (handbook|glossary) entry (for|on|about) <title>: <text>",
            "(change|edit|update|reword|correct) [the] (handbook|glossary) entry (for|on|about) <title> (to|to say|as) <text>",
        ),
        ("change ASB in the handbook to anti-social acts", "update the handbook entry for ASB: anti-social acts", "reword the glossary entry on ASB to say anti-social acts", "please correct ASB in the glossary to anti-social acts", "can you edit the handbook entry about ASB: anti-social acts"),
    ),
    spoken(
        "Out of the handbook",
        "actions handbook remove {title}",
        "take “{title}” out of the handbook",
        ("(take|remove|delete|drop) <title> (out of|from|off) [the] (handbook|glossary)",),
        ("take ASB out of the handbook", "remove ASB from the glossary", "delete MASG from the handbook", "please drop ASB from the glossary", "can you take ASB off the glossary"),
    ),
    spoken(
        "Two that are one",
        "actions merge {ref} into {other}",
        "merge {ref} into {other}",
        (
            "merge <ref> (into|with|and) <other>",
            "<ref> and <other> are the same [thing|action|one|action point] [so] merge them",
            "<ref> is the same [thing|action|one] as <other> [so] merge them",
            "(make|turn) <ref> and <other> [into] one",
        ),
        ("please merge 02/05 into 02/02", "02/05 and 02/02 are the same, merge them", "can you merge 02/05 with 02/02", "02/05 is the same as 02/02, so merge them", "make 02/05 and 02/02 one"),
    ),
    spoken(
        "One promise under two numbers",
        "actions link {ref} to {other}",
        "link {ref} to {other}, as one promise",
        (
            "link <ref> (to|with|and) <other>",
            "<ref> and <other> (are|belong) [the same|together|the same promise] [so] link them",
            "<ref> is the same [promise|thing|action] as <other> [so] link them",
            "<ref> (belongs with|goes back to|comes from|carries on from) <other>",
        ),
        ("please link 02/05 to 02/02", "02/05 is the same promise as 02/02, link them", "can you link 02/05 with 02/02", "02/05 goes back to 02/02", "02/05 and 02/02 belong together, so link them"),
    ),
    spoken(
        "Taking note of a closing",
        "actions accept {ref}",
        "take note of the closing of {ref}",
        (
            "accept [the] (closing|closure) of <ref>",
            "(i'm|i am|we're|we are) (happy|fine|ok|okay) (with|for) [the] (closing|closure) of <ref>",
            "<ref> (can be|may be|is|should be) accepted [as closed]",
            "(take note of|note) [the] (closing|closure) of <ref>",
        ),
        ("accept the closing of 02/03", "I'm happy with the closing of 02/03", "02/03 can be accepted as closed", "please accept the closure of 02/03", "take note of the closing of 02/03"),
    ),
    spoken(
        "Sending a closing back",
        "actions send back {ref} {question}",
        "send {ref} back to its owners[, asking “{question}”]",
        (
            "send <ref> back [to them|to him|to her|to the owner|to the owners|to its owners] [and] (ask|asking) [them] <question>",
            "send <ref> back [to them|to him|to her|to the owner|to the owners|to its owners] <question>",
            "send back <ref> [and] [ask] <question>",
            "(ask|query) [the] (owners|owner) of <ref> <question>",
        ),
        ("send 02/03 back, who got it?", "send 02/03 back to them and ask who got it", "please send 02/03 back: who got it", "can you send 02/03 back to the owner and ask when it went out", "send back 02/03 and ask who got it"),
    ),
)  # fmt: skip
