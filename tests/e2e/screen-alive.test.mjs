// Signs of life: sent only by screens of which the feed says so, taken by a real hub, listed by `cchc screens`; nothing of anybody.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { NOW, engines, soon } from "./lib/browsers.mjs";
import { copyFeed } from "./lib/feed.mjs";
import { lit, panel, pointed } from "./lib/panel.mjs";
import { dist, hub as program } from "./lib/paths.mjs";
import { serveHub, serveProxy } from "./lib/server.mjs";
import { fast } from "./lib/soak.mjs";

const MINUTE = 60_000;
const PATH = "/api/v1/screens/heartbeat";
const pass = (page, ms) => page.evaluate((ms) => window.cchcFast(ms), ms);
let folder;
let hub;
let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "cchc-e2e-"));
  writeFileSync(join(folder, "cchc.toml"), "[screens]\nheartbeat = true\n");
  hub = await serveHub(dist, "--data", join(folder, "data"), "--config", join(folder, "cchc.toml"));
  browser = await engines.chromium();
});
after(async () => {
  await browser.close();
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the page of a screen of which the feed says whether it tells; `signs` are what it told. */
async function through({ tells, screen = "mau-sanh-1" }, act) {
  const proxy = await serveProxy(hub.origin);
  const profile = await browser.createBrowserContext();
  try {
    const feed = copyFeed(proxy);
    feed.change("screens", (file) => file.screens.forEach((screen) => Object.assign(screen, tells ? { heartbeat: true } : {})));
    const signs = [];
    const note = (page) => page.on("request", (asked) => asked.url().endsWith(PATH) && signs.push(asked));
    const { page } = await panel(profile, proxy, { screen, start: NOW, before: note, scripts: [fast, [pointed, feed.url]] });
    await act({ page, proxy, signs, taken: () => proxy.answers.filter(({ path }) => path === PATH).map(({ status }) => status) });
  } finally {
    await profile.close();
    await proxy.stop();
  }
}

const listed = (id) => {
  const words = ["screens", "--data", join(folder, "data"), "--feed", join(dist, "feed/v1"), "--format", "json"];
  return JSON.parse(execFileSync(program, words, { encoding: "utf8" })).find((one) => one.id === id);
};

test("a screen that tells is in the list of screens, with how it is and nothing else", { timeout: 120000 }, () =>
  through({ tells: true }, async ({ page, signs, taken }) => {
    assert.equal(listed("mau-sanh-1").last_seen, null);
    await pass(page, 6 * MINUTE);
    await soon(() => taken().length > 0, "nothing was told");
    assert.equal(taken()[0], 204);
    const found = listed("mau-sanh-1");
    assert.equal(found.is_late, false);
    assert.equal(found.build, await page.evaluate(() => document.querySelector('meta[name="cchc-build"]').content));
    assert.match(found.engine, /^Chromium \d+$/);
    assert.ok(found.feed_age_s >= 0 && found.feed_age_s <= 30 && found.memory_bytes > 100_000 && found.traps === 0, JSON.stringify(found));
    const asked = signs[0];
    assert.deepEqual(Object.keys(JSON.parse(asked.postData())).sort(), ["build", "engine", "feed_age_s", "fps", "memory_bytes", "screen", "skew_ms", "traps"]);
    assert.equal(asked.headers().cookie, undefined);
    // Every four to six minutes.
    await pass(page, 30 * MINUTE);
    assert.ok(signs.length >= 6 && signs.length <= 10, `told ${signs.length} times`);
    assert.ok(taken().every((status) => status === 204));
  }));

test("a screen of which the feed does not say so tells nothing", { timeout: 120000 }, () =>
  through({ tells: false }, async ({ page, signs }) => {
    await pass(page, 30 * MINUTE);
    assert.equal(signs.length, 0);
  }));

test("a screen that the feed does not know tells nothing", { timeout: 120000 }, () =>
  through({ tells: true, screen: "khong-co" }, async ({ page, signs }) => {
    await pass(page, 30 * MINUTE);
    assert.equal(signs.length, 0);
  }));

test("a hub that takes no signs is asked ever more seldom, and the picture does not care", { timeout: 180000 }, () =>
  through({ tells: true }, async ({ page, proxy, signs, taken }) => {
    proxy.faults.set("/api/", { status: 429, headers: { "retry-after": "1800" }, body: "" });
    for (let passed = 0; passed < 60; passed += 10) await pass(page, 10 * MINUTE), await lit(page);
    assert.ok(signs.length >= 1 && signs.length <= 3, `${signs.length} in an hour, though half an hour was asked for`);
    proxy.faults.set("/api/", "cut");
    for (let passed = 0; passed < 120; passed += 10) await pass(page, 10 * MINUTE), await lit(page);
    assert.ok(signs.length <= 7, `${signs.length} in three hours`);
    proxy.faults.delete("/api/");
    // At most two hours and a fifth of that.
    for (let passed = 0; passed < 150 && !taken().includes(204); passed += 10) await pass(page, 10 * MINUTE);
    assert.ok(taken().includes(204), "never again");
  }));
