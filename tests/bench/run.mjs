// The bench: the project beside what others use for the same work, on one machine in one run. `cargo xtask bench` builds
// what it needs and calls it.
//
// --quick            one round of few conditions: does it still run (under two minutes, once the peers are installed)
// --loads 5          rounds of every condition; --seconds 10 is how long a server is watched, a moving line three times that
// --minutes 10       the pages stay open so long at the end, and their memory is told
// --only start,serve parts: start procedures feedback screen ticker scoreboard lookup serve; the others keep the figures of the report before
//
// Other work on the machine makes everything slower, and the widget more than the floor: measure on an idle one, or let
// Linux put the bench first (`chrt --rr 5 cargo xtask bench`, as root).
//
// The peers are built with Vite, which wants Node 20.19 or newer. The server is compared where wrk is installed, and with
// nginx where that is (Debian: wrk nginx-light libnginx-mod-http-brotli-static).
//
// It judges no number. It fails when a page shows nothing, something else than the rest, or an error.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium, root, version } from "../e2e/lib/paths.mjs";
import { makePeers } from "./make.mjs";
import { lookup } from "./parts/lookup.mjs";
import { feedback, procedures, screen } from "./parts/others.mjs";
import { scoreboard } from "./parts/scoreboard.mjs";
import { serve } from "./parts/serve.mjs";
import { start } from "./parts/start.mjs";
import { ticker } from "./parts/ticker.mjs";
import { html } from "./report.mjs";
import { text } from "./table.mjs";

const PARTS = { start, procedures, feedback, screen, ticker, scoreboard, lookup: () => lookup(), serve };

const { values: words } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    loads: { type: "string" },
    seconds: { type: "string" },
    minutes: { type: "string", default: "0" },
    only: { type: "string" },
  },
});
const number = (name, least, usual) => {
  const value = Number(words[name] ?? usual);
  if (!Number.isInteger(value) || value < least) throw new Error(`--${name} wants a whole number from ${least} on, not ${words[name]}`);
  return value;
};
const wanted = words.only?.split(",") ?? Object.keys(PARTS);
const unknown = wanted.find((name) => !PARTS[name]);
if (unknown !== undefined) throw new Error(`no part ${unknown}; there are: ${Object.keys(PARTS).join(" ")}`);

const [loads, seconds, minutes] = [number("loads", 1, words.quick ? 1 : 5), number("seconds", 1, words.quick ? 2 : 10), number("minutes", 0)];
const speeds = [1, 4, 6].map((cpu) => ({ cpu, network: "mobile" })).concat({ cpu: 4, network: "slow4g" });
const few = words.quick ? { slow: [{ cpu: 4, network: "mobile" }], phases: ["cold"] } : { slow: speeds };
const options = {
  start: { loads, minutes, ...few },
  // An item comes in and one goes out about every ten seconds: less would miss what that takes.
  ticker: { loads, seconds: words.quick ? seconds : 3 * seconds, conditions: words.quick ? ["1x"] : undefined },
  procedures: { loads, minutes, ...few },
  feedback: { loads, minutes, ...few },
  screen: { loads, minutes, ...few },
  scoreboard: { loads, minutes, ...(words.quick ? few : { slow: [speeds[1], speeds[3]] }) },
  serve: { loads, seconds, conditions: words.quick ? ["feed"] : undefined },
};

makePeers();
const folder = join(root, "target/bench");
const report = join(folder, "report.json");
// A quick run never mixes with a real one.
const before = words.only && existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : { parts: [] };
const kept = before.isQuick === words.quick ? before.parts : [];
const machine = { processors: cpus().length, model: cpus()[0].model.trim(), engine: version(chromium()), before: loadavg()[0] };
const parts = [];
for (const name of Object.keys(PARTS)) {
  const old = kept.find(({ id }) => id === name);
  if (wanted.includes(name)) parts.push({ ...(await PARTS[name](options[name])), at: new Date().toISOString() });
  else if (old) parts.push(old);
  tell();
}
await Promise.all(parts.map(({ hold }) => hold?.()));
console.log(`\n${text(tell())}\n\n${join(folder, "report.html")}\n${report}`);

/** Writes what is known so far: an hour of measuring is not lost with its last page. */
function tell() {
  const result = { at: new Date().toISOString(), isQuick: words.quick, loads, seconds, machine: { ...machine, after: loadavg()[0] }, parts };
  mkdirSync(folder, { recursive: true });
  writeFileSync(report, `${JSON.stringify(result, null, 1)}\n`);
  writeFileSync(join(folder, "report.html"), html(result));
  return result;
}
