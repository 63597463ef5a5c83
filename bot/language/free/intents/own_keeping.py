"""What people say of themselves and of the register's upkeep."""

from bot.language.free.loosely import built, loosely
from bot.language.free.reading import Reading
from handlers.register_requests import AcceptClosings, Back
from handlers.requests import AnyRequest, AskBack, Confirm

_OF_CLOSINGS = frozenset(
    "closing closings closure closures closed accept accepted acknowledge happy content".split()
)
_SEES_OR_DENIES = frozenset(
    "list show see view which what not havent hasnt isnt arent never nobody unaccepted without except but waiting outstanding left".split()
)


def _all_closings(r: Reading) -> AnyRequest | None:
    """To close everything is another thing than to be content with all that was closed; to see them, one more."""
    words = {token.word for token in r.tokens}
    if not _OF_CLOSINGS & words or words & _SEES_OR_DENIES or r.asking:
        return None
    return Confirm(AcceptClosings(()), "take note of every closing that nobody has looked at yet")


def _back(r: Reading) -> AnyRequest | None:
    """Whoever is back: the speaker, or somebody who is named; “send them to Farah” hands over, and lacks a day."""
    people = [each for each in r.names if each.parties[0].kind == "person"]
    if not people:
        return Confirm(Back(), "send your reminders to yourself again")
    name = people[0].name
    if people[0].first and r.tokens[people[0].first - 1].word == "to":
        return AskBack(
            f"Until when is {name} to get your reminders? Nothing was changed; say `/actions away until 3 January, {name} covers`."
        )
    return Confirm(Back(name), f"send the reminders of {name} to themselves again")


