"""The bench of reading, in short: it measures what it says it measures."""

import pytest

from tests.bench.reading import run


def test_both_formats_are_measured_beside_a_bare_pass(capsys: pytest.CaptureFixture[str]) -> None:
    figures = run(copies=1, rounds=1)

    assert [name for name, *_seconds in figures] == ["docx", "pdf"]
    assert all(min(seconds) > 0 for _name, *seconds in figures)
    said = capsys.readouterr().out.splitlines()
    assert [line.split(" pages of ")[1].split(":")[0] for line in said] == ["docx", "pdf"]
