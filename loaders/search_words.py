"""The words by which a therapy is found, each with its kind. Not here: how they are matched (`therapies.search`)."""

import re

from loaders.records import Therapy
from loaders.reference_records import DiseasesFile

_NCT = re.compile(r"NCT\d{8}")


def searchable(therapy: Therapy, diseases: DiseasesFile) -> list[tuple[str, str]]:
    """(kind, text) of every name, code, target, disease and trial; each once, in the order of the file."""
    words: list[tuple[str, str | None]] = [("id", therapy.id), ("name", therapy.name), ("name", therapy.short_name)]
    words += [("brand", therapy.brand_name), ("developer", therapy.developer)]
    words += [("code", text) for text in therapy.code_names] + [("target", text) for text in therapy.targets]
    for indication in therapy.indications:
        disease = diseases.diseases[indication.disease]
        words += [("disease", disease.name), ("disease", disease.plain_name)]
    for trial in therapy.trials:
        words += [("trial", trial.nct), ("trial", trial.name)]
    words += [("trial", text) for outcome in therapy.outcomes for text in (outcome.trial, outcome.trial_name)]
    words += [("trial", fact.trial) for fact in therapy.safety]
    known = {text for _, text in words}
    words += [("mentioned", nct) for nct in _NCT.findall(therapy.model_dump_json()) if nct not in known]
    return [(kind, text) for kind, text in dict.fromkeys(words) if text]
