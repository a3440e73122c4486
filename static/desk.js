// Makes Streamlit's text area the editor of the curation page: line numbers, marks of faulty lines, Tab, a check while
// typing. The text itself stays in the text area: without this script everything still works, with Ctrl+Enter.
(() => {
  "use strict";
  if (window.curationDesk) return;
  window.curationDesk = true;

  const PAUSE = 350; // milliseconds after the last key
  let timer = 0;
  let leaving = false;
  let drawn = "";

  const editor = () => document.querySelector(".st-key-desk-editor textarea");
  const isEditor = (event) => event.target === editor();

  function faulty() {
    const listed = document.querySelector(".ct-desk-marks")?.dataset.lines ?? "";
    return new Set(listed.split(",").filter(Boolean).map(Number));
  }

  function commit() {
    clearTimeout(timer);
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
    const lines = text.value.split("\n");
    const number = Math.min(Number(button.dataset.line), lines.length);
    const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + lines[number - 1].length);
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
    timer = setTimeout(commit, PAUSE);
    draw();
  });
  document.addEventListener("scroll", (event) => isEditor(event) && draw(), true);
  document.addEventListener("focusout", (event) => {
    if (isEditor(event)) leaving = false;
  });
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-lines"] });
  draw();
})();
