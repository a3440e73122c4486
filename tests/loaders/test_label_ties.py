"""By what a label is tied to a product, what is doubtful and why, and which differences of a text are none."""

from typing import Any

import msgspec
import pytest

from loaders.label_client import Label
from loaders.label_products import Product, brands, by_names, by_set_id, watched_products
from loaders.label_texts import text_change
from loaders.label_ties import DOUBTFUL, NOT_FOUND, TAKEN, tied
from tests.loaders.watching import PINNED, curated
from tests.registry_stub.openfda import label

CARVYKTI = Product("cilta", "ciltacabtagene autoleucel", ("Carvykti",), ())


def read(**given: Any) -> Label:
    return msgspec.convert(label(**given), Label)


def test_brand_and_generic_name_in_the_block() -> None:
    tie = tied(CARVYKTI, [read(brand="CARVYKTI", generic="ciltacabtagene autoleucel")])
    assert (tie.status, tie.route) == (TAKEN, "brand and generic name, in the openfda block")


def test_an_empty_block_does_not_hide_a_label() -> None:
    tie = tied(CARVYKTI, [read(brand="CARVYKTI", generic="ciltacabtagene autoleucel", block=False)])
    assert tie.status == TAKEN
    assert tie.route == "brand and generic name, in the label's product data (the openfda block is empty)"


def test_the_four_letters_of_the_fda_are_no_other_name() -> None:
    product = Product("kebilidi", "eladocagene exuparvovec", ("Kebilidi", "Upstaza"), ())
    for block in (True, False):
        assert tied(product, [read(brand="KEBILIDI", generic="eladocagene exuparvovec-tneq", block=block)]).label
    assert tied(Product("o", "omidubicel-onlv", ("Omisirge",), ()), [read(brand="OMISIRGE", generic="omidubicel-onlv")])


@pytest.mark.parametrize(
    ("brand", "generic", "why"),
    [
        ("KEYTRUDA QLEX", "pembrolizumab", "the generic name fits, the brand name does not"),
        ("KEYTRUDA", "pembrolizumab and berahyaluronidase alfa-pmph", "the brand name fits, the generic name does not"),
        ("OTHER", "other mab", "a search found it, but it bears neither name as its own"),
    ],
)
def test_one_name_alone_is_doubtful_and_not_taken(brand: str, generic: str, why: str) -> None:
    tie = tied(Product("pembro", "pembrolizumab", ("Keytruda",), ()), [read(brand=brand, generic=generic)])
    assert (tie.status, tie.label) == (DOUBTFUL, None)
    assert [(candidate.brands, candidate.why) for candidate in tie.doubtful] == [((brand,), why)]


def test_a_combination_is_another_product_also_in_an_empty_block() -> None:
    product = Product("pembro", "pembrolizumab", ("Keytruda",), ())
    combined = read(brand="KEYTRUDA", generic="pembrolizumab and berahyaluronidase alfa-pmph", block=False)
    assert tied(product, [combined]).status == DOUBTFUL
    assert tied(product, [read(brand="KEYTRUDA", generic="pembrolizumab", block=False)]).status == TAKEN


def test_product_data_do_not_outweigh_a_block_that_names_another() -> None:
    kit = {"brand_name": ["KIT"], "generic_name": ["KIT OF TWO"]}
    found = read(brand="CARVYKTI", generic="ciltacabtagene autoleucel", openfda=kit)
    assert tied(CARVYKTI, [found]).status == DOUBTFUL


def test_a_block_that_repeats_the_brand_as_generic_name_is_no_contradiction() -> None:
    block = {"brand_name": ["VYJUVEK"], "generic_name": ["VYJUVEK"]}
    found = read(brand="VYJUVEK", generic="beremagene geperpavec-svdt", openfda=block)
    tie = tied(Product("v", "beremagene geperpavec", ("Vyjuvek",), ()), [found])
    assert (tie.status, "does not give both" in tie.route) == (TAKEN, True)


def test_two_labels_of_one_name_are_both_shown_and_none_is_taken() -> None:
    both = [read(brand="CARVYKTI", generic="ciltacabtagene autoleucel", number=number) for number in (2, 1)]
    tie = tied(CARVYKTI, both)
    assert (tie.status, tie.label) == (DOUBTFUL, None)
    assert [candidate.set_id[:8] for candidate in tie.doubtful] == ["00000001", "00000002"]
    pinned = msgspec.structs.replace(both[0], set_id=PINNED)
    product = Product("cilta", CARVYKTI.generic, CARVYKTI.names, ((PINNED, "s8"),))
    assert tied(product, [pinned, both[1]]).route == "set id, named by source s8"


def test_a_pinned_label_of_another_product_is_not_taken() -> None:
    product = Product("cilta", CARVYKTI.generic, CARVYKTI.names, ((PINNED, "s8"),))
    tie = tied(product, [read(brand="ABECMA", generic="idecabtagene vicleucel", set_id=PINNED)])
    assert tie.status == DOUBTFUL
    assert tie.doubtful[0].why == "source s8 names its set id, but it does not bear the brand name"


