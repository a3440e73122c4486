"""What somebody who is no programmer makes of the template by following docs/add-a-therapy.md."""

import re
from pathlib import Path

from loaders.new_therapy import begun

ID = "demo-cel"
# In the order of the file: the key of each place to fill in, and what is written there.
NEEDED = (
    ("name", "demonstrogene exampleleucel"),
    ("short_name", "demo-cel"),
    ("cell_source", "allogeneic-donor"),
    ("plain_summary", "Demo-cel is made from the cells of a donor. It is tested in people with T-ALL."),
    ("disease", "t-all"),
    ("population", "Adults whose T-ALL came back"),
    ("stage", "phase-1"),
    ("countries", "US"),
    ("kind", "peer-reviewed"),
    ("title", 'A first study: "demo-cel" in adults'),
    ("url", "https://example.org/demo"),
    ("checked", "2026-11-20"),
    ("read", "full"),
    ("checked_on", "2026-11-20"),
)
FURTHER = (
    ("agency", "FDA"),
    ("event", "fast-track"),
    ("date", "2026-01-21"),
    ("date_of", "announcement"),
    ("trial", "NCT04984356"),
    ("cohort", "all who had the full dose"),
    ("endpoint", "ORR"),
    ("responders", "10"),
    ("n", "11"),
    ("percent", "90.9"),
    ("analysis_set", "evaluable"),
    ("trial", "NCT04984356"),
    ("n", "28"),
    ("n", "11"),
    ("event", "crs-grade-3-plus"),
    ("trial", "NCT04984356"),
    ("n_affected", "3"),
    ("n", "13"),
    ("percent", "23"),
    ("nct", "NCT06514794"),
    ("status", "RECRUITING"),
    ("status_as_of", "2026-11-01"),
    ("countries", "US"),
    ("route", "clinical-trial"),
    ("countries", "US"),
    ("detail", "Ask the doctors of the study."),
    ("text", "Very few people were treated so far."),
)
# The place itself, up to the end of its line or of its place in a list.
_PLACE = re.compile(r"FILL IN[^\]}\n]*?(?=\]|, label|\n)")
_KEY = re.compile(r"([a-z_]+):[^:]*$")


def needed(folder: Path) -> str:
    """The file with the least that must be there."""
    return filled(begun(folder, ID, "car-t"), NEEDED)


def whole(folder: Path) -> str:
    """The file with every part filled."""
    before, after = NEEDED[:8], NEEDED[8:]
    return filled(_taken_in(begun(folder, ID, "car-t")), (*before, *FURTHER, *after))


def filled(text: str, values: tuple[tuple[str, str], ...]) -> str:
    """Each place of a text written over, in their order."""
    given = iter(values)
    head, _, rest = text.partition("\nid:")
    lines = f"id:{rest}".splitlines(keepends=True)
    made, key = [], ""
    for line in lines:
        if not line.startswith("#"):
            key = _KEY.search(line.split("FILL IN")[0]) or key
            if "FILL IN" in line:
                name, value = next(given)
                assert key and key[1] == name, (key, name, line)
                line = _PLACE.sub(lambda _: value, line, count=1)  # noqa: B023
        made.append(line)
    assert next(given, None) is None
    return f"{head}\n{''.join(made)}"


def _taken_in(text: str) -> str:
    """As the template says: the # of the examples, and the [] above them, taken away."""
    text = re.sub(r"^(\w+:) \[\](?=\n#  )", r"\1", text, flags=re.MULTILINE)
    return re.sub(r"^#(?=  )", "", text, flags=re.MULTILINE)
