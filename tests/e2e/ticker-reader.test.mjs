// The moving line and its readers: stopped by whoever wants it stopped, read by those who cannot see it move, covered again
// whatever happened to its place, and gone without a trace.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { allIn, until } from "./lib/browsers.mjs";
import { item } from "./lib/server.mjs";
import { advance, frames, inLane, line, many, moving, state, update, watch } from "./lib/ticker.mjs";

const through = stage();
const all = async (page, wanted) => {
  const { count, held } = await state(page);
  assert.ok(count > 0);
  assert.equal(held, wanted ? count : 0, `${held} of ${count} are held`);
};
const button = () => {
  const pause = document.querySelector("cchc-news").shadowRoot.querySelector(".pause");
  return { name: pause.getAttribute("aria-label"), type: pause.type, focusable: pause.tabIndex };
};
const press = (page, key) => page.keyboard.press(key);
const focusPause = (page) => page.evaluate(() => document.querySelector("cchc-news").shadowRoot.querySelector(".pause").focus());
// The pointer rests where it is nobody's business.
const away = (page) => page.mouse.move(1250, 850);

test("the button stops it, says what it will do next, and new news do not set it off again", () =>
  through(line(), async ({ page, proxy }) => {
    await moving(page);
    await away(page);
    await advance(page, 1_000);
    await all(page, false);
    assert.deepEqual(await page.evaluate(button), { name: "Tạm dừng", type: "button", focusable: 0 });
    const pause = await page.evaluateHandle(() => document.querySelector("cchc-news").shadowRoot.querySelector(".pause"));
    await pause.click();
    await away(page);
    await page.mouse.click(1250, 850);
    await until(page, () => window.cchcReel.state().held > 0);
    await all(page, true);
    assert.equal((await page.evaluate(button)).name, "Chạy tiếp");
    const before = await inLane(page);
    await update(page, proxy, [item(60), ...many(3)]);
    await frames(page);
    await advance(page, 30_000);
    await all(page, true);
    const after = await inLane(page);
    assert.deepEqual(after.segments.slice(0, before.segments.length), before.segments);
    await focusPause(page);
    await page.evaluate(() => document.querySelector("cchc-news").shadowRoot.querySelector(".pause").click());
    await page.evaluate(() => document.querySelector("#after").focus());
    await frames(page);
    await advance(page, 1_000);
    await all(page, false);
    assert.equal((await page.evaluate(button)).name, "Tạm dừng");
    assert.deepEqual(await watch(page, 30_000, 487), []);
  }));

for (const key of ["Enter", "Space"]) {
  test(`${key} presses the button`, () =>
    through(line(), async ({ page }) => {
      await moving(page);
      await away(page);
      await focusPause(page);
      await press(page, key);
      await frames(page);
      assert.equal((await page.evaluate(button)).name, "Chạy tiếp");
      await press(page, key);
      await frames(page);
      assert.equal((await page.evaluate(button)).name, "Tạm dừng");
    }));
}

test("it stops under the pointer and goes on when the pointer leaves", () =>
  through(line(), async ({ page }) => {
    await moving(page);
    await away(page);
    await advance(page, 1_000);
    await page.mouse.move(300, 40);
    await frames(page);
    await all(page, true);
    await away(page);
    await frames(page);
    await advance(page, 1_000);
    await all(page, false);
  }));

test("it stops while the keyboard is in it, and shows all items as a list there", () =>
  through(line(), async ({ page }) => {
    await moving(page);
    await away(page);
    const list = () => {
      const box = document.querySelector("cchc-news").shadowRoot.querySelector(".list");
      const focused = document.querySelector("cchc-news").shadowRoot.activeElement;
      const rect = box.getBoundingClientRect();
      const inner = focused && focused.getBoundingClientRect();
      return { wide: rect.width > 300, focused: focused && focused.className, seen: !!inner && inner.top >= rect.top && inner.bottom <= rect.bottom + 1 && inner.width > 50 };
    };
    assert.equal((await page.evaluate(list)).wide, false);
    await page.focus("#before");
    const met = [];
    for (let presses = 0; presses < 12; presses += 1) {
      await press(page, "Tab");
      const now = await page.evaluate(list);
      if (!now.focused) break;
      met.push(now.focused);
      await frames(page);
      await all(page, true);
      if (now.focused === "title") assert.deepEqual(now, { wide: true, focused: "title", seen: true });
    }
    assert.deepEqual(met.sort(), ["pause", ...Array(6).fill("title")], "each item and the button, once");
    await frames(page);
    await advance(page, 1_000);
    await all(page, false);
    assert.equal((await page.evaluate(list)).wide, false);
  }));

