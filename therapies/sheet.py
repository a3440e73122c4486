"""A table for the download: a title, headers and rows of texts, and the cells for where a row's fact comes from.

Not here: how it becomes a file (`therapies.download`).
"""

from dataclasses import dataclass

from therapies.evidence import Passport, SourceLine


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it is downloaded; every cell is a text."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def passport_headers() -> tuple[str, ...]:
    """Headers of the columns that `passport_cells` fills."""
    return ("Best kind of source", "Checked on", "Check due on", "Overdue", "Sources", "Other sources say", "Fact")


def passport_cells(passport: Passport) -> tuple[str, ...]:
    """Where a row's fact comes from, in one cell for each header."""
    return (
        passport.evidence,
        passport.checked_on,
        passport.due_on,
        "yes" if passport.overdue else "no",
        "; ".join(map(_source, passport.sources)) or "no source named",
        "; ".join(disagreement.says for disagreement in passport.disagreements),
        passport.fact_id,
    )


def _source(source: SourceLine) -> str:
    return f"{source.publisher}: “{source.title}” ({source.url or 'no address'})"
