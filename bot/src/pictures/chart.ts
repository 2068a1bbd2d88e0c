import * as echarts from "echarts";
import { FONT_FAMILY } from "./font.ts";

/** One line or bar of a chart; `values` has one number for each of the chart's days. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
  readonly colour: string;
  /** Series with a stack are stacked bars; one without is a line. */
  readonly stack?: string;
}

export interface Chart {
  readonly title: string;
  readonly days: readonly string[];
  readonly series: readonly Series[];
}

/** The chart as SVG, 720 × 400, rendered without a browser. */
export function chartSvg(chart: Chart): string {
  const drawing = echarts.init(null, null, { renderer: "svg", ssr: true, width: 720, height: 400 });
  drawing.setOption({
    animation: false,
    backgroundColor: "#ffffff",
    textStyle: { fontFamily: FONT_FAMILY },
    title: { text: chart.title, left: 16, top: 12, textStyle: { fontSize: 17, fontFamily: FONT_FAMILY } },
    legend: { top: 14, right: 16, textStyle: { fontFamily: FONT_FAMILY } },
    grid: { left: 56, right: 24, top: 64, bottom: 40 },
    xAxis: { type: "category", data: chart.days.map((day) => day.slice(5)), axisTick: { show: false } },
    yAxis: { type: "value", minInterval: 1, splitLine: { lineStyle: { color: "#edeff3" } } },
    series: chart.series.map((one) => ({
      name: one.name,
      type: one.stack ? "bar" : "line",
      ...(one.stack ? { stack: one.stack, barMaxWidth: 36 } : { symbolSize: 7 }),
      itemStyle: { color: one.colour },
      data: [...one.values],
    })),
  });
  try {
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
}
