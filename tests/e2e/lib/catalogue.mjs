// Feeds of procedures that are made in memory: `cchc build` makes the catalogue of a table, the files of single procedures
// are written by hand, because no build would let through what some of them say.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hub } from "./paths.mjs";

const STAMP = "2026-01-05T08:00:00+07:00";
const COLUMNS = ["Mã*", "Tên*", "Lĩnh vực*", "Cơ quan thực hiện*", "Cấp*", "Đối tượng", "Trực tuyến", "Từ khoá", "Thường gặp", "Ngày dữ liệu"];
const FEED = `languages = ["vi", "en"]
ttl_secs = 60
expires_days = 3650
[publisher]
name = "Thử"
url = "https://example.vn/"
contact = "mailto:thu@example.vn"
[[files]]
name = "procedures"
ttl_secs = 60
sources = [{ file = "thu-tuc" }]
[[files]]
name = "agencies"
ttl_secs = 60
`;

/** One procedure of the list. */
export const procedure = (n, more = {}) => ({
  id: `9.${String(n).padStart(6, "0")}`,
  name: `Thủ tục số ${n}`,
  field: "Hộ tịch",
  handler: "Ủy ban nhân dân cấp xã",
  levels: "phường, xã",
  audience: "công dân",
  online: "một phần",
  keywords: "",
  rarity: 1,
  updated: "2025-12-01",
  ...more,
});

/** The file of a procedure in full, with something in every field. */
export const whole = (one, more = {}) => ({
  version: "1.0",
  id: one.id,
  name: one.name,
  field: one.field,
  handler: one.handler,
  levels: ["ward"],
  online: "partial",
  updated: one.updated,
  url: "https://example.vn/thu-tuc",
  decision: "163/QĐ-BTP",
  cases: [
    { name: "Nộp trực tiếp", papers: [{ name: "Tờ khai", originals: 1, copies: 0, is_required: true, forms: [{ name: "Mẫu số 1", url: "https://example.vn/mau" }] }] },
    { name: "Nộp trực tuyến", papers: [{ name: "Biểu mẫu điện tử", is_required: true }] },
    { papers: [{ name: "Giấy tờ tuỳ thân", copies: 1, is_required: false }] },
  ],
  ways: [
    { channel: "online", time: { count: 3, unit: "working_day" }, fees: [{ kind: "charge", amount_vnd: 8000, text: "Miễn cho hộ nghèo" }], text: ["Tính từ khi đủ hồ sơ"] },
    { channel: "counter", time: { count: 5, unit: "day" }, fees: [{ kind: "fee", amount_vnd: 0 }] },
    { channel: "post", fees: [] },
  ],
  steps: [{ name: "Chuẩn bị", text: ["Điền tờ khai."] }, { text: [["Nộp hồ sơ", "Nhận phiếu hẹn"]] }],
  results: ["Giấy chứng nhận"],
  requirements: ["Không có."],
  places: ["Trung tâm Phục vụ hành chính công"],
  laws: [{ name: "Luật", number: "60/2014/QH13", url: "https://example.vn/luat" }],
  related: [],
  ...more,
});

/** A ward, as `agencies.json` has it. */
export const ward = (id, name, more = {}) => ({ id, name, kind: "ward", valid_from: "2025-07-01", valid_to: null, ...more });

/**
 * Builds a feed of these procedures; gives its files by name. `details` maps ids to what their files say, as a value or as
 * text; the others say what `whole` says.
 */
export function make(procedures, { details = {}, agencies = [ward("phuong-thu", "Phường Thử")] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "cchc-e2e-"));
  try {
    const table = procedures.map((one) => [one.id, one.name, one.field, one.handler, one.levels, one.audience, one.online, one.keywords, one.rarity, one.updated]);
    mkdirSync(join(folder, "thu-tuc"));
    writeFileSync(join(folder, "feed.toml"), FEED);
    writeFileSync(join(folder, "agencies.json"), JSON.stringify({ version: "1.0", agencies }));
    writeFileSync(join(folder, "thu-tuc/thu-tuc.csv"), [COLUMNS, ...table].map((row) => row.map(cell).join(";")).join("\n"));
    execFileSync(hub, ["build", folder, "-o", join(folder, "out"), "--now", STAMP], { stdio: "pipe" });
    const files = new Map(readdirSync(join(folder, "out")).filter((name) => /\.(json|bin)$/.test(name)).map((name) => [name, readFileSync(join(folder, "out", name))]));
    for (const one of procedures) {
      const detail = details[one.id] ?? whole(one);
      files.set(`procedures/${one.id}.json`, Buffer.from(typeof detail === "string" ? detail : JSON.stringify(detail)));
    }
    return files;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const cell = (value) => `"${String(value).replace(/"/g, '""')}"`;

/** Another catalogue for a feed, announced as it is. */
export function replaced(files, catalogue) {
  const top = JSON.parse(files.get("cchc.json"));
  const entry = top.feeds.find(({ name }) => name === "procedures.bin");
  entry.bytes = catalogue.length;
  entry.integrity = `sha384-${createHash("sha384").update(catalogue).digest("base64")}`;
  return new Map([...files, ["procedures.bin", catalogue], ["cchc.json", Buffer.from(JSON.stringify(top))]]);
}

/** A catalogue with its checksum made right again. */
export function sealed(catalogue) {
  const out = Buffer.from(catalogue);
  out.writeUInt32LE(crc32(out.subarray(16)), 12);
  return out;
}

/** A catalogue in which a text stands in the place of another of as many bytes. */
export function exchanged(catalogue, from, to) {
  const [old, fresh] = [Buffer.from(from), Buffer.from(to)];
  if (old.length !== fresh.length) throw new Error(`${old.length} bytes are not ${fresh.length}`);
  const out = Buffer.from(catalogue);
  let count = 0;
  for (let at = out.indexOf(old); at >= 0; at = out.indexOf(old, at + 1)) {
    fresh.copy(out, at);
    count += 1;
  }
  if (!count) throw new Error(`${from} is not in the catalogue`);
  return sealed(out);
}

// As in gzip (IEEE 802.3).
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let n = 0; n < 8; n += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Puts the files of a feed on a proxy; returns the address of its cchc.json. */
export function put(proxy, files, folder = "/thu-tuc") {
  for (const [name, body] of files) {
    proxy.files.set(`${folder}/${name}`, { body, type: name.endsWith(".json") ? "application/json" : "application/octet-stream" });
  }
  return `${proxy.origin}${folder}/cchc.json`;
}
