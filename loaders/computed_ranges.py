"""The range of a number in a row: as the source prints it, else worked out from the counts, and which of the two.

Not here: how it is worked out (`therapies.statistics`).
"""

from typing import Any

from therapies.statistics import exact_interval


def range_columns(
    prefix: str, printed: list[float | None] | None, affected: int | None, n: int | None
) -> dict[str, Any]:
    """The columns of a range, in percent or as printed; `affected` of `n` are the counts, None where not stated."""
    low = high = origin = None
    if printed is not None and printed != [None, None]:
        (low, high), origin = printed, "printed"
    elif affected is not None and n:
        low, high = (100 * end for end in exact_interval(affected, n))
        origin = "computed"
    return {f"{prefix}_low": low, f"{prefix}_high": high, f"{prefix}_origin": origin}
