// The network goes away: what was shown stays, says how old it is, and is new again when the network is back.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, fallbackSeen, shown, until } from "./lib/browsers.mjs";
import { clock, frozenDate } from "./lib/probes.mjs";
import { item, putPage, serveHub, serveProxy, putFeed } from "./lib/server.mjs";

const HOUR = 3_600_000;
const tag = (feed) => `<cchc-news eager notices="off" feed="${feed}"><a href="https://example.vn/">Dự phòng</a></cchc-news>`;

for (const engine of ["chromium", "firefox"]) {
  describe(`a page on one host, everything else on another, in ${engine}`, () => {
    const through = stage(engine);

    test("when the other host is gone, a new visit shows the saved copy with its age", async () => {
      const hub = await serveHub();
      const other = await serveProxy(hub.origin);
      // The feed must not come from the browser's own cache, whose rules are not ours.
      other.faults.set("/feed/", { headers: { "cache-control": "no-store" } });
      const prepare = (proxy) => putPage(proxy, tag(`${other.origin}/feed/v1/cchc.json`), { bundle: other.origin, headers: { "cache-control": "no-store" } });
      await through({ prepare, date: NOW }, async ({ page, url }) => {
        await until(page, allIn, ["ready"]);
        const before = await page.evaluate(shown);
        assert.ok(before.titles > 0);
        await other.stop();
        await hub.stop();
        // The second visit is three hours later.
        await page.evaluateOnNewDocument(frozenDate, NOW + 3 * HOUR);
        for (const visit of [() => page.goto("about:blank").then(() => page.goto(url)), () => page.reload()]) {
          await visit();
          await until(page, allIn, ["stale"]);
          const after = await page.evaluate(shown);
          assert.equal(after.titles, before.titles);
          assert.match(after.text, /Chưa tải được dữ liệu mới\. Đang xem bản lưu, cập nhật 3 giờ trước/);
          assert.equal(await page.evaluate(fallbackSeen), false);
        }
      });
    });
  });
}

describe("the browser goes offline and comes back", () => {
  const through = stage();
  const status = (page) => page.evaluate(() => document.querySelector("cchc-news").shadowRoot.querySelector(".status").textContent);
  const advance = (page, ms) => page.evaluate((ms) => window.cchcClock.advance(ms), ms);
  const items = Array.from({ length: 3 }, (_, n) => item(n));

  for (const layout of ["list", "ticker", "rotator"]) {
    test(`the ${layout} keeps its news, its age grows, and it is fresh within 5 s of the network`, () => {
      const prepare = (proxy) => putPage(proxy, tag(putFeed(proxy, { items })).replace("eager", `eager layout="${layout}"`));
      return through({ prepare, scripts: [[clock, NOW]] }, async ({ page, proxy }) => {
        await until(page, allIn, ["ready"]);
        assert.equal(await status(page), "Cập nhật vừa xong");
        await page.setOfflineMode(true);
        assert.equal(await page.evaluate(() => navigator.onLine), false);
        // The period is a minute: within one and a half the page has asked in vain.
        await advance(page, 100_000);
        await until(page, allIn, ["stale"]);
        assert.equal((await page.evaluate(shown)).titles, 3);
        assert.match(await status(page), /^Chưa tải được dữ liệu mới\. Đang xem bản lưu, cập nhật 1 phút trước$/);
        await advance(page, 10 * 60_000);
        assert.match(await status(page), /cập nhật 11 phút trước$/);
        await advance(page, 26 * HOUR);
        assert.match(await status(page), /cập nhật 1 ngày trước$/);
        assert.equal((await page.evaluate(shown)).titles, 3);
        putFeed(proxy, { items: items.slice(0, 2) });
        await page.setOfflineMode(false);
        assert.equal(await page.evaluate(() => navigator.onLine), true);
        await advance(page, 5_000);
        await until(page, allIn, ["ready"]);
        assert.equal(await status(page), "Cập nhật vừa xong");
        assert.equal((await page.evaluate(shown)).titles, 2);
      });
    });
  }

  test("a page opened offline, whose code is in the cache, shows the saved copy; without one it keeps its fallback", () => {
    const prepare = (proxy) => {
      proxy.faults.set("/feed/", { headers: { "cache-control": "no-store" } });
      return putPage(proxy, tag(`${proxy.origin}/feed/v1/cchc.json`), { headers: { "cache-control": "max-age=600" } });
    };
    return through({ prepare, date: NOW }, async ({ page, url }) => {
      await until(page, allIn, ["ready"]);
      await page.setOfflineMode(true);
      await page.goto("about:blank");
      await page.goto(url);
      await until(page, allIn, ["stale"]);
      assert.ok((await page.evaluate(shown)).titles > 0);
      await page.evaluate(() => localStorage.clear());
      await page.goto("about:blank");
      await page.goto(url);
      await until(page, allIn, ["failed"]);
      assert.equal(await page.evaluate(fallbackSeen), true);
    });
  });
});
