"""`python -m loaders desk`: the process behind the curation page. One question in JSON a line, one answer a line.

The page itself parses no file (it may not import what does), so it asks here: what is in a file, what is wrong with a
text, what it would change. The process keeps what it has read, which makes a check fast, and ends when nobody asks for
long or when the one who started it ends, however that ends. Not here: what is done (`loaders.desk_acts`).
"""

import argparse
import gc
import json
import logging
import select
import sys
from pathlib import Path
from typing import Any, TextIO

from loaders.data_commands import curated_argument
from loaders.desk_files import Places, RefusedError

DATA = Path(__file__).parent.parent / "data"
_IDLE_SECONDS = 1_800
_log = logging.getLogger(__name__)
_FAILED = (
    "This could not be done. No letter of your text is lost. Try again; if it happens again, tell the person who runs "
    "this dashboard. The reason is in the log."
)


def arguments(command: argparse.ArgumentParser) -> None:
    """What the command takes."""
    curated_argument(command)
    command.add_argument("--release", type=Path, default=DATA / "release", help="folder of the release")
    command.add_argument("--history", type=Path, default=DATA / "history", help="folder of what changed")
    command.add_argument("--drafts", type=Path, default=DATA / "drafts", help="folder of texts that are not saved")


def run(chosen: argparse.Namespace) -> int:
    """Answer until nobody asks any more."""
    from loaders.desk_acts import Desk

    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s")
    serve(Desk(Places(chosen.curated, chosen.release, chosen.history, chosen.drafts)), sys.stdin, sys.stdout)
    return 0


def serve(desk: Any, questions: TextIO, answers: TextIO) -> None:
    """Answer each line with a line."""
    # What is kept of the files stays; walking through it during every check would take a quarter of its time.
    gc.disable()
    while select.select([questions], [], [], _IDLE_SECONDS)[0] and (line := questions.readline()):
        answers.write(json.dumps(answer(desk, line)) + "\n")
        answers.flush()
        gc.collect()
        gc.freeze()


def answer(desk: Any, line: str) -> dict[str, Any]:
    """What the desk says to one question: never an exception, because the next question must be answered too."""
    try:
        return {"done": True, **desk.act(json.loads(line))}
    except RefusedError as error:
        return {"done": False, "said": str(error)}
    except Exception:  # noqa: BLE001 - anything at all: the text of the person who asks must not be lost for it
        _log.exception("The desk failed")
        return {"done": False, "said": _FAILED}
