"""Rules about the steps of a study: joined, assigned, collected, treated, evaluable.

Not here: their records (`loaders.records`), and how they are shown (`therapies.denominators`).
"""

from collections.abc import Iterator
from itertools import pairwise

from loaders.records import Participants, Therapy
from loaders.reference_records import VocabularyFile
from loaders.salvage import Path_


def participants_findings(therapy: Therapy, vocabulary: VocabularyFile) -> Iterator[tuple[Path_, str, str]]:
    """All that is wrong with the steps of one therapy file."""
    order = list(vocabulary.participant_step)
    for index, group in enumerate(therapy.participants):
        path: Path_ = ("participants", index)
        yield from _steps(path, group, order)
        yield from _results(path, group, therapy, vocabulary)


def _steps(path: Path_, group: Participants, order: list[str]) -> Iterator[tuple[Path_, str, str]]:
    steps = [step for step in group.steps if step.step in order]
    if len(group.steps) < 2:
        yield (*path, "steps"), "fewer than two steps", "at least two steps, or no entry"
    if group.steps and group.steps[-1].whole_study:
        yield (*path, "steps"), "the last step counts more than this group", "a last step without whole_study"
    for place, (before, after) in enumerate(pairwise(steps), 1):
        here = (*path, "steps", place)
        if order.index(after.step) <= order.index(before.step):
            yield (*here, "step"), f"'{after.step}' after '{before.step}'", f"this order: {', '.join(order)}"
        if after.n is not None and before.n is not None and after.n > before.n:
            yield (*here, "n"), f"{after.n} people after {before.n}", "a step never has more people than the one before"
        if after.whole_study and not before.whole_study:
            yield (*here, "whole_study"), "the whole study after a part of it", "whole_study only on the first steps"


def _results(
    path: Path_, group: Participants, therapy: Therapy, vocabulary: VocabularyFile
) -> Iterator[tuple[Path_, str, str]]:
    outcomes = {outcome.id: outcome for outcome in therapy.outcomes}
    last = group.steps[-1].n if group.steps else None
    for place, name in enumerate(group.results):
        here, outcome = (*path, "results", place), outcomes.get(name)
        if outcome is None:
            yield here, f"'{name}' is not an outcome of this file", f"one of: {', '.join(outcomes)}"
        elif outcome.kind != "proportion" or outcome.unit != "people":
            yield here, f"'{name}' is no share of people", "outcomes of kind proportion, counted in people"
        elif (word := vocabulary.endpoint.get(outcome.endpoint)) and word.direction != "higher-is-benefit":
            # Those not evaluated are counted as no response: of a harm that would make it look smaller.
            yield here, f"'{outcome.endpoint}' is no benefit", "outcomes of which more is better"
        elif outcome.n is None:
            # With a count of those who had the result it is told there.
            if outcome.responders is None:
                yield here, f"'{name}' does not say out of how many", f"`n: {last}` at the result, or another result"
        elif outcome.n != last:
            yield here, f"'{name}' counts {outcome.n} people, the last step {last}", "results of the last step's people"
        elif outcome.trial != group.trial:
            yield here, f"'{name}' is from trial {outcome.trial}, the steps from {group.trial}", "the same trial"
