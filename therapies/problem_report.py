"""A ready text about one fact that seems wrong: what it says now, what it rests on, and from which release that is.

Staff add what is wrong and where that stands, and send it themselves, by mail or as they like: nothing is sent here,
and nothing about a patient belongs in it. Not here: how it looks (`views.problem_report`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any
from urllib.parse import quote

from therapies import change_lines, wording
from therapies.checked_facts import KINDS, every_fact
from therapies.dataset import Dataset
from therapies.evidence import Passport, dated_passport, passport
from therapies.kept import kept
from therapies.own_words import written_by_us
from therapies.profile import profile
from therapies.source_titles import quoted
from therapies.status_words import status_words
from therapies.study_register import StudyRegister
from therapies.terms import reading_passport
from therapies.trial_records import registered_record

TITLE = "A problem with a fact of the dashboard"
WHAT_IS_WRONG = "What is wrong, and where does it say so:"
NO_PATIENT = "Write nothing about a patient."
_SHORTENED = "(Shortened for a mail. The whole text stands on the page Sources, under “Report a problem”.)"
# Facts that are a number, by the part of their id.
_NUMBERS = ("outcome", "safety", "participants")
_REFERENCE = ("designations", "access_routes", "glossary")
_OF_REGISTER = "register/"
# Longer addresses are cut or refused by browsers and mail programs.
LONGEST_MAIL = 1900
_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class ProblemReport:
    """The text in its parts: what the fact is about, what it `says` now and what it `rests_on`, in whole lines."""

    fact_id: str
    about: str
    says: tuple[str, ...]
    rests_on: tuple[str, ...]
    release: str

    @property
    def text(self) -> str:
        """The whole text."""
        return self._with(self._lines)

    @property
    def subject(self) -> str:
        """The subject of a mail."""
        return f"Problem with {self.fact_id}"

    def mail(self, address: str) -> str:
        """A mailto: link with this text; where it is too long for mail programs, with the lines that have room."""
        whole = _mailto(address, self.subject, self.text)
        if len(whole) <= LONGEST_MAIL:
            return whole
        lines: list[str] = []
        for line in self._lines:
            if len(_mailto(address, self.subject, self._with((*lines, line, _SHORTENED)))) <= LONGEST_MAIL:
                lines.append(line)
        return _mailto(address, self.subject, self._with((*lines, _SHORTENED)))

    @property
    def _lines(self) -> tuple[str, ...]:
        return f"About: {self.about}", "", "What it says now:", *self.says, "", *self.rests_on

    def _with(self, lines: Sequence[str]) -> str:
        head = (TITLE, f"Fact: {self.fact_id}", f"Release: {self.release}")
        return "\n".join(_one_line(line) for line in (*head, *lines, "", WHAT_IS_WRONG, "", "", NO_PATIENT))


def _one_line(text: str) -> str:
    """The text without line ends of its own, and without signs that nobody sees."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def is_number(fact_id: str) -> bool:
    """Whether the fact is a number."""
    _, kind, rest = (*fact_id.split("/", 2), "", "")[:3]
    return kind in _NUMBERS and bool(rest)


def mail_address(text: str | None) -> str | None:
    """The text if it is one plausible mail address; else None."""
    return text if text and len(text) <= 254 and _ADDRESS.fullmatch(text) and ".." not in text else None


def problem_report(
    dataset: Dataset, fact_id: str, today: date, register: StudyRegister | None = None
) -> ProblemReport | None:
    """The text about a fact by its id, as passports name it; None where these data have no such fact."""
    release = f"{dataset.release}, data of {wording.data_day(dataset.built_at)}"
    if fact_id.startswith(_OF_REGISTER):
        return _of_register(dataset, register, fact_id, today, release)
    found = _records(dataset).get(fact_id)
    if found is None:
        return None
    table, record = found
    papers = _papers(dataset, table, record, today)
    return ProblemReport(
        fact_id=fact_id,
        about=_about(dataset, table, record, fact_id),
        says=_says(dataset, table, record, papers, today),
        rests_on=tuple(_rests_on(papers)),
        release=release,
    )


