// Every example page in every engine: no error, every element ready, every file fetched once, and links without scripts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { TAGS, allIn, engines, fallbackSeen, open, soon, until } from "./lib/browsers.mjs";
import { pages } from "./lib/paths.mjs";
import { serveHub, serveProxy } from "./lib/server.mjs";

// This page forbids scripts by header; what the browser says of that is the point of the page.
const WITHOUT_SCRIPT = ["no-script.html"];
// Engines before 'wasm-unsafe-eval' run no WebAssembly under this page's policy; its fallback stays.
const FALLBACK_IN_OLD = ["strict-csp.html"];
let hub;
before(async () => (hub = await serveHub()));
after(() => hub.stop());

for (const [name, launch] of Object.entries(engines)) {
  test(`every page works in ${name}`, async (t) => {
    // WebKit's driver reports neither errors nor console lines; a probe in the page does.
    const proxy = await serveProxy(hub.origin, { probe: name === "webkit" });
    const browser = await launch();
    try {
      for (const file of pages()) {
        await t.test(file, async () => {
          const { page, wrong } = await open(browser, `${proxy.origin}/examples/${file}`);
          if (name === "chromium-68" && FALLBACK_IN_OLD.includes(file)) {
            await soon(() => wrong.some((line) => line.includes("cchc bundle")), `nothing told: ${wrong.join("\n")}`);
            assert.equal(await page.evaluate(fallbackSeen), true);
          } else if (WITHOUT_SCRIPT.includes(file)) {
            assert.equal(await page.evaluate(fallbackSeen), true);
          } else {
            await until(page, allIn, ["ready"]);
            assert.deepEqual(wrong, []);
            assert.equal(await page.evaluate(fallbackSeen), false, "the fallback gives way");
          }
          await page.close();
        });
      }
    } finally {
      await browser.close();
      await proxy.stop();
    }
  });
}

test("without scripts every page shows its links", async (t) => {
  const browser = await engines.chromium();
  try {
    for (const file of pages()) {
      await t.test(file, async () => {
        const { page } = await open(browser, `${hub.origin}/examples/${file}`, { javaScript: false });
        const links = await page.$$eval(TAGS.map((tag) => `${tag} a`).join(), (all) => all.map((a) => a.getBoundingClientRect().height > 0 && (a.protocol === "https:" || a.origin === location.origin)));
        assert.ok(links.length > 0);
        assert.deepEqual(new Set(links), new Set([true]));
        await page.close();
      });
    }
  } finally {
    await browser.close();
  }
});

test("a page fetches every file once, and from its own origin alone", async (t) => {
  const browser = await engines.chromium();
  try {
    for (const file of pages().filter((file) => !WITHOUT_SCRIPT.includes(file))) {
      await t.test(file, async () => {
        const proxy = await serveProxy(hub.origin);
        const profile = await browser.createBrowserContext();
        const foreign = [];
        const { page } = await open(profile, `${proxy.origin}/examples/${file}`, {
          before: (page) => page.on("request", (asked) => asked.url().startsWith(proxy.origin) || foreign.push(asked.url())),
        });
        await until(page, allIn, ["ready"]);
        const twice = [...proxy.counts].filter(([, count]) => count > 1);
        await profile.close();
        await proxy.stop();
        assert.deepEqual(twice, []);
        assert.deepEqual(foreign.filter((url) => !url.startsWith("data:")), []);
      });
    }
  } finally {
    await browser.close();
  }
});
