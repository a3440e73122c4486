"""The products whose US labels are watched: which they are, under which names, and how openFDA is asked for them.

A therapy is watched when its file has an approval of the FDA, also when that was withdrawn later: a label that vanishes
is news. A brand name may be two products ("Zolgensma (into a vein); Itvisma (into the spinal fluid)") or one under
another name ("Kebilidi (also known as Upstaza)"). A set id is pinned by a source of kind `label` whose address has it.
Not here: which of the labels that are found is a product's (`loaders.label_ties`).
"""

import re
from dataclasses import dataclass

from loaders.curated import Curated
from loaders.records import Therapy

REAL_ADDRESS = "https://api.fda.gov"

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_APART = re.compile(r"\s*(?:;|\band\b)\s*(?![^()]*\))")
_ALSO = re.compile(r"also known as (.+)")
_ABROAD = re.compile(r"\b(?:EU|UK|China|India|Japan)\b")
_SYNTAX = re.compile(r'["\\]')


@dataclass(frozen=True)
class Product:
    """A product that may have a label of its own."""

    therapy_id: str
    generic: str
    names: tuple[str, ...]
    pins: tuple[tuple[str, str], ...]  # (set id, id of the source that names it)

    @property
    def title(self) -> str:
        """Its brand name, or its generic name where there is none."""
        return self.names[0] if self.names else self.generic


def watched_products(curated: Curated) -> list[Product]:
    """All products with an approval of the FDA, in the order of their files."""
    grants = {code for code, word in curated.vocabulary.regulatory_event.items() if word.approval}
    found = []
    for therapy in curated.therapies:
        if any(event.agency == "FDA" and event.event in grants for event in therapy.regulatory):
            pins = tuple(_pins(therapy).items())
            found += [Product(therapy.id, therapy.name, names, pins) for names in brands(therapy.brand_name)]
    return found


def brands(brand_name: str | None) -> list[tuple[str, ...]]:
    """The names of each product of a brand name, those of other countries left out; one without names for none."""
    products = []
    for part in _APART.split(brand_name or ""):
        remarks = " ".join(_BRACKETS.findall(part))
        if _ABROAD.search(remarks) and "US" not in remarks:
            continue
        also = _ALSO.search(remarks)
        names = [" ".join(_BRACKETS.sub(" ", part).split()), *([also[1]] if also else [])]
        if names[0]:
            products.append(tuple(names))
    return products or [()]


def _pins(therapy: Therapy) -> dict[str, str]:
    pins: dict[str, str] = {}
    for source in therapy.sources:
        if source.kind == "label" and source.url and (found := _UUID.search(source.url)):
            pins.setdefault(found[0].lower(), source.id)
    return pins


def by_set_id(set_id: str) -> str:
    """The search for one label."""
    return f'set_id:"{set_id}"'


def by_names(product: Product) -> list[str]:
    """The searches that find its label also where the `openfda` block is empty: generic name, then product data."""
    phrase = _phrase(product.generic)
    return [f"openfda.generic_name:{phrase}", f"spl_product_data_elements:{phrase}"]


def by_brand(product: Product) -> list[str]:
    """The searches for where the generic name found no label of the brand."""
    return [f"openfda.brand_name:{_phrase(name)}" for name in product.names]


def _phrase(text: str) -> str:
    """In quotation marks, of which there must be an even number."""
    return f'"{" ".join(_SYNTAX.sub(" ", text).split())}"'
