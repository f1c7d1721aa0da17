// Memory that is swept while code and feed are on their way. Chromium before 74 loses the body of an answer whose hash it checks when
// that happens, and before 72 the tab dies of reading it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { allIn, engines, fallbackSeen, open, soon, until } from "./lib/browsers.mjs";
import { dist } from "./lib/paths.mjs";
import { item, putFeed, putPage, serveHub, serveProxy } from "./lib/server.mjs";

const { version, bundles } = JSON.parse(readFileSync(join(dist, "v1/0.1.0/manifest.json")));
const wasm = `/v1/${version}/${bundles.news.wasm[0]}`;
const items = Array.from({ length: 5 }, (_, n) => item(n));
const shows = () => document.querySelector("cchc-news").shadowRoot.querySelectorAll(".item").length === 5;
const RULES = "--host-resolver-rules=MAP hub.example 127.0.0.1";

for (const engine of ["chromium", "chromium-68"]) {
  describe(`in ${engine}`, () => {
    let hub;
    let browser;
    before(async () => {
      hub = await serveHub();
      browser = await engines[engine]("--js-flags=--expose-gc", RULES);
    });
    after(async () => {
      await browser.close();
      await hub.stop();
    });

    /** Opens a page with one element; `host` says under what name. */
    async function through(host, prepare, act) {
      const proxy = await serveProxy(hub.origin);
      const named = { ...proxy, origin: proxy.origin.replace("127.0.0.1", host) };
      const profile = await (browser.createBrowserContext || browser.createIncognitoBrowserContext).call(browser);
      try {
        const feed = putFeed(named, { items });
        const url = putPage(named, `<cchc-news eager feed="${feed}"><a href="https://example.vn/">Dự phòng</a></cchc-news>`);
        const held = prepare(proxy);
        await act({ proxy, held, ...(await open(profile, url)) });
      } finally {
        await profile.close();
        await proxy.stop();
      }
    }

    // A name of its own is plain HTTP, where scripts have no digests.
    for (const host of ["127.0.0.1", "hub.example"]) {
      test(`on ${host} it shows its news`, { timeout: 60000 }, () => {
        let release;
        const pause = new Promise((done) => (release = done));
        const prepare = (proxy) => [wasm, "/own/news.json"].forEach((path) => proxy.faults.set(path, { pause }));
        return through(host, prepare, async ({ page, proxy, wrong }) => {
          assert.equal(await page.evaluate(() => isSecureContext), host === "127.0.0.1");
          await soon(() => proxy.asked(wasm) && proxy.asked("/own/news.json"), "not asked for");
          // Heads and first halves are there when the page has seen an answer that was sent after them.
          for (let n = 0; n < 5; n += 1) {
            await page.evaluate(() => fetch(location.href).then((answer) => answer.text()));
            await page.evaluate(() => gc());
          }
          release();
          await until(page, shows);
          assert.deepEqual(wrong, []);
        });
      });

      for (const path of [wasm, "/own/news.json"]) {
        test(`on ${host} other bytes of ${path.split(".").pop()} than announced are refused`, { timeout: 60000 }, () => {
          const spoil = (body) => Buffer.concat([body, Buffer.from(" ")]);
          return through(host, (proxy) => proxy.faults.set(path, spoil), async ({ page, wrong }) => {
            if (path === wasm) await soon(() => wrong.some((line) => /cchc bundle/.test(line)), "nothing is told");
            else await until(page, allIn, ["failed"]);
            assert.equal(await page.evaluate(fallbackSeen), true);
            assert.equal(await page.evaluate(() => document.querySelector("cchc-news").shadowRoot.querySelectorAll(".item").length), 0);
          });
        });
      }
    }
  });
}
