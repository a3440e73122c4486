"""The regulator's journey of one therapy: every step with its date, what the word means and what it does not mean.

Oldest first; steps without a date come last and are counted. Here too: their table for the download. Not here: where
the therapy stands now (`therapies.standing`), and the steps of all therapies together (`therapies.regulatory_status`).
"""

from dataclasses import dataclass
from datetime import date

from therapies import wording
from therapies.dataset import Dataset
from therapies.evidence import Passport, passport
from therapies.facts import Designation, RegulatoryEvent, Word
from therapies.regulatory_events import date_is, for_whom, must_be_said
from therapies.sheet import Sheet, passport_cells, passport_headers


@dataclass(frozen=True, slots=True)
class Step:
    """One event. `when` is as exact as the source; `other_words` are what sources that disagree say instead.

    `evidence`: for an approval, in which way it was given and what kind of results the record has for the use.
    """

    fact_id: str
    when: str
    kind_of_date: str
    agency: str
    word: Word
    meaning: str
    does_not_mean: str | None
    evidence: str | None
    use: str
    note: str | None
    other_words: tuple[str, ...]
    passport: Passport

    @property
    def named(self) -> str:
        """What it was, whose and when, in one line."""
        when = self.when.replace("Date not stated", "date not stated")
        return f"{self.word.title}, {self.agency}, {when}"


@dataclass(frozen=True, slots=True)
class Journey:
    """All steps of a therapy: `dated`, oldest first, then `undated`, as recorded."""

    heading: str
    count: str
    designations: int
    dated: tuple[Step, ...]
    undated: tuple[Step, ...]
    sheet: Sheet


def journey(dataset: Dataset, therapy_id: str, today: date) -> Journey:
    """The journey of a therapy; empty for an unknown id."""
    events = dataset.events(therapy_id)
    dated = sorted((event for event in events if event.date_start), key=lambda event: event.date_start or date.max)
    undated = tuple(event for event in events if not event.date_start)
    steps = tuple(_step(dataset, event, today) for event in (*dated, *undated))
    designations = sum(_is_designation(dataset, event) for event in events)
    return Journey(
        heading=_heading(dataset, events, designations),
        count=_count(len(dated), len(undated)),
        designations=designations,
        dated=steps[: len(dated)],
        undated=steps[len(dated) :],
        sheet=_sheet(steps),
    )


def _is_designation(dataset: Dataset, event: RegulatoryEvent) -> bool:
    # A status in law, which the release explains. A programme beside the law (manufacturing) is a step, but none.
    in_group = dataset.word("regulatory_event", event.event).group == "designation"
    return in_group and event.event in dataset.designations


def _heading(dataset: Dataset, events: tuple[RegulatoryEvent, ...], designations: int) -> str:
    if not events:
        return "Steps with regulators: none known"
    parts = [_counted(len(events), "step")]
    if designations:
        parts.append(_counted(designations, "designation"))
    approvals = sum(dataset.word("regulatory_event", event.event).grants_approval for event in events)
    parts.append(_counted(approvals, "approval step") if approvals else "none is an approval")
    return f"Steps with regulators: {', '.join(parts)}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _count(dated: int, undated: int) -> str:
    if not dated + undated:
        return "Our data have no step with a regulator. That does not mean that there was none."
    without = f", {undated} of them without a date in the sources" if undated else ""
    return f"{_counted(dated + undated, 'step')} shown{without}. Oldest first."


def _step(dataset: Dataset, event: RegulatoryEvent, today: date) -> Step:
    word = dataset.word("regulatory_event", event.event)
    agency = dataset.word("agency", event.agency)
    explained = _explained(dataset, event, agency)
    papers = passport(dataset, event, today)
    when = wording.printed_date(event.date)
    return Step(
        fact_id=event.fact_id,
        when=when[0].upper() + when[1:],
        kind_of_date=date_is(event, today),
        agency=agency.title,
        word=word,
        meaning=explained.plain if explained else word.plain,
        does_not_mean=explained.what_it_does_not_mean if explained else None,
        evidence=must_be_said(dataset, event) if word.grants_approval else None,
        use=for_whom(dataset, event),
        note=event.note,
        other_words=tuple(disagreement.says for disagreement in papers.disagreements),
        passport=papers,
    )


def _explained(dataset: Dataset, event: RegulatoryEvent, agency: Word) -> Designation | None:
    """What the word means in law: only where the entry is about the same region, for rules differ between them."""
    entry = dataset.designations.get(event.event)
    if entry is None or dataset.word("agency", entry.agency).region != agency.region:
        return None
    return entry


def _sheet(steps: tuple[Step, ...]) -> Sheet:
    return Sheet(
        title="Regulatory steps",
        headers=(
            *("Date", "What the date is", "Agency", "Step", "What it means", "What it does not mean"),
            *("Way and evidence", "Use", "Note"),
            *passport_headers(),
        ),
        rows=tuple(
            (
                step.when,
                step.kind_of_date or wording.NOT_STATED,
                step.agency,
                step.word.title,
                step.meaning,
                step.does_not_mean or wording.NOT_STATED,
                step.evidence or "",
                step.use,
                step.note or "",
                *passport_cells(step.passport),
            )
            for step in steps
        ),
    )
