"""Which use of a therapy the people of a harm belong to: the record gives a harm a study and a group, never a use.

By the study, where a use has results of it; by the diseases that the words of the group name; by both where both say
something. A therapy for one disease alone has no other that a harm could be of. Beside one result the study
counts too: a use can have several. Not here: which harm is shown where.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from therapies import wording
from therapies.dataset import Dataset
from therapies.facts import Disease, Indication, Outcome, ParticipantStep, SafetyFact
from therapies.kept import kept
from therapies.same_people import ages_differ, named_apart, same_size, told_otherwise
from therapies.study_design import named_alike
from therapies.study_diseases import LEFT_OUT, DiseaseTerms
from therapies.text_words import words_of

_SHORT_FORM = re.compile(r"\w*[A-Z]\w*[A-Z][\w-]*|[A-Z]-[A-Z]{2,}")
_LONGEST_SIGN = 2
_WHOSE = re.compile(r"\bthis risk was (?:seen|counted)\b", re.IGNORECASE)
# Words of a name that any group of people may have.
_OF_ANYBODY = frozenset(("person", "people"))


class Tie(IntEnum):
    """How a harm stands to a use, the nearest first."""

    SAME_STUDY = 0
    SAME_DISEASE = 1
    STUDY_NOT_STATED = 2
    OTHER_GROUP = 3
    OTHER_STUDY = 4
    SEVERAL_DISEASES = 5
    NOT_STATED = 6
    OTHER_USE = 7
    OTHER_DISEASE = 8

    @property
    def own(self) -> bool:
        """Whether the people had this use's disease, and nobody of another use is counted among them."""
        return self <= Tie.OTHER_STUDY

    @property
    def other(self) -> bool:
        """Whether the record ties the harm to something else than this use, or than the study of the result."""
        return self >= Tie.OTHER_USE or self in (Tie.OTHER_STUDY, Tie.OTHER_GROUP)

    @property
    def apart(self) -> bool:
        """Whether the people may be others than those of the result: drawn side by side they would look like one."""
        return self.other or self is Tie.STUDY_NOT_STATED


@dataclass(frozen=True, slots=True)
class _Found:
    """What the record says of the people of a harm."""

    uses: frozenset[str]
    by_study: bool
    diseases: tuple[str, ...]


