"""Whether words can be read in a browser's window now, and the scrolling that brings them there.

Words count when they stand together in one element of the page's main part, are drawn, lie in the window in full and
under nothing else. Not here: which words answer a question (`benchmarks.question_answers`).
"""

import time
from dataclasses import dataclass

from playwright.sync_api import Page

_READY = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
# A turn of the wheel moves at most this share of the window, so that nothing is passed unseen.
_TURN = 0.8
# Pixels: the menu stays above what is scrolled.
_BELOW_MENU = 90
_PATIENCE, _SETTLE = 20.0, 0.15

# Among the elements that `where` finds, the one that has most of the words, and of those the nearest to the window.
_LOOK = r"""([where, words]) => {
  const drawn = (element) => element.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const block = (element) => {
    while (/^(inline$|contents)/.test(getComputedStyle(element).display)) element = element.parentElement;
    return element;
  };
  const read = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    const nodes = [];
    let text = "", last = null;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeName === "BR") text += "\n";
      if (node.nodeType !== Node.TEXT_NODE) continue;
      if (!drawn(node.parentElement)) continue;
      const inside = block(node.parentElement);
      if (last && inside !== last) text += "\n";
      last = inside;
      nodes.push([text.length, node]);
      text += node.data;
    }
    return [text, nodes];
  };
  const uncovered = (root, node, box) => {
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const holder = node.parentElement;
    return hit && root.contains(hit) && (holder.contains(hit) || hit.contains(holder));
  };
  const look = (root) => {
    const [text, nodes] = read(root);
    const found = {missing: [], unseen: [], top: Infinity, bottom: -Infinity};
    // In the order of the text, as far as they are: the same day can stand there several times.
    let from = 0;
    for (const said of words) {
      const exact = said.trim().split(/\s+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
      const whole = new RegExp(`(?<![\\p{L}\\p{N}]|\\d[.,])${exact}(?![\\p{L}\\p{N}]|[.,]\\d)`, "gu");
      whole.lastIndex = from;
      const match = whole.exec(text) ?? whole.exec(text);
      if (!match) { found.missing.push(said); continue; }
      const end = from = match.index + match[0].length;
      let seen = true, any = false;
      for (const [start, node] of nodes) {
        if (start >= end || start + node.length <= match.index) continue;
        const range = document.createRange();
        range.setStart(node, Math.max(0, match.index - start));
        range.setEnd(node, Math.min(node.length, end - start));
        for (const box of range.getClientRects()) {
          if (box.width < 1 || box.height < 1) continue;
          any = true;
          found.top = Math.min(found.top, box.top);
          found.bottom = Math.max(found.bottom, box.bottom);
          seen &&= box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth
            && uncovered(root, node, box);
        }
      }
      if (!any) found.missing.push(said);
      else if (!seen) found.unseen.push(said);
    }
    return found;
  };
  const main = document.querySelector('[data-testid="stMain"]');
  const all = [...main.querySelectorAll(where)].filter(drawn).map(look);
  const far = (found) => Math.abs(found.top - innerHeight / 4);
  all.sort((a, b) => a.missing.length - b.missing.length || far(a) - far(b));
  return all[0] ?? {missing: words, unseen: [], top: 0, bottom: 0};
}"""


class NotSeenError(AssertionError):
    """Words cannot be read in the window."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words that stand together in one element: which elements (CSS, in the page's main part), and the words."""

    where: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """Which words are not drawn at all, which cannot be read in the window now, and where the others stand in it."""

    missing: tuple[str, ...]
    unseen: tuple[str, ...]
    top: float
    bottom: float

    @property
    def all(self) -> bool:
        """Whether every word can be read."""
        return not self.missing and not self.unseen


def look(page: Page, part: Part) -> Seen:
    """What of a part can be read now."""
    found = page.evaluate(_LOOK, [part.where, part.words])
    # An infinite number, where nothing is found, comes as None.
    return Seen(tuple(found["missing"]), tuple(found["unseen"]), found["top"] or 0, found["bottom"] or 0)


def bring(page: Page, part: Part, pause: float = 0) -> int:
    """Scroll with the wheel until all of a part can be read at once; returns how many turns that took.

    `pause` is the seconds of a person for each turn. Raises NotSeenError where the words do not come, or do not fit
    into the window together.
    """
    seen, turns = look(page, part), 0
    if not seen.all:
        seen = _drawn(page, part)
    while not seen.all:
        turn(page, seen.top, pause)
        turns += 1
        before, seen = seen, _settled(page, part)
        if not seen.all and abs(seen.top - before.top) < 1:
            raise NotSeenError(f"cannot be read in the window: {seen.missing + seen.unseen}")
    return turns


def turn(page: Page, top: float, pause: float = 0) -> None:
    """One turn of the wheel towards what stands at `top`, as far as that, and no farther than a window shows."""
    window = page.viewport_size or {"width": 0, "height": 0}
    farthest = _TURN * window["height"]
    page.mouse.move(window["width"] / 2, window["height"] / 2)
    page.mouse.wheel(0, max(-farthest, min(farthest, top - _BELOW_MENU)))
    time.sleep(pause)


def _drawn(page: Page, part: Part) -> Seen:
    """The part when its words have all come and stand still."""
    page.locator(_READY).wait_for()
    until = time.perf_counter() + _PATIENCE
    while (seen := _settled(page, part)).missing:
        if time.perf_counter() > until:
            raise NotSeenError(f"not on the page: {seen.missing}")
    return seen


def _settled(page: Page, part: Part) -> Seen:
    seen = look(page, part)
    while True:
        page.wait_for_timeout(_SETTLE * 1000)
        before, seen = seen, look(page, part)
        if seen == before:
            return seen
