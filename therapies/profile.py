"""Everything that is known of one therapy, worded and ordered for its page. One call, one frozen answer.

Here: who it is, what comes first, how long the wait is, and how the parts fit. The parts have modules of their own:
summary, standing, first_numbers, uses, number_sheets, unknowns, must_say, journey, recruiting, access_ladder,
reading_list. Not here: how the page looks (`views.therapy_head`, `views.therapy_body`).
"""

from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.access_ladder import AccessLadder, access_ladder
from therapies.dataset import Dataset
from therapies.evidence import Passport, passport
from therapies.facts import Therapy
from therapies.first_numbers import FirstNumbers, first_numbers
from therapies.journey import Journey, journey
from therapies.kept import kept
from therapies.measures import Measure, outcome_measure, safety_measure
from therapies.must_say import MustSay, must_say
from therapies.number_sheets import results_sheet, risks_sheet
from therapies.reading_list import ReadingList, reading_list
from therapies.recruiting import Recruiting, recruiting
from therapies.sheet import Sheet
from therapies.standing import Standing, standing
from therapies.summary import Summary, summary
from therapies.unknowns import Unknown, unknowns
from therapies.uses import Use, uses

_PERSONAL = ("rna-therapy",)
_COLLECTED = {
    "allogeneic-donor": "No cells are collected from the patient: the cells come from a donor.",
    "allogeneic-cord-blood": "No cells are collected from the patient: the cells come from donated cord blood.",
    "allogeneic-ipsc": "No cells are collected from the patient: the cells come from a stored line of stem cells.",
}


@dataclass(frozen=True, slots=True)
class Wait:
    """How long it takes until the treatment is given, what was measured (empty: nothing to add), where that stands."""

    heading: str
    basis: str
    passport: Passport | None


@dataclass(frozen=True, slots=True)
class Profile:
    """One therapy. `about` and `other_names` are (label, text); texts without content say "not stated"."""

    id: str
    title: str
    names: str
    summary: Summary
    how_it_works: str
    about: tuple[tuple[str, str], ...]
    standing: Standing
    first: FirstNumbers
    wait: Wait
    uses_heading: str
    uses: tuple[Use, ...]
    drawn_results: tuple[Measure, ...]
    drawn_risks: tuple[Measure, ...]
    results: Sheet
    risks_heading: str
    risks_count: str
    risks: tuple[Measure, ...]
    risks_sheet: Sheet
    unknown: tuple[Unknown, ...]
    cautions: tuple[MustSay, ...]
    journey: Journey
    recruiting: Recruiting
    access: AccessLadder
    sources: ReadingList
    open_questions: tuple[str, ...]


def titles(dataset: Dataset) -> dict[str, str]:
    """Ids of all therapies and the words to choose them by, in the order of the alphabet."""
    named = {therapy.id: _choice(therapy) for therapy in dataset.therapies.values()}
    return dict(sorted(named.items(), key=lambda entry: entry[1].casefold()))


@kept(256)
def profile(dataset: Dataset, therapy_id: str, today: date) -> Profile:
    """The profile of a therapy. Raises KeyError for an unknown id."""
    therapy = dataset.therapies[therapy_id]
    results = tuple(outcome_measure(dataset, outcome, today) for outcome in dataset.outcomes(therapy_id))
    risks = tuple(safety_measure(dataset, fact, today) for fact in dataset.safety(therapy_id))
    its_uses = uses(dataset, therapy_id, results, today)
    steps = journey(dataset, therapy_id, today)
    first = first_numbers(dataset, therapy_id, its_uses, risks, steps)
    return Profile(
        id=therapy.id,
        title=therapy.short_name,
        names=_names(therapy),
        summary=summary(dataset, therapy_id, today),
        how_it_works=therapy.how_it_works or wording.NOT_STATED,
        about=_about(dataset, therapy),
        standing=standing(dataset, therapy_id, results, today),
        first=first,
        wait=_wait(dataset, therapy, today),
        uses_heading=_uses_heading(len(its_uses), len(results)),
        uses=its_uses,
        drawn_results=tuple(sorted(results, key=lambda measure: not measure.headline)),
        drawn_risks=_first_ones_before(risks, first.risks),
        results=results_sheet(its_uses),
        risks_heading=f"Risks: {len(risks)} reported" if risks else "Risks: not recorded here",
        risks_count=_risks_count(len(risks)),
        risks=risks,
        risks_sheet=risks_sheet(risks),
        unknown=unknowns(dataset, therapy_id),
        cautions=must_say(dataset, therapy_id, (*results, *risks)),
        journey=steps,
        recruiting=recruiting(dataset, therapy_id, today),
        access=access_ladder(dataset, therapy_id, today),
        sources=reading_list(dataset, therapy_id),
        open_questions=therapy.open_questions,
    )


