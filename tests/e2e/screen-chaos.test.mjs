// The screen's page while everything around it fails: network, server, clock, storage, feed. It is never blank, and well again soon.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, soon, until } from "./lib/browsers.mjs";
import { copyFeed } from "./lib/feed.mjs";
import { advance, leaps, lit, panel, picture, pointed, stored, undated } from "./lib/panel.mjs";
import { fast } from "./lib/soak.mjs";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const idle = { prepare: (proxy) => `${proxy.origin}/examples/page.css` };
const begin = ({ profile, proxy }, options = {}) => panel(profile, proxy, { start: NOW, ...options });
const pass = (page, ms) => page.evaluate((ms) => window.cchcFast(ms), ms);

/** Every request meets this from now on; nothing does without one. */
function all(proxy, fault) {
  proxy.faults.clear();
  if (fault === undefined) return undated(proxy);
  return proxy.faults.set("/", fault);
}

/** Moves the time until what is on is no longer told to be old. */
const fresh = (page, step = 100) => soon(async () => (await advance(page, step), (await picture(page))?.status === ""), "still old");

/** For half an hour its programme is on, not the clock of a screen that has none. */
async function shows(page) {
  const kinds = new Set();
  for (let passed = 0; passed < 30 * MINUTE; passed += MINUTE) {
    await pass(page, MINUTE);
    kinds.add((await lit(page)).kind);
  }
  assert.ok(["news", "cards"].every((kind) => kinds.has(kind)), [...kinds].join());
}

/** Nobody loaded the page anew. */
const mark = (page) => page.evaluate(() => (window.cchcSame = true));
const isSame = (page) => page.evaluate(() => !!window.cchcSame);

for (const engine of ["chromium", "chromium-68"]) {
  describe(`a panel in a bad world, in ${engine}`, () => {
    const through = stage(engine);

    test("goes on through three hours without network, and is new within half a minute of it", { timeout: 240000 }, () =>
      through(idle, async (stage) => {
        const { page } = await begin(stage, { scripts: [fast] });
        await mark(page);
        all(stage.proxy, "cut");
        const seen = new Set();
        for (let passed = 0; passed < 3 * HOUR; passed += 5 * MINUTE) {
          await pass(page, 5 * MINUTE);
          seen.add((await lit(page)).text);
        }
        assert.ok(seen.size > 5, `only ${seen.size} pictures`);
        assert.match((await picture(page)).status, /cập nhật [23] giờ trước$/);
        assert.ok(await isSame(page), "loaded anew without network");
        const asked = stage.proxy.counts.get("/feed/v1/cchc.json");
        // On average every 15 s, and never in a storm.
        assert.ok(asked < (3 * HOUR) / 10_000, `asked ${asked} times`);
        all(stage.proxy);
        // No event tells that the network is back.
        await pass(page, 30_000);
        await fresh(page);
        assert.ok(await isSame(page));
      }));

    for (const knows of [true, false]) {
      test(`does not mind a clock that jumps a day, ${knows ? "and tells the server's time" : "where no server tells the time"}`, { timeout: 120000 }, () =>
        through(idle, async (stage) => {
          const { proxy } = stage;
          const { page } = await begin(stage, { scripts: [leaps, fast] });
          await mark(page);
          let now = NOW;
          const go = async (ms) => {
            for (let passed = 0; passed < ms; passed += 15_000) {
              now += 15_000;
              if (knows) proxy.faults.set("/feed/", { headers: { date: new Date(now).toUTCString() } });
              await pass(page, 15_000);
              await lit(page);
            }
          };
          await go(2 * MINUTE);
          let ahead = 0;
          for (const jump of [DAY, -DAY, -DAY, 2 * DAY, -DAY]) {
            await page.evaluate((jump) => window.cchcLeap(jump), jump);
            ahead += jump;
            const first = await lit(page);
            await go(3 * MINUTE);
            const then = await lit(page);
            assert.notEqual(then.text, first.text, "the scenes stand");
            assert.equal(then.status, "", "current files are told to be old");
            const time = new Date(knows ? now : now + ahead).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Ho_Chi_Minh" });
            assert.ok(then.time.includes(time), `${then.time} instead of ${time}`);
          }
          // And without network.
          all(proxy, "cut");
          for (const jump of [DAY, -2 * DAY, DAY]) {
            await page.evaluate((jump) => window.cchcLeap(jump), jump);
            await pass(page, 3 * MINUTE);
            await lit(page);
          }
          if (knows) {
            // The age is that of the files, not of the clock.
            await page.evaluate((jump) => window.cchcLeap(jump), DAY);
            await pass(page, 52 * MINUTE);
            assert.match((await lit(page)).status, /cập nhật 1 giờ trước$/);
          }
          assert.ok(await isSame(page), "loaded anew");
        }));
    }

    test("without a battery for its clock it goes on from the time that it knew", { timeout: 120000 }, () =>
      through(idle, async (stage) => {
        const { page } = await begin(stage, { scripts: [fast] });
        await pass(page, 6_000);
        await soon(async () => (await pass(page, 1000), page.evaluate(stored)), "no build was stored", 30000);
        await pass(page, 11 * MINUTE);
        await page.close();
        all(stage.proxy, "cut");
        const { page: again } = await panel(stage.profile, stage.proxy, { start: Date.parse("2018-01-01T00:00:00Z"), scripts: [fast], ready: ["ready", "stale"], isCut: true });
        const first = await lit(again);
        assert.match(`${first.time} ${await again.evaluate(() => document.querySelector("cchc-screen").shadowRoot.querySelector(".top .day").textContent)}`, /^09:1\d .*05\/01\/2026$/);
        await pass(again, 61 * MINUTE);
        assert.match((await lit(again)).status, /cập nhật 1 giờ trước$/);
      }));
  });
}

