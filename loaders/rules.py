"""Rules that tie the values of a therapy file together. Each yields (path, what is wrong, what would be right).

A therapy here may be salvaged from a file with faults (`loaders.salvage`): then any value may be None.
Not here: rules about a single value (`loaders.records`), and rules between files (`loaders.curated` asks them all).
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from loaders.cautions import caution_findings
from loaders.criteria import criteria_findings
from loaders.fields import first_day
from loaders.near_words import near
from loaders.participants import participants_findings
from loaders.plausible import plausibility_findings
from loaders.records import Conflict, Control, Outcome, RegulatoryEvent, SafetyFact, Therapy, Trial
from loaders.reference_records import VocabularyFile
from loaders.salvage import Path_

Finding = tuple[Path_, str, str]

_VALUE_KEYS = {
    "proportion": {"responders", "percent"},
    "rate-at-time": {"responders", "percent"},
    "duration": {"months", "days"},
    "change": {"change_percent"},
}

_WHOLE = "`n: ` and out of how many, as 11; where no source says it: `responders: null`, and the percentage alone"


def findings(therapy: Therapy, vocabulary: VocabularyFile, today: date) -> Iterator[Finding]:
    """All that is wrong inside one therapy file."""
    yield from _unique_ids(therapy)
    yield from _references(therapy)
    yield from _dates(therapy, today)
    yield from _headlines(therapy)
    yield from plausibility_findings(therapy, today)
    for index, indication in enumerate(therapy.indications):
        yield from _ordered(
            ("indications", index, "age_min_years"), indication.age_min_years, indication.age_max_years, "age"
        )
        yield from criteria_findings(("indications", index), indication.criteria)
    if therapy.turnaround:
        ends = therapy.turnaround.days_low, therapy.turnaround.days_high
        yield from _ordered(("turnaround", "days_low"), *ends, "number of days")
    for index, event in enumerate(therapy.regulatory):
        yield from _event(("regulatory", index), event, vocabulary)
    for index, outcome in enumerate(therapy.outcomes):
        yield from _outcome(("outcomes", index), outcome, vocabulary)
    for index, fact in enumerate(therapy.safety):
        yield from _safety(("safety", index), fact, vocabulary)
    for index, trial in enumerate(therapy.trials):
        yield from _trial(("trials", index), trial)
        yield from criteria_findings(("trials", index), trial.criteria)
    if all(outcome.id for outcome in therapy.outcomes):
        # The steps name results by id: one whose id was refused may be the one that is meant.
        yield from participants_findings(therapy, vocabulary)
    yield from caution_findings(therapy.cautions, therapy.outcomes, therapy.safety)


def _unique_ids(therapy: Therapy) -> Iterator[Finding]:
    for part in ("indications", "regulatory", "outcomes", "participants", "safety", "access", "sources"):
        counts: Counter[str] = Counter()
        for index, record in enumerate(getattr(therapy, part)):
            counts[record.id] += 1
            if record.id and counts[record.id] > 1:
                yield (part, index, "id"), f"the id '{record.id}' stands twice", "an id of its own for every entry"
    seen: set[str] = set()
    for index, trial in enumerate(therapy.trials):
        if (key := trial_id(trial)) and key in seen:
            yield ("trials", index), f"the trial '{key}' stands twice", "one entry per trial"
        seen.add(key)


def trial_id(trial: Trial) -> str:
    """The trial's id within its therapy: the NCT number in small letters, or its own id; empty when it has neither."""
    return trial.nct.lower() if trial.nct else trial.id or ""


def _references(therapy: Therapy) -> Iterator[Finding]:
    sources = {source.id: source for source in therapy.sources}
    indications = [indication.id for indication in therapy.indications]
    # Of a use whose id was refused nothing is said: it may be the one that is meant.
    readable = bool(indications) and None not in indications
    for part in ("regulatory", "outcomes"):
        for index, record in enumerate(getattr(therapy, part)):
            if readable and record.indication is not None and record.indication not in indications:
                known = f"one of: {', '.join(sorted(indications))}"
                yield (part, index, "indication"), f"'{record.indication}' is not an indication of this file", known
            for place, conflict in enumerate(record.conflicts):
                yield from _conflict((part, index, "conflicts", place), conflict, set(sources))
    cited: list[tuple[Path_, list[str]]] = [(("turnaround",), therapy.turnaround.sources)] if therapy.turnaround else []
    for part in ("regulatory", "outcomes", "safety", "trials", "access"):
        cited += [((part, index), record.sources) for index, record in enumerate(getattr(therapy, part))]
    for index, group in enumerate(therapy.participants):
        cited += [(("participants", index, "steps", place), step.sources) for place, step in enumerate(group.steps)]
    for part in ("indications", "trials"):
        for index, record in enumerate(getattr(therapy, part)):
            cited += [((part, index, "criteria", place), one.sources) for place, one in enumerate(record.criteria)]
    for path, ids in cited:
        if not ids:
            yield (*path, "sources"), "a fact without a source", "the id of the source in which the fact was read"
        for place, source_id in enumerate(ids):
            if source_id not in sources:
                wrong = f"the source '{source_id}' is not in this file"
                yield (*path, "sources", place), wrong, f"{near(source_id, sources)}an id of the list `sources`"
        if ids and all(source_id in sources and sources[source_id].read == "not-read" for source_id in ids):
            wrong = "a fact whose only source was not read"
            yield (*path, "sources"), wrong, "read the source, or move the fact to review.open_questions"


