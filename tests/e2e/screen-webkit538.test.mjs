// The pages of `cchc build --static` in an engine of their kind: WebKit 538 of 2014, which has no WebAssembly.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { NOW } from "./lib/browsers.mjs";
import { undated } from "./lib/panel.mjs";
import { dist, hub as program, results, root } from "./lib/paths.mjs";
import { serveHub, serveProxy } from "./lib/server.mjs";
import { picture } from "./lib/still.mjs";
import { visit } from "./lib/webkit538.mjs";

const PANELS = [
  { id: "mau-sanh-1", width: 1920, height: 1080, least: 8 },
  { id: "mau-sanh-2", width: 1080, height: 1920, least: 8 },
  { id: "mau-sanh-2", width: 1920, height: 1080, least: 8, isTurned: true },
  { id: "mau-mot-cua", width: 1920, height: 1080, least: 8 },
  { id: "mau-to-dan-pho", width: 1920, height: 1080, least: 8 },
  { id: "mau-kiosk", width: 1080, height: 1920, least: 3 },
];
let work;
let hub;
let proxy;

before(async () => {
  mkdirSync(join(results, "screen"), { recursive: true });
  work = mkdtempSync(join(tmpdir(), "cchc-webkit538-"));
  execFileSync(program, ["build", join(root, "examples/sources"), "-o", join(work, "feed"), "--static", "--now", new Date(NOW).toISOString()], { stdio: ["ignore", "ignore", "inherit"] });
  hub = await serveHub(dist, "--feed", join(work, "feed"));
  proxy = await serveProxy(hub.origin);
  // The page would go by the server's clock.
  undated(proxy);
});
after(async () => {
  await proxy.stop();
  await hub.stop();
  rmSync(work, { recursive: true, force: true });
});

/** In the page, before its script: a clock that goes on by ticks alone, and whether the server's answer has come. */
function byHand(given) {
  var Real = Date;
  window.ms = given.now;
  window.Date = function (at) { return new Real(at === undefined ? window.ms : at); };
  window.Date.now = function () { return window.ms; };
  window.Date.parse = Real.parse;
  window.setInterval = function (act, ms) { if (ms === 1000) window.tick = act; };
  var later = window.setTimeout;
  window.setTimeout = function (act) { return later(act, 0); };
  var send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function () {
    this.addEventListener("load", function () { window.isAnswered = true; });
    return send.apply(this, arguments);
  };
}

/** In the page: the script has begun, the server has answered, and the page's own letters are there. */
function isReady() {
  function width(family) {
    var one = document.createElement("span");
    one.style.cssText = "position: absolute; visibility: hidden; font: 700 80px " + family;
    one.textContent = "ẨỖỮẶ";
    document.body.appendChild(one);
    var px = one.offsetWidth;
    document.body.removeChild(one);
    return px;
  }
  return window.tick && window.isAnswered && width("'Be Vietnam Pro Vietnamese', monospace") !== width("monospace");
}

/** In the page: every slide, then what was shown in so many seconds, and how long. */
function play(given, picture) {
  var slides = [].slice.call(document.querySelectorAll(".slide"));
  var was = document.querySelector(".slide.on");
  var outside = [];
  slides.forEach(function (one) {
    slides.forEach(function (other) { other.className = other === one ? "slide on" : "slide"; });
    outside = outside.concat(picture().outside);
  });
  slides.forEach(function (one) { one.className = one === was ? "slide on" : "slide"; });
  var shown = [];
  for (var second = 0; second < given.seconds; second += 1) {
    var now = picture();
    var last = shown[shown.length - 1];
    if (last && last.id === now.id && last.lasted < last.secs) last.lasted += 1;
    else shown.push({ id: now.id, kind: now.kind, secs: now.secs, lasted: 1, count: now.count, time: now.time, day: now.day, status: now.status });
    window.ms += 1000;
    window.tick();
  }
  shown.pop();
  return { agent: navigator.userAgent, wasm: typeof WebAssembly, fetch: typeof fetch, className: document.documentElement.className, outside: outside, shown: shown };
}

describe("a page without WebAssembly, in WebKit 538", () => {
  for (const { id, width, height, least, isTurned } of PANELS) {
    test(`${id} at ${width}x${height}: every slide fits, each is shown for its time`, { timeout: 120000 }, async () => {
      const url = `${proxy.origin}/feed/v1/static/${id}.html`;
      const shot = join(results, "screen", `webkit538-${id}-${width}.png`);
      const act = `function (given) { return (${play})(given, ${picture}); }`;
      const { agent, wasm, fetch, className, outside, shown } = await visit({ url, width, height, before: byHand, until: isReady, act, given: { now: NOW, seconds: 600 }, picture: shot });
      assert.match(agent, /AppleWebKit\/538/);
      assert.deepEqual([wasm, fetch], ["undefined", "undefined"]);
      assert.equal(className, isTurned ? "js turned" : "js");
      assert.deepEqual(outside, []);
      for (const one of shown) assert.deepEqual([one.count, one.lasted, one.day], [1, one.secs, "Thứ Hai, 05/01/2026"], JSON.stringify(one));
      assert.equal(shown[0].time, "09:00");
      // Upright the place stands there.
      if (width > height && !isTurned) assert.equal(shown[0].status, "Cập nhật 09:00 05/01/2026");
      assert.ok(new Set(shown.map((one) => one.id)).size >= least, shown.map((one) => one.id).join(" "));
    });
  }

  test("what stands inside a widget's tag stays", { timeout: 60000 }, async () => {
    const before = "function () {}";
    const until = "function () { return document.readyState === 'complete'; }";
    const act = `function () {
      return [].map.call(document.querySelectorAll("cchc-news"), function (one) {
        return [].filter.call(one.querySelectorAll("a"), function (link) { return link.getClientRects().length > 0; }).length;
      });
    }`;
    const links = await visit({ url: `${proxy.origin}/examples/news.html`, width: 1280, height: 900, before, until, act });
    assert.ok(links.length > 1 && links.every((count) => count > 0), String(links));
  });
});
