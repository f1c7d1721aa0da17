// The bench's sums and its report. What it measures is judged nowhere; that it adds up is.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { chart, ticks } from "../bench/charts.mjs";
import { from } from "../bench/parts/lookup.mjs";
import { html, ratioText } from "../bench/report.mjs";
import { balance, compared, comparisons, order, quantile, summary, written } from "../bench/stats.mjs";
import { text } from "../bench/table.mjs";
import { counted } from "../bench/trace.mjs";
import { read } from "../bench/wrk.mjs";

const ms = { key: "ms", unit: "ms", label: { vi: "thời gian", en: "time" } };
const rate = { key: "rate", unit: "1/s", more: true, label: { vi: "tốc độ", en: "rate" } };
const rounds = (...values) => values.map((value) => ({ ms: value }));

/** A part with one condition in which the own row is slower than one, quicker than the other. */
const part = () => ({
  id: "thu",
  title: { vi: "Thử", en: "Trial" },
  about: { vi: "Một lần thử.", en: "A trial." },
  own: "ours",
  rows: { ours: "<ours>", fast: "Fast", slow: "Slow" },
  conditions: { only: { vi: "chậm & xa", en: "slow & far" } },
  measures: [ms, rate],
  samples: { only: { ours: rounds(200, 220, 210), fast: rounds(100, 110, 100), slow: rounds(400, 430, 410) } },
  charts: ["ms"],
  changes: { ms: { vi: "Làm nhanh hơn.", en: "Make it quicker." } },
});
const result = (parts) => ({ at: "2026-01-05T02:00:00.000Z", parts, machine: { processors: 2, model: "M", engine: "E 1", before: 0.1, after: 5 } });

describe("figures", () => {
  test("a median lies between the two in the middle, a quantile in proportion", () => {
    assert.equal(quantile([4, 1, 3, 2], 0.5), 2.5);
    assert.equal(quantile([1, 2, 3, 4, 5], 0.25), 2);
    assert.equal(quantile([7], 0.99), 7);
  });

  test("a ratio is taken within each round, so a slow minute that hits both changes nothing", () => {
    const found = compared(rounds(10, 1000, 20), rounds(5, 500, 10), ms);
    assert.deepEqual([found.ratio, found.verdict], [2, "loses"]);
  });

  test("where the rounds disagree nobody is ahead", () => {
    assert.equal(compared(rounds(10, 20, 10, 20), rounds(20, 10, 20, 10), ms).verdict, "level");
    assert.equal(compared(rounds(101, 101, 101), rounds(100, 100, 100), ms).verdict, "level", "one percent is nothing");
  });

  test("more is better where it is said to be", () => {
    const [ours, theirs] = [[{ rate: 50 }], [{ rate: 100 }]];
    assert.equal(compared(ours, theirs, rate).verdict, "loses");
    assert.equal(compared(theirs, ours, rate).verdict, "wins");
  });

  test("there is no ratio to nothing, but there is a verdict", () => {
    assert.deepEqual(compared(rounds(3), rounds(0), ms), { own: 3, peer: 0, ratio: null, verdict: "loses" });
    assert.equal(compared(rounds(0), rounds(0), ms).verdict, "level");
    assert.equal(ratioText({ ratio: null, own: 3, peer: 0 }, ""), "3 : 0");
  });

  test("what a row has no figure of is compared with nothing", () => {
    assert.equal(compared(rounds(3), [{}], ms), undefined);
    const { only } = summary(part());
    assert.deepEqual(Object.keys(only.ours), ["ms"]);
    assert.deepEqual(only.ours.ms, { median: 210, min: 200, max: 220, count: 3 });
  });

  test("a loss is told at its worst place, and the project's own other forms are no opponents", () => {
    const lost = part();
    assert.deepEqual(comparisons(lost).map(({ row, verdict }) => [row, verdict]), [["fast", "loses"], ["slow", "wins"]]);
    lost.samples.far = { ours: rounds(900), fast: rounds(100), slow: rounds(1000) };
    const { counts, losses } = balance(lost);
    assert.deepEqual(counts, { wins: 2, level: 0, loses: 2 });
    assert.deepEqual(losses.map(({ key, times, of, worst }) => [key, times, of, worst.condition, worst.ratio]), [["ms", 2, 4, "far", 9]]);
    assert.deepEqual(balance({ ...lost, kin: ["fast"] }).losses, []);
  });

  test("every row takes every place", () => {
    const places = [0, 1, 2].map((round) => order(["a", "b", "c"], round).indexOf("a"));
    assert.deepEqual(places.sort(), [0, 1, 2]);
  });

  test("numbers are as short as their units allow", () => {
    assert.deepEqual([written(92_603, "kB"), written(2_226_592, "MB"), written(0.0259, "score"), written(3.187, "ms"), written(1075.1, "ms"), written(0, "")], ["92.6", "2.23", "0.026", "3.19", "1075", "0"]);
    assert.equal(written(undefined, "ms"), "–");
  });
});