@kept(1)
def _records(dataset: Dataset) -> dict[str, tuple[str, Any]]:
    """Every fact by its id, with its table."""
    facts = {
        record.fact_id: (table, record)
        for table in KINDS
        for record in dataset.rows[table]
        if hasattr(record, "fact_id")
    }
    named = {f"{table}/{record.id}": (table, record) for table in _REFERENCE for record in dataset.rows[table]}
    return facts | named | {one.id: ("comparisons", one) for one in dataset.comparisons.values()}


@kept(1)
def _names(dataset: Dataset) -> dict[str, str]:
    return {fact.fact_id: fact.name for fact in every_fact(dataset)}


def _about(dataset: Dataset, table: str, record: Any, fact_id: str) -> str:
    name = _names(dataset)[fact_id]
    whose = record.id if table == "therapies" else getattr(record, "therapy_id", None)
    return f"{dataset.therapies[whose].short_name}: {name}" if whose else name


def _papers(dataset: Dataset, table: str, record: Any, today: date) -> Passport:
    """The passport as pages show it."""
    if table == "therapies":
        return written_by_us(dataset, record.id, today)
    if table in _REFERENCE:
        return reading_passport(dataset, table, record.id, record.checked_on, record.due_on, today)
    if not hasattr(record, "evidence"):
        return dated_passport(getattr(record, "fact_id", None) or record.id, record.checked_on, record.due_on, today)
    papers = passport(dataset, record, today)
    if table == "sites" and not papers.sources:
        # A site is read off the record of its trial.
        trial = next(one for one in dataset.trials(record.therapy_id) if one.fact_id == record.trial_id)
        return passport(dataset, trial, today)
    return papers


def _says(dataset: Dataset, table: str, record: Any, papers: Passport, today: date) -> tuple[str, ...]:
    """The fact in words, each line whole; where it comes from stands in lines of its own."""
    lines = change_lines.whole(dataset, table, record, today)
    checked = f"Checked {papers.checked_on}."
    apart = {*change_lines.from_lines(papers), *change_lines.checked_line(dataset, record, today), checked}
    said = tuple(line for line in lines if line not in apart)
    if table == "therapies":
        shown = profile(dataset, record.id, today)
        wait = (f"{shown.wait.heading}. {shown.wait.basis}".strip(), f"How it works: {shown.how_it_works}")
        said = (*said, *wait)
    return said


def _rests_on(papers: Passport) -> Iterator[str]:
    if papers.evidence:
        yield f"Evidence: {papers.evidence}"
    if papers.basis:
        yield papers.basis
    elif not papers.sources:
        yield "No source of its own."
    others = chain.from_iterable((f"Another source says: {one.says}", *one.sources) for one in papers.disagreements)
    for one in (*papers.sources, *others):
        yield one if isinstance(one, str) else f"- {quoted(one.title)}. {one.about} {one.url or 'No address.'}"
    late = " The check is overdue." if papers.overdue else ""
    yield f"Checked on {papers.checked_on}. To be checked again by {papers.due_on}.{late}"


def _of_register(
    dataset: Dataset, register: StudyRegister | None, fact_id: str, today: date, release: str
) -> ProblemReport | None:
    """The text about a study that the copy of the register has."""
    nct = fact_id.removeprefix(_OF_REGISTER)
    if register is None or nct not in register:
        return None
    line = registered_record(dataset, register.study(nct), register.day, today, None).line
    about = (f"{label}: {said}" for label, said in line.about)
    status = f"Status: {status_words(line.status.title, line.as_read)}. {line.record}"
    return ProblemReport(
        fact_id=fact_id,
        about=line.title,
        says=(status, *((line.overdue,) if line.overdue else ()), *about),
        rests_on=tuple(_rests_on(line.passport)),
        release=f"{release}; copy of the register of {wording.day(register.day)}",
    )


def _mailto(address: str, subject: str, body: str) -> str:
    """A link of RFC 6068: percent-encoded, its lines ended as in mails."""
    ended = body.replace("\n", "\r\n")
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={quote(ended, safe='')}"
