"""Titles of sources where a family sees them: a quotation, unless it sells or gives a rate without its count.

Titles are what others wrote and stay in the record as they are; staff read each of them, in quotation marks. Not here:
the guards over texts of our own (`loaders.family_text`).
"""

import re

from therapies.wording import hype_in

SELLS = "(its title is not shown: it reads like an advertisement)"
BARE_RATE = "(its title is not shown: it gives a rate without its count)"

# What sells in a title. A plain text of ours may say what is better proven or what people hope for; a title may not.
_PRAISE = re.compile(
    r"\bpromises?\b|\bbetter than\b|(?<!city of )\b(?!(?-i:HOPE))hopes?\b|\bdramatic(?:ally)?\b|\bbest[- ]in[- ]class\b"
    r"|\bremarkabl[ey]\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\d\s?%|\bper[ -]?cent\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)[ -](?:times|fold)\b"
    r"|\b(?:doubl|halv|tripl)(?:es|ed|ing)\b|\btwice as\b|\b(?:half|thirds?|quarters?) of\b"
    r"|\bby (?:about |almost |nearly |over |more than )?(?:half|an? (?:third|quarter|fifth)|two thirds)\b"
    r"|\b\d+ (?:out of|in) (?:every )?(?:10|100|ten|hundred)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\b\d+ (?:out )?of (?:the )?\d+\b|\bof \d+ (?:people|patients|children|adults)\b", re.IGNORECASE)
# The name of a range is no share of people.
_NO_SHARE = re.compile(r"\b95% (?:range|CI|confidence)", re.IGNORECASE)


def quoted(title: str) -> str:
    """The title as the quotation that it is."""
    return f"“{title.rstrip('.')}”"


def family_title(title: str) -> str:
    """The title as a quotation, or why it does not stand here (honesty.md, rules 1 and 8)."""
    if hype_in(title) or _PRAISE.search(title):
        return SELLS
    if _RATE.search(_NO_SHARE.sub("", title)) and not _COUNT.search(title):
        return BARE_RATE
    return quoted(title)
