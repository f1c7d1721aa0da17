// One item at a time: each stays as long as it should, the reader can hold it, and nothing is announced by itself.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, until } from "./lib/browsers.mjs";
import { clock } from "./lib/probes.mjs";
import { item, putFeed, putPage } from "./lib/server.mjs";

const through = stage();
const six = Array.from({ length: 6 }, (_, n) => item(n));

const rotator = ({ items = six, attributes = "" } = {}) => ({
  prepare: (proxy) =>
    putPage(proxy, `<cchc-news eager layout="rotator" notices="off" feed="${putFeed(proxy, { items })}" ${attributes}></cchc-news><button id="after">sau</button>`),
  scripts: [[clock, NOW], () => (Math.random = () => 0)],
});

/** What is in sight: position, headlines, buttons. */
function seen() {
  const root = document.querySelector("cchc-news").shadowRoot;
  const inSight = (one) => one.getBoundingClientRect().height > 0;
  const list = (selector) => Array.from(root.querySelectorAll(selector)).filter(inSight);
  return { at: root.querySelector(".count").innerText, titles: list(".title").map((one) => one.textContent), buttons: list("button").map((one) => one.getAttribute("aria-label")) };
}

const advance = (page, ms) => page.evaluate((ms) => window.cchcClock.advance(ms), ms);
const click = (page, name) => page.evaluate((name) => document.querySelector("cchc-news").shadowRoot.querySelector(`.${name}`).click(), name);
const at = async (page) => (await page.evaluate(seen)).at;
const away = (page) => page.mouse.move(1250, 850);
const ready = async (page) => {
  await until(page, allIn, ["ready"]);
  await away(page);
};

test("one item is shown after the other, each for as long as the page asks for, round and round", () =>
  through(rotator({ attributes: `interval="10"` }), async ({ page }) => {
    await ready(page);
    assert.deepEqual(await page.evaluate(seen), { at: "1/6", titles: [six[0].title], buttons: ["Tin trước", "Tạm dừng", "Tin sau"] });
    await advance(page, 9_900);
    assert.equal(await at(page), "1/6");
    for (let turn = 1; turn <= 7; turn += 1) {
      await advance(page, turn === 1 ? 200 : 10_000);
      assert.deepEqual((await page.evaluate(seen)).titles, [six[turn % 6].title]);
    }
  }));

test("an item that stays longer than a minute stays so long and no longer", () =>
  through(rotator({ attributes: `interval="90"` }), async ({ page }) => {
    await ready(page);
    await advance(page, 89_000);
    assert.equal(await at(page), "1/6");
    await advance(page, 2_000);
    assert.equal(await at(page), "2/6");
  }));

test("without a wish of the page a longer headline stays longer, from 5 to 20 seconds", () =>
  through(rotator({ items: [item(0, { title: "Một hai" }), item(1, { title: "chữ ".repeat(30) }), item(2, { title: "chữ ".repeat(75) })] }), async ({ page }) => {
    await ready(page);
    // Reading at 150 words a minute and 3 seconds to find it: at least 5, 15, at most 20 seconds.
    for (const [ms, next] of [[5_000, "2/3"], [15_000, "3/3"], [20_000, "1/3"]]) {
      const now = await at(page);
      await advance(page, ms - 100);
      assert.equal(await at(page), now, `before ${ms} ms`);
      await advance(page, 200);
      assert.equal(await at(page), next, `after ${ms} ms`);
      // Back to the beginning of its time.
      await click(page, "pause");
      await click(page, "pause");
    }
  }));

test("previous and next go round both ways, and start the item's time anew", () =>
  through(rotator({ attributes: `interval="10"` }), async ({ page }) => {
    await ready(page);
    await click(page, "previous");
    assert.equal(await at(page), "6/6");
    await advance(page, 9_000);
    await click(page, "next");
    assert.equal(await at(page), "1/6");
    await advance(page, 9_000);
    assert.equal(await at(page), "1/6");
    await advance(page, 1_100);
    assert.equal(await at(page), "2/6");
  }));

