// Every fault of the network: the reader keeps the fallback or the last good copy, reads one calm sentence, and the page
// comes back by itself in the promised time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, fallbackSeen, shown, soon, until } from "./lib/browsers.mjs";
import { clock } from "./lib/probes.mjs";

const through = stage();
const CALM = "Chưa tải được dữ liệu. Trang sẽ tự thử lại.";

const changed = (body) => Buffer.concat([body, Buffer.from(" ")]);
const halved = (body) => body.subarray(0, body.length / 2);
const errorPage = { body: "<!doctype html><title>Lỗi</title>", headers: { "content-type": "text/html" } };
const asHtml = { headers: { "content-type": "text/html" } };

const FEED_FAULTS = [
  ["the feed is unreachable", { "/feed/": "cut" }, "feed-unreachable"],
  ["the feed answers 500", { "/feed/": 500 }, "feed-refused"],
  ["the feed answers 404", { "/feed/": 404 }, "feed-not-found"],
  ["the discovery file is cut short", { "/feed/v1/cchc.json": halved }, "feed-unreadable"],
  ["the discovery file is an error page", { "/feed/v1/cchc.json": errorPage }, "feed-unreadable"],
  ["the discovery file is empty", { "/feed/v1/cchc.json": () => Buffer.from("") }, "feed-unreadable"],
  ["the news are unreachable", { "/feed/v1/news.json": "cut" }, "feed-unreachable"],
  ["the news are cut short", { "/feed/v1/news.json": halved }, "feed-unreachable"],
  ["the news have another hash", { "/feed/v1/news.json": changed }, "feed-unreachable"],
  // Browsers check the hash of an error's body too, so the status cannot be seen.
  ["the news answer 404", { "/feed/v1/news.json": 404 }, "feed-unreachable"],
];
const BUNDLE_FAULTS = [
  ["the glue is unreachable", { ".js": "cut" }],
  ["the glue answers 500", { ".js": 500 }],
  ["the glue has another hash", { ".js": changed }],
  ["the glue has another type", { ".js": asHtml }],
  ["WebAssembly is unreachable", { ".wasm": "cut" }],
  ["WebAssembly answers 404", { ".wasm": 404 }],
  ["WebAssembly is cut short", { ".wasm": halved }],
  ["WebAssembly has another hash", { ".wasm": changed }],
];

const spoil = (faults) => (proxy) => {
  for (const [path, fault] of Object.entries(faults)) proxy.faults.set(path, fault);
};
// Glue and WebAssembly have hashed names: found by their kind.
const spoilBundle = (faults) => async (proxy) => {
  const manifest = await (await fetch(`${proxy.origin}/v1/0.1.0/manifest.json`)).json();
  for (const [kind, fault] of Object.entries(faults)) {
    for (const files of Object.values(manifest.bundles)) proxy.faults.set(`/v1/0.1.0/${files[kind.slice(1)][0]}`, fault);
  }
};
const lines = (wrong, code) => wrong.filter((line) => line.includes("console: cchc ") && line.includes(code));

for (const [name, faults, code] of FEED_FAULTS) {
  test(`${name}: the fallback stays, with one calm sentence and one coded line`, () =>
    through({ prepare: spoil(faults), date: NOW }, async ({ page, wrong }) => {
      await until(page, allIn, ["failed"]);
      assert.equal(await page.evaluate(fallbackSeen), true);
      // A notice that came through is told all the same; of the news there is the sentence alone.
      const { text, titles } = await page.evaluate(shown);
      assert.equal(titles, 0);
      assert.equal(text.trim().split("\n").pop(), CALM);
      // Two elements share the source: one line each.
      assert.equal(lines(wrong, code).length, 2, wrong.join("\n"));
    }));

  test(`${name} after a good visit: the last good copy stays with its age`, () =>
    through({}, async ({ page, proxy, wrong }) => {
      await until(page, allIn, ["ready"]);
      const before = await page.evaluate(shown);
      spoil(faults)(proxy);
      // The browser's own cache would hide the fault for the feed's ttl.
      await page.setCacheEnabled(false);
      await page.reload();
      await until(page, allIn, ["stale"]);
      const after = await page.evaluate(shown);
      assert.equal(after.titles, before.titles);
      assert.match(after.text, /Chưa tải được dữ liệu mới\. Đang xem bản lưu, cập nhật \S+/);
      assert.equal(await page.evaluate(fallbackSeen), false);
      assert.equal(lines(wrong, code).length, 2, wrong.join("\n"));
    }));
}

for (const [name, faults] of BUNDLE_FAULTS) {
  test(`${name}: the fallback stays and one code is told`, () =>
    through({ prepare: spoilBundle(faults) }, async ({ page, wrong }) => {
      await soon(() => lines(wrong, "bundle").length >= 2, `nothing told: ${wrong.join("\n")}`);
      assert.equal(await page.evaluate(fallbackSeen), true);
      assert.equal(lines(wrong, "").length, 2, wrong.join("\n"));
    }));
}

test("WebAssembly with another type still runs", () =>
  through({ prepare: spoilBundle({ ".wasm": asHtml }) }, ({ page }) => until(page, allIn, ["ready"])));

test("JSON with another type is still read", () =>
  through({ prepare: spoil({ "/feed/": asHtml }) }, ({ page }) => until(page, allIn, ["ready"])));

