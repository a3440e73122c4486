"""The README's pictures show the data of this month, have the size of their script, and are described."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from docs.screenshots import FOLDER, PICTURES, Picture
from therapies import shelf

ROOT = Path(__file__).parents[1]
IN_README = dict(
    reversed(found) for found in re.findall(r"!\[([^\]]*)\]\(docs/([^)]*)\)", (ROOT / "README.md").read_text("utf-8"))
)
# Not the same release: then whoever changes one fact would have to make pictures.
MOST = timedelta(days=31)
AGAIN = "make them anew: python -m docs.screenshots"


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.file)
def test_it_shows_the_data_of_this_month(picture: Picture) -> None:
    with Image.open(FOLDER / picture.file) as image:
        assert image.size == picture.size, AGAIN
        shown = date.fromisoformat(image.info["Release"][:10])
        assert date.fromisoformat(shelf.open(shelf.EMBEDDED).release[:10]) - shown <= MOST, AGAIN


def test_the_readme_shows_these_and_no_others_and_describes_each() -> None:
    assert set(IN_README) == {picture.file for picture in PICTURES}
    assert all(len(said.split()) > 5 for said in IN_README.values())
    assert {path.name for path in FOLDER.glob("*.png")} == set(IN_README)
