"""Every reported share of people for one disease and one endpoint, in a fixed order, and why it is no ranking.

The order is the therapies' names, then as recorded: never the results. Estimates, times and average changes are not
shares of people that were counted; they are only counted here and stand on the therapy pages. Not here: what makes the
results unlike each other (`therapies.why_not_ranked`), and the plot (`views.interval_plot`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.control_groups import Control
from therapies.dataset import Dataset
from therapies.facts import Outcome
from therapies.kept import kept
from therapies.measures import Measure, outcome_measure
from therapies.reminders import reminders
from therapies.sentences import count
from therapies.why_not_ranked import reasons, use_of

EVERYBODY = "all"
FIRST_DISEASE, FIRST_ENDPOINT = "t-all", "ORR"
COUNTED = {
    EVERYBODY: "All",
    "evaluable": "Could be checked (evaluable)",
    "infused": "Treated",
    "enrolled": "Joined (enrolled)",
    "randomised": "Assigned by chance (randomised)",
    "not-stated": "Not stated",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """One result: whose, for which use, its short label for a plot, and the number itself.

    `control_label` and `control_detail` are those of its comparison group; empty where it has none with a share.
    """

    therapy_id: str
    therapy: str
    use: str
    label: str
    counted: str
    detail: str
    control_label: str
    control_detail: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class ResponseRates:
    """All results of the choice, worded. `drawn` have a range, `listed` have none; `rates` are both, in one order."""

    title: str
    meaning: str
    counted_meaning: str
    rates: tuple[Rate, ...]
    drawn: tuple[Rate, ...]
    listed: tuple[Rate, ...]
    reminders: tuple[str, ...]
    reasons: tuple[str, ...]
    axis: str
    tally: str
    elsewhere: str
    filters: tuple[str, ...]


def disease_titles(dataset: Dataset) -> dict[str, str]:
    """Diseases with at least one share of people: id to plain name with the number of results, in the data's order."""
    counts = Counter(use_of(dataset, outcome).disease_id for outcome in dataset.all_outcomes if _is_share(outcome))
    return {
        disease.id: f"{disease.plain_name} ({_results(counts[disease.id])})"
        for disease in dataset.diseases.values()
        if counts[disease.id]
    }


def endpoint_titles(dataset: Dataset, disease_id: str) -> dict[str, str]:
    """Endpoints reported for a disease: code to title with the number of results, in the vocabulary's order."""
    counts = Counter(outcome.endpoint for outcome in _shares(dataset, disease_id))
    return {
        word.code: f"{word.title} ({_results(counts[word.code])})"
        for word in dataset.words("endpoint")
        if counts[word.code]
    }


def people_titles(dataset: Dataset, disease_id: str, endpoint: str) -> dict[str, str]:
    """Who is counted: code to title with the number of results, also where that is none."""
    found = [outcome for outcome in _shares(dataset, disease_id) if outcome.endpoint == endpoint]
    counts = Counter(outcome.analysis_set for outcome in found)
    counts[EVERYBODY] = len(found)
    return {code: f"{title}: {counts[code]}" for code, title in COUNTED.items()}


def response_rates(dataset: Dataset, disease_id: str, endpoint: str, people: str, today: date) -> ResponseRates:
    """The results for a disease and an endpoint, of the people chosen (EVERYBODY or an analysis set)."""
    of_disease = _shares(dataset, disease_id)
    found = [outcome for outcome in of_disease if outcome.endpoint == endpoint]
    chosen = [outcome for outcome in found if people in (EVERYBODY, outcome.analysis_set)]
    rates = tuple(_rate(dataset, outcome, today) for outcome in _ordered(dataset, chosen))
    drawn = tuple(rate for rate in rates if rate.measure.low is not None and rate.measure.percent is not None)
    listed = tuple(rate for rate in rates if rate not in drawn)
    word = dataset.word("endpoint", endpoint)
    disease = dataset.diseases[disease_id].plain_name
    return ResponseRates(
        title=_title(rates, word.title, disease, people),
        meaning=f"{word.title}: {word.plain}",
        counted_meaning="" if people == EVERYBODY else dataset.word("analysis_set", people).plain,
        rates=rates,
        drawn=drawn,
        listed=listed,
        reminders=reminders(dataset, ((rate.therapy, rate.measure) for rate in rates)),
        reasons=reasons(dataset, chosen),
        axis=f"{word.title} in {disease}: share in percent. In order of name, not a ranking.",
        tally=_tally(len(drawn), len(listed), len(found)),
        elsewhere=_elsewhere(dataset, disease_id, len(of_disease) - len(found)),
        filters=(
            f"Disease: {disease}",
            f"What was measured: {word.title}",
            f"Who is counted: {COUNTED[people].lower()}",
        ),
    )


