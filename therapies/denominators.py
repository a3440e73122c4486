"""From joining a study to a response: how many people came how far, and what a rate is when nobody is left out.

Here: the denominator ladder of one therapy, worded. The counts of the steps are facts with sources; the answer with the
switch on ("count those not evaluated as no response") is the result that a source counts among everybody, where the
record has one that says another thing; else it is computed here from two of the counts, and says so. Not here: who was
left out (`therapies.left_out`), and how it is drawn (`views.denominator_ladder`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, groupby

from therapies import left_out, sentences, wording
from therapies.control_groups import RANGE_ORIGIN
from therapies.dataset import Dataset
from therapies.evidence import Passport, passport
from therapies.facts import Outcome, ParticipantStep
from therapies.measures import Measure, few_people, outcome_measure
from therapies.sheet import Sheet, passport_cells, passport_headers
from therapies.statistics import exact_interval

# What people did or had, by the word of the record. All others have general words: their name stands right beside.
DID = {
    "ORR": "responded",
    "CR": "had a complete remission",
    # Never the words of a complete remission alone: it also counts people whose blood counts were still low.
    "composite-CR": "had a complete remission, with or without full blood counts",
    "CR-or-CRi": "had a complete remission, with full or partial blood recovery",
    "CR-or-better": "had a complete response or better",
    "PR": "had a partial response",
    "MRD-negative": "had no cancer cells in a fine test",
    "ongoing-remission": "were still in remission or response",
    "bridged-to-transplant": "went on to a transplant",
    "received-treatment": "got the treatment",
    "PFS-rate": "were alive and not worse",
    "relapsed": "had the disease come back",
    "died-by-timepoint": "died in that time",
    "never-infused": "never got the cells",
    "OS-rate": "were alive",
    "DOR-rate": "were still responding",
    "treatment-related-death": "died from the treatment",
    "death-not-from-disease": "died of other causes than the disease",
    "death-any-cause": "died",
    "died-before-treatment": "died before treatment",
    "secondary-malignancy": "had a new cancer later",
    "infection-serious": "had a serious infection",
    "infection-grade-3-plus": "had a severe infection",
    "crs-any": "had an immune reaction (CRS)",
    "crs-grade-3-plus": "had a severe immune reaction (CRS)",
    "icans-any": "had brain side effects (ICANS)",
    "icans-grade-3-plus": "had severe brain side effects (ICANS)",
    "neurotoxicity-any": "had nerve or brain side effects",
    "neurotoxicity-grade-3-plus": "had severe nerve or brain side effects",
    "gvhd-any": "had donor cells attack the body (GVHD)",
    "hlh-mas": "had a runaway immune reaction",
    "low-blood-counts": "had low blood counts",
    "prolonged-cytopenia": "had low blood counts for long",
    "febrile-neutropenia": "had fever with very low white cells",
    "any-side-effect": "had a side effect",
    "any-grade-3-plus": "had a severe side effect",
    "serious-side-effects": "had a serious side effect",
    "disease-progression": "had the disease get worse",
    "described-without-numbers": "had side effects",
    "rates-not-found": "had side effects",
}


@dataclass(frozen=True, slots=True)
class Rung:
    """One step: how many people, what they did, who exactly; `share` of the widest step, 0 to 100, for its bar.

    `whole`: it counts the whole study and not only this group, so the next step is no loss from it.
    """

    n: int
    said: str
    detail: str
    share: float
    whole: bool
    passport: Passport


@dataclass(frozen=True, slots=True)
class Answer:
    """One result at the end of the ladder: its row, and the whole number as it may be shown.

    `recorded`: a source itself counts everybody of the group, and `responders` may then be not stated.
    """

    responders: int | None
    said: str
    share: float
    measure: Measure
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps of one group of one study. `heading` says the answer in one line; `lost` who was not evaluated.

    `who` is the group alone, `group` with its study.
    """

    heading: str
    who: str
    group: str
    rungs: tuple[Rung, ...]
    answers: tuple[Answer, ...]
    lost: str


