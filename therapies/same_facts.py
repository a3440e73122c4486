"""Whether two values say the same: what of a value says something, and what is only how it is written.

Spacing, the order of a list, the form of a number, and another sign for the same quotation mark, dash, space or letter
are no difference; capitals, raised and lowered figures, and every other sign are. In the texts of the register neither
are capitals, accents, marks of a trade name, "&" for "and", and how a sign is escaped. Not here: which values are
compared (`therapies.fact_changes`, `therapies.register_changes`).
"""

import html
import re
import unicodedata
from functools import cache
from math import isclose
from typing import Any

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ONE_SIGN = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-"),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc`\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    }
)
# Another form of the same letter. A raised 2 is none: 10² is not 102.
_SAME_LETTER = ("<wide>", "<narrow>", "<compat>", "<noBreak>", "<font>")
_ESCAPED = re.compile(r"\\([^\w\s])")
# "(R)" is a mark only where it stands at a name: "(R)-lactate" is a substance.
_TRADE_MARK = re.compile(r"[™®©℠]|\s?\(tm\)|(?<=\w)\(r\)", re.IGNORECASE)
_ACCENTS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_AROUND = re.compile(r"\s*([^\w\s])\s*")


def bare(value: Any) -> Any:
    """What of a value says something; an empty text says nothing."""
    if isinstance(value, str):
        return " ".join(_AROUND.sub(r"\1", _in_plain_signs(value)).split()).removesuffix(".") or None
    if isinstance(value, tuple):
        return tuple(sorted(bare(part) or "" for part in value))
    return value


def bare_text(text: str) -> str | None:
    """What of a text of the register says something: its writers add and lose accents, marks and escapes."""
    plain = _TRADE_MARK.sub("", _ESCAPED.sub(r"\1", html.unescape(text))).replace("&", " and ")
    folded = unicodedata.normalize("NFD", (bare(plain) or "").casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", folded)) or None


def bare_name(name: str) -> str | None:
    """What of the name of a firm, a hospital or a place says something: no points or commas either."""
    return bare_text(html.unescape(name).replace(".", "").replace(",", " "))


def same(before: Any, after: Any) -> bool:
    """Whether two values say the same."""
    if isinstance(before, float) and isinstance(after, float):
        return isclose(before, after, rel_tol=1e-9)
    return bare(before) == bare(after)


def _in_plain_signs(text: str) -> str:
    text = text.translate(_ONE_SIGN)
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", "".join(map(_plain_sign, _UNSEEN.sub("", text))))


@cache
def _plain_sign(sign: str) -> str:
    same_letter = unicodedata.decomposition(sign).startswith(_SAME_LETTER)
    return unicodedata.normalize("NFKC", sign) if same_letter else sign
