// A lookup of procedures in a page, and a reader's hands on it.

import { until } from "./browsers.mjs";
import { putPage } from "./server.mjs";

const FALLBACK = `<a href="https://example.vn/">Cổng Dịch vụ công</a>`;

/** The tag over a feed, the sample's by default. */
export const tag = (attributes = "", feed = "/feed/v1/cchc.json") => `<cchc-procedures eager feed="${feed}" ${attributes}>${FALLBACK}</cchc-procedures>`;

/** For `stage`: a page with one lookup. */
export const prepare = (attributes = "", hash = "") => (proxy) => putPage(proxy, `<main><h1>Thử</h1><h2>Thủ tục</h2>${tag(attributes)}</main>`) + hash;

/** Waits until something inside the lookup has these words. */
export const shows = (page, selector, words) => until(page, (selector, words) => {
  const all = Array.from(document.querySelector("cchc-procedures").shadowRoot.querySelectorAll(selector));
  return all.some((one) => one.getClientRects().length && one.textContent.indexOf(words) >= 0);
}, selector, words);

/** Waits until nothing inside the lookup is what a selector names. */
export const gone = (page, selector) => until(page, (selector) => !document.querySelector("cchc-procedures").shadowRoot.querySelector(selector), selector);

/** Texts of what a selector names. */
export const texts = (page, selector) => page.evaluate((selector) => Array.from(document.querySelector("cchc-procedures").shadowRoot.querySelectorAll(selector), (one) => one.textContent), selector);

/** An attribute of what a selector names. */
export const attribute = (page, selector, name) => page.evaluate((selector, name) => document.querySelector("cchc-procedures").shadowRoot.querySelector(selector).getAttribute(name), selector, name);

/** Presses what a selector names. */
export const press = (page, selector) => page.evaluate((selector) => document.querySelector("cchc-procedures").shadowRoot.querySelector(selector).click(), selector);

/** Writes into a field or chooses in a list. */
export const write = (page, selector, value) => page.evaluate((selector, value) => {
  const field = document.querySelector("cchc-procedures").shadowRoot.querySelector(selector);
  field.focus();
  field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
}, selector, value);

/** Presses a key in the field, as an event; tells whether the page took it. */
export const key = (page, key, more = {}) => page.evaluate((key, more) => {
  const field = document.querySelector("cchc-procedures").shadowRoot.querySelector("#find");
  return !field.dispatchEvent(new KeyboardEvent("keydown", Object.assign({ key, bubbles: true, composed: true, cancelable: true }, more)));
}, key, more);

/** Types letter by letter and gives after how many letters the first answer has the code; 0 for never. */
export const typed = (page, text, code) => page.evaluate(async (text, code) => {
  const root = document.querySelector("cchc-procedures").shadowRoot;
  const field = root.querySelector("#find");
  const turn = () => new Promise((done) => setTimeout(done));
  field.focus();
  let found = 0;
  for (let end = 1; end <= text.length; end += 1) {
    field.value = text.slice(0, end);
    field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    for (let n = 0; n < 50 && root.querySelector("#find").value !== field.value; n += 1) await turn();
    await turn();
    await turn();
    const first = root.querySelector("[role=option]");
    if (!found && first && first.getAttribute("data-value") === code) found = end;
  }
  const first = root.querySelector("[role=option]");
  return first && first.getAttribute("data-value") === code ? found : 0;
}, text, code);