@dataclass(frozen=True, slots=True)
class Ladders:
    """All ladders of a therapy and the table of their steps; `none` says so where no source states the steps."""

    ladders: tuple[Ladder, ...]
    none: str
    sheet: Sheet


def ladders(dataset: Dataset, therapy_id: str, count_missing: bool, today: date) -> Ladders:
    """The ladders of a therapy, in the order of the record. `count_missing`: those not evaluated are no response."""
    groups = [list(steps) for _, steps in groupby(dataset.participants(therapy_id), key=lambda step: step.group_id)]
    return Ladders(
        ladders=tuple(_ladder(dataset, steps, count_missing, today) for steps in groups),
        none=""
        if groups
        else "How many people joined, were treated and could be checked: not stated in the sources of our data.",
        sheet=_sheet(dataset, groups, today),
    )


def can_count_missing(dataset: Dataset, therapy_id: str) -> bool:
    """Whether there is a result of whose group some were not evaluated, so that the switch changes anything."""
    outcomes = {outcome.fact_id: outcome for outcome in dataset.outcomes(therapy_id)}
    groups = [list(steps) for _, steps in groupby(dataset.participants(therapy_id), key=lambda step: step.group_id)]
    return any(
        _of_group(steps)[0].n > steps[-1].n and any(outcomes[key].responders is not None for key in steps[-1].results)
        for steps in groups
    )


def _ladder(dataset: Dataset, steps: list[ParticipantStep], count_missing: bool, today: date) -> Ladder:
    outcomes = {outcome.fact_id: outcome for outcome in dataset.outcomes(steps[0].therapy_id)}
    results = [outcomes[fact_id] for fact_id in steps[-1].results if outcomes[fact_id].responders is not None]
    base, last = _of_group(steps)[0], steps[-1]
    widest = max(step.n for step in steps)
    wider = {
        one.fact_id: left_out.wider_results(outcomes.values(), one, base, last)
        for one in (outcomes[fact_id] for fact_id in last.results)
    }
    answers = tuple(
        answer
        for outcome in results
        for answer in (
            _everybody(dataset, outcome, wider[outcome.fact_id], base, last, widest, today)
            if count_missing
            else [_answer(dataset, outcome, widest, today)]
        )
    )
    said = [_came(dataset, *three) for three in zip([None, *steps], steps, [*steps[1:], None], strict=False)]
    said += [_ended(dataset, results[0], answers[0], base)] if results else []
    who = last.cohort or "Which people: not stated"
    study = wording.study(last.trial_name, last.trial) or "study not named"
    return Ladder(
        heading=". ".join(part for part in said if part) + ".",
        who=who,
        group=f"{who[0].upper()}{who[1:]} ({study})",
        rungs=tuple(_rung(dataset, step, widest, today) for step in steps),
        answers=answers,
        lost=left_out.everybody_counted(base.n, last.n, [answer.recorded for answer in answers])
        if count_missing and answers and base.n > last.n
        else left_out.in_words(dataset, _of_group(steps), chain.from_iterable(wider.values())),
    )


def _of_group(steps: list[ParticipantStep]) -> list[ParticipantStep]:
    """The steps that count this group alone: the first of them is everybody who could have responded."""
    return [step for step in steps if not step.whole_study]


def _title(dataset: Dataset, step: ParticipantStep) -> str:
    return dataset.title("participant_step", step.step)


def _came(
    dataset: Dataset, before: ParticipantStep | None, step: ParticipantStep, after: ParticipantStep | None
) -> str:
    """28 joined the study overall; 13 in this group got the treatment: said where one counts others too.

    Else the difference sounds like people who were never treated.
    """

    def narrows(wide: ParticipantStep | None, narrow: ParticipantStep | None) -> bool:
        return bool(wide and narrow and wide.whole_study and not narrow.whole_study and narrow.step != "assigned")

    this = " in this group" if narrows(before, step) else ""
    return f"{step.n}{this} {_title(dataset, step)}{' overall' if narrows(step, after) else ''}"


