"""The steps of a study are refused where they cannot be, with the place and what would be right."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.faults import Fault
from tests.loaders.test_check import spoil


def block(sofi: Path) -> str:
    text = sofi.read_text(encoding="utf-8")
    return text[text.index("participants:") : text.index("\nsafety:")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("n: 13", "n: 29", "29 people after 28"),
        ("step: treated", "step: evaluable", "'evaluable' after 'evaluable'"),
        ("step: treated", "step: healed", "not a word of participant_step"),
        ("n: 11", "n: 12", "counts 11 people, the last step 12"),
        ("results: [o1", "results: [o99", "'o99' is not an outcome of this file"),
        ("results: [o1", "results: [o9", "'o9' is no share of people"),
        ("trial: NCT04984356", "trial: NCT06514794", "the steps from NCT06514794"),
        ("sources: [s6]", "sources: [s99]", "the source 's99' is not in this file"),
        ("sources: [s6]", "sources: []", "a fact without a source"),
    ],
)
def test_what_cannot_be_is_refused(
    sofi: Path, faults: Callable[[], list[Fault]], old: str, new: str, said: str
) -> None:
    before = block(sofi)
    assert old in before
    spoil(sofi, before, before.replace(old, new, 1))
    found = faults()
    assert any(said in fault.wrong and fault.path.startswith("participants[0]") for fault in found), found


def test_a_harm_cannot_stand_at_the_end_of_a_ladder(sofi: Path, faults: Callable[[], list[Fault]]) -> None:
    """Counting those not evaluated as "did not have it" would make a harm look smaller."""
    text = sofi.read_text(encoding="utf-8")
    start = text.index("- id: o1\n")
    spoil(sofi, text[start:], text[start:].replace("endpoint: ORR", "endpoint: never-infused", 1))
    assert any("is no benefit" in fault.wrong for fault in faults()), faults()
