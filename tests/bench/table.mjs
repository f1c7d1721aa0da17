// The figures as text for a terminal.

import { COMPARED, MEASURES, PHASES, written } from "./numbers.mjs";

export function table({ summary, labels, loads, engine, machineLoad }) {
  const lines = [`${engine}, ${loads} loads each; machine load ${machineLoad.before.toFixed(1)} before, ${machineLoad.after.toFixed(1)} after`];
  for (const phase of PHASES) {
    lines.push("", `${phase}: median (least to most)`, row("", Object.values(labels)));
    for (const { key, label, unit } of MEASURES) {
      const cells = Object.values(summary[phase]).map(({ measures }) => {
        const { median, min, max } = measures[key];
        return `${written(median, unit)} (${written(min, unit)} to ${written(max, unit)})`;
      });
      lines.push(row(unit ? `${label}, ${unit}` : label, cells));
    }
    lines.push(`${phase}: times the floor, of medians (median of the rounds' own)`);
    for (const key of COMPARED) {
      const cells = Object.values(summary[phase]).map(({ ratios }) => `${ratios[key].ofMedians.toFixed(2)} (${ratios[key].paired.toFixed(2)})`);
      lines.push(row(MEASURES.find((measure) => measure.key === key).label, cells));
    }
  }
  return lines.join("\n");
}

const row = (head, cells) => head.padEnd(32) + cells.map((cell) => cell.padStart(34)).join("");
