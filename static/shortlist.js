// Keeps the call list in the address of every page, so that a reload, a copied link and a link in a table keep it.
(() => {
  "use strict";
  const listed = () => document.querySelector(".ct-call")?.dataset.call;

  function keep() {
    const call = listed();
    const address = new URL(location.href);
    // An address that has a list is the truth; what stands on the page may be older than it.
    if (!call || address.searchParams.has("call")) return;
    address.searchParams.set("call", call);
    history.replaceState(history.state, "", address);
  }

  function carry(event) {
    const link = event.target.closest?.("a[href]");
    const call = listed();
    if (!link || !call || link.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
    const address = new URL(link.href);
    if (address.searchParams.has("call")) return;
    address.searchParams.set("call", call);
    link.href = address;
  }

  if (!window.callListKept) {
    window.callListKept = true;
    document.addEventListener("click", carry, true);
    // The menu sets an address without the list; it is put back as soon as that has happened.
    const push = history.pushState;
    history.pushState = function (...state) {
      push.apply(this, state);
      setTimeout(keep, 0);
    };
    addEventListener("popstate", () => setTimeout(keep, 0));
  }
  keep();
})();
