// The pages of `cchc build --static`: scenes as in the widget, on without a server, a new page when there is one, and still readable
// without any script. What they are written in is held against engines that cannot be run here (Chromium 38 to 56); WebKit 538 runs
// in screen-webkit538.test.mjs.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { parse } from "acorn";
import { audit } from "./lib/audit.mjs";
import { NOW, engines, open, soon, until } from "./lib/browsers.mjs";
import { advance, undated } from "./lib/panel.mjs";
import { dist, hub as program, results, root } from "./lib/paths.mjs";
import { clock } from "./lib/probes.mjs";
import { serveProxy } from "./lib/server.mjs";
import { picture as seen } from "./lib/still.mjs";

const HOUR = 3_600_000;
const PANELS = [
  { id: "mau-sanh-1", width: 1920, height: 1080 },
  { id: "mau-sanh-2", width: 1080, height: 1920 },
  { id: "mau-mot-cua", width: 1920, height: 1080 },
  { id: "mau-to-dan-pho", width: 1920, height: 1080 },
  { id: "mau-kiosk", width: 1080, height: 1920 },
];
const stamp = (ms) => new Date(NOW + ms).toISOString();
let work;
let server;

/** Builds the folder of sources into the feed that is served. */
function build(now = NOW) {
  const words = ["build", join(work, "sources"), "-o", join(work, "feed"), "--static", "--forms", "https://co-quan.example/gop-y"];
  execFileSync(program, words.concat("--now", new Date(now).toISOString()), { stdio: ["ignore", "ignore", "inherit"] });
}

const notices = (...all) => writeFileSync(join(work, "sources/notices.json"), JSON.stringify({ version: "1.0", notices: all }));
const notice = (identifier, severity, headline, more) => ({
  identifier, status: "Actual", msg_type: "Alert", severity, sent: stamp(-1000), expires: stamp(5 * HOUR), info: [{ language: "vi", headline }], ...more,
});

before(async () => {
  mkdirSync(join(results, "screen"), { recursive: true });
  work = mkdtempSync(join(tmpdir(), "cchc-static-"));
  cpSync(join(root, "examples/sources"), join(work, "sources"), { recursive: true });
  notices(notice("mua", "Moderate", "Mưa lớn chiều nay"));
  build();
  const words = ["serve", "--root", dist, "--feed", join(work, "feed"), "--addr", "127.0.0.1:0"];
  const process_ = spawn(program, words, { stdio: ["ignore", "pipe", "ignore"] });
  const origin = await new Promise((done) => process_.stdout.on("data", (chunk) => /listening (\S+)/.test(chunk) && done(/listening (\S+)/.exec(chunk)[1])));
  server = { origin, stop: () => new Promise((gone) => process_.once("exit", gone).kill()) };
});
after(async () => {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
});

/** In the page: counts questions without an answer yet. The panel's time is faster than the network. */
function awaited() {
  window.cchcAwaited = 0;
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (...words) {
    window.cchcAwaited += 1;
    this.addEventListener("loadend", () => (window.cchcAwaited -= 1));
    return send.apply(this, words);
  };
}

/** What is on. Nothing of it may stand outside of its room. */
const picture = (page) => page.evaluate(seen);