test("the button, the pointer and the keyboard hold it", () =>
  through(rotator({ attributes: `interval="5"` }), async ({ page }) => {
    await ready(page);
    await click(page, "pause");
    await advance(page, 60_000);
    assert.deepEqual(await page.evaluate(seen), { at: "1/6", titles: [six[0].title], buttons: ["Tin trước", "Chạy tiếp", "Tin sau"] });
    await click(page, "pause");
    await page.hover("cchc-news");
    await advance(page, 60_000);
    assert.equal(await at(page), "1/6");
    await away(page);
    await page.evaluate(() => document.querySelector("cchc-news").shadowRoot.querySelector(".item:not([hidden]) a").focus());
    await advance(page, 60_000);
    assert.equal(await at(page), "1/6");
    await page.evaluate(() => document.querySelector("#after").focus());
    await advance(page, 5_100);
    assert.equal(await at(page), "2/6");
  }));

test("newer news leave the item in sight until its time is over", () =>
  through(rotator({ attributes: `interval="60"` }), async ({ page, proxy }) => {
    await ready(page);
    await click(page, "next");
    assert.deepEqual((await page.evaluate(seen)).titles, [six[1].title]);
    putFeed(proxy, { items: [item(-5, { title: "Tin vừa có" }), ...six] });
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await advance(page, 1);
    await until(page, () => document.querySelector("cchc-news").shadowRoot.querySelectorAll(".item").length === 7);
    assert.deepEqual((await page.evaluate(seen)).titles, [six[1].title], "the reader keeps what she reads");
  }));

test("fewer news than before: it goes on from the first", () =>
  through(rotator({ attributes: `interval="10"` }), async ({ page, proxy }) => {
    await ready(page);
    await click(page, "previous");
    assert.equal(await at(page), "6/6");
    putFeed(proxy, { items: six.slice(0, 2) });
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await advance(page, 1);
    await until(page, () => document.querySelector("cchc-news").shadowRoot.querySelectorAll(".item").length === 2);
    const now = await page.evaluate(seen);
    assert.equal(now.titles.length, 1);
    assert.equal(now.at, `${six.findIndex(({ title }) => title === now.titles[0]) + 1}/2`);
  }));

test("one item alone stands, without buttons", () =>
  through(rotator({ items: [item(1)] }), async ({ page }) => {
    await ready(page);
    const { titles, buttons } = await page.evaluate(seen);
    assert.deepEqual({ titles, buttons }, { titles: [item(1).title], buttons: [] });
  }));

test("nothing is announced while it turns, and what waits is hidden from everybody", () =>
  through(rotator({ attributes: `interval="5"` }), async ({ page }) => {
    await ready(page);
    const live = () => {
      const root = document.querySelector("cchc-news").shadowRoot;
      return root.querySelectorAll("[aria-live], [role=status], [role=alert], [role=log], [role=marquee], [role=timer], output").length;
    };
    assert.equal(await page.evaluate(live), 0);
    await advance(page, 5_100);
    const links = [];
    const walk = (node) => {
      if (node.role === "link") links.push(node.name);
      (node.children || []).forEach(walk);
    };
    walk(await page.accessibility.snapshot({ interestingOnly: false }));
    assert.deepEqual(links, [six[1].title]);
  }));

test("the page below does not move when an item of three lines follows one of a single line", () =>
  through(rotator({ attributes: `interval="5"`, items: [item(1), item(2, { title: "Tiêu đề dài về cải cách hành chính của thành phố ".repeat(3) })] }), async ({ page }) => {
    await page.setViewport({ width: 640, height: 700 });
    await ready(page);
    const top = () => document.querySelector("#after").getBoundingClientRect().top;
    const before = await page.evaluate(top);
    await click(page, "next");
    assert.equal(await page.evaluate(top), before);
  }));
