"""A pattern that is tried only where one of its signs stands finds what it finds when it is always tried."""

import re
import sys
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import number_guards
from therapies import wording
from therapies.sought import Sought, small

SOUGHT = {name: found for name, found in vars(number_guards).items() if isinstance(found, Sought)}
EVERY_SIGN = "".join(map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1))))
SELLING = [wording._HYPE, wording._BREAKTHROUGH, wording._CURE]


def test_small_letters_are_those_of_patterns() -> None:
    read = defaultdict(set)
    for sign, letter in zip(EVERY_SIGN, small(EVERY_SIGN), strict=True):
        if letter.isascii():
            read[letter].add(sign)
    for letter in "abcdefghijklmnopqrstuvwxyz0123456789%/ ":
        assert set(re.findall(letter, EVERY_SIGN, re.IGNORECASE)) == read[letter]


@pytest.mark.parametrize("name", SOUGHT)
def test_whatever_a_pattern_matches_has_one_of_its_signs(name: str) -> None:
    sought = SOUGHT[name]

    @given(st.from_regex(sought.whole))
    def holds(text: str) -> None:
        if found := sought.whole.search(text):
            assert sought.signs.search(small(found.group(0))), found.group(0)

    holds()


@given(st.one_of([st.from_regex(pattern) for pattern in SELLING]))
def test_whatever_sells_has_one_of_its_signs(text: str) -> None:
    if any(pattern.search(text) for pattern in SELLING):
        assert wording._MAY_SELL.search(small(text)), text


def test_capitals_and_their_strange_kin_are_found() -> None:
    sought = Sought(r"\bmiracles?\b", signs="mirac")
    for text in ("MIRACLE", "m\u0131racle\u017f", "M\u0130RACLES"):
        assert sought.search(text)
        assert [found.group(0) for found in sought.finditer(text)] == [text]
    assert sought.search("compromise") is None
    assert list(sought.finditer("compromise")) == []
