// Many visits to every row of a part, in turns, through the real hub: what start.mjs and scoreboard.mjs have in common.

import { loadavg } from "node:os";
import { serveHub, serveProxy } from "../../e2e/lib/server.mjs";
import { pathOf, putPages } from "../pages.mjs";
import { order } from "../stats.mjs";
import { PHASES, visit } from "../visit.mjs";

const NET = {
  mobile: { vi: "di động (85 ms, 9 Mbit/s)", en: "mobile (85 ms, 9 Mbit/s)" },
  slow4g: { vi: "Slow 4G (562 ms, 1,4 Mbit/s)", en: "Slow 4G (562 ms, 1.4 Mbit/s)" },
};
const PHASE = { cold: { vi: "lần đầu", en: "cold" }, warm: { vi: "lần sau", en: "warm" } };

/** What is measured of a visit, in this order. The drawn thing has its own name in each part. */
export const measures = (drawn) => [
  { key: "fallbackMs", unit: "ms", label: { vi: "chữ đầu tiên (nội dung dự phòng)", en: "first text (the fallback)" } },
  { key: "drawnMs", unit: "ms", label: drawn },
  { key: "interactiveMs", unit: "ms", label: { vi: "dùng được", en: "interactive" } },
  { key: "bytes", unit: "kB", label: { vi: "tải qua mạng", en: "on the wire" } },
  { key: "requests", unit: "", label: { vi: "số lần tải", en: "requests" } },
  { key: "tasks", unit: "", label: { vi: "tác vụ dài hơn 50 ms", en: "tasks over 50 ms" } },
  { key: "blockingMs", unit: "ms", label: { vi: "phần vượt 50 ms", en: "their time over 50 ms" } },
  { key: "shift", unit: "score", label: { vi: "xê dịch bố cục", en: "layout shift" } },
  { key: "memory", unit: "MB", label: { vi: "bộ nhớ (JavaScript và WebAssembly)", en: "memory (JavaScript and WebAssembly)" } },
  { key: "compileMs", unit: "ms", isFact: true, label: { vi: "trong đó biên dịch WebAssembly", en: "of it compiling WebAssembly" } },
  { key: "instantiateMs", unit: "ms", isFact: true, label: { vi: "trong đó khởi tạo WebAssembly", en: "of it instantiating WebAssembly" } },
];

/**
 * What was measured as `samples`, with the names of its conditions. `slow` lists { cpu, network }. With `minutes` there is also
 * `hold`, which adds to both what the pages hold after so long: they wait while nothing is timed, all parts side by side.
 */
export async function load({ part, rows, title, inlineStyles, slow, loads, minutes, phases = PHASES }) {
  const [conditions, samples] = [{}, {}];
  const served = (act) => withPages({ part, rows, title, inlineStyles }, act);
  await served(async (proxy) => {
    for (const at of slow) {
      for (const phase of phases) conditions[`${phase}-${at.cpu}-${at.network}`] = named(phase, at);
      for (let round = 0; round < loads; round += 1) {
        console.log(`${part}: processor ${at.cpu}×, ${at.network}, round ${round + 1} of ${loads}, machine load ${loadavg()[0].toFixed(1)}`);
        for (const row of order(rows, round)) {
          const found = await visit(proxy, pathOf(part, row), row, { ...at, phases });
          for (const phase of phases) ((samples[`${phase}-${at.cpu}-${at.network}`] ??= {})[row.name] ??= []).push(found[phase]);
        }
      }
    }
  });
  const inOrder = Object.fromEntries(Object.entries(samples).map(([name, found]) => [name, Object.fromEntries(rows.map((row) => [row.name, found[row.name]]))]));
  const hold = () =>
    served(async (proxy) => {
      console.log(`${part}: pages stay open for ${minutes} minutes`);
      const waiting = [];
      for (const row of rows) {
        const begin = () => new Promise((loaded) => waiting.push(visit(proxy, pathOf(part, row), row, { ...slow[0], minutes, phases, loaded }).finally(loaded)));
        await (door = door.then(begin));
      }
      const all = await Promise.all(waiting);
      conditions.held = { vi: `sau ${minutes} phút`, en: `after ${minutes} minutes` };
      inOrder.held = Object.fromEntries(rows.map((row, at) => [row.name, [all[at].after]]));
    });
  return { conditions, samples: inOrder, ...(minutes && { hold }) };
}

// Pages that stay open come one after another: so many browsers at once would not load in time.
let door = Promise.resolve();

async function withPages({ part, rows, title, inlineStyles }, act) {
  const hub = await serveHub();
  const proxy = await serveProxy(hub.origin);
  try {
    await putPages(proxy, part, rows, title, { inlineStyles });
    await act(proxy);
  } finally {
    await proxy.stop();
    await hub.stop();
  }
}

function named(phase, { cpu, network }) {
  const words = (lang) => `${PHASE[phase][lang]}, ${lang === "vi" ? "bộ xử lý chậm" : "processor slowed"} ${cpu}×, ${NET[network][lang]}`;
  return { vi: words("vi"), en: words("en") };
}

/** The rows must do the same work, or their times say nothing. */
export function compareTitles(samples) {
  const shown = Object.values(samples).flatMap((rows) =>
    Object.entries(rows).flatMap(([name, rounds]) => rounds.filter(({ titles }) => titles).map(({ titles }) => ({ name, titles: titles.join("\n") }))),
  );
  const other = shown.find(({ titles }) => titles !== shown[0].titles);
  if (other) throw new Error(`${other.name} shows:\n${other.titles}\n${shown[0].name} shows:\n${shown[0].titles}`);
}
