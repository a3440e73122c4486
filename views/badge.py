"""Small labels: a status as a word with a shape, and the kind of evidence behind a number.

Colour is never the only sign. Not here: the words, and what they mean (data/curated/vocabulary.yaml).
"""

from dataclasses import dataclass

from therapies.facts import Word
from therapies.regulatory_events import REFUSED, kind_of
from therapies.status_words import status_words
from views import passport, safe_text

YES, UNDER_WAY, WAITING, CARE, ENDED, UNKNOWN = "●", "◐", "○", "▲", "■", "?"
_TONES = {YES: "good", UNDER_WAY: "other", WAITING: "other", CARE: "care", ENDED: "ended", UNKNOWN: "quiet"}
_SHAPES: dict[str, dict[str, str]] = {
    "stage": {
        "approved": YES,
        "filed": UNDER_WAY,
        "preclinical": WAITING,
        "withdrawn": ENDED,
        "discontinued": ENDED,
    },
    "trial_status": {
        "recruiting": YES,
        "enrolling-by-invitation": UNDER_WAY,
        "active-not-recruiting": UNDER_WAY,
        "not-yet-recruiting": WAITING,
        "available": YES,
        "temporarily-not-available": CARE,
        "suspended": CARE,
        "completed": ENDED,
        "terminated": ENDED,
        "withdrawn": ENDED,
        "no-longer-available": ENDED,
        "approved-for-marketing": ENDED,
    },
    "access_status": {"open": YES, "closed": ENDED},
}
_SHAPES["site_status"] = _SHAPES["trial_status"]
_OTHERWISE = {"stage": UNDER_WAY}
_EVENT_GROUPS = {
    "designation": WAITING,
    "review": UNDER_WAY,
    "approval": UNDER_WAY,  # what stands beside an approval and is none: a changed label, a hospital exemption
    "safety": CARE,
    "stop": ENDED,
    "company": ENDED,
    "advice": WAITING,
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A word, the shape before it, and what the word means (shown as text, never only on hover)."""

    word: str
    shape: str = UNKNOWN
    meaning: str = ""


def of_word(word: Word, as_read: str | None = None) -> Badge:
    """The badge of a controlled word (`dataset.word(...)`): its title, its plain meaning and the shape of its kind.

    With `as_read` ("when read on 3 May 2026"), what an old status rests on, it is grey: it may have changed.
    """
    if as_read:
        return Badge(status_words(word.title, as_read), passport.OVERDUE, f"What that means: {word.plain}")
    if word.field == "regulatory_event":
        refused = kind_of(word) == REFUSED
        shape = YES if word.grants_approval else ENDED if refused else _EVENT_GROUPS.get(word.group or "", UNKNOWN)
    else:
        code = word.code.lower().replace("_", "-")
        shape = _SHAPES.get(word.field, {}).get(code, _OTHERWISE.get(word.field, UNKNOWN))
    return Badge(word.title, shape, word.plain)


def html(badge: Badge) -> str:
    """HTML of the badge: a shape and its word."""
    tone = _TONES.get(badge.shape, "quiet")
    return (
        f'<span class="ct-label" data-tone="{tone}"><span aria-hidden="true">{safe_text.html(badge.shape)}</span> '
        f"{safe_text.html(badge.word)}</span>"
    )


def evidence_html(*labels: str | None) -> str:
    """HTML of evidence labels, as "peer-reviewed", "single-arm"; labels that say nothing are left out."""
    return " ".join(f'<span class="ct-label">{safe_text.html(label)}</span>' for label in labels if label)
