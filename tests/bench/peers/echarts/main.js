// The values with ECharts: what a line needs, registered by hand, without animation.

import { LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { SIZE, draw } from "../shared/indexes.js";

use([LineChart, GridComponent, SVGRenderer]);

draw((box, { name, years, values }) => {
  init(box, null, { renderer: "svg", ...SIZE }).setOption({
    animation: false,
    xAxis: { type: "category", data: years },
    yAxis: { type: "value", scale: true },
    series: [{ name, type: "line", data: values }],
  });
}).catch((error) => console.warn(error));
