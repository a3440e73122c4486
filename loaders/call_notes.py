"""The notes for a call in a therapy file, for staff: what each part must look like, its texts, and its rows.

They are said aloud to a family, so the guards over family texts hold for them. Not here: what is made from the record
without anybody writing it (`therapies.call_notes`).
"""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from loaders.fields import Record, Text, no_duplicates, wrong
from loaders.salvage import Path_

PARTS = ("say", "avoid", "question")


class LikelyQuestion(Record):
    """What a family may ask, and an honest answer."""

    ask: Text
    answer: Text


def _asked_once(questions: list[LikelyQuestion]) -> list[LikelyQuestion]:
    asked = [question.ask.casefold() for question in questions]
    for place, ask in enumerate(asked):
        if ask in asked[:place]:
            raise wrong(f"'{questions[place].ask}' is asked twice", "one answer for every question")
    return questions


# A part that has nothing to say is left out: an empty list would look like a thing that was thought about.
Sentences = Annotated[list[Text], Field(min_length=1, default_factory=list), AfterValidator(no_duplicates)]


class CallNotes(Record):
    """What to say, what to avoid, and what a family may ask."""

    say: Sentences
    avoid: Sentences
    questions: Annotated[list[LikelyQuestion], Field(min_length=1, default_factory=list), AfterValidator(_asked_once)]


def note_texts(notes: CallNotes | None) -> Iterator[tuple[Path_, str | None]]:
    """Every text with its path in the therapy file; also of notes that were salvaged from a file with faults."""
    if notes is None:
        return
    for part in ("say", "avoid"):
        for index, text in enumerate(getattr(notes, part)):
            yield ("call_notes", part, index), text
    for index, question in enumerate(notes.questions):
        yield ("call_notes", "questions", index, "ask"), question.ask
        yield ("call_notes", "questions", index, "answer"), question.answer


def note_rows(notes: CallNotes | None) -> Iterator[dict[str, Any]]:
    """The columns that the file gives: part, position within the part (1 first), text, answer."""
    if notes is None:
        return
    for part, texts in zip(PARTS, (notes.say, notes.avoid), strict=False):
        for position, text in enumerate(texts, 1):
            yield {"part": part, "position": position, "text": text, "answer": None}
    for position, question in enumerate(notes.questions, 1):
        yield {"part": PARTS[-1], "position": position, "text": question.ask, "answer": question.answer}
