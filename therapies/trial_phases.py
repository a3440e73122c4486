"""The phase of a trial: the register's list of words as our code ("1/2"), and a code in words for people.

Not here: these words, and what each phase means (data/curated/vocabulary.yaml).
"""

from collections.abc import Sequence

from therapies import wording
from therapies.dataset import Dataset

NO_PHASES = "NA"


def phase_code(phases: Sequence[str] | None) -> str | None:
    """The phases of the register as one code; NO_PHASES where phases do not apply, None where none is stated."""
    if not phases:
        return None
    if tuple(phases) == (NO_PHASES,):
        return NO_PHASES
    return "/".join(phase.replace("EARLY_PHASE", "early ").replace("PHASE", "") for phase in sorted(phases))


def phase_title(dataset: Dataset, code: str | None) -> str:
    """A phase in words: "Phase 1/2"."""
    if code is None:
        return wording.NOT_STATED
    if code == NO_PHASES:
        return "does not apply to this study"
    try:
        return dataset.word("trial_phase", code).title
    except KeyError:
        return f"Early phase {code.removeprefix('early ')}" if code.startswith("early ") else f"Phase {code}"


def phase_said(dataset: Dataset, code: str | None) -> str:
    """A phase with what it means: "Phase 1. A first small test, to find the dose and the risks."."""
    plain = next((word.plain for word in dataset.words("trial_phase") if word.code == code), None)
    title = phase_title(dataset, code)
    return f"{title}. {plain}" if plain else title
