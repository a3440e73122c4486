"""The sources of a document, numbered, and in words where each number or part of it comes from.

What is said of a fact stands where the fact stands: its sources by number, when it was checked, when the next check is
due, and what other sources say instead. Not here: what a fact rests on (`therapies.evidence`), and the mark of what is
overdue (`therapies.overdue_marks`).
"""

from collections.abc import Iterable, Sequence

from therapies.evidence import Passport, SourceLine
from therapies.overdue_marks import overdue


class Numbered:
    """The sources of a call, each once, with the number under which it is listed."""

    def __init__(self, papers: Iterable[Passport]) -> None:
        self.lines: list[SourceLine] = []
        self._numbers: dict[tuple[str, str | None], int] = {}
        for one in papers:
            for line in (*one.sources, *(line for other in one.disagreements for line in other.sources)):
                if (line.title, line.url) not in self._numbers:
                    self.lines.append(line)
                    self._numbers[line.title, line.url] = len(self.lines)

    def of(self, papers: Passport) -> str:
        """The sources of one fact: "Sources 3, 7."."""
        return sources_said(self._of(papers.sources)) or "No source is named."

    def others(self, papers: Passport) -> tuple[str, ...]:
        """What other sources say of this fact, each with its source."""
        return tuple(f"Another source says: {says}{source}." for says, source in self._others(papers))

    def of_part(self, papers: Iterable[Passport]) -> str:
        """Where a part comes from, in sentences: what was checked on one day and is due on one day stands together."""
        # The mark in front of the part says since when something is overdue, and when it was read.
        return " ".join(self._of_days(together, marked=together[0].overdue) for together in _by_day(papers))

    def of_each(self, whose: Iterable[tuple[str, Iterable[Passport]]]) -> str:
        """The same for a part about several therapies, with the name of each before where its facts come from."""
        of_name: dict[str, dict[str, Passport]] = {}
        for name, papers in whose:
            of_name.setdefault(name, {}).update({one.fact_id: one for one in papers})
        said = (
            (name, " ".join(self._of_days(together, marked=False) for together in _by_day(papers.values())))
            for name, papers in of_name.items()
        )
        return " ".join(f"{name}: {text}" for name, text in said)

    def _of_days(self, together: Sequence[Passport], *, marked: bool) -> str:
        numbers = self._of(line for one in together for line in one.sources)
        # Some facts follow from others or are the record's own: they have days alone.
        basis = together[0].basis if numbers else ""
        said = [f"{basis} {sources_said(numbers)}".strip(), checked(together[0])]
        if marked:
            said = [f"Overdue: {basis} {sources_said(numbers)}".replace("  ", " ") if numbers else ""]
        for one in together:
            instead = sources_said(self._of(one.sources)).removesuffix(".")
            than = f" than {instead}" if len(together) > 1 and instead else ""
            said += [f"Another source{than} says: {says}{source}." for says, source in self._others(one)]
        return " ".join(sentence for sentence in dict.fromkeys(said) if sentence)

    def _others(self, papers: Passport) -> list[tuple[str, str]]:
        found = ((other.says, sources_said(self._of(other.sources))) for other in papers.disagreements)
        return [(says.removesuffix("."), f" ({said.removesuffix('.')})" if said else "") for says, said in found]

    def _of(self, lines: Iterable[SourceLine]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._numbers[line.title, line.url] for line in lines))


def _by_day(papers: Iterable[Passport]) -> list[list[Passport]]:
    dated: dict[tuple[str, str, str], list[Passport]] = {}
    for one in papers:
        basis = one.basis if one.sources else ""
        dated.setdefault((one.checked_on, one.due_on, basis), []).append(one)
    return list(dated.values())


def checked(papers: Passport) -> str:
    """When it was checked, and when it is to be checked again; no day to come is promised where that is overdue."""
    if papers.overdue:
        return f"Checked {papers.checked_on}, overdue since {papers.due_on}."
    return f"Checked {papers.checked_on}, again by {papers.due_on}."


def without_day(text: str, days: Iterable[str]) -> str:
    """A text without the day of its check at its end, where that is told with the sources."""
    return next((f"{text.removesuffix(day)}." for day in days if text.endswith(day)), text)


def due_alone(papers: Passport) -> str:
    """The same as a sentence, beside a text that says already when it was checked."""
    return overdue(papers) if papers.overdue else f"Next check by {papers.due_on}."


def sources_said(numbers: Sequence[int]) -> str:
    """Which of the sources listed at the end: "Source 3.", "Sources 3, 7 to 9."; "" for none."""
    if not numbers:
        return ""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = (f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
    return f"{'Source' if len(numbers) == 1 else 'Sources'} {', '.join(said)}."
