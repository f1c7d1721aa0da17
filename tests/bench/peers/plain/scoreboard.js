// The charts by hand: a line of SVG for each index.

import { SIZE, draw } from "../shared/indexes.js";

const SVG = "http://www.w3.org/2000/svg";

function el(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const { width, height } = SIZE;
const [left, bottom] = [40, 20];

draw((box, { name, years, values }) => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const x = (year) => left + ((year - years[0]) / (years.at(-1) - years[0])) * (width - left - 8);
  const y = (value) => 8 + ((most - value) / (most - least || 1)) * (height - bottom - 16);
  const path = values.map((value, at) => `${at ? "L" : "M"}${x(years[at]).toFixed(1)} ${y(value).toFixed(1)}`).join("");
  const label = (at, text) => el("text", { ...at, "font-size": 11, fill: "currentColor" }, String(text));
  box.append(
    el("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": name },
      el("path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": 2 }),
      label({ x: 0, y: y(most) + 4 }, most),
      label({ x: 0, y: y(least) + 4 }, least),
      ...years.map((year) => label({ x: x(year), y: height - 4, "text-anchor": "middle" }, year)),
    ),
  );
}).catch((error) => console.warn(error));
