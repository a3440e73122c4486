"""Which of several stages is the furthest. Not here: which there are, in which order (data/curated/vocabulary.yaml)."""

from collections.abc import Iterable

from therapies.dataset import Dataset
from therapies.facts import Word

ENDED = ("withdrawn", "discontinued")


def furthest_stage(dataset: Dataset, stages: Iterable[str]) -> Word | None:
    """The furthest of those that go on; of those that ended where none goes on; None for no stage."""
    words = [dataset.word("stage", stage) for stage in stages]
    going_on = [word for word in words if word.code not in ENDED] or words
    return max(going_on, key=lambda word: word.position, default=None)
