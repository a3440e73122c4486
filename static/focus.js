// Keeps the place of those who work with the keyboard: Streamlit draws a page anew under their hands, and where what had
// the focus is gone, the next key would begin at the top of the window. Not here: the keys of a call (call.js).
(() => {
  "use strict";
  if (window.focusKept) return;
  window.focusKept = true;
  const REACHED = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]';
  const REST = 100; // milliseconds without a change, after which the page counts as drawn
  let way = []; // what had the focus, then all that it stood in: each with its place among its siblings
  let page = location.pathname;
  let byMouse = false; // a hand on the mouse has its own place
  let stopped = false; // it is there, but was switched off for a while, as a button is while its file is made
  let waiting = 0;

  const drawn = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";
  const gone = () => stopped || !way[0].part.isConnected;
  const lost = () => !byMouse && way.length && gone() && document.activeElement === document.body;
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

  // On another page its heading, so that what is read aloud begins there.
  function heading() {
    const found = document.querySelector('[data-testid="stMain"] h1');
    if (found) found.tabIndex = -1;
    return found;
  }

  function give() {
    waiting = 0;
    if (!lost()) return;
    if (!drawn() || way[0].part.disabled) { wait(); return; }
    const other = page !== location.pathname;
    const next = () => (way[0].part.isConnected ? way[0].part : sameKey() || inItsPlace());
    (other ? heading() : next())?.focus({ preventScroll: other });
  }

  function wait() {
    clearTimeout(waiting);
    waiting = setTimeout(give, REST);
  }

  addEventListener("pointerdown", () => { byMouse = true; }, true);
  addEventListener("keydown", () => { byMouse = false; }, true);
  addEventListener("focusin", ({ target }) => {
    way = [];
    stopped = false;
    page = location.pathname;
    for (let part = target; part.parentElement; part = part.parentElement)
      way.push({ part, place: [...part.parentElement.children].indexOf(part) });
  });
  new MutationObserver(() => {
    if (way[0]?.part.disabled) stopped = true;
    if (lost()) wait();
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
})();
