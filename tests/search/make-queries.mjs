// Makes queries.tsv from the real catalogue by the rules of README.md: `node tests/search/make-queries.mjs`.
//
// The same catalogue gives the same file. It is made once, before an engine is measured, and never for an engine's sake.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ABBREVIATIONS, abbreviate } from "./abbreviations.mjs";
import { finder, glue, groups, hanoiCodes, here, isThere, read, sample, short } from "./catalogue.mjs";
import { chance, hash, halves } from "./halves.mjs";
import { TRANSFORMS, isClear } from "./transforms.mjs";
import { fold, key, older, syllables } from "./vietnamese.mjs";

const EACH = 48;
const CODES = 48;
const ABBREVIATED = 44;
const KEYWORDS = 24;
/** By turns: five of eight from Hanoi, of which two are in the sample. */
const TURNS = ["sample", "hanoi whole", "rest span", "hanoi span", "sample", "rest whole", "hanoi span", "rest span"];
/** No query begins or ends with these. */
const LOOSE = new Set("và của cho đối với trong hoặc theo các do về tại bằng được để đã có ở từ là mà khi như những này đó vào sang ra bị không thì".split(" "));
/** Longest name that is typed whole. */
const WHOLE = 9;

if (!isThere()) {
  console.log("the national catalogue is not beside the project: queries.tsv stays as it is");
  process.exit(0);
}
const records = read();
const all = groups(records);
const find = finder(all);
const hanoi = hanoiCodes();
const rows = sample();
const inSample = new Set(rows.map((row) => row.code));
const groupOf = new Map(all.flatMap((group) => group.codes.map((code) => [code, group])));
const uses = new Map();

const poolOf = (group) => {
  if (group.codes.some((code) => inSample.has(code))) return "sample";
  const where = group.codes.some((code) => hanoi.has(code)) ? "hanoi" : "rest";
  return `${where} ${group.keys.length <= WHOLE ? "whole" : "span"}`;
};
const grouped = (list, by) => list.reduce((map, one) => map.set(by(one), [...(map.get(by(one)) ?? []), one]), new Map());
const pools = grouped(all, poolOf);
const glued = glue(all);

/** Whether a run may begin or end between these two: not beside loose words, and not inside a word of two syllables. */
const mayBegin = (group, at) => !LOOSE.has(group.words[at].toLowerCase()) && !glued(group.keys[at - 1], group.keys[at]);
const mayEnd = (group, at) => !LOOSE.has(group.words[at - 1].toLowerCase()) && !glued(group.keys[at - 1], group.keys[at]);

/** The run of words from `start` to before `end`, as written too. */
function span(group, start, end) {
  const marks = [...group.name.matchAll(/[\p{L}\p{M}\p{N}]+/gu)];
  const written = group.name.slice(marks[start].index, marks[end - 1].index + marks[end - 1][0].length);
  const isWhole = start === 0 && end === group.keys.length;
  const inside = group.keys.map((_, at) => at).slice(start + 2, Math.max(start + 2, end - 1));
  const cuts = inside.filter((at) => mayBegin(group, at) && mayEnd(group, at)).map((at) => at - start);
  return { group, words: group.words.slice(start, end), keys: group.keys.slice(start, end), text: isWhole ? group.name : written, isWhole, cuts };
}

/** The whole of a short name, else the first run of 5 to 7 syllables that no other name has, of 4 or 3 where no longer one will do. */
function spanOf(group, most = 7) {
  const count = group.keys.length;
  if (count < 2) return undefined;
  if (count <= (most === 7 ? WHOLE : most)) return span(group, 0, count);
  for (let start = 0; start < Math.min(13, count - 2); start += 1) {
    if (!mayBegin(group, start)) continue;
    for (const length of [5, 6, 7, 4, 3]) {
      const end = start + length;
      if (length > most || end > count || !mayEnd(group, end)) continue;
      if (find.withRun(group.keys.slice(start, end)).length === 1) return span(group, start, end);
    }
  }
  return undefined;
}

function fromTitles(kind) {
  const found = [];
  const seen = new Set();
  const queues = new Map([...pools].map(([name, pool]) => [name, [...pool].sort((a, b) => hash(kind + a.id) - hash(kind + b.id))]));
  while (found.length < EACH) {
    const queue = queues.get(TURNS[found.length % TURNS.length]);
    const group = queue.shift();
    if (!group) throw new Error(`${kind}: no more names for turn ${found.length}`);
    const most = inSample.has(group.codes[0]) ? 2 : 1;
    if (seen.has(group) || (uses.get(group) ?? 0) >= most) continue;
    const chosen = spanOf(group, kind === "joined" ? 5 : 7);
    const query = chosen && TRANSFORMS[kind](chosen, chance(kind + group.id), found.length);
    if (!query || !isClear(kind, query, chosen, find)) continue;
    seen.add(group);
    uses.set(group, (uses.get(group) ?? 0) + 1);
    found.push({ kind, query, codes: group.codes });
  }
  return found;
}

