"""Contact files by direct message: shown first, then brought in whole or not at all."""

from collections.abc import Iterator

import pytest

from tests.bot.shelf import Shelf, shelf
from tests.conversation import Conversation, Heard

SECRETARIAT, OWNER = "Nadia Rahimi", "Tom Adisa"
THREE = b"""name,organisation,capacity,role,email,phone
Ada Okafor,Fire Service,Board member,Watch lead,ada@avershirefire.example,+44 1632 960001
Ben Idowu,Night Owls,member,,,
Tom Adisa,,,,,01632 960999
"""


@pytest.fixture
def kept(bot: Conversation) -> Iterator[Shelf]:
    with shelf() as files:
        bot.services.client.base_url = files.address
        bot.slack.described = files.described
        yield files


def sends(
    bot: Conversation, kept: Shelf, content: bytes, name: str = "contacts.csv", who: str = SECRETARIAT
) -> Heard:
    return bot.writes(who, "", subtype="file_share", files=[kept.put(name, content)])


def names(bot: Conversation) -> set[str]:
    return {person.name for person in bot.services.words().people}


def test_a_file_is_shown_and_then_brought_in(bot: Conversation, kept: Shelf) -> None:
    heard = sends(bot, kept, THREE)

    assert heard.text.splitlines()[:5] == [
        "contacts.csv",
        "Adds 2 people, 1 organisation and 2 seats; changes 1.",
        "• add: person: Ada Okafor (row 2)",
        "• add: seat: Ada Okafor, Watch lead, board for Fire Service (row 2)",
        "• add: organisation: Night Owls (row 3)",
    ]
    assert "change: person: Tom Adisa, phone: 01632 960102 -&gt; 01632 960999 (row 4)" in heard.text
    assert heard.labels == ["Apply", "Cancel"]
    assert "Ada Okafor" not in names(bot)

    bot.press(SECRETARIAT, heard, "Apply")

    done = next(p for p in bot.slack.posted if p.ts == heard.ts)
    assert done.text.startswith("Brought in contacts.csv. Adds 2 people")
    assert {"Ada Okafor", "Ben Idowu"} <= names(bot)
    bot.press(SECRETARIAT, Heard(done.text, done.blocks, ts=done.ts, channel=done.channel), "Undo")
    assert not {"Ada Okafor", "Ben Idowu"} & names(bot)


def test_cancelling_leaves_everything(bot: Conversation, kept: Shelf) -> None:
    heard = sends(bot, kept, THREE)

    bot.press(SECRETARIAT, heard, "Cancel")

    assert "Ada Okafor" not in names(bot)


def test_the_same_again_has_nothing_to_do(bot: Conversation, kept: Shelf) -> None:
    bot.press(SECRETARIAT, sends(bot, kept, THREE), "Apply")

    assert (
        sends(bot, kept, THREE).text == "The directory says all that contacts.csv says. Nothing was changed."
    )


def test_a_file_that_is_another_by_now_is_not_brought_in(bot: Conversation, kept: Shelf) -> None:
    heard = sends(bot, kept, THREE)
    kept.files["F0"] = ("contacts.csv", THREE.replace(b"Ada", b"Eve"))

    bot.press(SECRETARIAT, heard, "Apply")

    assert (
        bot.last().text
        == "contacts.csv is not the file that I showed. Nothing was changed; please send it again."
    )
    assert not {"Ada Okafor", "Eve Okafor"} & names(bot)


def test_a_file_that_is_gone_is_a_sentence(bot: Conversation, kept: Shelf) -> None:
    heard = sends(bot, kept, THREE)
    bot.slack.refusals["files.info"] = "file_not_found"

    bot.press(SECRETARIAT, heard, "Apply")

    assert "Please try again." in bot.last().text
    assert "Ada Okafor" not in names(bot)


def test_nobody_else_brings_files_in(bot: Conversation, kept: Shelf) -> None:
    heard = sends(bot, kept, THREE, who=OWNER)

    assert heard.text == "Only the secretariat may change the directory. Nothing was changed."


def test_the_token_goes_to_slack_alone(bot: Conversation, kept: Shelf) -> None:
    file = {
        **kept.put("contacts.csv", THREE),
        "url_private_download": "http://elsewhere.example/contacts.csv",
    }

    heard = bot.writes(SECRETARIAT, "", subtype="file_share", files=[file])

    assert (
        heard.text
        == "contacts.csv is not kept by Slack, so I cannot read it. Nothing was changed; upload it."
    )


def test_a_file_that_is_too_large_is_not_fetched(bot: Conversation, kept: Shelf) -> None:
    file = {**kept.put("contacts.csv", THREE), "size": 6_000_000}

    heard = bot.writes(SECRETARIAT, "", subtype="file_share", files=[file])

    assert heard.text.startswith("contacts.csv is larger than 5 megabytes.")


def test_a_vcard_is_read_as_well(bot: Conversation, kept: Shelf) -> None:
    card = b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada Okafor\r\nORG:Fire Service\r\nTEL;VALUE=uri:tel:+44-1632-960001\r\nEND:VCARD\r\n"

    heard = sends(bot, kept, card, "ada.vcf")
    bot.press(SECRETARIAT, heard, "Apply")

    ada = next(p for p in bot.services.words().people if p.name == "Ada Okafor")
    assert ada.phone == "+44 1632 960001"
    assert ada.sittings[0].organisation == "Avershire Fire and Rescue Service"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "contacts.csv is empty."),
        (b"first,second\nAda,Okafor\n", "contacts.csv has no column “name” in its first row (the columns are “first”, “second”)."),
        (b"name,e-mail\nAda Okafor,ada@\n", "contacts.csv has a row that cannot be used, so nothing was changed: row 2: “ada@” is no e-mail address."),
        (b"name,group\nAda Okafor,Owls\n", "contacts.csv has a row that cannot be used, so nothing was changed: row 2: there is no group “Owls”."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_sentence(bot: Conversation, kept: Shelf, content: bytes, said: str) -> None:
    assert sends(bot, kept, content).text.startswith(said)
