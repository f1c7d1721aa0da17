// The values with uPlot: canvas, its own style sheet beside it.

import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { SIZE, draw } from "../shared/indexes.js";

draw((box, { name, years, values }) => {
  const series = [{}, { label: name, stroke: "black", width: 2, points: { show: true } }];
  // Years are no timestamps. The title and the legend stand outside what is drawn.
  new uPlot({ ...SIZE, height: SIZE.height - 60, scales: { x: { time: false } }, axes: [{ incrs: [1] }, {}], series }, [years, values], box);
}).catch((error) => console.warn(error));
