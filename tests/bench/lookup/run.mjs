// The bench of the lookup: the project's search and others on the same records and queries, in Chromium.
//
//   npm ci --prefix tests/e2e && npm ci --prefix tests/bench/lookup && node tests/bench/lookup/run.mjs
//
// --engines a,b    only engines whose name contains one of these; the others' figures are kept from the run before, if it was alike
// --cpu 6          slows the processor for start and keys, as a cheap phone would
// --keys 300       how many queries are typed letter by letter; --seconds 60 is where typing stops, for engines that are slow
// --catalogue FILE, --queries FILE   other records (lines of JSON, also gzipped) and other queries
//
// It judges no number; target/bench/lookup.json has them all (lookup-cpu6.json, lookup-50000.json: runs of another kind).

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { engines as browsers } from "../../e2e/lib/browsers.mjs";
import { chromium, root, version } from "../../e2e/lib/paths.mjs";
import { input, sampled } from "./input.mjs";
import * as inPage from "./page.mjs";
import { pagefind } from "./pagefind.mjs";
import { brotli, packageBytes, pageHtml, serve } from "./serve.mjs";
import { quality, spread, tables } from "./table.mjs";

/** File and export, in the order of the table. The first is the project's own, where it is built. */
const ENGINES = [
  ["cchc.mjs", "cchc"],
  ["fuse.mjs", "withFold"],
  ["fuzzysort.mjs", "shipped"],
  ["fuzzysort.mjs", "withFold"],
  ["minisearch.mjs", "shipped"],
  ["minisearch.mjs", "withFold"],
  ["flexsearch.mjs", "shipped"],
  ["flexsearch.mjs", "withFold"],
  ["orama.mjs", "shipped"],
  ["orama.mjs", "withFold"],
  ["ufuzzy.mjs", "withFold"],
  ["pagefind.mjs", "shipped"],
  ["pagefind.mjs", "withFold"],
];
/** Results that a list shows. */
const MOST = 10;

const { values: words } = parseArgs({
  options: {
    engines: { type: "string" },
    cpu: { type: "string", default: "1" },
    keys: { type: "string", default: "300" },
    seconds: { type: "string", default: "60" },
    catalogue: { type: "string" },
    queries: { type: "string" },
  },
});
const number = (name) => {
  const value = Number(words[name]);
  if (!(value >= 0)) throw new Error(`--${name} wants a number, not ${words[name]}`);
  return value;
};
const [cpu, keys, seconds] = ["cpu", "keys", "seconds"].map(number);
const wanted = words.engines?.split(",");
const { records, queries, source } = input(words);
console.log(`${records.length} records, ${queries.length} queries: ${source}`);

const built = (name) => readFileSync(join(root, "target", name));
const files = new Map([["/", pageHtml()], ["/records.json", JSON.stringify(records)]]);
for (const kind of ["js", "wasm"]) files.set(`/lookup.${kind}`, built(`bench/lookup.${kind}`));
files.set("/catalogue.bin", built(`search/${binaryOf(words.catalogue, source)}`));
for (const [path, body] of await pagefind(records)) files.set(path, body);
const server = await serve(files);
const results = [];
try {
  for (const [file, part] of ENGINES) {
    const measured = await measure(file, part);
    if (measured) results.push(measured);
  }
} finally {
  await server.stop();
}
const folder = join(root, "target/bench");
// One file for each kind of run: `lookup.json` is the real catalogue at full speed.
const isReal = !words.catalogue && !source.startsWith("NOT");
const out = join(folder, `lookup${isReal ? "" : `-${records.length}`}${cpu > 1 ? `-cpu${cpu}` : ""}.json`);
const about = { source, records: records.length, queries: queries.length, cpu, engine: version(chromium()), asked: fingerprint() };
const known = new Set(results.map(({ file, part }) => file + part));
const all = [...before(), ...results].sort((a, b) => place(a) - place(b));
const result = { at: new Date().toISOString(), ...about, machineLoad: loadavg()[0], results: all };
mkdirSync(folder, { recursive: true });
writeFileSync(out, `${JSON.stringify(result, null, 1)}\n`);
console.log(`\n${tables(result)}\n\n${out}`);

/** The catalogue that the native tests made of the same records. */
function binaryOf(catalogue, source) {
  if (catalogue) return `${basename(catalogue).split(".")[0]}.bin`;
  return source.startsWith("NOT") ? "generated.bin" : "real.bin";
}

/** What other engines did in a run that was alike. */
function before() {
  if (!wanted || !existsSync(out)) return [];
  const old = JSON.parse(readFileSync(out, "utf8"));
  const isAlike = Object.entries(about).every(([key, value]) => old[key] === value);
  return isAlike ? old.results.filter(({ file, part }) => !known.has(file + part)) : [];
}

function place({ file, part }) {
  return ENGINES.findIndex(([name, export_]) => name === file && export_ === part);
}

function fingerprint() {
  const text = JSON.stringify([records, queries.map(({ text: asked, codes }) => [asked, ...codes])]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

async function measure(file, part) {
  const browser = await browsers.chromium("--enable-precise-memory-info");
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(`${file} ${part}: ${error.message}`));
    await page.goto(`${server.origin}/`);
    await page.evaluate(inPage.load);
    const client = await page.createCDPSession();
    const before = await heap(client);
    server.asked.clear();
    await page.emulateCPUThrottling(cpu > 1 ? cpu : null);
    const started = await page.evaluate(inPage.start, file, part);
    if (wanted && !wanted.some((word) => started.name.includes(word))) return undefined;
    process.stdout.write(`${started.name} `);
    const heapBytes = (await heap(client)) - before + (await page.evaluate(inPage.bytes));
    const times = await typed(page);
    await page.emulateCPUThrottling(null);
    const found = await answered(page);
    const data = await page.evaluate(inPage.index);
    const raw = data && Buffer.from(data, "base64");
    process.stdout.write("\n");
    return {
      file,
      part,
      machineLoad: loadavg()[0],
      ...started,
      heapBytes,
      jsBrotli: packageBytes(server.asked, files),
      indexRaw: raw?.length,
      indexBrotli: raw && brotli(raw),
      keys: spread(times.flat()),
      typedQueries: times.length,
      ...quality(queries, found),
      misses: queries.filter((query, at) => !query.codes.has(found[at][0])).map(({ kind, half, text }) => [kind, half, text]),
    };
  } finally {
    await browser.close();
  }
}

/** Bytes in use after the garbage has gone, buffers of bytes included. */
async function heap(client) {
  await client.send("HeapProfiler.collectGarbage");
  const used = await client.send("Runtime.getHeapUsage");
  return used.usedSize + (used.backingStorageSize ?? 0);
}

async function typed(page) {
  const texts = sampled(queries, keys).map(({ text }) => text);
  const end = Date.now() + seconds * 1000;
  const times = [];
  // What is compiled on the way is no part of a key.
  await page.evaluate(inPage.answers, texts.slice(-20), 0, MOST);
  for (let at = 0; at < texts.length && Date.now() < end; ) {
    const slice = await page.evaluate(inPage.type, texts, at, MOST);
    at = slice.at;
    times.push(slice.times);
    process.stdout.write(".");
  }
  return times;
}

async function answered(page) {
  const texts = queries.map(({ text }) => text);
  const found = [];
  while (found.length < texts.length) {
    found.push(...(await page.evaluate(inPage.answers, texts, found.length, MOST)));
    if (found.length % 7 === 0) process.stdout.write(".");
  }
  return found;
}
