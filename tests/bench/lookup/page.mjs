// What runs in the page. Functions are sent over as text, so each stands alone; long work is done in slices of two seconds.

/** Loads the records, which every engine gets. */
export async function load() {
  window.records = await (await fetch("/records.json")).json();
  return window.records.length;
}

/** From the first byte of the engine's code to the first query it could answer, in milliseconds. */
export async function start(file, part) {
  const begun = performance.now();
  const loaded = await import(`/engines/${file}`);
  window.engine = loaded[part];
  const imported = performance.now();
  await window.engine.ready(window.records);
  return { name: window.engine.name, library: window.engine.library ?? "", importMs: imported - begun, readyMs: performance.now() - imported };
}

/** The index as text in base 64, or nothing. */
export async function index() {
  const data = await window.engine.index?.();
  if (data === undefined) return undefined;
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : new Uint8Array(data);
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
}

export const bytes = () => window.engine.bytes?.() ?? 0;

/** Answers to queries from the `from`th on: as many as two seconds allow. */
export async function answers(queries, from, most) {
  const end = performance.now() + 2000;
  const found = [];
  for (let at = from; at < queries.length && performance.now() < end; at += 1) found.push(await window.engine.search(queries[at], most));
  return found;
}

/** Types queries letter by letter and times every answer, in milliseconds; as many queries as two seconds allow, at least one. */
export async function type(queries, from, most) {
  const end = performance.now() + 2000;
  const times = [];
  let at = from;
  for (; at < queries.length && performance.now() < end; at += 1) {
    let text = "";
    for (const letter of queries[at]) {
      text += letter;
      const begun = performance.now();
      const found = window.engine.search(text, most);
      if (found instanceof Promise) await found;
      times.push(performance.now() - begun);
      if (performance.now() > end + 20000) break;
    }
  }
  return { at, times };
}
