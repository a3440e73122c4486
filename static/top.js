// A page begins at its top: Streamlit draws it where the page before was scrolled to, unless that was emptied first.
// Back and Forward are left to the browser. Not here: the place of the keyboard (focus.js).
(() => {
  "use strict";
  if (window.beginsAtTop) return;
  window.beginsAtTop = true;
  const push = history.pushState;
  history.pushState = function (...given) {
    const before = location.pathname;
    push.apply(this, given);
    if (location.pathname !== before) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };
})();
