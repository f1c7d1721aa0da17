// The figures as one page that needs nothing else, in Vietnamese and English: what is lost first, then charts and tables.

import { both, chart, escape } from "./charts.mjs";
import { balance, comparisons, summary, written } from "./stats.mjs";
import { STYLE } from "./style.mjs";

const VERDICTS = { wins: { vi: "hơn", en: "ahead" }, level: { vi: "ngang", en: "level" }, loses: { vi: "thua", en: "behind" } };

/** The whole page. */
export function html(result) {
  const { parts, machine } = result;
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>CCHC Widgets: so sánh / comparison</title><link rel="icon" href="data:,"><style>${STYLE}</style></head><body>
<input type="radio" name="language" id="in-vi" checked><label for="in-vi">Tiếng Việt</label>
<input type="radio" name="language" id="in-en"><label for="in-en" lang="en" class="stays">English</label>
<main>
<h1>${say({ vi: "CCHC Widgets bên cạnh những gì người khác dùng", en: "CCHC Widgets beside what others use" })}</h1>
<p>${say({
    vi: `Cùng máy, cùng lần chạy: ${machine.processors} bộ xử lý (${machine.model}), ${machine.engine}, ${result.at.slice(0, 16).replace("T", " ")} UTC; tải của máy ${machine.before.toFixed(1)} khi bắt đầu, ${machine.after.toFixed(1)} khi xong.`,
    en: `Same machine, same run: ${machine.processors} processors (${machine.model}), ${machine.engine}, ${result.at.slice(0, 16).replace("T", " ")} UTC; load of the machine ${machine.before.toFixed(1)} at the start, ${machine.after.toFixed(1)} at the end.`,
  })} ${machine.before > machine.processors || machine.after > machine.processors ? say({ vi: "Máy bận việc khác: chỉ tỉ số đáng tin, thời gian thì không.", en: "The machine was busy with other work: trust the ratios, not the times." }) : ""}</p>
<p>${say({
    vi: "Mỗi chấm là một lượt đo, vạch là trung vị. Tỉ số lấy trong từng lượt rồi lấy trung vị; “hơn” hay “thua” chỉ ghi khi ba phần tư số lượt đồng ý, khác đi là “ngang”.",
    en: "Each dot is a round, the bar is the median. Ratios are taken within each round, then their median; “ahead” and “behind” are said only where three quarters of the rounds agree, else “level”.",
  })}</p>
${result.isQuick ? `<p>${say({ vi: "Chạy thử nhanh: mỗi thứ một lượt, không nói lên điều gì.", en: "A quick run: one round of each, which says nothing yet." })}</p>` : ""}
${index(parts)}
${parts.map(section).join("\n")}
</main></body></html>
`;
}

function index(parts) {
  const rows = parts.map((part) => {
    const link = `<th scope="row"><a href="#${part.id}">${say(part.title)}</a></th>`;
    if (part.left) return `<tr>${link}<td colspan="3" class="words">${say(part.left)}</td></tr>`;
    const { counts } = balance(part);
    return `<tr>${link}${["wins", "level", "loses"].map((name) => `<td class="${name}">${counts[name]}</td>`).join("")}</tr>`;
  });
  const head = ["wins", "level", "loses"].map((name) => `<th scope="col">${say(VERDICTS[name])}</th>`);
  return `<table><thead><tr><td></td>${head.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function section(part) {
  const head = `<section id="${part.id}"><h2>${say(part.title)}</h2>`;
  if (part.left) return `${head}<p>${say(part.left)}</p></section>`;
  const figures = summary(part);
  const all = comparisons(part);
  const conditions = Object.keys(part.samples).map((name) => `<h3>${say(part.conditions[name])}</h3>${table(part, figures, all, name)}`);
  const at = part.at ? `${part.at.slice(0, 16).replace("T", " ")} UTC` : "";
  return `${head}<p>${say(part.about)} ${at && say({ vi: `Xong lúc ${at}.`, en: `Done at ${at}.` })}</p>${losses(part)}${charts(part)}
<details><summary>${say({ vi: "Mọi con số", en: "All figures" })}</summary>${conditions.join("\n")}</details></section>`;
}

function losses(part) {
  const { losses: lost } = balance(part);
  if (!lost.length) return `<p>${say({ vi: "Không thua ở đâu.", en: "Behind nowhere." })}</p>`;
  const rows = lost.map(({ key, times, of, worst }) => {
    const { label, unit } = part.measures.find((measure) => measure.key === key);
    const where = (lang) => `${both(part.rows[worst.row])[lang]}; ${both(part.conditions[worst.condition])[lang]}`;
    return `<tr><th scope="row">${say(label)}</th><td>${times}/${of}</td><td>${ratioText(worst, unit)}</td><td class="words">${say({ vi: where("vi"), en: where("en") })}</td><td class="words">${say(part.changes[key])}</td></tr>`;
  });
  const head = [{ vi: "thua", en: "behind" }, { vi: "nặng nhất", en: "at worst" }, { vi: "so với", en: "against" }, { vi: "điều gì sẽ đổi được", en: "what would change it" }];
  return `<h3>${say({ vi: "Những chỗ thua", en: "Where it is behind" })}</h3><div class="wide" tabindex="0"><table><thead><tr><td></td>${head.map((words, at) => `<th scope="col"${at > 1 ? ' class="words"' : ""}>${say(words)}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** The ratio, or both figures where one of them is nothing. */
export function ratioText({ ratio, own, peer }, unit) {
  return ratio === null ? `${written(own, unit)} : ${written(peer, unit)}` : `${ratio.toFixed(2)}×`;
}

function charts(part) {
  return part.charts.map((key) => {
    const measure = part.measures.find((one) => one.key === key);
    const pictures = Object.entries(part.samples).flatMap(([name, rows]) => {
      const lines = Object.entries(rows).map(([row, rounds]) => ({ label: part.rows[row], values: rounds.map((round) => round[key]).filter(Number.isFinite), isOwn: row === part.own || part.kin?.includes(row) }));
      if (!lines.some(({ values }) => values.length)) return [];
      return [`<figure tabindex="0"><figcaption>${say(part.conditions[name])}</figcaption>${chart(lines, measure, part.conditions[name])}</figure>`];
    });
    const better = measure.more ? { vi: "nhiều hơn là tốt hơn", en: "more is better" } : { vi: "ít hơn là tốt hơn", en: "less is better" };
    return `<h3>${say(measure.label)}${measure.unit ? `, ${measure.unit}` : ""} <small>${say(better)}</small></h3><div class="charts">${pictures.join("")}</div>`;
  }).join("\n");
}

function table(part, figures, all, condition) {
  const names = Object.keys(figures[condition]);
  const head = names.map((name) => `<th scope="col">${say(part.rows[name])}</th>`);
  const body = part.measures.filter(({ key }) => names.some((name) => figures[condition][name][key])).map(({ key, label, unit }) => {
    const cells = names.map((name) => {
      const found = figures[condition][name][key];
      if (!found) return "<td>–</td>";
      const one = all.find((each) => each.condition === condition && each.row === name && each.key === key);
      const ratio = one ? `<small class="${one.verdict}">${ratioText(one, unit)} ${say(VERDICTS[one.verdict])}</small>` : "";
      const reach = found.count > 1 ? `<small>${written(found.min, unit)} – ${written(found.max, unit)}</small>` : "";
      return `<td>${written(found.median, unit)}${reach}${ratio}</td>`;
    });
    return `<tr><th scope="row">${say(label)}${unit ? `, ${unit}` : ""}</th>${cells.join("")}</tr>`;
  });
  return `<div class="wide" tabindex="0"><table><thead><tr><td></td>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

/** Words in both languages; the page shows one. */
function say(words) {
  const { vi, en } = both(words);
  return vi === en ? escape(vi) : `<span lang="vi">${escape(vi)}</span><span lang="en">${escape(en)}</span>`;
}