OWN_KEEPING = (
    loosely(
        "Being away",
        "actions away [{absent} ]until {until}, {deputy} covers",
        "send {whose} reminders to {deputy_told} until {until_told}",
        ("i'm away until 3 january, helen bartosz covers", "I am off till 3 January and farah is covering for me", "on leave until 3 january, cover is farah", "farah is covering for me until 3 january", "i'll be on holiday until friday week, farah will cover"),
    ),
    built(
        "Being back",
        _back,
        ("i'm back", "im back from leave", "I'm back at work now", "back in the office", "i am back from holiday"),
    ),
    loosely(
        "No nudges",
        "actions mute nudges",
        "send you no nudges before deadlines",
        ("stop nudging me", "don't remind me before the deadline", "no more nudges please", "turn off my reminders", "stop sending me nudges"),
    ),
    loosely(
        "No plan reminders",
        "actions mute plan",
        "send you no reminders of plan targets before their dates",
        ("stop reminding me of my plan targets", "no more plan reminders please", "mute the plan reminders", "don't remind me about the plan", "turn off the reminders about my targets"),
        words="plan plans target targets",
    ),
    loosely(
        "Reminders again",
        "actions unmute everything",
        "send you the weekly list and the nudges again",
        ("turn on my reminders", "start reminding me again", "send me the weekly list again", "unmute my reminders", "please switch on the nudges again"),
        words="remind reminds reminded reminder reminders reminding nudge nudges nudged nudging mute muted muting unmute silence silenced list lists digest summary message messages resume switch switched turn turned notify notification notifications",
    ),
    loosely(
        "The secretariat's work in other hands",
        "actions delegate {deputy} until {until}",
        "let {name_told} act as secretariat until {until_told}",
        ("let tom act as secretariat until 3 january", "can tom act as secretariat until 3 january", "tom will be standing in for the secretariat until 3 january", "have tom act as the secretariat till 3 January", "make tom acting secretariat until 3 January"),
    ),
    loosely(
        "What one may do",
        "actions access",
        "",
        ("what am I allowed to do here", "what are my permissions", "what are my rights?", "who is allowed to do what", "what may i do here"),
    ),
    loosely(
        "What was not understood",
        "actions unanswered",
        "",
        ("what did people ask that you couldn't answer", "what couldn't you answer lately", "which questions did you not understand", "show me the unanswered questions", "what did members ask you that you didn't understand"),
    ),
    loosely(
        "Bringing papers in",
        "actions import",
        "",
        ("how do I import the old minutes", "how do i bring in a paper", "i want to upload last year's minutes", "can i upload a document", "how can I load an agenda"),
    ),
    loosely(
        "What papers say",
        "actions papers {matter}",
        "quote what the papers say",
        ("what was agreed about the e-scooter thing?", "what did the board agree about cycling", "what do the minutes say on noise", "what do the papers say about the bus station", "search the minutes for the bus shelter", "remind me what we decided about car parking", "did we ever agree anything about the park gates?", "is there anything in the minutes about bikes", "what did we agree to do about street lighting", "what was agreed at the February meeting?"),
    ),
    loosely(
        "Into the handbook",
        "actions handbook add {entry}: {text}",
        "write into the handbook: {title_told}: {text_told}",
        ("add MARAC to the handbook: a conference about risk", "put MARAC in the glossary: a conference about risk", "MARAC means a conference about risk, add it to the handbook", "write into the handbook that MARAC stands for a conference about risk", "can you add MARAC to the glossary as a conference about risk"),
    ),
    loosely(
        "Another wording in the handbook",
        "actions handbook edit {entry}: {text}",
        "word “{title_told}” in the handbook anew: {text_told}",
        ("change ASB in the handbook to anti-social acts", "update the handbook entry for ASB: anti-social acts", "reword the glossary entry on ASB to say anti-social acts", "please correct ASB in the glossary to anti-social acts", "can you edit the handbook entry about ASB: anti-social acts"),
    ),
    loosely(
        "Out of the handbook",
        "actions handbook remove {listed}",
        "take “{title_told}” out of the handbook",
        ("take ASB out of the handbook", "remove ASB from the glossary", "delete MASG from the handbook", "please drop ASB from the glossary", "can you take ASB off the glossary"),
        words="handbook glossary entry entries definition definitions acronym acronyms abbreviation jargon terms",
    ),
    loosely(
        "Two that are one",
        "actions merge {ref} into {other}",
        "merge {ref} into {other}",
        ("please merge 02/05 into 02/02", "02/05 and 02/02 are the same, merge them", "can you merge 02/05 with 02/02", "02/05 is the same as 02/02, so merge them", "make 02/05 and 02/02 one"),
    ),
    loosely(
        "One promise under two numbers",
        "actions link {ref} to {other}",
        "link {ref} to {other}, as one promise",
        ("please link 02/05 to 02/02", "02/05 is the same promise as 02/02, link them", "can you link 02/05 with 02/02", "02/05 goes back to 02/02", "02/05 and 02/02 belong together, so link them"),
    ),
    loosely(
        "Taking note of a closing",
        "actions accept {ref}",
        "take note of the closing of {ref}",
        ("accept the closing of 02/03", "I'm happy with the closing of 02/03", "02/03 can be accepted as closed", "please accept the closure of 02/03", "take note of the closing of 02/03"),
    ),
    loosely(
        "Sending a closing back",
        "actions send back {ref} {question}",
        "send {ref} back to its owners[, asking “{question}”]",
        ("send 02/03 back, who got it?", "send 02/03 back to them and ask who got it", "please send 02/03 back: who got it", "can you send 02/03 back to the owner and ask when it went out", "send back 02/03 and ask who got it"),
    ),
    loosely(
        "The secretariat's work in its own hands",
        "actions delegate {person} off",
        "let {name_told} act as secretariat no longer",
        ("tom is no longer acting as secretariat", "farah doesn't act as secretariat any more", "farah has stopped standing in as secretariat", "end farah's acting as secretariat", "take the secretariat back from farah"),
    ),
    loosely(
        "Closings to look at",
        "actions closings",
        "",
        ("which closings have i not accepted", "show me the closings that nobody has accepted yet", "what was closed that I haven't looked at", "are there closings to accept", "list the closings waiting for me"),
        words="closing closings closure closures closed accept accepted",
    ),
    built(
        "Taking note of all closings",
        _all_closings,
        ("accept all closings", "accept all the closed ones", "we're happy with all the closings", "acknowledge every closing", "all closings can be accepted"),
    ),
)  # fmt: skip
