// Every example page in every engine: no error, every element ready, nothing wider than the page, no violation.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { allIn, engines, open, until } from "./lib/browsers.mjs";
import { modules, pages, results } from "./lib/paths.mjs";
import { serveHub } from "./lib/server.mjs";

// This page forbids scripts by header; what the browser says of that is the point of the page.
const WITHOUT_SCRIPT = ["no-script.html"];
// Engines before 'wasm-unsafe-eval' run no WebAssembly under this page's policy; its fallback stays.
const FALLBACK_IN_OLD = ["strict-csp.html"];
let hub;
before(async () => (hub = await serveHub()));
after(() => hub.stop());

for (const [name, launch] of Object.entries(engines)) {
  test(`every page works in ${name}`, async (t) => {
    const browser = await launch();
    after(() => browser.close());
    for (const file of pages()) {
      await t.test(file, async () => {
        const { page, wrong } = await open(browser, `${hub.origin}/examples/${file}`);
        if (name === "chromium-68" && FALLBACK_IN_OLD.includes(file)) {
          await until(page, () => {
            const news = document.querySelector("cchc-news");
            return news.shadowRoot && !news.shadowRoot.querySelector("slot").hidden && news.querySelector("a").clientWidth >= 0;
          });
        } else if (WITHOUT_SCRIPT.includes(file)) {
          assert.equal(await page.evaluate(() => document.querySelectorAll("cchc-news a").length > 0), true);
        } else {
          await until(page, allIn, ["ready"]);
          assert.deepEqual(wrong, []);
        }
        await page.close();
      });
    }
    await browser.close();
  });
}

test("pages pass the accessibility audit and fit every width", async (t) => {
  const axe = readFileSync(join(modules, "axe-core/axe.min.js"), "utf8");
  const folder = join(results, "screens");
  mkdirSync(folder, { recursive: true });
  const browser = await engines.chromium();
  after(() => browser.close());
  for (const file of pages()) {
    for (const width of [360, 1280, 1920]) {
      await t.test(`${file} at ${width}`, async () => {
        const { page } = await open(browser, `${hub.origin}/examples/${file}`, { width });
        if (!WITHOUT_SCRIPT.includes(file)) await until(page, allIn, ["ready"]);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${over} px too wide`);
        await page.screenshot({ path: join(folder, `${file}-${width}.png`), fullPage: true });
        // The audit is injected past the page's policy by the debugger, not by a script element.
        await page.evaluate(axe);
        const found = await page.evaluate(async () => (await window.axe.run()).violations.map((one) => `${one.id}: ${one.nodes[0].html}`));
        assert.deepEqual(found, []);
        await page.close();
      });
    }
  }
  await browser.close();
});
