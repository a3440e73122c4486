"""Search finds every word of the data, forgives what people do to words, and takes no wrong digit for a right one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.releases import RELEASE
from therapies.facts import SearchWord
from therapies.search import LONGEST, SAME, SIMILAR, default_order, search


def found(text: str) -> list[str]:
    return [hit.therapy_id for hit in search(RELEASE, text)]


def test_every_word_of_the_dataset_finds_its_therapy() -> None:
    lost = [
        f"{word.kind} {word.text!r} does not find {word.therapy_id}"
        for word in RELEASE.search_words
        if word.therapy_id not in found(word.text)
    ]
    assert lost == []


def test_every_word_finds_its_therapy_whatever_its_capitals_and_signs() -> None:
    lost = [
        word.text
        for word in RELEASE.search_words
        for typed in (word.text.upper(), word.text.replace("-", " ").lower(), f"  {word.text.replace('-', '')} ")
        if word.therapy_id not in found(typed)
    ]
    assert lost == []


def test_every_id_name_alias_brand_target_and_number_is_a_search_word() -> None:
    lost = []
    for therapy in RELEASE.therapies.values():
        words = [therapy.id, therapy.name, therapy.short_name, *therapy.aliases, *therapy.targets]
        words += [therapy.brand_name] if therapy.brand_name else []
        words += [trial.nct for trial in RELEASE.trials(therapy.id) if trial.nct]
        for use in RELEASE.indications(therapy.id):
            disease = RELEASE.diseases[use.disease_id]
            words += [disease.id, disease.name, disease.plain_name]
        lost += [f"{text!r} does not find {therapy.id}" for text in words if therapy.id not in found(text)]
    assert lost == []


@pytest.mark.parametrize(
    "typed",
    [
        *("sofi cel", "SOFI-CEL", "soficel", "wucart007", "wu cart 007", "soficabtagen", "soficabtagenne"),
        *("NCT06514794", "nct 06514794", "06514794", "T-RRex", "trrex", "cd7 leukemia", "Wugen"),
    ],
)
def test_sofi_cel_is_found_by(typed: str) -> None:
    assert "wu-cart-007" in found(typed)


@pytest.mark.parametrize("typed", ["tecartus", "Tecartis", "tekartus", "tecratus", "tecar tus", "TECÁRTUS"])
def test_tecartus_is_found_by(typed: str) -> None:
    assert found(typed) == ["brexucabtagene-autoleucel"]


def test_a_target_finds_all_its_therapies_and_no_longer_number() -> None:
    assert set(found("CD7")) == {t.id for t in RELEASE.therapies.values() if "CD7" in t.targets}
    assert set(found("cd 19")) >= {t.id for t in RELEASE.therapies.values() if "CD19" in t.targets}


def test_a_disease_finds_all_its_therapies() -> None:
    of_t_all = {use.therapy_id for use in RELEASE.all_indications if use.disease_id == "t-all"}
    for typed in ("T-cell leukemia", "t cell leukaemia", "T-ALL", "T-cell acute lymphoblastic leukemia"):
        assert of_t_all <= set(found(typed))


def of_disease(*diseases: str) -> set[str]:
    return {use.therapy_id for use in RELEASE.all_indications if use.disease_id in diseases}


@pytest.mark.parametrize(
    ("typed", "unused"),
    [
        ("T-ALL relapse", ("relapse",)),
        ("relapse of T-cell leukemia", ("relapse", "of")),
        ("34 years old, T-ALL, second relapse, Texas", ("34", "years", "old", "second", "relapse", "Texas")),
        ("AML? T-ALL leukaemia, NCT06514793", ("AML", "leukaemia", "NCT06514793")),
    ],
)
def test_a_disease_within_a_longer_text_is_found_and_what_was_not_used_is_named(
    typed: str, unused: tuple[str, ...]
) -> None:
    hits = search(RELEASE, typed)
    assert [hit.therapy_id for hit in hits] == sorted(of_disease("t-all"), key=default_order(RELEASE).__getitem__)
    assert {hit.unused for hit in hits} == {unused}


def test_a_group_of_diseases_within_a_longer_text_is_found_too() -> None:
    hits = search(RELEASE, "leukemia second relapse")
    assert {hit.therapy_id for hit in hits} == set(found("leukemia"))
    assert {hit.unused for hit in hits} == {("second", "relapse")}


def test_other_words_narrow_a_disease_where_they_name_something_of_its_therapies() -> None:
    of_cd7 = {therapy.id for therapy in RELEASE.therapies.values() if "CD7" in therapy.targets}
    hits = search(RELEASE, "CD7 T-ALL relapse")
    assert {hit.therapy_id for hit in hits} == of_cd7 & of_disease("t-all")
    assert {hit.unused for hit in hits} == {("relapse",)}
    donors = search(RELEASE, "T-ALL off-the-shelf relapse")
    assert {RELEASE.therapies[hit.therapy_id].cell_source for hit in donors} == {"allogeneic-donor"}
    # A word that would leave nothing is named instead.
    assert {hit.unused for hit in search(RELEASE, "T-ALL B7-H3 relapse")} == {("B7-H3", "relapse")}


def test_without_other_words_nothing_is_unused() -> None:
    for text in ("CD7 leukemia", "T-ALL", "hemophilia aav", "T-cell acute lymphoblastiq leukemia"):
        assert {hit.unused for hit in search(RELEASE, text)} == {()}


def test_therapies_of_a_disease_are_never_found_by_words_of_a_trial() -> None:
    trials = [trial.name for trial in RELEASE.all_trials if trial.name]
    kinds = {
        match.kind
        for text in ("T-ALL relapse", *(f"T-ALL relapse {name}" for name in trials))
        for hit in search(RELEASE, text)
        if hit.unused
        for match in hit.matches
    }
    assert "disease" in kinds
    assert not kinds & {"trial", "trial named in a text", "developer"}
    assert "allonk" not in found("T-ALL relapse")


def test_a_part_of_the_name_of_a_disease_is_not_the_disease() -> None:
    assert not of_disease("brain-tumour") & set(found("lung cancer in Texas"))
    assert not of_disease("hae") & set(found("has he had leukemia"))
    assert of_disease("hemophilia-a", "hemophilia-b") == set(found("a boy of 12 with hemophilia"))


def test_british_and_american_spelling_are_the_same() -> None:
    for british, american in (
        ("leukaemia", "leukemia"),
        ("brain tumour", "brain tumor"),
        ("haemophilia", "hemophilia"),
    ):
        assert found(british) == found(american) != []


def test_greek_letters_may_be_written_either_way() -> None:
    assert found("β-thalassemia") == found("beta thalassemia") != []
    assert found("IL13Rα2") == found("IL13Ra2") != []


def test_a_wrong_digit_is_not_forgiven() -> None:
    known = {trial.nct for trial in RELEASE.all_trials}
    assert "NCT06514793" not in known
    assert found("NCT06514793") == []
    assert found("CD17") == []


def test_exact_words_come_first_then_by_disease_and_name() -> None:
    order = default_order(RELEASE)
    for text in ("CD19", "leukemia", "NCT", "car-t", "cel", "kymriah"):
        hits = search(RELEASE, text)
        places = [(hit.closeness != SAME, order[hit.therapy_id]) for hit in hits]
        assert places == sorted(places)


def test_typing_errors_count_only_where_nothing_fits() -> None:
    for text in ("CD19", "leukemia", "sofi"):
        assert all(hit.closeness != SIMILAR for hit in search(RELEASE, text))
    assert all(hit.closeness == SIMILAR for hit in search(RELEASE, "leukmia"))


def test_a_hit_says_which_word_answered_and_of_what_kind() -> None:
    (hit,) = search(RELEASE, "yescrata")
    assert [(match.word, match.kind) for match in hit.matches] == [("Yescarta", "brand name")]
    (hit, *_) = search(RELEASE, "wu-cart-007")
    assert hit.matches[0].kind == "code name or older name"
    hits = {hit.therapy_id: hit for hit in search(RELEASE, "hemophilia aav")}
    assert {match.kind for match in hits["etranacogene-dezaparvovec"].matches} == {"disease", "kind of treatment"}


def test_every_therapy_is_found_at_most_once() -> None:
    for text in ("cd", "a", "leukemia", "t cell", "NCT0"):
        assert len(found(text)) == len(set(found(text)))


@pytest.mark.parametrize("typed", ["", "   ", "-", "()", "\u200b", "🙂", "\x00", "'; DROP TABLE"])
def test_nothing_to_search_finds_nothing(typed: str) -> None:
    assert found(typed) == []


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=2 * LONGEST))
def test_anything_may_be_typed(typed: str) -> None:
    assert {hit.therapy_id for hit in search(RELEASE, typed)} <= set(RELEASE.therapies)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(RELEASE.search_words), st.data())
def test_one_wrong_letter_in_a_long_word_is_forgiven(word: SearchWord, data: st.DataObject) -> None:
    letters = [place for place, sign in enumerate(word.text) if sign.isascii() and sign.isalpha()]
    if len(letters) < 10:
        return
    place = data.draw(st.sampled_from(letters[1:]))
    typed = f"{word.text[:place]}q{word.text[place + 1 :]}"
    assert word.therapy_id in found(typed)
