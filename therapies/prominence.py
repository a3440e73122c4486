"""Where each fact is shown: on which pages and screens of the dashboard it stands.

A curator begins with what most people see. Nobody is counted or followed for that: it is read off the same rules by
which the pages choose what they show (main results, risks beside them, boxed warnings, approvals, numbers of a
comparison of classes), and never off an outcome (honesty.md, rule 11). Not here: words that are explained beside a
text, and what the copy of the register adds.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from therapies import lasting
from therapies.call_pairs import pairs
from therapies.call_screens import MOST_LADDERS
from therapies.catalogue import catalogue
from therapies.class_comparison import class_comparison
from therapies.compared_therapy import SHOWN_OF_A_KIND, Compared
from therapies.dataset import Dataset
from therapies.denominators import Ladder, ladders
from therapies.evidence import Passport
from therapies.front_page import front_page
from therapies.journey import Step
from therapies.kept import kept
from therapies.measures import Measure
from therapies.profile import Profile, profile

HOME, FIRST, CALL, LIST, CLASSES, COMPARE = "home", "first", "call", "list", "classes", "compare"
RATES, STATUS, TRIALS, FIT, THERAPY, NOTES, GLOSSARY = (
    "rates",
    "status",
    "trials",
    "fit",
    "therapy",
    "notes",
    "glossary",
)
# In the order in which people come across them: it decides between facts that are shown in equally many places.
PLACES = {
    HOME: "Home",
    FIRST: "The first lines of its therapy",
    CALL: "Present and the page to take away",
    LIST: "Therapies",
    CLASSES: "Compare: whole classes",
    COMPARE: "Compare: side by side",
    RATES: "Response rates",
    STATUS: "Regulatory status",
    TRIALS: "Trials",
    FIT: "Fit check",
    THERAPY: "Therapy",
    NOTES: "Notes for the call",
    GLOSSARY: "Glossary",
}
_ORDER = {place: number for number, place in enumerate(PLACES)}


@kept(2)
def shown_at(dataset: Dataset, today: date) -> Mapping[str, tuple[str, ...]]:
    """The places (codes of PLACES, in their order) of each fact by its id; a fact that stands nowhere is left out."""
    found: dict[str, set[str]] = {place: set() for place in PLACES}
    found[HOME].update(_home(dataset, today))
    found[LIST].update(_numbers(m for row in catalogue(dataset, today).rows for m in (row.measure, row.risk_measure)))
    found[CLASSES].update(_classes(dataset, today))
    for therapy_id in dataset.therapies:
        for place, ids in _of_therapy(dataset, profile(dataset, therapy_id, today), today).items():
            found[place].update(ids)
    _of_whole_tables(dataset, found)
    places: dict[str, list[str]] = {}
    for place, ids in found.items():
        for fact_id in ids:
            places.setdefault(fact_id, []).append(place)
    return {fact_id: tuple(of_fact) for fact_id, of_fact in places.items()}


def counted(places: tuple[str, ...]) -> str:
    """In how many places a fact is shown, in words."""
    if not places:
        return "Shown nowhere yet"
    return "Shown in 1 place" if len(places) == 1 else f"Shown in {len(places)} places"


def named(places: tuple[str, ...]) -> str:
    """Which places these are."""
    return ", ".join(PLACES[place] for place in places)


def most_shown(places: tuple[str, ...]) -> tuple[int, tuple[int, ...]]:
    """What orders facts by how much they are shown: in how many places, then in which."""
    return -len(places), tuple(_ORDER[place] for place in places)


def _of_whole_tables(dataset: Dataset, found: dict[str, set[str]]) -> None:
    """The pages that show all facts of a kind."""
    for place, table in ((STATUS, "regulatory_events"), (TRIALS, "trials"), (TRIALS, "sites"), (TRIALS, "access")):
        found[place].update(row.fact_id for row in dataset.rows[table])
    # What a therapy aims at stands beside the disease of each of its uses.
    for table in ("indications", "trials", "criteria", "therapies"):
        found[FIT].update(row.fact_id for row in dataset.rows[table])
    found[LIST].update(use.fact_id for use in dataset.all_indications)
    found[RATES].update(one.fact_id for one in dataset.all_outcomes if one.kind == "proportion")
    happened = {event.event for event in dataset.all_events}
    found[STATUS].update(f"designations/{word}" for word in dataset.designations if word in happened)
    found[TRIALS].update(f"access_routes/{way.route}" for way in dataset.all_access)
    found[NOTES].update(row.fact_id for table in ("call_notes", "cautions") for row in dataset.rows[table])
    found[GLOSSARY].update(f"glossary/{term.id}" for term in dataset.glossary)


def _home(dataset: Dataset, today: date) -> Iterator[str]:
    home = front_page(dataset, today)
    yield from (event.fact_id for event in home.milestones)
    if home.teaser:
        yield home.teaser.comparison_id
    if story := home.story:
        yield from _numbers((*story.results, *story.risks))
        yield from _papers(story.summary.passports)
        for ladder in story.ladders:
            yield from _steps(ladder, len(ladder.answers))


def _classes(dataset: Dataset, today: date) -> Iterator[str]:
    for comparison_id in dataset.comparisons:
        yield comparison_id
        found = class_comparison(dataset, comparison_id, today)
        for cell in (cell for row in found.rows for cell in row.cells):
            yield from _papers(paper for line in cell.lead for paper in line.passports)
            yield from _numbers(measure for group in cell.groups for measure in group.measures)
        for one in found.classes:
            if one.first:
                yield from _numbers((*one.first.results, *one.first.risks))
                yield from _papers(warning.passport for warning in one.first.warnings)
            yield from (paper.fact_id for member in one.members for paper in member.standing.passports)


def _of_therapy(dataset: Dataset, one: Profile, today: date) -> dict[str, set[str]]:
    approved = {paper.fact_id for approval in one.standing.approvals for paper in approval.passports}
    return {
        FIRST: set(_first_lines(one)),
        CALL: set(_call(dataset, one, today)) | approved,
        LIST: approved,
        FIT: {papers.fact_id for approval in one.standing.approvals for papers in approval.passports[:1]},
        COMPARE: set(_side_by_side(dataset, one, today)) | approved,
        RATES: set(_numbers(m for m in one.drawn_results if m.kind == "proportion")),
        THERAPY: set(_page(dataset, one)),
    }


def _first_lines(one: Profile) -> Iterator[str]:
    yield from _papers((*one.summary.passports, *one.standing.passports))
    yield from _numbers((*one.first.results, *one.first.risks))
    yield from (warning.passport.fact_id for warning in one.first.warnings)


def _call(dataset: Dataset, one: Profile, today: date) -> Iterator[str]:
    yield dataset.therapies[one.id].fact_id
    yield from _papers((*one.summary.passports, *one.standing.passports))
    yield from (warning.passport.fact_id for warning in one.first.warnings)
    yield from _numbers(side[0] for pair in pairs(dataset, one) for side in (pair.good, pair.bad) if side)
    for ladder in ladders(dataset, one.id, False, today).ladders[:MOST_LADDERS]:
        yield from _steps(ladder, 1)
    of_time = (lasting.lasted, lasting.lived)
    yield from _numbers(measure for found in of_time for _, measure in found(dataset, one.id, one.uses))
    yield from _words(step for step in _journey(one) if step.word.group == "designation")
    yield from (step.fact_id for step in _journey(one) if step.word.group == "designation")
    yield from _ways(one)


def _side_by_side(dataset: Dataset, one: Profile, today: date) -> Iterator[str]:
    compared = Compared(dataset, one, today)
    kinds = (compared.lasting, compared.not_grown, compared.alive)
    yield from _papers((*one.summary.passports, *one.standing.passports, *compared.own))
    yield from _numbers((*compared.first, *(m for kind in kinds for m in kind[:SHOWN_OF_A_KIND]), *one.risks))
    yield from _numbers(measure for said in one.cautions for measure in said.numbers)
    yield from (caution.fact_id for caution in dataset.cautions(one.id))
    steps = [step for step in _journey(one) if step.word.group == "designation" or step.word.code == "boxed-warning"]
    yield from (step.fact_id for step in steps)
    yield from _words(step for step in steps if step.word.group == "designation")
    yield from (trial.fact_id for trial in one.recruiting.trials if trial.takes_people)
    yield from (rung.fact_id for rung in one.access.rungs)


def _page(dataset: Dataset, one: Profile) -> Iterator[str]:
    yield dataset.therapies[one.id].fact_id
    of_therapy = (dataset.indications, dataset.events, dataset.outcomes, dataset.safety, dataset.trials)
    for facts in (*of_therapy, dataset.participants, dataset.access, dataset.cautions):
        yield from (fact.fact_id for fact in facts(one.id))
    yield from (site.fact_id for trial in dataset.trials(one.id) for site in dataset.sites(trial.fact_id))
    yield from _words(_journey(one))
    yield from _ways(one)


def _journey(one: Profile) -> tuple[Step, ...]:
    return (*one.journey.dated, *one.journey.undated)


def _words(steps: Iterable[Step]) -> Iterator[str]:
    """The entries of regulatory words that explain these steps."""
    return (f"designations/{step.word.code}" for step in steps if step.does_not_mean)


def _ways(one: Profile) -> Iterator[str]:
    return (paper.fact_id for rung in one.access.rungs for paper in (rung.passport, rung.rules))


def _steps(ladder: Ladder, answers: int) -> Iterator[str]:
    yield from (rung.passport.fact_id for rung in ladder.rungs)
    yield from _numbers(answer.measure for answer in ladder.answers[:answers])


def _papers(papers: Iterable[Passport]) -> Iterator[str]:
    return (paper.fact_id for paper in papers)


def _numbers(measures: Iterable[Measure | None]) -> Iterator[str]:
    """The numbers, and the survival results that stand beside them."""
    for measure in measures:
        if measure:
            yield measure.fact_id
            if measure.survival:
                yield measure.survival.fact_id
