import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** A chart in its container. */
export interface Drawn {
  readonly show: (option: EChartsCoreOption) => void;
  readonly end: () => void;
}

/** Creates a chart in `box` that follows its size. Only this file imports the chart library. */
export function draw(box: HTMLElement): Drawn {
  const chart = init(box, null, { renderer: "svg" });
  // Of a box that is hidden, as while a page is being changed, ECharts reads "100%" as 100 px.
  const watcher = new ResizeObserver(() => {
    if (box.clientWidth > 0) chart.resize();
  });
  watcher.observe(box);
  return {
    show: (option) => chart.setOption(option, { notMerge: true }),
    end: () => {
      watcher.disconnect();
      chart.dispose();
    },
  };
}
