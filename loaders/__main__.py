"""The commands for people who keep the data, `python -m loaders <command>`: their names, and which module does each.

A command is one line of the table. Its module has its arguments and its work, and is imported when the command is
asked for: the check does not wait for what publishing needs. Arrow is imported only where the work begins: that takes
as long as a tenth of all files to check.
"""

import argparse
import gc
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does, its module in `loaders`, and the two functions there.

    `arguments` takes the parser and adds what may be said to the command; `run` takes what was said, does the work and
    returns 0 when it did what it says.
    """

    what: str
    module: str
    arguments: str = "arguments"
    run: str = "run"

    def function(self, name: str) -> Any:
        """One of the two functions, by its name."""
        return getattr(import_module(f"loaders.{self.module}"), name)


COMMANDS = {
    "check": Command(
        "read every curated file and list every fault; writes nothing",
        "data_commands",
        "check_arguments",
        "check_files",
    ),
    "new": Command(
        "begin the file of a new therapy from the template (docs/add-a-therapy.md)",
        "new_therapy",
    ),
    "build": Command(
        "check, write down what changed, then write the release (nothing is written when there is a fault)",
        "data_commands",
        "build_arguments",
        "build_release",
    ),
    "due": Command(
        "list what is overdue or due soon, most shown first, and how it is confirmed (docs/weekly-routine.md)",
        "due_command",
    ),
    "confirm": Command(
        "write down that somebody compared facts with their sources and they are still true",
        "confirm_command",
    ),
    "desk": Command(
        "answer the curation page, one question in JSON a line; nobody types it (docs/run-on-a-server.md)",
        "desk",
    ),
    "describe": Command(
        "write the column dictionary, data/README.md",
        "data_commands",
        "describe_arguments",
        "describe",
    ),
    "refresh": Command(
        "copy the register's studies of our diseases and products, all or nothing (docs/refresh.md)",
        "outside_commands",
        "refresh_arguments",
        "refresh",
    ),
    "labels": Command(
        "report what changed in the US labels of approved products (docs/labels-and-papers.md)",
        "outside_commands",
        "labels_arguments",
        "labels",
    ),
    "papers": Command(
        "report which cited papers were retracted or corrected (docs/labels-and-papers.md)",
        "outside_commands",
        "papers_arguments",
        "papers",
    ),
    "links": Command(
        "report which cited pages are gone, moved or refused (docs/labels-and-papers.md)",
        "link_command",
    ),
    "publish": Command(
        "show the built release to the readers of a folder or bucket, all or nothing (docs/run-on-a-server.md)",
        "publish_commands",
        "publish_arguments",
        "publish",
    ),
    "releases": Command(
        "list the releases that were published there, what each brought, and which is shown",
        "publish_commands",
        "releases_arguments",
        "releases",
    ),
    "rollback": Command(
        "show an earlier published release again",
        "publish_commands",
        "rollback_arguments",
        "rollback",
    ),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it did what it says, 1 when the curated files have faults or it could not be done."""
    given = sys.argv[1:] if arguments is None else arguments
    chosen = _parser(given).parse_args(given)
    command = COMMANDS[chosen.command]
    try:
        return command.function(command.run)(chosen)
    except OSError as error:
        from loaders.stoppable import tell

        tell(f"It could not be done: {error}. What was there before is still there. Look at disk space and rights.")
        return 1


def _parser(given: list[str]) -> argparse.ArgumentParser:
    """The parser for what is given: a command that is not named there needs no arguments."""
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Keep the therapy data.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        added = commands.add_parser(name, help=command.what, description=command.what)
        if name in given:
            command.function(command.arguments)(added)
    return parser


if __name__ == "__main__":
    # A command keeps nearly all that it reads until its end. Looked through at every 700 new objects, as is usual, it
    # was a tenth of the time of a check.
    gc.set_threshold(100_000)
    sys.exit(main())