def _sheet(dataset: Dataset, groups: list[list[ParticipantStep]], today: date) -> Sheet:
    """All steps of all groups, one row each; the results counted at the last one are named."""
    return Sheet(
        "From joining to being checked",
        ("Study", "Which people", "Step", "How many", "Who exactly", "Counts", "Results counted", *passport_headers()),
        tuple(
            (
                wording.study(step.trial_name, step.trial) or wording.NOT_STATED,
                step.cohort or wording.NOT_STATED,
                _title(dataset, step),
                str(step.n),
                step.label or wording.NOT_STATED,
                "the whole study" if step.whole_study else "this group",
                ", ".join(step.results),
                *passport_cells(passport(dataset, step, today)),
            )
            for steps in groups
            for step in steps
        ),
    )


def _short(dataset: Dataset, outcome: Outcome) -> str:
    return DID.get(outcome.endpoint, f"had this result: {dataset.title('endpoint', outcome.endpoint)}")


def _rung(dataset: Dataset, step: ParticipantStep, widest: int, today: date) -> Rung:
    whole = "counted in the whole study, not only in this group" if step.whole_study else ""
    label = step.label if step.label != _title(dataset, step) else ""
    detail = "; ".join(part for part in (label, whole) if part)
    papers = passport(dataset, step, today)
    return Rung(step.n, _title(dataset, step), detail, _share(step.n, widest), step.whole_study, papers)


def _ended(dataset: Dataset, outcome: Outcome, answer: Answer, base: ParticipantStep) -> str:
    """How the heading ends: how many of the last step, or of everybody where a source counts them, had the result."""
    if answer.recorded and answer.responders is None:
        return ""
    among = f"Of all {base.n}: " if answer.recorded else ""
    return f"{among}{answer.responders} {_short(dataset, outcome)}"


def _answer(dataset: Dataset, outcome: Outcome, widest: int, today: date) -> Answer:
    """A result as it was counted."""
    measure = outcome_measure(dataset, outcome, today)
    people = outcome.responders
    if people is None and measure.percent is not None and outcome.n is not None:
        share = _share(1, widest) * outcome.n * measure.percent / 100
    else:
        share = _share(people or 0, widest)
    return Answer(people, f"with this result: {measure.name}", share, measure)


def _everybody(
    dataset: Dataset,
    outcome: Outcome,
    wider: Sequence[Outcome],
    base: ParticipantStep,
    last: ParticipantStep,
    widest: int,
    today: date,
) -> Iterator[Answer]:
    """A result among everybody of the group: as sources count it, else with those not evaluated as no response."""
    for one in wider:
        answer = _answer(dataset, one, widest, today)
        yield replace(answer, said=f"of all {base.n}, {answer.said}", recorded=True)
    if not wider:
        answer = _answer(dataset, outcome, widest, today)
        if base.n > last.n and outcome.responders is not None:
            everybody = _of_everybody(answer.measure, outcome.responders, base.n, _title(dataset, base))
            answer = replace(answer, measure=everybody)
        yield answer


def _of_everybody(measure: Measure, responders: int, n: int, title: str) -> Measure:
    """The same result with everybody of the group in the denominator. Computed, and it says so."""
    low, high = (100 * end for end in exact_interval(responders, n))
    range_ = wording.percent_range(low, high)
    percent = 100 * responders / n
    return replace(
        measure,
        sentence=sentences.share_sentence(responders, n, None, range_),
        count=sentences.count(responders, n),
        n=n,
        value=wording.whole_percent(percent),
        percent=percent,
        low=low,
        high=high,
        range=range_,
        range_origin=RANGE_ORIGIN["computed"],
        people=f"all who {title}; those not checked are counted as no response",
        few=few_people(n),
    )


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
