"""Who may join a study by age: in years, where the register's limits can be read as such, and never guessed.

Not here: one end of the ages alone (`therapies.age_limits`), and the ages of our own records in words
(`therapies.wording`).
"""

import math
from dataclasses import dataclass

from therapies.registered_study import RegisteredStudy
from therapies.wording import NOT_STATED, listing


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of ages as the register defines it, in full years."""

    words: str
    youngest: int | None
    oldest: int | None


_GROUPS = {
    "CHILD": _Group("children (up to 17 years)", None, 17),
    "ADULT": _Group("adults (18 to 64 years)", 18, 64),
    "OLDER_ADULT": _Group("older adults (65 years and over)", 65, None),
}


@dataclass(frozen=True, slots=True)
class Ages:
    """Who may join by age, in years; `known` False: nobody says; `doubtful`: the record contradicts itself.

    `groups` are the register's own (CHILD, ADULT, OLDER_ADULT) where it gives nothing closer.
    """

    youngest: float | None
    oldest: float | None
    known: bool
    doubtful: bool
    groups: frozenset[str] = frozenset()

    def hold(self, age: int) -> bool | None:
        """Whether a person of so many full years may join by age; None where that cannot be told."""
        if self.groups and _group(age) not in self.groups:
            return False
        if not self.known or self.doubtful:
            return None
        if (self.youngest is not None and age + 1 <= self.youngest) or (
            self.oldest is not None and age > math.floor(self.oldest)
        ):
            return False
        too_young = self.youngest is not None and age < self.youngest
        # A limit of full years holds until the next birthday; one of 110 months ends in the middle of a year.
        too_old = self.oldest is not None and self.oldest != math.floor(self.oldest) and age == math.floor(self.oldest)
        return None if too_young or too_old else True


def _group(age: int) -> str:
    return next(name for name, group in _GROUPS.items() if group.oldest is None or age <= group.oldest)


def ages_said(study: RegisteredStudy, ages: Ages) -> str:
    """The limits as the register gives them."""
    if not study.limits_known and not ages.groups:
        return "not known: the copy does not hold them" if study.from_csv else NOT_STATED
    said = limits_said(study)
    return f"{said} (the record contradicts itself: ask)" if ages.doubtful else said


def limits_said(study: RegisteredStudy) -> str:
    """Both ends as the register gives them; its groups of ages where an end is not stated."""
    low, high, groups = study.youngest.given, study.oldest.given, age_groups(study)
    limits = f"{low or 'no lower limit'} to {high or 'no upper limit'}" if low or high else ""
    by_group = f"ages by group: {listing([_GROUPS[one].words for one in _GROUPS if one in groups])}" if groups else ""
    closer = "" if study.limits_known else "closer limits are not in this copy"
    return "; ".join(text for text in (limits, by_group, closer) if text) or "no limit"


def age_groups(study: RegisteredStudy) -> frozenset[str]:
    """The register's groups of ages where they say more than its limits: for an end that is not stated."""
    groups, low, high = _stated_groups(study), study.youngest.given, study.oldest.given
    if not study.limits_known:
        return groups
    if not low and not high:
        return frozenset() if groups == _GROUPS.keys() else groups
    closer = (low or "CHILD" in groups) and (high or "OLDER_ADULT" in groups)
    return frozenset() if closer else groups


def _stated_groups(study: RegisteredStudy) -> frozenset[str]:
    """The groups in the register's words; none where one of them has no meaning here."""
    groups = frozenset("_".join(one.upper().split()) for one in study.std_ages)
    return groups if groups <= _GROUPS.keys() else frozenset()


def registered_ages(study: RegisteredStudy) -> Ages:
    """The limits of a study in years; doubtful where they and the register's own groups of ages do not agree."""
    youngest, oldest, stated = study.youngest.years, study.oldest.years, _stated_groups(study)
    grown, child = {"ADULT", "OLDER_ADULT"} & stated, "CHILD" in stated
    doubtful = bool(
        (grown and oldest is not None and oldest < 18)
        or (child and youngest is not None and youngest >= 18)
        or (study.youngest.given and youngest is None)
        or (study.oldest.given and oldest is None)
    )
    groups = age_groups(study)
    if study.limits_known and groups:
        in_order = [_GROUPS[one] for one in _GROUPS if one in groups]
        youngest = youngest if study.youngest.given else in_order[0].youngest
        oldest = oldest if study.oldest.given else in_order[-1].oldest
    return Ages(youngest, oldest, study.limits_known, doubtful, groups)
