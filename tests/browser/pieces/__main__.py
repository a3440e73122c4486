"""Makes the reference pictures of the pieces anew: `python -m tests.browser.pieces`. Needs Chromium.

Look at each picture before it is committed: from then on it is what the tests hold the pieces against.
"""

import sys

from PIL import Image
from playwright.sync_api import sync_playwright

from benchmarks import chromium
from tests.browser.pieces import document, gallery


def main() -> None:
    """Take all pictures, and leave no other."""
    if chromium.find() is None:
        sys.exit("No Chromium: the pictures cannot be taken. apt-get install chromium, or set CHROMIUM to its path.")
    with sync_playwright() as playwright:
        browser = document.launched(playwright.chromium)
        taken = document.pictures(browser, gallery.PIECES)
        browser.close()
    gallery.FOLDER.mkdir(exist_ok=True)
    for left in gallery.FOLDER.glob("*.png"):
        left.unlink()
    for name, picture in taken.items():
        # So many colours are enough for smooth edges, at a third of the size.
        picture.quantize(64, Image.Quantize.MAXCOVERAGE).save(gallery.reference(name), optimize=True)


if __name__ == "__main__":
    main()