def _conflict(path: Path_, conflict: Conflict, sources: set[str]) -> Iterator[Finding]:
    if not conflict.sources:
        yield (*path, "sources"), "a disagreement without a source", "the id of the source that says otherwise"
    for place, source_id in enumerate(conflict.sources):
        if source_id not in sources:
            yield (*path, "sources", place), f"the source '{source_id}' is not in this file", "an id of `sources`"


def _dates(therapy: Therapy, today: date) -> Iterator[Finding]:
    dated: list[tuple[Path_, str | None]] = []
    if therapy.review:
        dated.append((("review", "checked_on"), therapy.review.checked_on))
    for index, event in enumerate(therapy.regulatory):
        if not _may_lie_ahead(event):
            dated.append((("regulatory", index, "date"), event.date))
    for index, outcome in enumerate(therapy.outcomes):
        dated.append((("outcomes", index, "data_cutoff"), outcome.data_cutoff))
    for index, trial in enumerate(therapy.trials):
        dated.append((("trials", index, "status_as_of"), trial.status_as_of))
        dated.append((("trials", index, "registry_copy"), trial.registry_copy))
    for index, source in enumerate(therapy.sources):
        dated.append((("sources", index, "published"), source.published))
        dated.append((("sources", index, "checked"), source.checked))
    for path, text in dated:
        if text is not None and first_day(text) > today:
            yield path, f"{text} lies in the future", f"a day up to today ({today})"


def _may_lie_ahead(event: RegulatoryEvent) -> bool:
    """Also where the word was refused: it may have been one of these."""
    return event.event in (None, "target-action-date", "application-planned")


def _event(path: Path_, event: RegulatoryEvent, vocabulary: VocabularyFile) -> Iterator[Finding]:
    word = vocabulary.regulatory_event.get(event.event)
    if word and event.agency and (word.group == "company") != (event.agency == "company"):
        yield (
            (*path, "agency"),
            f"'{event.event}' by '{event.agency}'",
            "acts of the company: agency company, and only these",
        )
    if event.date and event.date_of is None:
        yield (*path, "date_of"), f"{event.date} without what day it is", "date_of: decision, announcement or target"
    if event.event and event.date_of and (event.event == "target-action-date") != (event.date_of == "target"):
        yield (
            (*path, "date_of"),
            f"'{event.event}' with date_of '{event.date_of}'",
            "target for a target day, and only there",
        )


def _headlines(therapy: Therapy) -> Iterator[Finding]:
    counts: Counter[str] = Counter()
    for index, outcome in enumerate(therapy.outcomes):
        counts[outcome.indication] += bool(outcome.headline)
        if outcome.headline and counts[outcome.indication] > 2:
            wrong = f"more than two headline results for '{outcome.indication}'"
            yield ("outcomes", index, "headline"), wrong, "headline: false for all but two"


def _ordered(path: Path_, low: float | None, high: float | None, name: str) -> Iterator[Finding]:
    if low is not None and high is not None and low > high:
        yield path, f"the lowest {name} ({low:g}) is above the highest ({high:g})", "the lower number first"


def _outcome(path: Path_, outcome: Outcome, vocabulary: VocabularyFile) -> Iterator[Finding]:
    word = vocabulary.endpoint.get(outcome.endpoint)
    if word and word.label == "required" and outcome.label is None:
        yield (*path, "label"), f"'{outcome.endpoint}' says nothing without a label", "what exactly was measured"
    if outcome.kind == "change" and outcome.label is None:
        yield (*path, "label"), "an average change without a label", "of what, in words"
    if word and word.kinds and outcome.kind not in word.kinds:
        yield (*path, "kind"), f"'{outcome.endpoint}' cannot be a {outcome.kind}", f"one of: {', '.join(word.kinds)}"
    yield from _kind(path, outcome)
    yield from _numbers(path, outcome, outcome.kind)
    if outcome.control:
        yield from _numbers((*path, "control"), outcome.control, outcome.kind)
    if outcome.effect:
        yield from _interval((*path, "effect"), outcome.effect.ci95, outcome.effect.value, False)
    if outcome.effect and not outcome.control:
        yield (*path, "effect"), "an effect without a comparison group", "what the others got, in `control`"


