// A panel through hours, or through a week, in a fast clock: changing feed, failing network, and no growth. `cargo xtask soak` is
// the long form; CCHC_SOAK_HOURS says how long.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { engines } from "./lib/browsers.mjs";
import { serveHub, serveProxy } from "./lib/server.mjs";
import { grewNothing, soak } from "./lib/soak.mjs";

const HOURS = Number(process.env.CCHC_SOAK_HOURS || 6);
let hub;
before(async () => (hub = await serveHub()));
after(() => hub.stop());

const panels = {
  "a panel": [],
  "a panel with little memory": ["--enable-low-end-device-mode", "--js-flags=--expose-gc --max-old-space-size=64"],
};

for (const [name, flags] of Object.entries(panels)) {
  test(`${name} through ${HOURS} hours never goes blank and never grows`, { timeout: 60000 + HOURS * 120000 }, async (t) => {
    const browser = await engines.chromium(...flags);
    const proxy = await serveProxy(hub.origin);
    try {
      const done = await soak(t, { profile: browser, proxy }, HOURS, process.env.CCHC_SOAK_HOURS ? (line) => t.diagnostic(line) : undefined);
      grewNothing(t, done, HOURS);
      // What a screen cannot have is told once each; a trap would be told too. The browser tells of a feed file that an editor changed
      // after the list of files was read.
      const told = /feed-|Failed to load|screen-file-unreadable|(valid digest|cannot load).*\/song\/[a-z]+\.json.*integrity/;
      assert.deepEqual(done.wrong.filter((line) => !told.test(line)), []);
    } finally {
      await browser.close();
      await proxy.stop();
    }
  });
}
