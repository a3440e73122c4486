"""Why results cannot be put in an order, read off the records themselves (honesty.md, rule 11).

Not here: what must be said beside them (`therapies.reminders`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from therapies import wording
from therapies.dataset import Dataset
from therapies.facts import Indication, Outcome
from therapies.study_design import has_no_comparison

_MANY_NAMES = 4
# A group that is named by what it was given: a dose, so many cells, so much of a medicine.
_DOSE = re.compile(r"\bdose|\bmillion\b|\bcells\b.*\bkg\b|\d\s?(?:mg|µg|mcg|ug)\b", re.IGNORECASE)


def reasons(dataset: Dataset, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """What makes these results unlike each other, one sentence each; empty for fewer than two results."""
    if len(outcomes) < 2:
        return ()
    uses = [use_of(dataset, outcome) for outcome in outcomes]
    said = (
        _studies(outcomes),
        _diseases(dataset, uses),
        _groups(outcomes),
        _ages(uses),
        _earlier_treatments(uses),
        _measured(dataset, outcomes),
        _judged(dataset, outcomes),
        _counted(dataset, outcomes),
        _doses(dataset, outcomes),
        _followed(outcomes),
        _years(dataset, outcomes),
        _compared(dataset, outcomes),
        _sizes(outcomes),
        _weights(dataset, outcomes),
    )
    return tuple(sentence for sentence in said if sentence)


def use_of(dataset: Dataset, outcome: Outcome) -> Indication:
    """The use that a result is about. The release's keys promise that there is one."""
    return next(use for use in dataset.indications(outcome.therapy_id) if use.id == outcome.indication_id)


def _studies(outcomes: Sequence[Outcome]) -> str | None:
    # A result without a named study is counted with its therapy: so the number is the least that it can be.
    studies = {outcome.trial or outcome.trial_name or outcome.therapy_id for outcome in outcomes}
    if len(studies) < 2:
        return None
    return f"They come from at least {len(studies)} different studies, each with its own people and its own rules."


def _diseases(dataset: Dataset, uses: Iterable[Indication]) -> str | None:
    names = _distinct(dataset.diseases[use.disease_id].plain_name for use in uses)
    return None if len(names) < 2 else f"The diseases differ: {'; '.join(names)}."


def _groups(outcomes: Sequence[Outcome]) -> str | None:
    described = {(outcome.therapy_id, outcome.cohort) for outcome in outcomes if outcome.cohort}
    unsaid = sum(not outcome.cohort for outcome in outcomes)
    if len(described) + bool(unsaid) < 2:
        return None
    missing = f"; for {unsaid} the group is not stated" if unsaid else ""
    return f"The people differ: {len(described)} different groups are described{missing}."


def _ages(uses: Iterable[Indication]) -> str | None:
    ages = _distinct(wording.ages(use.age_min_years, use.age_max_years) for use in uses)
    return None if len(ages) < 2 else f"The ages differ: {'; '.join(ages)}."


def _earlier_treatments(uses: Iterable[Indication]) -> str | None:
    words = [
        wording.NOT_STATED if use.prior_lines_min is None else f"at least {use.prior_lines_min}"
        for use in sorted(uses, key=lambda use: (use.prior_lines_min is None, use.prior_lines_min or 0))
    ]
    return _differ("The number of earlier treatments", words)


def _measured(dataset: Dataset, outcomes: Sequence[Outcome]) -> str | None:
    names = _distinct(
        f"{dataset.title('endpoint', outcome.endpoint)}{f' ({outcome.label})' if outcome.label else ''}"
        for outcome in outcomes
    )
    if len(names) < 2:
        return None
    if len(names) > _MANY_NAMES:
        return f"What was measured differs: {len(names)} definitions."
    return f"What was measured differs: {'; '.join(names)}."


def _judged(dataset: Dataset, outcomes: Iterable[Outcome]) -> str | None:
    words = [dataset.title("assessed_by", outcome.assessed_by).lower() for outcome in outcomes]
    return _differ("Who judged the result", words)


