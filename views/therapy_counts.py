"""How many studies of the copy give each therapy, as a table with the way to each therapy's trials.

Not here: which studies those are (`therapies.study_register`).
"""

from therapies import therapy_studies as model
from therapies.dataset import Dataset
from therapies.study_register import StudyRegister
from views import address, note, table


def show(dataset: Dataset, register: StudyRegister) -> None:
    """Draw the table, and how many therapies are not in it."""
    counted = model.counted(dataset, register.giving)
    rows = [(table.Link(name, address.href("trials", therapy=key)), *numbers) for key, (name, *numbers) in counted]
    table.show("Studies of the copy that give one of our therapies", model.HEADERS, rows, "No study gives one of them.")
    note.show(model.others(dataset, len(rows)), model.WORDS)
