"""What the register is asked: the studies of the curated data's diseases, products and registry numbers.

In the register's Essie syntax, phrases in quotation marks joined by OR. Parameters of one request are joined by AND, so
diseases, products and numbers are asked separately; and long lists in several questions, because an address has an end.
Not here: which of them a refresh asks (`loaders.refreshing`), and their pages (`loaders.registry_crawl`).
"""

import re
from collections.abc import Iterable, Iterator

from loaders.curated import Curated

Question = dict[str, str]

REAL_ADDRESS = "https://clinicaltrials.gov/api/v2"

_LONGEST = 1500  # characters of one list: with the names of the fields an address stays below 8,000
_NCT = re.compile(r"NCT\d{8}")
_BRACKETS = re.compile(r"\([^()]*\)| and (?:related|other) .*")
_APART = re.compile(r" / |;| including ")
_SYNTAX = re.compile(r'["\\\[\]]')  # what has a meaning inside a phrase


def curated_questions(curated: Curated) -> list[Question]:
    """The questions that find every study of the curated data, and those of the same diseases and products."""
    diseases = [text for disease in curated.diseases.diseases.values() for text in (disease.name, disease.plain_name)]
    products = [
        text
        for therapy in curated.therapies
        for text in (therapy.name, therapy.short_name, therapy.brand_name, *therapy.code_names)
        if text
    ]
    numbers = sorted({number for therapy in curated.therapies for number in _NCT.findall(therapy.model_dump_json())})
    return [
        *({"filter.ids": list_} for list_ in _lists(numbers, ",")),
        *({"query.intr": list_} for list_ in _lists(_phrases(products), " OR ")),
        *({"query.cond": list_} for list_ in _lists(_phrases(diseases), " OR ")),
    ]


def own_question(words: str) -> Question:
    """The studies of any words, which may be Essie syntax."""
    return {"query.term": words}


def since(question: Question, day: str) -> Question:
    """The same question, for studies updated on that day or later."""
    return {**question, "filter.advanced": f"AREA[LastUpdatePostDate]RANGE[{day},MAX]"}


def _phrases(names: Iterable[str]) -> list[str]:
    """Each name as a phrase, once: without brackets and 'and related ...', and each side of a slash by itself."""
    plain = (part for name in names for part in _APART.split(_BRACKETS.sub(" ", name)))
    cleaned = (" ".join(_SYNTAX.sub(" ", part).split()) for part in plain)
    phrases = {text.casefold(): text for text in cleaned if len(text) > 2}
    return [f'"{phrases[key]}"' for key in sorted(phrases)]


def _lists(words: list[str], between: str) -> Iterator[str]:
    taken: list[str] = []
    for word in words:
        if taken and len(between.join([*taken, word])) > _LONGEST:
            yield between.join(taken)
            taken = []
        taken.append(word)
    if taken:
        yield between.join(taken)
