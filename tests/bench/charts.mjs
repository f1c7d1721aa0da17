// A chart of one measure: a line of dots for each row, one dot for each round, a bar at the median, its figure at the end.

import { median, written } from "./stats.mjs";

const WIDTH = 760;
const LEFT = 240;
const RIGHT = 80;
const ROW = 30;

export const escape = (text) => String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/** Text that is the same in both languages, or { vi, en }. */
export const both = (text) => (typeof text === "string" ? { vi: text, en: text } : text);

/** `rows` is a list of { label, values, isOwn }; a row without values keeps its place and shows a dash. */
export function chart(rows, { unit, label }, condition) {
  const most = Math.max(...rows.flatMap(({ values }) => values), 0);
  const scale = ticks(most);
  const x = (value) => LEFT + (value / scale.end) * (WIDTH - LEFT - RIGHT);
  const height = rows.length * ROW + 28;
  const grid = scale.at.map((tick) => {
    const at = x(tick).toFixed(1);
    return `<line class="grid" x1="${at}" x2="${at}" y1="0" y2="${height - 24}"/><text class="axis" x="${at}" y="${height - 8}" text-anchor="middle">${tickText(tick, unit)}</text>`;
  });
  const lines = rows.map((row, index) => drawn(row, index * ROW + ROW / 2, x, unit));
  const spoken = (lang) => `${both(label)[lang]}${unit ? `, ${unit}` : ""}; ${both(condition)[lang]}: ${rows.map((row) => `${both(row.label)[lang]} ${row.values.length ? written(median(row.values), unit) : "–"}`).join("; ")}`;
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escape(spoken("vi"))} / ${escape(spoken("en"))}">${grid.join("")}${lines.join("")}</svg>`;
}

function drawn({ label, values, isOwn }, y, x, unit) {
  const words = both(label);
  const name = words.vi === words.en ? text(0, y, words.vi) : `${text(0, y, words.vi, "vi")}${text(0, y, words.en, "en")}`;
  if (!values.length) return `${name}${text(LEFT, y, "–")}`;
  const mid = x(median(values));
  const dots = values.map((value) => `<circle cx="${x(value).toFixed(1)}" cy="${y}" r="4"/>`);
  const end = x(Math.max(...values)) + 12;
  const bar = `<line class="median" x1="${mid.toFixed(1)}" x2="${mid.toFixed(1)}" y1="${y - 10}" y2="${y + 10}"/>`;
  return `<g class="${isOwn ? "own" : "peer"}">${name}<line class="reach" x1="${LEFT}" x2="${mid.toFixed(1)}" y1="${y}" y2="${y}"/>${dots.join("")}${bar}${text(end.toFixed(1), y, written(median(values), unit))}</g>`;
}

const text = (x, y, words, lang) => `<text x="${x}" y="${y + 5}"${lang ? ` lang="${lang}"` : ""}>${escape(words)}</text>`;

const DIVISORS = { kB: 1000, MB: 1e6 };
const tickText = (value, unit) => String(Number((value / (DIVISORS[unit] ?? 1)).toPrecision(6)));

/** Steps of 1, 2 or 5 times a power of ten, at most six of them, from nothing to beyond the most. */
export function ticks(most) {
  if (!(most > 0)) return { at: [0, 1], end: 1 };
  const power = 10 ** Math.floor(Math.log10(most / 5));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => most / size <= 6);
  const count = Math.ceil(most / step - 1e-9);
  return { at: Array.from({ length: count + 1 }, (_, n) => n * step), end: count * step };
}
