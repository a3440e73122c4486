"""What free text may not do with numbers (honesty.md, rules 1 and 5), sentence by sentence. No exemptions.

Not here: which texts are looked at (`loaders.family_text`), and the numbers that are shown (`therapies.shown_guards`).
"""

import re

from therapies.sought import Sought

_COUNT = "the count in the same part of the sentence (10 of 11, Of 44 people), or: out of how many people: not stated"
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
# A range is named by its percentage: the 95% of it are no share of people.
_PERCENT = Sought(
    r"%(?! (?:range|CI|confidence))|\bper[ -]?cent\b|\bpct\b|\bper (?:100|hundred)\b"
    r"|\b(?:in|of) every (?:\d|ten\b|twenty\b|hundred\b)",
    signs=r"%|per|pct|every",
)
_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_PEOPLE = (
    r"people|persons?|patients?|adults|children|participants|infants|babies|men|women|boys|girls|eyes|wounds|tumou?rs|"
    r"families|batches|products|requests|cells|responders|responses"
)
# A number that could count people: no percentage, no span of time, no dose, no year.
_N = (
    rf"(?!(?:19|20)\d\d\b(?!\s+(?:[\w-]+\s+){{0,3}}(?:{_PEOPLE})\b))"
    r"(?:\d[\d,]*(?![\d,.]*\s?-?(?:per[ -]?cent|hours?|days?|weeks?|months?|years?|units?|points?|mg|kg|ml)\b"
    r"|[\d,.]*\s?%)"
    rf"|(?:{_WORDS})\b)"
)
_THE = r"(?:(?:the|all|these|those|its|another|about|first|other)\s+){0,3}"
_COUNTED = re.compile(
    rf"\bof\s+{_THE}{_N}"
    rf"|\b(?:among|amongst|in|for|from|with)\s+{_THE}{_N}\s+(?:[\w-]+\s+){{0,4}}(?:{_PEOPLE})\b"
    rf"|\b(?:all|both)\s+(?:the\s+)?{_N}\s+(?:[\w-]+\s+){{0,4}}(?:{_PEOPLE})\b"
    rf"|\bout of how many (?:{_PEOPLE})\b[^.;]*\bnot stated\b",
    re.IGNORECASE,
)
# Not "grade 1 in 5 people": there the 1 is a name.
_ONE_IN = Sought(
    rf"(?<!grade )(?<!phase )(?<!stage )(?<!type )(?<!level )(?<!cohort )(?<!part )(?<!year )(?<!day )(?<![\w.-])"
    r"(?:1|one)\s+(?:person\s+|patient\s+|child\s+)?in\s+(?:every\s+)?"
    rf"(?:\d[\d,]*(?![\d.,]*\s?(?:%|per[ -]?cent))|(?:{_WORDS}|twenty|(?:a )?hundred|(?:a )?thousand)\b)"
    # Other counts than 1 only in front of the numbers that stand for a share.
    rf"|(?<!grade )(?<!phase )(?<!stage )(?<!type )(?<!level )(?<![\w.-])(?:\d+|{_WORDS})\s+(?:people\s+)?in\s+"
    r"(?:every\s+)?"
    r"(?:10|20|100|1,?000|ten|twenty|(?:a )?hundred|(?:a )?thousand)\b(?![\d.,]*\s?(?:%|per[ -]?cent))"
    r"|\b(?:two|three|four)\s+in\s+(?:three|four|five)\b",
    signs=r"\sin\s",
)
_TIMES = rf"(?:twice|(?:\d[\d.]*|{_WORDS}|many|several)(?:\s+times|[ -]?fold))"
_PARTS = r"half|(?:a|one|two|three|four)[ -](?:third|quarter|fifth|tenth)s?"
_RISK = r"(?:risk|chance|odds|deaths?|relapses?)s?"
_OF = r"(?:\s+(?:of|that|for)(?:\s+(?!(?:by|in|to)\b)[\w-]+){1,4})?"
_CHANGED = "cut|lowered|reduced|raised|increased|fell|falls?|dropped|drops?|rose|rises?|went down|went up"
_CHANGES = "(?:cut|lower|reduc|decreas|rais|increas|shrink|slash)(?:e?s|e?d|ing|t?ing)?|cutting"
_RELATIVE = Sought(
    rf"\b{_TIMES}\s+(?:as\s+|more\s+|less\s+)(?:likely|often|common|many|high|frequent)\b"
    r"|\b(?:doubl|halv|tripl)(?:e|es|ed|ing)\s+(?:(?:the|their|your)\s+)?(?:risk|chance|odds|death|relapse|survival)s?\b"
    r"|\bhalf\s+as\s+(?:likely|often|common|many|high|frequent)\b"
    rf"|\b(?:half|{_TIMES})\s+the\s+(?:risk|chance|odds)\b"
    rf"|\b{_RISK}{_OF}\s+(?:(?:is|are|was|were|gets?|got|has been|have been)\s+)?"
    rf"(?:(?:{_CHANGED})\s+(?:by|in|to)\s+(?:about\s+|almost\s+|nearly\s+|over\s+|more than\s+)?(?:{_PARTS})|"
    r"(?:halved?|halves|doubled?|doubles|tripled?|triples))\b"
    rf"|\b(?:{_CHANGES})\s+(?:(?:the|their|your|its|this)\s+)?{_RISK}{_OF}\s+(?:by|in|to)\s+"
    rf"(?:about\s+|almost\s+|nearly\s+|over\s+|more than\s+)?(?:{_PARTS})\b",
    signs=r"half|twice|times|fold|doubl|halv|tripl|risk|chance|odds|death|relapse",
)

