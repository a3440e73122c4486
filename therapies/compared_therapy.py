"""One therapy of a comparison: its numbers sorted into rows, and what it says on each row.

Each number stands in exactly one row. What is shortened says so. What names no source of its own says itself that it is
overdue for a check, as in a call. Not here: which rows there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from therapies import lasting, wording
from therapies.class_comparison import approval_lines
from therapies.dataset import Dataset
from therapies.evidence import Passport, passport, uses_checked
from therapies.facts import Outcome
from therapies.measures import Measure
from therapies.overdue_marks import marks
from therapies.profile import Profile
from therapies.side_by_side import Cell, Line
from therapies.status_words import status_words
from therapies.uses import Group

_NOT_SERIOUS = (
    *("crs-any", "icans-any", "neurotoxicity-any", "gvhd-any", "infection-any", "any-side-effect"),
    *("low-blood-counts", "blood-count-recovery-time", "skin-effects", "named-effect", "tumour-flare"),
    "disease-progression",
)
SHOWN_OF_A_KIND = 4


class Compared:
    """One therapy with its numbers sorted: `main` results decide what is unlike, `results` are all numbers shown."""

    def __init__(self, dataset: Dataset, found: Profile, today: date) -> None:
        self.dataset, self.profile = dataset, found
        self.therapy = dataset.therapies[found.id]
        self.uses = dataset.indications(found.id)
        self.own = (passport(dataset, self.therapy, today),)
        self.uses_checked = uses_checked(dataset, found.id, today)
        outcomes = {outcome.fact_id: outcome for outcome in dataset.outcomes(found.id)}
        self.main = [outcome for outcome in outcomes.values() if outcome.headline] or list(outcomes.values())
        self.population = {key: self._population(outcome) for key, outcome in outcomes.items()}
        numbers = {m.fact_id: m for use in found.uses for m in (*use.headline, *_of(use.others))}
        self.lasting = [measure for _, measure in lasting.lasted(dataset, found.id, found.uses)]
        self.not_grown = [measure for _, measure in lasting.not_grown(dataset, found.id, found.uses)]
        self.about_life = lasting.alive(dataset, found.id, found.uses)
        self.alive = [measure for _, measure in self.about_life]
        told = {measure.fact_id for measure in (*self.lasting, *self.not_grown, *self.alive)}
        rest = [measure for key, measure in numbers.items() if key not in told]
        self.first = [m for m in rest if m.headline]
        self.other = [m for m in rest if not m.headline]
        self.results = (*self.first, *self.lasting, *self.not_grown, *self.alive)
        events = {fact.fact_id: fact.event for fact in dataset.safety(found.id)}
        self.serious = [m for m in found.risks if events[m.fact_id] not in _NOT_SERIOUS]
        self.milder = [m for m in found.risks if events[m.fact_id] in _NOT_SERIOUS]

    def _population(self, outcome: Outcome) -> str:
        return next(use.population for use in self.uses if use.id == outcome.indication_id)


def _of(groups: Sequence[Group]) -> list[Measure]:
    return [measure for group in groups for measure in group.measures]


def _said(lines: Iterable[Line], papers: Iterable[Passport]) -> Cell:
    """Lines that name no source of their own, with the mark of what in them is overdue."""
    return Cell((*lines, *map(Line, marks(papers))))


def what(one: Compared) -> Cell:
    """The summary, the kind of treatment and what it aims at."""
    kind = one.dataset.word("modality", one.therapy.modality)
    targets = f" Aims at: {wording.listing(one.therapy.targets)}."
    summary = one.profile.summary
    return _said((Line(summary.said, f"{kind.title}: {kind.plain}{targets}"),), summary.passports)


def for_whom(one: Compared) -> Cell:
    """Every use: disease, people, ages, earlier treatments, stage."""
    return _said(
        (
            Line(
                f"{one.dataset.diseases[use.disease_id].plain_name}: {use.population}",
                f"Ages: {wording.ages(use.age_min_years, use.age_max_years)}. "
                f"Earlier treatments: {_earlier(use.prior_lines_min)}. "
                f"Stage: {one.dataset.title('stage', use.stage)}.",
            )
            for use in one.uses
        ),
        one.uses_checked,
    )


def _earlier(least: int | None) -> str:
    return wording.NOT_STATED if least is None else "none needed" if least == 0 else f"at least {least}"


def cells(one: Compared) -> Cell:
    """Whose cells it is made of."""
    word = one.dataset.word("cell_source", one.therapy.cell_source)
    return _said((Line(word.title, word.plain),), one.own)


def wait(one: Compared) -> Cell:
    """The time until the infusion and what was measured."""
    wait = one.profile.wait
    days = wait.heading.removeprefix("The wait: ")
    if wait.passport:
        return Cell((Line(days, wait.basis, (wait.passport,)),))
    return _said((Line(days, wait.basis),), one.own)


def given(one: Compared) -> Cell:
    """How it is given."""
    return _said((Line(one.therapy.given_as or wording.NOT_STATED),), one.own)


def results(one: Compared) -> Cell:
    """The results marked as main ones, use by use, and how many others there are."""
    lines = [] if one.first else [Line("No main result of this kind is marked in our data.")]
    if one.other:
        lines.append(Line(f"{_more(len(one.other), 'result')} on the therapy page."))
    return replace(_said(lines, () if one.first else one.own), groups=_by_use(one, one.first))


def lasted(one: Compared) -> Cell:
    """How long it lasted, as far as the record says."""
    return _numbers(one, one.lasting, "How long it lasted: not stated.")


def not_grown(one: Compared) -> Cell:
    """How long people lived without the disease growing or another bad event."""
    return _numbers(one, one.not_grown, "How long people lived without the disease getting worse: not stated.")


def alive(one: Compared) -> Cell:
    """Results about staying alive; and the sentence that it is not known, unless one has a comparison."""
    found = _numbers(one, one.alive, "No result on how long people lived is recorded.")
    unknown = lasting.survival_unknown(one.about_life)
    return Cell((*found.lines, Line(unknown)), found.groups) if unknown else found


def _numbers(one: Compared, measures: Sequence[Measure], empty: str) -> Cell:
    """The first numbers; how many more there are is said."""
    hidden = len(measures) - SHOWN_OF_A_KIND
    lines = [Line(empty)] if not measures else []
    if hidden > 0:
        lines.append(Line(f"{_more(hidden, 'result')} of this kind on the therapy page ({len(measures)} in all)."))
    return replace(_said(lines, () if measures else one.own), groups=_by_use(one, measures[:SHOWN_OF_A_KIND]))


def _by_use(one: Compared, measures: Sequence[Measure]) -> tuple[Group, ...]:
    """The numbers under the use they are about, in the order of the numbers: the first of a call is first."""
    populations = dict.fromkeys(one.population[m.fact_id] for m in measures)
    return tuple(
        Group(population, tuple(m for m in measures if one.population[m.fact_id] == population))
        for population in populations
    )


def _more(count: int, noun: str) -> str:
    return f"{count} more {noun if count == 1 else f'{noun}s'}"


def risks(one: Compared) -> Cell:
    """All serious risks on record, and boxed warnings."""
    steps = (*one.profile.journey.dated, *one.profile.journey.undated)
    warnings = [
        Line(f"{step.word.title}: {step.agency}, {step.when}", step.note or step.meaning, (step.passport,))
        for step in steps
        if step.word.code == "boxed-warning"
    ]
    if not one.serious:
        warnings.append(Line("No serious risk is recorded. That does not mean that there are none."))
    found = _said(warnings, () if one.serious else one.own)
    return replace(found, groups=(Group("", tuple(one.serious)),)) if one.serious else found


def other_risks(one: Compared) -> Cell:
    """Every other side effect on record, in the same form as the serious risks."""
    if not one.milder:
        return _said((Line("No other side effect is recorded. That does not mean that there are none."),), one.own)
    return Cell(groups=(Group("", tuple(one.milder)),))


def unknown(one: Compared) -> Cell:
    """What nobody knows yet, each with why it is on the list."""
    lines = tuple(Line(item.said, item.why) for item in one.profile.unknown)
    return _said(lines or (Line("No gap is listed. There are always some."),), one.own)


def stands(one: Compared) -> Cell:
    """Not approved, or approved where, for whom and on what evidence; then the designations."""
    found = one.profile.standing
    steps = (*one.profile.journey.dated, *one.profile.journey.undated)
    named = [
        Line(
            f"{step.agency}: {', '.join(part for part in (step.word.title, step.when, step.kind_of_date) if part)}",
            " ".join((step.meaning, *(f"Another source says: {words}." for words in step.other_words))),
            (step.passport,),
        )
        for step in steps
        if step.word.group == "designation"
    ]
    heading = f"Designations and programmes: {len(named) or 'none recorded'}."
    meaning = "They help the makers. None of them is an approval." if named else ""
    stand = _said((Line(found.said, found.meaning),), found.passports)
    return Cell((*stand.lines, *approval_lines(found), Line(heading, meaning), *named))


def trials(one: Compared) -> Cell:
    """The trials that take new people by their records, and how many others there are."""
    trials = one.profile.recruiting.trials
    taking = [trial for trial in trials if trial.takes_people]
    lines = [
        Line(
            f"{trial.title}{f' ({trial.nct})' if trial.nct and trial.nct != trial.title else ''}: "
            f"{status_words(trial.status.title, trial.as_read)}",
            f"{trial.record} {trial.overdue or ''}".strip(),
            (trial.passport,),
        )
        for trial in taking
    ]
    rest = len(trials) - len(taking)
    recorded = "recorded trial" if len(trials) == 1 else "recorded trials"
    others = f"{rest} of {len(trials)} {recorded} {'is' if rest == 1 else 'are'} not known to take new people."
    none = "No trial that takes new people is recorded." if trials else "No trial is recorded."
    papers = () if taking else tuple(trial.passport for trial in trials) or one.own
    return _said((*(lines or [Line(none)]), *([Line(others)] if rest else [])), papers)


def access(one: Compared) -> Cell:
    """Every way of access on record."""
    rungs = one.profile.access.rungs
    lines = tuple(
        Line(
            f"{rung.name}: {status_words(rung.status.title.lower(), rung.as_read)}, {rung.where}",
            rung.detail,
            (rung.passport,),
        )
        for rung in rungs
    )
    return Cell(lines) if lines else _said((Line(wording.NOT_STATED),), one.own)


def cautions(one: Compared) -> Cell:
    """What an honest presenter must say, with the numbers of each sentence."""
    said = one.profile.cautions
    bare = tuple(Line(one.text) for one in said if not one.numbers)
    lines = bare if said else (Line(wording.NOT_STATED),)
    found = _said(lines, one.own if lines else ())
    return replace(found, groups=tuple(Group(m.text, m.numbers) for m in said if m.numbers))


def sources(one: Compared) -> Cell:
    """How many sources were read, and of which kinds."""
    found = one.dataset.sources(one.therapy.id)
    kinds = dict.fromkeys(
        word.title for word in one.dataset.words("source_kind") for source in found if source.kind == word.code
    )
    count = f"{len(found)} source" if len(found) == 1 else f"{len(found)} sources"
    return Cell((Line(count, f"Kinds: {wording.listing(tuple(kinds)).lower()}."),))