def _first_ones_before(risks: tuple[Measure, ...], first: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The risks that stand first on the page before the others, in the order of the record: deaths are among them."""
    place = {measure.fact_id: number for number, measure in enumerate(first)}
    return tuple(sorted(risks, key=lambda measure: place.get(measure.fact_id, len(place))))


def _choice(therapy: Therapy) -> str:
    names = (therapy.name, therapy.brand_name, *therapy.aliases)
    others = [name for name in names if name and name not in therapy.short_name]
    return f"{therapy.short_name} ({', '.join(dict.fromkeys(others))})" if others else therapy.short_name


def _names(therapy: Therapy) -> str:
    others = tuple(name for name in therapy.aliases if name not in (therapy.name, therapy.short_name))
    parts = (
        therapy.name if therapy.name != therapy.short_name else "",
        f"brand name {therapy.brand_name}" if therapy.brand_name else "",
        f"also called {', '.join(others)}" if others else "",
        f"from {therapy.developer}" if therapy.developer else "developer not stated",
    )
    said = " · ".join(part for part in parts if part)
    return said[0].upper() + said[1:]


def _about(dataset: Dataset, therapy: Therapy) -> tuple[tuple[str, str], ...]:
    kind = dataset.word("modality", therapy.modality)
    cells = dataset.word("cell_source", therapy.cell_source)
    return (
        ("Name", therapy.name),
        ("Short name", therapy.short_name),
        ("Brand name", therapy.brand_name or wording.NOT_STATED),
        ("Code names and older names", wording.listing(therapy.aliases)),
        ("Developer", therapy.developer or wording.NOT_STATED),
        ("Kind of treatment", f"{kind.title}. {kind.plain}"),
        ("Whose cells", f"{cells.title}. {cells.plain}"),
        ("Aims at", wording.listing(therapy.targets)),
        ("What was changed", therapy.engineering or wording.NOT_STATED),
        ("How it is given", therapy.given_as or wording.NOT_STATED),
    )


def _wait(dataset: Dataset, therapy: Therapy, today: date) -> Wait:
    low, high = therapy.turnaround_days_low, therapy.turnaround_days_high
    cited = dataset.citations(therapy.fact_id)
    return Wait(
        heading=f"The wait: {_days(low, high)}",
        basis=therapy.turnaround_basis or _what_is_collected(therapy),
        passport=passport(dataset, therapy, today) if cited else None,
    )


def _what_is_collected(therapy: Therapy) -> str:
    """What the kind of treatment alone says about the wait. Donor cells can still be made for one person at a time."""
    # A personal vaccine has no cells in it, but is made from a piece of the person's tumour.
    if therapy.cell_source in ("in-vivo", "not-applicable") and therapy.modality not in _PERSONAL:
        return "No cells are collected beforehand."
    return _COLLECTED.get(therapy.cell_source, "")


def _days(low: float | None, high: float | None) -> str:
    if low is None:
        return f"up to {_counted_days(high)}" if high is not None else wording.NOT_STATED
    if high is None:
        return f"from {_counted_days(low)}"
    return _counted_days(low) if low == high else f"{wording.plain_number(low)} to {_counted_days(high)}"


def _counted_days(days: float) -> str:
    return f"{wording.plain_number(days)} {'day' if days == 1 else 'days'}"


def _uses_heading(uses_: int, results: int) -> str:
    said = f"{results} {'result' if results == 1 else 'results'}" if results else "no results in our data"
    return f"What the studies saw: {uses_} {'use' if uses_ == 1 else 'uses'}, {said}"


def _risks_count(count: int) -> str:
    if not count:
        return "Our data have no risks of this treatment. That does not mean that there are none."
    shown = "1 risk shown" if count == 1 else f"{count} risks shown"
    return f"{shown}, as recorded. A risk that is not listed here may still exist."
