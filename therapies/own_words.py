"""Where what we wrote ourselves comes from: a therapy's texts from the sources of its record, its gaps from the record.

No source says these in so many words, and their passport says so. Not here: facts with sources (`therapies.evidence`).
"""

from dataclasses import replace
from datetime import date

from therapies.dataset import Dataset
from therapies.evidence import Passport, passport, source_line
from therapies.kept import kept

_SHOWN = 4
OF_RECORD = "No source of its own: it is read off this record, from what is empty or thin in it."
_NONE = "Written by us. The record names no source."


@kept(512)
def written_by_us(dataset: Dataset, therapy_id: str, today: date) -> Passport:
    """The passport of the texts about a therapy: the sources they name, then the better kinds of all in the record.

    Raises KeyError for an unknown id.
    """
    papers = passport(dataset, dataset.therapies[therapy_id], today)
    best = sorted(dataset.sources(therapy_id), key=lambda one: dataset.word("source_kind", one.kind).position)
    every = tuple(dict.fromkeys((*papers.sources, *(source_line(dataset, one.id) for one in best))))
    return replace(papers, evidence="", sources=every[:_SHOWN], basis=_basis(len(every)))


def read_off_record(dataset: Dataset, therapy_id: str, today: date) -> Passport:
    """The passport of what the record lacks. Raises KeyError for an unknown id."""
    papers = passport(dataset, dataset.therapies[therapy_id], today)
    return replace(papers, evidence="", sources=(), disagreements=(), basis=OF_RECORD)


def _basis(count: int) -> str:
    if not count:
        return _NONE
    if count <= _SHOWN:
        return f"Written by us from {'the source' if count == 1 else f'the {count} sources'} of this record:"
    return f"Written by us from the {count} sources of this record. The first {_SHOWN}:"