def _is_share(outcome: Outcome) -> bool:
    return outcome.kind == "proportion"


@kept(64)
def _of_disease(dataset: Dataset, disease_id: str) -> tuple[Outcome, ...]:
    return tuple(outcome for outcome in dataset.all_outcomes if use_of(dataset, outcome).disease_id == disease_id)


def _shares(dataset: Dataset, disease_id: str) -> list[Outcome]:
    return [outcome for outcome in _of_disease(dataset, disease_id) if _is_share(outcome)]


def _ordered(dataset: Dataset, outcomes: Sequence[Outcome]) -> list[Outcome]:
    # Sorting is stable: the results of one therapy stay as they are recorded.
    return sorted(
        outcomes,
        key=lambda outcome: (dataset.therapies[outcome.therapy_id].short_name.casefold(), outcome.therapy_id),
    )


def _rate(dataset: Dataset, outcome: Outcome, today: date) -> Rate:
    measure = outcome_measure(dataset, outcome, today)
    therapy = dataset.therapies[outcome.therapy_id].short_name
    people = COUNTED[outcome.analysis_set].partition(" (")[0]
    counted = "which people: not stated" if outcome.analysis_set == "not-stated" else people
    how_many = _how_many(measure.count, measure.value, measure.n, outcome.unit)
    unit = "" if outcome.unit == "people" else f" {outcome.unit}"
    control = measure.control if measure.control and measure.control.percent is not None else None
    return Rate(
        therapy_id=outcome.therapy_id,
        therapy=therapy,
        use=use_of(dataset, outcome).population,
        label=f"{how_many}{unit if measure.count else ''}",
        counted=counted[0].upper() + counted[1:],
        detail=_range(measure.low, measure.high, outcome.ci_origin),
        control_label=_control_label(control, outcome.unit) if control else "",
        control_detail=_range(control.low, control.high, outcome.control_ci_origin) if control else "",
        measure=measure,
    )


def _control_label(control: Control, unit: str) -> str:
    share = wording.whole_percent(control.percent or 0.0)
    return _how_many(count(control.responders, control.n), share, control.n, unit)


def _how_many(counted: str | None, value: str, n: int | None, unit: str) -> str:
    if counted:
        return counted
    return f"{value}, out of how many: not stated" if n is None else f"{value} of {wording.people(n, unit)}"


def _range(low: float | None, high: float | None, origin: str | None) -> str:
    said = wording.percent_range(low, high)
    return f"95% range {said} ({(origin or '').lower()})" if said else "95% range not stated"


def _title(rates: Sequence[Rate], endpoint: str, disease: str, people: str) -> str:
    therapies = len({rate.therapy_id for rate in rates})
    if not rates:
        who = "" if people == EVERYBODY else f" counts only people of this kind: {COUNTED[people].lower()}"
        return f"{endpoint} in {disease}: no result{who or ' is recorded'}"
    who = "1 therapy" if therapies == 1 else f"{therapies} therapies"
    return f"{endpoint} in {disease}: {_results(len(rates))} of {who}"


def _tally(drawn: int, listed: int, total: int) -> str:
    hidden = total - drawn - listed
    return (
        f"Shown: {drawn + listed} ({drawn} in the plot, {listed} in the list without a range). "
        f"Hidden by “Who is counted”: {hidden}. Total: {total}."
    )


def _elsewhere(dataset: Dataset, disease_id: str, other_shares: int) -> str:
    others = Counter(outcome.kind for outcome in _of_disease(dataset, disease_id) if not _is_share(outcome))
    parts = (
        f"{_counted(other_shares, 'result')} for other measures (choose above)",
        f"{_counted(others['rate-at-time'], 'estimate')} at a set time",
        _counted(others["duration"], "median time"),
        _counted(others["change"], "average change"),
    )
    return f"Also recorded for this disease: {', '.join(parts)}. The last three kinds stand on the therapy pages."


def _results(count: int) -> str:
    return _counted(count, "result")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
