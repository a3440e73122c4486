"""Where a label and the curated file of its therapy do not fit: what to look at, also when the label did not change.

Two things alone, because a program can tell no more: a boxed warning that stands on one side only, and a label that
took effect after the file's source for it was read. Not here: what changed in a label (`loaders.label_changes`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.curated import Curated
from loaders.label_changes import effective
from loaders.label_client import Label
from loaders.label_ties import TAKEN
from loaders.label_watch import LabelCopy
from loaders.records import Therapy
from loaders.resting_facts import RestingFacts

_OF_THE_FDA = re.compile(r"fda|dailymed", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Misfit:
    """What does not fit, in words, and the facts that it is about."""

    therapy_id: str
    product: str
    says: str
    facts: tuple[str, ...]


def misfits(copy: LabelCopy, curated: Curated, facts: RestingFacts) -> list[Misfit]:
    """All of them, in the order of the products."""
    therapies = {therapy.id: therapy for therapy in curated.therapies}
    return [
        Misfit(one.therapy_id, one.product, says, tuple(about))
        for one in copy.products
        if one.status == TAKEN and one.label
        for says, about in _of_label(one.label, therapies[one.therapy_id], facts)
    ]


def _of_label(label: Label, therapy: Therapy, facts: RestingFacts) -> Iterator[tuple[str, list[str]]]:
    boxed = facts.of_boxed_warning(therapy.id)
    if label.boxed_warning and not boxed:
        yield "the label has a boxed warning, the file has no FDA event of one", []
    if boxed and not label.boxed_warning:
        yield "the file has a boxed warning, the label that was found has none", boxed
    took_effect = effective(label)
    for source in therapy.sources:
        read = source.kind == "label" and source.read != "not-read" and _OF_THE_FDA.search(source.url or "")
        if read and took_effect and _DAY.fullmatch(took_effect) and took_effect > source.checked:
            says = f"the label took effect on {took_effect}, source {source.id} was read on {source.checked}"
            yield says, facts.of_source(therapy.id, source.id)