for (const [name, fault] of [["are not there", 404], ["are cut short", halved], ["have another hash", changed]]) {
  test(`notices that ${name} do not take the news away`, () =>
    through({ prepare: spoil({ "/feed/v1/notices.json": fault }) }, async ({ page }) => {
      await until(page, () => document.querySelector("cchc-news").shadowRoot.querySelectorAll(".title").length > 0);
      assert.equal(await page.evaluate(fallbackSeen), false);
    }));
}

test("a slow feed leaves the fallback until it comes", async () => {
  let release;
  const wait = new Promise((done) => (release = done));
  await through({ prepare: spoil({ "/feed/": { wait } }) }, async ({ page, wrong }) => {
    await until(page, allIn, ["loading"]);
    assert.equal(await page.evaluate(fallbackSeen), true);
    release();
    await until(page, allIn, ["ready"]);
    assert.deepEqual(wrong, []);
  });
});

test("while a known feed is slow the last good copy is shown at once", async () => {
  let release;
  const wait = new Promise((done) => (release = done));
  await through({}, async ({ page, proxy }) => {
    await until(page, allIn, ["ready"]);
    proxy.faults.set("/feed/", { wait });
    await page.setCacheEnabled(false);
    await page.reload();
    await until(page, () => document.querySelector("cchc-news").shadowRoot.querySelectorAll(".title").length > 0);
    assert.equal(await page.evaluate(fallbackSeen), false);
    release();
    await until(page, allIn, ["ready"]);
  });
});

// From here on time stands still and is moved by hand; Math.random gives its worst.
const frozen = { scripts: [[clock, NOW], () => (Math.random = () => 0.999)] };
const advance = (page, ms) => page.evaluate((ms) => window.cchcClock.advance(ms), ms);

test("the feed is asked again within 5 s of `online`, and the copy is fresh", () =>
  through({ ...frozen, prepare: spoil({ "/feed/": "cut" }) }, async ({ page, proxy }) => {
    await until(page, allIn, ["failed"]);
    proxy.faults.clear();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await advance(page, 5000);
    await until(page, allIn, ["ready"]);
  }));

test("without `online` the feed is asked again within 30 s, however long it was away", () =>
  through({ ...frozen, prepare: spoil({ "/feed/": "cut" }) }, async ({ page, proxy }) => {
    await until(page, allIn, ["failed"]);
    // A failure must have reached the page before time moves on: beside the tick of the ages, its next try is due.
    const tried = () => until(page, () => window.cchcClock.pending().length > 1);
    for (let round = 0; round < 8; round += 1) {
      await tried();
      const before = proxy.asked("cchc.json");
      await advance(page, 30000);
      await soon(() => proxy.asked("cchc.json") > before, `no request in round ${round}`);
    }
    await tried();
    proxy.faults.clear();
    await advance(page, 30000);
    await until(page, allIn, ["ready"]);
  }));

test("failures are not answered with a storm: at most 12 requests in the first two minutes", () =>
  through({ ...frozen, prepare: spoil({ "/feed/": 500 }) }, async ({ page, proxy }) => {
    await until(page, allIn, ["failed"]);
    for (let second = 0; second < 120; second += 1) await advance(page, 1000);
    assert.ok(proxy.asked("cchc.json") <= 12, `${proxy.asked("cchc.json")} requests`);
  }));

// Those who were sent away together are spread over a tenth of the time; this page draws nearly the last place of it.
test("Retry-After is obeyed, and its clients do not come back together", () =>
  through({ ...frozen, prepare: spoil({ "/feed/": { status: 503, headers: { "retry-after": "120", "access-control-expose-headers": "Retry-After" } } }) }, async ({ page, proxy }) => {
    await until(page, allIn, ["failed"]);
    const before = proxy.asked("cchc.json");
    proxy.faults.clear();
    await advance(page, 119000);
    assert.equal(proxy.asked("cchc.json"), before, "before the time that was asked for");
    await advance(page, 12000);
    assert.equal(proxy.asked("cchc.json"), before, "all together, at the time that was asked for");
    await advance(page, 2000);
    await until(page, allIn, ["ready"]);
  }));

test("a refresh asks for the discovery file alone, with its entity tag", () =>
  through(frozen, async ({ page, proxy }) => {
    await until(page, allIn, ["ready"]);
    const files = proxy.asked("news.json");
    await advance(page, 450000);
    await soon(() => proxy.answers.filter(({ path }) => path.endsWith("cchc.json")).length > 1, "no refresh within a period and a half");
    const [, second] = proxy.answers.filter(({ path }) => path.endsWith("cchc.json"));
    assert.equal(second.status, 304);
    assert.equal(proxy.asked("news.json"), files);
  }));

for (const how of ["online", "time"]) {
  test(`a bundle that could not be had is fetched again by ${how}`, () =>
    through({ ...frozen, prepare: spoilBundle({ ".wasm": "cut", ".js": "cut" }) }, async ({ page, proxy, wrong }) => {
      await soon(() => lines(wrong, "bundle").length >= 2, "nothing told");
      proxy.faults.clear();
      if (how === "online") await page.evaluate(() => dispatchEvent(new Event("online")));
      else await advance(page, 30000);
      await until(page, allIn, ["ready"]);
    }));
}
