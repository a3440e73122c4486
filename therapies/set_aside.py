"""Whether a name in the list of treatments is there to be set aside: "standard of care other than X", "X-naive".

Read are the words around the name, up to the end of its clause. What may be given stays given: "with or without X",
"no more than two doses of X", "before X", "prior to X". What came first is not given: "Y after X", "Y in patients who
received X"; of "X after Y" the first is. Not here: which names are found (`therapies.study_links`).
"""

import re

_FOR_EXAMPLE = re.compile(r",?\s*\b(?:(?:e\.\s?g|i\.\s?e)\.|such as|including|for example),?")
_CLAUSE_ENDS = re.compile(
    r"[;.)\]]|(?<!excluding)(?<!control)(?<!controls):|\s\+\s|\b(?:plus|then|followed by)\b|"
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
_WITH_IT = (
    r"(?:[\s(-]+(?:an?|the|their|first|last|prior|single|one|initial|commercial|standard|approved|treatment|therapy"
    r"|infusions?|administration|receipt|doses?|failure|relapse|progression|completion|discontinuation|car|t|cells?|of"
    r"|with|on|to|from))*[\s(-]*$"
)
# Sets aside what was had before: by the time, or by the people who had it.
_HAD = re.compile(
    r"(?:\b(?:after|(?<!the )following|since|post)"
    r"|\b(?:in|of|from|for|among)\s+(?:[\w/-]+\s+){0,4}?"
    r"(?:patients?|people|participants?|subjects?|individuals|recipients|children|adults|boys|girls|infants|those)"
    r"(?:\s+who)?(?:\s+(?:have|has|had|were|are|was|been|already))*"
    r"\s+(?:treated with|given|received|administered|infused with|had|got|dosed with))" + _WITH_IT
)
# Sets aside what is imitated, or only spoken of.
_IMITATED = re.compile(
    r"\b(?:placebo|sham|vehicle)(?:[\s-]+(?:procedure|infusion|injection|control|comparator))?"
    r"(?:[\s(]+(?:for|to|of|matching|matched(?:\s+(?:to|with))?)|\s*\()[\s(]+$"
    r"|\b(?:placebo|sham|vehicle)\s*\($"
    r"|\bhistorical controls?[\s:,(-]+(?:\w+\s){0,3}$"
    r"|\b(?:about|regarding|concerning|data on|experience (?:of|with))\s+(?:the\s+)?$"
)
_ANTIBODY = re.compile(r"\banti[\s-]*$"), re.compile(r"[®™]?[\s-]*(?:(?:car|t|cells?|drug)[\s-]+)*(?:antibod|immun)")
_AFTER = re.compile(
    r"[®™]?\)?[\s-]?(?:\([^()]*\)[\s-]?)?(?:(?:car|t|cells?|therapy|treatment|infusion)[\s-])*"
    r"(?:na[iï]ve|free|sparing|excluded|excepted|exempt|untreated|unexposed|(?:pre[\s-]?)?treated|refractory|resistant"
    r"|experienced|exposed|ineligible|failures?|(?:(?:is|are|was|were) )?not (?:given|allowed|permitted|received"
    r"|included|used)|like|(?:match(?:ing|ed)[\s-])?(?:placebo|vehicle)(?!-))\b"
)
_LISTED_BEFORE = re.compile(r",\s*(?:or|nor)\s+$")
_LISTED_AFTER = re.compile(r"\s*(?:,[^,;.()]*)*,?\s+(?:or|nor)\s")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"))


def is_set_aside(text: str, start: int, end: int) -> bool:
    """Whether the name from one sign to another of a casefolded text is set aside there."""
    before, after = _around(text, start, end)
    if _AFTER.match(after) or (_ANTIBODY[0].search(before) and _ANTIBODY[1].match(after)):
        return True
    clause = _clause(before, after)
    return any(pattern.search(clause) for pattern in (_OTHER, _NO, _IMITATED))


def was_had_before(text: str, start: int, end: int) -> bool:
    """Whether a casefolded text says of the name that people had it before: what is given then is something else."""
    return bool(_HAD.search(_clause(*_around(text, start, end))))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[:start].translate(_DASHES), text[end:].translate(_DASHES)


def _clause(before: str, after: str) -> str:
    """What stands before the name, from the beginning of its clause, or of its part of a list."""
    clause = _CLAUSE_ENDS.split(_FOR_EXAMPLE.sub(" ", before))[-1]
    in_a_list = _LISTED_BEFORE.search(clause) or _LISTED_AFTER.match(after)
    if not in_a_list:
        clause = clause.rpartition(",")[2]
    return clause
