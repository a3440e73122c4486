// Makes Streamlit's text area the editor of the curation page: line numbers, marks of faulty lines, the way to one, Tab,
// a check while typing. The text itself stays in the text area: without this script everything still works,
// with Ctrl+Enter. What the server has not kept yet is kept in this tab, for a reload or a step back: the text of a
// curated file, never anything about a patient, and no longer than until the server has it.
(() => {
  "use strict";
  if (window.curationDesk) return;
  window.curationDesk = true;

  const PAUSE = 350; // milliseconds after the last key
  const LONGEST = 2000; // milliseconds of typing without a rest
  let timer = 0;
  let waitingSince = 0;
  let leaving = false;
  let drawn = "";

  const editor = () => document.querySelector(".st-key-desk-editor textarea");
  const isEditor = (event) => event.target === editor();
  const marks = () => document.querySelector(".ct-desk-marks")?.dataset;

  function faulty() {
    return new Set((marks()?.lines ?? "").split(",").filter(Boolean).map(Number));
  }

  // CRC-32, as the server prints the text that it keeps.
  function print(words) {
    let sum = -1;
    for (const byte of new TextEncoder().encode(words)) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return String(~sum >>> 0);
  }

  const NAME = "desk: ";
  let tab = null; // a browser may refuse it, or be full: then the server alone keeps the text
  try {
    tab = window.sessionStorage;
  } catch {}
  let met = null; // the text area whose file is known
  let name = "";
  let kept = "";
  let bases = []; // prints of what the server may have: what it says that it keeps, and what was sent since then

  function keepHere() {
    const text = editor();
    if (!text || text !== met) return;
    try {
      tab?.setItem(name, JSON.stringify({ bases, words: text.value }));
    } catch {}
  }

  function noteSent() {
    const text = editor();
    if (!text || text !== met || !tab?.getItem(name)) return;
    const now = print(text.value);
    if (now === kept) {
      tab?.removeItem(name);
      return;
    }
    bases.push(now);
    keepHere();
  }

  // What the server says of the text that is open: it is kept there now, or this tab has words that never got there.
  function meet() {
    const text = editor();
    const told = marks();
    if (!text || !told || !text.closest(`.st-key-desk-text-${told.area}`)) return;
    if (text === met && told.kept === kept) return;
    if (text !== met && !text.value && told.kept !== print("")) {
      // It is put into the page before its text is.
      setTimeout(meet, 50);
      return;
    }
    const now = print(text.value);
    if (text !== met) {
      met = text;
      name = NAME + told.of;
      const left = JSON.parse(tab?.getItem(name) ?? "null");
      if (left && left.words !== text.value && left.bases.includes(now)) {
        bases = left.bases;
        text.setRangeText(left.words, 0, text.value.length, "preserve");
        text.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
    kept = told.kept;
    if (kept) bases = [kept];
    if (kept === print(text.value)) tab?.removeItem(name);
  }

  function commit() {
    clearTimeout(timer);
    waitingSince = 0;
    noteSent();
    const sent = { key: "Enter", ctrlKey: true, bubbles: true };
    editor()?.dispatchEvent(new KeyboardEvent("keydown", sent));
  }

  function layer(root, name) {
    let found = root.querySelector(`:scope > .${name}`);
    if (!found) {
      found = document.createElement("div");
      found.className = name;
      found.setAttribute("aria-hidden", "true");
      found.append(document.createElement("div"));
      root.append(found);
      drawn = "";
    }
    return found.firstChild;
  }

  function draw() {
    const text = editor();
    if (!text) return;
    meet();
    text.setAttribute("wrap", "off");
    text.setAttribute("spellcheck", "false");
    text.setAttribute("autocapitalize", "off");
    const root = text.parentElement;
    const bands = layer(root, "ct-desk-bands");
    const numbers = layer(root, "ct-desk-numbers");
    const count = text.value.split("\n").length;
    const marked = faulty();
    const now = `${count}:${[...marked].join()}`;
    if (now !== drawn) {
      drawn = now;
      numbers.replaceChildren(...Array.from({ length: count }, (_, place) => {
        const line = document.createElement("div");
        line.textContent = `${marked.has(place + 1) ? "▲ " : ""}${place + 1}`;
        if (marked.has(place + 1)) line.className = "ct-desk-faulty";
        return line;
      }));
      bands.replaceChildren(...[...marked].map((number) => {
        const band = document.createElement("div");
        band.style.top = `calc(${number - 1} * var(--desk-line))`;
        return band;
      }));
    }
    for (const inner of [bands, numbers]) inner.style.transform = `translateY(${-text.scrollTop}px)`;
  }

  function put(text, start, end, words) {
    text.setSelectionRange(start, end);
    // Unlike a new value this can be undone, and Streamlit is told of it.
    document.execCommand(words ? "insertText" : "delete", false, words);
  }

  function changeLines(text, change) {
    const { selectionStart, selectionEnd, value } = text;
    const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const last = selectionEnd > selectionStart && value[selectionEnd - 1] === "\n" ? selectionEnd - 1 : selectionEnd;
    const end = value.indexOf("\n", last) < 0 ? value.length : value.indexOf("\n", last);
    const lines = value.slice(start, end).split("\n");
    const changed = change(lines).join("\n");
    if (changed === lines.join("\n")) return;
    put(text, start, end, changed);
    if (lines.length > 1) text.setSelectionRange(start, start + changed.length);
  }

  const moveIn = (lines) => lines.map((line) => (line ? `  ${line}` : line));
  const moveOut = (lines) => lines.map((line) => line.replace(/^ {1,2}/, ""));
  const comment = (lines) =>
    lines.every((line) => !line.trim() || line.startsWith("#"))
      ? lines.map((line) => line.replace(/^#/, ""))
      : lines.map((line) => (line.trim() ? `#${line}` : line));

  function key(event) {
    if (!isEditor(event) || !event.isTrusted) return;
    const text = event.target;
    if (event.key === "Escape") {
      leaving = true;
      return;
    }
    if (event.key === "Tab" && !leaving && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      const several = text.value.slice(text.selectionStart, text.selectionEnd).includes("\n");
      if (event.shiftKey) changeLines(text, moveOut);
      else if (several) changeLines(text, moveIn);
      else put(text, text.selectionStart, text.selectionEnd, "  ");
    } else if (event.key === "/" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      changeLines(text, comment);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.isComposing) {
      event.preventDefault();
      const before = text.value.slice(text.value.lastIndexOf("\n", text.selectionStart - 1) + 1, text.selectionStart);
      put(text, text.selectionStart, text.selectionEnd, `\n${/^ */.exec(before)[0]}`);
    }
    if (event.key !== "Shift") leaving = false;
  }

  function jump(event) {
    const button = event.target.closest?.(".ct-desk-jump");
    const text = editor();
    if (!button || !text) return;
    const number = Math.min(Number(button.dataset.line), text.value.split("\n").length);
    text.focus();
    text.setSelectionRange(...window.curationValueAt(text.value, number, button.dataset.key));
    const height = parseFloat(getComputedStyle(text).lineHeight);
    text.scrollTop = Math.max(0, (number - 1) * height - text.clientHeight / 3);
    text.scrollLeft = 0;
    text.scrollIntoView({ block: "nearest" });
    draw();
  }

  document.addEventListener("keydown", key, true);
  document.addEventListener("click", jump);
  document.addEventListener("input", (event) => {
    if (!isEditor(event)) return;
    clearTimeout(timer);
    keepHere();
    waitingSince ||= Date.now();
    timer = setTimeout(commit, Math.max(0, Math.min(PAUSE, waitingSince + LONGEST - Date.now())));
    draw();
  });
  for (const [target, leaves] of [[document, "visibilitychange"], [window, "pagehide"]]) {
    target.addEventListener(leaves, () => waitingSince && commit());
  }
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.('[class*="st-key-desk-begin-anew"]')) return;
    // Whoever wants the file as it is wants no words of before either.
    for (const one of Object.keys(tab ?? {})) if (one.startsWith(NAME)) tab.removeItem(one);
  });
  document.addEventListener("scroll", (event) => isEditor(event) && draw(), true);
  document.addEventListener("focusout", (event) => {
    if (!isEditor(event)) return;
    leaving = false;
    // Streamlit sends it now.
    noteSent();
  });
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-lines", "data-kept"] });
  draw();
})();
