"""Notes for a call: the model case, what holds for every therapy, and that an overdue fact is never said as current."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from loaders.number_guards import number_fault
from tests.releases import RELEASE
from therapies.call_notes import CallNotes, TherapyNotes, call_notes
from therapies.dataset import Dataset
from therapies.measures import Measure, outcome_measure, safety_measure
from therapies.profile import profile
from therapies.spoken_notes import Note
from therapies.wording import hype_in

TODAY = date(2026, 11, 23)
EVERY = sorted(RELEASE.therapies)
WRITTEN = sorted({note.therapy_id for one in EVERY for note in RELEASE.call_notes(one)})
# An average is no share of people; the sentence of the screen says so and says that its people are not stated.
AVERAGE = re.compile(r"Average change [\d.-]+%, number of people: not stated")
COUNT = re.compile(r"\b(\d+) of (?:the )?(\d+)\b")


class WithoutNotes(Dataset):
    """The release as if nobody had written a note."""

    def __init__(self) -> None:
        self.__dict__.update(RELEASE.__dict__)
        self.kept = {}

    def call_notes(self, therapy_id: str) -> tuple:
        return ()


def about(therapy_id: str, today: date = TODAY) -> TherapyNotes:
    return call_notes(RELEASE, (therapy_id,), today).therapies[0]


def spoken(one: TherapyNotes) -> Iterator[Note]:
    yield from (*one.say, *one.avoid)
    for question in one.questions:
        yield from question.answer


def answer(one: TherapyNotes, ask: str) -> str:
    return " ".join(note.text for question in one.questions if question.ask == ask for note in question.answer)


def texts(notes: CallNotes) -> Iterator[str]:
    yield notes.title
    for step in notes.opening:
        yield from (step.title, *step.sentences)
    for one in notes.therapies:
        yield from (one.written, one.before.overdue_count, one.before.open_questions)
        yield from (note.text for note in (*one.before.trials, *one.before.disagreements, *spoken(one)))
        yield from (facts.said for facts in one.before.overdue)
        yield from (question.ask for question in one.questions)


def test_the_model_case_says_its_counts_and_what_is_not_known() -> None:
    sofi = about("wu-cart-007")
    said = " ".join(note.text for note in sofi.say)
    for words in (
        "13 got the treatment (at the recommended dose). 11 could be checked. Left out of the count: 2 of 13 people",
        "Overall response: 10 of 11 people (91%; 95% range 59 to 99.8).",
        "We do not know yet if it helps people live longer.",
        "some people died early in the study",
        "2 of 13 people (15%; 95% range 2 to 45)",
    ):
        assert words in said
    assert sofi.say[0].text == RELEASE.call_notes("wu-cart-007")[0].text, "what people wrote stands first"


def test_the_model_case_says_what_to_avoid() -> None:
    avoid = " ".join(note.text for note in about("wu-cart-007").avoid)
    for words in (
        'Do not say how "effective" it is in one number.',
        "Never say a percentage alone.",
        "“Breakthrough Therapy designation” without what it means",
        "It is not an approval and not proof.",
        "Never say “approved” or “soon approved”. Say: Not approved. Furthest stage: Phase 2.",
        "Never say that this trial is open now. T-RRex (NCT06514794): recruiting when read on 22 August 2026.",
        "better or worse than another treatment",
    ):
        assert words in avoid


def test_the_model_case_answers_what_families_ask() -> None:
    sofi = about("wu-cart-007")
    assert [question.ask for question in sofi.questions] == [
        "Is it a cure?",
        "Can my child get it now?",
        "Why is it so few people?",
        "Is it approved?",
        "Out of how many people?",
        "What are the worst risks?",
        "How long did it last?",
        "Do people live longer with it?",
        "Can we get it outside a trial?",
        "What is not known?",
    ]
    assert "We know of no approval anywhere." in answer(sofi, "Is it approved?")
    assert "2 of 13 people (15%" in answer(sofi, "What are the worst risks?")
    assert "6 of 8 people (75%" in answer(sofi, "How long did it last?")
    assert "FDA and an ethics board (IRB) must allow it." in answer(sofi, "Can we get it outside a trial?")


def test_times_without_the_disease_growing_have_a_question_of_their_own() -> None:
    ask = "How long did people live without the disease getting worse?"
    glofitamab = about("glofitamab")
    assert "Time without the disease getting worse" in answer(glofitamab, ask)
    assert "Time without the disease getting worse" not in answer(glofitamab, "How long did it last?")
    assert ask not in [question.ask for question in about("wu-cart-007").questions]


def test_an_approval_is_answered_with_place_people_way_and_evidence() -> None:
    said = answer(about("tisagenlecleucel"), "Is it approved?")
    for words in ("European Union", "Adults with follicular lymphoma", "Accelerated approval", "single-arm"):
        assert words in said


def test_what_to_check_before_the_call() -> None:
    before = about("wu-cart-007").before
    assert before.overdue_count == "21 of 92 facts in our data are overdue for a check."
    assert before.overdue[0].said == (
        "Trials and their status: 3 overdue since 21 September 2026, last checked 22 August 2026"
    )
    assert "about 4 months old" in before.trials[0].text
    assert before.trials[-1].text == "2 of 3 trials are not known to take new people."
    differ = [note.text for note in before.disagreements]
    assert any("Breakthrough" in text and "Another source says: March 2026." in text for text in differ)
    assert before.open_questions == "9 open questions of the curators: read before the call."


def test_several_therapies_are_named_and_never_set_against_each_other() -> None:
    ids = ("wu-cart-007", "tisagenlecleucel", "blinatumomab")
    notes = call_notes(RELEASE, ids, TODAY)
    assert notes.title == "Notes for the call: sofi-cel, tisa-cel, blinatumomab"
    assert [step.title for step in notes.opening] == ["Ask", "Tell, in small parts", "Ask again"]
    assert "Say what the call is about: sofi-cel, tisa-cel and blinatumomab." in notes.opening[1].sentences
    assert [one.id for one in notes.therapies] == list(ids)
    said = " ".join(note.text for note in notes.therapies[1].avoid)
    assert "Never say that tisa-cel is better or worse than sofi-cel or blinatumomab." in said


def test_an_unknown_therapy_is_refused_and_none_is_only_the_opening() -> None:
    with pytest.raises(KeyError):
        call_notes(RELEASE, ("nobody",), TODAY)
    assert call_notes(RELEASE, (), TODAY).therapies == ()


@pytest.mark.parametrize("therapy_id", EVERY)
def test_no_percentage_stands_alone_and_no_word_sells(therapy_id: str) -> None:
    for today in (TODAY, date.max):
        for text in texts(call_notes(RELEASE, (therapy_id,), today)):
            assert number_fault(AVERAGE.sub("", text)) is None, text
            assert hype_in(text) is None, text
            assert text.strip() == text != ""
            assert not re.search(r"\bNone\b(?! of)|\.\.(?!\.)|  ", text), text


@pytest.mark.parametrize("therapy_id", EVERY)
def test_every_number_is_the_sentence_of_the_screen(therapy_id: str) -> None:
    """What the notes say of the first results and risks is what the therapy's page says, with its people."""
    shown, one = profile(RELEASE, therapy_id, TODAY), about(therapy_id)
    said = [note.text for note in spoken(one)]
    for measure in (*shown.first.results, *shown.first.risks):
        assert any(f"{measure.name}: {measure.sentence}" in text and measure.people in text for text in said)
    sentences = {measure.sentence for measure in every_number(therapy_id)}
    for question in one.questions:
        for note in question.answer:
            if "95% range" in note.text:
                assert any(sentence in note.text for sentence in sentences), note.text