describe("a panel in a bad world", () => {
  const through = stage();
  const portal = { status: 200, headers: { "content-type": "text/html" }, body: "<!doctype html><title>Wi-Fi</title><p>Đăng nhập để dùng mạng" };
  const junk = (text) => ({ headers: { "content-type": "application/json" }, body: text });
  const worlds = {
    "a network that asks to sign in": portal,
    "an empty object": junk("{}"),
    "null": junk("null"),
    "the first half of every file": (body) => body.subarray(0, body.length / 2),
    "bytes that are no text": () => Buffer.from(Array.from({ length: 4000 }, (_, n) => (n * 151) % 256)),
    "a build without files": junk('{"build":"x","files":[],"version":"1.0"}'),
    "a server that is busy": { status: 503, headers: { "retry-after": "7200" }, body: "" },
    "a proxy that has lost its server": { status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad Gateway</h1>" },
  };

  for (const [name, fault] of Object.entries(worlds)) {
    test(`goes on when every answer is that of ${name}`, { timeout: 120000 }, () =>
      through(idle, async (stage) => {
        const { page } = await begin(stage, { scripts: [fast] });
        await mark(page);
        all(stage.proxy, fault);
        // Before the page has stored itself: there is nothing but what is on.
        await shows(page);
        assert.ok(await isSame(page), "loaded anew");
        all(stage.proxy);
        await page.evaluate(() => dispatchEvent(new Event("online")));
        await advance(page, 5_000);
        await fresh(page);
      }));
  }

  test("a widget that stands still is never given up for the page of somebody else", { timeout: 120000 }, () =>
    through(idle, async (stage) => {
      const { page } = await begin(stage, { scripts: [fast] });
      await mark(page);
      all(stage.proxy, portal);
      await page.evaluate(() => {
        const real = Element.prototype.setAttribute;
        Element.prototype.setAttribute = function (name, value) {
          return name === "data-beat" ? undefined : real.call(this, name, value);
        };
      });
      const before = stage.proxy.counts.get("/examples/screen.html?s=mau-sanh-1");
      await pass(page, 4 * MINUTE);
      assert.ok(stage.proxy.counts.get("/examples/screen.html?s=mau-sanh-1") > before, "never asked for the page");
      assert.ok(await isSame(page), "loaded anew");
      await lit(page);
    }));

  test("without room to store anything it runs as ever", { timeout: 120000 }, () =>
    through(idle, async (stage) => {
      const { proxy, profile } = stage;
      const spare = await profile.newPage();
      await spare.goto(`${proxy.origin}/examples/page.css`);
      const client = await spare.createCDPSession();
      await client.send("Storage.overrideQuotaForOrigin", { origin: proxy.origin, quotaSize: 1 });
      const full = await spare.evaluate(() => {
        for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
          for (let n = 0; n < 40; n += 1) {
            try {
              localStorage.setItem(`junk-${size}-${n}`, "x".repeat(size));
            } catch (error) {
              break;
            }
          }
        }
        return caches.open("x").then((cache) => cache.put("/x", new Response("x".repeat(100_000)))).then(() => "there is room", (error) => error.name);
      });
      assert.equal(full, "QuotaExceededError");
      const feed = copyFeed(proxy);
      const { page } = await begin(stage, { scripts: [fast, [pointed, feed.url]] });
      await mark(page);
      await pass(page, 12 * MINUTE);
      await lit(page);
      assert.equal(await page.evaluate((url) => localStorage.getItem(`cchc:2:${url}`), feed.url), null, "there was room");
      // What changes is shown.
      feed.change("screens", (file) => {
        file.programmes = file.programmes.map((programme) => ({ ...programme, scenes: [{ kind: "text", text: "Mới đổi xong" }] }));
      });
      await soon(async () => (await pass(page, 10_000), /Mới đổi xong/.test((await lit(page)).text)), "the change is not shown", 60000);
      assert.equal((await picture(page)).status, "");
      all(proxy, "cut");
      await pass(page, 30 * MINUTE);
      assert.match((await lit(page)).text, /Mới đổi xong/);
      assert.ok(await isSame(page), "loaded anew");
      // With room again it stores itself.
      all(proxy);
      await client.send("Storage.overrideQuotaForOrigin", { origin: proxy.origin });
      await soon(async () => (await pass(page, 30_000), page.evaluate(stored)), "no build was stored", 60000);
    }));

  for (const [what, storageTypes] of [["all that it stored", "all"], ["the stored builds", "cache_storage"]]) {
    test(`when ${what} is wiped it runs on, stores itself again and starts without network`, { timeout: 180000 }, () =>
      through(idle, async (stage) => {
        const { proxy, profile } = stage;
        const { page } = await begin(stage, { scripts: [fast] });
        await pass(page, 6_000);
        await soon(async () => (await pass(page, 1000), page.evaluate(stored)), "no build was stored", 30000);
        const client = await page.createCDPSession();
        await client.send("Storage.clearDataForOrigin", { origin: proxy.origin, storageTypes });
        assert.equal(await page.evaluate(stored), false);
        await mark(page);
        await pass(page, MINUTE);
        await lit(page);
        assert.ok(await isSame(page), "loaded anew");
        await restarts(stage, page);
      }));
  }

  test("when a stored build alone is wiped it is stored again and starts without network", { timeout: 180000 }, () =>
    through(idle, async (stage) => {
      const { page } = await begin(stage, { scripts: [fast] });
      await pass(page, 6_000);
      await soon(async () => (await pass(page, 1000), page.evaluate(stored)), "no build was stored", 30000);
      await page.evaluate(async () => {
        for (const name of await caches.keys()) if (name.includes(":")) await caches.delete(name);
      });
      assert.equal(await page.evaluate(stored), false);
      await restarts(stage, page);
    }));

  /** Waits until the page has stored itself, and starts it without network. */
  async function restarts({ proxy, profile }, page) {
    await soon(async () => (await pass(page, 30_000), page.evaluate(stored)), "no build was stored", 60000);
    // Copies of the feed are written every ten minutes.
    await pass(page, 11 * MINUTE);
    const url = page.url();
    await page.close();
    all(proxy, "cut");
    const again = await profile.newPage();
    await again.goto(url);
    await until(again, allIn, ["ready", "stale"]);
    await soon(async () => (await picture(again)) !== null, "nothing is shown");
    assert.notEqual((await lit(again)).kind, "clock");
  }

  for (const [name, change] of Object.entries({
    "the whole feed": (feed) => feed.version("2.0"),
    "its screens and news": (feed) => {
      feed.change("screens", (file) => ((file.version = "2.0"), (file.screens = { other: true }), (file.programmes = "none")));
      feed.change("news", (file) => ((file.version = "https://jsonfeed.org/version/2"), (file.items = { other: true })));
    },
  })) {
    test(`a next version of ${name} leaves what was before, and is left again`, { timeout: 120000 }, () =>
      through(idle, async (stage) => {
        const feed = copyFeed(stage.proxy);
        const { page } = await begin(stage, { scripts: [fast, [pointed, feed.url]] });
        await mark(page);
        change(feed);
        await shows(page);
        copyFeed(stage.proxy);
        await pass(page, 40_000);
        await fresh(page);
        assert.ok(await isSame(page), "loaded anew");
      }));
  }

  test("whose first feed is of another version it shows what needs none, and says that there is nothing yet", { timeout: 120000 }, () =>
    through(idle, async (stage) => {
      const feed = copyFeed(stage.proxy);
      for (const name of ["screens", "news", "notices", "indexes", "agencies", "answers", "procedures"]) {
        feed.change(name, (file) => {
          for (const known of Object.keys(file)) delete file[known];
          Object.assign(file, { version: "2.0", content: [name] });
        });
      }
      const { page } = await begin(stage, { scripts: [fast, [pointed, feed.url]], ready: ["ready", "stale", "failed"] });
      const kinds = new Set();
      for (let passed = 0; passed < 10 * MINUTE; passed += 10_000) {
        await pass(page, 10_000);
        const { kind, status } = await lit(page);
        kinds.add(kind);
        assert.match(status, /^Chưa tải được dữ liệu/);
      }
      assert.deepEqual([...kinds].sort(), ["clock", "feedback"]);
    }));

  test("fields and files that a later version adds change nothing", { timeout: 120000 }, () =>
    through(idle, async (stage) => {
      const feed = copyFeed(stage.proxy);
      const more = { later: { a: [1] }, added: true };
      for (const name of ["screens", "news", "notices"]) {
        feed.change(name, (file) => {
          Object.assign(file, more);
          for (const list of [file.screens, file.programmes, file.items]) for (const one of list || []) Object.assign(one, more);
          for (const { scenes } of file.programmes || []) scenes.unshift({ kind: "hologram", weight: 9, ...more });
        });
      }
      feed.version("1.7");
      const { page } = await begin(stage, { scripts: [fast, [pointed, feed.url]] });
      await shows(page);
      assert.equal((await picture(page)).status, "");
    }));
});
