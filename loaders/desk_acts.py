"""What the desk does with the curated files: open, check, preview, save, confirm, build; each gives what it says.

Everything is asked with the day that counts as today, with who asks, and with the print of the draft that the tab saw
last. Not here: files (`loaders.desk_files`), drafts (`loaders.desk_drafts`), sign-offs (`loaders.desk_texts`), what a
change is in words (`loaders.desk_differences`).
"""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from loaders import desk_drafts, desk_files, desk_texts
from loaders.building import BuildStoppedError, build, build_and_record
from loaders.checking import check_and_show
from loaders.confirm_command import confirm
from loaders.confirming import NotConfirmedError
from loaders.curated import Curated
from loaders.desk_differences import Differences
from loaders.desk_drafts import Draft
from loaders.desk_files import Places, RefusedError
from loaders.faults import Fault
from loaders.fields import is_slug
from loaders.file_saving import ChangedMeanwhileError, save
from loaders.history import HistoryDamagedError
from loaders.new_therapy import NotBegunError, begun
from loaders.yaml_text import read
from therapies.dataset import Dataset

Said = dict[str, Any]
_NOBODY_YET = re.compile(r"^people:[ \t]*\{[ \t]*\}[ \t]*$", re.MULTILINE)


class Desk:
    """Answers questions; keeps the release that it compares with."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._differences = Differences(places.release)
        self._acts: dict[str, Callable[[Said], Said]] = {
            "list": self._list,
            "open": self._open,
            "begin": self._begin,
            "check": self._check,
            "preview": self._preview,
            "save": self._save,
            "confirm": self._confirm,
            "build": self._build,
            "add person": self._add_person,
            "drop draft": self._drop_draft,
        }

    def act(self, question: Said) -> Said:
        """Do what is asked. Raises RefusedError."""
        act = self._acts.get(question.get("do", ""))
        if act is None:
            raise RefusedError("The desk does not know what to do.")
        return act({"by": "", "seen": "", **question})

    def _list(self, question: Said) -> Said:
        files = [{"file": name, "there": there} for name, there in desk_files.listed(self._places, question["by"])]
        path = self._places.curated / "people.yaml"
        value = read(path, path).value
        people = value.get("people") if isinstance(value, dict) else None
        named = {
            sign: str(person.get("name", sign)) for sign, person in (people or {}).items() if isinstance(person, dict)
        }
        return {"files": files, "people": named}

    def _open(self, question: Said) -> Said:
        """A file as it is, and the person's draft of it if there is one that says otherwise."""
        name, by = desk_files.file_name(question["file"]), question["by"]
        on_disk = desk_files.text(self._places, name)
        seen = self._seen(name, on_disk or "")
        draft = desk_drafts.draft(self._places, name, by)
        if draft and desk_texts.same(draft.text, seen):
            desk_drafts.drop_draft(self._places, name, by)
            draft = None
        if on_disk is None and draft is None:
            raise RefusedError(f"{name} is not there any more. Choose another file.")
        opened = desk_files.print_of(on_disk)
        kept = draft and {**_told(draft), "text": draft.text, "older": draft.of != opened}
        return {"text": seen, "opened": opened, "draft": kept}

    def _begin(self, question: Said) -> Said:
        """A new therapy: its text is a draft until it is saved."""
        therapy, by = str(question["id"]), question["by"]
        try:
            text = begun(self._places.curated, therapy, question.get("like") or None)
        except NotBegunError as error:
            raise RefusedError(str(error)) from error
        name = f"{desk_files.THERAPIES}{therapy}.yaml"
        if desk_drafts.draft(self._places, name, by):
            raise RefusedError(f"You have begun {therapy} already. Choose it in the list of files.")
        path = desk_drafts.keep_draft(self._places, name, by, text, "")
        return {"file": name, "said": f"Begun from the template, and kept as a draft: {path}"}

    def _drop_draft(self, question: Said) -> Said:
        desk_drafts.drop_seen(self._places, question["file"], question["by"], question["seen"])
        return {"said": "The draft was taken away."}

    def _check(self, question: Said) -> Said:
        """What is wrong with a text, what it would change, and what is overdue; the text is kept as a draft."""
        name, text = desk_files.file_name(question["file"]), str(question["text"])
        on_disk = desk_files.text(self._places, name)
        kept = self._keep(question, name, text, on_disk)
        # What differs in no fact can be lost too: a line of theirs that is a comment.
        against = question.get("against") == "file"
        lines = list(desk_texts.missing(self._seen(name, on_disk or ""), text)) if against else []
        _, dataset, faults = self._look(question, {name: self._whole(name, text, on_disk)})
        if dataset is None:
            return {"faults": self._told(faults), "changes": None, "due": [], "lines": lines, **kept}
        return {"faults": [], **self._compared(question, name, dataset), "lines": lines, **kept}

    def _keep(self, question: Said, name: str, text: str, on_disk: str | None) -> Said:
        """Keep the text as the draft. Where the draft is of another tab, leave it there and tell what it says."""
        by = question["by"]
        same = desk_texts.same(text, self._seen(name, on_disk or ""))
        if other := desk_drafts.other_draft(self._places, name, by, question["seen"], text):
            # Nothing was typed in this tab, so there is nothing to choose.
            lines = list(desk_texts.missing(other.text, text))
            return {"draft": question["seen"], "other": None if same else {**_told(other), "lines": lines}}
        if same:
            desk_drafts.drop_draft(self._places, name, by)
            return {"draft": "", "other": None}
        desk_drafts.keep_draft(self._places, name, by, text, question["opened"])
        return {"draft": desk_files.print_of(text), "other": None}

    def _compared(self, question: Said, name: str, dataset: Dataset) -> Said:
        today = _day(question)
        earlier = self._look(question, {})[1] if question.get("against") == "file" else None
        therapy = desk_files.therapy_of(name)
        return {
            "changes": self._differences.told(earlier, dataset, today),
            "due": self._differences.due(dataset, therapy, today) if therapy else [],
        }

    def _preview(self, question: Said) -> Said:
        """A release of the text in a folder of its own."""
        name, text = desk_files.file_name(question["file"]), str(question["text"])
        whole = self._whole(name, text, desk_files.text(self._places, name))
        curated = self._sound(question, {name: whole})
        folder = desk_files.preview_folder(self._places, question["by"])
        build(curated, folder)
        return {"folder": str(folder)}

    def _save(self, question: Said) -> Said:
        """Write the text into its file, signed, unless the file is another one than was opened."""
        name, text, by = desk_files.file_name(question["file"]), str(question["text"]), question["by"]
        if not by:
            raise RefusedError("Nothing was written. Say first who you are: it stands at what you enter.")
        on_disk = desk_files.text(self._places, name)
        kept = self._keep(question, name, text, on_disk)
        if desk_files.print_of(on_disk) != question["opened"]:
            return {"elsewhere": True, "said": _elsewhere(self._places.curated / name)}
        if desk_texts.same(text, self._seen(name, on_disk or "")):
            return {"said": f"{name} says this already: nothing was written.", "opened": question["opened"]}
        made, count = text, 0
        if desk_files.therapy_of(name):
            made, count = desk_texts.signed(text, on_disk, by)
        self._no_new_fault(question, name, made)
        try:
            save(self._places.curated, {name: made}, {name: on_disk})
        except ChangedMeanwhileError:
            return {"elsewhere": True, "said": _elsewhere(self._places.curated / name)}
        if not kept["other"]:
            desk_drafts.drop_draft(self._places, name, by)
        signed = f" {count} {'fact is' if count == 1 else 'facts are'} signed as yours ({by})." if count else ""
        return {
            "said": f"Saved: {self._places.curated / name}.{signed} The dashboard shows it after “Build the release”.",
            "opened": desk_files.print_of(made),
        }

    def _no_new_fault(self, question: Said, name: str, made: str) -> None:
        """Faults that others left in their files stop nobody; those of this file, and those that it makes, do."""
        _, _, faults = self._look(question, {name: made})
        here = self._places.curated / name
        known = set(self._look(question, {})[2]) if any(fault.file != here for fault in faults) else set()
        new = [fault for fault in faults if fault.file == here or fault not in known]
        if new:
            count = f"{len(new)} {'fault' if len(new) == 1 else 'faults'}"
            raise RefusedError(f"Nothing was written: {count} to mend first. Your text is still here.")

    def _confirm(self, question: Said) -> Said:
        """Somebody compared facts with their source, and they are still true; what is no longer overdue after it."""
        name, target = desk_files.file_name(question["file"]), str(question["target"])
        today, therapy = _day(question), desk_files.therapy_of(name)
        before = self._look(question, {})[1]
        try:
            said = confirm(self._places.curated, [target], question["by"], today)
        except (NotConfirmedError, ChangedMeanwhileError) as error:
            raise RefusedError(str(error)) from error
        after = self._look(question, {})[1]
        late, still = (
            self._differences.due(data, therapy, today) if data and therapy else [] for data in (before, after)
        )
        on_disk = desk_files.text(self._places, name) or ""
        current = [one["name"] for one in late if one["id"] not in {other["id"] for other in still}]
        return {
            "said": " ".join(said),
            "current": current,
            "text": self._seen(name, on_disk),
            "opened": desk_files.print_of(on_disk),
        }

    def _build(self, question: Said) -> Said:
        curated = self._sound(question, {})
        places = self._places
        try:
            built = build_and_record(curated, places.release, places.history, _day(question))
        except (HistoryDamagedError, BuildStoppedError) as error:
            raise RefusedError(f"{error} Nothing was written.") from error
        brings = built.brings and f"What it brings: {built.brings}."
        lines = (f"Release {built.release} written to {places.release}.", brings, built.recorded)
        return {"said": " ".join(line for line in lines if line), "release": built.release}

    def _add_person(self, question: Said) -> Said:
        sign, called = str(question["sign"]).strip(), " ".join(str(question["name"]).split())
        if not is_slug(sign) or len(sign) > 12 or sign == desk_files.NOBODY:
            raise RefusedError(f"'{sign}' is no short sign. Right: up to 12 small letters and digits, as mk.")
        if not called:
            raise RefusedError("The name that colleagues know is missing.")
        path = self._places.curated / "people.yaml"
        on_disk = desk_files.text(self._places, "people.yaml") or ""
        if sign in self._list(question)["people"]:
            raise RefusedError(f"'{sign}' is somebody already. Choose another sign.")
        line = f"  {sign}: {{name: {json.dumps(called, ensure_ascii=False)}}}\n"
        text, empty = _NOBODY_YET.subn(lambda _: f"people:\n{line.rstrip()}", on_disk, count=1)
        if not empty:
            text = f"{on_disk.rstrip()}\n{line}"
        self._no_new_fault(question, "people.yaml", text)
        save(self._places.curated, {"people.yaml": text}, {"people.yaml": on_disk})
        return {"said": f"{called} ({sign}) was added to {path}."}

    def _seen(self, name: str, on_disk: str) -> str:
        return desk_texts.shown(on_disk) if desk_files.therapy_of(name) else on_disk

    def _whole(self, name: str, text: str, on_disk: str | None) -> str:
        return desk_texts.whole(text, on_disk) if desk_files.therapy_of(name) else text

    def _look(self, question: Said, texts: dict[str, str]) -> tuple[Curated | None, Dataset | None, list[Fault]]:
        return check_and_show(self._places.curated, _day(question), texts)

    def _sound(self, question: Said, texts: dict[str, str]) -> Curated:
        curated, _, faults = self._look(question, texts)
        if curated is None:
            files = sorted({fault.file.name for fault in faults})
            raise RefusedError(
                f"Nothing was made: {len(faults)} {'fault' if len(faults) == 1 else 'faults'} in {', '.join(files)}. "
                "Open the file and mend it first."
            )
        return curated

    def _told(self, faults: list[Fault]) -> list[Said]:
        """`path` is the place inside the file; `file` its name as the desk calls it."""
        return [
            {
                "file": _called(self._places.curated, fault.file),
                "line": fault.line,
                "path": fault.path,
                "wrong": fault.wrong,
                "right": fault.right,
            }
            for fault in faults
        ]


def _called(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name


def _day(question: Said) -> date:
    return date.fromisoformat(question["today"])


def _told(draft: Draft) -> Said:
    return {"print": draft.print, "kept": draft.kept.isoformat()}


def _elsewhere(path: Path) -> str:
    return (
        f"Nothing was written: somebody else saved {path}, or you did in another tab, after you had opened it here. "
        "Nothing is lost: the file has that text, and yours is here. What to do: press “Compare with the file as it is "
        "now”. You then read what your text changes in the file. Put back what should stay, and save again."
    )
