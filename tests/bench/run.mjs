// The bench: `<cchc-news>` against a page written by hand for the same feed, on a slow network and processor, cold and
// warm. `cargo xtask bench` builds what it needs and calls it; `--loads 3` is the short form.
//
// Other work on the machine makes everything slower, and the widget more than the floor: measure on an idle one, or let
// Linux put the bench first (`chrt --rr 5 cargo xtask bench`, as root).
//
// It judges no number. It fails when a page shows no headline, other headlines than the rest, or an error.

import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium, root, version } from "../e2e/lib/paths.mjs";
import { measure } from "./measure.mjs";
import { summary } from "./numbers.mjs";
import { variants } from "./pages.mjs";
import { html } from "./report.mjs";
import { table } from "./table.mjs";
import { SLOW } from "./visit.mjs";

const { values: words } = parseArgs({ options: { loads: { type: "string", default: "10" } } });
const loads = Number(words.loads);
if (!Number.isInteger(loads) || loads < 1) throw new Error(`--loads wants a whole number from 1 on, not ${words.loads}`);

const all = variants();
const before = loadavg()[0];
const visits = await measure(all, loads);
const result = {
  at: new Date().toISOString(),
  engine: version(chromium()),
  conditions: SLOW,
  loads,
  machineLoad: { before, after: loadavg()[0] },
  labels: Object.fromEntries(all.map(({ name, label }) => [name, label])),
  summary: summary(visits),
  visits,
};
const folder = join(root, "target/bench");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "news.json"), `${JSON.stringify(result, null, 1)}\n`);
writeFileSync(join(folder, "news.html"), html(result));
console.log(`\n${table(result)}\n\n${join(folder, "news.html")}\n${join(folder, "news.json")}`);
