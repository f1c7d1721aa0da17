// Runs the end-to-end tests: `node run.mjs` all of them, `node run.mjs faults ticker` those whose file name contains a word.

import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

// Dates on the pages are Vietnam's, and tests that stand still in time stand still there.
process.env.TZ = "Asia/Ho_Chi_Minh";

const here = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const files = readdirSync(here)
  .filter((name) => name.endsWith(".test.mjs") && (!words.length || words.some((word) => name.includes(word))))
  .map((name) => join(here, name))
  // The longest are those of the screen: begun early, none of them runs on alone at the end.
  .reverse();
if (!files.length) {
  console.error(`no test file has one of these words in its name: ${words.join(" ")}`);
  process.exit(2);
}

// Two at a time: more browsers than that make each other slow on a small machine.
// A file that hangs is told as failed instead of holding up all.
const events = run({ files, concurrency: 2, timeout: 900_000 });
events.on("test:fail", ({ todo }) => {
  if (todo === undefined) process.exitCode = 1;
});
events.compose(new spec()).pipe(process.stdout);
