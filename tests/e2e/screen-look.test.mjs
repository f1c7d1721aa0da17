// The scenes on panels of three shapes, by day and by night: nothing is clipped, and the pictures are kept to be looked at.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { NOW, engines } from "./lib/browsers.mjs";
import { panel, slides } from "./lib/panel.mjs";
import { results } from "./lib/paths.mjs";
import { serveHub, serveProxy } from "./lib/server.mjs";

const HOUR = 3_600_000;
const folder = join(results, "screen");
let hub;
let browser;
before(async () => {
  mkdirSync(folder, { recursive: true });
  hub = await serveHub();
  browser = await engines.chromium();
});
after(async () => {
  await browser.close();
  await hub.stop();
});

const panels = [
  { name: "lying", screen: "mau-sanh-1", width: 1920, height: 1080 },
  { name: "standing", screen: "mau-sanh-2", width: 1080, height: 1920 },
  { name: "turned", screen: "mau-sanh-2", width: 1920, height: 1080, count: 4 },
  { name: "large", screen: "mau-to-dan-pho", width: 3840, height: 2160, count: 12 },
  { name: "two-languages", screen: "mau-mot-cua", width: 1920, height: 1080 },
  { name: "small", screen: "mau-kiosk", width: 600, height: 800, count: 12 },
  { name: "night", screen: "mau-sanh-1", width: 1920, height: 1080, start: NOW + 12 * HOUR, count: 4, light: "dim" },
  { name: "dark", screen: "mau-sanh-1", width: 1920, height: 1080, start: NOW + 14 * HOUR, count: 1, light: "dark" },
];

for (const { name, start = NOW, count = 26, light = "day", ...options } of panels) {
  test(`${name}: no text outside of its room`, { timeout: 300000 }, async () => {
    const proxy = await serveProxy(hub.origin);
    const profile = await browser.createBrowserContext();
    try {
      const { page, wrong } = await panel(profile, proxy, { ...options, start, media: { "prefers-reduced-motion": "reduce" } });
      const kinds = new Set();
      await slides(page, count, async (now, at) => {
        kinds.add(now.kind);
        assert.equal(now.light, light);
        assert.deepEqual(now.outside, [], `${now.kind} ${now.title} ${now.pages}`);
        await page.screenshot({ path: join(folder, `${name}-${String(at).padStart(2, "0")}-${now.kind}.png`) });
      });
      if (name === "lying" || name === "standing") {
        assert.deepEqual([...kinds].sort(), ["answers", "cards", "clock", "feedback", "news", "notice", "procedure", "ranking", "text"]);
      }
      assert.deepEqual(wrong, []);
    } finally {
      await profile.close();
      await proxy.stop();
    }
  });
}
