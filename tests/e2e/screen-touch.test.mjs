// A kiosk: the real lookup and the real form over the programme, and nothing of one citizen left for the next.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, until } from "./lib/browsers.mjs";
import { listenTo, putHub } from "./lib/form.mjs";
import { audited, fillIn, forgets, hides, kept, kiosk, press, sees, shows, text, write } from "./lib/kiosk.mjs";
import { advance } from "./lib/panel.mjs";
import { results } from "./lib/paths.mjs";
import { putFeed } from "./lib/server.mjs";

const LOOKUP = ".touch-bar button:nth-child(1)";
const FORM = ".touch-bar button:nth-child(2)";
const FIND = ".touch-holder cchc-procedures >> #find";
const BODY = ".touch-holder cchc-feedback >> [name='/body']";
const WORDS = { title: "Thang máy hỏng ở toà B", body: "Thang máy số 7 của toà B hỏng từ thứ Hai, người già phải đi bộ." };
const idle = { prepare: (proxy) => `${proxy.origin}/examples/page.css` };
const folder = join(results, "screen-touch");
mkdirSync(folder, { recursive: true });

for (const engine of ["chromium", "chromium-68"]) {
  describe(`a kiosk, in ${engine}`, () => {
    const through = stage(engine);
    const act = (options, task) => through(idle, async ({ profile, proxy, page }) => {
      putHub(proxy, options.hub);
      const opened = await kiosk(profile, proxy, { start: NOW, ...options });
      await page.close();
      await task({ proxy, profile, ...opened });
      assert.deepEqual(opened.wrong.filter((line) => !/submissions|ERR_|Failed to load|using link preload/.test(line)), []);
    });

    test("a search is typed and picked, and gone when nobody touches it any more", { timeout: 120000 }, () =>
      act({}, async ({ page }) => {
        const before = await page.evaluate(() => [location.href, history.length]);
        await press(page, LOOKUP);
        await shows(page, FIND);
        await write(page, FIND, "khai sinh");
        await shows(page, ".touch-holder cchc-procedures >> .option");
        await press(page, ".touch-holder cchc-procedures >> .option");
        await shows(page, ".touch-holder cchc-procedures >> .about");
        const tick = ".touch-holder cchc-procedures >> [data-act=tick]";
        if (await page.evaluate(sees, tick)) await press(page, tick);
        await advance(page, 46_000);
        assert.match(await text(page, ".touch-left"), /^1[45]giây nữa/);
        // One touch stops it.
        await press(page, ".touch-title");
        assert.equal(await text(page, ".touch-left"), "");
        await advance(page, 50_000);
        assert.equal(await page.evaluate(sees, ".touch-layer"), true);
        await advance(page, 11_000);
        assert.equal(await page.evaluate(sees, ".touch-layer"), false);
        assert.equal(await text(page, ".touch-holder"), "");
        assert.deepEqual(await page.evaluate(() => [location.href, history.length]), before);
        const left = await kept(page);
        assert.ok(!left.some((one) => /khai sinh|ticks:|recent|#procedures/i.test(one)), left.join("\n").slice(0, 2000));
        // The next one finds an empty field.
        await press(page, LOOKUP);
        await shows(page, FIND);
        assert.equal(await page.evaluate(() => document.querySelector("cchc-screen").shadowRoot.querySelector(".touch-holder cchc-procedures").shadowRoot.querySelector("#find").value), "");
      }));

    test("what was written into the form goes with the one who wrote it", { timeout: 120000 }, () =>
      act({}, async ({ page }) => {
        await press(page, FORM);
        await fillIn(page, WORDS);
        await advance(page, 2_000);
        // Not even while it is being written, should the power fail.
        assert.ok(!(await kept(page)).some((one) => /Thang máy/.test(one)));
        await press(page, ".touch-done");
        await hides(page, ".touch-layer");
        await forgets(page, /Thang máy/);
        await press(page, FORM);
        await shows(page, BODY);
        assert.equal(await page.evaluate(() => document.querySelector("cchc-screen").shadowRoot.querySelector(".touch-holder cchc-feedback").shadowRoot.querySelector("[name='/body']").value), "");
      }));

    test("an item that waits is sent after its citizen left, once, and nobody else sees it", { timeout: 120000 }, () =>
      act({ hub: { answer: "cut" } }, async ({ page, proxy }) => {
        const sent = listenTo(page);
        await press(page, FORM);
        await fillIn(page, WORDS);
        await press(page, ".touch-holder cchc-feedback >> form [type=submit]");
        await shows(page, ".touch-holder cchc-feedback >> .receipt[data-state=waiting]");
        const receipt = await text(page, ".touch-holder cchc-feedback >> .receipt .code");
        assert.ok(sent.length >= 1);
        await press(page, ".touch-done");
        await hides(page, ".touch-layer");
        await advance(page, 3_000);
        // It is still there to be sent.
        assert.ok((await kept(page)).some((one) => /Thang máy/.test(one)));
        await press(page, FORM);
        await shows(page, BODY);
        const shown = await text(page, ".touch-holder cchc-feedback >> .root");
        assert.ok(!shown.includes(receipt) && !/Thang máy/.test(shown));
        await press(page, ".touch-done");
        await hides(page, ".touch-layer");
        const tried = sent.length;
        putHub(proxy);
        await page.evaluate(() => dispatchEvent(new Event("online")));
        for (let n = 0; n < 60 && sent.length === tried; n += 1) await advance(page, 1_000);
        assert.equal(sent.length, tried + 1);
        assert.equal(sent[tried].body, WORDS.body);
        await advance(page, 30_000);
        assert.equal(sent.length, tried + 1, "sent twice");
        await forgets(page, new RegExp(`Thang máy|${receipt}`));
      }));
  });
}

describe("a kiosk among other things", () => {
  const through = stage();
  const act = (options, task) => through(idle, async (stage) => {
    const opened = await kiosk(stage.profile, stage.proxy, { start: NOW, ...options });
    await stage.page.close();
    await task({ ...stage, ...opened });
  });
  const alarm = (proxy, ms) => putFeed(proxy, {
    items: [{ id: "tin", title: "Một tin", url: "https://example.vn/tin", date_published: new Date(NOW - 1000).toISOString() }],
    notices: [{ identifier: "chay", status: "Actual", msg_type: "Alert", severity: "Extreme", sent: new Date(NOW).toISOString(), expires: new Date(NOW + ms).toISOString(), info: [{ language: "vi", headline: "Có cháy ở tầng 5" }] }],
  });
  const warn = (page, feed) => page.evaluate((feed) => {
    const screen = document.querySelector("cchc-screen");
    screen.setAttribute("mode", "touch");
    screen.setAttribute("feed", feed);
  }, feed);

  test("an alert goes over the layer, and gives back what was typed when it ends in time", { timeout: 120000 }, () =>
    act({}, async ({ page, proxy }) => {
      await press(page, LOOKUP);
      await shows(page, FIND);
      await write(page, FIND, "khai sinh");
      await warn(page, alarm(proxy, 30_000));
      await hides(page, ".touch-layer");
      assert.equal(await page.evaluate(sees, ".touch-bar"), false);
      await advance(page, 31_000);
      await shows(page, ".touch-layer");
      assert.equal(await page.evaluate(() => document.querySelector("cchc-screen").shadowRoot.querySelector(".touch-holder cchc-procedures").shadowRoot.querySelector("#find").value), "khai sinh");
    }));

  test("an alert that lasts longer wipes it", { timeout: 120000 }, () =>
    act({}, async ({ page, proxy }) => {
      await press(page, LOOKUP);
      await shows(page, FIND);
      await write(page, FIND, "khai sinh");
      await warn(page, alarm(proxy, 400_000));
      await hides(page, ".touch-layer");
      await advance(page, 70_000);
      assert.equal(await text(page, ".touch-holder"), "");
      assert.equal(await page.evaluate(() => document.querySelector("cchc-screen").hasAttribute("data-busy")), false);
    }));

  test("keys alone are enough: the focus goes in, stays, and comes back", { timeout: 120000 }, () =>
    act({}, async ({ page }) => {
      const focused = () => page.evaluate(() => {
        let one = document.activeElement;
        while (one.shadowRoot && one.shadowRoot.activeElement) one = one.shadowRoot.activeElement;
        return one.id || one.className;
      });
      await page.evaluate((path) => document.querySelector("cchc-screen").shadowRoot.querySelector(path).focus(), LOOKUP);
      await page.keyboard.press("Enter");
      await shows(page, FIND);
      assert.equal(await focused(), "touch-title");
      await page.evaluate(() => document.querySelector("cchc-screen").shadowRoot.querySelector(".touch-holder cchc-procedures").shadowRoot.querySelector("#find").focus());
      await page.keyboard.press("Escape");
      assert.equal(await focused(), "touch-title");
      await page.keyboard.press("Escape");
      await hides(page, ".touch-layer");
      assert.equal(await focused(), "touch-open");
    }));

  test("no link leads off the page: its address is for the phone", { timeout: 120000 }, () =>
    act({}, async ({ page }) => {
      const before = page.url();
      await press(page, LOOKUP);
      await shows(page, ".touch-holder cchc-procedures >> .popular button");
      await press(page, ".touch-holder cchc-procedures >> .popular button");
      await shows(page, ".touch-holder cchc-procedures >> a.link");
      await press(page, ".touch-holder cchc-procedures >> a.link");
      await shows(page, ".touch-away");
      assert.match(await text(page, ".touch-address"), /^https?:/);
      assert.equal(await page.evaluate(sees, ".touch-qr"), true);
      await page.screenshot({ path: join(folder, "standing-away.png") });
      assert.deepEqual(await audited(page), []);
      await press(page, ".touch-back");
      await hides(page, ".touch-away");
      assert.equal(page.url(), before);
    }));

  for (const [name, width, height, more] of [["standing", 1080, 1920, {}], ["lying", 1920, 1080, {}], ["turned", 1920, 1080, { turned: true }], ["small", 600, 800, {}]]) {
    test(`${name}: large enough for a finger, and axe finds nothing`, { timeout: 180000 }, () =>
      act({ width, height, media: { "prefers-reduced-motion": "reduce" } }, async ({ page }) => {
        if (!more.turned) await page.evaluate(() => document.querySelector("cchc-screen").setAttribute("orientation", "auto"));
        await advance(page, 5_000);
        // It glides there, on the browser's own time.
        if (!more.turned) {
          await until(page, () => {
            const { left, top } = document.querySelector("cchc-screen").shadowRoot.querySelector(".base").getBoundingClientRect();
            return Math.abs(left) < 40 && Math.abs(top) < 40;
          });
        }
        const side = Math.min(width, height);
        const least = await page.evaluate(() => Math.min(...Array.from(document.querySelector("cchc-screen").shadowRoot.querySelectorAll(".touch-bar button"), (one) => Math.min(one.getBoundingClientRect().height, one.getBoundingClientRect().width))));
        assert.ok(least >= (side * 96) / 1080, `${least} px`);
        await page.screenshot({ path: join(folder, `${name}-bar.png`) });
        if (!more.turned) assert.deepEqual(await audited(page), []);
        await press(page, LOOKUP);
        await shows(page, FIND);
        await page.screenshot({ path: join(folder, `${name}-lookup.png`) });
        await write(page, FIND, "khai sinh");
        await shows(page, ".touch-holder cchc-procedures >> .option");
        await page.screenshot({ path: join(folder, `${name}-found.png`) });
        if (!more.turned) assert.deepEqual(await audited(page), []);
        await advance(page, 50_000);
        await page.screenshot({ path: join(folder, `${name}-left.png`) });
        if (!more.turned) assert.deepEqual(await audited(page), []);
        await press(page, ".touch-done");
        await press(page, FORM);
        await shows(page, ".touch-holder cchc-feedback >> form");
        await page.screenshot({ path: join(folder, `${name}-form.png`) });
        if (!more.turned) assert.deepEqual(await audited(page), []);
      }));
  }
});
