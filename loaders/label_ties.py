"""Which label is a product's: by what it is tied, or why it is doubtful and not taken.

Taken is a label that bears the product's brand and its generic name, in the block that openFDA adds or in the label's
own product data, when it is the only one; or the one whose set id a source of the curated file names, when it bears
the brand too. Everything else is shown with its reason and left to curators. Finding none says nothing of an
approval. Not here: which labels are searched for (`loaders.label_products`).
"""

import re
import unicodedata
from collections.abc import Iterable

import msgspec

from loaders.label_client import Label
from loaders.label_products import Product

TAKEN, DOUBTFUL, NOT_FOUND = "taken", "doubtful", "not found here"
_SUFFIX = re.compile(r"-[a-z]{4}$")  # the four letters that the FDA adds to names of biologics


class Candidate(msgspec.Struct, frozen=True):
    """A label that was found and is not taken."""

    set_id: str
    brands: tuple[str, ...]
    generics: tuple[str, ...]
    applications: tuple[str, ...]
    effective: str | None
    why: str


class Tie(msgspec.Struct, frozen=True):
    """What was found for a product: the label taken and by which route, or the doubtful ones."""

    status: str
    route: str
    label: Label | None = None
    doubtful: tuple[Candidate, ...] = ()
    others: int = 0  # labels of the same substance under other brands, beside one that was taken


def tied(product: Product, labels: Iterable[Label]) -> Tie:
    """Tie a product to one of the labels that the searches found."""
    found = _newest_versions(labels)
    routes = {label.set_id: _route(product, label) for label in found}
    certain = [label for label in found if routes[label.set_id][0]]
    pinned = [label for label in certain if label.set_id.lower() in dict(product.pins)]
    taken = pinned or certain
    if len(taken) == 1:
        here = {label.set_id.lower() for label in found}
        lost = [f"; the set id of source {source} finds nothing" for pin, source in product.pins if pin not in here]
        return Tie(TAKEN, routes[taken[0].set_id][1] + "".join(lost), taken[0], others=len(found) - 1)
    if taken:
        why = f"{len(taken)} labels bear the same names: which one is meant?"
        return Tie(DOUBTFUL, why, doubtful=tuple(_candidate(label, routes[label.set_id][1]) for label in taken))
    if not found:
        return Tie(NOT_FOUND, "no search found a label")
    shown = tuple(_candidate(label, routes[label.set_id][1]) for label in found)
    return Tie(DOUBTFUL, "no label bears both names", doubtful=shown)


def _newest_versions(labels: Iterable[Label]) -> list[Label]:
    """Each set id once, in its newest version; in the order of the set ids, not in that of the answers."""
    newest: dict[str, Label] = {}
    for label in labels:
        other = newest.get(label.set_id)
        if other is None or (label.effective_time or "") > (other.effective_time or ""):
            newest[label.set_id] = label
    return [newest[key] for key in sorted(newest)]


def _route(product: Product, label: Label) -> tuple[bool, str]:
    """Whether the tie is certain, and by what it holds or why it does not."""
    block = label.openfda
    ours, brands = _words(_stem(product.generic)), [_words(name) for name in product.names]
    brand = any(_words(name) in brands for name in block.brand_name)
    generics = [_words(_stem(name)) for name in block.generic_name]
    generic = ours in generics
    # Where the block names another brand or substance, the product data are not asked: they may name several.
    contradicted = (block.brand_name and not brand) or any(name != ours and name not in brands for name in generics)
    in_data = not contradicted and any(_names_product(label, name, ours) for name in brands)
    if source := dict(product.pins).get(label.set_id.lower()):
        if brand or in_data or (generic and not block.brand_name):
            return True, f"set id, named by source {source}"
        return False, f"source {source} names its set id, but it does not bear the brand name"
    if brand and generic:
        return True, "brand and generic name, in the openfda block"
    if in_data:
        empty = "does not give both" if block.brand_name or block.generic_name else "is empty"
        return True, f"brand and generic name, in the label's product data (the openfda block {empty})"
    if brand:
        return False, "the brand name fits, the generic name does not"
    if generic:
        return False, "the generic name fits, the brand name does not" if product.names else "no brand name to compare"
    return False, "a search found it, but it bears neither name as its own"


def _names_product(label: Label, brand: list[str], generic: list[str]) -> bool:
    """Whether the product data hold the brand with the generic name behind it, and not that of a combination."""
    wanted = [*brand, *generic]
    for text in label.spl_product_data_elements:
        words = _words(text)
        for start in range(len(words) - len(wanted) + 1):
            end = start + len(wanted)
            if words[start:end] == wanted and words[end : end + 1] != ["and"]:
                return True
    return False


def _candidate(label: Label, why: str) -> Candidate:
    block = label.openfda
    return Candidate(
        label.set_id, block.brand_name, block.generic_name, block.application_number, label.effective_time, why
    )


def _stem(name: str) -> str:
    return _SUFFIX.sub("", name.strip().casefold())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