for (const engine of ["chromium", "chromium-68"]) {
  describe(`a page without WebAssembly, in ${engine}`, () => {
    let browser;
    before(async () => (browser = await engines[engine]()));
    after(() => browser.close());

    async function through({ id = "mau-sanh-1", width = 1920, height = 1080, start = NOW, ...options }, act) {
      const proxy = await serveProxy(server.origin);
      const profile = await (browser.createBrowserContext || browser.createIncognitoBrowserContext).call(browser);
      undated(proxy);
      const scripts = options.javaScript === false ? [] : [[clock, start]];
      const url = `${proxy.origin}/feed/v1/static/${id}.html`;
      try {
        await act({ proxy, ...(await open(profile, url, { width, height, scripts, ...options })) });
      } finally {
        await profile.close();
        await proxy.stop();
      }
    }

    for (const panel of PANELS) {
      test(`${panel.id}: every slide fits, in letters that are large enough`, { timeout: 180000 }, () =>
        through(panel, async ({ page, wrong }) => {
          const ids = await page.evaluate(() => Array.from(document.querySelectorAll(".slide"), (one) => one.id));
          await page.evaluate(() => document.fonts.ready.then(() => true));
          const loaded = await page.evaluate(() => document.fonts.check("700 40px 'Be Vietnam Pro Vietnamese'", "ẨỖ") && document.fonts.check("400 40px 'Be Vietnam Pro'", "a"));
          assert.equal(loaded, true);
          for (const id of ids) {
            await page.evaluate((id) => {
              Array.from(document.querySelectorAll(".slide"), (one) => (one.className = one.id === id ? "slide on" : "slide"));
            }, id);
            const now = await picture(page);
            assert.equal(now.count, 1);
            assert.deepEqual(now.outside, [], `${now.kind} ${now.text}`);
            if (engine === "chromium") await page.screenshot({ path: join(results, "screen", `static-${panel.id}-${id}-${now.kind}.png`) });
          }
          assert.deepEqual(wrong, []);
        }));
    }

    test("shows scenes by their weights, each for its time, with the clock and its headlines", { timeout: 120000 }, () =>
      through({ scripts: [[clock, NOW], awaited] }, async ({ page, wrong }) => {
        const kinds = {};
        const lines = new Set();
        for (let n = 0; n < 60; n += 1) {
          const now = await picture(page);
          assert.equal(now.count, 1);
          assert.equal(now.status, "Cập nhật 09:00 05/01/2026");
          lines.add(now.line);
          kinds[now.kind] = (kinds[now.kind] || 0) + 1;
          await advance(page, (now.secs - 1) * 1000);
          assert.equal((await picture(page)).id, now.id);
          await advance(page, 1000);
          await until(page, () => !window.cchcAwaited);
          const then = await picture(page);
          assert.ok(then.id !== now.id || then.kind === "clock" || kinds[now.kind], now.id);
        }
        assert.ok(kinds.news > kinds.feedback, JSON.stringify(kinds));
        for (const kind of ["news", "cards", "ranking", "procedure", "answers", "feedback", "notice", "clock", "text"]) assert.ok(kinds[kind], kind);
        assert.ok(lines.size > 5 && !lines.has(""), [...lines].join(" | "));
        const { time, day } = await picture(page);
        assert.match(time, /^(09|10|11|12):\d\d$/);
        assert.equal(day, "Thứ Hai, 05/01/2026");
        assert.deepEqual(wrong, []);
      }));

    test("goes by the hours of scenes and of the night", { timeout: 60000 }, () =>
      through({ start: NOW + 9 * HOUR }, async ({ page }) => {
        // After half past five the words of the house are not shown.
        for (let n = 0; n < 40; n += 1) {
          assert.notEqual((await picture(page)).kind, "text");
          await advance(page, 20_000);
        }
        await advance(page, 2.4 * HOUR);
        assert.match((await picture(page)).className, / dim$/);
        await advance(page, 2 * HOUR);
        assert.match((await picture(page)).className, / dark$/);
        await advance(page, 7 * HOUR);
        assert.equal((await picture(page)).className, "js");
      }));

    test("goes on without a server, says how old it is, and is new again with it", { timeout: 60000 }, () =>
      through({}, async ({ page, proxy }) => {
        await advance(page, 125_000);
        const url = page.url();
        proxy.faults.set("/feed/", "cut");
        const ids = new Set();
        for (let n = 0; n < 30; n += 1) {
          await advance(page, 20_000);
          ids.add((await picture(page)).id);
        }
        assert.ok(ids.size > 8);
        assert.match((await picture(page)).status, /^Đang xem bản lưu, cập nhật \d+ phút trước$/);
        await advance(page, 3 * HOUR);
        assert.match((await picture(page)).status, /cập nhật 3 giờ trước$/);
        // What answers, but not as it should, is no server either.
        for (const fault of [502, () => Buffer.from("<html>đăng nhập</html>"), () => Buffer.from("{}")]) {
          proxy.faults.set("/feed/", fault);
          await advance(page, 130_000);
          assert.equal(page.url(), url);
          const then = await picture(page);
          assert.equal(then.count, 1);
          assert.match(then.status, /cập nhật 3 giờ trước$/);
        }
        undated(proxy);
        await soon(async () => {
          await advance(page, 61_000);
          return (await picture(page)).status.startsWith("Cập nhật");
        }, "still old");
      }));

    test("takes a new page at the end of a scene, and at once where a notice interrupts", { timeout: 300000 }, () =>
      through({}, async ({ page, proxy }) => {
        await page.evaluate(() => (window.isOld = true));
        notices(notice("mua", "Moderate", "Trời tạnh"));
        build(NOW + 60_000);
        // Another page, and its script has begun.
        const isNew = () => page.evaluate(() => !window.isOld && /^js/.test(document.documentElement.className)).catch(() => false);
        await soon(async () => (await advance(page, 5000).catch(() => {}), isNew()), "no new page", 60000);
        assert.ok((await page.content()).includes("Trời tạnh"));
        const asked = proxy.asked("mau-sanh-1.html");
        await page.evaluate(() => (window.isOld = true));
        await advance(page, 1000);
        notices(notice("chay", "Extreme", "Có cháy ở tầng 5"), notice("lut", "Severe", "Nước lên nhanh", { begins: stamp(0), effective: stamp(0) }));
        build(NOW + 120_000);
        await soon(async () => (await advance(page, 5000).catch(() => {}), isNew()), "no alarm", 60000);
        // Asked for to see that it is there, and then to be shown; time goes faster here than the network.
        assert.ok(proxy.asked("mau-sanh-1.html") >= asked + 2);
        const first = await picture(page);
        assert.ok(first.grave && /Có cháy/.test(first.text) && /Cảnh báo/.test(first.text), first.text);
        for (let n = 0; n < 20; n += 1) {
          await advance(page, 10_000);
          assert.equal((await picture(page)).kind, "alert");
        }
        // It clears by itself, without a new page.
        proxy.faults.set("/feed/", "cut");
        await advance(page, 5 * HOUR);
        assert.notEqual((await picture(page)).kind, "alert");
      }).finally(() => (notices(notice("mua", "Moderate", "Mưa lớn chiều nay")), build())));

    test("turns a picture that hangs upright on a page that lies, and fits it in", { timeout: 60000 }, () =>
      through({ id: "mau-sanh-2", width: 1280, height: 720 }, async ({ page }) => {
        assert.match((await picture(page)).className, / turned/);
        const box = await page.evaluate(() => {
          const box = document.querySelector(".page").getBoundingClientRect();
          const zoom = document.body.currentCSSZoom ? 1 : parseFloat(document.body.style.zoom);
          return [box.left, box.top, box.width, box.height].map((px) => Math.round(px * zoom));
        });
        assert.ok(Math.abs(box[0]) <= 17 && Math.abs(box[1]) <= 17, String(box));
        assert.deepEqual(box.slice(2), [1280, 720]);
      }));

    test("is readable without any script: one slide after another, by the style sheet alone", { timeout: 60000 }, () =>
      through({ javaScript: false }, async ({ page, wrong }) => {
        const first = await picture(page);
        assert.equal(first.count, 1);
        assert.deepEqual(first.outside, []);
        // Nobody knows the time there.
        assert.equal(first.time + first.day, "");
        if (engine === "chromium") {
          const ids = new Set();
          const total = await page.evaluate(() => document.getAnimations()[0].effect.getComputedTiming().duration);
          for (let at = 500; at < total + 30_000; at += 4000) {
            await page.evaluate((at) => document.getAnimations().forEach((one) => (one.pause(), (one.currentTime = at))), at);
            const now = await picture(page);
            assert.equal(now.count, 1, `${at} of ${total}`);
            assert.notEqual(now.kind, "clock");
            ids.add(now.id);
          }
          const all = await page.evaluate(() => Array.from(document.querySelectorAll(".slide")).filter((one) => one.querySelector(".scene").getAttribute("data-kind") !== "clock").length);
          assert.equal(ids.size, all);
        }
        const html = readFileSync(join(work, "feed/static/mau-sanh-1.html"), "utf8");
        assert.match(html, /<noscript><meta http-equiv="refresh" content="600"><\/noscript>/);
        assert.deepEqual(wrong, []);
      }));

    if (engine !== "chromium") return;
    for (const id of ["mau-sanh-1", "mau-to-dan-pho", "mau-kiosk"]) {
      test(`${id} is accessible, with the contrast of the widgets`, { timeout: 120000 }, () =>
        through({ id, date: NOW, scripts: [() => (window.setInterval = () => 0)] }, async ({ page }) => {
          const ids = await page.evaluate(() => Array.from(document.querySelectorAll(".turn .item:first-child .slide"), (one) => one.id));
          for (const id of ids) {
            await page.evaluate((id) => {
              Array.from(document.querySelectorAll(".slide"), (one) => (one.className = one.id === id ? "slide on" : "slide"));
            }, id);
            assert.deepEqual(await audit(page), []);
            const dull = await page.evaluate(async () => {
              const { violations } = await window.axe.run(document, { resultTypes: ["violations"], runOnly: { type: "rule", values: ["color-contrast-enhanced"] } });
              return violations.flatMap(({ nodes }) => nodes.map(({ failureSummary }) => failureSummary));
            });
            assert.deepEqual(dull, []);
          }
        }));
    }
  });
}