# A result in words that no count stands beside.
_EXACT_PART = r"half|(?:a|two|three|four) (?:third|quarter|fifth|tenth)s?|(?:two|three|four)-(?:third|quarter|fifth)s"
_PART = rf"\b(?:{_EXACT_PART}|most|(?:nearly|almost) all|(?:the|a) (?:[\w-]+ )?majority)"
_DID = (
    r"(?:responded|relapsed|died|survived|lived|recovered|improved|benefited|got (?:better|well)|went into remission|"
    r"(?:is|was|are|were) (?:still )?(?:alive|well|free of|in remission)|"
    r"(?:had|reached) (?:a |an )?(?:complete |full |partial |overall )?(?:response|remission))"
)
_SHARE = Sought(
    rf"{_PART} (?:of )?(?:(?:the|all|these|those|its) )?(?:[\w-]+ )?(?!cells)(?:{_PEOPLE})\b"
    rf"|{_PART} (?:of (?:them|those)\b|{_DID}\b)"
    r"|\b(?:almost|nearly) every(?:one|body)\b"
    rf"|(?<!how )(?<!as )\b(?:few|many|each)(?: of (?:the|these|those|them))?"
    rf"(?: (?!cells)(?:{_PEOPLE}))? (?:{_DID}|had)\b"
    rf"|\bin all (?:of )?(?:the |these |those )?(?:{_PEOPLE}|them)\b"
    r"|\b(?:every (?:person|patient|child|one)|everyone|everybody|nobody|no one"
    r"|(?:all|none)(?: of (?:them|those|these))?"
    rf"|(?:all|none of) (?:of )?(?:(?:the|those|these) )?(?:{_PEOPLE})) {_DID}\b",
    signs=r"half|third|quarter|fifth|tenth|most |all |majority|every|few|many|each|nobody|no one|none",
)
_EXACT_SHARE = re.compile(
    rf"\b(?:{_EXACT_PART}) of (?:the|all|these|those) \d+ (?:[\w-]+ )?(?:{_PEOPLE})\b", re.IGNORECASE
)
_FIGURE = re.compile(
    rf"(?<!grade )(?<!phase )\b{_N}\s+(?:out\s+)?of\s+(?:them|{_THE}(?:{_N}|(?:{_PEOPLE})\b))"
    r"|(?<![\w./-])(?<!phase )\d+\s?/\s?\d+(?![\w/])"
    rf"|(?<![\w.-])(?<!grade )(?<!phase )(?!(?:19|20)\d\d\b)(?:[2-9]|\d\d[\d,]*)\s+(?:[\w-]+\s+){{0,2}}(?:{_PEOPLE})\b"
    r"|(?P<middle>\bmedian\b|\bmiddle (?:time|length|age|value)\b)",
    re.IGNORECASE,
)

