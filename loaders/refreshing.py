"""The command `refresh`: a new copy of the register under `data/registry`, all or nothing, the last good one kept.

Here: whether all or only what is new is asked for, and the words when it did not work. Not here: what may be said to
it (`loaders.outside_commands`), the questions (`loaders.registry_questions`), the pages that come
(`loaders.registry_crawl`), a downloaded file (`loaders.registry_file`) and the copy (`loaders.registry_copy`).
"""

import argparse
import hashlib
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from loaders.outside_service import Manners
from loaders.registry_client import RegisterClient
from loaders.registry_copy import CopyWriter
from loaders.registry_crawl import Crawl
from loaders.registry_file import file_studies, is_csv
from loaders.registry_journal import Journal
from loaders.registry_questions import Question, curated_questions, own_question, since
from loaders.registry_shelf import Copy, newest
from loaders.registry_stops import RefreshStoppedError, shortened
from loaders.registry_study import Unreadable
from loaders.stoppable import Words, curated_files, run, tell
from therapies.today import this_day

_LISTED = 200  # unreadable studies named in a manifest
_MOST_ODD = 0.01
_CRAWL = ".crawl"


def refresh(options: argparse.Namespace) -> int:
    """Make a copy. 0 when it is there, 1 when it could not be made, 130 when somebody pressed Ctrl-C."""
    words = Words(
        not_made="No new copy was made.",
        still_works=lambda: _still_works(options.to),
        after_stop="run the same command again, it goes on where it stopped.",
    )
    return run(options.to, lambda: _copy(options), words)


def _copy(options: argparse.Namespace) -> None:
    copy = _from_file(options) if options.file else _from_register(options)
    tell(f"Written: {copy.folder} ({copy})")
    used = newest(options.to)
    if used and used.folder != copy.folder:
        tell(f"It is not the newest: {used} stays in use.")


def _still_works(folder: Path) -> str:
    copy = newest(folder)
    kept = f"{copy} stays in use" if copy else "there was no copy of the register yet; the curated data stay in use"
    return f"What still works: the dashboard as before; {kept}."


def _from_register(options: argparse.Namespace) -> Copy:
    questions = _questions(options)
    last, day = newest(options.to, thorough=True), None
    if options.since:
        last, day = _base(options, last, questions)
    asked = [since(question, day) for question in questions] if day else questions
    manners = Manners(options.pause, options.timeout, options.attempts, options.first_wait)
    journal = Journal(options.to / _CRAWL, [options.base_url, asked, options.page_size])
    with RegisterClient(options.base_url, manners, tell) as client:
        crawl = Crawl(client, journal, asked, options.page_size, tell)
        timestamp = crawl.run()
    as_of = _day_of(timestamp)
    words = {
        "source": {"kind": "register", "address": options.base_url},
        "data_timestamp": timestamp,
        "as_of": as_of,
        "questions": questions,
        "since": day,
        "full_on": last.manifest["full_on"] if day and last else as_of,
    }
    batches = ((page.studies, page.unreadable) for page in crawl.pages())
    try:
        copy = _written(options.to, batches, words, last if day else None)
    except RefreshStoppedError:
        journal.forget()  # its pages would stop the next refresh as well
        raise
    journal.forget()
    return copy


def _day_of(timestamp: str) -> str:
    try:
        return date.fromisoformat(timestamp[:10]).isoformat()
    except ValueError as error:
        happened = f"The register's dataTimestamp '{shortened(timestamp, 40)}' is no date."
        raise RefreshStoppedError(happened, "Tell who maintains the dashboard: the register has changed.") from error


def _questions(options: argparse.Namespace) -> list[Question]:
    if options.all:
        return [{}]
    own = [own_question(words) for words in options.query]
    if options.only_query:
        if not own:
            raise RefreshStoppedError("--only-query stands without --query.", "Add --query WORDS.")
        return own
    return curated_questions(curated_files(options.curated, this_day())) + own


def _base(options: argparse.Namespace, last: Copy | None, questions: list[Question]) -> tuple[Copy | None, str | None]:
    """The copy to go on from and the day to ask from; none where everything must be asked for again."""
    why = None
    if last is None:
        why = "there is no copy yet that this version can read"
    elif last.manifest["source"] != {"kind": "register", "address": options.base_url}:
        why = "the last copy came from elsewhere"
    elif last.manifest["questions"] != questions:
        why = "the last copy was made with other questions"
    if why or last is None:
        tell(f"Everything is asked for: {why}.")
        return None, None
    if options.since == "last":
        # A day more: days of posting are those of the United States, the timestamp is UTC.
        return last, (date.fromisoformat(last.manifest["as_of"]) - timedelta(days=1)).isoformat()
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", options.since) or options.since > last.manifest["as_of"]:
        happened = f"--since {shortened(options.since, 40)} is not a day (YYYY-MM-DD) before {last}."
        raise RefreshStoppedError(happened, "Leave the day out: --since alone takes the right one.")
    return last, options.since


def _from_file(options: argparse.Namespace) -> Copy:
    path: Path = options.file
    batches = file_studies(path)  # refuses what is no file of studies before anything else
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    words = {
        "source": {"kind": "file", "file": path.name, "sha256": digest},
        "data_timestamp": None,
        "as_of": options.as_of,
        "questions": None,
        "since": None,
        "full_on": options.as_of,
    }
    return _written(options.to, batches, words, None, limits_known=not is_csv(path))


def _written(
    folder: Path,
    batches: Iterator[tuple[list[Any], list[Unreadable]]],
    words: dict[str, Any],
    base: Copy | None,
    limits_known: bool = True,
) -> Copy:
    writer, odd = CopyWriter(folder), []
    try:
        for studies, unreadable in batches:
            writer.add(studies, limits_known)
            odd += unreadable
        _worth_it(len(writer.studies), len(odd), base)
        if words["as_of"] is None:
            words = _dated_by_newest(words, writer.newest_update)
        taken_over = writer.take_over(base) if base else 0
        names = [{"nct": one.nct, "reason": one.reason} for one in odd[:_LISTED]]
        return writer.publish(words["as_of"], {**words, "taken_over": taken_over, "unreadable": names})
    finally:
        writer.discard()
        if odd:
            tell(f"{len(odd)} studies could not be read; the first: {odd[0].nct or 'no number'}: {odd[0].reason}")


def _worth_it(studies: int, odd: int, base: Copy | None) -> None:
    if odd > max(1, (studies + odd) * _MOST_ODD):
        happened = f"{odd:,} of {studies + odd:,} studies cannot be read."
        raise RefreshStoppedError(
            happened, "Look whether these are studies of ClinicalTrials.gov in their present form."
        )
    if not studies and not base:
        raise RefreshStoppedError("No study was found.", "Look at the words of --query, or at the file.")


def _dated_by_newest(words: dict[str, Any], newest_update: str) -> dict[str, Any]:
    """A file does not say when it was made: it is taken to be as old as its newest record, never newer."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", newest_update):
        raise RefreshStoppedError(
            "The file does not say of what day it is.", "Add --as-of YYYY-MM-DD, the day of download."
        )
    # A copy of the future would stay the newest one for ever. A day more: it may be tomorrow there already.
    if newest_update > (this_day() + timedelta(days=1)).isoformat():
        raise RefreshStoppedError(
            f"A record of the file is dated {newest_update}, which is after today.",
            "Look at this machine's clock, or add --as-of YYYY-MM-DD, the day of download.",
        )
    return {**words, "as_of": newest_update, "full_on": newest_update}
