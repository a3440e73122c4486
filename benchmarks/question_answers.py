"""What answers each of the twelve questions, worked out from the release: the words, and where they stand together.

A number is asked with its count, range, people, source and the day of its check. Not here: how a person gets there
(`benchmarks.twelve_questions`), and whether the words can be read (`benchmarks.in_the_window`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.in_the_window import NotSeenError, Part
from therapies import at_hand, call, changed_data, class_comparison, comparing, front_page, profile, therapy_trials
from therapies import what_changed as register_changes
from therapies.call_blocks import Sides
from therapies.editions import Edition
from therapies.evidence import Passport
from therapies.front_page import STORY
from therapies.measures import Measure
from therapies.status_words import status_words
from therapies.today import this_day

THREE = (STORY, "tisagenlecleucel", "nelarabine")
SCREEN = f"{STORY}-saw-1"
# The family of the question about trials lives here.
_STATE = "Texas"
# So many reasons against a ranking are read before the table; the others pass while it is scrolled to.
_FIRST = 4


@dataclass(frozen=True)
class Release:
    """What a dashboard that starts now shows, and as of which day."""

    edition: Edition
    today: date

    @property
    def profile(self) -> profile.Profile:
        """The page of the therapy that is asked about."""
        return profile.profile(self.edition.shown, STORY, self.today)


def release() -> Release:
    """The release that a dashboard opens in this environment."""
    edition = at_hand.newest(60)
    return Release(edition, max(this_day(), date.fromisoformat(edition.record.built_at[:10])))


def counted(shown: Release) -> list[Part]:
    """1: out of how many people the 91% was measured."""
    return [_number(_story(shown).results[0])]


def standing(shown: Release) -> list[Part]:
    """2: is it approved, and where."""
    stands = shown.profile.standing
    return [Part(".ct-standing", (stands.said, stands.meaning))]


def breakthrough(shown: Release) -> list[Part]:
    """3: what "breakthrough" means here, and what it does not."""
    steps = shown.profile.journey
    step = next(step for step in (*steps.dated, *steps.undated) if step.word.code == "breakthrough-therapy")
    means = (f"What it means: {step.meaning}", f"What it does not mean: {step.does_not_mean}")
    others = (f"Another one says: {says}" for says in step.other_words)
    said = (step.when, step.word.title, step.agency, *means, *others, *_source(step.passport))
    return [_fact(step.fact_id, said)]


def trials(shown: Release) -> list[Part]:
    """4: which trials take new people, how old that is, and the hospitals of one state."""
    of = therapy_trials.therapy_trials(shown.edition.record, shown.edition.register, STORY, shown.today)
    parts = []
    for line in of.recruiting.trials:
        if not line.takes_people:
            continue
        status = status_words(line.status.title, line.as_read) if line.as_read else line.status.title
        parts.append(_fact(line.fact_id, (line.title, status, line.record, line.overdue, line.nct)))
        near = (
            site
            for country in line.countries
            for region in country.regions
            for site in region.sites
            if site.region == _STATE
        )
        hospitals = (f"{site.facility}, {site.city}" for site in near)
        parts.append(_fact(line.fact_id, (_STATE, *hospitals, *_source(line.passport))))
    return parts


def wait(shown: Release) -> list[Part]:
    """5: how long the wait is, from own cells and off the shelf."""
    dataset = shown.edition.shown
    first = next(iter(class_comparison.titles(dataset)))
    rows = class_comparison.class_comparison(dataset, first, shown.today).rows
    row = next(row for row in rows if row.title == "The wait")
    lines = [line for cell in row.cells for line in cell.lines]
    sources = (said for line in lines for papers in line.passports for said in _source(papers))
    return [Part("tr", (row.title, *(line.words for line in lines), *sources))]


def risks(shown: Release) -> list[Part]:
    """6: the serious risks, in how many people."""
    return [_number(risk) for risk in _story(shown).risks]


def lasting(shown: Release) -> list[Part]:
    """7: how long remissions lasted."""
    groups = (group for use in shown.profile.uses for group in use.others)
    return [_number(one) for group in groups for one in group.measures if one.kind == "duration"]


def unknown(shown: Release) -> list[Part]:
    """8: what is not known."""
    return [Part(".ct-unknowns li", (one.said, one.why)) for one in shown.profile.unknown]


def outside_a_trial(shown: Release) -> list[Part]:
    """9: can it be had outside a trial, and who must ask."""
    routes = {route.fact_id: route.route for route in shown.edition.shown.access(STORY)}
    parts = []
    for rung in shown.profile.access.rungs:
        if routes[rung.fact_id] != "clinical-trial":
            parts.append(_fact(rung.fact_id, (rung.name, rung.status.title, rung.detail, *_source(rung.passport))))
            parts.append(_fact(rung.fact_id, (rung.who_must_ask,)))
    return parts


def three(shown: Release) -> list[Part]:
    """10: how three treatments differ, and why they cannot be ranked."""
    found = comparing.therapy_comparison(shown.edition.shown, THREE, shown.today)
    names = [Part("li", (column.title, column.about)) for column in found.columns]
    row = found.rows[0]
    lines = (line.words for cell in row.cells for line in (*cell.lead, *cell.lines))
    return [*names, Part(".ct-unranked", found.reasons[:_FIRST]), Part("tr", (row.title, *lines))]


def where_from(shown: Release) -> list[Part]:
    """11: where the numbers of a screen of the call come from, and how old they are."""
    screens = call.call(shown.edition.shown, (STORY,), frozenset(), shown.today).screens
    screen = next(screen for screen in screens if screen.id == SCREEN)
    sides = [block for block in screen.blocks if isinstance(block, Sides)]
    names = {one.fact_id: one.name for side in sides for one in (*side.left, *side.right)}
    return [
        Part(
            f'[data-screen="{SCREEN}"] .call-from li',
            (
                names[papers.fact_id],
                *(source.about for source in papers.sources),
                f"Checked {papers.checked_on}",
                papers.due_on,
            ),
        )
        for papers in screen.passports
    ]


def changed_for_all(shown: Release) -> list[Part]:
    """12: what changed in our data."""
    return _changed(shown, None)


def changed_for_one(shown: Release) -> list[Part]:
    """12: what changed in our data on one treatment."""
    return _changed(shown, STORY)


def changed_in_register(shown: Release) -> list[Part]:
    """12: what changed in the register."""
    record, register = shown.edition.record, shown.edition.register
    since = changed_data.asked_first(record, shown.today)
    earlier = at_hand.register_shelf().earlier(register, record, since)
    if register is None or earlier is None:
        return [Part("p", (register_changes.NONE_YET,))]
    return [Part("p", (register_changes.what_changed(record, earlier, register, None, None).count,))]


def _changed(shown: Release, therapy_id: str | None) -> list[Part]:
    record = shown.edition.record
    since = changed_data.asked_first(record, shown.today)
    found = changed_data.changed_data(record, since, therapy_id, None, shown.today)
    counts = [Part("p", (found.kept,)), Part("p", (found.count,))]
    told = (one.told for one in found.changes[:1])
    first = (_part("tr", (one.whose, one.kind, one.about, one.differs, *one.before, *one.after)) for one in told)
    return [*counts, *first]


def _story(shown: Release) -> front_page.Story:
    story = front_page.front_page(shown.edition.shown, shown.today).story
    if story is None:
        raise NotSeenError("this release has no story")
    return story


def _number(measure: Measure) -> Part:
    others = (f"Another source says: {other.says}" for other in measure.passport.disagreements)
    said = (measure.name, measure.sentence, measure.few, measure.evidence, measure.people, *others)
    return _fact(measure.fact_id, (*said, *_source(measure.passport)))


def _fact(fact_id: str, words: Iterable[str | None]) -> Part:
    return _part(f'[data-fact="{fact_id}"]:not(details)', words)


def _part(where: str, words: Iterable[str | None]) -> Part:
    """Words that stand together; those that have nothing to say are left out."""
    return Part(where, tuple(said for said in words if said))


def _source(papers: Passport) -> Iterator[str]:
    """The best source and the day of the check; where that is overdue, since when."""
    first = papers.sources[0]
    yield f"Source: {', '.join(part for part in (first.publisher, first.published) if part)}"
    if papers.overdue:
        yield f"Overdue for a check since {papers.due_on}"
    yield f"checked {papers.checked_on}"
