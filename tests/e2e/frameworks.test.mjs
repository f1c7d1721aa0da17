// The elements as React, Vue, Svelte and Angular use them from the npm package: attributes, properties, events, children.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { engines, open, soon, until } from "./lib/browsers.mjs";
import { dist } from "./lib/paths.mjs";
import { item, putFeed, serveHub, serveProxy } from "./lib/server.mjs";
import { bundle } from "./frameworks/build.mjs";

// React and Svelte ask the element whether it has a property; before the script is there, it has none, so attributes serve.
const FRAMEWORKS = { react: ["react.jsx", false], vue: ["vue.js", true], svelte: ["svelte.js", false], angular: ["angular.js", true] };
const PAGE = (name) => `<!doctype html><html lang="vi"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Thử</title>
  <div id="app"></div><script type="module" src="/${name}.js"></script>`;
const BOTH = ["properties", "attributes"];
let hub, proxy, browser, feed;

before(async () => {
  hub = await serveHub();
  proxy = await serveProxy(hub.origin);
  // The newest is an hour old, the last one two years.
  const old = new Date(Date.now() - 2 * 365 * 86400000).toISOString();
  const fresh = new Date(Date.now() - 3600000).toISOString();
  const items = [1, 2, 3, 4].map((n) => item(n, { date_published: fresh }));
  feed = putFeed(proxy, { items: [...items, item(5, { date_published: old })] });
  browser = await engines.chromium();
});
after(async () => {
  await browser.close();
  await proxy.stop();
  await hub.stop();
});

/** What stands in the page, by id. */
function now() {
  const all = Array.from(document.querySelectorAll("cchc-news"), (news) => {
    const links = Array.from(news.shadowRoot ? news.shadowRoot.querySelectorAll(".title") : []);
    const { limit, eager, maxAge } = news;
    const written = ["layout", "limit", "eager", "max-age"].map((name) => news.getAttribute(name));
    const child = news.querySelector("a");
    return [news.id, { state: news.dataset.state, titles: links.length, limit, eager, maxAge, written, child: child && child.textContent }];
  });
  return { order: all.map(([id]) => id), ...Object.fromEntries(all) };
}

const ready = (count) => ([...document.querySelectorAll("cchc-news")].length === count) && [...document.querySelectorAll("cchc-news")].every((news) => news.dataset.state === "ready");
const titles = (id, count) => document.getElementById(id).shadowRoot.querySelectorAll(".title").length === count;
const change = (page, patch) => page.evaluate((patch) => window.change(patch), patch);

for (const [name, [file, setsLate]] of Object.entries(FRAMEWORKS)) {
  test(`${name} sets attributes and properties, hears events and keeps children`, async (t) => {
    const script = await bundle(file, join(dist, "npm"));
    proxy.files.set(`/${name}.js`, { body: script, type: "text/javascript" });
    proxy.files.set(`/${name}.html`, { body: PAGE(name), type: "text/html; charset=utf-8" });
    for (const isLate of [false, true]) {
      await t.test(isLate ? "rendered before the script is there" : "rendered after the script is there", async () => {
        const { page, wrong } = await open(browser, `${proxy.origin}/${name}.html`);
        const first = { feed, layout: "list", limit: 4, maxAge: 30, eager: true, word: "Tin", order: BOTH };
        await until(page, () => !!window.start);
        await page.evaluate((first, isLate) => window.start(first, isLate), first, isLate);
        await until(page, ready, 2);

        let seen = await page.evaluate(now);
        const written = ["list", "4", "30"];
        for (const id of BOTH.filter((id) => id === "attributes" || setsLate || !isLate)) {
          assert.deepEqual(seen[id].written.filter((_, index) => index !== 2), written, `${id}: what was set is in the attributes`);
          assert.deepEqual([seen[id].limit, seen[id].eager, seen[id].maxAge], ["4", true, "30"], `${id}: and in the properties`);
          assert.equal(seen[id].titles, 4);
        }
        assert.equal(seen.attributes.child, "Tin", "what stands inside the tag stays the framework's");

        // One change after the other, as readers of the page make them.
        await change(page, { limit: 2, word: "Bản tin" });
        for (const id of BOTH) await until(page, titles, id, 2);
        await change(page, { limit: 10, maxAge: null });
        for (const id of BOTH) await until(page, titles, id, 5);
        await change(page, { maxAge: 7, eager: false });
        for (const id of BOTH) await until(page, titles, id, 4);
        seen = await page.evaluate(now);
        assert.deepEqual([seen.properties.maxAge, seen.properties.eager, seen.properties.written[2]], ["7", false, null]);
        assert.equal(seen.attributes.maxAge, "7");
        assert.deepEqual(BOTH.map((id) => seen[id].child), ["Bản tin", "Bản tin"]);

        // Events bubble out of the shadow root with their detail, and the page can hold the reader back.
        const events = await page.evaluate(() => window.seen);
        assert.deepEqual(events.map(({ type, from }) => [type, from]).sort(), [["cchc-ready", "attributes"], ["cchc-ready", "properties"]]);
        assert.equal(events.find(({ from }) => from === "attributes").detail.items, 4);
        await page.evaluate(() => document.getElementById("attributes").shadowRoot.querySelector("a[data-id]").click());
        await soon(() => page.evaluate(() => window.seen.some((event) => event.type === "cchc-news-open")), "no cchc-news-open");
        const opened = await page.evaluate(() => window.seen.find((event) => event.type === "cchc-news-open"));
        assert.deepEqual(opened, { type: "cchc-news-open", from: "attributes", detail: { id: "tin-1", url: "https://example.vn/tin-1" } });
        assert.ok(page.url().endsWith(`/${name}.html`), "the reader stays");

        // A list that is put in another order moves its elements; they live on.
        await change(page, { order: [...BOTH].reverse() });
        seen = await page.evaluate(now);
        assert.deepEqual(seen.order, [...BOTH].reverse());
        await until(page, ready, 2);
        assert.equal((await page.evaluate(() => window.seen)).filter((event) => event.type === "cchc-ready").length, 2, "moved, not made anew");

        // Gone and back.
        await change(page, { order: [] });
        await until(page, ready, 0);
        await change(page, { order: ["attributes"] });
        await until(page, ready, 1);
        // Vue empties a property that it is told to unset, where others take it away: said once, and the default holds.
        assert.deepEqual(wrong.filter((line) => name !== "vue" || !line.includes('max-age=""')), []);
        await page.close();
      });
    }
  });
}
