// A form for feedback in a page, over a feed of its own, and a citizen's hands on it.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./browsers.mjs";
import { root } from "./paths.mjs";
import { putPage } from "./server.mjs";

const fixture = (name) => readFileSync(join(root, "widgets/feedback/fixtures", name), "utf8");
const FALLBACK = `<a href="/feedback/gop-y">Gửi góp ý bằng biểu mẫu đơn giản</a>`;

/** Puts a feed with one form on a proxy; `change` may change the file before. Gives the address of its cchc.json. */
export function putForms(proxy, { change = (feedback) => feedback, folder = "/forms" } = {}) {
  const stamp = "2026-01-05T08:00:00+07:00";
  const texts = { feedback: JSON.stringify(change(JSON.parse(fixture("feedback.json")))), agencies: fixture("agencies.json") };
  const feeds = Object.entries(texts).map(([name, text]) => {
    proxy.files.set(`${folder}/${name}.json`, { body: text });
    return { name, url: `${name}.json`, ttl: 60, bytes: Buffer.byteLength(text), integrity: `sha384-${createHash("sha384").update(text).digest("base64")}`, last_modified: stamp };
  });
  const publisher = { name: "Thử", url: "https://example.vn/", contact: "mailto:thu@example.vn" };
  proxy.files.set(`${folder}/cchc.json`, { body: JSON.stringify({ version: "1.0", last_updated: stamp, ttl: 60, sequence: 1, publisher, languages: ["vi", "en"], feeds }) });
  return `${folder}/cchc.json`;
}

/** The tag over a feed. */
export const tag = (feed, attributes = "") => `<cchc-feedback eager feed="${feed}" ${attributes}>${FALLBACK}</cchc-feedback>`;

/** For `stage`: a page with one form. */
export const prepare = (attributes = "", options = {}) => (proxy) => putPage(proxy, `<main lang="vi"><h1>Thử</h1><h2>Góp ý</h2>${tag(putForms(proxy, options), attributes)}<p><a href="#sau">Sau biểu mẫu</a></p></main>`);

/** Waits until something inside the form has these words. */
export const shows = (page, selector, words = "") => until(page, (selector, words) => {
  const all = Array.from(document.querySelector("cchc-feedback").shadowRoot.querySelectorAll(selector));
  return all.some((one) => one.getClientRects().length && one.textContent.indexOf(words) >= 0);
}, selector, words);

/** Waits until nothing inside the form is what a selector names. */
export const gone = (page, selector) => until(page, (selector) => !document.querySelector("cchc-feedback").shadowRoot.querySelector(selector), selector);

/** Texts of what a selector names. */
export const texts = (page, selector) => page.evaluate((selector) => Array.from(document.querySelector("cchc-feedback").shadowRoot.querySelectorAll(selector), (one) => one.textContent), selector);

/** An attribute of what a selector names. */
export const attribute = (page, selector, name) => page.evaluate((selector, name) => document.querySelector("cchc-feedback").shadowRoot.querySelector(selector).getAttribute(name), selector, name);

/** Presses what a selector names. */
export const press = (page, selector) => page.evaluate((selector) => document.querySelector("cchc-feedback").shadowRoot.querySelector(selector).click(), selector);

/** Writes into the field of a name, or chooses in a list. */
export const write = (page, name, value) => page.evaluate((name, value) => {
  const field = document.querySelector("cchc-feedback").shadowRoot.querySelector(`[name="${name}"]`);
  field.focus();
  field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
}, name, value);

/** Chooses one of several, or ticks a box. */
export const choose = (page, name, value) => press(page, `[name="${name}"][value="${value}"]`);

/** Where the focus is inside the form: id, else class. */
export const focused = (page) => page.evaluate(() => {
  const at = document.querySelector("cchc-feedback").shadowRoot.activeElement;
  return at ? at.id || at.name || at.className : "";
});

/** A value as it stands in a field. */
export const value = (page, name) => page.evaluate((name) => document.querySelector("cchc-feedback").shadowRoot.querySelector(`[name="${name}"]`).value, name);

/** Fills in everything that is required. */
export async function fillIn(page) {
  await choose(page, "/kind", "phan_anh");
  await write(page, "/topic", "mot-cua");
  await write(page, "/title", "Chờ quá lâu");
  await write(page, "/body", "Ngày 5/1 tôi đến nộp hồ sơ, chờ từ 8 giờ tới 11 giờ chưa được gọi.");
  await shows(page, "[name='/answers/qua-kenh']");
  await choose(page, "/answers/qua-kenh", "truc-tiep");
  await choose(page, "/consent", "giai-quyet");
}

/** What the hub answers to an item, until a test says otherwise. */
const RECEIVED = { tracking_code: "7K3QX-9F2M-RT84W", pin: "402917", received_at: "2026-01-05T09:00:05+07:00", expected_at: "2026-01-12", status: "received" };

/** Makes the proxy answer for the hub's interface: no proof is asked for, items get `answer` with `status`. */
export function putHub(proxy, { status = 201, answer = RECEIVED } = {}) {
  const type = status < 400 ? "application/json" : "application/problem+json";
  proxy.files.set("/api/v1/challenge", { body: "{}" });
  proxy.faults.set("/api/v1/submissions", answer === "cut" ? "cut" : { status, headers: { "content-type": type }, body: JSON.stringify(answer) });
}

/** Keeps what a page sends to the hub as items. */
export function listenTo(page) {
  const sent = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes("/api/v1/submissions")) sent.push(JSON.parse(request.postData()));
  });
  return sent;
}
