// The strict policy, sent as a header: nothing violates it, and the widget runs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { allIn, engines, fallbackSeen, open, until } from "./lib/browsers.mjs";
import { violations } from "./lib/probes.mjs";
import { putFeed, putPage, item, serveHub, serveProxy } from "./lib/server.mjs";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; style-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";
let hub;
before(async () => (hub = await serveHub()));
after(() => hub.stop());

for (const engine of ["chromium", "firefox"]) {
  test(`the strict page violates nothing in ${engine}`, async () => {
    const browser = await engines[engine]();
    try {
      const answer = await fetch(`${hub.origin}/examples/strict-csp.html`);
      assert.equal(answer.headers.get("content-security-policy"), POLICY);
      const { page, wrong } = await open(browser, `${hub.origin}/examples/strict-csp.html`, { scripts: [violations] });
      await until(page, allIn, ["ready"]);
      // Use it: what only breaks on a press or on a change must break here.
      await page.evaluate(() => {
        for (const news of document.querySelectorAll("cchc-news")) {
          for (const button of news.shadowRoot.querySelectorAll("button")) button.click();
        }
        for (const layout of ["ticker", "rotator", "list"]) document.querySelector("cchc-news").setAttribute("layout", layout);
        document.documentElement.lang = "en";
      });
      await until(page, () => document.querySelector("cchc-news").shadowRoot.querySelector(".status").textContent.startsWith("Updated"));
      assert.deepEqual(await page.evaluate(() => window.cchcViolations), []);
      assert.deepEqual(wrong, []);
    } finally {
      await browser.close();
    }
  });
}

test("notices, summaries, pins and stale copies violate nothing either", async () => {
  const proxy = await serveProxy(hub.origin);
  const browser = await engines.chromium();
  try {
    const info = [{ language: "vi", headline: "Thông báo", description: "Mô tả" }];
    const notices = [{ identifier: "n1", status: "Actual", msg_type: "Alert", severity: "Severe", sent: new Date().toISOString(), web: "https://example.vn/", info }];
    const items = [item(1, { summary: "Tóm tắt", _cchc: { pinned: true, kind: "event" } }), item(2)];
    const feed = putFeed(proxy, { items, notices });
    const headers = { "content-security-policy": POLICY.replace("img-src 'self'", "img-src 'self' data:") };
    const body = ["list", "ticker", "rotator"].map((layout) => `<cchc-news eager layout="${layout}" feed="${feed}"></cchc-news>`).join("");
    const url = putPage(proxy, body, { headers });
    const { page } = await open(browser, url, { scripts: [violations] });
    await until(page, allIn, ["ready"]);
    proxy.faults.set("/own/", "cut");
    await page.reload();
    await until(page, allIn, ["stale"]);
    assert.deepEqual(await page.evaluate(() => window.cchcViolations), []);
  } finally {
    await browser.close();
    await proxy.stop();
  }
});

test("where the policy refuses WebAssembly the fallback stays", async () => {
  const proxy = await serveProxy(hub.origin);
  const browser = await engines.chromium();
  try {
    const headers = { "content-security-policy": "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src data:" };
    const url = putPage(proxy, `<cchc-news eager><a href="https://example.vn/">Dự phòng</a></cchc-news>`, { headers });
    const { page, wrong } = await open(browser, url, { scripts: [() => addEventListener("cchc-error", (event) => (window.code = event.detail.code))] });
    await until(page, () => window.code === "bundle");
    assert.equal(await page.evaluate(fallbackSeen), true);
    assert.equal(wrong.filter((line) => line.includes("cchc bundle")).length, 1);
  } finally {
    await browser.close();
    await proxy.stop();
  }
});
