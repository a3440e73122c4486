"""The guards of honesty.md: over what people write (texts), and over what is shown (numbers)."""

import dataclasses
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.cautions import backed
from loaders.checking import check, dataset_of, shown_findings
from loaders.curated import Curated, read_curated
from loaders.family_text import easy_names, graded, shared_texts, text_findings, therapy_texts
from loaders.faults import Fault
from loaders.number_guards import number_fault
from loaders.rows import Rows
from tests.releases import RELEASE, changed
from therapies import evidence, measures, rate_words, shown_guards, wording
from therapies.dataset import Dataset
from therapies.readability import HARDEST_GRADE, easy_words, reading
from views import passport as passport_view

CURATED = Path(__file__).parents[2] / "data" / "curated"
TODAY = date(2026, 11, 26)
NO_NAMES = easy_words([])
HARD = (
    "Immunosuppressive lymphodepletion precedes administration of genetically reprogrammed allogeneic lymphocytes, "
    "notwithstanding considerable interindividual pharmacokinetic heterogeneity."
)
EASY = "The lab takes some cells. They are changed and given back to the child. This can take a month."


@pytest.fixture(scope="module")
def curated() -> Curated:
    """The committed files, read without the guards over texts, which are what is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("loaders.curated.text_findings", lambda *_: iter(()))
        found, faults = read_curated(CURATED, TODAY)
    assert found is not None, "\n".join(map(str, faults[:20]))
    return found


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return RELEASE


@pytest.mark.parametrize(
    "text",
    [
        "In this study 73% responded.",
        "Most people (73 percent) responded.",
        "Seventy per cent responded.",
        "Of 44 people 19 responded. In a later report 50% did.",
        "Grade 3 in 57%; 10 of 11 people had fever.",
        "After a median of 12 months 50% were well.",
        "Of 44% it is not known.",
        "In 2024 of 2023 and later 50% responded.",
        "The rate was 5% at day 28 of 90 days.",
        "The 100% is out of a few people.",
        "After a year 56 of every 100 were alive.",
        "It fails: 8 of every hundred.",
    ],
)
def test_a_percentage_without_its_denominator_is_refused(text: str) -> None:
    fault = number_fault(text)
    assert fault is not None and "without its denominator" in fault[0]


@pytest.mark.parametrize(
    "text",
    [
        "10 of 11 people responded (91%).",
        "Of 44 people with this cancer 43.2% responded.",
        "Of the 1,204 treated, 12 percent had a fever.",
        "Among 30 treated adults 50% responded, and 20% had a fever.",
        "All 13 people (100%) had a fever.",
        "Five of six children (83%) did.",
        "About 8% had it (out of how many people: not stated).",
        "Leaving people out can make the percentage look better.",
        "Nine people responded.",
        "2.5% of 121 people had it.",
        "A grade 1 fever in 10 people was treated.",
        "Grade 3 in 10 people, grade 4 in 20.",
        "About 8% of batches failed (out of how many batches: not stated).",
        "Of 75 people 56% were alive, 42 of every 100 men.",
    ],
)
def test_a_sentence_with_its_denominator_is_accepted(text: str) -> None:
    assert number_fault(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("1 in 10 people had it.", "About one in four died.", "One person in three had it."),
        *(
            "About 3 in 10 people responded.",
            "Seven in ten had it.",
            "It was 9 in 100 people.",
            "10 in every 100 died.",
        ),
    ],
)
def test_one_in_x_is_refused_in_every_form(text: str) -> None:
    fault = number_fault(text)
    assert fault is not None and "harder to compare" in fault[0]


@pytest.mark.parametrize(
    "text",
    [
        "The risk is cut in half.",
        "It lowers the risk by a third.",
        "It reduced the risk of death by two thirds.",
        "The risk of a relapse was halved.",
        "Deaths fell by about a quarter.",
        "The chance of it doubled.",
        "It is cutting deaths by half.",
        "The risk of death was half as high.",
    ],
)
def test_a_relative_risk_in_words_is_refused_in_every_form(text: str) -> None:
    fault = number_fault(text)
    assert fault is not None and "without the numbers" in fault[0]


@pytest.mark.parametrize(
    "text",
    [
        "It lowers the risk that donor cells attack the body.",
        "It raises the risk of infection for a while.",
        "The drug is a double-sided antibody.",
        "The third group had a lower dose.",
    ],
)
def test_a_risk_without_a_size_may_stand(text: str) -> None:
    assert number_fault(text) is None


def test_the_words_that_sell_and_the_shares_in_words_are_found_in_a_summary() -> None:
    for text in (
        "It offers a cure. It is a treatment.",
        "It is a miraculous one-time treatment.",
        "The vast majority responded.",
        "All of them responded.",
        "9/10 responded.",
        "The risk is cut in half.",
        "There were rare cases of it.",
    ):
        assert [path for path, _, _ in text_findings([(("plain_summary",), text)], None)] == [("plain_summary",)], text


def test_a_relative_risk_needs_both_counts() -> None:
    fault = number_fault("They were twice as likely to be alive.")
    assert fault is not None and "without the numbers" in fault[0]
    assert number_fault("20 of 50 against 10 of 50 lived, twice as many.") is None


def test_both_grades_are_those_of_their_published_formulas() -> None:
    # 5 words, 22 letters, 1 sentence. Coleman-Liau: L = 440, S = 20 in 100 words; 0.0588 L - 0.296 S - 15.8 = 4.152.
    # ARI: 4.71 * 22 / 5 + 0.5 * 5 / 1 - 21.43 = 1.794.
    found = reading(["Nine cats read black books."], NO_NAMES)
    assert found.words == 5
    assert found.coleman_liau == pytest.approx(4.152, abs=1e-9)
    assert found.automated == pytest.approx(1.794, abs=1e-9)


def test_a_text_of_known_counts_has_its_known_grades() -> None:
    # The counts of a worked example: 639 letters, 119 words, 5 sentences give Coleman-Liau 14.5 and ARI 15.8.
    words = ["abcde"] * 75 + ["abcdef"] * 44
    text = ". ".join(" ".join(words[start : start + 24]) for start in range(0, 119, 24)) + "."
    found = reading([text], NO_NAMES)
    assert (found.words, round(found.coleman_liau, 1), round(found.automated, 1)) == (119, 14.5, 15.8)


def test_names_and_explained_terms_count_as_easy_words() -> None:
    text = "The child got soficabtagene geleucel after a transplant."
    named = reading([text], easy_words(["Soficabtagene geleucel", "transplant"]))
    assert named.coleman_liau < reading([text], NO_NAMES).coleman_liau - 3
    assert named.words == reading([text], NO_NAMES).words - 1


def test_a_decimal_point_ends_no_sentence() -> None:
    assert reading(["It took 9.1 months for all of them."], NO_NAMES).automated == pytest.approx(
        reading(["It took 91 months for all of them."], NO_NAMES).automated
    )


def test_hard_family_text_is_refused_with_both_grades_at_its_hardest_text() -> None:
    found = list(text_findings([(("plain_summary",), EASY), (("cautions", 0), HARD)], NO_NAMES))
    assert [path for path, _, _ in found] == [("cautions", 0)]
    assert "(Coleman-Liau)" in found[0][1] and "(ARI)" in found[0][1] and "at most 8" in found[0][2]
    assert list(text_findings([(("plain_summary",), EASY)], NO_NAMES)) == []


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (f"{' '.join(['it is a day and we go on to see him'] * 4)}.", "automated"),
        (". ".join(["The nurses check every child again after lunch"] * 8) + ".", "coleman_liau"),
    ],
)
def test_each_of_the_two_grades_alone_is_enough_to_refuse(text: str, formula: str) -> None:
    both = reading([text], NO_NAMES)
    over = [name for name in ("coleman_liau", "automated") if getattr(both, name) > HARDEST_GRADE]
    assert over == [formula], both
    assert list(text_findings([(("plain_summary",), text)], NO_NAMES))


@pytest.mark.parametrize(
    "text", ["It is a cure.", "It can cure leukemia.", "This may cure her.", "Doctors hope it could cure it."]
)
def test_a_hope_of_cure_sells(text: str) -> None:
    assert list(text_findings([(("plain_summary",), text)], NO_NAMES))
    assert not list(text_findings([(("plain_summary",), "Nobody knows if it is a cure.")], NO_NAMES))


def test_text_for_staff_is_not_graded_and_still_must_not_sell() -> None:
    assert list(text_findings([(("engineering",), HARD)], NO_NAMES)) == []
    assert list(text_findings([(("engineering",), "a promising receptor")], NO_NAMES))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("vocabulary.yaml", "plain"),
        ("diseases.yaml", "plain"),
        ("pathways.yaml", "who_must_ask"),
        ("comparisons.yaml", "lead"),
        ("glossary.yaml", "why_it_matters"),
        ("therapies/wu-cart-007.yaml", "plain_summary"),
    ],
)
@pytest.mark.parametrize(
    ("said", "wrong"),
    [("A miracle.", "sells instead of telling"), ("It helps 50%.", "without its denominator"), (20 * HARD, "at grade")],
)
def test_every_kind_of_file_is_guarded(curated: Curated, name: str, key: str, said: str, wrong: str) -> None:
    shared = {
        "vocabulary.yaml": curated.vocabulary,
        "diseases.yaml": curated.diseases,
        "pathways.yaml": curated.pathways,
        "comparisons.yaml": curated.comparisons,
        "glossary.yaml": curated.glossary,
    }
    sofi = next(therapy for therapy in curated.therapies if therapy.id == "wu-cart-007")
    texts = shared_texts(shared[name]) if name in shared else therapy_texts(sofi)
    places = [path for path, _ in texts]
    at = next(place for place, path in enumerate(places) if path[-1] == key)
    texts[at] = (texts[at][0], 10 * said if "grade" in wrong else said)
    easy = easy_names(curated.therapies, curated.diseases, curated.glossary)
    assert any(wrong in found and path == texts[at][0] for path, found, _ in text_findings(texts, easy))


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("vocabulary.yaml", "A harmless virus shell"),
        ("diseases.yaml", "A slow-growing cancer of B cells"),
        ("glossary.yaml", "In myeloma, almost all"),
        ("pathways.yaml", "The treating doctor asks."),
        ("comparisons.yaml", "Both send changed T cells"),
        ("therapies/wu-cart-007.yaml", "Sofi-cel is a ready-made"),
    ],
)
def test_the_check_reads_every_file_with_the_guards(
    small: Path, faults: Callable[[], list[Fault]], name: str, old: str
) -> None:
    path = small / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, "A miracle of 50% and 1 in 4 people.", 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    found = [fault for fault in faults() if fault.file == path]
    assert {fault.wrong.split(" ")[0] for fault in found} >= {"'miracle'", "'1"}
    assert all(abs(fault.line - line) <= 1 for fault in found)


def test_a_source_without_a_kind_cannot_give_a_number_a_blank_label(
    sofi: Path, faults: Callable[[], list[Fault]]
) -> None:
    text = sofi.read_text(encoding="utf-8")
    sofi.write_text(text.replace("    kind: peer-reviewed\n", "    kind: null\n", 1), encoding="utf-8")
    assert any(fault.path.startswith("sources[") and fault.path.endswith("kind") for fault in faults())


def test_a_glossary_that_cannot_be_read_makes_no_text_hard(small: Path, faults: Callable[[], list[Fault]]) -> None:
    (small / "glossary.yaml").write_text("terms: [", encoding="utf-8")
    assert not any("at grade" in fault.wrong for fault in faults())


def test_the_committed_data_pass_every_guard(curated: Curated) -> None:
    easy = easy_names(curated.therapies, curated.diseases, curated.glossary)
    for therapy in curated.therapies:
        assert list(text_findings(therapy_texts(therapy), easy, backed(therapy.cautions))) == [], therapy.id
        whole = reading([text for _, text in graded(therapy_texts(therapy))], easy)
        assert whole.hardest <= HARDEST_GRADE


def test_what_the_pages_say_of_the_numbers_is_as_easy_to_read(curated: Curated, dataset: Dataset) -> None:
    easy = easy_names(curated.therapies, curated.diseases, curated.glossary)
    for therapy in curated.therapies:
        numbers = [measures.outcome_measure(dataset, outcome, TODAY) for outcome in dataset.outcomes(therapy.id)]
        numbers += [measures.safety_measure(dataset, harm, TODAY) for harm in dataset.safety(therapy.id)]
        said = [rate_words.paragraph(number, "family") for number in numbers]
        whole = reading([*(text for _, text in graded(therapy_texts(therapy))), *said], easy)
        assert whole.hardest <= HARDEST_GRADE, therapy.id


def test_the_check_does_not_wait_for_arrow() -> None:
    code = "import sys, loaders.__main__ as m; m.main(['check']); sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=CURATED.parents[1]).returncode == 0


@pytest.mark.parametrize("today", [TODAY, date.max])
def test_every_number_of_the_release_is_shown_with_what_belongs_to_it(dataset: Dataset, today: date) -> None:
    assert list(shown_guards.shown_faults(dataset, today)) == []


def _faults(dataset: Dataset) -> set[str]:
    return {fault for _, fault in shown_guards.shown_faults(dataset, TODAY)}


def test_a_number_without_an_evidence_label_is_refused(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("all_outcomes", "all_safety", "all_participants"):
        facts = getattr(dataset, part)
        if facts:
            with monkeypatch.context() as patch:
                patch.setattr(dataset, part, (dataclasses.replace(facts[0], evidence=None),))
                assert shown_guards.NO_LABEL in _faults(dataset), part


def test_a_response_rate_without_the_survival_sentence_is_refused(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measures, "_caveats", lambda *_: ())
    assert any(wording.SURVIVAL_UNKNOWN in fault for fault in _faults(dataset))


def test_an_overdue_fact_shown_as_current_is_refused(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "is_overdue", lambda *_: False)
    anew = changed(dataset)  # what was worked out of the other one before is kept with it
    found = {fault for _, fault in shown_guards.shown_faults(anew, date.max)}
    assert any("shown as current" in fault for fault in found)


def test_the_closed_line_of_an_overdue_fact_says_so(dataset: Dataset) -> None:
    fact = dataset.all_outcomes[0]
    assert "Overdue" in passport_view.words(evidence.passport(dataset, fact, fact.due_on))
    assert "Overdue" not in passport_view.words(evidence.passport(dataset, fact, fact.checked_on))


def test_a_share_without_its_count_in_the_sentence_is_refused(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measures.sentences, "outcome_sentence", lambda *_, **__: "91%.")
    assert any("a percentage without" in fault for fault in _faults(dataset))


def test_the_words_of_other_sources_groups_and_questions_are_guarded_too(curated: Curated) -> None:
    for therapy in curated.therapies:
        guarded = {text for _, text in therapy_texts(therapy)}
        facts = (*therapy.regulatory, *therapy.outcomes)
        assert {conflict.says for fact in facts for conflict in fact.conflicts} <= guarded
        numbers = (*therapy.outcomes, *therapy.safety)
        assert {number.control.arm for number in numbers if number.control} <= guarded
        assert set(therapy.review.open_questions) <= guarded


def test_a_number_without_its_people_is_refused(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "_PEOPLE", dict.fromkeys(measures._PEOPLE, " "))
    assert "a number without its people" in _faults(dataset)


def test_the_check_names_the_fact_that_would_be_shown_wrongly(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "_caveats", lambda *_: ())
    found, faults = check(small, TODAY)
    assert found is None
    first = next(fault for fault in faults if fault.file.name == "wu-cart-007.yaml")
    assert "response rate without" in first.wrong
    assert first.path.startswith("outcomes[")
    assert "id: o" in first.file.read_text(encoding="utf-8").splitlines()[first.line - 1]


def test_nothing_is_published_when_a_number_would_be_shown_wrongly(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measures, "_caveats", lambda *_: ())
    assert main(["build", "--curated", str(small), "--to", str(tmp_path / "release")]) == 1
    assert not (tmp_path / "release").exists()


def test_every_kind_of_fact_is_found_in_its_file(curated: Curated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "is_overdue", lambda *_: False)
    kinds = {path[0] for _, path, _ in shown_findings(curated, dataset_of(Rows(curated).tables), TODAY)}
    assert kinds == {"outcomes", "safety", "regulatory", "trials", "access"}