class HarmUses:
    """The ties between all harms and all uses of one therapy."""

    def __init__(self, dataset: Dataset, therapy_id: str) -> None:
        self._diseases = dataset.diseases
        self._uses = {use.id: use for use in dataset.indications(therapy_id)}
        self._use_ids = {use.fact_id: use.id for use in self._uses.values()}
        names = _OwnNames(_names_of(dataset), {use.disease_id for use in self._uses.values()})
        self._outcomes = {outcome.fact_id: outcome for outcome in dataset.outcomes(therapy_id)}
        self._harms = {harm.fact_id: harm for harm in dataset.safety(therapy_id)}
        self._steps = _Steps(dataset.participants(therapy_id))
        outcomes = tuple(self._outcomes.values())
        self._found = {key: _find(harm, outcomes, self._uses, names, self._steps) for key, harm in self._harms.items()}

    def tie(self, harm: str, use: str, result: str = "") -> Tie:
        """How a harm stands to a use, and beside one of its results to that. All are ids of facts."""
        tie = self._tie(harm, use, result)
        return Tie.OTHER_GROUP if result and tie < Tie.OTHER_USE and self._other_people(harm, result) else tie

    def nearness(self, harm: str, use: str, result: str) -> tuple[bool, Tie]:
        """What says which of several harms is of the people of a result: age, product and dose, then the study."""
        return self._other_people(harm, result), self.tie(harm, use, result)

    def _other_people(self, harm: str, result: str) -> bool:
        groups = self._harms[harm].cohort, self._outcomes[result].cohort
        return ages_differ(*groups) or named_apart(*groups)

    def _tie(self, harm: str, use: str, result: str) -> Tie:
        found, use_id = self._found[harm], self._use_ids[use]
        if use_id in found.uses:
            if len(found.diseases) > 1:
                return Tie.SEVERAL_DISEASES
            beside = self._beside(harm, result) if result else None
            return beside or (Tie.SAME_STUDY if found.by_study else Tie.SAME_DISEASE)
        if not found.diseases:
            return Tie.NOT_STATED
        return Tie.OTHER_USE if self._uses[use_id].disease_id in found.diseases else Tie.OTHER_DISEASE

    def said(self, harm: str, use: str, result: str = "") -> str:
        """What must be read before a harm that is not of the use or result beside which it stands; "" for its own."""
        tie = self.tie(harm, use, result)
        names = wording.listing([self._diseases[one].plain_name for one in self._found[harm].diseases])
        study = self._study(harm)
        return {
            Tie.STUDY_NOT_STATED: "Our data do not say if this risk was seen in the same study.",
            Tie.OTHER_GROUP: f"This risk was counted in other people: {self._harms[harm].cohort}.",
            Tie.OTHER_STUDY: f"This risk was seen in people with the same disease, in another study: {study}.",
            Tie.SEVERAL_DISEASES: f"This risk was counted in people with different diseases together: {names}.",
            Tie.NOT_STATED: "Our data do not say in which disease this risk was seen.",
            Tie.OTHER_USE: "This risk was seen in people with the same disease, in a study of another use.",
            Tie.OTHER_DISEASE: f"This risk was seen in people with another disease: {names}.",
        }.get(tie, "")

    def _beside(self, harm: str, result: str) -> Tie | None:
        """How a harm stands to the study of one result of its use; None for the same study, or the same people."""
        fact, outcome = self._harms[harm], self._outcomes[result]
        if _same_study(outcome, fact) or self._steps.same_group(outcome, fact):
            return None
        if (fact.trial and outcome.trial) or (fact.trial_name and outcome.trial_name):
            return Tie.OTHER_STUDY
        if self._named_in_words(fact):
            return Tie.OTHER_STUDY
        of_study = (one for one in self._outcomes.values() if _groups_of(one) == _groups_of(outcome))
        if same_size(fact, of_study, self._steps.to(outcome)):
            return None
        return Tie.OTHER_GROUP if told_otherwise(fact.cohort, outcome.cohort) else Tie.STUDY_NOT_STATED

    def _study(self, harm: str) -> str:
        fact = self._harms[harm]
        return fact.trial_name or fact.trial or self._named_in_words(fact)

    def _named_in_words(self, harm: SafetyFact) -> str:
        """The study of results that the words of a harm's group name, where it names none otherwise."""
        if harm.trial or harm.trial_name:
            return ""
        names = (one.trial_name for one in self._outcomes.values())
        return next((name for name in names if name and _names(harm.cohort or "", name)), "")


def says_whose(text: str) -> bool:
    """Whether a sentence is one of `HarmUses.said`."""
    return _WHOSE.search(text) is not None


def in_few_words(said: str) -> str:
    """One of `HarmUses.said` for a narrow column that is about a risk anyway."""
    short = said.removeprefix("This risk was ")
    return f"{short[:1].upper()}{short[1:]}"


@kept(256)
def harm_uses(dataset: Dataset, therapy_id: str) -> HarmUses:
    """The ties of a therapy. Raises KeyError for an unknown id."""
    return HarmUses(dataset, therapy_id)


class _Steps:
    """The steps to the results: a harm may be counted among all who were treated, a result among those checked."""

    def __init__(self, steps: Iterable[ParticipantStep]) -> None:
        self._steps = tuple(steps)

    def to(self, outcome: Outcome) -> tuple[ParticipantStep, ...]:
        """The steps of the group of a result."""
        return tuple(one for one in self._steps if outcome.fact_id in one.results)

    def same_group(self, outcome: Outcome, harm: SafetyFact) -> bool:
        """Whether a harm that names no study has the size of a step to this result, and of no other group's step."""
        if harm.trial or harm.trial_name or harm.n is None:
            return False
        groups = {one.group_id for one in self._steps if one.n == harm.n}
        return len(groups) == 1 and any(one.group_id in groups for one in self.to(outcome))


