// A panel that tells the hub that it lives, and how `cchc screens` lists it.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { engines, soon } from "./lib/browsers.mjs";
import { MINUTE, point, watched } from "./lib/chaos.mjs";
import { copyFeed } from "./lib/feed.mjs";
import { picture, undated } from "./lib/panel.mjs";
import { dist, hub as program } from "./lib/paths.mjs";
import { serveHub, serveProxy } from "./lib/server.mjs";

const PATH = "/api/v1/screens/heartbeat";
const run = promisify(execFile);
let folder;
let hub;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "cchc-alive-"));
  const config = join(folder, "cchc.toml");
  writeFileSync(config, "[screens]\nheartbeat = true\n");
  hub = await serveHub(dist, ["--data", join(folder, "data"), "--config", config]);
});
after(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

const listed = async (id) => {
  const { stdout } = await run(program, ["screens", "--data", join(folder, "data"), "--feed", join(dist, "feed/v1"), "--format", "json"]);
  return JSON.parse(stdout).find((screen) => screen.id === id);
};
const wanted = (id, is) => (file) => (file.screens.find((screen) => screen.id === id).heartbeat = is);

for (const engine of ["chromium", "chromium-68"]) {
  describe(`a panel in ${engine}`, () => {
    let browser;
    before(async () => (browser = await engines[engine]()));
    after(() => browser.close());
    /** A panel whose feed may be changed. */
    const begin = async (id, is, act) => {
      const proxy = await serveProxy(hub.origin);
      const profile = await (browser.createBrowserContext || browser.createIncognitoBrowserContext).call(browser);
      try {
        const feed = copyFeed(proxy);
        feed.change("screens", wanted(id, is));
        const page = await profile.newPage();
        const screen = await watched({ profile, proxy, page }, { screen: id, scripts: [[point, feed.url]] });
        await act({ ...screen, proxy, feed });
      } finally {
        await profile.close();
        await proxy.stop();
      }
    };
    const id = engine === "chromium" ? "mau-sanh-1" : "mau-sanh-2";
    const asked = (proxy) => proxy.counts.get(PATH) || 0;
    /** Time goes on until as many signs were sent. */
    const sent = ({ proxy, pass }, count, most) => soon(async () => (asked(proxy) < count && (await pass(2000)), asked(proxy) >= count && asked(proxy) <= most), `not ${count} signs`, 60_000);

    test("is listed with build, age and engine, once the sheet of screens asks for it", { timeout: 120_000 }, () =>
      begin(id, true, async (screen) => {
        const { page, proxy, feed, pass, wrong } = screen;
        assert.equal((await listed(id)).last_seen, null);
        await sent(screen, 1, 1);
        await soon(async () => (await listed(id)).last_seen !== null, "not listed");
        const { is_late, build, feed_age_s, skew_ms, memory_bytes, fps, engine: name, traps } = await listed(id);
        assert.deepEqual([is_late, traps], [false, 0]);
        assert.equal(build, await page.evaluate(() => document.querySelector('meta[name="cchc-build"]').content));
        assert.match(name, engine === "chromium" ? /^Chromium \d{3}$/ : /^Chromium 68$/);
        assert.ok(feed_age_s >= 0 && feed_age_s < 120, `feed_age_s ${feed_age_s}`);
        assert.ok(Math.abs(skew_ms) < 5000, `skew_ms ${skew_ms}`);
        assert.ok(memory_bytes > 100_000 && fps >= 0, `${memory_bytes} ${fps}`);
        // Every five minutes, and no more once the sheet says so.
        await pass(21 * MINUTE);
        assert.ok(asked(proxy) >= 4 && asked(proxy) <= 6, `${asked(proxy)} signs`);
        feed.change("screens", wanted(id, false));
        await screen.becomes(() => true, 0);
        await pass(2 * MINUTE);
        await pass(6 * MINUTE);
        const count = asked(proxy);
        await pass(20 * MINUTE);
        assert.equal(asked(proxy), count);
        assert.deepEqual(wrong, []);
      }));

    test("says nothing of itself where nobody asks", { timeout: 120_000 }, () =>
      begin("mau-kiosk", undefined, async ({ proxy, pass }) => {
        await pass(30 * MINUTE);
        assert.equal(asked(proxy), 0);
        assert.equal((await listed("mau-kiosk")).last_seen, null);
      }));

    test("asks a hub that does not answer less and less, and shows on", { timeout: 120_000 }, () =>
      begin("mau-mot-cua", true, async (screen) => {
        const { page, proxy, pass } = screen;
        undated(proxy);
        proxy.faults.set(PATH, "cut");
        await pass(4 * 60 * MINUTE);
        assert.ok(asked(proxy) >= 3 && asked(proxy) <= 10, `${asked(proxy)} signs in four hours`);
        assert.notEqual(await picture(page), null);
        proxy.faults.delete(PATH);
        const before = asked(proxy);
        await pass(65 * MINUTE);
        assert.ok(asked(proxy) > before);
        await soon(async () => (await pass(1000), (await listed("mau-mot-cua")).last_seen !== null), "not listed");
      }));
  });
}
