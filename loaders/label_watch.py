"""The copy of the labels: what was found for every watched product on one day, and the asking that makes it.

A product whose label is not found, or is doubtful, keeps the label that it had, with the day on which that was found:
so a label that comes back is compared with what it said before. Not here: the files of a copy (`loaders.report_copy`),
and which label is a product's (`loaders.label_ties`).
"""

from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from loaders.label_client import Found, Label, LabelClient
from loaders.label_products import Product, by_brand, by_names, by_set_id
from loaders.label_ties import DOUBTFUL, NOT_FOUND, TAKEN, Candidate, Tie, tied
from loaders.registry_stops import RefreshStoppedError

_FEW = 3  # labels of which more than half may vanish before the answers, not the labels, are doubted


class Watched(msgspec.Struct, frozen=True):
    """A product, how it is tied to a label today, and the label that it has or had last."""

    therapy_id: str
    product: str
    names: tuple[str, ...]
    generic: str
    status: str
    route: str
    doubtful: tuple[Candidate, ...] = ()
    others: int = 0
    label: Label | None = None
    found_on: str | None = None
    data_of: str | None = None  # openFDA's own date of the data that the label came with


class LabelCopy(msgspec.Struct, frozen=True):
    """All watched products on one day."""

    asked_on: str
    products: tuple[Watched, ...]
    disclaimer: str | None = None
    data_of: str | None = None


def watch(
    client: LabelClient, products: list[Product], before: LabelCopy | None, today: date, tell: Callable[[str], None]
) -> LabelCopy:
    """Ask for every product. Raises RefreshStoppedError when one cannot be asked for: there is no half copy."""
    last = {(one.therapy_id, one.product): one for one in before.products} if before else {}
    watched, answers = [], _Answers(client)
    for place, product in enumerate(products, 1):
        tie, data_of = _tie(product, answers)
        had = last.get((product.therapy_id, product.title))
        watched.append(_watched(product, tie, data_of, had, today))
        if place % 10 == 0 or place == len(products):
            tell(f"{place} of {len(products)} products asked for")
    copy = LabelCopy(today.isoformat(), tuple(watched), answers.disclaimer, answers.data_of)
    _plausible(copy, before)
    return copy


class _Answers:
    """The answers so far: two products of one therapy ask for the same names once."""

    def __init__(self, client: LabelClient) -> None:
        self._client, self._found = client, dict[str, Found]()
        self.disclaimer: str | None = None
        self.data_of: str | None = None

    def of(self, searches: Iterable[str]) -> list[Found]:
        """What each of the searches finds."""
        found = []
        for words in searches:
            if words not in self._found:
                self._found[words] = self._client.search(words)
            answer = self._found[words]
            found.append(answer)
            self.disclaimer = answer.disclaimer or self.disclaimer
            self.data_of = max(self.data_of or "", answer.last_updated or "") or None
        return found


def _tie(product: Product, answers: _Answers) -> tuple[Tie, str | None]:
    found = answers.of([*(by_set_id(set_id) for set_id, _ in product.pins), *by_names(product)])
    tie = tied(product, _labels(found))
    if tie.status != TAKEN:
        found += answers.of(by_brand(product))
        tie = tied(product, _labels(found))
    if tie.label:
        came = next(answer for answer in found if tie.label in answer.labels)
        return tie, came.last_updated
    wide = [answer.total for answer in found if answer.total > len(answer.labels) + answer.unreadable]
    unread = sum(answer.unreadable for answer in found)
    if tie.status == NOT_FOUND and (wide or unread):
        why = f"{max(wide):,} labels hold its name: too many to be one product" if wide else _unread(unread)
        return Tie(DOUBTFUL, why), None
    return tie, None


def _labels(found: list[Found]) -> list[Label]:
    return [label for answer in found for label in answer.labels]


def _unread(count: int) -> str:
    return f"{count} label{'s' if count > 1 else ''} came in a form that could not be read"


def _watched(product: Product, tie: Tie, data_of: str | None, had: Watched | None, today: date) -> Watched:
    kept = (tie.label, today.isoformat(), data_of)
    if tie.label is None:
        kept = (had.label, had.found_on, had.data_of) if had else (None, None, None)
    names = (product.therapy_id, product.title, product.names, product.generic)
    return Watched(*names, tie.status, tie.route, tie.doubtful, tie.others, *kept)


def _plausible(copy: LabelCopy, before: LabelCopy | None) -> None:
    taken = sum(one.status == TAKEN for one in copy.products)
    later = "Run it again tomorrow. If it stays so, look at openFDA's page of known problems."
    if copy.products and not any(one.status != NOT_FOUND for one in copy.products):
        raise RefreshStoppedError(f"openFDA found no label for any of {len(copy.products)} products.", later)
    if before is None:
        return
    had = sum(one.status == TAKEN for one in before.products)
    if had > _FEW and taken * 2 < had:
        happened = f"openFDA gave {taken} labels where it gave {had} on {before.asked_on}: that is a fault, not news."
        raise RefreshStoppedError(happened, later)
    if copy.data_of and before.data_of and copy.data_of < before.data_of:
        happened = f"openFDA's data are of {copy.data_of}, older than those of the last copy ({before.data_of})."
        raise RefreshStoppedError(happened, later)
