// Moves through the screens of a call by keys. Everything is in the page already: no key asks the server for anything.
(() => {
  "use strict";
  const call = document.querySelector(".call");
  if (!call || call.dataset.ready) return;
  call.dataset.ready = "yes";
  const screens = [...call.querySelectorAll(".call-screen[data-screen]")];
  const leave = () => { location.href = call.dataset.leave; };
  if (!screens.length) {
    const away = (event) => {
      if (!call.isConnected) window.removeEventListener("keydown", away, true);
      else if (event.key === "Escape") leave();
    };
    window.addEventListener("keydown", away, true);
    return;
  }
  const blank = call.querySelector(".call-blank");
  const keys = call.querySelector(".call-keys");
  const said = call.querySelector(".call-said");
  let place = Math.max(0, screens.findIndex((screen) => !screen.hidden));
  // A page that was drawn anew (a connection that came back) stays where the address says.
  const asked = new URLSearchParams(location.search).get("screen");
  const there = screens.findIndex((screen) => screen.dataset.screen === asked);
  if (there >= 0) place = there;

  const from = () => screens[place].querySelector(".call-from");

  // Read aloud by a screen reader, which does not see that another screen is shown.
  function say() {
    const screen = screens[place];
    said.textContent = blank.hidden
      ? `${screen.getAttribute("aria-label")}: ${screen.querySelector("h1").textContent}`
      : "The screen is blank. Press B to go on.";
  }

  function hold() { call.focus({ preventScroll: true }); }

  function show(next) {
    place = Math.min(Math.max(next, 0), screens.length - 1);
    screens.forEach((screen, number) => { screen.hidden = number !== place; });
    call.querySelectorAll(".call-from").forEach((part) => { part.hidden = true; });
    keys.hidden = true;
    const address = new URL(location.href);
    address.searchParams.set("screen", screens[place].dataset.screen);
    history.replaceState(history.state, "", address);
    call.scrollTop = 0;
    hold();
    say();
  }

  function close() {
    if (!keys.hidden) { keys.hidden = true; hold(); return true; }
    if (!from().hidden) { from().hidden = true; hold(); return true; }
    return false;
  }

  // What is opened has the focus, so that it is read aloud and its links are next; closed, the call has it again.
  function toggle(part) {
    part.hidden = !part.hidden;
    part.tabIndex = 0;
    if (part.hidden) hold(); else part.focus();
  }

  function cover() {
    blank.hidden = !blank.hidden;
    hold();
    say();
  }

  const DOES = {
    ArrowRight: () => show(place + 1), ArrowDown: () => show(place + 1), PageDown: () => show(place + 1),
    " ": () => show(place + 1), Enter: () => show(place + 1),
    ArrowLeft: () => show(place - 1), ArrowUp: () => show(place - 1), PageUp: () => show(place - 1),
    Backspace: () => show(place - 1),
    Home: () => show(0), End: () => show(screens.length - 1),
    b: cover, ".": cover,
    s: () => { keys.hidden = true; toggle(from()); },
    "?": () => toggle(keys),
    f: () => { document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(); },
    Escape: () => { if (!close()) leave(); },
  };

  // Sources can be longer than the window: while they are open, the keys that move screens move them. A screen itself is
  // longer only in a small window or at a large zoom: there it is read to its end before the next one comes.
  const SCROLLS = { ArrowDown: 0.2, ArrowUp: -0.2, PageDown: 0.9, PageUp: -0.9, " ": 0.9 };
  function scrolled(key) {
    if (!(key in SCROLLS)) return false;
    const part = from().hidden ? call : from();
    const left = SCROLLS[key] > 0 ? part.scrollHeight - part.clientHeight - part.scrollTop : part.scrollTop;
    if (part === call && left <= 1) return false;
    part.scrollBy({ top: SCROLLS[key] * innerHeight });
    return true;
  }

  function press(event) {
    if (!call.isConnected) { window.removeEventListener("keydown", press, true); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "Enter" && event.target.closest && event.target.closest("a")) return;
    if (!(key in DOES)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!blank.hidden && key !== "b" && key !== ".") { if (key === "Escape") cover(); return; }
    if (!scrolled(key)) DOES[key]();
  }
  window.addEventListener("keydown", press, true);
  // A lost connection opens a dialog of Streamlit's under the call, which makes all else deaf to mouse and screen reader.
  new MutationObserver(() => {
    for (let part = call; part; part = part.parentElement) {
      if (part.hasAttribute("inert")) part.removeAttribute("inert");
      if (part.hasAttribute("aria-hidden")) part.removeAttribute("aria-hidden");
    }
  }).observe(document.documentElement, { subtree: true, attributeFilter: ["inert", "aria-hidden"] });
  call.addEventListener("click", (event) => {
    if (event.target.closest("a") || String(getSelection())) return;
    if (close()) return;
    show(event.clientX < innerWidth / 3 ? place - 1 : place + 1);
  });
  show(place);
})();