def _counted(dataset: Dataset, outcomes: Iterable[Outcome]) -> str | None:
    words = [dataset.title("analysis_set", outcome.analysis_set).lower() for outcome in outcomes]
    return _differ("Who is counted", words)


def _doses(dataset: Dataset, outcomes: Sequence[Outcome]) -> str | None:
    """What was given, as far as the records say: the way of each treatment, and which results name their dose."""
    given = _distinct(dataset.therapies[outcome.therapy_id].given_as or wording.NOT_STATED for outcome in outcomes)
    named = sum(bool(_DOSE.search(f"{outcome.cohort or ''} {outcome.label or ''}")) for outcome in outcomes)
    ways = f"What was given differs: {len(given)} ways of giving it. " if len(given) > 1 else ""
    if named in (0, len(outcomes)) and not ways:
        return None
    which = "none of the results names" if not named else f"{named} of {len(outcomes)} results name"
    dose = f"{ways}The dose: {which} it" if ways else f"The dose differs: {which} it"
    return f"{dose}." if named == len(outcomes) else f"{dose}, so the others may mix several."


def _followed(outcomes: Sequence[Outcome]) -> str | None:
    known = [outcome.follow_up_median_months for outcome in outcomes if outcome.follow_up_median_months is not None]
    if not known:
        return "How long the people were followed is not stated for any of them."
    unsaid = len(outcomes) - len(known)
    missing = f"; not stated for {unsaid} of {len(outcomes)}" if unsaid else ""
    if min(known) == max(known):
        return f"Follow-up: median {wording.months(known[0])}{missing}." if unsaid else None
    span = f"median {wording.plain_number(min(known))} to {wording.months(max(known))}"
    return f"The follow-up differs: {span}{missing}."


def _years(dataset: Dataset, outcomes: Iterable[Outcome]) -> str | None:
    printed = (
        dataset.all_sources[citation.source_id].published
        for outcome in outcomes
        for citation in dataset.citations(outcome.fact_id)
        if citation.role == "supports"
    )
    years = sorted({text[:4] for text in printed if text})
    return None if len(years) < 2 else f"The reports are from {years[0]} to {years[-1]}; care has changed since."


def _compared(dataset: Dataset, outcomes: Sequence[Outcome]) -> str | None:
    alone = sum(has_no_comparison(dataset, outcome) for outcome in outcomes)
    if not alone:
        return None
    how_many = f"All {alone}" if alone == len(outcomes) else f"{alone} of {len(outcomes)}"
    have = "has" if alone == 1 else "have"
    return f"{how_many} {have} no comparison group, so nobody can tell what would have happened otherwise."


def _sizes(outcomes: Sequence[Outcome]) -> str | None:
    known = [outcome.n for outcome in outcomes if outcome.n is not None]
    unsaid = len(outcomes) - len(known)
    missing = f"; for {unsaid} the number is not stated" if unsaid else ""
    if not known:
        return "How many people were studied is not stated for any of them."
    few = sum(n < wording.FEW_PEOPLE for n in known)
    small = f"; {few} of {len(outcomes)} counted fewer than {wording.FEW_PEOPLE}" if few else ""
    if len(known) == 1:
        return f"One group has {known[0]}{small}{missing}."
    if min(known) == max(known):
        return f"The groups have {known[0]} each{small}{missing}." if small or missing else None
    return f"The groups differ in size: {min(known)} to {max(known)}{small}{missing}."


def _weights(dataset: Dataset, outcomes: Iterable[Outcome]) -> str | None:
    words = [dataset.title("source_kind", outcome.evidence).lower() for outcome in outcomes]
    return _differ("The kind of source", words)


def _differ(what: str, words: Sequence[str]) -> str | None:
    """Words with their counts, where they differ or where one of them is "not stated"."""
    counts = Counter(words)
    if set(counts) == {wording.NOT_STATED}:
        return f"{what} is not stated for any of them."
    if len(counts) < 2:
        return None
    return f"{what} differs: {', '.join(f'{word} ({count})' for word, count in counts.items())}."


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
