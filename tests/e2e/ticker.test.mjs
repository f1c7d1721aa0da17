// The moving line: bare nowhere, jumping never, as fast as asked for, and idle between two items.
//
// Its time is in the hand of the test (lib/reel.mjs); where things are is measured in the real page.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { allIn, until } from "./lib/browsers.mjs";
import { work } from "./lib/probes.mjs";
import { holes } from "./lib/reel.mjs";
import { item } from "./lib/server.mjs";
import { advance, frames, inLane, line, many, moving, state, update, watch } from "./lib/ticker.mjs";

for (const engine of ["chromium", "chromium-68", "firefox"]) {
  describe(`in ${engine}`, () => {
    const through = stage(engine);

    test("the lane is covered at any time of five minutes", () =>
      through(line(), async ({ page, wrong }) => {
        await moving(page);
        assert.deepEqual(holes(await inLane(page)), []);
        assert.deepEqual(await watch(page, 300_000, 487), []);
        const { count } = await state(page);
        assert.ok(count < 20, `${count} items are kept in motion`);
        assert.deepEqual(wrong, []);
      }));

    test("new news move nothing in sight and come in their turn; what is gone from the feed goes", () =>
      through(line(), async ({ page, proxy }) => {
        await moving(page);
        await advance(page, 9_700);
        const before = await inLane(page);
        const fresh = [item(50, { title: "Tin mới nhất về cải cách hành chính" }), ...many(6).slice(3).map((one) => ({ ...one, title: `${one.title} (sửa)` }))];
        await update(page, proxy, fresh);
        await frames(page);
        const after = await inLane(page);
        assert.deepEqual(after.segments.slice(0, before.segments.length), before.segments, "what is in the lane stays where it is");
        assert.deepEqual(await watch(page, 60_000, 487), []);
        const texts = (await inLane(page)).segments.map(({ text }) => text);
        assert.ok(texts.every((text) => /Tin mới nhất|\(sửa\)/.test(text)), texts.join(" | "));
        const ids = await page.evaluate(() => {
          const seen = new Set();
          for (let t = 0; t < 60; t += 1) {
            window.cchcReel.advance(1000);
            for (const { id } of window.cchcLane().segments) seen.add(id);
          }
          return Array.from(seen).sort();
        });
        assert.deepEqual(ids, ["tin-3", "tin-4", "tin-5", "tin-50"]);
      }));

    test("after an hour out of sight the lane is covered again at once", () =>
      through(line(), async ({ page }) => {
        await moving(page);
        await advance(page, 5_000);
        const { turns, bare } = await page.evaluate(() => {
          window.cchcReel.jump(3600000);
          let turns = 1;
          while (window.cchcReel.frame() && turns < 10) turns += 1;
          return { turns, bare: window.cchcHoles(window.cchcLane()) };
        });
        assert.deepEqual(bare, [], `after ${turns} frames`);
        assert.deepEqual(await watch(page, 20_000, 487), []);
      }));
  });
}

describe("speed", () => {
  const through = stage();
  const speeds = async (page) => {
    await moving(page);
    return new Set((await state(page)).speeds.map((speed) => Math.round(speed * 1000) / 1000));
  };

  for (const scale of [1, 1.5, 2, 3]) {
    test(`every frame moves whole device pixels at ${scale} to one of CSS`, () =>
      through(line({ scale, attributes: `wpm="130"` }), async ({ page }) => {
        const [speed, ...others] = await speeds(page);
        assert.deepEqual(others, [], "all items move alike");
        const step = (speed / 60) * scale;
        assert.ok(step >= 1 && Math.abs(step - Math.round(step)) < 1e-3, `${step} device pixels a frame`);
      }));
  }

  for (const wpm of [60, 100, 150, 200, 300]) {
    test(`at wpm="${wpm}" ${wpm} words pass a fixed point in a minute`, () =>
      through(line({ scale: 3, attributes: `wpm="${wpm}"` }), async ({ page }) => {
        const [speed] = await speeds(page);
        // Of the words on the lane itself: 4.6 letters with their space to a Vietnamese word.
        const pxPerWord = await page.evaluate(() => {
          const { segments } = window.cchcLane();
          const sum = (of) => segments.reduce((sum, one) => sum + of(one), 0);
          return (4.6 * sum(({ left, right }) => right - left)) / sum(({ text }) => Array.from(text).length);
        });
        // Whole pixels in every frame leave steps of 20 px/s here.
        const [is, step] = [speed, 20].map((px) => (px / pxPerWord) * 60);
        assert.ok(Math.abs(is - wpm) <= step / 2 + 1, `${is} words a minute, in steps of ${step}`);
      }));
  }

  for (const [name, from, to, least] of [["speed", "120", "240", 239], ["wpm", "100", "300", 150]]) {
    test(`a change of ${name} changes the pace at once and leaves no hole`, () =>
      through(line({ attributes: `${name}="${from}"` }), async ({ page }) => {
        await moving(page);
        await advance(page, 5_000);
        await page.evaluate((name, to) => document.querySelector("cchc-news").setAttribute(name, to), name, to);
        await frames(page);
        const [speed] = await speeds(page);
        assert.ok(speed > least, `${speed} px/s`);
        assert.deepEqual(await watch(page, 30_000, 487), []);
      }));
  }

  test("it moves as many pixels in a second as the page asks for", () =>
    through(line({ attributes: `speed="180"` }), async ({ page }) => assert.deepEqual(await speeds(page), new Set([180]))));
});

