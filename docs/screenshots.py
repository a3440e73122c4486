"""Makes the README's pictures anew from the dashboard as it is: `python -m docs.screenshots`. Needs Chromium.

Each picture says in its own metadata which release it shows, and the headings and main numbers in it: what is held
against the data (tests/test_screenshots.py) and against the dashboard (tests/browser/test_screenshots.py).
"""

import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, PngImagePlugin
from playwright.sync_api import Page, sync_playwright

from benchmarks import chromium
from benchmarks.server import Server
from therapies import shelf

FOLDER = Path(__file__).parent
# Twice as many points as on the screen, so that the text is sharp on a good one.
SHARP = 2
_DONE = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
_SETTLED = 1500
# Headings and large numbers that begin in the window. No dates: these change by themselves.
_SAID = """() => [...document.querySelectorAll("h1, h2, h3, .ct-count, .call-number")]
  .filter((part) => part.checkVisibility() && part.getBoundingClientRect().top < innerHeight)
  .map((part) => part.innerText.replace(/\\s+/g, " ").trim())"""


@dataclass(frozen=True)
class Picture:
    """One picture: its file, the view that it shows, and its size on the screen."""

    file: str
    view: str
    ready: str
    width: int = 1280
    height: int = 720

    @property
    def size(self) -> tuple[int, int]:
        """In points of the picture."""
        return SHARP * self.width, SHARP * self.height


PICTURES = (
    Picture("screenshot-home.png", "", ".ct-footer", height=1180),
    Picture("screenshot-compare.png", "compare?therapies=wu-cart-007,nelarabine", ".ct-footer"),
    Picture("screenshot-present.png", "present?call=wu-cart-007&screen=wu-cart-007-saw-1", ".call[data-ready]"),
)


def show(page: Page, url: str, picture: Picture) -> list[str]:
    """Open what a picture shows; returns the headings and main numbers in it."""
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.goto(f"{url}/{picture.view}")
    page.locator(picture.ready).wait_for(state="attached")
    page.locator(_DONE).wait_for()
    page.wait_for_timeout(_SETTLED)
    return page.evaluate(_SAID)


def _taken(page: Page, url: str, picture: Picture, release: str) -> bytes:
    said = PngImagePlugin.PngInfo()
    said.add_text("Release", release)
    said.add_itxt("Said", "\n".join(show(page, url, picture)))
    written = io.BytesIO()
    # 256 colours are enough for a page without photographs, at a third of the size.
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(256).save(
        written, "PNG", optimize=True, pnginfo=said
    )
    return written.getvalue()


def main() -> None:
    """Take all pictures."""
    path = chromium.find()
    if path is None:
        sys.exit("No Chromium: the pictures cannot be taken. apt-get install chromium, or set CHROMIUM to its path.")
    release = shelf.open(shelf.EMBEDDED).release
    os.environ.pop("THERAPY_DATA", None)
    with sync_playwright() as playwright, Server() as server:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        page = browser.new_context(device_scale_factor=SHARP, locale="en-US", color_scheme="light").new_page()
        for picture in PICTURES:
            (FOLDER / picture.file).write_bytes(_taken(page, server.url, picture, release))
        browser.close()


if __name__ == "__main__":
    main()
