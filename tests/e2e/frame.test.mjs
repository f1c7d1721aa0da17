// The frame: for sites without scripts, with a height that follows, and as the answer of the loader to a page that forbids
// WebAssembly.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { engines, open, soon, until } from "./lib/browsers.mjs";
import { serveHub, serveProxy } from "./lib/server.mjs";

let hub;
before(async () => (hub = await serveHub()));
after(() => hub.stop());

/** A page on a host of its own, and the toolkit on another. */
async function stage(engine, { body, policy }, task) {
  const site = await serveProxy();
  const kit = await serveProxy(hub.origin);
  const browser = await engines[engine]();
  try {
    const headers = policy ? { "content-security-policy": policy(kit.origin) } : {};
    const page = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Phường</title><link rel="icon" href="data:,"></head><body>${body(kit.origin)}</body></html>`;
    site.files.set("/trang.html", { body: page, type: "text/html; charset=utf-8", headers });
    const opened = await open(browser, `${site.origin}/trang.html`);
    await task({ ...opened, kit, browser });
  } finally {
    await browser.close();
    await site.stop();
    await kit.stop();
  }
}

const loader = (kit) => `<script type="module" src="${kit}/v1/0.1.0/cchc.js" crossorigin="anonymous"></script>`;
const news = '<cchc-news eager limit="3" lang="en" id="tin"><a href="/tin">Tin</a></cchc-news>';

for (const engine of ["chromium", "firefox", "chromium-68"]) {
  test(`a frame is as high as what it shows, in ${engine}`, () =>
    stage(engine, { body: (kit) => `<iframe src="${kit}/v1/0.1.0/frame.html?widget=news&limit=3" title="Tin" width="100%" height="90"></iframe><script async src="${kit}/v1/0.1.0/frame-height.js"></script>` }, async ({ page, wrong }) => {
      await until(page, () => document.querySelector("iframe").getBoundingClientRect().height > 150);
      assert.deepEqual(wrong, []);
    }));

  test(`where a page forbids WebAssembly but not frames, a frame takes over, in ${engine}`, () =>
    stage(
      engine,
      {
        body: (kit) => `${loader(kit)}${news}`,
        policy: (kit) => `default-src 'none'; img-src data:; script-src ${kit}; connect-src ${kit}; frame-src ${kit}; style-src 'unsafe-inline'`,
      },
      async ({ page }) => {
        await until(page, () => document.querySelector("#tin").getAttribute("data-state") === "ready");
        const seen = await page.evaluate(() => {
          const { shadowRoot } = document.querySelector("#tin");
          const frame = shadowRoot.querySelector("iframe");
          return { slot: shadowRoot.querySelector("slot") !== null, height: frame.getBoundingClientRect().height, title: frame.title };
        });
        assert.equal(seen.slot, false);
        assert.ok(seen.height > 100, `${seen.height} px`);
        assert.equal(seen.title, "Administrative reform news as a ticker, a list or one item at a time");
        // A change of an attribute reaches it, and taking it out leaves nothing.
        await page.evaluate(() => document.querySelector("#tin").setAttribute("limit", "1"));
        await until(page, (before) => {
          const { height } = document.querySelector("#tin").shadowRoot.querySelector("iframe").getBoundingClientRect();
          return height > 50 && height < before;
        }, seen.height);
        await page.evaluate(() => document.querySelector("#tin").remove());
      },
    ));

  test(`where a page forbids frames too, the fallback stays, in ${engine}`, () =>
    stage(
      engine,
      {
        body: (kit) => `${loader(kit)}${news}`,
        policy: (kit) => `default-src 'none'; img-src data:; script-src ${kit}; connect-src ${kit}; style-src 'unsafe-inline'`,
      },
      async ({ page, wrong }) => {
        await soon(() => wrong.some((line) => line.includes("cchc bundle")), `nothing told: ${wrong.join("\n")}`);
        await until(page, () => document.querySelector("#tin a").getBoundingClientRect().height > 0);
        assert.equal(await page.evaluate(() => document.querySelector("#tin").hasAttribute("data-state")), false);
      },
    ));
}

test("a frame shows no feed of another host, and no tag that is none", () =>
  stage("chromium", { body: (kit) => `<iframe src="${kit}/v1/0.1.0/frame.html?widget=news&feed=https%3A%2F%2Fexample.vn%2Fcchc.json" title="Tin"></iframe><iframe src="${kit}/v1/0.1.0/frame.html?widget=x%20onload" title="Tin"></iframe>` }, async ({ page, kit }) => {
    await until(page, () => true);
    const frames = page.frames().filter((frame) => frame.url().startsWith(kit.origin));
    assert.equal(frames.length, 2);
    for (const frame of frames) {
      await frame.waitForFunction(() => document.readyState === "complete");
      assert.equal(await frame.evaluate(() => document.querySelector("main").childElementCount), 0);
    }
  }));

test("links of a frame lead out of it", () =>
  stage("chromium", { body: (kit) => `<iframe src="${kit}/v1/0.1.0/frame.html?widget=news&limit=3" title="Tin" width="600" height="400"></iframe>` }, async ({ page, kit }) => {
    await soon(() => page.frames().length > 1, "no frame");
    const frame = page.frames().find((one) => one.url().startsWith(kit.origin));
    await frame.waitForFunction(() => document.querySelector("cchc-news") && document.querySelector("cchc-news").getAttribute("data-state") === "ready");
    const target = await frame.evaluate(() => {
      const link = document.querySelector("cchc-news").shadowRoot.querySelector("a[href]");
      addEventListener("click", (event) => event.preventDefault());
      link.click();
      return link.target;
    });
    assert.ok(["_top", "_blank"].includes(target), target);
  }));
