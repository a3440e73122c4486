"""How many persons stand for a fact: two (it is reviewed), one, or nobody yet; and how many facts are which.

A hospital stands with its trial. What rests on sources of several files (cells of comparisons) and words and ways
(whose sources have a day, and no signature) are not signed one by one, and are counted apart. Not here: for what a
signature holds (`loaders.sign_offs`), and how a fact is signed (`loaders.confirming`).
"""

from collections import Counter

from therapies.checked_facts import KINDS, Fact, every_fact
from therapies.dataset import Dataset
from therapies.sheet import Sheet

TWO, ONE, NOBODY, APART = "two", "one", "nobody", "apart"
TITLES = {
    TWO: "By two people (reviewed)",
    ONE: "By one person",
    NOBODY: "By nobody yet",
    APART: "Not signed one by one",
}
_APART = ("comparison_cells", "comparisons", "designations", "access_routes", "glossary")


def signed_fact(fact: Fact) -> str:
    """The id of the fact whose signature counts for this one: a hospital's is that of its trial."""
    return fact.fact_id.partition("/site/")[0] if fact.kind == "sites" else fact.fact_id


def signed_by(dataset: Dataset, fact: Fact) -> str:
    """TWO, ONE, NOBODY or APART."""
    if fact.kind in _APART:
        return APART
    signed = dataset.sign_offs.get(signed_fact(fact))
    if signed is None:
        return NOBODY
    return TWO if signed.confirmed_by else ONE


def signed_words(dataset: Dataset, fact: Fact) -> str:
    """The same with the names; "" where nobody signed."""
    signed = dataset.sign_offs.get(signed_fact(fact))
    if signed is None:
        return ""
    author = dataset.people[signed.author].name
    if signed.confirmed_by is None:
        return f"Signed by {author}; a second person is missing."
    return f"Signed by {author} and {dataset.people[signed.confirmed_by].name}."


def reviewed_sentence(dataset: Dataset) -> str:
    """How many facts are reviewed, and how many are not."""
    counts = Counter(signed_by(dataset, fact) for fact in every_fact(dataset))
    return (
        f"{counts[TWO]:,} facts confirmed by a second person, {counts[ONE]:,} signed by one person, "
        f"{counts[NOBODY]:,} by nobody yet. {counts[APART]:,} are not signed one by one. Total: {counts.total():,}."
    )


def reviewed_sheet(dataset: Dataset) -> Sheet:
    """How many facts of each kind are reviewed; the last row is all of them."""
    facts = every_fact(dataset)
    kinds = list(dict.fromkeys(fact.kind for fact in facts))
    counts = {kind: Counter(signed_by(dataset, fact) for fact in facts if fact.kind == kind) for kind in kinds}
    every = Counter(signed_by(dataset, fact) for fact in facts)
    rows = [(KINDS[kind], *_row(counts[kind])) for kind in kinds]
    headers = ("Kind of fact", *TITLES.values(), "All")
    return Sheet("Facts by who signed them", headers, (*rows, ("All facts", *_row(every))))


def _row(counts: Counter[str]) -> tuple[str, ...]:
    return (*(f"{counts[state]:,}" for state in TITLES), f"{counts.total():,}")
