"""Results and risks of one therapy drawn as people: one count of people at a time, benefit and harm the same size.

One denominator on a screen (honesty.md, rule 4): up to 30 people each count is a picture of its own, all larger counts
are drawn as 100. They stand in the order in which they are given, never by size. Not here: how many signs a number has
(`therapies.icons`), and how they look (`views.pictures`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from therapies import wording
from therapies.icons import HUNDRED, ONE_EACH, Icons, icons, of_count, of_percent
from therapies.measures import Measure

MOST = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """One number drawn as people; `control` is its comparison group, None where it has none or no count of it."""

    measure: Measure
    icons: Icons
    control: Icons | None


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of the chosen count. A side without any says so."""

    results: tuple[Picture, ...]
    risks: tuple[Picture, ...]
    about_results: str
    about_risks: str


def counts(results: Sequence[Measure], risks: Sequence[Measure]) -> dict[str, str]:
    """The counts of people that can be drawn, as key and title; those with both sides first, then as recorded."""
    drawn = [_key(measure) for measure in (*results, *risks) if icons(measure)]
    harms = {_key(measure) for measure in risks if icons(measure)}
    goods = {_key(measure) for measure in results if icons(measure)}
    ordered = sorted(dict.fromkeys(drawn), key=lambda key: key not in harms or key not in goods)
    return {key: "100 for more than 30 people" if key == str(HUNDRED) else _people(key) for key in ordered}


def pictures(results: Sequence[Measure], risks: Sequence[Measure], chosen: str | None) -> Pictures:
    """The pictures of one count: the chosen one, else the first of `counts`."""
    every = counts(results, risks)
    key = chosen if chosen in every else next(iter(every), None)
    return Pictures(
        results=_drawn(results, key),
        risks=_drawn(risks, key),
        about_results=_about(results, key, "result"),
        about_risks=_about(risks, key, "risk"),
    )


def _key(measure: Measure) -> str:
    return str(measure.n if (measure.n or 0) <= ONE_EACH else HUNDRED)


def _people(key: str) -> str:
    return f"{wording.people(int(key))}, one sign each"


def _drawn(measures: Sequence[Measure], key: str | None) -> tuple[Picture, ...]:
    found: list[Picture] = []
    for measure in measures:
        drawing = icons(measure)
        if drawing and _key(measure) == key and len(found) < MOST:
            found.append(Picture(measure, drawing, control_icons(measure, key)))
    return tuple(found)


def control_icons(measure: Measure, key: str) -> Icons | None:
    """The comparison group, where it can be drawn with the same number of signs."""
    control = measure.control
    if control is None or not control.n:
        return None
    name = f"comparison group, {control.arm}"
    if control.responders is not None:
        drawing = of_count(name, control.responders, control.n)
    elif control.percent is not None and control.n > ONE_EACH:
        drawing = of_percent(name, control.percent, control.n)
    else:
        return None
    return drawing if str(drawing.total) == key else None


def _about(measures: Sequence[Measure], key: str | None, noun: str) -> str:
    """What is not drawn here, so that shown and hidden make the total."""
    if not measures:
        return f"Our data have no {noun}s. That does not mean that there are none."
    drawable = [measure for measure in measures if icons(measure)]
    here = [measure for measure in drawable if _key(measure) == key]
    shown = min(len(here), MOST)
    parts = (
        f"{len(here) - shown} more of these people" if len(here) > shown else "",
        f"{len(drawable) - len(here)} counted among other people" if len(drawable) > len(here) else "",
        f"{len(measures) - len(drawable)} cannot be drawn as people" if len(measures) > len(drawable) else "",
    )
    hidden = ", ".join(part for part in parts if part)
    total = f"{len(measures)} {noun}{'' if len(measures) == 1 else 's'} in our data"
    none = "" if shown else f"No {noun} was counted among exactly these people. "
    return f"{none}{shown} of {total} drawn here{f': {hidden}' if hidden else ''}. All stand further down this page."
