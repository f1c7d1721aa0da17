// The screen's page in the engines that panels have inside: it boots, its line moves, and it starts without network.
// `cargo xtask engines` gives those between 2019 and 2021 in CCHC_ENGINES; by itself it takes the oldest and the current one.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, soon, until } from "./lib/browsers.mjs";
import { lit, picture, stored, undated } from "./lib/panel.mjs";

const names = process.env.CCHC_ENGINES ? process.env.CCHC_ENGINES.split(",") : ["chromium", "chromium-68"];
// By night the sample screen is dark.
const day = { date: NOW, width: 1920, height: 1080, prepare: (proxy) => (undated(proxy), `${proxy.origin}/examples/screen.html?s=mau-sanh-1`) };

/** How far the first headline of the line has come. */
const place = (page) =>
  page.evaluate(() => {
    const first = document.querySelector("cchc-screen").shadowRoot.querySelector(".lane > *");
    return first && { text: first.textContent, left: first.getBoundingClientRect().left };
  });

async function moves(page) {
  await soon(async () => {
    const before = await place(page);
    const after = before && (await place(page));
    return after && after.text === before.text && after.left < before.left;
  }, "the line stands");
}

for (const engine of names) {
  describe(`a panel that is unplugged, in ${engine}`, () => {
    const through = stage(engine);
    test("boots, and starts without network with its programme and its age", { timeout: 120000 }, (t) =>
      through(day, async ({ page, proxy, url, wrong }) => {
        await until(page, allIn, ["ready"]);
        t.diagnostic(await page.evaluate(() => navigator.userAgent));
        await soon(async () => (await picture(page)) !== null, "nothing is shown");
        assert.equal((await lit(page)).status, "");
        await moves(page);
        // Some of them fetch a preload once more, and say so.
        assert.deepEqual(wrong.filter((line) => !/preload/.test(line)), []);
        await soon(() => page.evaluate(stored), "no build was stored", 30000);
        await proxy.stop();
        await page.goto("about:blank");
        await page.goto(url);
        await until(page, allIn, ["ready", "stale"]);
        await soon(async () => (await picture(page)) !== null, "nothing is shown");
        const { kind } = await lit(page);
        assert.ok(["news", "notice", "cards", "text", "procedure", "feedback", "answers", "ranking"].includes(kind), kind);
        await moves(page);
        // The stylesheet and the typeface are there too.
        assert.equal(await page.evaluate(() => document.fonts.check("700 40px 'Be Vietnam Pro'", "Ẩ Ỗ Ữ Ặ")), true);
      }));
  });
}
