// What happens to a panel in a lobby, made to happen; and a watch that sees every second whether something is shown.

import assert from "node:assert/strict";
import { NOW, soon } from "./browsers.mjs";
import { advance, panel, picture } from "./panel.mjs";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Runs after `clock`: the panel's own clock is ahead by `cchcAhead` milliseconds; the time itself is left alone. */
export function settable() {
  const Before = window.Date;
  window.cchcAhead = Number(sessionStorage.getItem("cchc-ahead") || 0);
  window.Date = class extends Before {
    constructor(...words) {
      super(...(words.length ? words : [Before.now() + window.cchcAhead]));
    }
    static now() {
      return Before.now() + window.cchcAhead;
    }
  };
}

/** Runs early: how many questions to the server are open, in `cchcOpen`. */
export function questions() {
  window.cchcOpen = 0;
  const counted = (real) =>
    function (...words) {
      window.cchcOpen += 1;
      const done = () => (window.cchcOpen -= 1);
      const promise = real.apply(this, words);
      promise.then(done, done);
      return promise;
    };
  window.fetch = counted(window.fetch);
  for (const name of ["text", "json", "arrayBuffer"]) Response.prototype[name] = counted(Response.prototype[name]);
}

/** Looks once a second of the test's time and notes in `cchcBlank` what a passer-by would take for a dead panel. */
export function watch() {
  const start = window.cchcClock.now();
  window.cchcBlank = [];
  window.cchcSlides = new Set();
  const seen = (one) => !!one && one.getClientRects().length > 0 && one.textContent.trim() !== "";
  setInterval(() => {
    const screen = document.querySelector("cchc-screen");
    const root = screen && screen.shadowRoot;
    const base = root && root.querySelector(".base");
    const scene = root && root.querySelector(".stage > *");
    if (scene) window.cchcSlides.add(scene.textContent);
    const isDark = base && base.getAttribute("data-light") === "dark";
    const isThere = isDark || (seen(scene) && scene.getBoundingClientRect().height > 100);
    const hasFallback = screen && Array.from(screen.children).some(seen);
    if (!isThere && !hasFallback) window.cchcBlank.push(`${(window.cchcClock.now() - start) / 1000} s: ${base ? base.outerHTML.slice(0, 300) : "nothing"}`);
  }, 1000);
}

/**
 * A panel that is watched: `pass(ms)` lets time pass and holds that there was something to see in every second of it; `restart()`
 * takes the power away and gives it back; `set(ms)` sets its clock ahead of the time.
 */
export async function watched({ profile, proxy, page: first }, options = {}) {
  const opened = await panel(profile, proxy, { start: NOW, width: 1920, height: 1080, ...options, scripts: [settable, questions, ...(options.scripts || [])] });
  await first.close();
  const { page } = opened;
  await page.evaluate(watch);
  const time = { now: NOW };
  const notBlank = async (what) => assert.deepEqual(await page.evaluate(() => window.cchcBlank), [], what);
  return {
    ...opened,
    time,
    async pass(ms, what = "blank") {
      for (let passed = 0; passed < ms; passed += MINUTE) {
        const step = Math.min(MINUTE, ms - passed);
        await advance(page, step);
        time.now += step;
      }
      await notBlank(what);
    },
    /** Time passes by the second, and stands while the server is asked, until the picture is as `is` says. */
    async becomes(is, withinMs, what) {
      for (let passed = 0; passed <= withinMs; passed += 1000) {
        const now = await picture(page);
        if (now && is(now)) return;
        await advance(page, 1000);
        time.now += 1000;
        // A question follows the answer before it in a turn or two.
        for (let calm = 0; calm < 3; calm += 1) await soon(() => page.evaluate(() => window.cchcOpen === 0), `${what}: no answer`);
      }
      throw new Error(`${what}: ${JSON.stringify(await picture(page))}`);
    },
    async restart() {
      await page.reload();
      await page.evaluate(watch);
      await soon(async () => (await advance(page, 200), (await picture(page)) !== null), "nothing after the power cut", 30000);
    },
    set: (ms) => page.evaluate((ms) => ((window.cchcAhead = ms), sessionStorage.setItem("cchc-ahead", ms)), ms),
    slides: () => page.evaluate(() => window.cchcSlides.size),
  };
}

/** Answers of the feed carry the time, as those of every real server do. */
export function dated(proxy, time, folder = "/feed/") {
  const headers = {
    get date() {
      return new Date(time.now).toUTCString();
    },
  };
  proxy.faults.set(folder, { headers });
}

/** Fills localStorage to its last character. */
export function fillStore() {
  for (let size = 1 << 20; size >= 1; size = size > 1 ? size >> 1 : 0) {
    for (let n = 0; n < 64; n += 1) {
      try {
        localStorage.setItem(`fill-${size}-${n}`, "x".repeat(size));
      } catch (error) {
        break;
      }
    }
  }
}

/** Points the page at another feed before its widget is there. */
export const point = (url) => document.addEventListener("DOMContentLoaded", () => document.querySelector("cchc-screen").setAttribute("feed", url));

/** Whether the page's build was stored and its worker stands. */
export const stored = async () => {
  const kept = await caches.match(new URL("screen-state", location.href).href);
  const worker = await navigator.serviceWorker.getRegistration("screen.html");
  return !!(kept && worker && worker.active);
};

const nested = (depth) => "[".repeat(depth) + "]".repeat(depth);
const say = (text) => () => Buffer.from(text);

/** What servers, proxies and hotel gateways answer instead of a file. */
export const RUBBISH = {
  "502 in HTML": say("<!doctype html><title>502 Bad Gateway</title>"),
  "a status 500": 500,
  "a status 404": 404,
  "too many requests": { status: 429, headers: { "retry-after": "60" }, body: "" },
  "a login page somewhere else": { status: 302, headers: { location: "/examples/page.css" }, body: "" },
  "a circle of redirects": { status: 302, headers: { location: "/feed/v1/cchc.json" }, body: "" },
  nothing: say(""),
  "an empty list": say("[]"),
  "an empty object": say("{}"),
  null: say("null"),
  "half a file": (body) => body.subarray(0, body.length / 2),
  "a file with another byte": (body) => Buffer.from(String(body).replace("a", "ă")),
  "bytes that are no text": () => Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 151) % 256)),
  "brackets without end": say(nested(100_000)),
  "numbers beyond all": say('{"version":1e400,"ttl":-1e400,"last_updated":99999999999999999999,"feeds":{}}'),
};
