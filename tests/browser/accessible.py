"""What is asked of a page so that everybody can use it: axe, headings, pictures in words, narrow windows, spacing.

Each function takes a page, waits until it stands still and says what is wrong; an empty list is a page without a fault.
Not here: contrast by our own calculation (tests/views/test_contrast.py), the keyboard (tests/browser/test_keys.py).
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from views import palette

# WCAG 2.2 at levels A and AA, and what axe holds for good practice. 7 to 1, which is level AAA, is asked of the call.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_ENHANCED = "color-contrast-enhanced"
# Another theme changes colours and nothing else.
_OF_COLOUR = ["color-contrast", "link-in-text-block"]
# Streamlit hangs an open list of choices below the body, outside of all landmarks. A good practice of axe, none of
# WCAG: the box that opened it names the list, and reads out each choice from where the keyboard is.
_OF_LANDMARKS = "region"
# 1280 x 1024 at 400%.
NARROW: ViewportSize = {"width": 320, "height": 256}

STRUCTURE = """() => {
  const wrong = [];
  const main = document.querySelectorAll('main, [role="main"]');
  if (main.length !== 1) wrong.push(`${main.length} main parts`);
  if (document.documentElement.lang !== 'en') wrong.push('no language');
  if (!/^\\S.* · Emerging therapies$/.test(document.title)) wrong.push(`title: ${document.title}`);
  const away = (part) => part.closest('[hidden]') || getComputedStyle(part).display === 'none';
  // Also those inside of what is folded: it may be opened.
  const heads = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((one) => !away(one));
  const levels = heads.map((one) => Number(one.tagName[1]));
  if (levels.filter((one) => one === 1).length !== 1) wrong.push(`${levels.filter((one) => one === 1).length} h1`);
  if (levels[0] !== 1) wrong.push(`begins with h${levels[0]}`);
  heads.forEach((one, place) => {
    const before = levels[place - 1], here = levels[place];
    if (here > before + 1) wrong.push(`h${before} to h${here}: ${one.textContent}`);
    if (!one.textContent.trim()) wrong.push(`an empty h${levels[place]}`);
  });
  // A picture says what it shows: with its numbers, and in more than a word.
  for (const picture of document.querySelectorAll('[role="img"], img, .js-plotly-plot')) {
    if (picture.closest('[aria-hidden="true"]')) continue;
    const said = picture.closest('[aria-label]')?.getAttribute('aria-label') ?? picture.getAttribute('alt') ?? '';
    if (!/\\d/.test(said) || said.trim().split(/\\s+/).length < 4) wrong.push(`a picture says: ${said}`);
  }
  return wrong;
}"""

# Of a window: what makes it scroll sideways, text that hangs over its edge, and text that its own box cuts.
FITS = """(withPlots) => {
  const wrong = [];
  if (document.scrollingElement.scrollWidth > innerWidth + 1) wrong.push('the page scrolls sideways');
  const main = document.querySelector('[data-testid="stMain"]');
  if (main.scrollWidth > main.clientWidth + 1) wrong.push('the main part scrolls sideways');
  const roots = document.querySelectorAll('[data-testid="stMain"], [data-testid="stHeader"], .call');
  const seen = (part) => part.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  for (const root of roots) {
    // What may be moved inside of its own box (a wide table) and what only a screen reader reads hang over no edge.
    const moved = (part) => {
      for (let one = part; one && one !== root; one = one.parentElement) {
        const look = getComputedStyle(one);
        if (['auto', 'scroll'].includes(look.overflowX)) return true;
        if (look.clipPath !== 'none' || one.clientWidth === 1) return true;
      }
      return false;
    };
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = walk.currentNode, part = text.parentElement;
      if (!text.data.trim() || part.closest('style, script, svg, .ct-desk-numbers') || !seen(part)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const boxes = [...range.getClientRects()];
      if (boxes.some((box) => box.right > innerWidth + 1 || box.left < -1) && !moved(part))
        wrong.push(`over the edge: ${text.data.trim().slice(0, 60)}`);
      for (let one = part; one && one !== root; one = one.parentElement) {
        const look = getComputedStyle(one), box = one.getBoundingClientRect();
        if (look.clipPath !== 'none' || one.clientWidth === 1) break;
        const hides = (overflow) => ['hidden', 'clip'].includes(overflow);
        const wide = boxes.some((line) => line.right > box.right + 2 || line.left < box.left - 2);
        const high = boxes.some((line) => line.bottom > box.bottom + 4 || line.top < box.top - 4);
        if (hides(look.overflowX) && wide || hides(look.overflowY) && high) {
          wrong.push(`cut: ${text.data.trim().slice(0, 60)}`);
          break;
        }
      }
    }
  }
  for (const plot of withPlots ? document.querySelectorAll('.js-plotly-plot') : []) {
    const edge = plot.getBoundingClientRect();
    for (const text of plot.querySelectorAll('.annotation text, .xtick text, .g-xtitle text')) {
      const box = text.getBoundingClientRect();
      if (box.right > edge.right + 1 || box.left < edge.left - 1) wrong.push(`out of the picture: ${text.textContent}`);
    }
  }
  return wrong;
}"""

# What a reader may set for all pages (WCAG 1.4.12), as a style sheet that no rule of the page refuses.
SPACING = """(on) => {
  const sheet = new CSSStyleSheet();
  if (on) sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
  // Streamlit measures its menu again when the window changes; a reader's own sheet is there before it measures.
  window.dispatchEvent(new Event('resize'));
}"""

# Until nothing was added or changed for a while and no colour fades any more: a part that comes after the question is
# not asked, and a text halfway from one theme to the other has a contrast that nobody sees.
AT_REST = """() => new Promise((done, failed) => {
  const tooLong = setTimeout(() => failed(new Error('the page does not come to rest')), 20_000);
  let waited;
  const fades = () => document.getAnimations().some((one) => one instanceof CSSTransition);
  const looked = () => { if (fades()) return wait(); changes.disconnect(); clearTimeout(tooLong); done(); };
  const wait = () => { clearTimeout(waited); waited = setTimeout(looked, 300); };
  const changes = new MutationObserver(wait);
  changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  wait();
})"""

MOVES = """() => [...document.querySelectorAll('*')].filter((part) => {
  const look = getComputedStyle(part), longest = (times) => Math.max(...times.split(',').map(parseFloat));
  const animated = look.animationName !== 'none' && longest(look.animationDuration) > .011;
  return animated || longest(look.transitionDuration) > .011;
}).map((part) => part.outerHTML.slice(0, 120)).slice(0, 3)"""


def at_rest(page: Page) -> None:
    """Wait until the page stands still."""
    page.evaluate(AT_REST)


def axe(page: Page, *, enhanced: bool = False) -> list[str]:
    """What axe finds against WCAG 2.2 AA and good practice; `enhanced` asks for 7 to 1 as well."""
    return _found(page, {"runOnly": {"type": "tag", "values": _TAGS}, "rules": {_ENHANCED: {"enabled": enhanced}}})


def axe_with_open_list(page: Page) -> list[str]:
    """The same while a list of choices is open."""
    return _found(page, {"runOnly": {"type": "tag", "values": _TAGS}, "rules": {_OF_LANDMARKS: {"enabled": False}}})


def axe_of_colours(page: Page) -> list[str]:
    """What axe finds against the rules of which a theme decides."""
    return _found(page, {"runOnly": {"type": "rule", "values": _OF_COLOUR}})


def _found(page: Page, asked: dict[str, object]) -> list[str]:
    at_rest(page)
    found = Axe().run(page, options={"resultTypes": ["violations"], **asked}).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:2]]


def structure(page: Page) -> list[str]:
    """What is wrong with headings, the main part, language and title, and pictures that do not say what they show."""
    return page.evaluate(STRUCTURE)


def unfold(page: Page) -> None:
    """Open all that is folded, also inside of what is folded."""
    at_rest(page)
    page.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach((one) => one.click())")
    expect(page.locator("details:not([open])")).to_have_count(0)


def dark(page: Page) -> None:
    """The dark theme, as for those whose machine is set to dark."""
    page.emulate_media(color_scheme="dark")
    ground = "rgb({}, {}, {})".format(*bytes.fromhex(palette.DARK.ground[1:]))
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", ground)


def narrow(page: Page) -> list[str]:
    """What does not fit into a window of 320 px, which is one of 1280 px at 400%."""
    page.set_viewport_size(NARROW)
    return _unfit(page, with_plots=True)


def spaced(page: Page) -> list[str]:
    """What is lost when a reader sets more space between lines, words and letters.

    Not asked of the words in plots, which are pictures: the table below each has them all.
    """
    page.evaluate(SPACING, True)
    found = _unfit(page, with_plots=False)
    page.evaluate(SPACING, False)
    return found


def _unfit(page: Page, *, with_plots: bool) -> list[str]:
    """What does not fit once the page has taken up its new size: its menu and its plots are drawn again for it."""
    found: list[str] = []
    for _ in range(15):
        page.wait_for_timeout(200)
        found = page.evaluate(FITS, with_plots)
        if not found:
            break
    return found


def still(page: Page) -> list[str]:
    """What moves although a reader's machine asks for less motion."""
    page.emulate_media(reduced_motion="reduce")
    return page.evaluate(MOVES)


def faults(page: Page) -> list[str]:
    """All that is asked of a page with a menu, in one visit, unfolded: in the light theme, in the dark, then narrow."""
    unfold(page)
    found = structure(page) + [f"light: {one}" for one in axe(page)]
    found += [f"spaced: {one}" for one in spaced(page)]
    dark(page)
    found += [f"dark: {one}" for one in axe_of_colours(page)]
    found += [f"narrow: {one}" for one in narrow(page)]
    return found + [f"moves: {one}" for one in still(page)]
