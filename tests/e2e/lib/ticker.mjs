// A page with one moving line whose time is in the hand of the test, and what such tests ask of it.

import { until } from "./browsers.mjs";
import { holes, lane, reel } from "./reel.mjs";
import { item, putFeed, putPage } from "./server.mjs";

/** So many items of news. */
export const many = (count, more) => Array.from({ length: count }, (_, n) => item(n, more?.(n)));
const tools = `window.cchcLane = ${lane}; window.cchcHoles = ${holes};`;
// The wait before a refresh after `online` is a random part of 3.5 s.
const atOnce = () => (Math.random = () => 0);

/** A ticker in a box of some width; time stands unless `scripts` says otherwise. */
export function line({ items = many(6), attributes = "", width = 600, scripts = [reel], ...options } = {}) {
  const prepare = (proxy) => {
    const feed = putFeed(proxy, { items });
    const news = `<cchc-news eager layout="ticker" notices="off" feed="${feed}" ${attributes}><a href="https://example.vn/">Dự phòng</a></cchc-news>`;
    return putPage(proxy, `<style>body { margin: 0 }</style><button id="before">trước</button><div id="box" style="width:${width}px">${news}</div><button id="after">sau</button>`);
  };
  return { prepare, scripts: [atOnce, tools, ...scripts], ...options };
}

/** What lies in the lane. */
export const inLane = (page) => page.evaluate(() => window.cchcLane());
/** What moves, what is held, how fast. */
export const state = (page) => page.evaluate(() => window.cchcReel.state());
export const advance = (page, ms) => page.evaluate((ms) => window.cchcReel.advance(ms), ms);
/** Waits for the first items. */
export const moving = (page) => until(page, () => window.cchcLane().segments.length > 0);
/** Two frames of the browser: whatever was asked for is done. */
export const frames = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Lets time pass in steps and gives all holes that were seen. */
export const watch = (page, ms, step) =>
  page.evaluate((ms, step) => {
    const found = [];
    for (let t = 0; t < ms; t += step) {
      window.cchcReel.advance(step);
      for (const hole of window.cchcHoles(window.cchcLane())) found.push(`at ${t + step} ms: ${hole}`);
    }
    return found.slice(0, 5);
  }, ms, step);

/** Serves other items and waits until the list, which is the line's source, shows them. */
export async function update(page, proxy, items) {
  putFeed(proxy, { items });
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await until(page, (titles) => {
    const seen = Array.from(document.querySelector("cchc-news").shadowRoot.querySelectorAll(".list .title"), (title) => title.textContent);
    return JSON.stringify(seen.sort()) === titles;
  }, JSON.stringify(items.map(({ title }) => title).sort()));
}
