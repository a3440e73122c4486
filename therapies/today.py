"""Which day counts as today, for pages and commands alike. Not here: when a fact is due (`therapies.evidence`)."""

import os
from datetime import UTC, date, datetime


def this_day() -> date:
    """The day against which facts are overdue: THERAPY_TODAY (YYYY-MM-DD, to rehearse), else this day in UTC."""
    given = os.environ.get("THERAPY_TODAY")
    return date.fromisoformat(given) if given else datetime.now(UTC).date()
