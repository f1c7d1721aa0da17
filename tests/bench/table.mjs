// The figures as text for a terminal: per part its conditions, then what is lost and what would change it.

import { both } from "./charts.mjs";
import { ratioText } from "./report.mjs";
import { balance, comparisons, summary, written } from "./stats.mjs";

const SIGNS = { wins: "+", level: "=", loses: "-" };

export function text({ parts, machine }) {
  const head = `${machine.engine}, ${machine.processors} processors; load of the machine ${machine.before.toFixed(1)} before, ${machine.after.toFixed(1)} after
behind each figure: the project's own divided by it, + ahead, - behind, = level`;
  return [head, ...parts.map(section)].join("\n\n");
}

function section(part) {
  const title = `== ${both(part.title).en}`;
  if (part.left) return `${title}\n${both(part.left).en}`;
  const figures = summary(part);
  const all = comparisons(part);
  const lines = [title];
  for (const [condition, rows] of Object.entries(figures)) {
    lines.push("", both(part.conditions[condition]).en, row("", Object.keys(rows).map((name) => both(part.rows[name]).en)));
    for (const { key, label, unit } of part.measures) {
      if (!Object.values(rows).some((found) => found[key])) continue;
      const cells = Object.entries(rows).map(([name, found]) => {
        if (!found[key]) return "–";
        const one = all.find((each) => each.condition === condition && each.row === name && each.key === key);
        return `${written(found[key].median, unit)}${one ? ` ${ratioText(one, unit)}${SIGNS[one.verdict]}` : ""}`;
      });
      lines.push(row(`${both(label).en}${unit ? `, ${unit}` : ""}`, cells));
    }
  }
  const { counts, losses } = balance(part);
  lines.push("", `ahead ${counts.wins}, level ${counts.level}, behind ${counts.loses}`);
  for (const { key, times, of, worst } of losses) {
    const { label, unit } = part.measures.find((measure) => measure.key === key);
    lines.push(`behind ${times}/${of}: ${both(label).en}, at worst ${ratioText(worst, unit)} (${both(part.rows[worst.row]).en}; ${both(part.conditions[worst.condition]).en}). ${both(part.changes[key]).en}`);
  }
  return lines.join("\n");
}

const row = (head, cells) => head.padEnd(40) + cells.map((cell) => cell.padStart(27)).join("");
