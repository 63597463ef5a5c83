"""The directory."""

from bot.language.free.loosely import loosely

DIRECTORY_KEEPING = (
    loosely(
        "One's own number",
        "contacts correct {phone}",
        "set your number to {phone}",
        ("my phone number has changed to 01632 960555", "my number is now 01632 960555", "please update my phone number to 01632 960555", "new mobile for me: 01632 960555", "i have a new number, 01632 960555"),
    ),
    loosely(
        "One's own address",
        "contacts correct {email}",
        "set your email address to {email}",
        ("my new email is tom@new.example", "my email has changed to tom@new.example", "change my email address to tom@new.example", "could you update my e-mail to tom@new.example", "i've got a new email: tom@new.example"),
    ),
    loosely(
        "One's details are right",
        "contacts confirm",
        "note that your details are right",
        ("my details are right", "my contact details are still correct", "my details are up to date", "please confirm my details", "my contact details are all still the same"),
    ),
    loosely(
        "Somebody's details",
        "contacts edit {person}[, {phone}][, {email}]",
        "change the details of {person}:[ {phone}][ {email}]",
        ("Farah's number has changed to 01632 960555", "farah qureshi's new email is farah@new.example", "update Farah's phone number to 01632 960555", "farah has a new number: 01632 960555", "can you change farah's details"),
    ),
    loosely(
        "Somebody left",
        "contacts leave {person}[, replaced by {successor}]",
        "note that {person} no longer sits[, and {successor} does in their place]",
        ("tom adisa has left", "farah qureshi has left, replaced by helen bartosz", "tom adisa is leaving and helen bartosz is taking over", "patrick doyle no longer sits on the board", "Helen Bartosz has taken over from Patrick Doyle"),
    ),
    loosely(
        "Somebody sits for others",
        "contacts move {person} to {body}",
        "note that {person} sits for {body} from today on",
        ("farah has moved to Averdale Homes", "tom adisa now sits for the probation service avershire", "farah now works for averdale homes", "move farah to Averdale Homes", "farah is now with Averdale Homes"),
    ),
    loosely(
        "Two entries of one person",
        "contacts merge {person} into {successor}",
        "make one entry of {person} and {successor}",
        ("merge Tom Adisa into Farah Qureshi", "tom adisa and farah qureshi are the same person", "can you combine tom adisa with farah qureshi", "tom adisa is the same person as farah qureshi", "tom adisa and farah qureshi are actually the same"),
    ),
    loosely(
        "Somebody new",
        "contacts add {words}",
        "add to the directory: {words}",
        ("add a new contact Ada Okafor, Fire Service", "please add Ada Okafor, Averdale Homes, as a contact", "there's a new person to add: Ada Okafor, Averdale Homes", "can you enter a new contact: Ada Okafor, Averdale Homes", "add Ada Okafor, Averdale Homes as a new contact"),
    ),
    loosely(
        "No Slack user any more",
        "contacts unlink {person}",
        "link {person} with their Slack user no longer",
        ("unlink Tom Adisa", "tom adisa is no longer that slack user", "please unlink farah", "detach farah from their slack account", "can you disconnect farah from the slack account"),
    ),
    loosely(
        "Two organisations that are one",
        "contacts organisation merge {body} into {into}",
        "make one entry of {body} and {into}",
        ("Averdale Homes and University of Pellingford are one organisation", "merge Averdale Homes into University of Pellingford", "averdale homes is the same organisation as university of pellingford", "combine Averdale Homes with University of Pellingford", "averdale homes and university of pellingford are the same organisation"),
    ),
    loosely(
        "Twice in the directory",
        "contacts duplicates",
        "",
        ("are there any duplicates in the contacts", "is anybody in the directory twice", "any duplicate contacts?", "show me duplicate people", "find the duplicates in our directory"),
    ),
    loosely(
        "Details that nobody confirmed",
        "contacts stale",
        "",
        ("whose details are out of date", "which contacts need checking", "who hasn't confirmed their details", "show me the stale contacts", "which contacts might be wrong"),
    ),
    loosely(
        "An organisation's new name",
        "contacts organisation rename {body} to {name}",
        "rename {body} to {name}",
        ("Averdale Homes is now called Averdale Living", "rename Averdale Homes to Averdale Living", "averdale homes has changed its name to Averdale Living", "can you rename averdale homes as Averdale Living", "Averdale Homes is now known as Averdale Living"),
    ),
    loosely(
        "A new organisation",
        "contacts organisation add {name}",
        "add the organisation {name}",
        ("add an organisation called Harbour Watch", "please add Harbour Watch as a new organisation", "create a new organisation named Harbour Watch", "enter Harbour Watch as an organisation", "can you add a new organisation called Harbour Watch"),
    ),
    loosely(
        "A number for the public less",
        "contacts service remove {service}",
        "take “{service}” off the numbers for the public",
        ("take noise at night off the public numbers", "remove Noise complaints from the services", "delete the noise complaints number from the public numbers", "please drop noise complaints from the list of services", "can you take noise complaints off the services"),
        words="number numbers service services line lines helpline hotline public contact contacts directory phone",
    ),
    loosely(
        "An organisation that ended",
        "contacts organisation end {body} on {when}[, followed by {into}]",
        "note that {name_told} ended on {last_day_told}[, followed by {successor_told}]",
        ("Averdale Homes was abolished on 1 May 2026", "averdale homes is closing on 30 June", "end averdale homes on 30 June, followed by university of pellingford", "averdale homes leaves the partnership on 30 June", "from 30 june averdale homes is no more"),
    ),
    loosely(
        "An organisation entered by mistake",
        "contacts organisation remove {body}",
        "take {name_told} out of the directory",
        ("delete the organisation Averdale Homes", "averdale homes was added by mistake, remove it", "remove averdale homes from the organisations", "please remove the organisation averdale homes", "get rid of averdale homes, it was a mistake"),
    ),
    loosely(
        "What an organisation has to do",
        "contacts organisation statutory {body}[ {off}]",
        "note that {body} is[ {not}] statutory",
        ("averdale homes is now a statutory member", "make averdale homes statutory", "averdale homes is no longer statutory", "averdale homes now has a duty to sit", "mark averdale homes as statutory"),
    ),
    loosely(
        "What else an organisation is called",
        "contacts organisation alias {body}, {name}",
        "note that {name_told} is also called {also_told}",
        ("averdale homes is also called AvHo", "people call averdale homes AvHo", "add the short name AvHo for averdale homes", "AvHo is short for averdale homes", "add AvHo as another name for averdale homes"),
    ),
    loosely(
        "A number for the public",
        "contacts service add {service}[, {phone}][, {email}]",
        "set the number for the public of {name_told} to[ {phones_told}][ {emails_told}]",
        ("the noise complaints number has changed to 01632 960222", "noise complaints has a new number 01632 960222", "change the trading standards number to 01632 960222", "ring 01632 960222 about noise from now on", "trading standards can now be reached on 01632 960222"),
        either=("phone", "email"),
    ),
    loosely(
        "Who a Slack user is",
        "contacts link {user} {person}",
        "link that Slack user to {name_told}",
        ("link <@U0NEW01> to farah", "connect <@U0NEW01> with Farah Qureshi", "please link the slack user <@U0NEW01> to farah", "farah is <@U0NEW01> on slack", "the slack user <@U0NEW01> belongs to farah qureshi"),
    ),
)  # fmt: skip
