"""The directory in whole sentences: one's own details, those of others, who left, organisations and services."""

from bot.language.free.spoken import spoken

_NOW = "(is|is now|has changed to|changed to|will be|should be|has become)"
_PHONE = "(phone|phone number|telephone|telephone number|number|mobile|mobile number|tel)"
_EMAIL = "(email|email address|e-mail|e-mail address|address)"
_LEFT = (
    "<person> (has left|left|is leaving|has gone|has retired|is retiring|has resigned|has moved on|has stepped down|is stepping down|has left us|left us)",
    "<person> (has left|left|is leaving|has stepped down from|is stepping down from|no longer sits on|is no longer on|no longer is on) [the|our] (board|partnership|group|csp|council|police)",
    "<person> is no longer (a member|with us|our contact)",
    "<person> (doesn't work|does not work|no longer works) (for us|here|there|with us) [any more|anymore]",
    "(we've|we have) lost <person>",
    "<person>'s last day (was|is) (today|yesterday|monday|tuesday|wednesday|thursday|friday)",
)
_SUCCEEDED = (
    " [and] [is|was|has been|to be] (replaced by|succeeded by|followed by) <successor>",
    " [and] (his|her|their) (successor|replacement) (is|will be) <successor>",
    " [and] <successor> (replaces|takes over from|is replacing|has replaced|succeeds|is taking over from|takes over|is taking over|will take over|has taken over) [them|him|her]",
    "",
)

