"""Pieces of the dashboard in a page of their own, as like as can be on every machine, and pictures of them.

The page has the pieces' own HTML and style sheets, the sizes of the theme, and a font that Streamlit brings along. What
a machine does in its own way is left out: its fonts, hinting, movement, scrollbars. Not here: which pieces.
"""

import html
import io
import tomllib
from base64 import b64encode
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit
from PIL import Image
from playwright.sync_api import Browser, BrowserType, Page, ViewportSize

from benchmarks import chromium
from views import call_stage, style

ROOT = Path(__file__).parents[3]
# No hinting and grey edges: so one version of the browser draws the same on every machine, and others nearly so.
FLAGS = ("--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb", "--hide-scrollbars")
# Where there is no graphics card, as in a container, the processor plays one.
GRAPHICS_CARD = ("--use-angle=swiftshader", "--ignore-gpu-blocklist", "--enable-gpu-rasterization")
# Windows by name. A piece is as wide as its window allows, as on a page.
WINDOWS = {
    "wide": ViewportSize(width=780, height=600),
    "narrow": ViewportSize(width=390, height=600),
    "present": ViewportSize(width=1280, height=720),
}
_PLOTLY = Path(str(files("plotly"))).joinpath("package_data/plotly.min.js").as_uri()
# A picture of a page has at most 16,384 points in its height.
_ON_A_PAGE = 24
# Signs that the font does not have, and what stands for them here. All others come from the font, not the machine.
_STAND_INS = {"◐": "◉", "◷": "◌", "↳": "↘"}
_FONT = "static/static/media/SourceSansVF-Upright.*.woff2"
# A busy machine may take long; milliseconds.
_PATIENCE = 120_000

# Streamlit's rules for what st.html shows.
_RULES = """*,::before,::after{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font-family:Pieces}
p,ol,ul,dl{margin:0 0 1rem;padding:0;font-size:1rem;font-weight:400}
.picture :is(ul,ol,dl){padding-left:2rem}"""
# Letters stand where they are, not on the next whole point. A call covers its own picture, not the window.
_STILL = """*{text-rendering:geometricPrecision;transition:none!important;animation:none!important}
.picture{overflow:hidden;padding:8px 16px;margin-bottom:24px}
.picture:has(>.call){transform:translateZ(0);height:100vh;padding:0}
.call{font-family:Pieces!important}"""
# The pictures get whole heights, so that none moves the next one by half a point.
_SETTLE = """async () => {
  await document.fonts.load("17px Pieces");
  for (const plot of document.querySelectorAll("[data-figure]")) {
    const figure = JSON.parse(plot.dataset.figure);
    await Plotly.newPlot(plot, figure.data, figure.layout, {staticPlot: true});
  }
  for (const piece of document.querySelectorAll(".picture"))
    piece.style.height = Math.ceil(piece.getBoundingClientRect().height) + "px";
}"""
_BOXES = """() => [...document.querySelectorAll(".picture")].map((piece) => {
  const box = piece.getBoundingClientRect();
  return [piece.dataset.name, box.left, box.top, box.right, box.bottom];
})"""


@dataclass(frozen=True)
class Drawn:
    """One picture to take: its name, the HTML in it, in which window and theme."""

    name: str
    html: str
    window: str = "wide"
    theme: str = "light"


def launched(kind: BrowserType, flags: Iterable[str] = FLAGS) -> Browser:
    """A browser for pictures."""
    return kind.launch(executable_path=chromium.find(), args=[*chromium.FLAGS, *flags])


def pictures(browser: Browser, drawn: Iterable[Drawn], scale: int = 1) -> dict[str, Image.Image]:
    """Take all pictures, by name; with a `scale` from so many times as many points, made small again."""
    together: dict[tuple[str, str, bool], list[Drawn]] = {}
    for one in drawn:
        together.setdefault((one.window, one.theme, "data-figure" in one.html), []).append(one)
    found: dict[str, Image.Image] = {}
    for (window, theme, _), some in together.items():
        for start in range(0, len(some), _ON_A_PAGE):
            with opened(browser, window, theme, some[start : start + _ON_A_PAGE], scale) as page:
                found.update(_cut(page, scale))
    return found


@contextmanager
def opened(browser: Browser, window: str, theme: str, drawn: Sequence[Drawn], scale: int = 1) -> Generator[Page]:
    """A page with these pieces below each other, fully drawn."""
    with (
        TemporaryDirectory() as folder,
        closing(browser.new_context(viewport=WINDOWS[window], device_scale_factor=scale)) as context,
    ):
        file = Path(folder) / "pieces.html"
        file.write_text(_document(theme, drawn), encoding="utf-8")
        context.set_default_timeout(_PATIENCE)
        page = context.new_page()
        page.goto(file.as_uri())
        page.evaluate(_SETTLE)
        yield page


def _cut(page: Page, scale: int) -> Iterator[tuple[str, Image.Image]]:
    """The picture of each piece, out of one of the whole page."""
    whole = Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled"))).convert("RGB")
    for name, *box in page.evaluate(_BOXES):
        piece = whole.crop(tuple(scale * side for side in box))
        yield name, piece.reduce(scale)


def _document(theme: str, drawn: Sequence[Drawn]) -> str:
    sections = "".join(f'<div class="picture" data-name="{html.escape(one.name)}">{one.html}</div>' for one in drawn)
    call = call_stage.sheet() if 'class="call"' in sections else ""
    plotly = f'<script src="{_PLOTLY}"></script>' if "data-figure" in sections else ""
    for sign, other in _STAND_INS.items():
        sections = sections.replace(sign, other)
    return (
        f'<!doctype html><html lang="en" style="color-scheme:{theme}"><meta charset="utf-8">'
        f"<style>{_ground()}</style>{style.sheet()}{call}<style>{_STILL}</style>{plotly}<body>{sections}</body></html>"
    )


@cache
def _ground() -> str:
    """What a page has before our style sheets: the theme's size, and Streamlit's rules."""
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    (font,) = Path(streamlit.__file__).parent.glob(_FONT)
    packed = b64encode(font.read_bytes()).decode()
    return (
        f"@font-face{{font-family:Pieces;font-weight:200 900;src:url(data:font/woff2;base64,{packed})}}"
        f"html{{font-size:{theme['baseFontSize']}px}}{_RULES}"
    )
