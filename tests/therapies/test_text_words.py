"""What a word is: the quick way for plain English says the same as the rule."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from therapies.text_words import all_words, bare_words, words_of


@given(st.one_of(st.text(), st.text(st.characters(max_codepoint=127))))
def test_words_are_runs_of_letters_and_digits(text: str) -> None:
    assert bare_words(text) == re.findall(r"[^\W_]+", text.casefold())
    assert all_words(text) == {*bare_words(text), *words_of(text)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Haemophilia A, oesophageal tumour", ("hemophilia", "a", "esophageal", "tumor")),
        ("Grippe à l’École", ("grippe", "a", "l", "ecole")),
        ("IL13Rα2_CAR", ("il13ralpha2", "car")),
        ("a\x1cb\x00c", ("a", "b", "c")),
        ("", ()),
    ],
)
def test_words_as_they_are_looked_for(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words
