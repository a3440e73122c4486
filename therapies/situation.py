"""What is known of a person for the fit check: in memory, for one check, and nowhere else (honesty.md, rule 18).

What is not known is left out, and never guessed. Not here: what a rule makes of it (`therapies.rulings`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from therapies.facts import Condition
from therapies.gazetteer import Town


@dataclass(frozen=True, slots=True)
class Situation:
    """A person in a few facts: all but the disease may be None, "not known".

    `age` in full years; `country` by name, as `places.place` gives it; `earlier_treatments`: how many lines;
    `conditions`: what was said to be there (True) or not there (False), by the id of the condition.
    """

    disease_id: str
    age: int | None = None
    sex: str | None = None
    country: str | None = None
    town: Town | None = None
    earlier_treatments: int | None = None
    conditions: Mapping[str, bool] = field(default_factory=dict)


def all_known(conditions: Mapping[str, Condition], said: Mapping[str, bool]) -> dict[str, bool]:
    """What was said, and what follows from it: with a donor transplant there was a transplant, without any no donor's.

    What was said itself always stands, also where it contradicts something else (`contradictions`).
    """
    known = dict(said)
    for name, there in said.items():
        follows = wider(conditions, name) if there else _narrower(conditions, name)
        for other in follows:
            known.setdefault(other, there)
    # In the order of all conditions, so that the order of the answers changes nothing.
    return {name: known[name] for name in conditions if name in known}


def contradictions(conditions: Mapping[str, Condition], said: Mapping[str, bool]) -> tuple[str, ...]:
    """Sentences about what was said and cannot be true together."""
    found = []
    known = all_known(conditions, said)
    for name in (name for name, there in said.items() if there):
        title = conditions[name].title
        denied = [other for other in wider(conditions, name) if said.get(other) is False]
        found += [f"“{title}”: yes, and “{conditions[other].title}”: no." for other in denied]
        beside = [other for other in conditions[name].not_with if known.get(other)]
        found += [f"“{title}”: yes, and “{conditions[other].title}”: yes." for other in beside]
    return tuple(found)


def wider(conditions: Mapping[str, Condition], name: str) -> Iterator[str]:
    """Each condition that is there as well, once."""
    seen, waiting = {name}, [name]
    while waiting:
        for other in conditions[waiting.pop()].implies:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
                yield other


def _narrower(conditions: Mapping[str, Condition], name: str) -> Iterator[str]:
    """Each condition that cannot be there without this one."""
    return (other for other in conditions if other != name and name in wider(conditions, other))