def _find(
    harm: SafetyFact, outcomes: Iterable[Outcome], uses: Mapping[str, Indication], names: "_OwnNames", steps: _Steps
) -> _Found:
    by_study = {one.indication_id for one in outcomes if _same_study(one, harm) or steps.same_group(one, harm)}
    named = names.in_text(harm.cohort or "")
    by_words = {use.id for use in uses.values() if use.disease_id in named}
    if named and not by_words and not by_study:
        return _Found(frozenset(), False, tuple(sorted(named)))
    # Where the two disagree, the words are those that tell of the people.
    both = (by_study & by_words) or by_words or by_study
    diseases = tuple(dict.fromkeys(use.disease_id for use in uses.values() if use.id in both))
    return _Found(frozenset(both), bool(both & by_study), diseases)


def _same_study(outcome: Outcome, harm: SafetyFact) -> bool:
    """Whether both are of one study; a harm without a study may name it in the words of its group."""
    if named_alike(outcome, harm):
        return True
    if harm.trial or harm.trial_name or not harm.cohort:
        return False
    if not outcome.trial_name:
        # Where no study is named, the same group of people is taken as the same study.
        return outcome.trial is None and outcome.cohort == harm.cohort
    return _names(harm.cohort, outcome.trial_name)


def _names(text: str, study: str) -> bool:
    """Whether a text names a study."""
    name, said = words_of(study), words_of(text)
    return any(said[at : at + len(name)] == name for at in range(len(said)))


def _groups_of(outcome: Outcome) -> tuple[str, str | None, str | None]:
    """Groups of one use and study: their sizes tell them apart from those of another."""
    return outcome.indication_id, outcome.trial, outcome.trial_name


class _Names:
    """What all diseases are called."""

    def __init__(self, diseases: Mapping[str, Disease]) -> None:
        texts = {code: _texts(one) for code, one in diseases.items()}
        self.long = {code: [one for one in said if not _SHORT_FORM.fullmatch(one)] for code, said in texts.items()}
        self.terms = DiseaseTerms(self.long)
        self.short = {code: _forms(" ".join((*texts[code], one.plain_name))) for code, one in diseases.items()}
        # A name that holds the whole of another one is the narrower: large B-cell lymphoma, B-cell lymphoma.
        self.wider = {
            code: frozenset(one for text in said for one in self.terms.diseases(text)) - {code}
            for code, said in self.long.items()
        }


@kept(2)
def _names_of(dataset: Dataset) -> _Names:
    return _Names(dataset.diseases)


class _OwnNames:
    """The names, and the words that tell the diseases of one therapy apart ("follicular", "mantle")."""

    def __init__(self, names: _Names, own: set[str]) -> None:
        self._names, self._own = names, frozenset(own)
        self._telling: dict[str, frozenset[str]] = {}
        for code in own:
            for word in {word for text in names.long[code] for word in words_of(text)} - LEFT_OUT - _OF_ANYBODY:
                if len(word) > _LONGEST_SIGN:
                    self._telling[word] = self._telling.get(word, frozenset()) | {code}

    def in_text(self, text: str) -> frozenset[str]:
        """The diseases of the therapy that a text names; where it names none of them, others that it names."""
        if len(self._own) == 1:
            return self._own
        said = _forms(text)
        found = self._names.terms.diseases(text)
        found |= {code for code, forms in self._names.short.items() if forms & said}
        wider = frozenset(code for mine in self._own for code in self._names.wider[mine])
        if found - wider:
            return self._nearest(found & self._own or found - wider)
        told = [self._telling.get(word, self._own) for word in words_of(text)]
        sets = {*(frozenset((code,)) for code in found & self._own), *told} - {self._own}
        return frozenset(code for one in sets if not any(other < one for other in sets) for code in one)

    def _nearest(self, found: frozenset[str]) -> frozenset[str]:
        return found - {wider for code in found for wider in self._names.wider[code]}


def _texts(disease: Disease) -> tuple[str, ...]:
    """What a disease is called: in the register, and by a family, without what only describes it."""
    return (*disease.register_terms, re.split(r" \(| that | when ", disease.plain_name)[0])


def _forms(text: str) -> frozenset[str]:
    """The abbreviations of a text, as they are written: "all" is no ALL."""
    return frozenset(_SHORT_FORM.findall(text))
