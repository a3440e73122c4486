"""Who may join a study by age: in years, where the register's limits can be read as such, and never guessed."""

import math
from dataclasses import dataclass

from therapies.study_register import RegisteredStudy


@dataclass(frozen=True, slots=True)
class Ages:
    """Who may join by age, in years; `known` False: nobody says; `doubtful`: the record contradicts itself.

    `groups` are the register's own (CHILD to 17 years, ADULT to 64, OLDER_ADULT) where it gives nothing closer.
    """

    youngest: float | None
    oldest: float | None
    known: bool
    doubtful: bool
    groups: frozenset[str] = frozenset()

    def hold(self, age: int) -> bool | None:
        """Whether a person of so many full years may join by age; None where that cannot be told."""
        if not self.known and self.groups:
            return None if _group(age) in self.groups else False
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
    return "CHILD" if age < 18 else "ADULT" if age < 65 else "OLDER_ADULT"


def ages_said(study: RegisteredStudy, ages: Ages) -> str:
    """The limits as the register gives them."""
    if not study.limits_known:
        return "not known: the copy does not hold them"
    said = limits_said(study)
    return f"{said} (the record contradicts itself: ask)" if ages.doubtful else said


def limits_said(study: RegisteredStudy) -> str:
    """Both ends as the register gives them."""
    low, high = study.youngest.given, study.oldest.given
    return f"{low or 'no lower limit'} to {high or 'no upper limit'}" if low or high else "no limit"


def registered_ages(study: RegisteredStudy) -> Ages:
    """The limits of a study in years; doubtful where they and the register's own groups of ages do not agree."""
    youngest, oldest = study.youngest.years, study.oldest.years
    grown, child = {"ADULT", "OLDER_ADULT"} & set(study.std_ages), "CHILD" in study.std_ages
    doubtful = bool(
        (grown and oldest is not None and oldest < 18)
        or (child and youngest is not None and youngest >= 18)
        or (study.youngest.given and youngest is None)
        or (study.oldest.given and oldest is None)
    )
    groups = frozenset() if study.limits_known else frozenset(study.std_ages)
    return Ages(youngest, oldest, study.limits_known, doubtful, groups)
