import re

from hypothesis import given
from hypothesis import strategies as st

from therapies.paging import part


@given(found=st.integers(0, 400), hidden=st.integers(0, 50), size=st.integers(1, 60))
def test_the_parts_together_are_the_list(found: int, hidden: int, size: int) -> None:
    rows, number, seen = list(range(found)), "1", []
    while number:
        shown = part(rows, number, found + hidden, size)
        seen += shown.rows
        said = [int(text.replace(",", "")) for text in re.findall(r"\d[\d,]*", shown.tally)]
        if shown.rows:
            count, _, _, elsewhere, filtered, total = said
            assert count + elsewhere + filtered == total == found + hidden
        number = shown.after or ""
    assert seen == rows


@given(number=st.text(max_size=8))
def test_what_is_no_part_gives_a_part(number: str) -> None:
    shown = part(list(range(120)), number, 120)
    assert shown.rows
    assert (shown.before is None) == (shown.rows[0] == 0)


def test_ends_have_no_neighbour() -> None:
    assert part([], "3", 7).tally == "Shown: 0. Hidden by the filters: 7. Total: 7."
    assert part(range(51), "2", 51).before == "1"
    assert part(range(51), "2", 51).after is None
