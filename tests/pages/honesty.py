"""What breaks honesty.md in a page as it is rendered: compared with the facts of the release, not with our models.

Every number and every approval that names its fact is looked up in the release; every percentage that names none must
be a sentence with its own count. Titles of sources are quotations and are left out. Each break begins with its rule.
"""

import re
from collections.abc import Iterator

from loaders.number_guards import number_fault
from tests.pages.elements import Element
from therapies.dataset import Dataset
from therapies.facts import Outcome, RegulatoryEvent, SafetyFact

Number = Outcome | SafetyFact

PERCENTAGE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?\s?(?:%|percent\b)(?! (?:range|CI))")
COUNTED = re.compile(
    r"\d+ of \d+|(?i:of) (?:the )?\d+|(?i:all) \d+|among \d+|No number given|number of people: not stated"
    r"|out of how many people: not stated"
)
RANGE = re.compile(r"95% range ([\d.]+) to ([\d.]+)")
HYPE = re.compile(
    r"\b(promising|miracles?|game-chang\w+|revolutionary|groundbreaking|wonder|wonders|cured|curative)\b|\bcures?\b"
)
BREAKTHROUGH = re.compile(r"\bbreakthrough\b(?![ -](?:therapy|designation|status))", re.IGNORECASE)
WHO = {
    "evaluable": "evaluable",
    "infused": "treated",
    "enrolled": "enrolled",
    "randomised": "randomised",
    "not-stated": "does not say which",
    # As the ladders count with their switch on.
    "everybody": "those not checked are counted as no response",
}
ORIGIN = {"printed": "as printed", "computed": "computed"}
BEFORE_TREATMENT = {"received-treatment", "never-infused", "manufacturing-success"}
SURVIVAL = "We do not know yet if it helps people live longer."
FIRST_STUDY = "This study was to find the dose and the risks."
EVIDENCE = re.compile(r"Results held here for this use|Results in our data|holds no results|No result for this use")
WAY = re.compile(r"ccelerated|onditional|exceptional|regular")
# Harms of studies that were compared but not by chance, each decided by reading its record; so is a new one.
HARM_BESIDE = {
    "amt-130/safety/h1": "compared with people outside of the study, number not stated",
    "etranacogene-dezaparvovec/safety/h1": "no comparison group of other people in our data",
    "fidanacogene-elaparvovec/safety/h1": "no comparison group of other people in our data",
    "prademagene-zamikeracel/safety/h1": "no comparison group of other people in our data",
    "valoctocogene-roxaparvovec/safety/h1": "no comparison group of other people in our data",
    "valoctocogene-roxaparvovec/safety/h3": "no comparison group of other people in our data",
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
# A number and what is said above and below all numbers of one column.
_BESIDE = 3


class Honesty:
    """The facts of a release, and the rules that a page which shows them must keep."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.numbers: dict[str, Number] = {f.fact_id: f for f in (*dataset.all_outcomes, *dataset.all_safety)}
        self.events = {event.fact_id: event for event in dataset.all_events}
        self.survival_compared = {
            (outcome.therapy_id, outcome.indication_id, study(outcome)): outcome
            for outcome in reversed(dataset.all_outcomes)
            if outcome.control_type and dataset.word("endpoint", outcome.endpoint).survival
        }
        self.with_results = {
            (o.therapy_id, name) for o in dataset.all_outcomes for name in (o.trial, o.trial_name) if name
        }
        self.randomised = {
            (outcome.therapy_id, name)
            for outcome in dataset.all_outcomes
            for name in (outcome.trial, outcome.trial_name)
            if name and by_chance(outcome)
        }

    def broken(self, tree: Element, everybody: dict[str, Outcome] | None = None) -> list[str]:
        """Every break of a rule on a page: the rule, the fact and the text.

        `everybody`: results as the denominator ladders show them with those not evaluated in the count.
        """
        found = [f"8: {word}" for word in hype(own_words(tree))]
        blocks = outermost(tree, self.numbers)
        for fact_id, block in blocks:
            laddered = any("ct-ladder" in one.classes for one in block.around())
            fact = (everybody if everybody and laddered else self.numbers).get(fact_id, self.numbers[fact_id])
            found += [f"{fault}: {fact.fact_id}: {block.text()[:400]}" for fault in self.number_faults(fact, block)]
        for fact_id, block in outermost(tree, self.events):
            event = self.events[fact_id]
            found += [f"{fault}: {event.fact_id}: {block.text()[:400]}" for fault in self.event_faults(event, block)]
        inside = {id(one) for _, block in blocks for one in block.all()}
        for line in tree.lines():
            said = own_words(line)
            if id(line) not in inside and PERCENTAGE.search(said) and number_fault(said):
                found.append(f"1 (outside of a number): {said}")
        return [*found, *approved_faults(tree), *tally_faults(tree.text())]

    def shown(self, tree: Element) -> set[str]:
        """The facts whose numbers stand on the page."""
        return {fact_id for fact_id, _ in outermost(tree, self.numbers)}

    def number_faults(self, fact: Number, block: Element) -> Iterator[str]:
        """What one number on the screen lacks."""
        text = block.text(("a",))
        affected = fact.n_affected if isinstance(fact, SafetyFact) else fact.responders
        if is_share(fact):
            yield from count_faults(text, affected, fact.n)
            yield from few_faults(text, affected, fact.n)
        elif fact.n is not None and not re.search(rf"(?:of|among) {fact.n}\b", text):
            yield f"1 (of {fact.n})"
        for line in block.lines():
            said = line.text(("a",))
            if PERCENTAGE.search(said) and not COUNTED.search(said) and number_fault(said):
                yield f"1 ({said[:80]})"
        yield from range_faults(text, fact)
        # In a call the sources of a screen open with a key: they stand beside the number, not under it.
        screen = next((one.text(("a",)) for one in block.around() if "call-screen" in one.classes), "")
        yield from self.label_faults(fact, f"{text} {screen}")
        if isinstance(fact, Outcome):
            yield from self.outcome_faults(fact, block, text, screen)
        else:
            if not re.search(
                r"treated|joined|enrolled|evaluable|could be checked|random|assigned|collected|does not say", text
            ):
                yield "1 (who)"
            if fact.control_arm and fact.control_arm.casefold() not in text.casefold():
                yield "10 (comparison)"
        if fact.control_arm and control_people(fact) not in text:
            yield "1 (who, of the comparison group)"

    def label_faults(self, fact: Number, text: str) -> Iterator[str]:
        """Rules 12 and 15: kind of evidence, design, source, day of the check."""
        if self.dataset.title("source_kind", fact.evidence).casefold() not in text.casefold():
            yield "12 (evidence)"
        if not re.search(rf"(?<!no ){re.escape(self.design(fact))}", text.casefold()):
            yield "12 (design)"
        if f"checked {fact.checked_on.day} {MONTHS[fact.checked_on.month - 1]} {fact.checked_on.year}" not in text:
            yield "15 (check date)"
        publishers = (
            self.dataset.all_sources[citation.source_id].publisher or "publisher not stated"
            for citation in self.dataset.citations(fact.fact_id)
            if citation.role == "supports"
        )
        if not any(publisher in text for publisher in publishers):
            yield "12 (source)"

    def outcome_faults(self, outcome: Outcome, block: Element, text: str, screen: str) -> Iterator[str]:
        """What only a result must have: who was counted, living longer, what it was compared with."""
        who = WHO[outcome.analysis_set] if outcome.unit == "people" else f"{outcome.unit}, not people"
        if who not in text:
            yield "1 (who)"
        beside = [screen, *(one.text() for _, one in zip(range(_BESIDE), block.around(), strict=False))]
        response = outcome.kind == "proportion" and outcome.endpoint not in BEFORE_TREATMENT
        if response and not any(self.living_longer(outcome) in said for said in beside):
            yield "7 (living longer)"
        if self.is_first_study(outcome) and not any(FIRST_STUDY in said for said in beside):
            yield "14 (first study)"
        if outcome.control_type is None:
            randomised = by_chance(outcome) or self.is_randomised(outcome)
            said = "had a comparison group; its result" if randomised else "no comparison group"
            if said not in text.casefold():
                yield "10 (no comparison group)"
        elif (outcome.control_arm or "") not in text or not has_control_number(outcome, text):
            yield "10 (control arm)"

    def living_longer(self, outcome: Outcome) -> str:
        """What a response rate may not stand without: the survival of the same study, or that nobody knows."""
        survival = self.survival_compared.get((outcome.therapy_id, outcome.indication_id, study(outcome)))
        if survival is None:
            return SURVIVAL
        if survival.n is None:
            return "number of people: not stated" if survival.kind == "duration" else "people: not stated"
        return f"among {survival.n} people" if survival.kind == "duration" else f"of {survival.n} people"

    def is_randomised(self, fact: Number) -> bool:
        """Whether a result of the same study says so: by its register number, or its name where it has none."""
        return (fact.therapy_id, fact.trial or fact.trial_name) in self.randomised

    def design(self, fact: Number) -> str:
        """How it was compared, in the words of the label; harms have no more than whether there was another group."""
        randomised = self.is_randomised(fact)
        if isinstance(fact, SafetyFact):
            if fact.control_arm:
                return "comparison group in our data"
            if randomised:
                return "comparison group, number not stated"
            named = (fact.therapy_id, fact.trial or fact.trial_name) in self.with_results
            return HARM_BESIDE.get(fact.fact_id, "single-arm" if named else "no comparison group in our data")
        if by_chance(fact):
            return "randomised"
        if fact.control_type:
            return "compared, not randomised"
        return "comparison group, number not stated" if randomised else "single-arm"

    def is_first_study(self, outcome: Outcome) -> bool:
        """A registered phase 1 study of a use that is not approved."""
        use = next(u for u in self.dataset.indications(outcome.therapy_id) if u.id == outcome.indication_id)
        trials = [t for t in self.dataset.trials(outcome.therapy_id) if t.nct and t.nct == outcome.trial]
        return use.stage != "approved" and any(trial.phase in ("1", "1/2") for trial in trials)

    def event_faults(self, event: RegulatoryEvent, block: Element) -> Iterator[str]:
        """Rules 8 and 9: a legal "breakthrough" with its meaning; an approval with place, people, evidence and way."""
        text, word = block.text(("a",)), self.dataset.word("regulatory_event", event.event)
        if event.event == "breakthrough-therapy":
            meanings = (word.plain, self.dataset.designations[event.event].plain)
            if not any(" ".join(meaning.split()) in text for meaning in meanings):
                yield "8 (meaning)"
        if not word.grants_approval:
            return
        agency = self.dataset.title("agency", event.agency)
        if not any(agency in one.text() for one in block.around() if one.tag in ("details", "tr", "li", "div")):
            yield "9 (where)"
        uses = [
            use.population
            for use in self.dataset.indications(event.therapy_id)
            if event.indication_id in (use.id, None)  # a step about several uses may stand with each of them
        ]
        if not any(who in text for who in (*uses, "several uses, or not stated which")):
            yield "9 (for whom)"
        if not EVIDENCE.search(text):
            yield "9 (evidence)"
        if not WAY.search(text):
            yield "9 (way)"


def outermost(tree: Element, facts: dict[str, Number] | dict[str, RegulatoryEvent]) -> list[tuple[str, Element]]:
    """The pieces of a page that are about these facts, each once, from the outside; a passport is about its line."""
    named = [one for one in tree.all() if one.fact in facts]
    found = [one for one in named if not any(outer.fact == one.fact for outer in list(one.around())[1:])]
    return [(one.fact or "", next((o for o in one.around() if "ct-line" in o.classes), one)) for one in found]


def control_people(fact: Number) -> str:
    """Which people of a comparison group were counted: the record says so only where chance made both groups."""
    if isinstance(fact, SafetyFact):
        return "not stated which of them"
    if fact.control_type in ("before-and-after", "same-person"):
        return "the same people"
    if fact.control_type == fact.analysis_set == "randomised":
        return "randomised"
    return "not stated which of them"


def by_chance(outcome: Outcome) -> bool:
    """Whether chance made the groups of a result."""
    return outcome.analysis_set == "randomised" or outcome.control_type in ("randomised", "part-of-randomised")


def study(outcome: Outcome) -> str | None:
    """What tells the study of a result from others; without a name its group of people does."""
    return outcome.trial or outcome.trial_name or outcome.cohort


def is_share(fact: Number) -> bool:
    """Whether it is a share of people, and no time or average."""
    return isinstance(fact, SafetyFact) or fact.kind in ("proportion", "rate-at-time")


def own_words(element: Element) -> str:
    """What we say ourselves: without links to sources, titles in quotation marks, and what a family may ask."""
    return re.sub(r"“[^”]*”|Is it a cure\?", "", element.text(("a",)))


def hype(text: str) -> list[str]:
    """Words that sell, in the text of a page (honesty.md, rule 8)."""
    return [hit.group() for hit in (*HYPE.finditer(text), *BREAKTHROUGH.finditer(text))]


def count_faults(text: str, affected: int | None, n: int | None) -> Iterator[str]:
    """Rule 1: the very count of the fact, or that it is not stated."""
    if affected is not None and n is not None:
        if f"{affected} of {n}" not in text:
            yield f"1 ({affected} of {n})"
    elif n is not None:
        if not re.search(rf"(?:of|among) {n}\b", text):
            yield f"1 (of {n})"
    elif not re.search(r"not stated|No number given", text):
        yield "1 (not stated)"


def few_faults(text: str, affected: int | None, n: int | None) -> Iterator[str]:
    """Rule 2: fewer than 30 people: the fraction first, the sentence, and no decimals."""
    if n is None or n >= 30:
        return
    if "too few to be sure" not in text:
        yield "2 (too few)"
    percentage = PERCENTAGE.search(text)
    if affected is not None and percentage and text.find(f"{affected} of {n}") > percentage.start():
        yield "2 (fraction first)"
    # What another source says is quoted as it says it.
    for value in re.findall(r"(\d+\.\d+)%(?! range)", text.split("Another source says")[0]):
        if 0.5 <= float(value) < 99.5:
            yield "2 (decimals)"


def range_faults(text: str, fact: Number) -> Iterator[str]:
    """Rule 3: both numbers of the range and where it comes from; or that it is not stated."""
    if not is_share(fact):
        return
    if fact.ci_low is None or fact.ci_high is None:
        if not re.search(r"95% range:? not stated|[\d.]+ to not reached|No number given|people: not stated", text):
            yield "3 (not stated)"
        return
    shown = ((float(low.rstrip(".")), float(high.rstrip("."))) for low, high in RANGE.findall(text))
    if not any(abs(low - fact.ci_low) <= 0.51 and abs(high - fact.ci_high) <= 0.51 for low, high in shown):
        yield f"3 ({fact.ci_low:.1f} to {fact.ci_high:.1f})"
    if ORIGIN[fact.ci_origin or ""] not in text:
        yield "3 (origin)"


def has_control_number(outcome: Outcome, text: str) -> bool:
    """The number of the comparison group stands there too, where the record has one."""
    if outcome.control_responders is not None and outcome.control_n is not None:
        return f"{outcome.control_responders} of {outcome.control_n}" in text
    if outcome.control_percent is not None and is_share(outcome):
        return f"{int(outcome.control_percent + 0.5)}%" in text
    return True


def approved_faults(tree: Element) -> Iterator[str]:
    """Rule 9 for the stage: a badge "Approved" stands in a cell or item that says on what evidence."""
    for badge in tree.all():
        if "ct-label" in badge.classes and badge.text().endswith(" Approved"):
            cell = next(one for one in badge.around() if one.tag in ("td", "li", "section", "page"))
            if not EVIDENCE.search(cell.text()):
                yield f"9 (evidence): {cell.text()[:200]}"


def tally_faults(text: str) -> Iterator[str]:
    """Rule 17: shown and hidden make the total, wherever a page counts."""
    for said in re.findall(r"(?:Rows s|S)hown: [^▸▲]*?Total: [\d,]+", text):
        *parts, total = (int(number.replace(",", "")) for number in re.findall(r": ([\d,]+)", said))
        if sum(parts) != total:
            yield f"17: {said}"
    for shown, total, hidden in re.findall(r"([\d,]+) of ([\d,]+) \w+(?: are)? shown, ([\d,]+) hidden", text):
        if int(shown.replace(",", "")) + int(hidden.replace(",", "")) != int(total.replace(",", "")):
            yield f"17: {shown} of {total}, {hidden} hidden"
