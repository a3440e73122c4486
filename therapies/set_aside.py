"""Whether a name in the list of treatments is there to be set aside: "standard of care other than X", "X-naive".

Read are the words around the name, up to the end of its clause. What may be given stays given: "with or without X",
"no more than two doses of X", "before X", "prior to X". Not here: which names are found (`therapies.study_links`).
"""

import re

_FOR_EXAMPLE = re.compile(r",?\s*\b(?:(?:e\.\s?g|i\.\s?e)\.|such as|including|for example),?")
_CLAUSE_ENDS = re.compile(
    r"[;.)\]]|(?<!excluding):|\s\+\s|\b(?:plus|then|followed by)\b|"
    r"(?<!\ball )(?<!thing )\bbut\b"
)
_FEW = r"(?:[\s:-]+(?:\w+[\s,()/-]+){0,6})"
# Sets aside whatever follows in the clause.
_OTHER = re.compile(
    r"\b(?:other than|apart from|aside from|except(?:ing)?|with the exception of|exclu(?:ding|des?|ded|sive of|sion of)"
    r"|(?:all|anything|everything) but|absence of|lack of|instead of|rather than|in place of|alternatives? to"
    r"|prior(?! to\b)|previous|history of|failed|failure of"
    r"|previously (?:had|received|treated|exposed)|na[iï]ve to|refractory to|resistant to|intolerant (?:to|of)"
    r"|(?:in|not )eligible for|relapsed? after|progress(?:ed|ion) (?:after|on))" + _FEW + "$"
)
# Sets aside what follows at once, with the words that may stand between.
_NO = re.compile(
    r"(?<!\bor )\b(?:no|not|never|without|nor)[\s-]+(?:(?:an?|any|the|other|additional|further|concomitant|concurrent"
    r"|commercial|approved|planned|use|exposure|treatment|therapy|received?|receiving|treated|given|getting|had|have"
    r"|infusion|car|t|cells?|of|with|to|by)[\s-]+)*$|\bnon[\s-]+$"
)
_AFTER = re.compile(
    r"[®™]?\)?[\s-]?(?:\([^()]*\)[\s-]?)?(?:(?:car|t|cells?|therapy|treatment|infusion)[\s-])*"
    r"(?:na[iï]ve|free|sparing|excluded|excepted|exempt|untreated|unexposed|(?:pre[\s-]?)?treated|refractory|resistant"
    r"|experienced|exposed|ineligible|failures?|(?:(?:is|are|was|were) )?not (?:given|allowed|permitted|received"
    r"|included|used))\b"
)
_LISTED_BEFORE = re.compile(r",\s*(?:or|nor)\s+$")
_LISTED_AFTER = re.compile(r"\s*(?:,[^,;.()]*)*,?\s+(?:or|nor)\s")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"))


def is_set_aside(text: str, start: int, end: int) -> bool:
    """Whether the name from one sign to another of a casefolded text is set aside there."""
    before, after = text[:start].translate(_DASHES), text[end:].translate(_DASHES)
    if _AFTER.match(after):
        return True
    clause = _CLAUSE_ENDS.split(_FOR_EXAMPLE.sub(" ", before))[-1]
    in_a_list = _LISTED_BEFORE.search(clause) or _LISTED_AFTER.match(after)
    if not in_a_list:
        clause = clause.rpartition(",")[2]
    return bool(_OTHER.search(clause) or _NO.search(clause))
