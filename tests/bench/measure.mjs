// Many visits to every variant, in turns, through the real hub.

import { loadavg } from "node:os";
import { serveHub, serveProxy } from "../e2e/lib/server.mjs";
import { PHASES } from "./numbers.mjs";
import { putPages } from "./pages.mjs";
import { visit } from "./visit.mjs";

/** Resolves to one { cold, warm } per round for every variant's name. */
export async function measure(all, loads) {
  const hub = await serveHub();
  const proxy = await serveProxy(hub.origin);
  const visits = Object.fromEntries(all.map(({ name }) => [name, []]));
  try {
    await putPages(proxy, all);
    for (let round = 0; round < loads; round += 1) {
      console.log(`round ${round + 1} of ${loads}, machine load ${loadavg()[0].toFixed(1)}`);
      for (const variant of order(all, round)) visits[variant.name].push(await visit(proxy, variant));
    }
  } finally {
    await proxy.stop();
    await hub.stop();
  }
  compareTitles(visits);
  return visits;
}

/** Every variant takes every place in turn, so that a slow minute of the machine hits all of them alike. */
function order(all, round) {
  const turned = all.map((_, at) => all[(at + round) % all.length]);
  return round % 2 ? turned.reverse() : turned;
}

// The pages must do the same work, or their times say nothing.
function compareTitles(visits) {
  const shown = Object.entries(visits).flatMap(([name, all]) =>
    all.flatMap((one) => PHASES.map((phase) => ({ name, titles: one[phase].titles.join("\n") })))
  );
  const other = shown.find(({ titles }) => titles !== shown[0].titles);
  if (other) throw new Error(`${other.name} shows:\n${other.titles}\n${shown[0].name} shows:\n${shown[0].titles}`);
}