describe("what the pages are written in", () => {
  const read = (name) => readFileSync(join(work, "feed/static", name), "utf8");

  test("the script is ECMAScript 5 and calls nothing younger", () => {
    const script = read("page.js");
    parse(script, { ecmaVersion: 5, sourceType: "script" });
    for (const young of ["fetch(", "Promise", "Array.from", "Object.assign", ".includes(", ".startsWith(", ".closest(", ".matches(", "NodeList.prototype", "classList.toggle", "padStart", ".remove()", "innerHTML", "eval("]) {
      assert.ok(!script.includes(young), young);
    }
  });

  test("the sheets have no custom properties, no grid, no gap, no unit of containers, and their colours are plain", () => {
    for (const { id } of PANELS) {
      const css = read(`${id}.css`);
      for (const young of ["var(", "--", "grid", "gap:", "@supports", "@container", "min(", "max(", "clamp(", "inset", ":is(", ":where(", ":has(", "vmin", "cqw", "aspect-ratio", "object-fit", "position: sticky"]) {
        assert.ok(!css.includes(young), `${id}: ${young}`);
      }
      assert.ok(!/#[0-9a-f]{8}\b|#[0-9a-f]{4}\b/i.test(css), id);
      // What engines with a mark before the word need.
      for (const [plain, marked] of [["display: flex", "display: -webkit-flex"], ["@keyframes", "@-webkit-keyframes"]]) {
        assert.equal(css.split(marked).length, css.split(plain).length, `${id}: ${marked}`);
      }
    }
  });

  test("the server sends a policy with every page, and nothing is kept without asking", async () => {
    for (const name of ["mau-sanh-1.html", "mau-sanh-1.json", "page.js", "fonts/be-vietnam-pro-latin-400-normal.woff"]) {
      const { status, headers } = await fetch(`${server.origin}/feed/v1/static/${name}`);
      assert.deepEqual([status, headers.get("cache-control")], [200, "no-cache"], name);
      if (name.endsWith(".html")) assert.match(headers.get("content-security-policy"), /^default-src 'none'; script-src 'self'; style-src 'self';/);
      if (name.endsWith(".woff")) assert.equal(headers.get("content-type"), "font/woff");
    }
  });

  test("the pages name no other host, and have nothing inline", () => {
    for (const { id } of PANELS) {
      const html = read(`${id}.html`);
      assert.ok(!/ style=| on[a-z]+=|<style|javascript:/.test(html), id);
      const named = Array.from(html.matchAll(/ (?:src|href|content)="([^"]*)"/g), ([, value]) => value).filter((value) => value.includes("//"));
      assert.deepEqual(named, []);
    }
  });
});
