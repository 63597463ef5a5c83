"""Whatever the text, the reader reads it or refuses it with a sentence."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import Invalid
from store.papers.paper import to_json
from store.papers.reading.reader import read_paper
from tests.papers.invented import AGENDA, GRID, MINUTES, REGISTER

LINES = [line for paper in (AGENDA, MINUTES, REGISTER, GRID) for line in paper.splitlines()]
# Lines of papers in any order bring the recognisers into states that no paper has.
SHUFFLED = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=40)), max_size=60).map("\n".join)


@settings(max_examples=150)
@given(st.one_of(st.text(max_size=2000), SHUFFLED))
def test_it_is_read_or_refused(text: str) -> None:
    try:
        paper = read_paper(text, "any")
    except Invalid as refusal:
        assert str(refusal).startswith("“any” ")  # noqa: PT017 - both ends are right, and each is checked
    else:
        json.dumps(to_json(paper))
        count = len(text.splitlines())
        lines = [entry.line for entry in paper.unread]
        lines += [action.line for action in paper.actions]
        lines += [person.line for person in paper.attendance]
        assert all(1 <= line <= count for line in lines)
