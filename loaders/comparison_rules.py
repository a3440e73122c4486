"""Rules of the comparisons of whole classes: what their cells name is there, and every class has one in every row.

Not here: the form of a comparison (`loaders.reference_records`), and the guards over its texts (`loaders.family_text`).
"""

from collections.abc import Iterator

from loaders.cautions import numbers_of
from loaders.records import Therapy
from loaders.reference_records import ComparisonsFile
from loaders.salvage import Path_


def comparison_findings(
    file: ComparisonsFile, therapies: dict[str, Therapy | None]
) -> Iterator[tuple[Path_, str, str]]:
    """`therapies` by id; None for a file that could not be read, of which nothing can be said."""
    yield from unique("comparisons", [comparison.id for comparison in file.comparisons])
    for place, comparison in enumerate(file.comparisons):
        columns = {column.id for column in comparison.columns}
        if None in columns:
            # A cell may be meant for the column whose id was refused.
            columns = set()
        for index, column in enumerate(comparison.columns):
            if column.example is not None and column.example not in therapies:
                path = ("comparisons", place, "columns", index, "example")
                yield path, f"'{column.example}' is not a therapy here", "the id of a therapy file"
        for index, row in enumerate(comparison.rows):
            path = ("comparisons", place, "rows", index)
            for name in sorted(columns - row.cells().keys()):
                yield (
                    path,
                    f"the row '{row.id}' has no cell for '{name}'",
                    f"add `{name}: {{text: ..., sources: [...]}}`",
                )
            for name, cell in row.cells().items():
                if columns and name not in columns:
                    yield (*path, name), f"'{name}' is not a column here", f"one of: {', '.join(sorted(columns))}"
                if not cell.sources:
                    yield (*path, name, "sources"), "a statement without a source", "a therapy and one of its sources"
                for number, cited in enumerate(cell.sources):
                    therapy = therapies.get(cited.therapy)
                    unread = therapy is None and cited.therapy in therapies
                    if not unread and not (therapy and cited.source in {source.id for source in therapy.sources}):
                        wrong = f"the source '{cited.source}' of '{cited.therapy}' is not there"
                        yield (*path, name, "sources", number), wrong, "an id of that therapy's `sources`"
                for number, cited in enumerate(cell.numbers):
                    therapy = therapies.get(cited.therapy)
                    unread = therapy is None and cited.therapy in therapies
                    if not unread and not (therapy and cited.fact in numbers_of(therapy)):
                        wrong = f"the number '{cited.fact}' of '{cited.therapy}' is not there"
                        yield (*path, name, "numbers", number), wrong, "an id of its `outcomes` or `safety`"


def unique(part: str, ids: list[str]) -> Iterator[tuple[Path_, str, str]]:
    """An id that stands twice in a part of a file."""
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield (part, index), f"'{name}' stands twice", "each only once"
