"""How a treatment comes to a person, as steps in their order: the same for a drawing on the screen and on paper.

The steps follow from the record's own fields: whose cells, and what kind of treatment. Where the record does not say
that chemotherapy is given first, there is no such step. Not here: how it is drawn (`views.making`).
"""

import re
from dataclasses import dataclass

from therapies.dataset import Dataset
from therapies.facts import Therapy
from therapies.wording import NOT_STATED

# "after three days of chemotherapy", "two chemo drugs come first"; not "followed by chemotherapy".
_CHEMO_FIRST = re.compile(r"\bafter [^;.:]*\bchemo|\bcomes? after [^.]*chemo|\bchemo[^.]* comes? first", re.IGNORECASE)
OWN, DONOR, INSIDE, NO_CELLS, PERSONAL = "own", "donor", "inside", "no-cells", "personal"
# A personal vaccine has no cells in it, but is made for one person.
_PERSONAL = ("rna-therapy",)
_DONORS = ("allogeneic-donor", "allogeneic-cord-blood", "allogeneic-ipsc")
_HEADINGS = {
    OWN: "It is made from the patient’s own cells, one person at a time",
    DONOR: "It is made ahead of time, from cells of somebody else",
    INSIDE: "No cells are taken out: it works inside the body",
    NO_CELLS: "It is a medicine without cells",
    PERSONAL: "It is made for one person at a time",
}


@dataclass(frozen=True, slots=True)
class MakingStep:
    """One step: a few words, a second line, and which sign stands for it (person, donor, lab, wait, drip, freezer)."""

    sign: str
    words: str
    more: str


@dataclass(frozen=True, slots=True)
class Making:
    """The steps, the heading that says whose cells, and all of it in one sentence for who cannot see the drawing."""

    kind: str
    heading: str
    steps: tuple[MakingStep, ...]

    @property
    def said(self) -> str:
        """The drawing in words."""
        steps = "; ".join(
            f"{number}, {step.words}{f' ({step.more})' if step.more else ''}"
            for number, step in enumerate(self.steps, 1)
        )
        return f"{self.heading}. Steps: {steps}."


def making(dataset: Dataset, therapy_id: str, wait: str) -> Making:
    """The steps of a therapy; `wait` is the wait in words ("44 days"). Raises KeyError for an unknown id."""
    therapy = dataset.therapies[therapy_id]
    kind = _kind(therapy)
    return Making(kind, _HEADINGS[kind], (*_before(kind, wait), *_chemotherapy(therapy), _given(therapy)))


def _kind(therapy: Therapy) -> str:
    if therapy.modality in _PERSONAL:
        return PERSONAL
    if therapy.cell_source == "autologous":
        return OWN
    if therapy.cell_source in _DONORS:
        return DONOR
    return INSIDE if therapy.cell_source == "in-vivo" else NO_CELLS


def _before(kind: str, wait: str) -> tuple[MakingStep, ...]:
    waited = MakingStep("wait", "The wait", wait)
    if kind == OWN:
        return (
            MakingStep("person", "Cells are taken from the patient", "in a hospital"),
            MakingStep("lab", "The lab makes the treatment from them", "for this one person"),
            waited,
        )
    if kind == PERSONAL:
        return (MakingStep("lab", "The lab makes it", "for this one person"), waited)
    if kind == DONOR:
        return (
            MakingStep("donor", "Cells come from somebody else", ""),
            MakingStep("lab", "The lab makes the treatment", "before anybody needs it"),
            waited,
        )
    return (waited,)


def _chemotherapy(therapy: Therapy) -> tuple[MakingStep, ...]:
    """Only where the record says that it comes before: not where it follows, or where some people get none."""
    given = therapy.given_as or ""
    if not _CHEMO_FIRST.search(given) or "none at all" in given or therapy.modality == "chemotherapy":
        return ()
    return (
        MakingStep("chemo", "Chemotherapy comes first", "it makes room for the cells" if "makes room" in given else ""),
    )


def _given(therapy: Therapy) -> MakingStep:
    # The chemotherapy before it is a step of its own; the whole of it stands in words beside the drawing.
    said = re.split(r",? after [^,;.]*chemo|[;.(:]| and then ", therapy.given_as or f"how: {NOT_STATED}")[0].strip(" ,")
    return MakingStep("drip", "It is given", said)
