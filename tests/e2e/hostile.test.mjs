// A feed that wants to do harm: nothing of it runs, the rest of the news is shown, and the page keeps its shape.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { allIn, fallbackSeen, until } from "./lib/browsers.mjs";
import { MARK, MARKUP, SCHEMES } from "./lib/hostile.mjs";
import { item, putFeed, putPage } from "./lib/server.mjs";

const through = stage();
const LAYOUTS = ["list", "ticker", "rotator"];
/** All three layouts over one feed; the page says what was clicked and what overflowed. */
const opened = (feed) => ({
  prepare: (proxy) => {
    const address = putFeed(proxy, feed);
    const box = (layout) => `<div style="width:320px"><cchc-news eager layout="${layout}" feed="${address}" limit="100"><a href="https://example.vn/">Dự phòng</a></cchc-news></div>`;
    return putPage(proxy, LAYOUTS.map(box).join(""));
  },
  width: 360,
  scripts: [() => addEventListener("click", (event) => event.preventDefault())],
});

/** What got through: run code, foreign elements, links of other schemes, a page wider than its window. */
function harm() {
  const found = [];
  if (window.ran) found.push("code ran");
  for (const news of document.querySelectorAll("cchc-news")) {
    const root = news.shadowRoot;
    for (const bad of root.querySelectorAll("img, script, svg, iframe, object, embed, form, input, base, meta")) found.push(bad.outerHTML);
    for (const node of root.querySelectorAll("*")) {
      for (const { name, value } of node.attributes) if (/^on/.test(name)) found.push(`${name}=${value}`);
    }
    for (const link of root.querySelectorAll("a[href]")) {
      if (!/^https?:$/.test(link.protocol)) found.push(link.href);
      link.click();
    }
    if (news.scrollWidth > news.parentNode.clientWidth) found.push(`${news.getAttribute("layout")} is ${news.scrollWidth} px wide`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push(`page is ${document.documentElement.scrollWidth} px wide`);
  return found.concat(window.ran ? "code ran" : []);
}

const titles = () => Array.from(document.querySelector("cchc-news").shadowRoot.querySelectorAll(".title"), (title) => title.textContent);

test("script addresses are not links, and their headlines are still read", () =>
  through(opened({ items: SCHEMES.map((url, n) => item(n, { url, external_url: url })).concat(item(99)) }), async ({ page, wrong }) => {
    await until(page, allIn, ["ready"]);
    assert.deepEqual(await page.evaluate(harm), []);
    const seen = await page.evaluate(titles);
    for (const n of [0, 1, 2, 99]) assert.ok(seen.includes(`Tin số ${n} về cải cách hành chính`), seen.join("\n"));
    assert.deepEqual(wrong, []);
  }));

test("markup anywhere is text", () =>
  through(
    opened({
      items: MARKUP.map((text, n) =>
        item(n, { title: `Tin ${n} ${text}`, summary: text, content_html: text, language: text, authors: [{ name: text }], _cchc: { kind: text, agency: text, fields: [text], source: { name: text, url: text } } }),
      ).concat(item(99)),
      notices: MARKUP.map((text, n) => ({ identifier: `n${n}`, status: "Actual", msg_type: "Alert", severity: text, sent: new Date().toISOString(), web: `javascript:${MARK}`, info: [{ language: "vi", headline: text, description: text }] })),
    }),
    async ({ page, wrong }) => {
      await until(page, allIn, ["ready"]);
      assert.deepEqual(await page.evaluate(harm), []);
      assert.ok((await page.evaluate(titles)).some((title) => title.startsWith("Tin số 99")));
      assert.deepEqual(wrong, []);
    },
  ));

test("bidi controls and other invisible characters do not reach the reader; decomposed text is composed", () => {
  const invisible = "\u202e\u2066\u200b\u200f\ufeff\u0007\u0085\ue000";
  const items = [
    item(1, { title: `Quyết${invisible} định` }),
    item(2, { title: "Cải cách hành chính ở Hà Nội".normalize("NFD") }),
    item(3, { summary: invisible }),
  ];
  return through(opened({ items }), async ({ page }) => {
    await until(page, allIn, ["ready"]);
    const text = (await page.evaluate(titles)).join("|");
    assert.match(text, /Quyết định/);
    assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff\u0000-\u0009\u0080-\u009f\ue000-\uf8ff]/);
    assert.equal(text, text.normalize("NFC"));
    assert.deepEqual(await page.evaluate(harm), []);
  });
});

