"""Confirming that facts are still true, and signing who entered them: what is written into a therapy file.

One fact, all facts that rest on one source, or what a file says in its own words. Here: the texts. Not here: what a
sign-off is (`loaders.sign_offs`), or the command (`loaders.confirm_command`).
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders.records import Source, Therapy
from loaders.reference_records import GlossaryFile, PathwaysFile
from loaders.sign_offs import SignOff, print_of, signable, valid_sign_offs
from loaders.yaml_edits import with_block, with_value

_OWN_WORDS = ("caution", "note")


class NotConfirmedError(Exception):
    """Something that cannot be confirmed; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The text of the file afterwards, the facts that were signed (without the therapy), and the other days set."""

    text: str
    facts: tuple[str, ...]
    days: tuple[str, ...]


def confirmed(text: str, therapy: Therapy, place: str, by: str, today: date) -> Confirmed:
    """`text` of the file of `therapy`, in which `by` confirms `place`: a fact, a source, or "" for its own words.

    Raises NotConfirmedError.
    """
    facts = signable(therapy)
    source = next((number for number, one in enumerate(therapy.sources) if one.id == place), None)
    days: tuple[str, ...] = ()
    if place == "":
        chosen = [one for one in facts if _own_words(one)]
        text = with_value(text, ("review", "checked_on"), today.isoformat())
        days = ("review.checked_on",)
    elif source is not None:
        if therapy.sources[source].read == "not-read":
            raise NotConfirmedError(
                f"The source {place} was not read, so nothing can be confirmed by it. Read it, and change its `read:`."
            )
        chosen = [
            one
            for one, values in facts.items()
            if place in _sources(values) and _can_tell(therapy, one, values, therapy.sources[source])
        ]
        text = with_value(text, ("sources", source, "checked"), today.isoformat())
        days = (f"{place}.checked",)
    elif place in facts:
        chosen = [place]
    else:
        raise NotConfirmedError(_unknown(therapy, place, [*facts, *(one.id for one in therapy.sources)]))
    valid = valid_sign_offs(therapy)
    signed = {one: _signed(valid.get(one), print_of(facts[one]), by, today) for one in chosen}
    return Confirmed(_with_sign_offs(text, facts, {**therapy.sign_offs, **signed}), tuple(chosen), days)


def authored(text: str, before: Therapy | None, after: Therapy, by: str) -> str:
    """`text` of the file of `after`, in which `by` signs as author what `before` did not say; None where it is new."""
    earlier = {place: print_of(values) for place, values in signable(before).items()} if before else {}
    facts = signable(after)
    now = {place: print_of(values) for place, values in facts.items()}
    signed = {place: SignOff(of=of, author=by) for place, of in now.items() if earlier.get(place) != of}
    return _with_sign_offs(text, facts, {**after.sign_offs, **signed}) if signed else text


def shared_confirmed(text: str, file: GlossaryFile | PathwaysFile, place: str, today: date) -> Confirmed:
    """`text` of glossary.yaml or pathways.yaml with all sources of one entry read today. Raises NotConfirmedError.

    `place`: `glossary/<term>`, `designations/<word>` or `access_routes/<way>`.
    """
    part, _, name = place.partition("/")
    key = "terms" if part == "glossary" else part
    entries: dict[str, int] = {
        one.slug() if part == "glossary" else one.id: number for number, one in enumerate(getattr(file, key))
    }
    if name not in entries:
        raise NotConfirmedError(f"There is no {place}.{_near(name, entries)}")
    number = entries[name]
    for position in range(len(getattr(file, key)[number].sources)):
        text = with_value(text, (key, number, "sources", position, "checked"), today.isoformat())
    return Confirmed(text, (), (place,))


def _own_words(place: str) -> bool:
    kind, _, rest = place.partition("/")
    return place == "turnaround" or kind in _OWN_WORDS or (kind == "indication" and "/" not in rest)


def _can_tell(therapy: Therapy, place: str, values: Mapping[str, Any], source: Source) -> bool:
    """Whether a reading of this source tells that the fact is still true: a status is read in the register."""
    of_register = place.startswith("trial/") and place.count("/") == 1
    of_register |= values.get("route") in ("clinical-trial", "expanded-access")
    in_register = any(one.kind == "registry" for one in therapy.sources if one.id in _sources(values))
    return source.kind == "registry" or not (of_register and in_register)


def _sources(values: Mapping[str, Any]) -> list[str]:
    return values.get("sources", []) or values.get("turnaround", {}).get("sources", [])


def _signed(earlier: SignOff | None, of: str, by: str, today: date) -> SignOff:
    day = today.isoformat()
    if earlier is None:
        return SignOff(of=of, author=by, checked=day)
    other = earlier.confirmed_by if by == earlier.author else by
    return SignOff(of=of, author=earlier.author, confirmed_by=other, checked=day)


def _with_sign_offs(text: str, facts: Iterable[str], sign_offs: Mapping[str, SignOff]) -> str:
    """In the order of the file; one of a fact that is no longer there stays, so that the check names it."""
    places = [place for place in facts if place in sign_offs]
    places += [place for place in sign_offs if place not in places]
    return with_block(text, "sign_offs", [f"{place}: {_line(sign_offs[place])}" for place in places])


def _line(signed: SignOff) -> str:
    values = signed.model_dump(exclude_none=True)
    # Eight digits alone would be read as a number, and a leading zero or an "e" among them as something else.
    values["of"] = f'"{signed.of}"'
    return f"{{{', '.join(f'{name}: {value}' for name, value in values.items())}}}"


def _unknown(therapy: Therapy, place: str, known: list[str]) -> str:
    if place.startswith("trial/") and "/site/" in place:
        return f"A hospital is confirmed with its trial: {place.partition('/site/')[0]}"
    return f"{therapy.id} has no fact and no source '{place}'.{_near(place, known)}"


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
    return f" Did you mean {', '.join(near)}?" if near else ""