describe("other programs' words", () => {
  const printed = (more = "") => `Running 2s test @ http://127.0.0.1:1/
    Latency Distribution
       50%  265.00us
       99%    1.13ms
  135911 requests in 2.00s, 400.00MB read
${more}Requests/sec:  67955.50`;

  test("wrk's are read in milliseconds", () => assert.deepEqual(read(printed()), { perSecond: 67955.5, p50: 0.265, p99: 1.13 }));

  test("answers that failed are no answers", () => {
    assert.throws(() => read(printed("  Non-2xx or 3xx responses: 7\n")), /responses: 7/);
    assert.throws(() => read("unable to connect"), /no .* in what wrk printed/);
  });

  test("a frame with a part of what was due was shown, and so was one that was drawn", () => {
    const frame = (name, frameSeqId, more) => ({ name, args: { layerTreeId: 1, frameSeqId, ...more } });
    const events = [frame("DrawFrame", 1), frame("DroppedFrame", 1), frame("DrawFrame", 2), frame("DroppedFrame", 3), frame("DroppedFrame", 4, { hasPartialUpdate: true }), frame("BeginFrame", 5)];
    assert.deepEqual(counted(events, 2), { presented: 1, dropped: 0.5 });
  });

  test("the lookup's own run becomes rows of the report", () => {
    const engine = (file, name, first) => ({ file, name, importMs: 5, readyMs: 20, heapBytes: 1e6, keys: { p50: 0.1, p95: 0.2, p99: 0.3 }, halves: { tune: [first, 8, 10], held: [first, 9, 10] } });
    const run = { cpu: 6, records: 5669, at: "2026-01-05T02:00:00Z", results: [engine("cchc.mjs", "cchc", 8), engine("fuse.mjs", "fuse.js", 5)] };
    const lookup = from([run], { vi: "Tra cứu", en: "Lookup" });
    assert.deepEqual(lookup.samples["5669-6"].cchc[0], { p50: 0.1, p95: 0.2, p99: 0.3, ready: 25, first: 80, three: 85, heapBytes: 1e6, indexBrotli: undefined });
    assert.equal(comparisons(lookup).find(({ key }) => key === "first").verdict, "wins");
    assert.doesNotThrow(() => html(result([lookup])));
  });
});

describe("the report", () => {
  test("has steps that end beyond the most, never more than six of them", () => {
    for (const most of [0, 0.026, 1, 7, 59.96, 1075, 67955, 2_226_592]) {
      const { at, end } = ticks(most);
      assert.ok(end >= most && at.length <= 8 && at.at(-1) <= end + 1e-9, `${most}: ${at}`);
    }
  });

  test("draws a dot for each round inside its picture, and a dash where there is none", () => {
    const picture = chart([{ label: "a", values: [1, 2, 3], isOwn: true }, { label: "b", values: [] }], ms, "c");
    const places = [...picture.matchAll(/cx="([\d.]+)"/g)].map(([, x]) => Number(x));
    assert.equal(places.length, 3);
    assert.ok(places.every((x) => x >= 240 && x <= 680), String(places));
    assert.match(picture, />–<\/text>/);
  });

  test("says losses with what would change them, in both languages, and brings nothing of others", () => {
    const page = html(result([part(), { id: "left", title: { vi: "Bỏ", en: "Left" }, left: { vi: "Không có máy chủ.", en: "No server." } }]));
    for (const words of ["Làm nhanh hơn.", "Make it quicker.", "2.00×", "Không có máy chủ.", "No server.", "trust the ratios"]) assert.ok(page.includes(words), words);
    assert.doesNotMatch(page, /<script|https?:|url\(/);
    assert.ok(page.includes("&lt;ours&gt;") && page.includes("slow &amp; far") && !page.includes("<ours>"), "feed and names are text");
    const counts = ["vi", "en"].map((lang) => page.match(new RegExp(`<(span|text[^>]*) lang="${lang}"`, "g")).length);
    assert.equal(...counts, "each text is there twice");
  });

  test("says the same in a terminal", () => {
    const lines = text(result([part()]));
    assert.match(lines, /behind 1\/2: time, at worst 2\.00× \(Fast; slow & far\)\. Make it quicker\./);
    assert.match(lines, /ahead 1, level 0, behind 1/);
  });

  test("has a word about every measure that can lose", () => {
    for (const name of ["start", "others", "ticker", "scoreboard", "serve", "lookup"]) {
      const source = ["load", name].map((file) => readFileSync(new URL(`../bench/parts/${file}.mjs`, import.meta.url), "utf8"));
      const own = /const MEASURES/.test(source[1]) ? source[1] : source[0];
      const keys = [...own.matchAll(/\{ key: "(\w+)", unit: "[^"]*",(?! isFact)/g)].map(([, key]) => key);
      assert.ok(keys.length > 3, name);
      for (const key of keys) assert.match(source[1], new RegExp(`^ +${key}: \\{ vi: ".+", en: ".+" \\},$`, "m"), `${name}: ${key}`);
    }
  });
});
