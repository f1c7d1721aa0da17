// A page that follows items and shows answers, over a feed of its own, and a hub that knows one item.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { until } from "./browsers.mjs";
import { problem } from "./hub.mjs";
import { root } from "./paths.mjs";
import { putPage } from "./server.mjs";

export const fixture = (name) => readFileSync(join(root, "widgets/feedback/fixtures", name), "utf8");
export const CODE = "A8PVW-79HR-B38XT";
export const PIN = "072666";
const STAMP = "2026-01-05T08:00:00+07:00";
const FALLBACK = `<a href="/feedback/gop-y">Gửi góp ý bằng biểu mẫu đơn giản</a>`;

/** Puts a feed with form, agencies and answers on a proxy; `files` take the place of these, null leaves one out. */
export function putAnswers(proxy, { files = {}, folder = "/own" } = {}) {
  const texts = { feedback: fixture("feedback.json"), agencies: fixture("agencies.json"), answers: fixture("answers.json"), ...files };
  const feeds = Object.entries(texts).filter(([, text]) => text).map(([name, text]) => {
    proxy.files.set(`${folder}/${name}.json`, { body: text });
    return { name, url: `${name}.json`, ttl: 60, bytes: Buffer.byteLength(text), integrity: `sha384-${createHash("sha384").update(text).digest("base64")}`, last_modified: STAMP };
  });
  const publisher = { name: "Thử", url: "https://example.vn/", contact: "mailto:thu@example.vn" };
  proxy.files.set(`${folder}/cchc.json`, { body: JSON.stringify({ version: "1.0", last_updated: STAMP, ttl: 60, sequence: 1, publisher, languages: ["vi", "en"], feeds }) });
  return `${folder}/cchc.json`;
}

/** Many answers, the newest first. */
export const many = (count) => JSON.stringify({
  version: "1.0",
  answers: Array.from({ length: count }, (_, n) => ({ id: String(count - n), kind: n % 2 ? "gop_y" : "phan_anh", title: `Câu hỏi số ${count - n}`, body: "Nội dung", answer: `Trả lời số ${count - n}`, answered: new Date(Date.parse(STAMP) - n * 864e5).toISOString() })),
});

/** What the hub says of its item at first. */
export const tracked = () => ({ ...JSON.parse(fixture("tracked.json")), code: CODE });

/**
 * Starts a hub that knows the items in `items`, by code and PIN together, and does what their citizens ask. `always(fault)`: all questions
 * meet this, until `always()`: "cut" (browsers ask once more by themselves), "hang", a status, or `{ status, code, headers }`. `asked` are
 * the questions in order.
 */