DIRECTORY_KEEPING = (
    spoken(
        "One's own number",
        "contacts correct {phone}",
        "set your number to {phone}",
        (
            f"my [new|work|direct] {_PHONE} {_NOW} <phone>",
            f"(change|update|set|correct) my {_PHONE} to <phone>",
            f"[i have|i've got|i've] [a] new {_PHONE} [for me] [it's|which is] <phone>",
        ),
        ("my phone number has changed to 01632 960555", "my number is now 01632 960555", "please update my phone number to 01632 960555", "new mobile for me: 01632 960555", "i have a new number, 01632 960555"),
    ),
    spoken(
        "One's own address",
        "contacts correct {email}",
        "set your email address to {email}",
        (
            f"my [new|work] {_EMAIL} {_NOW} <email>",
            f"(change|update|set|correct) my {_EMAIL} to <email>",
            f"[i have|i've got|i've] [a] new {_EMAIL} [for me] [it's|which is] <email>",
        ),
        ("my new email is tom@new.example", "my email has changed to tom@new.example", "change my email address to tom@new.example", "could you update my e-mail to tom@new.example", "i've got a new email: tom@new.example"),
    ),
    spoken(
        "One's details are right",
        "contacts confirm",
        "note that your details are right",
        (
            "my [contact] details are [all|still|all still] (right|correct|up to date|ok|okay|fine|the same|unchanged)",
            "(confirm) my [contact] details",
        ),
        ("my details are right", "my contact details are still correct", "my details are up to date", "please confirm my details", "my contact details are all still the same"),
    ),
    spoken(
        "Somebody's details",
        "contacts edit {person}[, {phone}][, {email}]",
        "change the details of {person}:[ {phone}][ {email}]",
        (
            f"<person>'s [new|work] {_PHONE} {_NOW} <phone>",
            f"<person>'s [new|work] {_EMAIL} {_NOW} <email>",
            f"(change|update|set|correct) <person>'s {_PHONE} to <phone>",
            f"(change|update|set|correct) <person>'s {_EMAIL} to <email>",
            f"<person> has [got] [a] new {_PHONE} <phone>",
            f"<person> has [got] [a] new {_EMAIL} <email>",
            "(edit|change|update|amend) <person>'s [contact] details",
        ),
        ("Farah's number has changed to 01632 960555", "farah qureshi's new email is farah@new.example", "update Farah's phone number to 01632 960555", "farah has a new number: 01632 960555", "can you change farah's details"),
    ),
    spoken(
        "Somebody left",
        "contacts leave {person}[, replaced by {successor}]",
        "note that {person} no longer sits[, and {successor} does in their place]",
        (
            "<successor> (has replaced|has taken over from|replaces|is replacing|takes over from|is taking over from) <person>",
            *(f"{left}{behind}" for behind in _SUCCEEDED for left in _LEFT),
        ),
        ("tom adisa has left", "farah qureshi has left, replaced by helen bartosz", "tom adisa is leaving and helen bartosz is taking over", "patrick doyle no longer sits on the board", "Helen Bartosz has taken over from Patrick Doyle"),
    ),
    spoken(
        "Somebody sits for others",
        "contacts move {person} to {body}",
        "note that {person} sits for {body} from today on",
        (
            "<person> (has moved|moved|is moving|has gone|has transferred) to [the] <body>",
            "<person> (now sits|sits now|now works|works now|is now|now) (for|with|at) [the] <body>",
            "move <person> to [the] <body>",
        ),
        ("farah has moved to Averdale Homes", "tom adisa now sits for the probation service avershire", "farah now works for averdale homes", "move farah to Averdale Homes", "farah is now with Averdale Homes"),
    ),
    spoken(
        "Two entries of one person",
        "contacts merge {person} into {successor}",
        "make one entry of {person} and {successor}",
        (
            "(merge|combine) <person> (with|into|and) <successor>",
            "<person> and <successor> are [actually] [one and] the same [person]",
            "<person> is the same [person] as <successor>",
        ),
        ("merge Tom Adisa into Farah Qureshi", "tom adisa and farah qureshi are the same person", "can you combine tom adisa with farah qureshi", "tom adisa is the same person as farah qureshi", "tom adisa and farah qureshi are actually the same"),
    ),
    spoken(
        "Somebody new",
        "contacts add {text}",
        "add to the directory: {text}",
        (
            "(add|enter) [a|the] [new] (contact|person|board member): <text>",
            "(add|enter) [a|the] new (contact|person|board member) <text>",
            "(add|enter) <text>, as a [new] (contact|person)",
            "(add|enter) <text> as a [new] (contact|person)",
            "there is a new (contact|person) to add: <text>",
            "there's a new (contact|person) to add: <text>",
        ),
        ("add a new contact Ada Okafor, Fire Service", "please add Ada Okafor, Averdale Homes, as a contact", "there's a new person to add: Ada Okafor, Averdale Homes", "can you enter a new contact: Ada Okafor, Averdale Homes", "add Ada Okafor, Averdale Homes as a new contact"),
    ),
    spoken(
        "No Slack user any more",
        "contacts unlink {person}",
        "link {person} with their Slack user no longer",
        ("unlink <person>", "<person> is no longer (that|this|the) slack (user|account)", "(disconnect|detach) <person> from [their|that|the] slack (user|account)"),
        ("unlink Tom Adisa", "tom adisa is no longer that slack user", "please unlink farah", "detach farah from their slack account", "can you disconnect farah from the slack account"),
    ),
    spoken(
        "Two organisations that are one",
        "contacts organisation merge {body} into {into}",
        "make one entry of {body} and {into}",
        (
            "<body> and <into> are (one|one and the same|the same) organisation",
            "(merge|combine) <body> (into|with|and) <into>",
            "<body> is the same organisation as <into>",
        ),
        ("Averdale Homes and University of Pellingford are one organisation", "merge Averdale Homes into University of Pellingford", "averdale homes is the same organisation as university of pellingford", "combine Averdale Homes with University of Pellingford", "averdale homes and university of pellingford are the same organisation"),
    ),
    spoken(
        "Twice in the directory",
        "contacts duplicates",
        "",
        (
            "[are there|is there|have we|have we got|do we have|show me|show|find|list] [any|the] (duplicates|doubles|duplicate entries|duplicate people|double entries) in [the|our] (contacts|directory|contact list|address book)",
            "[are there|have we got|do we have|show me|show|find|list] [any|the] duplicate (contacts|people|organisations)",
            "is (anybody|anyone|somebody|someone) in [the|our] (contacts|directory|contact list|address book) twice",
            "do any (contacts|people|organisations) appear twice [in the directory]",
            "is (anybody|anyone|somebody|someone) twice in [the|our] (contacts|directory|contact list|address book)",
        ),
        ("are there any duplicates in the contacts", "is anybody in the directory twice", "any duplicate contacts?", "show me duplicate people", "find the duplicates in our directory"),
    ),
    spoken(
        "Details that nobody confirmed",
        "contacts stale",
        "",
        (
            "(whose|which|what) [contact] [details|contacts|entries] (are|might be|may be) (out of date|old|stale|wrong|unconfirmed|not up to date)",
            "(which|whose|what) [contacts|details|entries|contact details] need (checking|confirming|updating)",
            "who (hasn't|has not) (confirmed|checked|updated) their [contact] details",
            "[show|show me|list] [the] (stale|old|out of date|unconfirmed) (contacts|details|entries)",
        ),
        ("whose details are out of date", "which contacts need checking", "who hasn't confirmed their details", "show me the stale contacts", "which contacts might be wrong"),
    ),
    spoken(
        "An organisation's new name",
        "contacts organisation rename {body} to {name}",
        "rename {body} to {name}",
        (
            "<body> (is now called|is now named|is now known as|has been renamed to|has been renamed|will be called|has become) <name>",
            "<body> (has changed its name to|changed its name to|is changing its name to) <name>",
            "rename <body> (to|as) <name>",
        ),
        ("Averdale Homes is now called Averdale Living", "rename Averdale Homes to Averdale Living", "averdale homes has changed its name to Averdale Living", "can you rename averdale homes as Averdale Living", "Averdale Homes is now known as Averdale Living"),
    ),
    spoken(
        "A new organisation",
        "contacts organisation add {name}",
        "add the organisation {name}",
        ("(add|create|enter) [a|an] [new] organisation (called|named) <name>", "(add|enter) <name> as [a|an] [new] organisation"),
        ("add an organisation called Harbour Watch", "please add Harbour Watch as a new organisation", "create a new organisation named Harbour Watch", "enter Harbour Watch as an organisation", "can you add a new organisation called Harbour Watch"),
    ),
    spoken(
        "A number for the public less",
        "contacts service remove {service}",
        "take “{service}” off the numbers for the public",
        (
            "(take|remove|delete|drop) [the] <service> [number] (off|from|out of) [the|our] (public numbers|numbers for the public|services|public services|list of services)",
        ),
        ("take noise at night off the public numbers", "remove Noise complaints from the services", "delete the noise complaints number from the public numbers", "please drop noise complaints from the list of services", "can you take noise complaints off the services"),
    ),
)  # fmt: skip
