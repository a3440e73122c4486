"""How the numbers, words and checks of this dashboard are made, in plain words. Text only.

Not here: what works out a range (`therapies.statistics`), and after how many days a check is due (`loaders.due_days`).
"""

from dataclasses import dataclass

from therapies.dataset import Dataset
from therapies.wording import FEW_PEOPLE


@dataclass(frozen=True, slots=True)
class Topic:
    """One part of the method: a heading that says it, and sentences."""

    title: str
    sentences: tuple[str, ...]


def method(dataset: Dataset) -> tuple[Topic, ...]:
    """The method, topic by topic."""
    kinds = "; ".join(f"{word.position}. {word.title.lower()}" for word in dataset.words("source_kind"))
    return (
        Topic(
            "Where the facts come from",
            (
                "People read public sources and write each fact by hand, with the source and the day it was read. "
                "No fact is guessed. What no source says is shown as “not stated”, never as zero.",
                "A source is marked: its passage was read, a part of it, or nothing. A fact never rests on a source "
                "that nobody has read.",
            ),
        ),
        Topic(
            "How a range is made",
            (
                "Each share of people has a 95% range: the true share can well be anywhere in it.",
                "When a source prints the range, we keep it as printed and say so.",
                "When it prints only the count, we compute the exact range (Clopper-Pearson, 1934) from the count and "
                "say so. When it prints only a percentage, there is no range: it is not stated.",
                f"With fewer than {FEW_PEOPLE} people the count comes first, and we add that they are too few to be "
                "sure.",
            ),
        ),
        Topic(
            "Who is counted",
            (
                "Each share names its people: those who could be checked, those who were treated, those who joined, "
                "or those whom chance put in the group. The same study can give several shares.",
            ),
        ),
        Topic(
            "How kinds of evidence are ordered",
            (
                f"A fact is labelled with the best kind among its sources, in this order: {kinds}.",
                "A result is also marked as randomised or as single-arm. In a single-arm study there is no comparison "
                "group.",
            ),
        ),
        Topic(
            "When sources disagree",
            ("Both sides are shown, the better source first. We never take the middle of two numbers.",),
        ),
        Topic(
            "What “checked” means",
            (
                "“Checked” is the day on which somebody read the fact in a copy of its source. It does not mean that "
                "a doctor has approved it.",
                "Each kind of fact has a limit: 30 days for the status of trials, for what regulators decided and for "
                "ways of access that can change soon; 180 days for results and risks; 365 days for all else. From "
                "that day on the fact is shown as overdue until it is checked again.",
            ),
        ),
        Topic(
            "What this dashboard does not do",
            (
                "It gives no medical advice. It ranks no treatment and says of none that it is better.",
                "It does not adjust results of different studies to each other, and it makes no forecast.",
                "It does not hold every study in the world: only what was read.",
                "It keeps nothing about a patient.",
            ),
        ),
    )
