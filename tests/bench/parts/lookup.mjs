// The search of procedures: what `cargo xtask lookup` measured, where it was run.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../e2e/lib/paths.mjs";

const MEASURES = [
  { key: "p50", unit: "ms", label: { vi: "một phím, trung vị", en: "a key, median" } },
  { key: "p95", unit: "ms", label: { vi: "một phím, 95 %", en: "a key, 95 %" } },
  { key: "p99", unit: "ms", label: { vi: "một phím, 99 %", en: "a key, 99 %" } },
  { key: "ready", unit: "ms", label: { vi: "sẵn sàng", en: "ready" } },
  { key: "first", unit: "%", more: true, label: { vi: "đúng ở vị trí đầu", en: "right in the first place" } },
  { key: "three", unit: "%", more: true, label: { vi: "đúng trong ba vị trí", en: "right among three" } },
  { key: "heapBytes", unit: "MB", label: { vi: "bộ nhớ", en: "memory" } },
  { key: "indexBrotli", unit: "kB", label: { vi: "chỉ mục, brotli", en: "index, brotli" } },
];

/** The part of the report, of the newest run among the real catalogue, the generated ones, at full speed or slowed. */
export function lookup(folder = join(root, "target/bench")) {
  const title = { vi: "Tra cứu thủ tục", en: "Lookup of procedures" };
  const runs = ["lookup.json", "lookup-cpu6.json", "lookup-2000.json"].map((name) => join(folder, name)).filter(existsSync);
  const read = runs.map((path) => JSON.parse(readFileSync(path, "utf8"))).filter(({ results }) => results.some(({ file }) => file === "cchc.mjs"));
  if (!read.length) {
    return { id: "lookup", title, left: { vi: "Chưa đo: chạy cargo xtask lookup.", en: "Not measured: run cargo xtask lookup." } };
  }
  return from(read, title);
}

/** A run is one condition; an engine is one row with one round. */
export function from(runs, title) {
  const rows = {};
  const conditions = {};
  const samples = {};
  for (const { cpu, records, at, results } of runs) {
    const name = `${records}-${cpu}`;
    const day = at.slice(0, 10);
    conditions[name] = { vi: `${records} thủ tục, bộ xử lý ${cpu}×, đo ${day}`, en: `${records} procedures, processor ${cpu}×, measured ${day}` };
    samples[name] = {};
    for (const result of results) {
      const id = result.file === "cchc.mjs" ? "cchc" : result.name;
      rows[id] = result.name;
      samples[name][id] = [figures(result)];
    }
  }
  return {
    id: "lookup",
    title,
    about: {
      vi: "Kết quả của cargo xtask lookup: cùng các thủ tục và câu hỏi, gõ từng chữ. Đo riêng, không trong lần chạy này.",
      en: "What cargo xtask lookup found: the same records and queries, typed letter by letter. Measured by itself, not in this run.",
    },
    own: "cchc",
    rows,
    conditions,
    measures: MEASURES,
    samples,
    charts: ["p95", "first", "indexBrotli"],
    changes: {
      p50: { vi: "Bỏ qua bước sửa lỗi gõ khi đã có đủ kết quả đúng chữ.", en: "No forgiving of slips where exact words found enough." },
      p95: { vi: "Như trên.", en: "The same." },
      p99: { vi: "Như trên.", en: "The same." },
      ready: { vi: "Bó WebAssembly nhỏ hơn.", en: "A smaller bundle." },
      first: { vi: "Thêm từ khóa của cơ quan; xếp hạng theo lượt mở.", en: "Keywords by the agencies; ranks by what is opened." },
      three: { vi: "Như trên.", en: "The same." },
      heapBytes: { vi: "Vùng nhớ WebAssembly đầu nhỏ hơn.", en: "A smaller first WebAssembly memory." },
      indexBrotli: { vi: "Không có chỉ mục thì không có gì để tải, nhưng mỗi trang phải tự dựng.", en: "Engines without an index send none and build it on every page." },
    },
  };
}

function figures({ keys, importMs, readyMs, halves, heapBytes, indexBrotli }) {
  const [first, three, all] = Object.values(halves).reduce((a, b) => a.map((one, at) => one + b[at]), [0, 0, 0]);
  return { p50: keys.p50, p95: keys.p95, p99: keys.p99, ready: importMs + readyMs, first: (100 * first) / all, three: (100 * three) / all, heapBytes, indexBrotli };
}
