// Nothing jumps when the news arrive: the sum of layout shifts stays below 0.1, the bound of a good page (web.dev/cls),
// wherever the fallback says about as much as the news. The news are held back until the fallback has been seen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, fallbackSeen, until } from "./lib/browsers.mjs";
import { shifts } from "./lib/probes.mjs";

const through = stage();
const BOUND = 0.1;
const frames = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

for (const path of ["agency-site.html", "news.html", "news.html#danh-sach", "news.html#dong-tin", "news.html#tung-tin", "strict-csp.html"]) {
  for (const [width, height] of [[360, 800], [1280, 900]]) {
    test(`${path} at ${width} px stays where it is when the news arrive`, async (t) => {
      let release;
      const wait = new Promise((done) => (release = done));
      const prepare = async (proxy) => {
        // A notice stands above everything and may push it down; no fallback has room for it.
        const feed = await (await fetch(`${proxy.origin}/feed/v1/cchc.json`)).json();
        feed.feeds = feed.feeds.filter((file) => file.name !== "notices");
        proxy.files.set("/feed/v1/cchc.json", { body: JSON.stringify(feed) });
        proxy.faults.set("/feed/", { wait });
        return `${proxy.origin}/examples/${path}`;
      };
      await through({ prepare, width, height, date: NOW, scripts: [shifts] }, async ({ page, wrong }) => {
        await until(page, fallbackSeen);
        // Whatever is near the window is mounted and waits for its news.
        await until(page, () => document.querySelector("[data-state=loading]"));
        await frames(page);
        const before = await page.evaluate(() => window.cchcShifts.sum);
        release();
        await until(page, () => document.querySelector("[data-state=ready]") && !document.querySelector("[data-state=loading]"));
        await frames(page);
        const { sum, moved } = await page.evaluate(() => window.cchcShifts);
        t.diagnostic(`${path} at ${width} px: ${sum.toFixed(4)}${moved.length ? `, moved: ${[...new Set(moved)].join(", ")}` : ""}`);
        assert.equal(before, 0, "nothing moves before");
        assert.ok(sum < BOUND, `${sum.toFixed(4)}, moved: ${moved.join(", ")}`);
        assert.deepEqual(wrong, []);
      });
    });
  }
}
