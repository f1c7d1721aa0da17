// The element's manners: moved, cloned, upgraded late, defined twice, changed while it lives.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { allIn, until } from "./lib/browsers.mjs";
import { item, putFeed, putPage } from "./lib/server.mjs";

const through = stage();
const items = Array.from({ length: 6 }, (_, n) => item(n, { _cchc: { kind: n % 2 ? "event" : "news" } }));
const tag = (proxy, attributes = "") =>
  `<cchc-news eager feed="${putFeed(proxy, { items })}" ${attributes}><a href="https://example.vn/">Dự phòng</a></cchc-news>`;
const bare = (attributes, options) => ({ prepare: (proxy) => putPage(proxy, tag(proxy, attributes), options) });

/** Counts the element's events on the document, which they reach only if they bubble and are composed. */
function countEvents() {
  window.told = {};
  for (const name of ["cchc-ready", "cchc-error", "cchc-news-open"]) {
    document.addEventListener(name, (event) => (window.told[name] = (window.told[name] || []).concat([event.detail])));
  }
}

test("it tells once, through every shadow root, that it is ready", () =>
  through({ ...bare(), scripts: [countEvents] }, async ({ page }) => {
    await until(page, allIn, ["ready"]);
    assert.deepEqual(await page.evaluate(() => window.told), { "cchc-ready": [{ items: 6 }] });
  }));

test("moved at once it keeps its news without a new request; moved later too", () =>
  through(bare(), async ({ page, proxy }) => {
    await until(page, allIn, ["ready"]);
    const asked = proxy.asked("/own/");
    await page.evaluate(() => {
      const news = document.querySelector("cchc-news");
      window.first = news.shadowRoot.querySelector(".item");
      const box = document.body.appendChild(document.createElement("section"));
      box.append(news);
    });
    await until(page, allIn, ["ready"]);
    assert.equal(await page.evaluate(() => window.first.isConnected), true, "the same nodes");
    assert.equal(proxy.asked("/own/"), asked);
    await page.evaluate(async () => {
      const news = document.querySelector("cchc-news");
      news.remove();
      await new Promise((done) => requestAnimationFrame(done));
      window.between = { mounted: !!news.shadowRoot.querySelector(".base"), slot: !!news.shadowRoot.querySelector("slot:not([hidden])") };
      document.body.append(news);
    });
    assert.deepEqual(await page.evaluate(() => window.between), { mounted: false, slot: true });
    await until(page, () => document.querySelector("cchc-news").shadowRoot.querySelectorAll(".item").length === 6);
  }));

test("a clone is a widget of its own, and one that goes does not take the other along", () =>
  through(bare(), async ({ page }) => {
    await until(page, allIn, ["ready"]);
    await page.evaluate(() => document.body.append(document.querySelector("cchc-news").cloneNode(true)));
    await until(page, () => Array.from(document.querySelectorAll("cchc-news")).every((n) => n.shadowRoot && n.shadowRoot.querySelectorAll(".item").length === 6));
    await page.evaluate(() => document.querySelector("cchc-news").remove());
    await page.evaluate(() => document.querySelector("cchc-news").setAttribute("limit", "2"));
    await until(page, () => document.querySelector("cchc-news").shadowRoot.querySelectorAll(".item").length === 2);
  }));

test("made by a script, in a shadow root, before and after the definition", () =>
  through(
    {
      prepare: (proxy) => putPage(proxy, `<div id="host"></div><template>${tag(proxy)}</template>`),
      scripts: [() => addEventListener("DOMContentLoaded", () => document.querySelector("#host").attachShadow({ mode: "open" }).append(document.querySelector("template").content.cloneNode(true)))],
    },
    async ({ page }) => {
      const items = () => document.querySelector("#host").shadowRoot.lastChild.shadowRoot.querySelectorAll(".item").length;
      await until(page, items);
      await page.evaluate(() => {
        const news = document.createElement("cchc-news");
        const known = document.querySelector("#host").shadowRoot.lastChild;
        document.body.append(news);
        news.setAttribute("feed", known.getAttribute("feed"));
        news.setAttribute("eager", "");
        news.setAttribute("limit", "3");
      });
      await until(page, () => document.querySelector("cchc-news").shadowRoot.querySelectorAll(".item").length === 3);
    },
  ));

test("two scripts on one page: the first serves, and nothing is said", () =>
  through(
    {
      prepare: (proxy) => putPage(proxy, `${tag(proxy)}<script type="module" src="/v1/cchc.js"></script><script type="module" src="/v1/0.1.0/cchc.js?again"></script>`),
      scripts: [countEvents],
    },
    async ({ page, proxy, wrong }) => {
      await until(page, allIn, ["ready"]);
      await page.evaluate(() => import("/v1/0.1.0/cchc.js?later"));
      assert.deepEqual(wrong, []);
      assert.equal(proxy.asked(".wasm"), 1);
      assert.equal((await page.evaluate(() => window.told["cchc-ready"])).length, 1);
    },
  ));

