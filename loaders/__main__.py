"""The commands for people who keep the data, `python -m loaders <command>`: their names, and which module does each.

A command is one line of the table. Its module has its arguments and its work, and imports Arrow only where the work
begins: that takes as long as a tenth of all files to check.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass

from loaders import (
    confirm_command,
    data_commands,
    desk,
    due_command,
    link_command,
    new_therapy,
    outside_commands,
    publish_commands,
)
from loaders.stoppable import tell


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does, what may be said to it, and its work, which returns 0 when it did what it says."""

    what: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


COMMANDS = {
    "check": Command(
        "read every curated file and list every fault; writes nothing",
        data_commands.check_arguments,
        data_commands.check_files,
    ),
    "new": Command(
        "begin the file of a new therapy from the template (docs/add-a-therapy.md)",
        new_therapy.arguments,
        new_therapy.run,
    ),
    "build": Command(
        "check, write down what changed, then write the release (nothing is written when there is a fault)",
        data_commands.build_arguments,
        data_commands.build_release,
    ),
    "due": Command(
        "list what is overdue or due soon, most shown first, and how it is confirmed (docs/weekly-routine.md)",
        due_command.arguments,
        due_command.run,
    ),
    "confirm": Command(
        "write down that somebody compared facts with their sources and they are still true",
        confirm_command.arguments,
        confirm_command.run,
    ),
    "desk": Command(
        "answer the curation page, one question in JSON a line; nobody types it (docs/run-on-a-server.md)",
        desk.arguments,
        desk.run,
    ),
    "describe": Command(
        "write the column dictionary, data/README.md",
        data_commands.describe_arguments,
        data_commands.describe,
    ),
    "refresh": Command(
        "copy the register's studies of our diseases and products, all or nothing (docs/refresh.md)",
        outside_commands.refresh_arguments,
        outside_commands.refresh,
    ),
    "labels": Command(
        "report what changed in the US labels of approved products (docs/labels-and-papers.md)",
        outside_commands.labels_arguments,
        outside_commands.labels,
    ),
    "papers": Command(
        "report which cited papers were retracted or corrected (docs/labels-and-papers.md)",
        outside_commands.papers_arguments,
        outside_commands.papers,
    ),
    "links": Command(
        "report which cited pages are gone, moved or refused (docs/labels-and-papers.md)",
        link_command.arguments,
        link_command.run,
    ),
    "publish": Command(
        "show the built release to the readers of a folder or bucket, all or nothing (docs/run-on-a-server.md)",
        publish_commands.publish_arguments,
        publish_commands.publish,
    ),
    "releases": Command(
        "list the releases that were published there, what each brought, and which is shown",
        publish_commands.releases_arguments,
        publish_commands.releases,
    ),
    "rollback": Command(
        "show an earlier published release again",
        publish_commands.rollback_arguments,
        publish_commands.rollback,
    ),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it did what it says, 1 when the curated files have faults or it could not be done."""
    chosen = _parser().parse_args(arguments)
    try:
        return COMMANDS[chosen.command].run(chosen)
    except OSError as error:
        tell(f"It could not be done: {error}. What was there before is still there. Look at disk space and rights.")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Keep the therapy data.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        command.arguments(commands.add_parser(name, help=command.what, description=command.what))
    return parser


if __name__ == "__main__":
    sys.exit(main())