# A word for how often a harm is, which readers take for far more than it means.
_HOW_OFTEN = Sought(
    r"\b(?:common|uncommon|rare|frequent)\s+(?:[\w-]+\s+)?(?:side effects?|harms?|risks?|reactions?|complications?|"
    r"cases?|events?|instances?)\b"
    r"|\b(?:effects?|harms?|risks?|reactions?|complications?)\s+(?:is|are|was|were)\s+(?:very\s+)?"
    r"(?:common|uncommon|rare|frequent)\b|\brarely\b"
    # A disease may be rare: that is no result.
    r"|(?<!disease )(?<!cancer )\b(?:is|are|was|were)\s+(?:very\s+)?(?:common|uncommon|frequent)\b",
    signs=r"common|rare|frequent",
)
_NUMBERS_MISSING = re.compile(r"\bnot stated\b|\bno numbers?\b", re.IGNORECASE)
# A limit ("fewer than 1%") is all that such a source says: no range belongs to it.
_RATE = Sought(
    rf"(?:(?P<limit>\b(?:at least|at most|fewer than|less than|more than|up to)\s+)?\d[\d.]*\s?(?:{_PERCENT.pattern}))"
    rf"|(?<!all but )(?<!grade )\b{_N}\s+(?:out\s+)?of\s+{_THE}{_N}\b"
    rf"|(?<![\w./-])(?<!phase )\d+\s?/\s?\d+\s+(?:[\w-]+\s+){{0,2}}(?:(?:{_PEOPLE})|{_DID})\b",
    signs=rf"{_PERCENT.signs.pattern}|/|of\s+{_THE}{_N}",
)

_OUT_OF = re.compile(rf"\bout of how many (?:{_PEOPLE})\b[^.;]*\bnot stated\b", re.IGNORECASE)
_RANGE = re.compile(r"\brange\b", re.IGNORECASE)
# A semicolon ends no sentence here: what is not stated stands in one pair of brackets.
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

# Of one person, from one person to another, in 2017: no count.
_NO_COUNT = frozenset(("one", "a year"))
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(rf"\d+|\b(?:{_WORDS})\b", re.IGNORECASE)


def figure_fault(text: str, *, times: bool = False) -> tuple[str, str] | None:
    """The first result or number of people in a text that has no passport of its own, and what would be right.

    With `times` a middle time may stand there.
    """
    every = [found for sign in (_PERCENT, _COUNTED, _FIGURE) for found in sign.finditer(text)]
    if times:
        every = [found for found in every if not found.groupdict().get("middle")]
    found = next((one for one in every if not _NO_COUNT.issuperset(_numbers(one.group(0)))), None)
    if found is None:
        return None
    wrong = f"a figure in a sentence that shows neither its range nor its source: '{_short(text[found.start() :])}'"
    return wrong, "the sentence without the figure; the figure as a result or harm, named under `numbers` of a caution"


def share_fault(text: str) -> tuple[str, str] | None:
    """The first share of people in words ("most people") in a sentence without its count, and what would be right."""
    for sentence in _SENTENCE.split(text):
        if (found := _SHARE.search(sentence)) and not _COUNTED.search(sentence):
            return f"'{found.group(0)}' without the number (honesty.md, rule 6)", _COUNT
    return None


def rate_fault(text: str) -> tuple[str, str] | None:
    """The first rate in a text that stands beside a number of its own, and what would be right."""
    for sentence in _SENTENCE_END.split(text):
        if _PERCENT.search(sentence) and _OUT_OF.search(sentence) and not _RANGE.search(sentence):
            return f"a limit without its range: '{_short(sentence)}'", "the range, or: range: not stated"
    found = next((one for one in _RATE.finditer(text) if not one.group("limit")), None) or _EXACT_SHARE.search(text)
    if found is None or (found.re is _EXACT_SHARE and _NUMBERS_MISSING.search(text)):
        return None
    wrong = f"a rate without its range in the words of another number: '{_short(text[found.start() :])}'"
    return wrong, "a result or harm of its own"


def how_often_fault(text: str) -> tuple[str, str] | None:
    """The first "common" or "rare" of a harm in a text without counts (honesty.md, rule 6), and what would be right."""
    found = _HOW_OFTEN.search(text)
    if found is None or _COUNTED.search(text) or _NUMBERS_MISSING.search(text):
        return None
    return f"'{found.group(0)}' without the number (honesty.md, rule 6)", _COUNT


def number_fault(text: str) -> tuple[str, str] | None:
    """The first thing wrong with the numbers of a text and what would be right, or None."""
    if found := _ONE_IN.search(text):
        return f"'{found.group(0)}' is harder to compare than a count", "how many of how many (honesty.md, rule 5)"
    if not _PERCENT.search(text) and not _RELATIVE.search(text):
        return None
    for sentence in _SENTENCE.split(text):
        if _COUNTED.search(sentence):
            continue
        if _PERCENT.search(sentence):
            return f"a percentage without its denominator: '{_short(sentence)}'", _COUNT
        if found := _RELATIVE.search(sentence):
            return f"'{found.group(0)}' without the numbers", "both counts first (honesty.md, rule 5)"
    return None


def _numbers(text: str) -> list[str]:
    return ["a year" if _YEAR.fullmatch(number) else number.casefold() for number in _NUMBER.findall(text)] or ["none"]


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 90 else sentence[:87] + "..."
