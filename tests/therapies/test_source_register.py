from collections import Counter

from therapies.dataset import Dataset
from therapies.reading_list import reading_list
from therapies.source_register import NO_KIND, every_source, kind_titles, read_titles, source_register


def test_every_source_is_there(dataset: Dataset) -> None:
    sources = every_source(dataset)
    assert len(sources) == dataset.row_counts["sources"] + dataset.row_counts["reference_sources"]
    assert sum(source.kind == NO_KIND for source in sources) == dataset.row_counts["reference_sources"]
    assert all(source.title and source.publisher and source.belongs_to and source.cited for source in sources)


def test_facts_are_counted(dataset: Dataset) -> None:
    cited = Counter(c.source_id for c in dataset.all_citations if c.role == "supports")
    sources = [source for source in every_source(dataset) if source.therapy_id]
    for source, record in zip(sources, dataset.all_sources.values(), strict=True):
        count = cited[record.id]
        expected = f"{count} fact{' rests' if count == 1 else 's rest'} on it"
        assert source.cited.startswith(expected if count else ("no fact rests on it", "says otherwise about"))


def test_filters_divide_and_lose_nothing(dataset: Dataset) -> None:
    sources = every_source(dataset)
    kinds = kind_titles(dataset, sources)
    assert sum(len(source_register(sources, None, kind, None, "").rows) for kind in kinds) == len(sources)
    read = read_titles(dataset, sources)
    assert sum(len(source_register(sources, None, None, how, "").rows) for how in read) == len(sources)
    of_sofi = source_register(sources, "wu-cart-007", None, None, "")
    assert len(of_sofi.rows) == len(dataset.sources("wu-cart-007"))
    assert of_sofi.total == len(sources)
    assert of_sofi.filters == ("Therapy: wu-cart-007",)


def test_words_are_found_in_any_case_and_all_of_them(dataset: Dataset) -> None:
    sources = every_source(dataset)
    found = source_register(sources, "wu-cart-007", None, None, "BLOOD").rows
    assert found
    assert all("blood" in f"{row.title} {row.publisher} {row.url}".casefold() for row in found)
    assert len(source_register(sources, None, None, None, "blood zzzz").rows) == 0
    assert len(source_register(sources, None, None, None, "  ").rows) == len(sources)


def test_the_file_has_the_rows_that_fit(dataset: Dataset) -> None:
    found = source_register(every_source(dataset), None, "label", None, "")
    assert len(found.sheet.rows) == len(found.rows)
    assert all(len(row) == len(found.sheet.headers) for row in found.sheet.rows)


def test_what_a_source_says_instead_has_its_range_in_the_list_of_sources_too(dataset: Dataset) -> None:
    facts = [fact for one in reading_list(dataset, "exagamglogene-autotemcel").readings for fact in one.facts]
    (said,) = [fact for fact in facts if "29 of 30" in fact]
    assert "range 83 to 99.9, worked out from the count" in said