test("attributes work while it lives: limit, kind, layout, lang, theme, feed", () =>
  through(bare(), async ({ page, proxy, wrong }) => {
    await until(page, allIn, ["ready"]);
    const set = (name, value) => page.evaluate((name, value) => document.querySelector("cchc-news").setAttribute(name, value), name, value);
    const count = (n) => until(page, (n) => document.querySelector("cchc-news").shadowRoot.querySelectorAll(".item").length === n, n);
    await set("limit", "2");
    await count(2);
    await set("limit", "10");
    await set("kind", "event");
    await count(3);
    await page.evaluate(() => document.querySelector("cchc-news").removeAttribute("kind"));
    await count(6);
    for (const [layout, mode] of [["ticker", "moving"], ["rotator", "rotating"], ["list", "plain"]]) {
      await set("layout", layout);
      await until(page, (mode) => document.querySelector("cchc-news").shadowRoot.querySelector(".base").getAttribute("data-mode") === mode, mode);
    }
    const colour = () => getComputedStyle(document.querySelector("cchc-news").shadowRoot.querySelector(".base")).backgroundColor;
    const light = await page.evaluate(colour);
    await set("theme", "dark");
    assert.notEqual(await page.evaluate(colour), light);
    await set("feed", putFeed(proxy, { items: items.slice(0, 1), folder: "/other" }));
    await count(1);
    assert.deepEqual(wrong, []);
  }));

test("the language follows its own lang, else the nearest around it, as it changes", () =>
  through(bare(), async ({ page }) => {
    const says = (words) => until(page, (words) => document.querySelector("cchc-news").shadowRoot.querySelector(".status").textContent.startsWith(words), words);
    await until(page, allIn, ["ready"]);
    await says("Cập nhật");
    await page.evaluate(() => (document.documentElement.lang = "en-GB"));
    await says("Updated");
    await page.evaluate(() => (document.body.lang = "vi-VN"));
    await says("Cập nhật");
    await page.evaluate(() => (document.querySelector("cchc-news").lang = "en"));
    await says("Updated");
    await page.evaluate(() => document.querySelector("cchc-news").removeAttribute("lang"));
    await says("Cập nhật");
    await page.evaluate(() => ((document.body.lang = ""), (document.documentElement.lang = "fr")));
    await says("Cập nhật");
  }));

test("bad values mean the defaults, and each is told once", () =>
  through(bare(`layout="spiral" limit="many" theme="pink" wpm="-1" refresh="1" notices="maybe"`), async ({ page, wrong }) => {
    await until(page, allIn, ["ready"]);
    for (const name of ["layout", "limit", "theme", "wpm", "refresh", "notices"]) {
      assert.equal(wrong.filter((line) => line.includes(`attribute ${name}=`)).length, 1, `${name}: ${wrong.join("\n")}`);
    }
    assert.equal(await page.evaluate(() => document.querySelector("cchc-news").shadowRoot.querySelector(".base").getAttribute("data-mode")), "plain");
  }));

test("a bad value that comes later is told too", () =>
  through(bare(), async ({ page, wrong }) => {
    await until(page, allIn, ["ready"]);
    await page.evaluate(() => document.querySelector("cchc-news").setAttribute("limit", "none"));
    await until(page, () => true);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.equal(wrong.filter((line) => line.includes("attribute limit=")).length, 1, wrong.join("\n"));
  }));

test("the page hears of an opened item and may keep the reader", () =>
  through({ ...bare(), scripts: [countEvents, () => document.addEventListener("cchc-news-open", (event) => event.preventDefault())] }, async ({ page, url }) => {
    await until(page, allIn, ["ready"]);
    await page.evaluate(() => document.querySelector("cchc-news").shadowRoot.querySelector("a.title").click());
    assert.deepEqual(await page.evaluate(() => window.told["cchc-news-open"]), [{ id: "tin-0", url: "https://example.vn/tin-0" }]);
    assert.equal(page.url(), url);
  }));

test("nothing is fetched for an element far below until the reader comes near", () =>
  through({ prepare: (proxy) => putPage(proxy, `<div style="height:9000px"></div>${tag(proxy).replace(" eager", "")}`) }, async ({ page, proxy }) => {
    await until(page, () => customElements.get("cchc-news"));
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.equal(proxy.asked(".wasm") + proxy.asked("/own/"), 0);
    await page.evaluate(() => document.querySelector("cchc-news").scrollIntoView());
    await until(page, allIn, ["ready"]);
  }));

test("an exercise and a test say so, a real alarm is announced once, an expired one not at all", () => {
  const sent = new Date().toISOString();
  const notice = (identifier, more) => ({ identifier, status: "Actual", msg_type: "Alert", severity: "Severe", sent, info: [{ language: "vi", headline: `Tin ${identifier}` }], ...more });
  const notices = [notice("that"), notice("tap", { status: "Exercise" }), notice("thu", { status: "Test" }), notice("nhap", { status: "Draft" }), notice("cu", { expires: "2020-01-01T00:00:00Z" }), notice("huy"), notice("huy2", { msg_type: "Cancel", references: ["huy"] })];
  return through({ prepare: (proxy) => putPage(proxy, `<cchc-news eager feed="${putFeed(proxy, { items, notices })}"></cchc-news>`) }, async ({ page }) => {
    await until(page, allIn, ["ready"]);
    const alerts = () => Array.from(document.querySelector("cchc-news").shadowRoot.querySelectorAll("[role=alert]"), (one) => one.textContent);
    const seen = await page.evaluate(alerts);
    assert.equal(seen.length, 3, seen.join("\n"));
    assert.match(seen.join("|"), /Cảnh báo: Tin that/);
    assert.match(seen.join("|"), /DIỄN TẬP[^|]*Tin tap/);
    assert.match(seen.join("|"), /THỬ NGHIỆM[^|]*Tin thu/);
    await page.evaluate(() => (window.node = document.querySelector("cchc-news").shadowRoot.querySelector("[role=alert]")));
    await page.evaluate(() => document.querySelector("cchc-news").setAttribute("limit", "2"));
    await until(page, () => document.querySelector("cchc-news").shadowRoot.querySelectorAll(".item").length === 2);
    assert.equal(await page.evaluate(() => window.node.isConnected), true, "the same element: not announced again");
  });
});
