// The values with Observable Plot: SVG.

import { dot, lineY, plot } from "@observablehq/plot";
import { SIZE, draw } from "../shared/indexes.js";

draw((box, { years, values }) => {
  const points = years.map((year, at) => ({ year, value: values[at] }));
  const where = { x: "year", y: "value" };
  box.append(plot({ ...SIZE, x: { tickFormat: String, ticks: years }, marks: [lineY(points, where), dot(points, where)] }));
}).catch((error) => console.warn(error));