def every_number(therapy_id: str) -> list[Measure]:
    numbers = [outcome_measure(RELEASE, outcome, TODAY) for outcome in RELEASE.outcomes(therapy_id)]
    return numbers + [safety_measure(RELEASE, fact, TODAY) for fact in RELEASE.safety(therapy_id)]


@pytest.mark.parametrize("therapy_id", EVERY)
def test_every_list_has_its_parts_and_every_question_an_answer(therapy_id: str) -> None:
    one = about(therapy_id)
    assert len(one.questions) >= 7
    assert all(question.answer for question in one.questions)
    assert one.say and one.avoid and one.before.trials
    assert {caution.text for caution in RELEASE.cautions(therapy_id)} <= {note.text for note in one.say}
    written = RELEASE.call_notes(therapy_id)
    assert {note.text for note in written if note.part == "avoid"} <= {note.text for note in one.avoid}
    says = any(event.event == "breakthrough-therapy" for event in RELEASE.events(therapy_id))
    assert says == any("“Breakthrough Therapy designation” without" in note.text for note in one.avoid)


@pytest.mark.parametrize("therapy_id", EVERY)
def test_a_trial_with_an_overdue_record_is_never_said_to_be_open(therapy_id: str) -> None:
    for line in profile(RELEASE, therapy_id, TODAY).recruiting.trials:
        if line.takes_people and line.as_read:
            found = [note for note in about(therapy_id).avoid if line.title in note.text and "open now" in note.text]
            assert found
            assert all(note.overdue and line.as_read in note.text for note in found)