test("the pointer that leaves does not set it off under the keyboard, nor the keyboard under the pointer", () =>
  through(line(), async ({ page }) => {
    await moving(page);
    await away(page);
    await focusPause(page);
    await frames(page);
    await all(page, true);
    await page.mouse.move(300, 40);
    await away(page);
    await frames(page);
    await all(page, true);
    await page.mouse.move(300, 40);
    await page.evaluate(() => document.querySelector("#after").focus());
    await frames(page);
    await all(page, true);
    await away(page);
    await frames(page);
    await advance(page, 500);
    await all(page, false);
  }));

test("a reader who wants less motion gets one item at a time, with buttons", () =>
  through(line({ media: { "prefers-reduced-motion": "reduce" } }), async ({ page }) => {
    await until(page, allIn, ["ready"]);
    const seen = () => {
      const root = document.querySelector("cchc-news").shadowRoot;
      const height = (one) => one.getBoundingClientRect().height;
      const shown = (selector) => Array.from(root.querySelectorAll(selector)).filter((one) => height(one) > 0).map((one) => one.className || one.localName);
      return { mode: root.querySelector(".base").getAttribute("data-mode"), lane: shown(".lane"), items: shown(".item").length, buttons: shown("button"), count: root.querySelector(".count").innerText };
    };
    assert.deepEqual(await page.evaluate(seen), { mode: "paged", lane: [], items: 1, buttons: ["previous", "next"], count: "1/6" });
    await page.evaluate(() => document.querySelector("cchc-news").shadowRoot.querySelector(".next").click());
    assert.equal((await page.evaluate(seen)).count, "2/6");
    assert.equal((await state(page)).count, 0);
  }));

test("a lane that grows and shrinks again is covered all the time, and nothing in sight jumps", () =>
  through(line({ width: 360 }), async ({ page }) => {
    await moving(page);
    await advance(page, 7_000);
    for (const width of [1260, 360, 800]) {
      const before = await inLane(page);
      await page.evaluate((width) => (document.querySelector("#box").style.width = `${width}px`), width);
      await until(page, (width) => window.cchcLane().width > width - 120 && window.cchcLane().width <= width, width);
      await frames(page);
      const after = await inLane(page);
      assert.deepEqual(after.segments.slice(0, before.segments.length), before.segments);
      assert.deepEqual(await watch(page, 40_000, 487), []);
    }
  }));

test("hidden when it is filled and then shown: it begins", () =>
  through(line(), async ({ page }) => {
    await moving(page);
    await page.evaluate(() => {
      const box = document.querySelector("#box");
      box.style.display = "none";
      box.append(document.querySelector("cchc-news").cloneNode(true));
      document.querySelector("cchc-news").remove();
    });
    await until(page, allIn, ["ready"]);
    assert.equal((await inLane(page)).segments.length, 0);
    await page.evaluate(() => (document.querySelector("#box").style.display = ""));
    await moving(page);
    assert.deepEqual(await watch(page, 20_000, 487), []);
  }));

test("removed, it leaves no animation behind", () =>
  through(line(), async ({ page }) => {
    await moving(page);
    const before = await page.evaluate(() => document.getAnimations().length + window.cchcReel.state().count);
    assert.ok(before > 0);
    await page.evaluate(() => document.querySelector("cchc-news").remove());
    await until(page, () => window.cchcReel.state().count === 0);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  }));

test("assistive technology meets each item once, in the list, and nothing of the strip", () =>
  through(line(), async ({ page }) => {
    await moving(page);
    const found = { link: [], button: [], list: [] };
    const walk = (node) => {
      if (found[node.role]) found[node.role].push(node.name);
      (node.children || []).forEach(walk);
    };
    walk(await page.accessibility.snapshot({ interestingOnly: false }));
    assert.deepEqual(found.link, many(6).map(({ title }) => title));
    assert.deepEqual(found.button, ["trước", "Tạm dừng", "sau"]);
    assert.deepEqual(found.list, ["Tin cải cách hành chính"]);
    const strip = await page.evaluate(() => {
      const lane = document.querySelector("cchc-news").shadowRoot.querySelector(".lane");
      return { hidden: lane.getAttribute("aria-hidden"), focusable: Array.from(lane.querySelectorAll("*")).filter((node) => node.tabIndex >= 0).length, live: lane.closest("[aria-live], [role=marquee], [role=status], [role=alert]") };
    });
    assert.deepEqual(strip, { hidden: "true", focusable: 0, live: null });
  }));
