// The figures as one page that needs nothing else: a chart of every visit per measure, then the tables.

import { COMPARED, MEASURES, PHASES, written } from "./numbers.mjs";

const WIDTH = 720;
const LEFT = 230;
const ROW = 34;
const CHARTED = ["headlineMs", "fallbackMs", "bytes"];

const STYLE = `
:root { color-scheme: light dark; --page: #fff; --ink: #16202a; --quiet: #44505c; --rule: #c9d1d9; --dot: #0b4a8f; --mark: #a33b00 }
@media (prefers-color-scheme: dark) {
  :root { --page: #11171d; --ink: #eef2f6; --quiet: #b9c4cf; --rule: #3a4652; --dot: #9cc9ff; --mark: #ffb27a }
}
body { margin: 0 auto; max-width: 76rem; padding: 2rem 1rem; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
h1, h2, h3 { line-height: 1.3 }
h2 { margin-top: 3rem }
p { max-width: 70ch }
svg { display: block; width: 100%; max-width: ${WIDTH}px; height: auto; margin: 0 0 1.5rem }
svg text { fill: var(--ink); font-size: 14px; font-variant-numeric: tabular-nums }
svg .axis { fill: var(--quiet); font-size: 12px }
svg .grid { stroke: var(--rule) }
svg circle { fill: var(--dot); fill-opacity: 0.55 }
svg .median { stroke: var(--mark); stroke-width: 3 }
.wide { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: 0.35rem 0.9rem 0.35rem 0; border-bottom: 1px solid var(--rule); text-align: right; vertical-align: top }
th:first-child { text-align: left; font-weight: 400 }
td small { display: block; color: var(--quiet) }
`;

/** The whole page. */
export function html(result) {
  const { conditions, loads, machineLoad } = result;
  const about = `${result.engine}; ${result.at}; processor slowed ${conditions.cpu} times, ${conditions.roundTripMs} ms round trip,
    ${conditions.bitsPerSec / 1e6} Mbit/s; ${loads} loads of each page, in turns; machine load ${machineLoad.before.toFixed(1)} before,
    ${machineLoad.after.toFixed(1)} after.`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Start-up of &lt;cchc-news&gt;</title><link rel="icon" href="data:,"><style>${STYLE}</style></head><body>
<h1>Start-up of &lt;cchc-news&gt; against a page written by hand</h1>
<p>${escape(about)}</p>
<p>Cold is a first visit; warm is the next one, with what the browser kept. Each dot is a visit, the bar is the median. Times
begin with the navigation; what is visible is looked at once per frame.</p>
${PHASES.map((phase) => section(result, phase)).join("\n")}
</body></html>
`;
}

function section(result, phase) {
  const charts = CHARTED.map((key) => chart(result, phase, MEASURES.find((measure) => measure.key === key)));
  return `<h2>${phase === "cold" ? "Cold" : "Warm"}</h2>\n${charts.join("\n")}\n${figures(result, phase)}\n${ratios(result, phase)}`;
}

function chart({ visits, labels, summary }, phase, { key, label, unit }) {
  const names = Object.keys(labels);
  const most = Math.max(...names.map((name) => summary[phase][name].measures[key].max), 1);
  const step = roundStep(unit === "kB" ? most / 1000 : most) * (unit === "kB" ? 1000 : 1);
  const end = Math.ceil(most / step) * step;
  const x = (value) => LEFT + (value / end) * (WIDTH - LEFT - 30);
  const height = names.length * ROW + 30;
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, at) => at * step);
  const grid = ticks.map((tick) => {
    const at = x(tick).toFixed(1);
    return `<line class="grid" x1="${at}" x2="${at}" y1="0" y2="${height - 24}"/>
      <text class="axis" x="${at}" y="${height - 8}" text-anchor="middle">${written(tick, unit).replace(/\.0$/, "")}</text>`;
  });
  const rows = names.map((name, index) => {
    const y = index * ROW + ROW / 2;
    const dots = visits[name].map((one) => `<circle cx="${x(one[phase][key]).toFixed(1)}" cy="${y}" r="4"/>`);
    const mid = x(summary[phase][name].measures[key].median).toFixed(1);
    return `<text x="0" y="${y + 5}">${escape(labels[name])}</text>${dots.join("")}
      <line class="median" x1="${mid}" x2="${mid}" y1="${y - 10}" y2="${y + 10}"/>`;
  });
  const spoken = names.map((name) => `${labels[name]} ${written(summary[phase][name].measures[key].median, unit)}`).join("; ");
  return `<h3>${label}, ${unit}</h3>
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escape(`${label}, ${unit}, medians: ${spoken}`)}">${grid.join("")}${rows.join("")}</svg>`;
}

/** A step of 1, 2 or 5 times a power of ten that makes about five of them. */
function roundStep(most) {
  const power = 10 ** Math.floor(Math.log10(most / 5));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => most / step <= 6);
}

function figures({ summary, labels }, phase) {
  const body = MEASURES.map(({ key, label, unit }) => {
    const cells = Object.keys(labels).map((name) => {
      const { median, min, max } = summary[phase][name].measures[key];
      return `<td>${written(median, unit)}<small>${written(min, unit)} to ${written(max, unit)}</small></td>`;
    });
    return `<tr><th scope="row">${label}${unit ? `, ${unit}` : ""}</th>${cells.join("")}</tr>`;
  });
  return grid("Medians, with least and most", labels, body);
}

function ratios({ summary, labels }, phase) {
  const body = COMPARED.map((key) => {
    const cells = Object.keys(labels).map((name) => {
      const { ofMedians, paired } = summary[phase][name].ratios[key];
      return `<td>${ofMedians.toFixed(2)}<small>by round ${paired.toFixed(2)}</small></td>`;
    });
    return `<tr><th scope="row">${MEASURES.find((measure) => measure.key === key).label}</th>${cells.join("")}</tr>`;
  });
  return grid(`Times ${Object.values(labels)[0]}`, labels, body);
}

function grid(title, labels, body) {
  const head = Object.values(labels).map((label) => `<th scope="col">${escape(label)}</th>`);
  return `<h3>${escape(title)}</h3><div class="wide" tabindex="0"><table><thead><tr><td></td>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
