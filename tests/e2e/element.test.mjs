// The element's manners: moves, clones, languages, traps, and nothing left behind. Faults are in faults.test.mjs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { allIn, engines, open, until } from "./lib/browsers.mjs";
import { serveHub, serveProxy } from "./lib/server.mjs";

let hub;
let browser;
before(async () => {
  hub = await serveHub();
  browser = await engines.chromium();
});
after(async () => {
  await browser.close();
  await hub.stop();
});

/** A page of its own profile through a proxy with these faults. */
async function through(faults, act) {
  const proxy = await serveProxy(hub.origin);
  for (const [path, fault] of Object.entries(faults)) proxy.faults.set(path, fault);
  const profile = await browser.createBrowserContext();
  try {
    await act(proxy, profile, await open(profile, `${proxy.origin}/examples/strict-csp.html`));
  } finally {
    await profile.close();
    await proxy.stop();
  }
}

test("a moved, cloned, translated and trapped element lives on", () =>
  through({}, async (proxy, profile, { page }) => {
    await until(page, allIn, ["ready"]);
    await page.evaluate(() => {
      const news = document.querySelector("cchc-news");
      document.body.append(news);
      document.body.append(news.cloneNode(true));
    });
    await until(page, () => Array.from(document.querySelectorAll("cchc-news")).every((n) => n.getAttribute("data-state") === "ready" && n.shadowRoot));
    await page.evaluate(() => document.querySelectorAll("cchc-news").forEach((news) => (news.lang = "en")));
    await until(page, () => document.querySelector("cchc-news").shadowRoot.querySelector(".status").textContent.startsWith("Updated"));
    await page.evaluate(() => {
      const error = new WebAssembly.RuntimeError("unreachable");
      error.stack = `${location.origin}/v1/0.1.0/news.wasm`;
      dispatchEvent(new ErrorEvent("error", { error }));
    });
    await until(page, () => document.querySelector("cchc-news").shadowRoot.querySelector(".item"));
  }));

test("two thousand insertions leave nothing behind", { timeout: 300000 }, () =>
  through({}, async (proxy, profile, { page: first }) => {
    await first.close();
    const counters = () => {
      window.timers = 0;
      window.listeners = 0;
      for (const [set, clear] of [["setTimeout", "clearTimeout"], ["setInterval", "clearInterval"]]) {
        const [begin, end, open] = [window[set], window[clear], new Set()];
        window[set] = (task, ms, ...more) => {
          const id = begin.call(window, (...words) => (set === "setTimeout" && open.delete(id), task(...words)), ms, ...more);
          open.add(id);
          return id;
        };
        window[clear] = (id) => (open.delete(id), end.call(window, id));
        window[`${set}Open`] = open;
      }
      for (const target of [window, document]) {
        const [add, remove] = [target.addEventListener, target.removeEventListener];
        target.addEventListener = (...words) => ((window.listeners += 1), add.apply(target, words));
        target.removeEventListener = (...words) => ((window.listeners -= 1), remove.apply(target, words));
      }
    };
    const { page } = await open(profile, `${proxy.origin}/examples/strict-csp.html`, {
      before: (page) => page.evaluateOnNewDocument(counters),
    });
    await until(page, allIn, ["ready"]);
    const cycles = (count) =>
      page.evaluate(async (count) => {
        const news = document.querySelector("cchc-news");
        const parent = news.parentNode;
        for (let n = 0; n < count; n += 1) {
          news.remove();
          await Promise.resolve();
          await Promise.resolve();
          parent.append(news);
          if (n % 50 === 0) await new Promise((done) => setTimeout(done, 0));
        }
        document.querySelectorAll("cchc-news").forEach((each) => each.remove());
        await new Promise((done) => setTimeout(done, 0));
        parent.append(news);
      }, count);
    const client = await page.createCDPSession();
    const measure = async () => {
      await page.evaluate(async () => {
        const news = document.querySelector("cchc-news");
        window.kept = [news, news.parentNode];
        news.remove();
        await new Promise((done) => setTimeout(done, 100));
      });
      await client.send("HeapProfiler.collectGarbage");
      const metrics = await page.metrics();
      const counts = await page.evaluate(() => ({ timers: window.setTimeoutOpen.size + window.setIntervalOpen.size, listeners: window.listeners }));
      await page.evaluate(() => window.kept[1].append(window.kept[0]));
      return { nodes: metrics.Nodes, heap: metrics.JSHeapUsedSize, ...counts };
    };
    await cycles(100);
    const warm = await measure();
    await cycles(2000);
    const end = await measure();
    assert.equal(end.timers, 0, "timers");
    assert.equal(end.listeners, 0, "listeners on window or document");
    assert.ok(end.nodes <= warm.nodes + 5, `nodes ${warm.nodes} -> ${end.nodes}`);
    assert.ok(end.heap < warm.heap + 1_500_000, `heap ${warm.heap} -> ${end.heap}`);
  }));
