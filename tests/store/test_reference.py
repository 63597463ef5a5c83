import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.reference import Reference


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("07/02", Reference(7, 2)),
        ("#07/02", Reference(7, 2)),
        ("7/2", Reference(7, 2)),
        ("07-02", Reference(7, 2)),
        (" 12/113 ", Reference(12, 113)),
        ("2025-07/02", Reference(7, 2, 2025)),
        ("HSG 07/02", Reference(7, 2, None, "HSG")),
        ("HSG 2025-07/02", Reference(7, 2, 2025, "HSG")),
        ("1999-07/02", Reference(7, 2, 1999)),
        ("HSG #2025-07/02", Reference(7, 2, 2025, "HSG")),
    ],
)
def test_sloppy_hands_are_met_half_way(said: str, meant: Reference) -> None:
    assert Reference.parse(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "7-2",
        "1/2/2025",
        "01/02/2025",
        "99/99",
        "13/01",
        "00/01",
        "2025-07",
        "2025-07-02",
        "07/",
        "07/0002",
        "",
    ],
)
def test_scores_dates_and_months_are_no_references(said: str) -> None:
    assert Reference.parse(said) is None
    assert Reference.find(f"We said {said} then") == []


def test_references_are_found_in_a_sentence_with_where_they_stand() -> None:
    text = "Close 07/02, HSG 2025-07/03 and #5/1; we won 3-1 on 01/02/2025"

    found = Reference.find(text, frozenset({"HSG"}))

    assert [(ref, text[start:end]) for ref, start, end in found] == [
        (Reference(7, 2), "07/02"),
        (Reference(7, 3, 2025, "HSG"), "HSG 2025-07/03"),
        (Reference(5, 1), "#5/1"),
    ]


def test_a_word_before_a_reference_counts_only_when_it_is_a_group() -> None:
    ((ref, start, end),) = Reference.find("Action 07/02 is done", frozenset({"HSG"}))

    assert (ref, start, end) == (Reference(7, 2), 7, 12)


references = st.builds(
    Reference,
    month=st.integers(1, 12),
    number=st.integers(1, 999),
    year=st.none() | st.integers(2000, 2099),
    group=st.none() | st.from_regex(r"[A-Z][A-Za-z&]{1,15}", fullmatch=True),
)


@given(references)
def test_the_full_form_reads_back_as_itself(ref: Reference) -> None:
    assert Reference.parse(ref.full) == ref
    assert Reference.find(ref.full, frozenset({ref.group or ""})) == [(ref, 0, len(ref.full))]
