// What runs inside a page before its own scripts, beside the tests' probes: each function is sent as text, so it uses
// nothing from outside itself.

/** Keeps long tasks and the time that WebAssembly takes in `window.cchcVitals`. */
export function vitals() {
  const kept = (window.cchcVitals = { tasks: 0, blockingMs: 0, lastTaskEnd: 0, compileMs: 0, instantiateMs: 0 });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) {
      kept.tasks += 1;
      kept.blockingMs += task.duration - 50;
      kept.lastTaskEnd = Math.max(kept.lastTaskEnd, task.startTime + task.duration);
    }
  }).observe({ type: "longtask", buffered: true });
  const { compile, compileStreaming, instantiate } = WebAssembly;
  // A streamed compilation counts from the answer on: what comes before is the network's.
  WebAssembly.compileStreaming = async (source) => {
    const answer = await source;
    const start = performance.now();
    const module = await compileStreaming.call(WebAssembly, answer);
    kept.compileMs += performance.now() - start;
    return module;
  };
  WebAssembly.compile = async (bytes) => {
    const start = performance.now();
    const module = await compile.call(WebAssembly, bytes);
    kept.compileMs += performance.now() - start;
    return module;
  };
  WebAssembly.instantiate = async (...words) => {
    const start = performance.now();
    const made = await instantiate.apply(WebAssembly, words);
    kept.instantiateMs += performance.now() - start;
    return made;
  };
}

/**
 * The times at which the fallback and what was asked for can first be seen, looked at once per frame. `host` is an element
 * with a shadow root, `inside` what must be there so many times, `frame` says that it stands in an iframe.
 */
export function drawn({ host, inside, count, frame }) {
  if (window !== top) return;
  const times = (window.cchcTimes = {});
  const visible = (element) => element.getClientRects().length > 0;
  window.cchcFound = () => {
    const page = frame ? (document.querySelector("iframe") || {}).contentDocument : document;
    const element = page && host && page.querySelector(host);
    const root = host ? element && element.shadowRoot : page;
    return root ? Array.from(root.querySelectorAll(inside)).filter(visible) : [];
  };
  const look = () => {
    if (!times.fallback && Array.from(document.querySelectorAll(".stage a")).some(visible)) times.fallback = performance.now();
    if (window.cchcFound().length >= count) times.drawn = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}

/** What was seen, once a page is at rest. */
export function seen() {
  const frame = document.querySelector("iframe");
  const windows = frame && frame.contentWindow ? [window, frame.contentWindow] : [window];
  const sum = (of) => windows.reduce((all, one) => all + of(one), 0);
  const memory = (one) => (one.cchcMemories || []).reduce((all, { buffer }) => all + buffer.byteLength, 0);
  const times = window.cchcTimes;
  const offset = (one) => one.performance.timeOrigin - performance.timeOrigin;
  const lastTask = Math.max(...windows.map((one) => (one.cchcVitals.lastTaskEnd ? one.cchcVitals.lastTaskEnd + offset(one) : 0)));
  return {
    titles: window.cchcFound().map((link) => link.textContent),
    // What is asked for in the very first frame is the first text too.
    fallbackMs: Math.min(times.fallback || times.drawn, times.drawn),
    drawnMs: times.drawn,
    // Seen, and no task of the start is left that would hold up a touch.
    interactiveMs: Math.max(times.drawn, lastTask),
    shift: sum((one) => one.cchcShifts.sum),
    wasmMemory: sum(memory),
    // A long task is told to the window that it ran in, and to the one around it.
    tasks: window.cchcVitals.tasks,
    blockingMs: window.cchcVitals.blockingMs,
    compileMs: sum((one) => one.cchcVitals.compileMs),
    instantiateMs: sum((one) => one.cchcVitals.instantiateMs),
  };
}
