import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, format, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** A chart in its container. */
export interface Drawn {
  /** Shows what `option` says for the width of the box, now and whenever it has another. */
  readonly show: (option: (width: number) => EChartsCoreOption) => void;
  readonly end: () => void;
}

/** How many lines a legend takes whose names stand as ECharts sets them: 8 px apart, 5 px from its edges. */
export function legendLines(names: readonly string[], mark: number, font: string, width: number): number {
  let [lines, used] = [1, 0];
  for (const name of names) {
    const wide = mark + 5 + format.getTextRect(name, font).width;
    if (used > 0 && used + wide > width - 10) [lines, used] = [lines + 1, 0];
    used += wide + 8;
  }
  return lines;
}

/** Creates a chart in `box` that follows its size. Only this file imports the chart library. */
export function draw(box: HTMLElement): Drawn {
  const chart = init(box, null, { renderer: "svg" });
  let shown: (width: number) => EChartsCoreOption = () => ({});
  let width = box.clientWidth;
  const show = () => chart.setOption(shown(width), { notMerge: true });
  // Of a box that is hidden, as while a page is being changed, ECharts reads "100%" as 100 px.
  const watcher = new ResizeObserver(() => {
    if (box.clientWidth === 0) return;
    chart.resize();
    if (box.clientWidth === width) return;
    width = box.clientWidth;
    show();
  });
  watcher.observe(box);
  return {
    show: (option) => {
      shown = option;
      show();
    },
    end: () => {
      watcher.disconnect();
      chart.dispose();
    },
  };
}
