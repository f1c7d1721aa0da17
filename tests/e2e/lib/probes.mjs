// What runs inside a page before its own scripts: each function is sent as text, so it uses nothing from outside itself
// and no syntax younger than Chromium 68.

/** Notes errors, console lines and policy violations, for engines whose driver does not. */
export function notes() {
  var kept = (window.cchcNotes = []);
  addEventListener("error", function (event) {
    if (event.error || event.message) kept.push({ kind: "error", text: String(event.message) });
  });
  addEventListener("unhandledrejection", function (event) {
    kept.push({ kind: "error", text: "unhandled rejection: " + event.reason });
  });
  ["error", "warn"].forEach(function (kind) {
    var write = console[kind];
    console[kind] = function () {
      kept.push({ kind: kind, text: [].join.call(arguments, " ") });
      return write.apply(console, arguments);
    };
  });
  document.addEventListener("securitypolicyviolation", function (event) {
    kept.push({ kind: "error", text: "violation: " + event.violatedDirective + " " + event.blockedURI });
  });
}

/** Keeps policy violations in `window.cchcViolations`. */
export function violations() {
  const kept = (window.cchcViolations = []);
  addEventListener("securitypolicyviolation", (event) => kept.push(`${event.violatedDirective} | ${event.blockedURI} | ${event.sample}`), true);
}

/** Time stands at `start` (milliseconds) and moves, timers included, only when `cchcClock.advance(ms)` says so. */
export function clock(start) {
  let now = start;
  let last = 0;
  const timers = new Map();
  const RealDate = Date;
  window.Date = class extends RealDate {
    constructor(...words) {
      super(...(words.length ? words : [now]));
    }
    static now() {
      return now;
    }
  };
  const add = (task, wait, words, every) => {
    last += 1;
    timers.set(last, { at: now + Math.max(0, +wait || 0), task, words, every });
    return last;
  };
  const real = window.setTimeout.bind(window);
  window.setTimeout = (task, wait, ...words) => add(task, wait, words, 0);
  window.setInterval = (task, wait, ...words) => add(task, wait, words, Math.max(1, +wait || 0));
  window.clearTimeout = window.clearInterval = (id) => timers.delete(id);
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()();
  // As with real timers, an error in one is the window's, not that of whoever moves the time.
  const run = (timer) => {
    try {
      timer.task(...timer.words);
    } catch (error) {
      real(() => {
        throw error;
      });
    }
  };
  // A real turn of the event loop, which the page's own timers no longer give.
  const turn = () => new Promise((done) => (waiting.push(done), channel.port2.postMessage(0)));
  window.cchcClock = {
    now: () => now,
    pending: () => Array.from(timers.values(), (timer) => timer.at - now),
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        const due = Array.from(timers).filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
        if (!due) break;
        const [id, timer] = due;
        now = Math.max(now, timer.at);
        if (timer.every) timer.at += timer.every;
        else timers.delete(id);
        run(timer);
        await turn();
      }
      now = end;
      await turn();
    },
  };
}

/** Fixes the date alone; timers run on. */
export function frozenDate(start) {
  const RealDate = Date;
  window.Date = class extends RealDate {
    constructor(...words) {
      super(...(words.length ? words : [start]));
    }
    static now() {
      return start;
    }
  };
}

/** Counts what is left behind: open timers, and listeners on window and document. */
export function counters() {
  const open = (window.cchcOpen = { timers: new Set(), listeners: 0, observers: 0 });
  for (const [set, clear] of [["setTimeout", "clearTimeout"], ["setInterval", "clearInterval"]]) {
    const [begin, end] = [window[set], window[clear]];
    window[set] = (task, ms, ...more) => {
      const id = begin.call(window, (...words) => (set === "setTimeout" && open.timers.delete(id), task(...words)), ms, ...more);
      open.timers.add(id);
      return id;
    };
    window[clear] = (id) => (open.timers.delete(id), end.call(window, id));
  }
  for (const target of [window, document]) {
    const [add, remove] = [target.addEventListener, target.removeEventListener];
    target.addEventListener = (...words) => ((open.listeners += 1), add.apply(target, words));
    target.removeEventListener = (...words) => ((open.listeners -= 1), remove.apply(target, words));
  }
}

/** Keeps every WebAssembly instance, so that its memory can be measured. */
export function memories() {
  const kept = (window.cchcMemories = []);
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const start = WebAssembly[name];
    WebAssembly[name] = (...words) => start.apply(WebAssembly, words).then((made) => {
      const { exports } = made.instance || made;
      if (exports.memory) kept.push(exports.memory);
      return made;
    });
  }
}

/** The time of the first headline inside a widget and of the first fallback text, from the start of the navigation. */
export function firstTexts(selector) {
  const times = (window.cchcTimes = {});
  const look = () => {
    const visible = (element) => element && element.getClientRects().length > 0 && element.textContent.trim() !== "";
    const host = document.querySelector("cchc-news");
    if (!times.fallback && (visible(host && host.querySelector("a")) || visible(document.querySelector(".fallback a")))) {
      times.fallback = performance.now();
    }
    const inside = host && host.shadowRoot && host.shadowRoot.querySelector(selector);
    if (visible(inside || document.querySelector(".news-plain a"))) times.headline = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}

/** Sums up what moved without the reader's doing in `window.cchcShifts`, with the elements that moved (Chromium only). */
export function shifts() {
  const kept = (window.cchcShifts = { sum: 0, moved: [] });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries().filter((entry) => !entry.hadRecentInput)) {
      kept.sum += entry.value;
      for (const { node } of entry.sources) kept.moved.push(node && (node.id || node.className || node.nodeName));
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Counts the work that a page does by itself, in `window.cchcWork`: tasks of timers, frames and observers. */
export function work() {
  const done = (window.cchcWork = { timers: 0, frames: 0, observers: 0 });
  const counted = (kind, task) => (...words) => ((done[kind] += 1), task(...words));
  for (const [name, kind] of [["setTimeout", "timers"], ["setInterval", "timers"], ["requestAnimationFrame", "frames"]]) {
    const begin = window[name];
    window[name] = (task, ...words) => begin.call(window, counted(kind, task), ...words);
  }
  for (const name of ["ResizeObserver", "IntersectionObserver", "MutationObserver"]) {
    const Real = window[name];
    window[name] = function (task, ...words) {
      return new Real(counted("observers", task), ...words);
    };
  }
}

/**
 * Real traps: once `cchcTrap.arm(words)` says so, the next call out of the bundle whose code matches runs into an
 * `unreachable` of the engine, below the bundle's own frames. `sprung` keeps the code of the calls that did.
 */
export function traps() {
  // (module (func (export "t") unreachable))
  const module = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11];
  const { t } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(module))).exports;
  const trap = (window.cchcTrap = { sprung: [], arm: (words) => (trap.words = new RegExp(words)) });
  const start = WebAssembly.instantiate;
  WebAssembly.instantiate = (bundle, imports) => {
    for (const calls of Object.values(imports)) {
      for (const [name, call] of Object.entries(calls).filter(([, call]) => typeof call === "function")) {
        const code = String(call);
        calls[name] = (...words) => {
          if (trap.words && trap.words.test(code)) {
            trap.words = null;
            trap.sprung.push(code);
            t();
          }
          return call(...words);
        };
      }
    }
    return start.call(WebAssembly, bundle, imports);
  };
}
