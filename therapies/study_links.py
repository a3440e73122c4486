"""Which studies of the register test which therapy, told by names, code names, brands and register numbers.

A study gives a product when its name stands among the interventions, or when our record lists the study's number or
has results of it; not so where our record lists it as a study of another product: there ours may be what was compared.
A name in the title or the summary alone may be a comparison or an earlier treatment: that is kept apart, and so is one
that an intervention sets aside (`therapies.set_aside`).
Spelling is forgiven where it only sets signs and spaces otherwise (WU-CART-007, WU CART 007); letters and digits never.
Not here: which studies are about a disease (`therapies.study_diseases`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from therapies.set_aside import is_set_aside, was_had_before
from therapies.text_words import bare_words, word_places

GIVEN, NUMBER, RESULTS, FOLLOWED, TITLE, SET_ASIDE, COMPARED, MENTIONED = (
    *("given", "number", "results", "followed", "title", "set aside", "compared", "mentioned"),
)
# The strongest first. Only those of TESTS say that the study gives the product.
KINDS = {
    GIVEN: "The study gives it",
    NUMBER: "Our record lists this study",
    RESULTS: "Our record has results of this study",
    FOLLOWED: "The study follows people who had it, and gives nothing",
    TITLE: "Its title names it",
    SET_ASIDE: "Its list of treatments names it, but does not give it",
    COMPARED: "Our record has results of this study, and lists it as a study of another treatment",
    MENTIONED: "Its summary or keywords name it",
}
TESTS = (GIVEN, NUMBER, RESULTS)
_BY_NUMBER = (NUMBER, RESULTS, COMPARED)
_STRENGTH = {kind: place for place, kind in enumerate(KINDS)}
_BRACKETS = re.compile(r"\([^()]*\)")
_APART = re.compile(r"; | / | and (?=[A-Z])")
_ALSO = re.compile(r"\(also known as ([^()]*)\)")
_FOLLOW_UP = re.compile(r"\blong[- ]?term\b.*\bfollow[- ]?up\b|\bregistry\b|\bpost[- ]?marketing\b", re.IGNORECASE)
# Follows people, whatever the trial was in which they had it.
_OF_PEOPLE = re.compile(
    r"^(?:an?\s+)?long[- ]?term\b.*\bfollow[- ]?up\b"
    r"|\bfollow[- ]?up\b[^.]{0,30}\b(?:of|for)\s+(?:\w+\s+){0,2}(?:people|patients|participants|subjects|children)\b",
    re.IGNORECASE,
)
# A trial that gives the product can have a long follow-up, or people of a registry.
_TRIAL = re.compile(
    r"\b(?:with|and) (?:a )?long[- ]?term\b|\bregistry[- ]based\b|\brandomi[sz]ed\b|\bphase\s*(?:[1-4]|i{1,3}|iv)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 8
_SHORTEST, _SHORTEST_ALONE = 4, 3
# Words that name a kind of treatment and no product: a name made of them alone would fit many products.
_GENERIC = re.compile(
    r"cd\d+|bcma|gprc5d|gd2|gpc3|il\d+ra\d|car|t|cells?|nk|donor|derived|auto|allo|autologous|allogeneic|gene|therapy|"
    r"universal|anti|off|the|shelf|plus|hsct|for|and|with|in|of|armou?red|chimeric|antigen|receptor|target(?:ed|ing)|"
    r"dual|lupus|myeloma|leukemia|lymphoma|glioma|dipg|vaccine|mrna|erlangen|stanford|city|hope"
)
_TARGET_AND_CAR = re.compile(r"(?:anti)?(?:cd\d+|bcma|gprc5d|gd2|gpc3|il\d+ra\d)cart?(?:cells?)?")


@dataclass(frozen=True, slots=True)
class Link:
    """A study of a therapy: how it is told (KINDS), by which of our words, and the register's words around it."""

    nct: str
    kind: str
    word: str
    where: str

    @property
    def reason(self) -> str:
        """Why the study is listed with the therapy."""
        if self.kind in _BY_NUMBER:
            return f"{KINDS[self.kind]}."
        return f"{KINDS[self.kind]}: “{self.word}” in “{self.where}”."


@dataclass(frozen=True, slots=True)
class StudyWords:
    """The words of a study in which names are looked for."""

    nct: str
    aliases: Sequence[str]
    interventional: bool
    interventions: Sequence[str]
    titles: Sequence[str]
    others: Sequence[str]


