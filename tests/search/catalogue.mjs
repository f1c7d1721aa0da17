// The national catalogue, which stands beside the project and is no part of it, and the names in it as groups: records
// of one name, wherever their tones stand, are one right answer.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { key, syllables } from "./vietnamese.mjs";

export const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "../..");
const shared = join(root, "../shared/data/procedures");
export const CATALOGUE = join(shared, "national-catalog-5670.jsonl.gz");
const HANOI = join(shared, "hanoi-like-subset-codes.txt");
const SAMPLE = join(root, "examples/sources/thu-tuc/thu-tuc.csv");

/** Private-use bullets, zero-width and other characters that show nothing. */
const NOISE = /[\u00ad\u200b-\u200f\u2060\ufeff\ue000-\uf8ff]/g;

/** A name as a reader sees it. */
export const clean = (name) => name.normalize("NFC").replace(NOISE, "").replace(/\s+/g, " ").trim();

/** What people leave out: the leading "Thủ tục", the point behind. */
export const short = (name) => clean(name).replace(/^(\d+\.\s*)?thủ tục(?= )/i, "").replace(/^[\s.:–-]+|[\s.:;,–-]+$/g, "");

/** One entry for a code, in the order of the file; of codes that differ only by blanks the first. */
export function read(file = CATALOGUE) {
  const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n").filter(Boolean);
  const all = new Map();
  for (const line of lines) {
    const one = JSON.parse(line);
    const code = one.code.trim();
    const agencies = (one.departments ?? []).map(clean).filter(Boolean);
    if (!all.has(code)) all.set(code, { code, name: clean(one.name), field: clean(one.categories?.[0] ?? ""), agencies });
  }
  return [...all.values()];
}

export const isThere = () => existsSync(CATALOGUE);
export const hanoiCodes = () => new Set(readFileSync(HANOI, "utf8").split(/\s+/).filter(Boolean));

/** Rows of the sample: a table with semicolons in which a cell with semicolons stands in quotes. */
export function sample() {
  const text = readFileSync(SAMPLE, "utf8").replace(/^\ufeff/, "");
  const [head, ...rows] = table(text);
  const at = (word) => head.findIndex((cell) => cell.startsWith(word));
  const [code, keywords] = [at("Mã"), at("Từ khoá")];
  const parted = (cell) => cell.split(";").map(clean).filter(Boolean);
  return rows.map((row) => ({ code: row[code].trim(), keywords: parted(row[keywords] ?? "") }));
}

function table(text) {
  const rows = [];
  let row = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^;\n\r"]*))(;|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replace(/""/g, '"'));
    if (end === ";") continue;
    if (row.some(Boolean)) rows.push(row);
    row = [];
  }
  return rows;
}

/** Names as groups, with what is needed to say whether a run of syllables stands in one name alone. */
export function groups(records) {
  const byKey = new Map();
  for (const record of records) {
    const words = syllables(short(record.name));
    const keys = words.map(key);
    const id = keys.join(" ");
    if (!id) continue;
    const group = byKey.get(id) ?? { id, keys, words, name: short(record.name), codes: [] };
    group.codes.push(record.code);
    byKey.set(id, group);
  }
  return [...byKey.values()];
}

/** Says which groups have a run of folded syllables (the last may be a beginning), all of them anywhere, or a joined text. */
export function finder(all) {
  const padded = all.map((group) => ({ group, text: ` ${group.id} `, joined: group.keys.join("") }));
  return {
    withRun: (keys, { isOpen = false } = {}) => {
      const run = ` ${keys.join(" ")}${isOpen ? "" : " "}`;
      return padded.filter((one) => one.text.includes(run)).map((one) => one.group);
    },
    withAll: (keys) => {
      const wanted = [...new Set(keys)].map((one) => [one, keys.filter((other) => other === one).length]);
      return all.filter((group) => wanted.every(([one, times]) => group.keys.filter((other) => other === one).length >= times));
    },
    withJoined: (text) => padded.filter((one) => one.joined.includes(text)).map((one) => one.group),
  };
}

/** Says whether two neighbours are one word: one of them stands beside the other in two of five cases, wherever it stands. */
export function glue(all) {
  const [alone, pairs] = [new Map(), new Map()];
  const add = (map, one) => map.set(one, (map.get(one) ?? 0) + 1);
  for (const { keys } of all) {
    keys.forEach((one, at) => {
      add(alone, one);
      if (at) add(pairs, `${keys[at - 1]} ${one}`);
    });
  }
  return (left, right) => {
    const together = pairs.get(`${left} ${right}`) ?? 0;
    return together > 0 && together >= 0.4 * Math.min(alone.get(left), alone.get(right));
  };
}