test("a title of 200 kB neither breaks the page nor hides the others", () => {
  const items = [item(0, { title: "Ẩ".repeat(100_000) }), item(1, { title: "dài ".repeat(50_000) }), item(2)];
  return through(opened({ items }), async ({ page, wrong }) => {
    await until(page, allIn, ["ready"]);
    assert.ok((await page.evaluate(titles)).includes("Tin số 2 về cải cách hành chính"));
    assert.deepEqual(await page.evaluate(harm), []);
    const tall = await page.evaluate(() => Math.max(...Array.from(document.querySelectorAll("cchc-news"), (news) => news.offsetHeight)));
    assert.ok(tall < 6000, `${tall} px tall`);
    assert.deepEqual(wrong, []);
  });
});

test("ten thousand items: as many as asked for are shown", () =>
  through(opened({ items: Array.from({ length: 10_000 }, (_, n) => item(n)) }), async ({ page, wrong }) => {
    await until(page, allIn, ["ready"]);
    assert.equal((await page.evaluate(titles)).length, 100);
    const segments = await page.evaluate(() => document.querySelectorAll("cchc-news")[1].shadowRoot.querySelector(".lane").children.length);
    assert.ok(segments < 40, `${segments} moving items`);
    assert.deepEqual(await page.evaluate(harm), []);
    assert.deepEqual(wrong, []);
  }));

test("broken items are left out and the good ones stay", () => {
  const broken = [null, 7, "tin", [], {}, { id: {} }, { id: "a", title: null }, { id: "b", title: ["x"] }, { id: 5, title: "Mã là số" }, { title: "Không có mã", url: "https://example.vn/khong-ma" }];
  const odd = [item(1, { date_published: "hôm qua" }), item(2, { _cchc: 3 }), item(3, { _cchc: { valid_until: "2020-01-01T00:00:00Z" } }), item(4, { tags: { a: 1 }, __proto__: null })];
  return through(opened({ items: [...broken, ...odd, item(9)] }), async ({ page, wrong }) => {
    await until(page, allIn, ["ready"]);
    const seen = (await page.evaluate(titles)).join("|");
    for (const n of [1, 2, 9]) assert.match(seen, new RegExp(`Tin số ${n} `));
    assert.doesNotMatch(seen, /Tin số 3 /, "an expired item");
    assert.match(seen, /Mã là số/);
    assert.deepEqual(wrong, []);
  });
});

test("half a surrogate pair in one title does not take the others away", () =>
  // Cutting a text in the middle of an emoji, as many exporters do, leaves this behind.
  through(opened({ items: [item(1, { title: "Chữ lẻ \ud83d" }), item(2)] }), async ({ page }) => {
    await until(page, allIn, ["ready"]);
    assert.match((await page.evaluate(titles)).join("|"), /Tin số 2 /);
  }));

for (const [name, text] of [
  ["nested a hundred thousand deep", "[".repeat(100_000)],
  ["of another kind", JSON.stringify({ items: { 0: "x" } })],
  ["a bare number", "1e999"],
  ["empty", ""],
]) {
  test(`news that are ${name}, with the right hash, leave the fallback in sight`, () =>
    through(opened({ items: text }), async ({ page, wrong }) => {
      await until(page, allIn, ["empty", "failed", "stale", "ready"]);
      assert.deepEqual(wrong.filter((line) => /page error|RuntimeError|trap/.test(line)), []);
      assert.equal(await page.evaluate(fallbackSeen), true, "bad news are no reason to say that there is none");
    }));
}
