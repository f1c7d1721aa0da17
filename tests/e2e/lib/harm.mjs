// What a widget must never do, measured in the page: run what a feed says, show what is no number, leave its place. The
// functions that are sent to the page use nothing from outside themselves.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LAYOUTS, board, putBoard, settled, useAll } from "./boards.mjs";
import { allIn, until } from "./browsers.mjs";
import { putPage } from "./server.mjs";

/** Links are pressed, but not followed. */
export const stay = () => addEventListener("click", (event) => event.preventDefault());

/** Every layout over one feed on a page as narrow as the smallest phone; `ids` are the indexes that are shown in full. */
export const opened = (feed, { ids = ["a"], attributes = "" } = {}) => ({
  prepare: (proxy) => {
    const address = putBoard(proxy, feed);
    const whole = (layout) => ids.map((id) => board(address, layout, `index="${id}" ${attributes}`));
    const tags = LAYOUTS.flatMap((layout) => (/index|ranking/.test(layout) ? whole(layout) : board(address, layout, attributes)));
    return putPage(proxy, `<main>${tags.join("")}</main>`);
  },
  width: 320,
  scripts: [stay],
});

/** What got through: run code, foreign elements, links of other schemes, numbers that are none. */
export function harm() {
  const found = [];
  if (window.ran) found.push("code ran");
  const hosts = Array.from(document.querySelectorAll("*")).filter((element) => /^cchc-/.test(element.localName));
  const ours = ["a", "article", "button", "caption", "circle", "details", "div", "h1", "h2", "h3", "h4", "h5", "h6", "header", "input", "label", "li", "mark", "ol", "option", "p", "path", "rect", "section", "select", "small", "span", "strong", "summary", "svg", "table", "tbody", "td", "th", "thead", "tr", "ul", "slot"];
  for (const host of hosts) {
    const root = host.shadowRoot;
    const say = (what) => found.push(`${host.getAttribute("layout")} ${host.getAttribute("index") || ""}: ${what}`);
    for (const node of root.querySelectorAll("*")) {
      if (!ours.includes(node.localName)) say(node.outerHTML.slice(0, 200));
      for (const { name, value } of node.attributes) {
        if (/^on/.test(name)) say(`${name}=${value}`);
        if (name === "style" && /url|expression|import/i.test(value)) say(`style ${value}`);
        if (/^(d|x|y|width|height|viewBox|style|aria-row.*|colspan)$/.test(name) && /NaN|inf|undefined|null|e\d/i.test(value)) say(`${name}=${value.slice(0, 80)}`);
      }
    }
    for (const link of root.querySelectorAll("[href]")) {
      if (link.localName !== "a" || !/^(https?|mailto|tel):$/.test(link.protocol)) say(link.href);
      if (!link.hasAttribute("data-act")) link.click();
    }
    const text = root.querySelector(".base") ? root.querySelector(".base").textContent : "";
    if (/NaN|Infinity|undefined|\[object|1e\+?308/.test(text)) say(`says ${/.{0,20}(NaN|Infinity|undefined|\[object|1e\+?308).{0,20}/.exec(text)[0]}`);
  }
  if (window.ran) found.push("code ran");
  return found;
}

/** All that the first board of a layout says. */
export const said = (page, layout) => page.evaluate((layout) => document.querySelector(`cchc-scoreboard[layout=${layout}]`).shadowRoot.querySelector(".base").textContent, layout);

/** Elements that are wider than their place, and a page that is wider than its window. */
export function spread() {
  const found = [];
  const hosts = Array.from(document.querySelectorAll("*")).filter((element) => /^cchc-/.test(element.localName));
  // The columns over a curve have a test of their own.
  hosts.forEach((host) => host.shadowRoot.querySelectorAll(".hit").forEach((hit) => (hit.hidden = true)));
  for (const host of hosts) {
    const edge = host.getBoundingClientRect();
    // What scrolls in a box of its own may be wider.
    const out = (node) => node.getBoundingClientRect().right > edge.right + 1 && !(node.parentElement && node.parentElement.closest(".wide, .rows.long"));
    const first = Array.from(host.shadowRoot.querySelectorAll("*")).find(out);
    if (first) found.push(`${host.getAttribute("layout")} ${host.getAttribute("index") || ""}: .${first.getAttribute("class") || first.localName} to ${Math.round(first.getBoundingClientRect().right)} of ${edge.right} px`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  return found;
}

export const frames = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Two tests of a feed: nothing of it does harm, before and after every control was used, and the page keeps its width. */
export function harmless(through, name, feed, { more = async () => {}, ...options } = {}) {
  const ready = async (page) => {
    await until(page, allIn, ["ready"]);
    await settled(page);
  };
  test(name, () =>
    through(opened(feed, options), async ({ page, wrong }) => {
      await ready(page);
      assert.deepEqual(await page.evaluate(harm), []);
      await more(page);
      await page.evaluate(useAll);
      await frames(page);
      assert.deepEqual(await page.evaluate(harm), [], "after every control was used");
      assert.deepEqual(wrong, []);
    }));
  test(`${name}: the page keeps its width`, () =>
    through(opened(feed, options), async ({ page }) => {
      await ready(page);
      assert.deepEqual(await page.evaluate(spread), []);
      await page.evaluate(useAll);
      await frames(page);
      assert.deepEqual(await page.evaluate(spread), [], "after every control was used");
    }));
}
