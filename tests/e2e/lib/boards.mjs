// Feeds of indexes that are made in memory, tags that show them, and hands that use every control of a scoreboard.

import { createHash } from "node:crypto";
import { until } from "./browsers.mjs";

export const LAYOUTS = ["cards", "index", "ranking", "compact"];

const SOURCE = { title: "Báo Hà Nội", url: "https://example.vn/nguon" };

/**
 * Puts a feed of indexes on a proxy, with sizes and hashes as they should be; returns the address of its cchc.json.
 * `indexes` is the list, or the text of the whole file; `details` maps ids to details, or to the text of a file.
 * `discovery` replaces fields of cchc.json.
 */
export function putBoard(proxy, { indexes = [], details = {}, discovery = {}, folder = "/bang" } = {}) {
  const stamp = "2026-01-05T08:00:00+07:00";
  const text = (what) => (typeof what === "string" ? what : JSON.stringify(what));
  const file = (name, url, body) => {
    proxy.files.set(`${folder}/${url}`, { body });
    const hash = createHash("sha384").update(body).digest("base64");
    return { name, url, ttl: 60, bytes: Buffer.byteLength(body), integrity: `sha384-${hash}`, last_modified: stamp };
  };
  const whole = Array.isArray(indexes) ? { version: "1.0", last_updated: stamp, ttl: 60, indexes } : indexes;
  const feeds = [file("indexes", "indexes.json", text(whole))];
  for (const [id, one] of Object.entries(details)) {
    feeds.push(file(`indexes/${id}`, `indexes/${encodeURIComponent(id)}.json`, text(one)));
  }
  const publisher = { name: "Thử", url: "https://example.vn/", contact: "mailto:thu@example.vn" };
  const top = { version: "1.0", last_updated: stamp, ttl: 60, sequence: 1, publisher, languages: ["vi", "en"], feeds, ...discovery };
  proxy.files.set(`${folder}/cchc.json`, { body: JSON.stringify(top) });
  return `${proxy.origin}${folder}/cchc.json`;
}

/** One edition with everything that an edition may have. */
export const observation = (period, value, more = {}) => ({
  period,
  value,
  rank: 3,
  rank_of: 63,
  basis: "63-tinh",
  status: "published",
  published: `${Number(period) + 1}-04-02`,
  mean: 80.5,
  source: SOURCE,
  ...more,
});

/** An index with three editions and a detail of its own. */
export const index = (id, more = {}) => ({
  id,
  short: `Chỉ số ${id}`,
  name: `Chỉ số ${id} về cải cách hành chính`,
  publisher: "Bộ Nội vụ",
  unit: "%",
  decimals: 2,
  min: 0,
  max: 100,
  detail: `indexes/${encodeURIComponent(id)}.json`,
  observations: [observation("2022", 89.58, { rank: 5 }), observation("2023", 91.43), observation("2024", 92.57)],
  ...more,
});

/** One component. */
export const component = (n, more = {}) => ({ id: `tp-${n}`, name: `Thành phần ${n}`, min: 0, max: 10, ...more });

/** One unit of a ranking. */
export const unit = (n, more = {}) => ({ agency: `don-vi-${n}`, name: `Xã số ${n}`, value: 95 - n / 1000, rank: n, ...more });

/** A ranking of these rows. */
export const ranking = (period, rows, more = {}) => ({
  period,
  universe: "Xã, phường",
  rank_of: Math.max(rows.length, 1),
  basis: "xa-phuong",
  status: "published",
  published: `${period}-12-20`,
  source: SOURCE,
  rows,
  ...more,
});

/** The rest of an index: three components in two editions, a peer, two rankings. */
export const detail = (id, more = {}) => {
  const values = (by) => ({ "tp-1": 8 + by, "tp-2": 9 - by, "tp-3": 5 + by });
  const rows = Array.from({ length: 8 }, (_, n) => unit(n + 1));
  return {
    version: "1.0",
    id,
    method: "Tổng điểm của các thành phần.",
    sources: [SOURCE],
    components: [1, 2, 3].map((n) => component(n)),
    editions: ["2023", "2024"].map((period, at) => ({ period, values: values(at / 2), means: values(0.2), ranks: { "tp-1": 4 }, rank_of: 63, source: SOURCE })),
    peers: [{ period: "2024", name: "Hải Phòng", value: 95.2, rank: 1, rank_of: 63, basis: "63-tinh", source: SOURCE }],
    rankings: [ranking("2023", rows), ranking("2024", rows.map((row) => ({ ...row, rank: 9 - row.rank })))],
    ...more,
  };
};

/** A scoreboard over `feed`, with a fallback inside. */
export const board = (feed, layout, attributes = "") =>
  `<cchc-scoreboard eager layout="${layout}" feed="${feed}" ${attributes}><a href="https://example.vn/">Dự phòng</a></cchc-scoreboard>`;

/** Uses every control that stays in the page: opens tables, downloads' lists and the other drawing, sorts, searches, moves the slider. */
export function useAll() {
  for (const host of document.querySelectorAll("cchc-scoreboard")) {
    const all = (selector) => Array.from(host.shadowRoot.querySelectorAll(selector));
    const write = (field, value) => {
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    };
    all("details").forEach((one) => (one.open = true));
    all("[data-act=table], [data-act=history][data-value=ranks], [data-act=components][data-value=radar], [data-act=sort], [data-act=rows][data-value=bottom]").forEach((one) => one.click());
    all("select").forEach((one) => one.options.length && write(one, one.options[0].value));
    all("input[type=range]").forEach((one) => write(one, one.min));
    all("input[type=search]").forEach((one) => write(one, "a"));
  }
}

/** Until every file that was asked for has come and is shown. */
export const settled = (page) =>
  until(page, () =>
    Array.from(document.querySelectorAll("cchc-scoreboard")).every((host) => !Array.from(host.shadowRoot.querySelectorAll(".waiting")).some((one) => !one.hidden)),
  );
