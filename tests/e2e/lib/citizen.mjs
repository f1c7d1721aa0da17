// A citizen before a feedback form: the page, her hands, and what she is told.

import { createHash } from "node:crypto";
import { until } from "./browsers.mjs";
import { serveFeedbackHub } from "./hub.mjs";
import { putPage } from "./server.mjs";

const STAMP = "2026-01-05T08:00:00+07:00";

/** A form that asks for little. */
export const FORM = {
  id: "gop-y",
  version: 3,
  title: "Gửi góp ý",
  kinds: [{ code: "gop_y", label: "Góp ý" }],
  agency: "no",
  ward: "no",
  place: "no",
  limits: { title_chars: 150, body_min_chars: 10, body_chars: 4000, files: 5, file_bytes: 8388608, file_types: ["image/jpeg", "image/png", "image/webp", "application/pdf"] },
};
export const TEXT = "Đèn đường trước số nhà 12 tắt đã ba hôm.";

/** Puts a feed with one form on a proxy; returns the address of its cchc.json. */
export function putForm(proxy, form = FORM, folder = "/gop-y") {
  const files = { feedback: { version: "1.0", forms: [form] }, agencies: { version: "1.0", agencies: [] } };
  const feeds = Object.entries(files).map(([name, value]) => {
    const body = JSON.stringify(value);
    proxy.files.set(`${folder}/${name}.json`, { body });
    const hash = createHash("sha384").update(body).digest("base64");
    return { name, url: `${name}.json`, ttl: 60, bytes: Buffer.byteLength(body), integrity: `sha384-${hash}`, last_modified: STAMP };
  });
  const publisher = { name: "Thử", url: "https://example.vn/", contact: "mailto:thu@example.vn" };
  proxy.files.set(`${folder}/cchc.json`, { body: JSON.stringify({ version: "1.0", last_updated: STAMP, ttl: 60, sequence: 1, publisher, languages: ["vi", "en"], feeds }) });
  return `${proxy.origin}${folder}/cchc.json`;
}

/**
 * For `stage`: starts a hub, runs `act` with it and a page that has one form, and stops the hub. `options` go to `open`;
 * `form` is another form, `before(hub)` runs before the page opens.
 */
export async function visit(through, { form, before, attributes = "", ...options }, act) {
  const hub = await serveFeedbackHub(form || FORM);
  const prepare = (proxy) => {
    before?.(hub);
    const feed = putForm(proxy, form);
    return putPage(proxy, `<main><h1>Thử</h1><cchc-feedback eager feed="${feed}" hub="${hub.origin}" ${attributes}><a href="https://example.vn/">Dự phòng</a></cchc-feedback></main>`);
  };
  try {
    await through({ prepare, ...options }, (stage) => act({ ...stage, hub }));
  } finally {
    await hub.stop();
  }
}

/** Waits until the form can be written in. */
export const ready = (page) => until(page, () => {
  const host = document.querySelector("cchc-feedback");
  return host.getAttribute("data-state") === "ready" && !!host.shadowRoot.querySelector("form, .receipt");
});

/** Writes into a field, as typing does. */
export const write = (page, pointer, value) => page.evaluate((pointer, value) => {
  const field = document.querySelector("cchc-feedback").shadowRoot.getElementById(pointer);
  field.focus();
  field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
}, pointer, value);

/** What stands in a field. */
export const written = (page, pointer) => page.evaluate((pointer) => {
  const field = document.querySelector("cchc-feedback").shadowRoot.getElementById(pointer);
  return field && field.value;
}, pointer);

/** Chooses the first kind and writes a text. */
export async function fill(page, text = TEXT) {
  await page.evaluate(() => {
    const kind = document.querySelector("cchc-feedback").shadowRoot.querySelector("input[type=radio]");
    if (kind && !kind.checked) kind.click();
  });
  await write(page, "/title", "Đèn đường tắt");
  await write(page, "/body", text);
}

/** Presses send, `times` times in one breath. */
export const send = (page, times = 1) => page.evaluate((times) => {
  for (let n = 0; n < times; n += 1) document.querySelector("cchc-feedback").shadowRoot.querySelector("form [type=submit]").click();
}, times);

/** Presses what a selector names. */
export const press = (page, selector) => page.evaluate((selector) => document.querySelector("cchc-feedback").shadowRoot.querySelector(selector).click(), selector);

/** Waits until the receipt is in this state: going, waiting, done, refused. */
export const becomes = (page, state) => until(page, (state) => {
  const receipt = document.querySelector("cchc-feedback").shadowRoot.querySelector(".receipt");
  return !!receipt && receipt.getAttribute("data-state") === state;
}, state);

/** All that the widget says. */
export const says = (page) => page.evaluate(() => document.querySelector("cchc-feedback").shadowRoot.querySelector(".root").textContent);

/** Waits until the widget says this. */
export const told = (page, words) => until(page, (words) => document.querySelector("cchc-feedback").shadowRoot.querySelector(".root").textContent.indexOf(words) >= 0, words);

/** The browser notices that the network is back. */
export const online = (page) => page.evaluate(() => dispatchEvent(new Event("online")) && 0);

/** What the device keeps: names in localStorage and in the database. */
export const kept = (page) => page.evaluate(async () => {
  const local = Object.keys(localStorage).filter((name) => name.indexOf("cchc:2:feedback") === 0 && !/(tick|lease)$/.test(name)).map((name) => name.slice(15));
  const base = await new Promise((done) => {
    const asked = indexedDB.open("cchc-feedback", 1);
    // Not there: this must not make it.
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = (event) => (event.preventDefault(), done([]));
    asked.onsuccess = () => {
      const names = asked.result.transaction("kept").objectStore("kept").getAllKeys();
      names.onsuccess = () => (asked.result.close(), done(names.result));
    };
  });
  return local.concat(base).map((name) => name.split("\u001e")[0]).sort();
});

/** Before the page: nothing can be kept; the stores are there and refuse ("full"), or are not there ("refused"). */
export function barred(how) {
  const refuse = (name) => {
    throw new DOMException("test", name);
  };
  if (how === "full") {
    for (const name of ["add", "put"]) IDBObjectStore.prototype[name] = () => refuse("QuotaExceededError");
    Storage.prototype.setItem = () => refuse("QuotaExceededError");
  } else {
    for (const name of ["indexedDB", "localStorage"]) Object.defineProperty(window, name, { get: () => refuse("SecurityError") });
  }
}

/** Before the page: the database refuses, localStorage takes texts. */
export function withoutBase() {
  Object.defineProperty(window, "indexedDB", { get: () => undefined });
}
