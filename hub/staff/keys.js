// Keys of the console, for those who like them: every one of them only does what a link or a button does too.
"use strict";
(() => {
  const rows = () => [...document.querySelectorAll("a[data-row]")];
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  const go = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
    all[next].focus();
    all[next].closest("[data-item]")?.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    switch (event.key) {
      case "j": go(1); break;
      case "k": go(-1); break;
      case "x": document.activeElement?.closest("[data-item]")?.querySelector("input[type=checkbox]")?.click(); break;
      case "r": { const body = document.getElementById("f-body"); const fold = body?.closest("details"); if (fold) fold.open = true; body?.focus(); break; }
      case "/": document.querySelector("input[type=search]")?.focus(); break;
      case "u": document.querySelector("a[data-back]")?.click(); break;
      case "?": { const help = document.querySelector("details[data-keys]"); if (help) { help.open = !help.open; help.querySelector("summary").focus(); } break; }
      default: return;
    }
    event.preventDefault();
  });
  // What is typed and not sent is asked about before the page is left by another way.
  let own = null;
  document.addEventListener("input", (event) => { own = event.target.closest("textarea")?.form ?? own; });
  document.addEventListener("submit", (event) => { if (event.target === own) own = null; });
  addEventListener("beforeunload", (event) => { if (own) event.preventDefault(); });
  document.querySelector("[role=alert]")?.focus();
})();