describe("few and long", () => {
  const through = stage();
  const short = (n) => item(n, { title: `Tin ${n}`, date_published: undefined });
  const standing = async (page, ids) => {
    await until(page, (ids) => JSON.stringify(window.cchcLane().segments.map(({ id }) => id)) === ids, JSON.stringify(ids));
    assert.equal((await state(page)).count, 0, "nothing moves");
  };

  test("what fits stands, each item once", () =>
    through(line({ items: [short(1), short(2)], width: 1200 }), async ({ page }) => {
      await standing(page, ["tin-1", "tin-2"]);
      const { segments, width } = await inLane(page);
      assert.equal(segments[0].left, 0);
      assert.ok(segments[1].left > segments[0].right && segments[1].right < width);
    }));

  test("one item that fits stands alone", () => through(line({ items: [short(1)] }), ({ page }) => standing(page, ["tin-1"])));

  test("no item: the reader is told so, and no bare strip or button is shown", () =>
    through(line({ items: [] }), async ({ page }) => {
      await until(page, allIn, ["empty"]);
      const seen = await page.evaluate(() => {
        const root = document.querySelector("cchc-news").shadowRoot;
        const height = (selector) => root.querySelector(selector).getBoundingClientRect().height;
        return { lane: height(".lane"), button: height(".pause"), words: root.querySelector(".empty").innerText };
      });
      assert.deepEqual(seen, { lane: 0, button: 0, words: "Hiện chưa có tin nào." });
    }));

  test("one item of 300 letters passes whole, and again after the gap", () =>
    through(line({ items: [item(1, { title: "Rất dài ".repeat(38).trim().slice(0, 300) })] }), async ({ page }) => {
      await moving(page);
      const { segments, width } = await inLane(page);
      assert.ok(segments[0].right > width * 2, `${segments[0].right} px in a lane of ${width}`);
      assert.deepEqual(await watch(page, 120_000, 487), []);
    }));

  test("when more comes than fits, the standing line moves; when less comes, it stands again, each item once", () =>
    through(line({ items: [short(1)] }), async ({ page, proxy }) => {
      await standing(page, ["tin-1"]);
      await update(page, proxy, many(5));
      await until(page, () => window.cchcReel.state().count > 0);
      assert.deepEqual(await watch(page, 20_000, 487), []);
      await update(page, proxy, [short(7)]);
      await advance(page, 60_000);
      const { segments, width } = await inLane(page);
      const seen = segments.filter(({ left, right }) => right > 0 && left < width);
      assert.deepEqual(seen.map(({ id }) => id), ["tin-7"], "once, not in a row of copies");
    }));
});

describe("on the browser's own clock", () => {
  const through = stage();

  test("items leave and come by themselves, and the lane stays covered", () =>
    through(line({ scripts: [], attributes: `speed="600"` }), async ({ page }) => {
      await moving(page);
      const seen = new Set();
      await until(page, () => window.cchcLane().segments[0].id !== "tin-0");
      for (let round = 0; round < 20; round += 1) {
        await frames(page);
        const now = await inLane(page);
        assert.deepEqual(holes(now), []);
        seen.add(JSON.stringify(now.segments[0].left));
      }
      assert.ok(seen.size > 10, "it moves");
    }));

  test("while no item leaves, the page does no work at all", () =>
    through(line({ scripts: [work], attributes: `speed="60"`, items: many(6, () => ({ title: "Một tin dài về cải cách hành chính, đủ dài để lâu mới đi hết đoạn đường của mình. ".repeat(3) })) }), async ({ page }) => {
      await moving(page);
      await frames(page);
      // Kept, because asking an element for its animations is work for the page.
      await page.evaluate(() => (window.front = document.querySelector("cchc-news").shadowRoot.querySelector(".segment").getAnimations()[0]));
      const passed = (ms) => until(page, (ms) => window.front.currentTime > ms, ms);
      const look = async () => ({ ...(await page.metrics()), work: await page.evaluate(() => ({ ...window.cchcWork })) });
      await passed(500);
      const before = await look();
      await passed(2_500);
      const after = await look();
      assert.equal(after.LayoutCount - before.LayoutCount, 0, "layouts");
      assert.equal(after.RecalcStyleCount - before.RecalcStyleCount, 0, "style recalculations");
      assert.deepEqual(after.work, before.work, "timers, frames, observers");
    }));
});