/** A long form with its surroundings, up to nine syllables that no other name has in either form, written short. */
function abbreviated() {
  const brief = all.map((group) => ({ group, text: ` ${abbreviate(group.keys)} ` }));
  const isAlone = (keys) => {
    const runs = [` ${abbreviate(keys)} `, ` ${keys.join(" ")} `];
    return brief.filter((one) => runs.some((run) => one.text.includes(run) || ` ${one.group.id} `.includes(run))).length === 1;
  };
  const found = [];
  for (let round = 0; found.length < ABBREVIATED; round += 1) {
    if (round > 9) throw new Error("too few names with long forms");
    for (const [long, letters] of ABBREVIATIONS.slice(0, ABBREVIATED - found.length)) {
      const run = syllables(long).map(key);
      const rank = (group) => (poolOf(group) === "rest span" ? 2 ** 32 : 0) + hash(letters + group.id);
      const fits = find.withRun(run).filter((group) => !uses.has(group)).sort((a, b) => rank(a) - rank(b));
      const chosen = fits.map((group) => around(group, run, isAlone)).find(Boolean);
      if (!chosen) continue;
      const before = chosen.keys.findIndex((_, at) => run.every((one, step) => chosen.keys[at + step] === one));
      const words = chosen.words.map((word) => word.toLowerCase());
      const query = [...words.slice(0, before), letters, ...words.slice(before + run.length)].join(" ");
      found.push({ kind: "abbreviation", query: found.length % 2 ? fold(query) : query, codes: chosen.group.codes });
      uses.set(chosen.group, 1);
    }
  }
  return found;
}

function around(group, run, isAlone) {
  const count = group.keys.length;
  const at = group.keys.findIndex((_, start) => run.every((one, step) => group.keys[start + step] === one));
  if (count <= WHOLE && count >= run.length + 2) return isAlone(group.keys) ? span(group, 0, count) : undefined;
  for (let extra = 3; extra <= 9 - run.length; extra += 1) {
    for (let start = Math.max(0, at - extra); start <= at; start += 1) {
      const end = start + run.length + extra;
      if (end > count || !mayBegin(group, start) || !mayEnd(group, end)) continue;
      if (isAlone(group.keys.slice(start, end))) return span(group, start, end);
    }
  }
  return undefined;
}

/** With dots, without, the long form of old links, and beginnings of six or more digits. */
function codes() {
  const found = [];
  const plain = records.filter(({ code }) => /^\d\.\d{6}$/.test(code));
  const order = plain.sort((a, b) => hash(`code${a.code}`) - hash(`code${b.code}`));
  const [fromHanoi, others] = [order.filter(({ code }) => hanoi.has(code)), order.filter(({ code }) => !hanoi.has(code))];
  for (let turn = 0; turn < CODES; turn += 1) {
    const { code } = (turn % 3 < 2 ? fromHanoi : others).shift();
    const forms = [code, code.replace(".", ""), `${code}.000.00.00.H26`, turn % 8 < 4 ? code.slice(0, 7) : code.replace(".", "").slice(0, 6)];
    const query = forms[turn % 4];
    const digits = query.replace(/\./g, "");
    const right = turn % 4 === 3 ? records.filter((one) => one.code.replace(/\./g, "").startsWith(digits)).map((one) => one.code) : [code];
    found.push({ kind: "code", query, codes: right });
  }
  return found;
}

/** What was written by hand: answers are codes with all records of their name, or patterns over names. */
function byHand() {
  const names = records.map(({ code, name }) => ({ code, name: older(short(name).toLowerCase()) }));
  return rowsOf("hand.tsv").map(([kind, query, answers]) => {
    const right = answers.split(" | ").flatMap((answer) => {
      if (answer.startsWith("/")) return names.filter(({ name }) => new RegExp(answer.slice(1, -1), "u").test(name)).map(({ code }) => code);
      return groupOf.get(answer)?.codes ?? [];
    });
    if (!right.length) throw new Error(`${query}: no right answer`);
    return { kind, query, codes: [...new Set(right)] };
  });
}

/** Words of the sample's table that no name has and one procedure alone claims; `refused.tsv` has those that mislead. */
function keywords(known) {
  const refused = new Set([...rowsOf("refused.tsv").map(([word]) => key(word)), ...known.map(({ query }) => key(query))]);
  const claims = grouped(rows.flatMap(pairs), ([word]) => key(word));
  const fits = [...claims].filter(([id, list]) => list.length === 1 && id.includes(" ") && !refused.has(id) && !find.withRun(id.split(" ")).length);
  const chosen = fits.sort((a, b) => hash(`keyword${a[0]}`) - hash(`keyword${b[0]}`)).slice(0, KEYWORDS);
  return chosen.map(([, [[word, code]]], turn) => ({ kind: "synonym", query: turn % 2 ? word : fold(word), codes: groupOf.get(code).codes }));
}
const pairs = ({ code, keywords: words }) => words.map((word) => [word, code]);

function rowsOf(file) {
  const lines = readFileSync(join(here, file), "utf8").split("\n");
  return lines.filter((line) => line && !line.startsWith("#")).map((line) => line.split("\t"));
}

const titles = Object.keys(TRANSFORMS).flatMap(fromTitles);
const hand = byHand();
const made = [...titles, ...abbreviated(), ...codes(), ...hand, ...keywords(hand)];
const half = halves(made);
const lines = made.map((one) => [one.kind, half(one), one.query, one.codes.join(" ")].join("\t"));
writeFileSync(join(here, "queries.tsv"), `# class\thalf\tquery\tright codes\n${lines.join("\n")}\n`);

const count = (kind, part) => made.filter((one) => one.kind === kind && half(one) === part).length;
const kinds = [...new Set(made.map((one) => one.kind))];
console.log(`| class | tune | held | all |\n| --- | --: | --: | --: |`);
for (const kind of kinds) console.log(`| ${kind} | ${count(kind, "tune")} | ${count(kind, "held")} | ${count(kind, "tune") + count(kind, "held")} |`);
const [tune, held] = ["tune", "held"].map((part) => made.filter((one) => half(one) === part).length);
console.log(`| all | ${tune} | ${held} | ${made.length} |`);
const fromHanoi = titles.filter((one) => one.codes.some((code) => hanoi.has(code))).length;
console.log(`of ${titles.length} queries from names, ${fromHanoi} are for procedures that a citizen of Hanoi meets`);
