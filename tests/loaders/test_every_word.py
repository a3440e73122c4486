"""Every word and every form that the guards over texts know is refused, and what looks like it is left alone."""

import ast
import re
from datetime import date

import pytest

from loaders.curated import read_curated
from loaders.family_text import shared_texts, therapy_texts
from loaders.number_guards import number_fault
from tests.pages.conftest import ROOT
from therapies.wording import hype_in

SELLS = (
    *("promising", "miracle", "miraculously good: a miracles-maker", "game-changing", "game changer", "gamechanger"),
    *("revolutionary", "revolutionised", "revolutionizes", "groundbreaking", "ground-breaking", "wonder", "wonders"),
    *(
        "cures",
        "cured",
        "curative",
        "for some: it is a cure",
        "they were the cure",
        "can cure",
        "could cure",
        "may cure",
        "might cure",
        "will cure",
        "would cure",
    ),
    *("breakthrough", "Breakthrough", "breakthroughs", "MIRACLE", "how a cure was found", "one that shows promise"),
)
TELLS = (
    *(
        "open: a cure is not known",
        "open: nobody knows if it is a cure",
        "compromising",
        "secures",
        "wonderful",
    ),
    *("breakthrough therapy", "breakthrough-therapy", "breakthrough designation", "breakthrough status"),
    *("Breakthrough Therapy designation", "breakthrough-status", "breakthrough-designation"),
)


@pytest.mark.parametrize("words", SELLS)
def test_each_word_that_sells_is_found(words: str) -> None:
    found = hype_in(f"This is {words} here.")
    assert found is not None
    assert found.lower() in words.lower()


@pytest.mark.parametrize("words", TELLS)
def test_each_word_that_only_looks_so_is_left_alone(words: str) -> None:
    assert hype_in(f"This is {words} here.") is None


