// The screen in the engines that panels have: it boots, its line of headlines moves, and it starts again without network. The oldest
// and the current one always; `cargo xtask engines` fetches those between, and sets CCHC_ENGINES.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { OLD, allIn, soon, until } from "./lib/browsers.mjs";
import { stored } from "./lib/chaos.mjs";
import { picture } from "./lib/panel.mjs";

const between = process.env.CCHC_ENGINES ? OLD.map((major) => `chromium-${major}`) : [];

/** How far the headline has come that stands in the middle of the line, and which it is. */
function headline() {
  const root = document.querySelector("cchc-screen").shadowRoot;
  const strip = root.querySelector(".strip");
  const middle = strip.getBoundingClientRect();
  const rows = Array.from(strip.querySelectorAll(".lane > *")).filter((row) => row.getBoundingClientRect().width > 0);
  const over = rows.find((row) => row.getBoundingClientRect().right > middle.left + middle.width / 3);
  return over ? { text: over.textContent, left: over.getBoundingClientRect().left } : null;
}

for (const engine of ["chromium-68", ...between, "chromium"]) {
  describe(engine, () => {
    const through = stage(engine);
    test("boots, scrolls, and starts again without network", { timeout: 120_000 }, (t) =>
      through({ prepare: (proxy) => `${proxy.origin}/examples/screen.html?s=mau-sanh-1`, width: 1280, height: 720 }, async ({ page, proxy, url, wrong }) => {
        t.diagnostic(await page.evaluate(() => /Chrome\/\d+/.exec(navigator.userAgent)[0]));
        await until(page, allIn, ["ready"]);
        await soon(async () => (await picture(page)) !== null, "nothing is shown");
        await soon(() => page.evaluate(headline), "no headlines");
        const before = await page.evaluate(headline);
        await soon(async () => {
          const now = await page.evaluate(headline);
          return now && now.text === before.text && now.left < before.left - 20;
        }, "the line stands");
        // Some of them do not find what was preloaded when they want it with its hash, fetch it again, and say so.
        assert.deepEqual(wrong.filter((line) => !/preload/.test(line)), []);
        await soon(() => page.evaluate(stored), "no build was stored", 60000);
        await proxy.stop();
        await page.goto("about:blank");
        await page.goto(url);
        await until(page, allIn, ["ready", "stale"]);
        await soon(async () => (await picture(page)) !== null, "nothing is shown without network");
        const { text, status } = await picture(page);
        assert.ok(text.trim() && !/Chưa tải/.test(status), `${text} ${status}`);
        await soon(() => page.evaluate(headline), "no headlines without network");
      }));
  });
}
