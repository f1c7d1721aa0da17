// A trap of the engine's own, wherever it happens: readers see the fallback, then the news again from a fresh instance,
// and what is left of the broken one does no further harm.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, until } from "./lib/browsers.mjs";
import { clock, counters, traps } from "./lib/probes.mjs";
import { item, putFeed, putPage } from "./lib/server.mjs";

const items = Array.from({ length: 4 }, (_, n) => item(n));

/** Two elements on one page, and a note of every error event. */
const two = ({ early = [], scripts = [], attributes = "", bytes = false, ...options } = {}) => ({
  prepare: async (proxy) => {
    if (bytes) {
      // WebAssembly under another type cannot be streamed: the loader compiles its bytes, which have no address.
      const { bundles } = await (await fetch(`${proxy.origin}/v1/0.1.0/manifest.json`)).json();
      for (const { wasm } of Object.values(bundles)) proxy.faults.set(`/v1/0.1.0/${wasm[0]}`, { headers: { "content-type": "text/html" } });
    }
    const feed = putFeed(proxy, { items });
    const tag = (layout) => `<cchc-news eager layout="${layout}" notices="off" feed="${feed}" ${attributes}><a href="https://example.vn/">Dự phòng</a></cchc-news>`;
    // By a script of the page's own: engines tell pages nothing about errors in scripts of a tool.
    const own = [traps, noteErrors, ...early].map((script) => `<script>(${script})()</script>`).join("");
    return putPage(proxy, `${own}${tag("list")}${tag("rotator")}`);
  },
  scripts,
  ...options,
});

function noteErrors() {
  window.codes = [];
  window.fallbacks = [];
  addEventListener("click", (event) => event.preventDefault());
  addEventListener("cchc-error", (event) => {
    window.codes.push(event.detail.code);
    window.fallbacks.push(event.target.querySelector("a").getClientRects().length > 0);
  });
}

const arm = (page, words) => page.evaluate((words) => window.cchcTrap.arm(words), words);
const whole = () => Array.from(document.querySelectorAll("cchc-news")).every((news) => news.shadowRoot && news.shadowRoot.querySelectorAll(".item").length === 4);
const told = (page) => page.evaluate(() => ({ sprung: window.cchcTrap.sprung.length, codes: window.codes, fallbacks: window.fallbacks }));
const recovered = { sprung: 1, codes: ["trap", "trap"], fallbacks: [true, true] };

/** Where a trap can come from: how to provoke it once both elements stand. */
const PLACES = {
  "an event handler": ["\\.target\\b", () => document.querySelector("cchc-news").shadowRoot.querySelector("a.title").click()],
  "an update after a changed attribute": ["\\.getAttribute\\(", () => document.querySelector("cchc-news").setAttribute("limit", "50")],
  "a future after an answer has come": ["\\.normalize\\(", () => dispatchEvent(new Event("online"))],
  "an effect": ["Attribute\\(", () => document.querySelectorAll("cchc-news")[1].shadowRoot.querySelector(".pause").click()],
  "an element that leaves": ["\\.remove\\(\\)", () => document.querySelectorAll("cchc-news")[1].setAttribute("limit", "1")],
};

for (const [engine, streams] of [["chromium", true], ["chromium", false], ["chromium-68", true], ["firefox", true]]) {
  describe(`in ${engine}${streams ? "" : ", compiled from bytes"}`, () => {
    const through = stage(engine);
    for (const [place, [words, provoke]] of Object.entries(PLACES)) {
      test(`a trap in ${place}: the fallbacks come back, then the news in a fresh instance`, () =>
        through(two({ bytes: !streams, early: ["() => (Math.random = () => 0)"] }), async ({ page }) => {
          await until(page, whole);
          await arm(page, words);
          await page.evaluate(provoke);
          await until(page, () => window.cchcTrap.sprung.length === 1);
          await until(page, () => window.codes.length >= 2);
          await page.evaluate(() => document.querySelectorAll("cchc-news")[1].removeAttribute("limit"));
          await until(page, whole);
          assert.deepEqual(await told(page), recovered);
        }));
    }
  });
}

describe("what is left", () => {
  const through = stage();

  for (const words of ["Date\\.now\\(", "\\.createElement\\("]) {
    test(`a trap while the first element is mounted (at ${words.replace(/\W/g, "")}): both show their news in the end`, () =>
      through(two({ early: [`() => cchcTrap.arm(${JSON.stringify(words)})`] }), async ({ page }) => {
        await until(page, () => window.cchcTrap.sprung.length === 1);
        await until(page, whole);
        const { codes, fallbacks } = await told(page);
        assert.ok(codes.length >= 1 && codes.every((code) => code === "trap"), `told: ${codes}`);
        assert.ok(fallbacks.every(Boolean));
      }));
  }

  test("after more than three traps the fallback stays, and the page is left in peace", () =>
    through(two(), async ({ page, wrong }) => {
      for (let n = 0; n < 4; n += 1) {
        await until(page, whole);
        await arm(page, "\\.target\\b");
        await page.evaluate(() => document.querySelector("cchc-news").shadowRoot.querySelector("a.title").click());
        await until(page, (n) => window.codes.length === 2 * (n + 1), n);
      }
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const seen = await page.evaluate(() => Array.from(document.querySelectorAll("cchc-news"), (news) => ({ mounted: !!news.shadowRoot.querySelector(".base"), fallback: news.querySelector("a").getClientRects().length > 0 })));
      assert.deepEqual(seen, Array(2).fill({ mounted: false, fallback: true }));
      assert.equal(wrong.filter((line) => line.includes("cchc trap")).length, 8);
    }));

  test("the broken instance does not trap again and again until the page is given up", () =>
    through(two({ scripts: [[clock, NOW]] }), async ({ page }) => {
      await until(page, whole);
      // While the time is asked for, a list of the bundle is borrowed: every later tick of this instance must trap.
      await arm(page, "Date\\.now\\(");
      await page.evaluate(() => window.cchcClock.advance(30_000).catch(() => {}));
      await until(page, () => window.cchcTrap.sprung.length === 1);
      await until(page, whole);
      for (let n = 0; n < 20; n += 1) await page.evaluate(() => window.cchcClock.advance(30_000));
      await until(page, whole);
      assert.deepEqual(await told(page), recovered);
    }));

  test("the broken instance leaves no timer and no listener behind", () =>
    through(two({ scripts: [counters] }), async ({ page }) => {
      await until(page, whole);
      // The clock's tick, the feed's next refresh and the rotator's next turn, which is planned a moment after the rest.
      const settled = () => window.cchcOpen.timers.size === 3;
      await until(page, settled);
      const left = () => window.cchcOpen.listeners;
      const before = await page.evaluate(left);
      await arm(page, "\\.target\\b");
      await page.evaluate(() => document.querySelector("cchc-news").shadowRoot.querySelector("a.title").click());
      await until(page, () => window.codes.length === 2);
      await until(page, whole);
      await until(page, allIn, ["ready"]);
      await until(page, settled);
      assert.equal(await page.evaluate(left), before);
    }));

  test("a trap of somebody else's WebAssembly is none of ours", () =>
    through(two(), async ({ page, wrong }) => {
      await until(page, whole);
      await page.evaluate(() => {
        const code = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11];
        const { t } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(code))).exports;
        return new Promise((done) => {
          addEventListener("error", (event) => done(String(event.error)));
          setTimeout(t);
        });
      });
      assert.deepEqual((await told(page)).codes, []);
      assert.equal(await page.evaluate(whole), true);
      assert.equal(wrong.filter((line) => line.includes("cchc trap")).length, 0);
    }));
});
