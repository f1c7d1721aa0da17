// What runs inside a page before its own scripts, beside the tests' probes: each function is sent as text, so it uses
// nothing from outside itself.

/** Keeps long tasks and the time that WebAssembly takes in `window.cchcVitals`. */
export function vitals() {
  const kept = (window.cchcVitals = { tasks: 0, blockingMs: 0, compileMs: 0, instantiateMs: 0 });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) {
      kept.tasks += 1;
      kept.blockingMs += task.duration - 50;
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

/** What was seen, once a page is at rest. */
export function seen() {
  const host = document.querySelector("cchc-news");
  const links = host ? host.shadowRoot.querySelectorAll(".title") : document.querySelectorAll(".news-plain a");
  const memories = (window.cchcMemories || []).map((memory) => memory.buffer.byteLength);
  return {
    titles: Array.from(links, (link) => link.textContent),
    // A headline in the very first frame is the first text too.
    fallbackMs: window.cchcTimes.fallback || window.cchcTimes.headline,
    headlineMs: window.cchcTimes.headline,
    parsedMs: performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
    shift: window.cchcShifts.sum,
    wasmMemory: memories.reduce((sum, bytes) => sum + bytes, 0),
    ...window.cchcVitals,
  };
}
