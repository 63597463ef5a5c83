"""Whatever a reply says, Slack takes it: within every limit, as typed, and nothing left out without a word."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.blocks.escaping import as_typed, escape, folded, shortened
from bot.blocks.message import blocks, message
from bot.blocks.owners import owners_found
from bot.blocks.pieces import HOME_LIMIT
from bot.blocks.plain import plain
from handlers.register_requests import AddAction, ListActions
from handlers.replies import (
    Bar,
    Bullets,
    Button,
    Card,
    Chart,
    Heading,
    Menu,
    Note,
    Outcome,
    Part,
    PointRow,
    Reply,
    Row,
    Text,
    Title,
)
from store.tables import Status
from store.views import EventView, PointView, UpdateView
from store.vocabulary import GroupEntry, OrganisationEntry, PersonEntry, Vocabulary
from tests.fake_slack import Json

ZONE, TODAY = ZoneInfo("Europe/London"), date(2026, 5, 26)
AT = datetime(2026, 5, 26, 8, tzinfo=UTC)
LOOKALIKES = str.maketrans({"∗": "*", "ˍ": "_", "∼": "~", "ˋ": "`"})
ENTITY = re.compile(r"&(?:amp|lt|gt);")

AWKWARD = (
    *("<!here>", "<!channel>", "<@U0PELTOM>", "<#C1|x>", "<https://x.example|y>", "&", "&amp;", "<", ">"),
    *(
        "*bold*",
        "_it_",
        "~gone~",
        "`code`",
        "```",
        "*",
        "file_name",
        "5*3*2",
        "> quoted",
        ":tada:",
        "🏳️‍🌈",
        "👩‍👩‍👧",
    ),
    *("שלום", "مرحبا", "\u202etxt\u202c", "a\u200bb", "\ufeff", "é", "｜", "|"),
)
WORDS = st.lists(
    st.one_of(
        st.sampled_from(AWKWARD),
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1, max_size=12),
        st.sampled_from(["line\nbreak", "x" * 200]),
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
LONG = st.tuples(WORDS, st.integers(1, 120)).map(lambda drawn: " ".join([drawn[0]] * drawn[1])[:6_000])
SAID = st.one_of(WORDS, WORDS, LONG)

POINTS = st.builds(
    PointView,
    id=st.just(1),
    ref=st.just("02/09"),
    full_ref=st.just("2026-02/09"),
    raised=st.just(date(2026, 2, 10)),
    group=st.sampled_from(["", "MASG"]),
    text=SAID,
    status=st.sampled_from([Status.OPEN, Status.CLOSED, Status.CARRIED_OVER]),
    note=SAID,
    due=st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 12, 31))),
    due_words=st.none(),
    confidential=st.booleans(),
    owners=st.lists(WORDS, max_size=3).map(tuple),
)
BUTTONS = st.builds(Button, SAID, st.builds(AddAction, SAID), form=st.booleans())
PARTS: st.SearchStrategy[Part] = st.one_of(
    st.builds(Title, SAID),
    st.builds(Heading, SAID),
    st.builds(Text, SAID),
    st.builds(Note, SAID),
    st.builds(Bullets, st.lists(SAID, max_size=8).map(tuple), WORDS),
    st.builds(Row, WORDS, st.lists(SAID, max_size=3).map(tuple), st.one_of(st.none(), BUTTONS)),
    st.builds(PointRow, POINTS, st.just(TODAY), st.one_of(st.none(), BUTTONS)),
    st.builds(
        Card,
        POINTS,
        st.just(TODAY),
        updates=st.lists(st.builds(UpdateView, st.just(AT), WORDS, SAID), max_size=4).map(tuple),
        events=st.lists(st.builds(EventView, st.just(AT), WORDS, SAID), max_size=4).map(tuple),
        source=st.sampled_from(["", "https://x.example/a|b>c?d&e"]),
    ),
    st.builds(
        Chart, WORDS, st.lists(st.builds(Bar, WORDS, *[st.integers(1, 999)] * 3), max_size=4).map(tuple)
    ),
    st.builds(
        Menu,
        WORDS,
        st.lists(st.builds(Button, SAID, st.builds(ListActions, about=SAID)), max_size=120).map(tuple),
        WORDS,
    ),
)
REPLIES = st.builds(
    Reply,
    st.sampled_from([Outcome.ANSWERED, Outcome.CONFIRM]),
    st.one_of(st.lists(PARTS, max_size=6), st.lists(PARTS, max_size=130)).map(
        lambda drawn: (Text("x"), *drawn)
    ),
    st.lists(BUTTONS, max_size=30).map(tuple),
)
PATIENT = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@dataclass(frozen=True)
class Drawn:
    """The texts of some blocks: what Slack interprets, what it does not, and what every button says."""

    marked: list[str]
    unmarked: list[str]


def texts(drawn: list[Json]) -> Drawn:
    found = [block["text"] for block in drawn if "text" in block]
    found += [element for block in drawn if block["type"] == "context" for element in block["elements"]]
    return Drawn(
        [text["text"] for text in found if text["type"] == "mrkdwn"],
        [text["text"] for text in found if text["type"] == "plain_text"],
    )


def elements(drawn: list[Json]) -> list[Json]:
    rows = [block["elements"] for block in drawn if block["type"] == "actions"]
    return [one for row in rows for one in row] + [
        block["accessory"] for block in drawn if "accessory" in block
    ]


def interpreted(text: str) -> str:
    """mrkdwn as a reader sees it, without our own bold headings and links."""
    text = re.sub(
        r"<(https?://[^|<>]*)\|([^<>]*)>", lambda link: f"{link[2]}: {link[1].replace('%7C', '|')}", text
    )
    text = "\n".join(re.sub(r"^\*([^*\n]*)\*(?= |$)", r"\1", line) for line in text.splitlines())
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text.replace("\u2060", "").translate(LOOKALIKES)


def letters(text: str) -> str:
    """All that can be read, whatever the spaces between."""
    return re.sub(r"[\s•■□\u2060]+", "", text.translate(LOOKALIKES))


@PATIENT
@given(REPLIES)
def test_every_limit_of_slack_is_kept(reply: Reply) -> None:
    sent = message(reply, ZONE)
    for drawn, limit in ((sent["blocks"], 50), (blocks(reply, ZONE, limit=HOME_LIMIT), 100)):
        assert 0 < len(drawn) <= limit
        ids = [block["block_id"] for block in drawn]
        assert len(set(ids)) == len(ids)
        assert max(map(len, ids)) <= 255
        check_blocks(drawn)
        check_elements(elements(drawn))
    assert 0 < len(sent["text"]) <= 4_000


def check_blocks(drawn: list[Json]) -> None:
    for block in drawn:
        if block["type"] == "section":
            assert 0 < len(block["text"]["text"]) <= 3_000
        elif block["type"] == "header":
            assert 0 < len(block["text"]["text"]) <= 150
        elif block["type"] == "context":
            assert 0 < len(block["elements"]) <= 10
            assert all(0 < len(element["text"]) <= 2_000 for element in block["elements"])
        else:
            assert block["type"] == "actions"
            assert 0 < len(block["elements"]) <= 25
            names = [element["action_id"] for element in block["elements"]]
            assert len(set(names)) == len(names)


def check_elements(found: list[Json]) -> None:
    for element in found:
        assert 0 < len(element["action_id"]) <= 255
        if element["type"] == "button":
            assert 0 < len(element["text"]["text"]) <= 75
            assert len(element["value"]) <= 2_000
            continue
        assert element["type"] == "static_select"
        assert len(element["placeholder"]["text"]) <= 150
        assert 0 < len(element["options"]) <= 100
        for option in element["options"]:
            assert 0 < len(option["text"]["text"]) <= 75
            assert len(option["value"]) <= 150


@PATIENT
@given(st.lists(PARTS, min_size=1, max_size=8).map(tuple))
def test_nothing_is_left_out_without_a_word(parts: tuple[Part, ...]) -> None:
    """All that the plain text says stands in the blocks, or they tell how much is missing."""
    reply = Reply(Outcome.ANSWERED, parts)
    drawn = texts(blocks(reply, ZONE, limit=10_000))
    seen = letters(" ".join([*map(interpreted, drawn.marked), *drawn.unmarked]))

    for part in parts:
        said = plain(Reply(Outcome.ANSWERED, (part,)), ZONE)
        for line in said.splitlines():
            assert all(letters(word) in seen for word in line.split()), (line, seen)


@PATIENT
@given(REPLIES)
def test_what_does_not_fit_is_counted(reply: Reply) -> None:
    whole, cut = blocks(reply, ZONE, limit=10_000), blocks(reply, ZONE)
    told = [text for text in texts(cut).marked if text.endswith("more paragraphs are not shown here.")]

    if len(whole) <= 50:
        assert cut == whole
    else:
        assert [int(text.split()[0]) for text in told] == [len(whole) - len(cut) + 1]


@PATIENT
@given(st.lists(BUTTONS, max_size=40).map(tuple))
def test_no_button_disappears(offers: tuple[Button, ...]) -> None:
    drawn = blocks(Reply(Outcome.ANSWERED, (Text("x"),), offers), ZONE)
    named = [text for text in texts(drawn).marked if text.startswith("Too long for a button")]

    missing = len(offers) - len(elements(drawn))
    assert bool(named) == (missing > 0)


@PATIENT
@given(SAID)
@example("<!here> <@U1> *a* _b_ ~c~ `d`\n> e")
@example("&" * 4_000)
@example("<!here> <!here> <!here> <!here> > quoted <!here> " * 36)
def test_peoples_words_ping_nobody_and_are_shown_as_typed(said: str) -> None:
    sent = message(Reply(Outcome.ANSWERED, (Text(said), Bullets((said,), said), Note(said))), ZONE)

    assert "<" not in sent["text"]
    for text in texts(sent["blocks"]).marked:
        bare = re.sub(r"(?m)^\*[^*\n]*\*$", "", text)
        assert "<" not in bare
        assert not re.search(r"(?m)^\s*&gt;", bare), "that would be a quotation"
        assert "&" not in ENTITY.sub("", bare)
        for mark in "*_~":
            assert not re.search(rf"(?<!\w){re.escape(mark)}|{re.escape(mark)}(?!\w)", bare)


@PATIENT
@given(SAID)
def test_escaping_can_be_read_back(said: str) -> None:
    lines = (re.sub(r"`/[^`]*`", "", line) for line in said.splitlines())
    text = "\n".join(lines)

    assert interpreted(as_typed(text)).translate(LOOKALIKES) == text.replace("\u2060", "").translate(
        LOOKALIKES
    )


@PATIENT
@given(SAID.map(escape), st.integers(40, 200))
def test_cutting_halves_no_entity(text: str, limit: int) -> None:
    for piece in (*folded(text, limit), shortened(text, limit)):
        assert len(piece) <= limit
        assert "&" not in ENTITY.sub("", piece)
    assert letters("".join(folded(text, limit))) == letters(text)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("`/actions help` shows `all`", "`/actions help` shows ˋallˋ"),
        ("file_name and 5*3*2", "file_name and 5*3*2"),
        ("*bold* _it_ ~gone~", "∗bold∗ ˍitˍ ∼gone∼"),
        ("> said", "\u2060&gt; said"),
        ("a & b < c", "a &amp; b &lt; c"),
    ],
)
def test_marks_are_shown_and_our_own_commands_stay_code(said: str, shown: str) -> None:
    assert as_typed(said) == shown


def directory(count: int) -> Vocabulary:
    """A large directory in which everybody is called much alike."""
    people = tuple(
        PersonEntry(
            n,
            f"Jo Bloggs the {n}th of a very long name that goes on and on and on",
            None,
            None,
            None,
            None,
            (),
        )
        for n in range(count)
    )
    bodies = tuple(
        OrganisationEntry(n, f"Bloggs {n}" + " x" * (n * 20), None, (), False) for n in range(1, 9)
    )
    groups = (GroupEntry(1, "Bloggs Board", "Board", True, None),)
    return Vocabulary(1, 1, "A", "A", "Europe/London", people, bodies, groups, (), ())


@pytest.mark.parametrize("typed", ["", "blog", "bloggs"])
def test_a_picker_has_at_most_a_hundred_options_and_counts_the_rest(typed: str) -> None:
    groups = owners_found(typed, directory(250), TODAY)

    offered = [option for group in groups for option in group["options"]]
    assert len(offered) == 100
    assert all(0 < len(option["text"]["text"]) <= 75 and len(option["value"]) <= 150 for option in offered)
    assert len({option["value"] for option in offered}) == 100
    people = next(group for group in groups if group["label"]["text"].startswith("People"))
    assert people["label"]["text"] == f"People ({250 - len(people['options'])} more, type to narrow)"
