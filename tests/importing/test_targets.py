"""The targets of an action plan, brought in: shown first, once, changed by a corrected paper, left where people changed them."""

from dataclasses import replace
from datetime import date

from store.papers.importing.plan import Kind, Section
from store.papers.paper import Paper, Target
from store.plan_views import TargetView
from tests.importing.world import HAND, World

LIGHT = Target("Parks", "Light the park in the lower town.", "Priority 1", "Police", "March 2032", 10)
MARK = Target(
    "Bicycles", "Mark bicycles at the station.", "Priority 2", "Nobody We Know, Police", "Quarterly", 20
)
SING = Target("Bicycles", "Sing songs about locks.", None, None, None, 30)
PLAN = Paper(name="plan.md", targets=(LIGHT, MARK, SING), valid_from=date(2031, 4, 1))


def told(world: World, paper: Paper) -> list[tuple[str, str]]:
    plan = world.plan(paper)
    return [(e.kind.value, e.sentence) for e in (*plan.of(Section.PLAN), *plan.of(Section.TARGET))]


def targets(world: World) -> dict[str, TargetView]:
    with world.open() as books:
        return {view.ref: view for view in books.plans.targets(books.plans.labelled(""))}


def test_a_plan_and_its_targets_are_shown_and_brought_in_once(world: World) -> None:
    assert told(world, PLAN) == [
        ("add", "2031/32: begins, with 3 targets"),
        ("add", "Light the park in the lower town. (Police, March 2032)"),
        ("add", "Mark bicycles at the station. (Nobody We Know, Police, Quarterly)"),
        ("add", "Sing songs about locks."),
    ]
    plan = world.bring(PLAN)

    assert "3 plan targets" in plan.summary()
    views = targets(world)
    assert [(ref, view.section, view.timescale, view.due) for ref, view in views.items()] == [
        ("0.1", "Bicycles", "", None),
        ("1.1", "Parks", "March 2032", date(2032, 3, 31)),
        ("2.1", "Bicycles", "Quarterly", date(2031, 6, 30)),
    ]
    assert views["2.1"].leads[0] == "Nobody We Know"
    assert {kind for kind, _ in told(world, PLAN)} == {"same"}


def test_a_corrected_paper_changes_just_what_changed(world: World) -> None:
    world.bring(PLAN)
    later = replace(LIGHT, timescale="June 2032", lead="Police, Parish")
    reworded = replace(MARK, text="Mark old bicycles at the bus station.")

    assert told(world, replace(PLAN, targets=(later, reworded, SING))) == [
        ("change", "1.1 lead: Police -> Police, Parish; timescale: March 2032 -> June 2032"),
        (
            "unsure",
            "2.1 text: Mark bicycles at the station. -> Mark old bicycles at the bus station.",
        ),
        ("same", "0.1 Sing songs about locks."),
    ]
    world.bring(replace(PLAN, targets=(later, reworded, SING)), choosing="Mark old")
    assert targets(world)["1.1"].due == date(2032, 6, 30)
    assert targets(world)["2.1"].text == reworded.text


def test_what_people_changed_since_or_ended_is_left(world: World) -> None:
    world.bring(PLAN)
    with world.open(HAND) as books:
        rows = books.plans.rows(books.plans.labelled(""))
        books.plans.schedule(rows[1], "May 2032")
        books.plans.drop(rows[2], "No money")

    later = (replace(LIGHT, lead="Parish"), replace(MARK, lead="Parish"), SING)
    assert told(world, replace(PLAN, targets=later)) == [
        ("same", "1.1, left: it was changed by hand since"),
        ("same", "2.1, left: it is dropped"),
        ("same", "0.1 Sing songs about locks."),
    ]


def test_the_dates_tell_the_year_of_a_plan_that_names_none(world: World) -> None:
    undated = replace(PLAN, valid_from=None, targets=(LIGHT, replace(MARK, timescale="May 2031"), SING))
    assert told(world, undated)[0] == ("add", "2031/32: begins, with 3 targets")
    world.bring(undated)
    assert {kind for kind, _ in told(world, undated)} == {"same"}

    moved = replace(
        undated, targets=(replace(LIGHT, timescale="March 2033"), replace(MARK, timescale="May 2032"), SING)
    )
    assert [kind for kind, _ in told(world, moved)] == ["change", "change", "same"]


def test_a_plan_of_another_year_is_another_plan(world: World) -> None:
    world.bring(PLAN, replace(PLAN, valid_from=date(2032, 4, 1)))
    assert {view.plan for view in targets(world).values()} == {"2032/33"}
    assert set(targets(world)) == {"0.1", "1.1", "2.1"}


def test_the_import_can_be_undone_as_a_whole_and_done_again(world: World) -> None:
    world.bring(PLAN)
    world.undo_last()
    with world.open() as books:
        assert books.plans.every() == []
    assert Kind.ADD in {entry.kind for entry in world.bring(PLAN).of(Section.TARGET)}
    assert len(targets(world)) == 3


