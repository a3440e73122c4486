"""`python -m loaders due`: what is overdue or due soon. Not here: its words (`loaders.due_text`)."""

import argparse

from loaders.data_commands import curated_argument
from loaders.stoppable import show
from therapies.today import this_day

_DAYS = 14


def arguments(command: argparse.ArgumentParser) -> None:
    """What may be said to `due`."""
    curated_argument(command)
    add = command.add_argument
    add("--therapy", metavar="ID", help="only this therapy: wu-cart-007")
    add("--person", metavar="SIGN", help="only therapies that this person looks after (a sign of people.yaml; nobody)")
    add("--days", type=int, default=_DAYS, metavar="N", help="look so many days ahead (%(default)s)")
    add("--sources", action="store_true", help="the sources whose confirmation makes most of it current")
    add("--all", action="store_true", help="the whole list, and not only its beginning")


def run(chosen: argparse.Namespace) -> int:
    """Always 0: what is due is no fault."""
    # Arrow takes long to import, and no other command should wait for it.
    from loaders.due_text import due_text
    from therapies.due_list import Chosen

    asked = Chosen(chosen.therapy, chosen.person, None, max(0, chosen.days))
    show(due_text(chosen.curated, asked, this_day(), sources=chosen.sources, every=chosen.all))
    return 0
