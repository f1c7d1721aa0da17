// Records and queries: the real ones where they stand beside the project, else those that `cargo test --test search` generates.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { CATALOGUE, here as queriesFolder, isThere, read, root, sample } from "../../search/catalogue.mjs";
import { hash } from "../../search/halves.mjs";

const GENERATED = join(root, "target/search/generated.jsonl");
const GENERATED_QUERIES = join(root, "target/search/generated-queries.tsv");

/** { records, queries, source } of the files named, or of the best there are. */
export function input({ catalogue, queries } = {}) {
  const isReal = catalogue ? catalogue === CATALOGUE : isThere();
  const file = catalogue ?? (isReal ? CATALOGUE : GENERATED);
  const queryFile = queries ?? (isReal ? join(queriesFolder, "queries.tsv") : GENERATED_QUERIES);
  for (const needed of [file, queryFile]) {
    if (!existsSync(needed)) throw new Error(`${needed} is missing: \`cargo test --test search\` writes generated records and queries`);
  }
  const source = isReal ? "the national catalogue" : `NOT THE REAL CATALOGUE: ${file}`;
  return { records: isReal ? real() : generated(file), queries: parted(queryFile), source };
}

function real() {
  const keywords = new Map(sample().map((row) => [row.code, row.keywords.join("; ")]));
  return read().map(({ code, name, field, agencies }) => ({ code, name, field, agencies: agencies.join("; "), keywords: keywords.get(code) ?? "" }));
}

/** Lines of JSON in the catalogue's own shape, or as a feed has procedures (id, handler). */
function generated(file) {
  const raw = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(raw) : raw).toString("utf8");
  return text.split("\n").filter(Boolean).map((line) => {
    const one = JSON.parse(line);
    const agencies = one.handler ?? (one.departments ?? []).join("; ");
    return { code: (one.code ?? one.id).trim(), name: one.name, field: one.field ?? one.categories?.[0] ?? "", agencies, keywords: (one.keywords ?? []).join("; ") };
  });
}

function parted(file) {
  const lines = readFileSync(file, "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
  return lines.map((line) => {
    const [kind, half, text, codes] = line.split("\t");
    return { kind, half, text, codes: new Set(codes.split(" ")) };
  });
}

/** A sample that is the same each time, whatever its size: the first of a shuffled list. */
export const sampled = (queries, count) => [...queries].sort((a, b) => hash(a.text) - hash(b.text)).slice(0, count);
