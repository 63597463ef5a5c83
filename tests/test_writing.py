"""The bench of writing in its short form: that it runs, that its verdicts follow, and that no format is slow by a power."""

from tests.bench.writing import measured, told


def test_the_bench_writes_every_format() -> None:
    times = measured(30, 10)

    assert set(times) == {
        "docx",
        "pdf",
        "xlsx",
        "csv",
        "html",
        "json",
        "row by row",
        "over rows",
        "cell by cell",
    }
    assert all(took >= 0 for took in times.values())


def test_the_verdicts_follow_from_the_figures() -> None:
    times = {
        "docx": 0.5,
        "pdf": 2.0,
        "xlsx": 3.5,
        "csv": 0.1,
        "html": 0.1,
        "json": 0.1,
        "row by row": 6.0,
        "over rows": 1.0,
        "cell by cell": 9e3,
    }

    lines = told(times, 10_000)

    assert [line.split()[0] for line in lines if line.endswith(": met")] == ["csv"]
    assert "  xlsx      3.50   at most 3 s: not met" in lines
    assert any(
        line.startswith("  docx") and "12.0 times as fast" in line and ": met;" in line for line in lines
    )
    assert any(
        line.startswith("  pdf") and "3.0 times as fast" in line and ": not met;" in line for line in lines
    )
    assert any(line.startswith("  pdf") and "0.5 times as fast as over rows (1.00)" in line for line in lines)
