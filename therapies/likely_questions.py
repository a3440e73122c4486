"""What a family may ask about one therapy, with honest answers: the written ones first, then those from the record.

Every result and risk in an answer made here is a `Measure` with its count. What the record does not say is said to be
missing. Not here: what a family may ask its doctor (`therapies.call`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.access_ladder import WHO_MUST_ASK
from therapies.compared_therapy import Compared
from therapies.dataset import Dataset
from therapies.denominators import Ladder, ladders
from therapies.measures import Measure
from therapies.profile import Profile
from therapies.spoken_notes import Note, dated_note, number_note, passport_note, sentence_of
from therapies.standing import Approval
from therapies.status_words import status_words
from therapies.unknowns import CLOSING

_TRIAL = "clinical-trial"
_MOST_NUMBERS = 4
IS_IT_APPROVED = "Is it approved?"


@dataclass(frozen=True, slots=True)
class LikelyQuestion:
    """One question and its answer, in notes that can be said one after the other."""

    ask: str
    answer: tuple[Note, ...]


def likely_questions(dataset: Dataset, one: Profile, today: date) -> tuple[LikelyQuestion, ...]:
    """The questions about a therapy. `one`: its profile of the same day."""
    written = tuple(
        LikelyQuestion(note.text, (dated_note(note.answer or wording.NOT_STATED, note.checked_on, note.due_on, today),))
        for note in dataset.call_notes(one.id)
        if note.part == "question"
    )
    compared = Compared(dataset, one, today)
    return (
        *written,
        LikelyQuestion(IS_IT_APPROVED, _approved(dataset, one, today)),
        LikelyQuestion("Out of how many people?", _how_many(dataset, one, today)),
        LikelyQuestion("What are the worst risks?", _risks(one)),
        LikelyQuestion("How long did it last?", _lasted(compared)),
        LikelyQuestion("Do people live longer with it?", _alive(compared)),
        *_not_grown(compared),
        LikelyQuestion("Can we get it outside a trial?", _outside_a_trial(dataset, one)),
        LikelyQuestion("What is not known?", _unknown(one)),
    )


def ladder_note(ladder: Ladder) -> Note:
    """Who joined, who was treated, who could be checked: in words, with the group."""
    papers = tuple(rung.passport for rung in ladder.rungs)
    steps = ". ".join(f"{rung.n} {rung.said}{f' ({rung.detail})' if rung.detail else ''}" for rung in ladder.rungs)
    publishers = ", ".join(dict.fromkeys(one.publisher for one in papers))
    checks = ", ".join(dict.fromkeys(one.check for one in papers))
    said = f"{sentence_of(ladder.group)}: {steps}. {ladder.lost}".strip()
    return passport_note(f"{said} Source: {publishers}, {checks}.", *papers)


def standing_note(dataset: Dataset, one: Profile, text: str, today: date) -> Note:
    """A note about where a therapy stands: as old as the use that was checked first."""
    oldest = min(dataset.indications(one.id), key=lambda use: use.due_on, default=None)
    return dated_note(text, oldest.checked_on, oldest.due_on, today) if oldest else Note(text)


def _approved(dataset: Dataset, one: Profile, today: date) -> tuple[Note, ...]:
    uses = {use.fact_id: use for use in dataset.indications(one.id)}
    return standing_note(dataset, one, f"{one.standing.line}. {one.standing.meaning}", today), *(
        dated_note(_approval(approval), uses[approval.fact_id].checked_on, uses[approval.fact_id].due_on, today)
        for approval in one.standing.approvals
    )


def _approval(approval: Approval) -> str:
    """For whom, where and in which way, and on what evidence: "approved" never stands alone (honesty.md, rule 9)."""
    places = " ".join(f"{name}: {how}." for name, how in approval.places)
    return f"For: {approval.for_whom.rstrip('.')}. {places} {approval.evidence}"


def _how_many(dataset: Dataset, one: Profile, today: date) -> tuple[Note, ...]:
    if not one.drawn_results:
        return (Note("Our data have no results in people."),)
    found = ladders(dataset, one.id, False, today)
    steps = tuple(ladder_note(ladder) for ladder in found.ladders) or (Note(found.none),)
    return *steps, *_numbers(one.first.results, len(one.drawn_results), "result")


def _risks(one: Profile) -> tuple[Note, ...]:
    warnings = [passport_note(f"{warning.name}: {warning.text}", warning.passport) for warning in one.first.warnings]
    if not one.risks:
        none = Note("Our data count no risks of this treatment. That does not mean that there are none.")
        return *warnings, none
    return *warnings, *_numbers(one.first.risks, len(one.risks), "risk")


def _lasted(compared: Compared) -> tuple[Note, ...]:
    if not compared.lasting:
        return (Note("We do not know: our data have no result about how long it lasted."),)
    return _first_ones(compared.lasting)


def _alive(compared: Compared) -> tuple[Note, ...]:
    doubt: tuple[Note, ...] = ()
    if not any(measure.control for measure in compared.alive):
        doubt = (Note(wording.SURVIVAL_UNKNOWN),)
    elif any(wording.SURVIVAL_UNKNOWN in measure.caveats for measure in compared.results):
        doubt = (Note(f"{wording.SURVIVAL_UNKNOWN} This is so for some studies; for another there is a result:"),)
    return *doubt, *_first_ones(compared.alive)


def _not_grown(compared: Compared) -> tuple[LikelyQuestion, ...]:
    if not compared.not_grown:
        return ()
    return (
        LikelyQuestion("How long did people live without the disease getting worse?", _first_ones(compared.not_grown)),
    )


def _first_ones(measures: Sequence[Measure]) -> tuple[Note, ...]:
    """Headline results before the others, in the order of the record."""
    shown = sorted(measures, key=lambda measure: not measure.headline)[:_MOST_NUMBERS]
    return _numbers(shown, len(measures), "result of this kind")


def _numbers(shown: Sequence[Measure], total: int, noun: str) -> tuple[Note, ...]:
    """The numbers, and how many are left for the therapy's own page."""
    more = total - len(shown)
    what = noun if more == 1 else noun.replace("result", "results").replace("risk", "risks")
    rest = (Note(f"{more} more {what} on the therapy's own page."),) if more else ()
    return *(number_note(measure) for measure in shown), *rest


def _outside_a_trial(dataset: Dataset, one: Profile) -> tuple[Note, ...]:
    trials = {way.fact_id for way in dataset.access(one.id) if way.route == _TRIAL}
    notes = []
    for rung in one.access.rungs:
        if rung.fact_id not in trials:
            status = status_words(rung.status.title.lower(), rung.as_read)
            who = rung.who_must_ask
            said = f"{rung.name}: {status} ({rung.where}). {rung.detail} {WHO_MUST_ASK}: {who}"
            notes.append(passport_note(said, rung.passport, rung.rules))
    if not notes:
        return (Note("Our data name no way outside a trial. The treating doctor and the company can say more."),)
    return tuple(notes)


def _unknown(one: Profile) -> tuple[Note, ...]:
    return *(Note(f"{item.said} {item.why}") for item in one.unknown), Note(CLOSING)