export async function serveItems(item = tracked()) {
  let fault;
  const hub = { asked: [], items: new Map([[CODE + PIN, item]]) };
  const deeds = {
    track: () => {},
    "track/rating": (item, { rating }) => Object.assign(item, { rating }),
    "track/unsolved": (item) => Object.assign(item, { status: "in_progress", label: "Đang giải quyết", label_en: "Being dealt with", can_rate: false, can_dispute: false, can_withdraw: true }),
    "track/withdraw": (item) => Object.assign(item, { status: "withdrawn", label: "Ông bà đã rút lại", label_en: "Taken back by you", can_withdraw: false }),
    "track/erase": (item) => Object.assign(item, { status: "erased", title: "", label: "Đã xóa nội dung", label_en: "Erased", reply: undefined, can_rate: false, can_dispute: false, can_withdraw: false, can_erase: false }),
  };
  const server = createServer(async (asked, answer) => {
    const parts = [];
    for await (const part of asked) parts.push(part);
    const headers = { "access-control-allow-origin": asked.headers.origin || "*", "access-control-allow-methods": "GET, POST, PUT", "access-control-allow-headers": "content-type, idempotency-key", "access-control-expose-headers": "retry-after", "cache-control": "no-store" };
    const write = (status, more, body = "") => (answer.writeHead(status, { ...headers, ...more }), answer.end(body));
    if (asked.method === "OPTIONS") return write(204, {});
    const path = asked.url.replace("/api/v1/", "");
    if (path === "submissions") return write(201, { "content-type": "application/json" }, JSON.stringify({ tracking_code: "0", pin: "0", received_at: STAMP, status: "received" }));
    if (!deeds[path]) return write(404, {});
    const body = JSON.parse(Buffer.concat(parts));
    hub.asked.push({ path, body, type: asked.headers["content-type"] });
    if (fault === "cut") return asked.socket.destroy();
    if (fault === "hang") return undefined;
    const refuse = (status, code, more) => {
      const { headers: kind, body: text } = problem(status, code);
      return write(status, { ...kind, ...more }, text);
    };
    if (typeof fault === "number") return write(fault, {}, "");
    if (fault) return refuse(fault.status, fault.code, fault.headers);
    const known = hub.items.get(body.code + body.pin);
    if (!known) return refuse(404, "item-unknown");
    deeds[path](known, body);
    return write(200, { "content-type": "application/json" }, JSON.stringify(known));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return Object.assign(hub, {
    origin: `http://127.0.0.1:${server.address().port}`,
    always: (next) => (fault = next),
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  });
}

/** For `stage`: a page that follows items of a hub of its own; `before`, `after` are more of the page, `hash` its end. */
export async function follow(through, { item, attributes = "", before = "", after = "", hash = "", ...options }, act) {
  const hub = await serveItems(item);
  const prepare = (proxy) => {
    const feed = putAnswers(proxy);
    const more = (text) => text.replace(/<cchc-feedback/g, `<cchc-feedback eager feed="${feed}" hub="${hub.origin}"`);
    return putPage(proxy, `<main lang="vi"><h1>Thử</h1>${more(before)}<h2>Tra cứu</h2>${more(`<cchc-feedback mode="track" id="theo" ${attributes}>${FALLBACK}</cchc-feedback>`)}${more(after)}</main>`) + hash;
  };
  try {
    await through({ prepare, ...options }, (stage) => act({ ...stage, hub }));
  } finally {
    await hub.stop();
  }
}

/** For `stage`: a page with answers. */
export const answers = (attributes = "", { files, folder, hash = "" } = {}) => (proxy) =>
  putPage(proxy, `<main lang="vi"><h1>Thử</h1><h2>Câu trả lời</h2><cchc-feedback mode="answers" eager feed="${putAnswers(proxy, { files, folder })}" ${attributes}>${FALLBACK}</cchc-feedback></main>`) + hash;

/** A widget of the page, by its mode. */
const HOST = "cchc-feedback[mode=track], cchc-feedback[mode=answers]";

/** Waits until the widget can be used. */
export const ready = (page, states = ["ready"]) => until(page, (host, states) => {
  const one = document.querySelector(host);
  return states.indexOf(one.getAttribute("data-state")) >= 0 && !!one.shadowRoot.querySelector(".base");
}, HOST, states);

/** Waits until something in sight of the widget has these words. */
export const shows = (page, selector, words = "") => until(page, (host, selector, words) => {
  const all = Array.from(document.querySelector(host).shadowRoot.querySelectorAll(selector));
  return all.some((one) => one.getClientRects().length && one.textContent.indexOf(words) >= 0);
}, HOST, selector, words);

/** Waits until nothing in the widget is what a selector names. */
export const gone = (page, selector) => until(page, (host, selector) => !document.querySelector(host).shadowRoot.querySelector(selector), HOST, selector);

/** Texts of what a selector names. */
export const texts = (page, selector) => page.evaluate((host, selector) => Array.from(document.querySelector(host).shadowRoot.querySelectorAll(selector), (one) => one.textContent), HOST, selector);

/** Presses what a selector names. */
export const press = (page, selector) => page.evaluate((host, selector) => document.querySelector(host).shadowRoot.querySelector(selector).click(), HOST, selector);

/** Types into a field, all at once. */
export const write = (page, name, value) => page.evaluate((host, name, value) => {
  const field = document.querySelector(host).shadowRoot.querySelector(`[name="${name}"]`);
  field.focus();
  field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
}, HOST, name, value);

/** What stands in a field. */
export const value = (page, name) => page.evaluate((host, name) => document.querySelector(host).shadowRoot.querySelector(`[name="${name}"]`).value, HOST, name);

/** Waits until the focus is on what a selector names. */
export const focused = (page, selector) => until(page, (host, selector) => {
  const at = document.querySelector(host).shadowRoot.activeElement;
  return !!at && at.matches(selector);
}, HOST, selector);

/** Asks for an item. */
export async function look(page, code = CODE, pin = PIN) {
  await write(page, "code", code);
  await write(page, "pin", pin);
  await press(page, "[type=submit]");
}

/** Asks for the item that is there. */
export async function find(page) {
  await ready(page);
  await look(page);
  await shows(page, ".outcome");
}
