"""Who of a study's group is not among those a result counts, in the words of the steps; and where all are counted.

The counts show how many did not come so far. They show why only where a step says it by itself: who is not among those
who got the treatment did not get it. Not here: the steps themselves (`therapies.denominators`).
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from therapies import wording
from therapies.dataset import Dataset
from therapies.facts import Outcome, ParticipantStep

# What is said of those who did not come as far as a step.
_MISSING = {"collected": "had no cells taken", "treated": "did not get the treatment"}
# Whoever came no further than these was in the group; a later first step counts only those who came so far.
_FIRST_STEPS = ("joined", "assigned")
_NO_REASON = "Our data do not say why."


def in_words(dataset: Dataset, steps: Sequence[ParticipantStep], wider: Iterable[Outcome]) -> str:
    """Who of the group is left out of the count, and at which step. `steps`: those that count this group alone.

    `wider`: results of the record that count everybody of the first step.
    """
    base, last = steps[0].n, steps[-1].n
    title = dataset.title("participant_step", steps[0].step)
    counted = bool(steps[-1].results)
    if base == last:
        if not counted:
            return ""
        if steps[0].step in _FIRST_STEPS:
            return f"Everybody in this group is counted ({last} of {base}), so nobody is left out."
        return (
            f"All {last} in this group who {title} are counted. How many were left out before that is not in our data."
        )
    missing = f"{base - last} of {wording.people(base)} in this group"
    reasons = [(before.n - step.n, _reason(before, step)) for before, step in pairwise(steps) if step.n < before.n]
    if not all(reason for _, reason in reasons):
        among = f"the {last} counted here" if counted else f"the {last} of the last step"
        said = f"{missing} {_are(base - last)} not among {among}. {_NO_REASON}"
    elif counted:
        said = f"Left out of the count: {missing}. {_listed(reasons)}."
    else:
        said = f"Of the {wording.people(base)} in this group {_listed(reasons)}."
    return f"{said} Our data also have a result that counts all {base}." if any(True for _ in wider) else said


def everybody_counted(base: int, last: int, recorded: Iterable[bool]) -> str:
    """Who is counted with the switch on. `recorded`: for each result, whether a source itself counts everybody."""
    from_source = set(recorded)
    without = base - last
    as_none = f"the {wording.people(without)} not checked {'counts' if without == 1 else 'count'} as no response"
    if from_source == {False}:
        return f"Counted here: all {base}. {as_none[0].upper()}{as_none[1:]}."
    if from_source == {True}:
        return f"Counted here: all {base}, as the source itself counts them."
    return (
        f"Counted here: all {base}. A result that a source itself counts among all of them is shown as it is; "
        f"in the others {as_none}."
    )


def wider_results(
    outcomes: Iterable[Outcome], outcome: Outcome, base: ParticipantStep, last: ParticipantStep
) -> tuple[Outcome, ...]:
    """The results of the record that count everybody of the first step, where they say another thing than the counts.

    Where a source counts as many responders among all as among those evaluated, nobody else responded: that is what
    is computed from the steps.
    """
    if base.n == last.n:
        return ()
    return tuple(
        one
        for one in outcomes
        if (one.endpoint, one.indication_id, one.timepoint_months)
        == (outcome.endpoint, outcome.indication_id, outcome.timepoint_months)
        and (one.trial or one.trial_name) == (outcome.trial or outcome.trial_name)
        and one.n == base.n
        and one.kind == outcome.kind
        and (one.responders is None or one.responders != outcome.responders)
    )


def _reason(before: ParticipantStep, step: ParticipantStep) -> str | None:
    """What those did not do who came as far as one step and not as far as the next; None where no step says it."""
    if step.step != "evaluable":
        return _MISSING.get(step.step)
    if step.label:
        return f"not in the last step ({step.label})"
    return "could not be checked" if before.step == "treated" else None


def _listed(reasons: Iterable[tuple[int, str | None]]) -> str:
    return ", ".join(
        f"{count} {f'{_are(count)} ' if (reason or '').startswith('not ') else ''}{reason}" for count, reason in reasons
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