def _kind(path: Path_, outcome: Outcome) -> Iterator[Finding]:
    allowed = _VALUE_KEYS.get(outcome.kind) or set().union(*_VALUE_KEYS.values())
    for key in ("responders", "percent", "months", "days", "change_percent"):
        if key not in allowed and getattr(outcome, key) is not None:
            yield (*path, key), f"a {outcome.kind} has no {key}", f"its value in: {', '.join(sorted(allowed))}"
    if all(getattr(outcome, key) is None for key in allowed) and outcome.reached is not False:
        right = f"the value in {' or '.join(sorted(allowed))}, or move it to review.open_questions"
        yield path, "a result without a value", right
    if outcome.reached is False and (outcome.months is not None or outcome.days is not None):
        value = f"{outcome.months:g} months" if outcome.months is not None else f"{outcome.days:g} days"
        wrong = f"not reached, and {value}"
        right = "`reached: true`; or, where the source says that it was not reached, months and days null"
        yield (*path, "reached"), wrong, right
    if outcome.reached is not None and outcome.kind in _VALUE_KEYS and outcome.kind != "duration":
        yield (*path, "reached"), f"a {outcome.kind} has no reached", "reached: null, or kind: duration"
    if outcome.kind == "rate-at-time" and outcome.timepoint_months is None:
        yield (*path, "timepoint_months"), "a rate at a time without the time", "the months since treatment"


def _numbers(path: Path_, group: Outcome | Control, kind: str) -> Iterator[Finding]:
    """The numbers of either group of a result: its share, and its value within its range."""
    yield from _share(path, group.responders, group.n, group.percent, "responders")
    share = kind in ("proportion", "rate-at-time")
    value = group.change_percent if kind == "change" else group.months
    yield from _interval(path, group.ci95, _percent(group) if share else value, share)


def _percent(group: Outcome | Control) -> float | None:
    if group.percent is None and group.responders is not None and group.n:
        return 100 * group.responders / group.n
    return group.percent


def _share(path: Path_, affected: int | None, n: int | None, percent: float | None, name: str) -> Iterator[Finding]:
    if affected is None or n is None:
        if affected is not None and name == "responders":
            # Of a harm reports often give the number of people alone; a result without its whole says nothing.
            yield (*path, "n"), f"{affected} had the result, and out of how many is missing", _WHOLE
        return
    if n == 0 or affected > n:
        yield (*path, name), f"{affected} of {n} cannot be", f"a count from 0 to n (n is {n})"
        return
    exact = 100 * affected / n
    if percent is not None and abs(percent - exact) > _rounding(percent):
        wrong = f"{percent:g}% does not agree with {affected} of {n} ({exact:.1f}%)"
        yield (*path, "percent"), wrong, "the percentage and the counts as the source prints them; ask if it errs"


def _rounding(percent: float) -> float:
    """Largest honest distance of a printed percentage: half of its last decimal, or all of it where it was cut off."""
    decimals = len(f"{percent:g}".partition(".")[2])
    return 1.0 if decimals == 0 else 10.0**-decimals


def _interval(path: Path_, ci95: list[float | None] | None, value: float | None, share: bool) -> Iterator[Finding]:
    # Two ends: of a list with a refused end nobody has asked yet how many it has.
    if ci95 is None or len(ci95) != 2:
        return
    low, high = ci95
    if low is not None and high is not None and low > high:
        yield (*path, "ci95"), f"the range {low:g} to {high:g} is upside down", "[low, high]"
        return
    if share and any(end is not None and not 0 <= end <= 100 for end in ci95):
        yield (*path, "ci95"), "a range in percent that leaves 0 to 100", "as the source prints it, in percent"
    slack = 0.5 if share else 0.05
    outside = value is not None and (
        (low is not None and value < low - slack) or (high is not None and value > high + slack)
    )
    if outside:
        wrong = f"the value {value:g} lies outside its range {low} to {high}"
        yield (*path, "ci95"), wrong, "the value and range that belong together in the source"


def _safety(path: Path_, fact: SafetyFact, vocabulary: VocabularyFile) -> Iterator[Finding]:
    word = vocabulary.safety_event.get(fact.event)
    if word and word.label == "required" and fact.label is None:
        yield (*path, "label"), f"'{fact.event}' says nothing without a label", "what exactly happened"
    yield from _share(path, fact.n_affected, fact.n, fact.percent, "n_affected")
    if fact.control:
        control = fact.control
        yield from _share((*path, "control"), control.n_affected, control.n, control.percent, "n_affected")
    if fact.n_affected is None and fact.percent is None and fact.note is None and fact.label is None:
        yield path, "a harm without a number and without words", "the count, the percentage or a note"


def _trial(path: Path_, trial: Trial) -> Iterator[Finding]:
    if not trial_id(trial):
        yield (*path, "nct"), "a trial with neither an NCT number nor an id", "the NCT number, or `id: t1`"
    if trial.status not in (None, "UNKNOWN") and trial.status_as_of is None:
        wrong = f"the status {trial.status} without its day"
        yield (*path, "status_as_of"), wrong, "`status_as_of: ` and the day of the record, as 2026-08-06"
    if trial.ages:
        yield from _ordered((*path, "ages"), trial.ages.min_years, trial.ages.max_years, "age")
    for index, site in enumerate(trial.sites or []):
        place = (*path, "sites", index)
        if (site.lat is None) != (site.lon is None):
            yield place, "a site with only one of lat and lon", "both, or neither"
        elif site.lat is not None and site.lon is not None and not (abs(site.lat) <= 90 and abs(site.lon) <= 180):
            yield place, f"{site.lat:g}, {site.lon:g} is not a place on earth", "latitude and longitude in degrees"
