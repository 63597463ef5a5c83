"""The handbook of a paper, brought in: shown first, once, and never over what is newer."""

from datetime import date

from store.handbook import Wording
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.paper import HandbookLine, Paper
from tests.importing.papers import JULY, MARCH, NOVEMBER, pack
from tests.importing.world import HAND, World

TIE = HandbookLine("terms", "Voting (7c)", "The Chair decides.", "Voting", "7c", 90)
QUORUM = HandbookLine("terms", "Voting (7d)", "Five members are a quorum.", "Voting", "7d", 91)
CCC = HandbookLine("glossary", "CCC", "Quarrybridge City Council", "", "", 12, offered=True)


def paper(*lines: HandbookLine, reported: date = NOVEMBER) -> Paper:
    return pack(MARCH if reported is JULY else JULY, reported, handbook=lines)


def told(world: World, *lines: HandbookLine, reported: date = NOVEMBER) -> list[tuple[str, str]]:
    entries: tuple[Entry, ...] = world.plan(paper(*lines, reported=reported)).of(Section.HANDBOOK)
    return [(entry.kind.value, entry.sentence) for entry in entries]


def handbook(world: World) -> dict[str, tuple[str, str | None, date | None]]:
    with world.open() as books:
        return {entry.title: (entry.text, entry.source, entry.dated) for entry in books.handbook.every()}


def test_what_a_paper_brings_is_shown_and_keeps_source_and_date(world: World) -> None:
    assert told(world, TIE, CCC) == [
        ("add", "Voting (7c): The Chair decides."),
        ("add", "CCC: Quarrybridge City Council"),
    ]
    plan = world.bring(paper(TIE, CCC))

    assert "2 handbook entries" in plan.summary()
    assert handbook(world) == {
        "Voting (7c)": ("The Chair decides.", "Terms of Reference 7c (pack-2031-11.md, line 90)", NOVEMBER),
        "CCC": ("Quarrybridge City Council", "pack-2031-11.md, line 12", NOVEMBER),
    }
    assert {kind for kind, _ in told(world, TIE, CCC)} == {"same"}


def test_newer_terms_take_the_place_of_older_ones_and_clauses_they_lack_go(world: World) -> None:
    world.bring(paper(TIE, QUORUM, reported=JULY))
    newer = HandbookLine("terms", "Voting (7c)", "Nobody decides.", "Voting", "7c", 80)

    assert told(world, newer) == [
        ("change", "Voting (7c): The Chair decides. -> Nobody decides."),
        ("change", "Voting (7d): taken out, the newer Terms of Reference have no such clause"),
    ]
    world.bring(paper(newer))
    assert [(title, text) for title, (text, _, _) in handbook(world).items()] == [
        ("Voting (7c)", "Nobody decides.")
    ]


def test_what_a_newer_paper_repeats_holds_as_of_that_paper(world: World) -> None:
    world.bring(paper(TIE, reported=JULY))

    assert told(world, TIE) == [("change", "Voting (7c): holds as at 2031-11-11")]
    world.bring(paper(TIE))
    assert handbook(world)["Voting (7c)"][2] == NOVEMBER


def test_an_older_paper_overwrites_nothing_and_takes_nothing_out(world: World) -> None:
    world.bring(paper(TIE, QUORUM))
    older = HandbookLine("terms", "Voting (7c)", "Nobody decides.", "Voting", "7c", 80)

    assert told(world, older, reported=JULY) == [("same", "Voting (7c), left: the books are newer")]


def test_what_was_written_by_hand_since_stays(world: World) -> None:
    world.bring(paper(TIE, reported=JULY))
    with world.open(HAND) as books:
        entry = books.handbook.named("Voting (7c)")
        books.handbook.write(entry, Wording("terms", entry.title, "By lot.", "by hand", books.today))

    assert told(world, TIE) == [("same", "Voting (7c), left: the books are newer")]


def test_an_acronym_that_stands_for_something_else_is_left_in_doubt(world: World) -> None:
    world.bring(paper(CCC, reported=JULY))
    other = HandbookLine("glossary", "CCC", "Quarry County Court", "", "", 30, offered=True)
    misspelt = HandbookLine("glossary", "CCC", "Quarrybridge city council", "", "", 30, offered=True)

    assert told(world, other) == [
        (
            "unsure",
            (
                "CCC stands for “Quarry County Court” here, and for “Quarrybridge City Council” in the handbook,"
                " which is left"
            ),
        )
    ]
    assert [kind for kind, _ in told(world, misspelt)] == [Kind.SAME.value]


def test_undoing_the_import_takes_all_of_it_back(world: World) -> None:
    world.bring(paper(TIE, CCC))
    with world.open() as books:
        change = books.past.change(
            max(c.id for c, _ in books.past.of("handbook_entry", books.handbook.every()[0].id))
        )
        books.undoing.undo(change)

    assert handbook(world) == {}
