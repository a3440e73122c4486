"""The command `labels`: asks openFDA for the labels of approved products and reports what differs from the last copy.

A copy is kept under `data/registry/labels`, all or nothing. Nothing that people curate is changed. Here: the order of
steps, and the words when it did not work. Not here: what may be said to it (`loaders.outside_commands`).
"""

import argparse
import json
from pathlib import Path

import msgspec

from loaders.label_client import LabelClient
from loaders.label_fit import misfits
from loaders.label_products import watched_products
from loaders.label_report import report, text
from loaders.label_watch import LabelCopy, watch
from loaders.outside_service import Manners
from loaders.registry_stops import RefreshStoppedError
from loaders.report_copy import last_copy, publish
from loaders.report_shelf import REPORT
from loaders.resting_facts import RestingFacts
from loaders.stoppable import Words, curated_files, run, show, tell
from therapies.today import this_day

_LABELS = "labels.json"


def labels(options: argparse.Namespace) -> int:
    """Make a report. 0 when it is there, 1 when it could not be made, 130 when somebody pressed Ctrl-C."""
    words = Words(
        not_made="No report on labels was made.",
        still_works=lambda: _still_works(options.to),
        after_stop="run the same command again, it begins anew and takes a minute or two.",
    )
    return run(options.to, lambda: _report(options), words)


def _still_works(folder: Path) -> str:
    last = last_copy(folder, _LABELS, LabelCopy)
    kept = f"the copy of the labels of {last[0].folder.name} stays" if last else "there was no copy of the labels yet"
    return f"What still works: the dashboard as before; {kept}."


def _report(options: argparse.Namespace) -> None:
    today = this_day()
    curated = curated_files(options.curated, today)
    products = watched_products(curated)
    if not products:
        raise RefreshStoppedError("No therapy of the curated files has an approval of the FDA.", "Look at --curated.")
    last = last_copy(options.to, _LABELS, LabelCopy)
    before = last[1] if last else None
    manners = Manners(options.pause, options.timeout, options.attempts, options.first_wait)
    with LabelClient(options.base_url, manners, tell) as client:
        after = watch(client, products, before, today, tell)
    facts = RestingFacts(curated)
    found = report(before, after, misfits(after, curated, facts), facts)
    words = text(found)
    files = {
        _LABELS: msgspec.json.format(msgspec.json.encode(after), indent=1).decode(),
        REPORT: json.dumps(found, indent=1, ensure_ascii=False),
        "report.txt": words,
    }
    source = {"address": options.base_url, "data_of": after.data_of, "products": len(products)}
    saved = publish(options.to, today.isoformat(), files, source)
    show(words)
    tell(f"Written: {saved.folder}")
