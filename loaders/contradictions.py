"""Two places of a therapy file that cannot both be right, or that say the same thing as if it were another.

Not here: numbers of one result that do not agree (`loaders.rules`), and values that cannot be true by themselves
(`loaders.plausible`).
"""

import re
from collections.abc import Iterator

from loaders.records import Outcome, RegulatoryEvent, Therapy
from loaders.reference_records import VocabularyFile
from loaders.salvage import Path_

Finding = tuple[Path_, str, str]

# Stages at which an approval for the use is no surprise: it stands, it ended, or the maker stopped all the same.
_APPROVED_ONCE = {"approved", "withdrawn", "discontinued", "hospital-exemption"}
_ENDED = "withdrawal"
_NCT = re.compile(r"NCT\d{8}")
_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def contradictions(therapy: Therapy, vocabulary: VocabularyFile) -> Iterator[Finding]:
    """All that two places of one file say differently."""
    yield from _approvals(therapy, vocabulary)
    for index, event in enumerate(therapy.regulatory):
        for place, conflict in enumerate(event.conflicts):
            if event.date and conflict.says and _same_day(event.date, conflict.says):
                yield ("regulatory", index, "conflicts", place, "says"), *_no_conflict(conflict.says, "date")
    for index, outcome in enumerate(therapy.outcomes):
        for place, conflict in enumerate(outcome.conflicts):
            if conflict.says and _bare(conflict.says) in _values(outcome):
                yield ("outcomes", index, "conflicts", place, "says"), *_no_conflict(conflict.says, "value")
    yield from _records(therapy)
    yield from _near_numbers(therapy)


def _approvals(therapy: Therapy, vocabulary: VocabularyFile) -> Iterator[Finding]:
    """An approval for a use that is said to be still in trials, in a place that the use names."""
    uses = {use.id: use for use in therapy.indications}
    for index, event in enumerate(therapy.regulatory):
        word, agency = vocabulary.regulatory_event.get(event.event), vocabulary.agency.get(event.agency)
        use = uses.get(event.indication)
        if not (word and word.approval and agency and use and use.stage) or use.stage in _APPROVED_ONCE:
            continue
        if agency.region in (use.countries or ()) and not _ended(therapy, event):
            wrong = f"'{event.event}' by {event.agency} for '{use.id}', of which the stage is '{use.stage}'"
            right = f"`stage: approved` at '{use.id}', or the event that it was"
            yield ("regulatory", index, "event"), wrong, right


def _ended(therapy: Therapy, approval: RegulatoryEvent) -> bool:
    """Whether the approval may have ended: by the same agency, for this use or for all."""
    return any(
        event.event in (None, _ENDED)
        and event.agency in (None, approval.agency)
        and event.indication in (None, approval.indication)
        for event in therapy.regulatory
    )


def _no_conflict(says: str, what: str) -> tuple[str, str]:
    return (
        f"'{says}' is the {what} that the fact has itself: no disagreement",
        "what the other source says; if it agrees, add it to `sources` and take the entry out",
    )


def _same_day(date: str, says: str) -> bool:
    said = says.strip(" .")
    return bool(_DAY.fullmatch(said)) and (date.startswith(said) or said.startswith(date))


def _values(outcome: Outcome) -> set[str]:
    """A result in the ways in which it may be written alone, each as `_bare` makes it."""
    counts = f"{outcome.responders}/{outcome.n}" if outcome.responders is not None and outcome.n else ""
    share = f"{outcome.percent:g}%" if outcome.percent is not None else ""
    both = {f"{counts}{share}", f"{share}{counts}"} if counts and share else set()
    times = {f"{outcome.months:g}", f"{outcome.months:g}months"} if outcome.months is not None else set()
    times |= {f"{outcome.days:g}", f"{outcome.days:g}days"} if outcome.days is not None else set()
    return ({counts, share, share.removesuffix("%"), *both} | times) - {""}


def _bare(says: str) -> str:
    words = re.sub(r"\b(?:people|patients|participants|adults|children)\b", "", says.casefold())
    words = re.sub(r"\s*\b(?:out of|of)\b\s*", "/", re.sub(r"\bper ?cent\b", "%", words))
    return re.sub(r"(?<=\d)\.0+\b", "", re.sub(r"[\s(),;]+", "", words).rstrip("."))


def _records(therapy: Therapy) -> Iterator[Finding]:
    """The page of a study in the register, cited by studies of which none is that one, or named after another."""
    for index, source in enumerate(therapy.sources):
        pages = set(_NCT.findall((source.url or "").upper())) if source.kind == "registry" else set()
        if not pages:
            continue
        cited = {trial.nct for trial in therapy.trials if trial.nct and source.id in (trial.sources or ())}
        named = set(_NCT.findall((source.title or "").upper()))
        for key, others in (("url", cited), ("title", named)):
            if others and not others & pages:
                wrong = f"the page of {_all(pages)} is given for {_all(others)}"
                yield ("sources", index, key), wrong, "the address of that study's page, or the NCT number of this one"
                break


def _near_numbers(therapy: Therapy) -> Iterator[Finding]:
    """The number of a study that stands nowhere else, and that a slip of one or two digits makes of one that does."""
    known = {trial.nct for trial in therapy.trials if trial.nct}
    known |= {number for source in therapy.sources for number in _NCT.findall((source.url or "").upper())}
    for part in ("outcomes", "participants", "safety"):
        for index, fact in enumerate(getattr(therapy, part)):
            if fact.trial and fact.trial not in known:
                meant = sorted(number for number in known if _slip(number, fact.trial))
                if meant:
                    wrong = f"{fact.trial} stands nowhere else in this file, and {meant[0]} does"
                    yield (part, index, "trial"), wrong, f"did you mean {meant[0]}? If not: an entry of it in `trials`"


def _slip(one: str, other: str) -> bool:
    """Whether one digit is another, or two neighbours are the wrong way round."""
    apart = [place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(apart) not in (1, 2):
        return False
    if len(apart) == 1:
        return True
    first, second = apart
    return second == first + 1 and one[first] == other[second] and one[second] == other[first]


def _all(numbers: set[str]) -> str:
    return ", ".join(sorted(numbers))
