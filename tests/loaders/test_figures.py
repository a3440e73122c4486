"""Sentences that stand without a source of their own hold no figures; those that name their numbers may say "most"."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from loaders.cautions import Caution, caution_findings
from loaders.family_text import text_findings
from loaders.number_guards import figure_fault, how_often_fault, rate_fault, share_fault
from tests.loaders.tiny_files import checked, copied, edit
from therapies.readability import reading

THERAPY = "therapies/tiny.yaml"


@dataclass(frozen=True)
class Named:
    id: str


@pytest.mark.parametrize(
    "text",
    [
        "Of 44 people some responded.",
        "One of the 13 people died.",
        "Eight of them never got it.",
        "In one trial 61 of 116 had it.",
        "All 15 people could stop.",
        "It was seen in 5 people.",
        "Only 21 young adults joined.",
        "It came back in 40%.",
        "Seventy per cent responded.",
        "It was seen in 73 pct.",
        "It was 75 per 100.",
        "The median was long.",
        "The middle length of a response was short.",
        "The middle time until then was short.",
        "Two of three people were well.",
        "9/10 responded.",
        "It was seen in 9/10.",
    ],
)
def test_a_figure_of_people_or_results_is_found(text: str) -> None:
    assert figure_fault(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "It is for people who had at least two earlier treatments.",
        "It was approved in 2017 for people up to 25 years of age.",
        "In KarMMa-3 people were followed for years.",
        "In 2022 some people had it.",
        "It is made from one person at a time.",
        "One end holds one of the patient's T cells.",
        "Checks for 15 years are advised.",
        "It is in a phase 1/2 trial.",
        "The number is EU/1/18/1331, under Directive 2001/83/EC.",
        "Cytokine release syndrome of grade 3 in some people.",
    ],
)
def test_other_numbers_may_stand(text: str) -> None:
    assert figure_fault(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Most people had a fever.",
        "Half of the people lived longer.",
        "About a third of the children were well.",
        "A quarter of first batches failed.",
        "Nearly all patients had it.",
        "Almost everyone had it.",
        "Two thirds of treated wounds closed.",
        "Most people had a fever. Of 44 people some had chills.",
        "Two-thirds responded.",
        "Four fifths of the people were well.",
        "A tenth of patients had it.",
        "Every person responded.",
        "The majority of patients had it.",
        "It went away in most of them.",
        "The vast majority responded.",
        "A majority of patients had it.",
        "All of them responded.",
        "All the people responded.",
        "Everyone responded.",
        "None of them relapsed.",
        "Nobody died.",
        "Everybody was alive after a year.",
        "Most had a complete remission.",
        "Few people had side effects.",
        "Many people responded.",
        "Each person responded.",
        "The tumour shrank in all patients.",
        "In all of them the cancer went away.",
    ],
)
def test_a_share_in_words_needs_its_count(text: str) -> None:
    assert share_fault(text) is not None
    assert share_fault("Most people (30 of 44) had a fever.") is None
    assert share_fault("Half of the cells are kept.") is None


@pytest.mark.parametrize(
    "text",
    [
        "The risk applies to all of them.",
        "Nobody can tell in advance who will respond.",
        "All of these children were aged 5 to 11.",
        "Healthy tissue has almost none of it.",
        "It is not known if everyone lives longer.",
        "Very few people were treated.",
        "How many people had it is not stated.",
        "As many people had a shorter time as had a longer one.",
    ],
)
def test_all_and_nobody_may_stand_where_they_tell_no_result(text: str) -> None:
    assert share_fault(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "In 59 of the 61 people they cleared.",
        "standard treatment (56% of these 132 people got it later)",
        "Of 10 people, 90% had none.",
        "In all, 9/10 responded.",
        "It was seen in 9/10 treated people.",
        "More than a third of the 39 people had serious side effects.",
        "nearly two thirds of the 39 people, mostly mild",
        "Nine of the 10 boys had a transplant.",
        "Fewer than 5% had itch, and 7% (of 90 people) had pain.",
        "Fewer than 5% had itch (out of how many people: not stated).",
    ],
)
@pytest.mark.parametrize(
    "place",
    [("safety", 0, "note"), ("safety", 0, "label"), ("outcomes", 0, "label"), ("outcomes", 0, "control", "arm")],
)
def test_the_words_of_a_number_hold_no_other_rate(place: tuple[str | int, ...], text: str) -> None:
    assert rate_fault(text) is not None
    assert [path for path, _, _ in text_findings([(place, text)], None)] == [place]


@pytest.mark.parametrize("place", [("comparisons", 0, "lead"), ("comparisons", 0, "rows", 0, "new", "text")])
def test_a_comparison_of_classes_holds_no_figure_of_people(place: tuple[str | int, ...]) -> None:
    for text in ("All 13 people had a fever.", "10 of 11 responded.", "It was 40% (of 90 people)."):
        assert [path for path, _, _ in text_findings([(place, text)], None)] == [place]
    assert list(text_findings([(place, "The middle time was 44 days.")], None)) == []


@pytest.mark.parametrize("place", [("review", "open_questions", 0), ("access", 0, "detail"), ("regulatory", 0, "note")])
def test_other_texts_hold_no_rate_but_what_other_sources_say_and_who_was_counted(place: tuple[str | int, ...]) -> None:
    text = "It was 40% (of 90 people)."
    assert [path for path, _, _ in text_findings([(place, text)], None)] == [place]
    for allowed in (("outcomes", 0, "conflicts", 0, "says"), ("outcomes", 0, "cohort")):
        assert list(text_findings([(allowed, text)], None)) == []


@pytest.mark.parametrize(
    "text",
    [
        "It was mild in all but one of the children who had it.",
        "Fewer than 5% of the 90 people had itch.",
        "Fewer than 5% had itch (out of how many people: not stated; range: not stated).",
        "Platelets came back after a median of 42 days (19 to 191).",
        "The source gives no exact number, only that it was more than a third.",
        "More than half of these 66 people had it later, out of how many in all: not stated.",
        "Blasts of grade 3 of 4 possible ones.",
        "The trial is called phase 1/2.",
        "The source prints 13/13.",
    ],
)
def test_limits_and_lengths_may_stand_beside_a_number(text: str) -> None:
    assert rate_fault(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("Fever is common.", "Fever is a common side effect.", "It rarely lasts.", "Such reactions are very rare."),
        *("There were rare cases of blindness.", "It can blind in rare cases."),
    ],
)
def test_how_often_a_harm_is_needs_its_number(text: str) -> None:
    assert how_often_fault(text) is not None
    assert how_often_fault(f"{text} How often is not stated.") is None
    assert how_often_fault(f"{text} It was seen in 3 of 90 people.") is None
    assert [path for path, _, _ in text_findings([(("how_it_works",), text)], None)] == [("how_it_works",)]
    assert how_often_fault("It is for a rare disease.") is None


@pytest.mark.parametrize("place", [("plain_summary",), ("how_it_works",), ("cautions", 0, "text"), ("call_notes", 0)])
def test_where_no_source_stands_no_figure_may(place: tuple[str | int, ...]) -> None:
    said = [(place, "Of 44 people some responded.")]
    assert [path for path, _, _ in text_findings(said, None)] == [place]
    assert list(text_findings([(("outcomes", 0, "cohort"), said[0][1])], None)) == []


def test_a_caution_that_names_its_numbers_may_say_most(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    caution = "cautions:\n  - text: Most people had a fever.\n"
    path = copy / THERAPY
    text = path.read_text(encoding="utf-8")
    before = next(line for line in text.splitlines() if line.startswith("cautions:"))
    path.write_text(text.replace(f"{before}\n", f"{caution}    numbers: [h1]\n", 1), encoding="utf-8")
    assert checked(copy) == []
    edit(path, "cautions:", "    numbers: [h1]", "")
    assert [fault.path for fault in checked(copy)] == ["cautions[0].text"]


@pytest.mark.parametrize("named", ["o99", "i1", "s1"])
def test_a_caution_names_results_and_harms_of_its_file_alone(tmp_path: Path, named: str) -> None:
    copy = copied(tmp_path)
    path = copy / THERAPY
    text = path.read_text(encoding="utf-8")
    before = next(line for line in text.splitlines() if line.startswith("cautions:"))
    said = f"cautions:\n  - text: Take care.\n    numbers: [o1, {named}]\n"
    path.write_text(text.replace(f"{before}\n", said, 1), encoding="utf-8")
    (fault,) = checked(copy)
    assert (fault.path, fault.wrong) == ("cautions[0].numbers[1]", f"'{named}' is not one result or harm of this file")
    assert fault.right == "an id of `outcomes` or `safety`"


def test_an_id_of_a_result_and_of_a_harm_is_not_one_of_them(tmp_path: Path) -> None:
    fault = list(caution_findings([Caution(text="Take care.", numbers=["x1"])], [Named("x1")], [Named("x1")]))
    assert [path for path, _, _ in fault] == [("cautions", 0, "numbers", 0)]
    assert not list(caution_findings([Caution(text="Take care.", numbers=["x1"])], [Named("x1")], []))
    assert not list(caution_findings([Caution(text="Take care.", numbers=["x1"])], [], [Named("x1")]))


EASY = "The doctors take some of the cells and change them in a lab. They grow there and are given back after a month. "
HARDER = "Complications afterwards sometimes require intensive treatment. "


@pytest.mark.parametrize(("text", "told"), [(5 * EASY + 3 * HARDER, False), (3 * EASY + 2 * HARDER, True)])
def test_the_limit_of_the_reading_grade_is_eight_and_not_a_half_more(text: str, told: bool) -> None:
    nobody = re.compile("(?!)")
    assert 7.5 < reading([text], nobody).hardest < 8.5
    assert bool(list(text_findings([(("how_it_works",), text)], nobody))) == told


def test_a_number_is_named_once() -> None:
    with pytest.raises(ValueError, match="more than once"):
        Caution.model_validate({"text": "Take care.", "numbers": ["o1", "o1"]})
