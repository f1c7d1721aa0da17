// The values with Chart.js: what a line needs, registered by hand, without animation.

import { CategoryScale, Chart, LineController, LineElement, LinearScale, PointElement } from "chart.js";
import { SIZE, draw } from "../shared/indexes.js";

Chart.register(CategoryScale, LineController, LineElement, LinearScale, PointElement);

draw((box, { name, years, values }) => {
  const canvas = Object.assign(document.createElement("canvas"), SIZE);
  box.append(canvas);
  new Chart(canvas, { type: "line", data: { labels: years, datasets: [{ label: name, data: values }] }, options: { animation: false, responsive: false } });
}).catch((error) => console.warn(error));
