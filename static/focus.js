// Keeps the place of those who work with the keyboard: Streamlit draws a page anew under their hands, and where what had
// the focus is gone, the next key would begin at the top of the window. It also leads to what a press led to, and closes
// the menu of a narrow window, which lies over the page. Not here: the keys of a call (call.js).
(() => {
  "use strict";
  if (window.focusKept) return;
  window.focusKept = true;
  const REACHED = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]';
  const MENU = '[data-testid="stSidebar"]';
  // What opens the menu and what closes it: only one of them is there at a time.
  const CLOSES = '[data-testid="stSidebarCollapseButton"] button';
  const SWITCH = `[data-testid="stExpandSidebarButton"], ${CLOSES}`;
  const REST = 100; // milliseconds without a change, after which the page counts as drawn
  let way = []; // what had the focus, then all that it stood in: each with its place among its siblings
  let page = location.pathname;
  let byMouse = false; // a hand on the mouse has its own place
  let stopped = false; // it is there, but was switched off for a while, as a button is while its file is made
  let told = ""; // the last outcome that was led to
  let waiting = 0;

  const drawn = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";
  const closed = () => way[0].part.closest(MENU)?.dataset.collapsed === "true";
  const gone = () => !byMouse && way.length && (stopped || closed() || !way[0].part.isConnected);
  const lost = () => gone() && (closed() || document.activeElement === document.body);
  const outcome = () => [...document.querySelectorAll("[data-told]")].find((part) => part.dataset.told !== told);
  const seen = (part) => part.checkVisibility() && part.getBoundingClientRect().width > 0;
  const reachedIn = (part) => [part, ...part.querySelectorAll(REACHED)].find((one) => one.matches(REACHED) && seen(one));

  // The same piece drawn anew has the same key; where there is none, what stands in its place.
  function sameKey() {
    const keys = way.flatMap(({ part }) => [...part.classList].filter((name) => name.startsWith("st-key-")));
    const found = keys.map((key) => document.querySelector(`.${CSS.escape(key)}`)).find(Boolean);
    return found && reachedIn(found);
  }

  function inItsPlace() {
    const still = way.findIndex((step) => step.part.isConnected);
    for (const [number, { part }] of way.entries()) {
      if (number < still || still < 1) continue;
      const others = [...part.children];
      const place = Math.min(way[number - 1].place, others.length);
      const found = [...others.slice(place), ...others.slice(0, place).reverse()].map(reachedIn).find(Boolean);
      if (found) return found;
    }
    return null;
  }

  // The menu was opened or closed: what undoes that.
  function switched() {
    return (closed() || way[0].part.matches(SWITCH)) && document.querySelector(SWITCH);
  }

  // On another page its heading, so that what is read aloud begins there.
  function heading() {
    const found = document.querySelector('[data-testid="stMain"] h1');
    if (found) found.tabIndex = -1;
    return found;
  }

  function give() {
    waiting = 0;
    const found = outcome();
    if (!found && !lost()) return;
    if (!drawn() || (!found && way[0].part.disabled)) { wait(); return; }
    if (found) {
      told = found.dataset.told;
      found.focus();
      return;
    }
    // A heading that is drawn anew was that of the page before, which had not begun to go.
    const other = page !== location.pathname || way[0].part.matches("h1");
    const next = () => switched() || (way[0].part.isConnected ? way[0].part : sameKey() || inItsPlace());
    (other ? heading() : next())?.focus({ preventScroll: other });
  }

  function wait() {
    clearTimeout(waiting);
    waiting = setTimeout(give, REST);
  }

  function closeMenu() {
    document.querySelector(CLOSES)?.click();
    wait();
  }

  addEventListener("pointerdown", () => { byMouse = true; }, true);
  addEventListener("keydown", ({ key }) => {
    byMouse = false;
    if (key === "Escape") closeMenu();
  }, true);
  // A page was chosen: it is what is wanted now.
  addEventListener("click", ({ target }) => { if (target.closest?.(`${MENU} a`)) setTimeout(closeMenu); });
  addEventListener("focusin", ({ target }) => {
    way = [];
    stopped = false;
    page = location.pathname;
    for (let part = target; part.parentElement; part = part.parentElement)
      way.push({ part, place: [...part.parentElement.children].indexOf(part) });
    // Else the place would go on under the menu, out of sight.
    if (!byMouse && !target.closest(`${MENU}, ${SWITCH}`)) closeMenu();
  });
  new MutationObserver(() => {
    if (way[0]?.part.disabled) stopped = true;
    if (gone() || outcome()) wait();
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled", "data-collapsed"] });
})();
