"""The bench of asking papers in its short form: that both are asked, and that the questions are answered there."""

from pathlib import Path

from bot.blocks.plain import plain
from tests.bench.quoting import QUESTIONS, lines, measured, site


def test_the_bench_asks_both_and_says_how_they_compare(tmp_path: Path) -> None:
    alone = site(f"sqlite:///{tmp_path / 'alone.db'}", 600, 0)
    beside = site(f"sqlite:///{tmp_path / 'beside.db'}", 600, 400)

    figures = measured([alone, beside], rounds=1)

    assert [len(times) for pair in figures.values() for times in pair] == [len(QUESTIONS)] * 4
    told = list(lines(figures))
    assert told[0].startswith("    600 paragraphs: median ")
    assert told[1].startswith("    600 paragraphs beside 400: median ")
    for each in (alone, beside):
        each.engine.dispose()


def test_what_is_asked_is_there_to_be_found_and_neighbours_make_no_difference(tmp_path: Path) -> None:
    each = site(f"sqlite:///{tmp_path / 'papers.db'}", 600, 400)
    answered = {}
    for question, words in QUESTIONS:
        request = each.assistant.understand(question, each.caller)
        said = plain(each.assistant.handle(request, each.caller), each.zone)
        assert request.__struct_config__.tag == "papers.ask"
        answered[question] = "The papers say nothing" not in said
        assert answered[question] or not each.go_through(words)  # what LIKE finds in one paragraph, this does
    assert list(answered.values())[-1] is False  # what nobody wrote of
    assert sum(answered.values()) >= 4
    each.engine.dispose()
