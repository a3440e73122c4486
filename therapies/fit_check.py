"""The fit check: whether a use or a trial may fit, has to be asked, or does not fit, and the rule that decided it.

It decides nothing and ranks nothing. "Does not fit" only where a stated rule clearly says so; "may fit" only where all
stated rules that are known hold; all else is "ask", with the exact question. Nothing is left out: the three add up.
Order: by group, disease and name. What is asked about a person is kept by nobody (honesty.md, rule 18). Not here: what
one rule says (`therapies.rulings`), and the list of questions (`therapies.fit_questions`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from therapies.dataset import Dataset
from therapies.facts import Indication
from therapies.fit_items import every_trial
from therapies.fit_trials import TrialOf, trial_rulings
from therapies.fit_uses import APPROVED, use_rulings
from therapies.found_trials import found_trial
from therapies.rulings import ASK, DISEASE, FAILS, Ruling
from therapies.situation import Situation, all_known
from therapies.study_register import StudyRegister
from therapies.trial_candidates import Candidates, Wanted

MAY_FIT, ASK_FIRST, NO_FIT = "may fit", "ask", "does not fit"
GROUPS = {"approved": "Approved somewhere", "trial": "Trials", "other": "Not approved, outside of trials"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of the three states. `decided`: the rules that made it, the first above all; `others`: the rest.

    Of what is for another disease only that is told.
    """

    state: str
    decided: tuple[Ruling, ...]
    others: tuple[Ruling, ...]

    @property
    def elsewhere(self) -> bool:
        """Whether it is about another disease."""
        return self.state == NO_FIT and self.decided[0].kind == DISEASE


@dataclass(frozen=True, slots=True)
class Item:
    """A use or a trial. `group`: a key of GROUPS; `therapies`: id and name of those that it is about.

    `nearest`: the nearest site that may take new people, "" where no place was asked for.
    """

    fact_id: str
    group: str
    title: str
    about: str
    therapies: tuple[tuple[str, str], ...]
    disease_id: str
    verdict: Verdict
    nearest: str
    register_url: str | None


@dataclass(frozen=True, slots=True)
class FitCheck:
    """The three lists, each by group, disease and name. They hold every use and every trial once."""

    count: str
    may_fit: tuple[Item, ...]
    ask: tuple[Item, ...]
    no_fit: tuple[Item, ...]


def fit_check(dataset: Dataset, register: StudyRegister | None, person: Situation, today: date) -> FitCheck:
    """Every use and trial against what is known of a person. Raises KeyError for an unknown disease."""
    known = all_known(dataset.conditions, person.conditions)
    # Not kept: the disease that is asked about is part of what is known of the person.
    candidates = Candidates(dataset, register, person.disease_id, None, today)
    items = [
        _of_use(dataset, use, verdict(use_rulings(dataset, use, person, known, today)))
        for use in dataset.all_indications
    ]
    for trial in every_trial(dataset, register, candidates, today):
        judged = verdict(trial_rulings(dataset, trial, person, known, today))
        items.append(_of_trial(trial, person, judged, _nearest(candidates, trial, person)))
    order = _Order(dataset, person.disease_id)
    listed = {
        state: tuple(sorted((one for one in items if one.verdict.state == state), key=order.place))
        for state in (MAY_FIT, ASK_FIRST, NO_FIT)
    }
    elsewhere = sum(one.verdict.elsewhere for one in listed[NO_FIT])
    count = (
        f"May fit: {len(listed[MAY_FIT])}. Ask: {len(listed[ASK_FIRST])}. Does not fit: "
        f"{len(listed[NO_FIT]) - elsewhere}. For another disease: {elsewhere}. Total: {len(items)}."
    )
    return FitCheck(count, listed[MAY_FIT], listed[ASK_FIRST], listed[NO_FIT])


def verdict(rulings: Iterable[Ruling]) -> Verdict:
    """The state that these rules make together; of what is for another disease no further rule is read."""
    read = tuple(_read(rulings))
    for state, outcome in ((NO_FIT, FAILS), (ASK_FIRST, ASK)):
        if decided := tuple(one for one in read if one.outcome == outcome):
            return Verdict(state, decided, tuple(one for one in read if one.outcome != outcome))
    return Verdict(MAY_FIT, read, ())


def _read(rulings: Iterable[Ruling]) -> Iterator[Ruling]:
    for number, ruling in enumerate(rulings):
        yield ruling
        if number == 0 and ruling.kind == DISEASE and ruling.outcome == FAILS:
            return


def _of_use(dataset: Dataset, use: Indication, judged: Verdict) -> Item:
    therapy = dataset.therapies[use.therapy_id]
    disease = dataset.diseases[use.disease_id].plain_name
    return Item(
        fact_id=use.fact_id,
        group="approved" if use.stage == APPROVED else "other",
        title=f"{therapy.short_name} ({therapy.brand_name})" if therapy.brand_name else therapy.short_name,
        about=f"{disease[0].upper()}{disease[1:]}: {use.population.removesuffix('.')}.",
        therapies=((therapy.id, therapy.short_name),),
        disease_id=use.disease_id,
        verdict=judged,
        nearest="",
        register_url=None,
    )


def _of_trial(trial: TrialOf, person: Situation, judged: Verdict, nearest: str) -> Item:
    line = trial.record.line
    names = " and ".join(name for _, name in trial.therapies)
    said = (names and f"With {names}.", f"{line.nct or 'No register number'}.")
    return Item(
        fact_id=line.fact_id,
        group="trial",
        title=f"Study {line.nct}" if line.title == line.nct else line.title,
        about=" ".join(text for text in said if text),
        therapies=trial.therapies,
        disease_id=trial.diseases[0] if judged.elsewhere and trial.diseases else person.disease_id,
        verdict=judged,
        nearest=nearest,
        register_url=line.register_url,
    )


def _nearest(candidates: Candidates, trial: TrialOf, person: Situation) -> str:
    if person.town is None:
        return ""
    wanted = Wanted(person.disease_id, None, person.age, person.country, person.town)
    return found_trial(candidates, trial.record, wanted).nearest


class _Order:
    """The place of an item in its list: by group, then the disease that was asked for, its group of diseases, name."""

    def __init__(self, dataset: Dataset, asked: str) -> None:
        self.asked = dataset.diseases[asked]
        self.diseases = dataset.diseases
        self.groups = list(GROUPS)

    def place(self, item: Item) -> tuple[int, bool, bool, str, str, str]:
        """The key to sort by; never an outcome."""
        disease = self.diseases[item.disease_id]
        far = disease.group != self.asked.group
        name = "" if disease.id == self.asked.id else disease.name
        return self.groups.index(item.group), bool(name), far, name, item.title.casefold(), item.fact_id
