// Where the value of a key stands in the text of a curated file, for the editor of the curation page (static/desk.js):
// whoever is led to a fault types over the value, and the key stays. Not here: what is wrong with it.
(() => {
  "use strict";
  if (window.curationValueAt) return;

  // The end of a value that begins with a bracket or quotation mark: where its partner stands, on whichever line.
  function partner(words, start) {
    const mark = words[start];
    if (mark === "'" || mark === '"') {
      for (let at = start + 1; at < words.length; at += 1) {
        if (mark === '"' && words[at] === "\\") at += 1;
        else if (words[at] === mark && mark === "'" && words[at + 1] === mark) at += 1;
        else if (words[at] === mark) return at;
      }
      return -1;
    }
    for (let at = start + 1; at < words.length; at += 1) {
      if ("]}".includes(words[at])) return at;
      // A quotation mark inside a word, as in "it's", opens nothing.
      if ("[{".includes(words[at]) || ("'\"".includes(words[at]) && /[[{,:\s]/.test(words[at - 1]))) {
        at = partner(words, at);
        if (at < 0) return -1;
      }
    }
    return -1;
  }

  // Where the value of a key stands inside { }; the place before the } where the key is not there.
  function inside(words, start, end, key) {
    for (let at = start; at < end; at += 1) {
      const found = /^([\w-]+):\s*/.exec(words.slice(at, end));
      if (found && found[1] === key && /[{,\s]/.test(words[at - 1])) {
        const from = at + found[0].length;
        if ("[{'\"".includes(words[from])) return [from + 1, partner(words, from)];
        const rest = /^[^,\]}]*/.exec(words.slice(from, end))[0].trimEnd();
        return [from, from + rest.length];
      }
      if ("'\"".includes(words[at]) && /[[{,:\s]/.test(words[at - 1])) at = Math.max(at, partner(words, at));
    }
    return [end, end];
  }

  // The lines below that belong to a value: those further in than its key, up to the last that is not empty.
  function below(words, end, indent) {
    let last = end;
    for (let at = end; at < words.length; ) {
      const next = words.indexOf("\n", at + 1);
      const line = words.slice(at + 1, next < 0 ? words.length : next);
      if (line.trim() && line.search(/\S/) <= indent) break;
      at = next < 0 ? words.length : next;
      if (line.trim()) last = at;
    }
    return last;
  }

  // What to select of a line, so that whoever types over it keeps the key: its value, or the end of a line without one.
  window.curationValueAt = function valueAt(words, number, key) {
    const lines = words.split("\n");
    const line = lines[number - 1];
    const start = lines.slice(0, number - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const end = start + line.length;
    const [head, dashes, called] = /^((?: *- +)*) *(?:([\w-]+):(?: |$))?/.exec(line);
    const rest = line.slice(head.length).trimStart();
    const from = end - rest.length;
    const value = rest.replace(/(^| +)#.*$/, "").trimEnd();
    if (!dashes && !called) return [end, end];
    if (!value) return [start + head.length, start + head.length];
    const another = key && key !== called;
    if ("[{'\"".includes(value[0])) {
      const close = partner(words, from);
      if (close < 0) return [from, from + value.length];
      if (!another) return [from + 1, close];
      return "[{".includes(value[0]) ? inside(words, from + 1, close, key) : [close + 1, close + 1];
    }
    // The key that the fault names is not there yet.
    if (another && called) return [from + value.length, from + value.length];
    const indent = called ? head.indexOf(called) : head.lastIndexOf("-");
    const last = below(words, end, indent);
    if (/^[|>][-+\d]*$/.test(value)) {
      return last > end ? [end + words.slice(end).search(/\S/), last] : [end, end];
    }
    return [from, rest.trimEnd() === value && last > end ? last : from + value.length];
  };
})();
