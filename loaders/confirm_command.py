"""`python -m loaders confirm`: somebody compared facts with their sources, and they are still true.

Not here: what is written into a file (`loaders.confirming`), and confirming from the page (`loaders.desk_acts`).
"""

import argparse
from datetime import date
from pathlib import Path

from loaders.confirming import Confirmed, NotConfirmedError, confirmed, shared_confirmed
from loaders.curated import Curated, read_curated
from loaders.data_commands import curated_argument
from loaders.file_saving import ChangedMeanwhileError, save
from loaders.records import Therapy
from loaders.stoppable import show, tell
from loaders.yaml_text import read
from therapies.today import this_day

_SHARED = {"glossary": "glossary", "designations": "pathways", "access_routes": "pathways"}


def arguments(command: argparse.ArgumentParser) -> None:
    """What may be said to `confirm`."""
    curated_argument(command)
    command.add_argument(
        "targets",
        nargs="+",
        metavar="WHAT",
        help="a fact (wu-cart-007/outcome/o1), a source and so all facts that rest on it (wu-cart-007/s1), what a file "
        "says in its own words (wu-cart-007), or an entry (glossary/orr)",
    )
    command.add_argument("--by", required=True, metavar="SIGN", help="who looked: a sign of people.yaml")


def run(chosen: argparse.Namespace) -> int:
    """The command `confirm`: 0 when all of it was written, 1 when nothing was."""
    try:
        said = confirm(chosen.curated, chosen.targets, chosen.by, this_day())
    except (NotConfirmedError, ChangedMeanwhileError) as error:
        tell(str(error))
        return 1
    show("\n".join((*said, "To show it: python -m loaders build", "")))
    return 0


def confirm(folder: Path, targets: list[str], by: str, today: date) -> list[str]:
    """Write into the curated files in `folder` that `by` confirmed `targets` today; returns what was done, in words.

    All of it or nothing. Raises NotConfirmedError and ChangedMeanwhileError.
    """
    names = {target: _file_name(target) for target in targets}
    found = {name: _text(folder, name, target) for target, name in names.items()}
    curated = _checked(folder, today, found)
    if by not in curated.people.people:
        known = ", ".join(curated.people.people) or "there is nobody yet"
        raise NotConfirmedError(f"Nobody in people.yaml is '{by}' ({known}). Add the person there first.")
    texts, said = dict(found), []
    for target, name in names.items():
        done = _confirmed(curated, texts[name], target, by, today)
        texts[name] = done.text
        said.append(_said(target, name, done, today))
    _checked(folder, today, texts)
    save(folder, texts, found)
    return said


def _file_name(target: str) -> str:
    first = target.partition("/")[0]
    return f"{_SHARED[first]}.yaml" if first in _SHARED else f"therapies/{first}.yaml"


def _text(folder: Path, name: str, target: str) -> str:
    path = folder / name
    # A name with a point or a slash is no id: it must not lead out of the folder.
    if "." in target.partition("/")[0] or not path.is_file():
        raise NotConfirmedError(
            f"'{target}' is in no curated file. A cell of a comparison rests on sources of therapies: confirm those."
        )
    return path.read_bytes().decode("utf-8")


def _checked(folder: Path, today: date, texts: dict[str, str]) -> Curated:
    curated, faults = read_curated(folder, today, texts)
    if curated is None:
        raise NotConfirmedError(
            f"The curated files have {len(faults)} fault(s), so nothing was confirmed. See them with: "
            "python -m loaders check"
        )
    return curated


def _confirmed(curated: Curated, text: str, target: str, by: str, today: date) -> Confirmed:
    first, _, place = target.partition("/")
    if first in _SHARED:
        return shared_confirmed(text, curated.glossary if first == "glossary" else curated.pathways, target, today)
    # As the text says it now: an earlier target may have signed in it already.
    return confirmed(text, Therapy.model_validate(read(Path(), Path(), text).value), place, by, today)


def _said(target: str, name: str, done: Confirmed, today: date) -> str:
    count = len(done.facts)
    facts = f"{count} {'fact' if count == 1 else 'facts'} checked on {today}" if count else f"read on {today}"
    return f"{target}: {facts}. Written to {name}."