@pytest.mark.parametrize("therapy_id", EVERY)
def test_when_everything_is_overdue_every_dated_note_says_so(therapy_id: str) -> None:
    one = about(therapy_id, date.max)
    found = re.fullmatch(r"(\d+|None) of (\d+) facts .*", one.before.overdue_count)
    assert found is not None
    assert found[1] == found[2] == str(sum(len(facts.names) for facts in one.before.overdue))
    dated = {caution.text for caution in RELEASE.cautions(therapy_id)}
    dated |= {text for note in RELEASE.call_notes(therapy_id) for text in (note.text, note.answer) if text}
    for note in spoken(one):
        if note.text in dated or "95% range" in note.text or "approved" in note.text.casefold().split(". ")[0]:
            assert note.overdue, note.text


def test_without_written_notes_the_record_still_speaks() -> None:
    one = call_notes(WithoutNotes(), ("wu-cart-007",), TODAY).therapies[0]
    assert one.written == "Nobody wrote notes for this therapy yet: all of this is made from its record."
    assert one.questions[0].ask == "Is it approved?"


def test_notes_are_written_for_the_first_therapies() -> None:
    assert set(WRITTEN) >= {"wu-cart-007", "tisagenlecleucel", "blinatumomab"}


@pytest.mark.parametrize("therapy_id", WRITTEN)
def test_every_count_in_a_written_note_is_a_fact_of_the_same_record(therapy_id: str) -> None:
    """A note has no source of its own: "10 of 11" in it must be a count that the record has with its source."""
    outcomes, harms = RELEASE.outcomes(therapy_id), RELEASE.safety(therapy_id)
    counts = {(one.responders, one.n) for one in outcomes} | {(one.n_affected, one.n) for one in harms}
    totals = {n for _, n in counts} | {one.control_n for one in outcomes}
    for note in RELEASE.call_notes(therapy_id):
        for affected, n in COUNT.findall(f"{note.text} {note.answer or ''}"):
            assert (int(affected), int(n)) in counts, note.text
        for n in re.findall(r"% of (?:the )?(\d+)", f"{note.text} {note.answer or ''}"):
            assert int(n) in totals, note.text
        assert "recruiting" not in f"{note.text} {note.answer or ''}", "a note lasts longer than a trial's status"


def test_a_note_of_a_harm_ends_before_the_next_sentence_begins() -> None:
    for therapy_id in EVERY:
        for note in about(therapy_id).say:
            assert not re.search(r"[a-z0-9)] (?:95% range, |Peer-reviewed paper, |Medical news, )", note.text), (
                note.text
            )
