"""Finds the Chromium that tests and benchmarks drive, or installs one. Not here: driving it.

`python -m benchmarks.chromium` prints its path; with `--install` it is installed first where there is none.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# The browser's own traffic (updates, field trials, safe browsing lists) is no request of ours: off.
# Names other than this machine's are not even looked up, so a page that asks for one gets an error and not an answer.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
    *(("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()),
)


def find() -> str | None:
    """The path of a Chromium: $CHROMIUM, one on the PATH, or playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None) or _from_playwright()


def _from_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Try to get one: from the system's packages when we may, else playwright's own download."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if shutil.which("apt-get") and os.geteuid() == 0:
        commands = [["apt-get", "-qq", "update"], ["apt-get", "-qq", "install", "-y", "chromium"]]
    else:
        commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    for command in commands:
        print("No Chromium here:", *command, file=sys.stderr, flush=True)
        subprocess.run(command, check=False, stdout=sys.stderr, stdin=subprocess.DEVNULL, env=environment, timeout=900)


if __name__ == "__main__":
    found = find()
    if not found and "--install" in sys.argv[1:]:
        install()
        found = find()
    if not found:
        sys.exit("No Chromium found or installed: install one (apt-get install chromium) or set CHROMIUM to its path.")
    print(found)
