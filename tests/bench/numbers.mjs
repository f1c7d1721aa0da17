// Figures of many visits: medians, spreads, and ratios to the floor.

/** What is reported of a visit, in this order. */
export const MEASURES = [
  { key: "fallbackMs", label: "first fallback text", unit: "ms" },
  { key: "headlineMs", label: "first headline", unit: "ms" },
  { key: "parsedMs", label: "DOMContentLoaded", unit: "ms" },
  { key: "bytes", label: "on the wire", unit: "kB" },
  { key: "requests", label: "requests", unit: "" },
  { key: "compileMs", label: "WebAssembly compiled in", unit: "ms" },
  { key: "instantiateMs", label: "WebAssembly instantiated in", unit: "ms" },
  { key: "tasks", label: "tasks over 50 ms", unit: "" },
  { key: "blockingMs", label: "their time over 50 ms", unit: "ms" },
  { key: "shift", label: "layout shift", unit: "score" },
  { key: "heap", label: "JavaScript heap", unit: "kB" },
  { key: "wasmMemory", label: "WebAssembly memory", unit: "kB" },
];

/** The measures that are divided by the floor's. */
export const COMPARED = ["fallbackMs", "headlineMs", "bytes"];

export const PHASES = ["cold", "warm"];

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** A number with its unit, short enough for a table. */
export function written(value, unit) {
  if (unit === "kB") return (value / 1000).toFixed(1);
  if (unit === "score") return value.toFixed(3);
  return Math.round(value).toString();
}

/**
 * `visits` maps a variant's name to one { cold, warm } per round. Gives, per phase and variant, { median, min, max } of
 * every measure, and the ratios to the first variant: of the medians, and the median of each round's own ratio, which
 * noise that lasts longer than a round does not touch.
 */
export function summary(visits) {
  const names = Object.keys(visits);
  return Object.fromEntries(PHASES.map((phase) => [phase, Object.fromEntries(names.map((name) => [name, ofOne(visits, phase, name, names[0])]))]));
}

function ofOne(visits, phase, name, floor) {
  const values = (of, key) => visits[of].map((visit) => visit[phase][key]);
  const measures = {};
  for (const { key } of MEASURES) {
    const all = values(name, key);
    measures[key] = { median: median(all), min: Math.min(...all), max: Math.max(...all) };
  }
  const ratios = {};
  for (const key of COMPARED) {
    const [own, base] = [values(name, key), values(floor, key)];
    ratios[key] = { ofMedians: median(own) / median(base), paired: median(own.map((value, round) => value / base[round])) };
  }
  return { measures, ratios };
}
