"""The README's pictures show what the dashboard shows: the same headings and main numbers."""

import pytest
from PIL import Image
from playwright.sync_api import Page

from benchmarks.server import Server
from docs.screenshots import FOLDER, PICTURES, Picture, show


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.file)
def test_it_shows_the_headings_and_numbers_of_today(picture: Picture, page: Page, dashboard: Server) -> None:
    said = show(page, dashboard.url, picture)
    with Image.open(FOLDER / picture.file) as image:
        assert image.info["Said"].split("\n") == said, "make them anew: python -m docs.screenshots"
