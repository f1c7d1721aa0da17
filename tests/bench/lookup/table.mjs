// From answers to figures, and from figures to tables.

const part = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const percent = (hits, all) => (all ? `${((100 * hits) / all).toFixed(1)}` : "–");
const kilo = (bytes) => (bytes === undefined ? "–" : String(Math.round(bytes / 1000)));

/** p50, p95, p99, max and how many, in milliseconds. */
export function spread(times) {
  const sorted = [...times].sort((a, b) => a - b);
  if (!sorted.length) sorted.push(0);
  return { count: times.length, p50: part(sorted, 0.5), p95: part(sorted, 0.95), p99: part(sorted, 0.99), max: sorted.at(-1) };
}

/** How many have a right answer in the first place and among the first three: by half, and by class and half. */
export function quality(queries, found) {
  const halves = {};
  const classes = {};
  queries.forEach(({ kind, half, codes }, at) => {
    const isFirst = codes.has(found[at][0]);
    const isThree = found[at].slice(0, 3).some((code) => codes.has(code));
    for (const row of [(halves[half] ??= [0, 0, 0]), ((classes[kind] ??= {})[half] ??= [0, 0, 0])]) {
      row[0] += isFirst;
      row[1] += isThree;
      row[2] += 1;
    }
  });
  return { halves, classes };
}

export function tables({ results, cpu, records, source, machineLoad }) {
  const head = `${records} records (${source}), processor slowed ×${cpu}, load of the machine ${machineLoad.toFixed(1)}`;
  return [head, speed(results), found(results), byClass(results)].join("\n\n");
}

function speed(results) {
  const rows = results.map(({ name, importMs, readyMs, heapBytes, jsBrotli, indexRaw, indexBrotli, keys }) => {
    const times = [keys.p50, keys.p95, keys.p99, keys.max].map((ms) => ms.toFixed(2));
    return [name, Math.round(importMs + readyMs), (heapBytes / 1e6).toFixed(1), kilo(jsBrotli), kilo(indexRaw), kilo(indexBrotli), ...times, keys.count];
  });
  return grid(["engine", "ready ms", "heap MB", "packages kB br", "index kB", "index kB br", "key p50", "p95", "p99", "max ms", "keys"], rows);
}

function found(results) {
  const rows = results.map(({ name, halves }) => {
    const sum = ["tune", "held"].map((half) => halves[half] ?? [0, 0, 0]).reduce((a, b) => a.map((one, at) => one + b[at]));
    return [name, ...[halves.tune, halves.held, sum].flatMap((row = [0, 0, 0]) => [percent(row[0], row[2]), percent(row[1], row[2])])];
  });
  return grid(["engine, %", "tune first", "tune top 3", "held first", "held top 3", "all first", "all top 3"], rows);
}

/** First place and top three of both halves together, by class. */
function byClass(results) {
  const kinds = [...new Set(results.flatMap(({ classes }) => Object.keys(classes)))];
  const rows = kinds.map((kind) => {
    const cells = results.map(({ classes }) => Object.values(classes[kind] ?? {}).reduce((a, b) => a.map((one, at) => one + b[at]), [0, 0, 0]));
    return [kind, cells[0][2], ...cells.map(([first, three]) => `${first}/${three}`)];
  });
  return grid(["class: first/top 3", "of", ...results.map(({ name }) => name)], rows);
}

function grid(head, rows) {
  const cells = [head, head.map((_, at) => (at ? "--:" : "---")), ...rows].map((row) => `| ${row.join(" | ")} |`);
  return cells.join("\n");
}