AS_AT = date(2031, 10, 14)
REPORT = replace(
    PLAN,
    name="report.docx",
    as_at=AS_AT,
    targets=(
        replace(LIGHT, status="Amber", colour="amber", progress="Lamps were ordered."),
        replace(MARK, status="Complete", colour="complete"),
        replace(SING, status="Done", colour="complete", progress="Sung twice."),
    ),
)


def test_how_targets_stand_is_shown_and_brought_in_with_the_papers_name_and_day(world: World) -> None:
    world.bring(PLAN)
    assert told(world, REPORT) == [
        ("same", "1.1 Light the park in the lower town."),
        (
            "change",
            "1.1 progress noted for 14 October 2031: “Lamps were ordered.”; colour: by the rules -> amber",
        ),
        ("same", "2.1 Mark bicycles at the station."),
        ("change", "2.1 colour: by the rules -> green, since it recurs and goes on"),
        ("same", "0.1 Sing songs about locks."),
        (
            "change",
            "0.1 progress noted for 14 October 2031: “Sung twice.”; colour: by the rules -> complete",
        ),
    ]
    world.bring(REPORT)
    views = targets(world)
    assert [(ref, v.rag.value, v.why, v.origin) for ref, v in views.items()] == [
        ("0.1", "complete", "complete since 14 October 2031, as stated in report.docx", "from a paper"),
        ("1.1", "amber", "as stated in report.docx on 14 October 2031", "from a paper"),
        ("2.1", "green", "as stated in report.docx on 14 October 2031", "from a paper"),
    ]
    last = views["1.1"].last
    assert last is not None
    assert (views["1.1"].on, last.by, last.text) == (AS_AT, "report.docx", "Lamps were ordered.")
    assert {kind for kind, _ in told(world, REPORT)} == {"same"}

    world.undo_last()
    assert {(v.rag.value, v.origin, v.last) for v in targets(world).values()} == {
        ("grey", "", None),
        ("red", "", None),
        ("green", "", None),
    }


def test_a_new_plan_comes_with_how_it_stands(world: World) -> None:
    assert told(world, REPORT)[1:] == [
        (
            "add",
            "Light the park in the lower town. (Police, March 2032, stated as amber, progress noted for 14 October 2031)",
        ),
        ("add", "Mark bicycles at the station. (Nobody We Know, Police, Quarterly, stated as complete)"),
        ("add", "Sing songs about locks. (stated as complete, progress noted for 14 October 2031)"),
    ]
    world.bring(REPORT)
    assert targets(world)["1.1"].origin == "from a paper"
    assert {kind for kind, _ in told(world, REPORT)} == {"same"}


def test_a_corrected_report_takes_the_place_of_what_it_said(world: World) -> None:
    world.bring(REPORT)
    light = replace(REPORT.targets[0], colour="red", progress="Lamps were lost.")
    world.bring(replace(REPORT, targets=(light, *REPORT.targets[1:])))
    with world.open() as books:
        target = books.plans.rows(books.plans.labelled(""))[1]
        assert [note.text for note in books.plans.progress(target)] == ["Lamps were lost."]
        assert books.plans.view(target).rag.value == "red"


def test_what_the_books_know_later_is_left(world: World) -> None:
    world.bring(REPORT)
    older = replace(REPORT, name="old.docx", as_at=date(2031, 7, 1))
    light = replace(LIGHT, colour="red", progress="No lamps yet.")
    assert told(world, replace(older, targets=(light,)))[1:] == [
        (
            "change",
            "1.1 progress noted for 1 July 2031: “No lamps yet.”; its colour is left: report.docx is newer, of 14 October 2031",
        ),
    ]
    world.bring(replace(older, targets=(light,)))
    view = targets(world)["1.1"]
    assert (view.rag.value, view.on) == ("amber", AS_AT)  # what was noted for July is not the last word

    with world.open(HAND) as books:
        books.plans.colour(books.plans.rows(books.plans.labelled(""))[1], None, "")
    assert told(world, replace(REPORT, targets=(REPORT.targets[0],)))[1:] == [
        ("same", "1.1 stated as amber, left: it was set by hand on 20 November 2031"),
    ]


def test_without_a_date_a_colour_that_differs_is_chosen(world: World) -> None:
    world.bring(REPORT)
    undated = replace(PLAN, name="undated.docx", targets=(replace(LIGHT, colour="red"),))
    assert told(world, undated)[1:] == [
        ("unsure", "1.1 colour: amber, stated in report.docx -> red (the paper gives no date)"),
    ]
    world.bring(undated, choosing="red")
    assert targets(world)["1.1"].why == "as stated in undated.docx on 20 November 2031"


def test_a_stated_colour_ends_with_the_targets_date(world: World) -> None:
    due = replace(LIGHT, timescale="October 2031", colour="green")
    world.bring(replace(REPORT, targets=(due,)))
    assert targets(world)["1.1"].why == "it was due on 31 October 2031"
