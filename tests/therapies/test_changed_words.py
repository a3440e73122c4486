"""Which words of a line differ from what stood in its place: no word is lost, and unlike lines differ as a whole."""

import pytest

from therapies.changed_words import runs

NEW = "In some of the people some blood counts stayed low."


@pytest.mark.parametrize(
    ("line", "others", "differ"),
    [
        (NEW, ["In some of the people some blood counts were low."], ["stayed"]),
        (NEW, ["In some of the people some blood counts stayed low for long."], ["low."]),
        (NEW, [], [NEW]),
        (NEW, ["The company asked for an approval."], [NEW]),
        (NEW, ["The company asked for an approval.", "In all of the people some blood counts stayed low."], ["some"]),
        ("It is so.", ["It is so.", "It is not so."], []),
    ],
)
def test_the_words_that_differ(line: str, others: list[str], differ: list[str]) -> None:
    found = runs(line, others)
    assert " ".join(words for words, _ in found) == line
    assert [words for words, differs in found if differs] == differ