def test_a_pin_that_finds_nothing_is_said() -> None:
    product = Product("cilta", CARVYKTI.generic, CARVYKTI.names, ((PINNED, "s8"),))
    tie = tied(product, [read(brand="CARVYKTI", generic="ciltacabtagene autoleucel")])
    assert (tie.status, "the set id of source s8 finds nothing" in tie.route) == (TAKEN, True)


def test_two_products_of_one_substance_each_have_their_label() -> None:
    labels = [read(brand=brand, generic="onasemnogene abeparvovec", number=n) for n, brand in enumerate(("Z", "I"))]
    for name, number in (("Z", 0), ("I", 1)):
        tie = tied(Product("ona", "onasemnogene abeparvovec", (name,), ()), labels)
        assert tie.label is not None
        assert (tie.label.set_id, tie.others) == (labels[number].set_id, 1)


def test_one_label_in_two_versions_is_one() -> None:
    old, new = (
        read(brand="CARVYKTI", generic="ciltacabtagene autoleucel", effective_time=day)
        for day in ("20250101", "20260101")
    )
    for order in ([old, new], [new, old]):
        assert tied(CARVYKTI, order).label == new


def test_nothing_found_says_nothing_else() -> None:
    assert tied(CARVYKTI, []).status == NOT_FOUND


@pytest.mark.parametrize(
    ("written", "products"),
    [
        ("Kymriah", [("Kymriah",)]),
        ("Zolgensma (into a vein); Itvisma (into the spinal fluid)", [("Zolgensma",), ("Itvisma",)]),
        ("Lunsumio (drip) and Lunsumio VELO (injection)", [("Lunsumio",), ("Lunsumio VELO",)]),
        ("Lenmeldy (US); Libmeldy (EU and UK)", [("Lenmeldy",)]),
        ("Kebilidi (also known as Upstaza)", [("Kebilidi", "Upstaza")]),
        (None, [()]),
    ],
)
def test_brand_names_as_the_files_write_them(written: str | None, products: list[tuple[str, ...]]) -> None:
    assert brands(written) == products


def test_the_products_that_are_watched() -> None:
    found = {product.title: product for product in watched_products(curated())}
    assert set(found) == {"Kymriah", "Carvykti", "Abecma"}
    assert found["Abecma"].pins == ((PINNED, "s8"),)


def test_a_name_with_quotation_marks_leaves_the_search_whole() -> None:
    searches = by_names(Product("x", 'a "b" \\c', (), ()))
    assert all(search.count('"') == 2 for search in [*searches, by_set_id("x")])
    assert searches[0] == 'openfda.generic_name:"a b c"'


SECTION = ["WARNING: FEVER Fever occurred [see Warnings (5.1 , 5.2) ] . Watch for 1.5 hours. Do not drive – ever."]


@pytest.mark.parametrize(
    "other",
    [
        ["WARNING: FEVER  Fever occurred [see Warnings (5.1, 5.2)]. Watch\nfor 1.5 hours. Do not drive – ever."],
        ["Warning: Fever fever OCCURRED [see warnings (5.1 , 5.2) ] . Watch for 1.5 hours. Do not drive - ever."],
        ["Do not drive — ever. Watch for 1.5 hours.", "WARNING: FEVER Fever occurred [see Warnings (5.1 , 5.2) ]."],
        ["WARNING: FEVER Fever occurred [see Warnings (5.1,5.2)].Watch for 1.5\u200b hours.Do not drive–ever.", " "],
    ],
    ids=["space", "case and dashes", "order", "unseen"],
)
def test_formatting_is_no_change(other: list[str]) -> None:
    assert text_change(SECTION, other) is None
    assert text_change(other, SECTION) is None


@pytest.mark.parametrize(
    ("other", "gone", "new"),
    [
        ("for 15 hours", ("Watch for 1.5 hours.",), ("Watch for 15 hours.",)),
        ("for 2.5 hours", ("Watch for 1.5 hours.",), ("Watch for 2.5 hours.",)),
        ("for 1.5 hours. Enterocolitis occurred. Watch", (), ("Enterocolitis occurred.", "Watch.")),
    ],
)
def test_a_word_or_a_number_is_a_change(other: str, gone: tuple[str, ...], new: tuple[str, ...]) -> None:
    change = text_change(SECTION, [SECTION[0].replace("for 1.5 hours", other)])
    assert change is not None
    assert (change.word, change.gone) == ("changed", gone)
    assert " ".join(change.new) == " ".join(new)


def test_not_is_not_lost_with_space() -> None:
    assert text_change(["It is not able."], ["It is notable."])
    assert text_change(["Do not use in <65 years>."], ["Do not use in ."])


def test_a_section_that_comes_or_goes() -> None:
    added, removed = text_change(None, SECTION), text_change(SECTION, [" "])
    assert added is not None
    assert removed is not None
    assert (added.word, removed.word) == ("added", "removed")
    assert text_change(None, []) is None