class ProductNames:
    """The names of all therapies, ready to be found in texts."""

    def __init__(
        self,
        names: Mapping[str, Iterable[str]],
        numbers: Mapping[str, Iterable[str]],
        results: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """`names`: those of each therapy id; `numbers`: the register numbers that its record lists; `results`: those
        of the studies that its results, risks and counts of people are of.
        """
        self._named: dict[str, list[tuple[str, str]]] = {}
        self._beginnings: set[str] = set()
        self._alone: dict[str, list[tuple[str, str]]] = {}
        for therapy_id, words in names.items():
            for word in words:
                for joined in _joined(word, _SHORTEST_ALONE):
                    self._alone.setdefault(joined, []).append((therapy_id, word))
                for joined in _joined(word, _SHORTEST):
                    found = self._named.setdefault(joined, [])
                    if therapy_id not in {known for known, _ in found}:
                        found.append((therapy_id, word))
                    self._beginnings.update(joined[:end] for end in range(1, len(joined) + 1))
        self._numbered: dict[str, dict[str, str]] = {}
        for therapy_id, listed in numbers.items():
            for number in listed:
                self._numbered.setdefault(number, {})[therapy_id] = NUMBER
        of_others = frozenset(self._numbered)
        for therapy_id, listed in (results or {}).items():
            for number in listed:
                kind = COMPARED if number in of_others else RESULTS
                self._numbered.setdefault(number, {}).setdefault(therapy_id, kind)

    @property
    def joined(self) -> set[str]:
        """All names as they are looked for: without signs and spaces."""
        return self._named.keys() | self._alone.keys()

    @property
    def numbers(self) -> set[str]:
        """The register numbers of our records."""
        return set(self._numbered)

    def links(self, study: StudyWords) -> dict[str, Link]:
        """The strongest link of the study to each therapy that it has to do with."""
        found: dict[str, Link] = {}
        for therapy_id, link in sorted(self._found(study), key=lambda one: _STRENGTH[one[1].kind]):
            found.setdefault(therapy_id, link)
        for number in (study.nct, *study.aliases):
            for therapy_id, kind in self._numbered.get(number, {}).items():
                known = found[therapy_id].kind if therapy_id in found else None
                if known not in (GIVEN, NUMBER, FOLLOWED) and (kind != COMPARED or known in (None, MENTIONED)):
                    found[therapy_id] = Link(study.nct, kind, number, number)
        return found

    def _found(self, study: StudyWords) -> Iterator[tuple[str, Link]]:
        """All links by names, as they stand in the study."""
        gives = GIVEN if study.interventional and not _follows(study.titles) else FOLLOWED
        for kind, texts in ((gives, study.interventions), (TITLE, study.titles), (MENTIONED, study.others)):
            for text in texts:
                for therapy_id, word, first, last in self._in(text):
                    aside = kind == gives and _set_aside(text, first, last, gives)
                    yield therapy_id, Link(study.nct, SET_ASIDE if aside else kind, word, text)
                # A short name ("RP1") tells a product only where it is all that stands.
                for therapy_id, word in self._alone.get("".join(bare_words(text)), ()) if kind == gives else ():
                    yield therapy_id, Link(study.nct, kind, word, text)

    def _in(self, text: str) -> Iterator[tuple[str, str, int, int]]:
        """The therapies named in a text: id, our word, and the first and the last of the text's words that name it."""
        words = bare_words(text)
        for start, word in enumerate(words):
            if word not in self._beginnings:
                continue
            joined = ""
            for last, more in enumerate(words[start : start + _MOST_WORDS], start):
                joined += more
                if joined not in self._beginnings:
                    break
                yield from ((*named, start, last) for named in self._named.get(joined, ()))


def _set_aside(text: str, first: int, last: int, kind: str) -> bool:
    """Whether an intervention names a product and does not give it. A study of people who had it follows them."""
    places = word_places(text)
    name = text.casefold(), places[first][0], places[last][1]
    return is_set_aside(*name) or (kind == GIVEN and was_had_before(*name))


def _follows(titles: Iterable[str]) -> bool:
    """Whether a study calls itself a long-term follow-up: it lists the product as its intervention and gives none."""
    titles = list(titles)
    follows = any(map(_FOLLOW_UP.search, titles)) and not any(map(_TRIAL.search, titles))
    return follows or any(map(_OF_PEOPLE.search, titles))


def _joined(name: str, shortest: int) -> Iterator[str]:
    """The name as one word, whole and in its parts; nothing for what is too short or too general for a product."""
    parts = (name, *_APART.split(_BRACKETS.sub(" ", name)), *_ALSO.findall(name))
    for text in dict.fromkeys(parts):
        words = bare_words(text)
        joined = "".join(words)
        general = all(map(_GENERIC.fullmatch, words)) or _TARGET_AND_CAR.fullmatch(joined)
        if len(joined) >= shortest and not joined.isdigit() and not general:
            yield joined
