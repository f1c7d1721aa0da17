// The screen's page on a panel whose time the test moves.

import assert from "node:assert/strict";
import { allIn, open, until } from "./browsers.mjs";
import { clock } from "./probes.mjs";

/** What the widget measures scenes by goes with the test's time too; runs after `clock`. */
export function steady(start) {
  performance.now = () => window.cchcClock.now() - start;
}

/** Lets `cchcLeap(ms)` set the panel's clock, while time itself goes on; runs after `clock`. */
export function leaps() {
  const Steady = window.Date;
  let ahead = 0;
  window.Date = class extends Steady {
    constructor(...words) {
      super(...(words.length ? words : [Steady.now() + ahead]));
    }
    static now() {
      return Steady.now() + ahead;
    }
  };
  window.cchcLeap = (ms) => (ahead += ms);
}

/** The page shows this feed. */
export function pointed(url) {
  document.addEventListener("DOMContentLoaded", () => document.querySelector("cchc-screen").setAttribute("feed", url));
}

/** Whether page and code are stored for a start without network; runs in the page. */
export async function stored() {
  const at = (file) => new URL(file, location.href).href;
  const state = await caches.match(at("screen-state"));
  const worker = await navigator.serviceWorker.getRegistration("screen.html");
  if (!state || !worker || !worker.active) return false;
  const { build } = await state.json();
  const kept = await caches.open(`cchc-screen:${build}`);
  return !!(await kept.match(at("screen.html")));
}

/** The feed is answered without a date: the panel's own time is believed. */
export function undated(proxy) {
  for (const folder of ["/feed/", "/own/", "/song/"]) proxy.faults.set(folder, { headers: { date: "" } });
}

/** Opens the page of one screen. */
export async function panel(browser, proxy, { screen = "mau-sanh-1", start, scripts = [], ready = ["ready"], isCut = false, ...options }) {
  if (!isCut) undated(proxy);
  const opened = await open(browser, `${proxy.origin}/examples/screen.html?s=${screen}`, { ...options, scripts: [[clock, start], [steady, start], ...scripts] });
  await advance(opened.page, 50);
  await until(opened.page, allIn, ready);
  return opened;
}

/** Moves the time, second by second. */
export const advance = (page, ms) => page.evaluate((ms) => window.cchcClock.advance(ms), ms);

/** What is on now: null for nothing, which a page that was just navigated to shows too. */
export const picture = (page) =>
  page.evaluate(() => {
    const screen = document.querySelector("cchc-screen");
    const root = screen && screen.shadowRoot;
    const base = root && root.querySelector(".base");
    const scene = root && root.querySelector(".stage > *");
    if (!scene) return null;
    const text = (selector) => (root.querySelector(selector) ? root.querySelector(selector).textContent : "");
    const room = root.querySelector(".stage").getBoundingClientRect();
    // Nothing of a scene may stand outside of its room: what does is clipped by the panel's edge or lies over the line below.
    const outside = Array.from(scene.querySelectorAll("p, li, h2, svg, strong, span"))
      .filter((one) => one.getClientRects().length)
      .filter((one) => {
        const box = one.getBoundingClientRect();
        return box.bottom > room.bottom + 3 || box.right > room.right + 3 || box.left < room.left - 3 || box.top < room.top - 3;
      })
      .map((one) => one.className + ": " + one.textContent.slice(0, 60));
    return {
      kind: scene.getAttribute("data-kind"),
      text: scene.textContent,
      title: text(".title"),
      pages: text(".pages"),
      status: text(".age"),
      time: text(".top .time"),
      light: base.getAttribute("data-light"),
      strip: !root.querySelector(".strip").hidden,
      outside,
    };
  });

/** What is on now, which is never nothing. */
export async function lit(page) {
  const now = await picture(page);
  assert.ok(now && (now.text.trim() || now.kind === "clock"), `blank: ${JSON.stringify(now)}`);
  return now;
}

/** Moves the time until `count` more slides were seen, and calls `each` with every one. */
export async function slides(page, count, each) {
  let last = "";
  for (let seen = 0, seconds = 0; seen < count && seconds < count * 150; seconds += 1) {
    const now = await picture(page);
    const name = now && `${now.kind} ${now.title} ${now.pages} ${now.text}`;
    if (name && name !== last) {
      last = name;
      await each(now, seen);
      seen += 1;
    }
    await advance(page, 1000);
  }
}
