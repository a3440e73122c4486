"""How well studies are linked to therapies: precision and recall over a list that was labelled by hand.

    python -m benchmarks.linking          the figures, and every pair that is missing or too much

The list is tests/therapies/labelled_studies.csv. `held` says what it holds of a study: "title" is a title of the
register that our sources cite, and nothing else; the others are whole records, with the names of their interventions.
`gives` are the therapies that the study gives, `names` those that it only names. Register numbers of our own record are
held back: with them every study of our record is linked, and nothing would be measured. Not here: how studies are
linked (`therapies.study_links`).
"""

import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from therapies import shelf
from therapies.dataset import Dataset
from therapies.study_links import TESTS, ProductNames, StudyWords

LABELLED = Path(__file__).parent.parent / "tests" / "therapies" / "labelled_studies.csv"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A study of the list: what it holds, and the therapies that it gives and only names."""

    nct: str
    held: str
    title: str
    interventions: tuple[str, ...]
    gives: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs of study and therapy: right, missing and too much, as "NCT number: therapy id"."""

    right: tuple[str, ...]
    missing: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        """The share of the pairs found that are right; 1 where none was found."""
        return len(self.right) / ((len(self.right) + len(self.wrong)) or 1)

    @property
    def recall(self) -> float:
        """The share of the labelled pairs that were found."""
        return len(self.right) / ((len(self.right) + len(self.missing)) or 1)


def labelled() -> tuple[Labelled, ...]:
    """The list."""
    with LABELLED.open(encoding="utf-8", newline="") as file:
        return tuple(_study(row) for row in csv.DictReader(file))


def _study(row: dict[str, str]) -> Labelled:
    interventions = tuple(filter(None, row["interventions"].split(" | ")))
    gives, names = (frozenset(filter(None, row[key].split(";"))) for key in ("gives", "names"))
    return Labelled(row["nct"], row["held"], row["title"], interventions, gives, names)


def by_title(dataset: Dataset, studies: Iterable[Labelled]) -> Found:
    """What the title alone tells: any link counts, because a title cannot say what a study gives."""
    return _compared(dataset, [one for one in studies if one.held == "title"], None)


def by_record(dataset: Dataset, studies: Iterable[Labelled]) -> Found:
    """What whole records tell: only the links count that say that the study gives the product."""
    return _compared(dataset, [one for one in studies if one.held != "title"], TESTS)


def _compared(dataset: Dataset, studies: Sequence[Labelled], kinds: Sequence[str] | None) -> Found:
    products = ProductNames({one.id: _names(dataset, one.id) for one in dataset.therapies.values()}, {})
    right, missing, wrong = [], [], []
    for one in studies:
        words = StudyWords(one.nct, (), one.held != "observational record", one.interventions, [one.title], ())
        found = {key for key, link in products.links(words).items() if kinds is None or link.kind in kinds}
        for pairs, ids in ((right, found & one.gives), (missing, one.gives - found), (wrong, found - one.gives)):
            pairs += [f"{one.nct}: {therapy_id}" for therapy_id in sorted(ids)]
    return Found(tuple(right), tuple(missing), tuple(wrong))


def _names(dataset: Dataset, therapy_id: str) -> list[str]:
    therapy = dataset.therapies[therapy_id]
    return [therapy.name, therapy.short_name, therapy.brand_name or "", *therapy.aliases]


def main() -> int:
    """Measure and print."""
    dataset, studies = shelf.open(), labelled()
    for title, found in (("titles alone", by_title(dataset, studies)), ("whole records", by_record(dataset, studies))):
        print(
            f"{title}: {len(found.right)} right, {len(found.missing)} missing, {len(found.wrong)} too much; "
            f"precision {found.precision:.1%}, recall {found.recall:.1%}"
        )
        for said, pairs in (("missing", found.missing), ("too much", found.wrong)):
            for pair in pairs:
                print(f"  {said}: {pair}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