PEOPLE = (
    *("people", "person", "persons", "patient", "patients", "adults", "children", "participants", "infants", "babies"),
    *("men", "women", "boys", "girls", "eyes", "wounds", "tumors", "tumours", "families", "batches", "products"),
    *("requests", "cells", "responders", "responses"),
)
NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
UNITS = (
    *("hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "unit", "units"),
    *("point", "points", "mg", "kg", "ml", "percent", "per cent", "per-cent"),
)
COUNTED = (
    *(f"Among 20 {people} 50% did." for people in PEOPLE),
    *(f"About 8% did (out of how many {people}: not stated)." for people in PEOPLE),
    *(f"Of 2010 {people} 50% did." for people in PEOPLE),  # no year
    *(f"Of {number} people 50% did." for number in NUMBERS),
    *(f"Of {words} 20 it was 50%." for words in ("the", "all", "these", "those", "its", "another", "about", "first")),
    *(f"Of {words} 20 it was 50%." for words in ("other", "a total of", "all the", "the first", "about all the")),
    *(f"{word} 20 treated adults it was 50%." for word in ("Among", "Amongst", "In", "For", "From", "With")),
    *(
        "All 20 people (100%) did.",
        "All the 20 people (100%) did.",
        "Both two eyes (100%) did.",
        "All 20 did, of 20, 100%.",
    ),
    *("Among the 20 ill and very old people 50% did.", "All 20 ill and very old people (100%) did."),
    *("Of 2010 very ill old people 50% did.", "Of 1,204 people 50% did.", "10 OF 11 did (91%)."),
    "It was 50% (out of how many people is not stated).",
)
NOT_COUNTED = (
    *(f"It was 5% of 90 {unit}." for unit in UNITS),
    *("It was 5% of 90-day tests.", "It was 5% of 90.5 days.", "It was 50% of 44%.", "It was 5% of 10.5%."),
    *(
        "In 2024 it was 50%.",
        "Of 2024 it was 50%.",
        "Of 1999 it was 50%.",
        "In 1999 it was 50%.",
        "It was 50% of a few people.",
    ),
    *("Among 20 it was 50%.", "All 20 did (100%).", "It was 50% of often.", "It was 50% of onerous work."),
    *("It was 50% out of how many people.", "Out of how many people; 50% is not stated."),
    *("It was 50%: it is not stated.", "Of 20 people 10 did; it was 50%.", "Of 20 people 10 did! It was 50%."),
    *("Of 20 people 10 did? It was 50%.", "Among 20 ill and old and very weak people 50% did."),
)
SHARES = (
    *("50% did.", "Fifty percent did.", "Fifty per cent did.", "Fifty per-cent did.", "FIFTY PERCENT did."),
    *("It was 5 in every 7.", "5 of every 7 did.", "5 of every ten.", "5 of every twenty.", "5 of every hundred."),
)
NO_SHARES = (
    *(
        "The 95% range is wide.",
        "The 95% CI is wide.",
        "The 95% confidence range is wide.",
        "A tenor sang of every tent.",
    ),
    "It was 5 people in a percentile.",
)


@pytest.mark.parametrize("text", COUNTED)
def test_a_percentage_with_its_people_is_right(text: str) -> None:
    assert number_fault(text) is None


@pytest.mark.parametrize("text", [*NOT_COUNTED, *SHARES])
def test_a_percentage_without_people_is_refused(text: str) -> None:
    fault = number_fault(text)
    assert fault is not None
    assert "a percentage without its denominator" in fault[0]
    assert "the count in the same part of the sentence" in fault[1]


@pytest.mark.parametrize("text", NO_SHARES)
def test_what_is_no_share_needs_no_people(text: str) -> None:
    assert number_fault(text) is None


def test_a_long_sentence_is_told_short() -> None:
    fault = number_fault("It was 50% " + "and so on " * 20)
    assert fault is not None and fault[0].endswith("...'") and len(fault[0]) < 150
    fault = number_fault("It was 50%.")
    assert fault is not None and fault[0].endswith("'It was 50%.'")


ONE_IN = (
    *(
        "1 in 5 did.",
        "One in 5 did.",
        "1 in 1,000 did.",
        "One person in 5 did.",
        "One patient in 5 did.",
        "One child in 5 did.",
    ),
    *(
        "1 in every 5 did.",
        "1 person in every five did.",
        "1 in twenty did.",
        "1 in hundred did.",
        "1 in a hundred did.",
    ),
    *("Two in three people did.", "Three in four did."),
    *("1 in a thousand did.", "1 in thousand did.", "ONE IN FIVE did.", *(f"1 in {number} did." for number in NUMBERS)),
    *(f"One child in {many} did." for many in ("twenty", "hundred", "a hundred", "thousand", "a thousand")),
    *(f"3 in {ten} did." for ten in ("10", "20", "100", "1000", "1,000", "ten", "twenty", "hundred", "a hundred")),
    *(
        "3 in thousand did.",
        "3 in a thousand did.",
        "3 people in 10 did.",
        "3 in every 10 did.",
        "Three in every ten did.",
    ),
    *(f"{number} in 10 did." for number in NUMBERS),
    *("Cohort 3 in 10.", "Part 3 in 10.", "Year 3 in 10.", "Day 3 in 10."),
)
NOT_ONE_IN = (
    *(f"{name} 1 in 5 did." for name in ("Grade", "Phase", "Stage", "Type", "Level", "Cohort", "Part", "Year", "Day")),
    *(f"{name} 3 in 10 did." for name in ("Grade", "Phase", "Stage", "Type", "Level")),
    *(
        "It fell by 2.1 in 5 days.",
        "A 0-1 in 5 tests.",
        "T1 in 5 did.",
        "It fell by 2.3 in 10 days.",
        "A 0-3 in 10 tests.",
    ),
    *("T3 in 10 did.", "3 in 101 did.", "Three in tents did.", "1 in fivefold.", "Two in 7 did.", "3 in 1001 did."),
    *("Of 40 people 1 in 5% did.", "Of 40 people 1 in 5 per cent did.", "Of 40 people 1 in 5.5% did."),
    *("Of 40 people 1 in 5 % did.", "Of 40 people 3 in 10% did.", "Of 40 people 3 in 10 percent did."),
    *("Of 40 people 3 in 10.5% did.", "Of 40 people 3 in 10 % did."),
)


@pytest.mark.parametrize("text", ONE_IN)
def test_each_form_of_one_in_x_is_refused(text: str) -> None:
    fault = number_fault(text)
    assert fault is not None
    assert "is harder to compare than a count" in fault[0] and "how many of how many" in fault[1]


@pytest.mark.parametrize("text", NOT_ONE_IN)
def test_what_only_looks_like_one_in_x_is_left_alone(text: str) -> None:
    assert number_fault(text) is None


RELATIVE = (
    *(f"It was {times} as likely." for times in ("twice", "2 times", "2.5 times", "many times", "several times")),
    *(f"It was {times} more likely." for times in ("2-fold", "2 fold", "2fold", "twofold", "two-fold", "ten times")),
    *(f"It was {number} times as likely." for number in NUMBERS),
    *("It was 2 times more likely.", "It was 2 times less likely."),
    *(f"It was twice as {word}." for word in ("likely", "often", "common", "many", "high", "frequent", "LIKELY")),
    *(f"They {verb} the risk." for verb in ("double", "doubles", "doubled", "halve", "halves", "halved")),
    *(f"They {verb} the risk." for verb in ("triple", "triples", "tripled", "doubling", "halving", "tripling")),
    *("It doubled their risk.", "It doubled your risk.", "It doubled the chance.", "It doubled the chances."),
    *("It halves deaths.", "It halved relapse.", "It was three times the risk.", "The risk fell by half."),
    *("It doubled the odds.", "It doubled the risks.", "It is half the risk.", "It is twice the risk."),
    *("It is double the risk.", "It is half the chance.", "It is half the odds."),
)
NOT_RELATIVE = (
    *("It was twice as good.", "It was a few times as likely.", "They doubled the dose.", "It is half the dose."),
    *(
        "They troubled the riskless.",
        "It is behalf the odds.",
        "It was twice as highly rated.",
        "It is half the oddsmaker.",
    ),
    "It was 20 of 50 against 10 of 50, twice as likely.",
)


@pytest.mark.parametrize("text", RELATIVE)
def test_each_relative_risk_needs_both_counts(text: str) -> None:
    fault = number_fault(text)
    assert fault is not None
    assert "without the numbers" in fault[0] and "both counts first" in fault[1]


@pytest.mark.parametrize("text", NOT_RELATIVE)
def test_what_is_no_relative_risk_is_left_alone(text: str) -> None:
    assert number_fault(text) is None


# Written with a capital it is the name of a place; a program that runs on a computer is spelled so.
ANOTHER_SPELLING = re.compile(r"\b(?:tumors?|centers?|(?<!mail )programs?|[Rr]andomiz\w+)\b")
OF_SHARED_FILES = ("vocabulary", "diseases", "pathways", "comparisons", "glossary", "conditions")


def test_our_texts_have_one_spelling() -> None:
    """Tumour, centre, programme, randomised: in all that people write for us, and in every sentence of the code."""
    curated, _ = read_curated(ROOT / "data" / "curated", date(2026, 11, 26))
    assert curated is not None
    files = [*map(therapy_texts, curated.therapies), *(shared_texts(getattr(curated, one)) for one in OF_SHARED_FILES)]
    texts = [text for found in files for _, text in found]
    texts += [word.title for words in curated.vocabulary.lists().values() for word in words.values() if word.title]
    texts += [
        text.value
        for layer in ("pages", "views", "therapies")
        for file in (ROOT / layer).glob("*.py")
        for text in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and " " in text.value
    ]
    assert [text for text in texts if ANOTHER_SPELLING.search(text)] == []
