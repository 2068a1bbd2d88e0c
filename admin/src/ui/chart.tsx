import { theme } from "antd";
import { useEffect, useRef } from "react";
import type { Drawn } from "./chart-engine.ts";
import { FONTS } from "./theme.ts";

/** One series of a chart: a value for each entry of the axis. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
  readonly color: string;
  readonly kind?: "bar" | "line";
  /** Series with the same stack are stacked. */
  readonly stack?: string;
  /** A line of something else than now. */
  readonly dashed?: boolean;
}

interface ChartProps {
  readonly axis: readonly string[];
  readonly series: readonly Series[];
  /** A text alternative of one sentence, for screen readers. */
  readonly label: string;
  readonly height?: number;
  /** What the values count, above their axis. */
  readonly unit?: string;
}

/** The mark beside a name of a legend, the size of the name, and how high a line of them is, in px. */
const [MARK, SIZE, LINE] = [12, 12, 22];
/** With more lines than these too little is left of the chart, and the legend scrolls. */
const LINES = 3;

/** A legend of so many lines, and the chart under it. */
function underLegend(wanted: number, color: string, unit: string | undefined) {
  const lines = wanted > LINES ? 1 : wanted;
  return {
    grid: { left: 8, right: 12, top: (unit ? 64 : 40) + (lines - 1) * LINE, bottom: 4, containLabel: true },
    legend: {
      type: wanted > LINES ? "scroll" : "plain",
      top: 0,
      left: 0,
      right: 0,
      icon: "roundRect",
      itemWidth: MARK,
      itemHeight: 8,
      textStyle: { color, fontSize: SIZE },
    },
  };
}

/** Bars and lines over time. The chart library is loaded with the first chart. */
export function Chart({ axis, series, label, height = 260, unit }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const { token } = theme.useToken();
  const text = token.colorTextSecondary;
  const line = token.colorBorderSecondary;

  useEffect(() => {
    let gone = false;
    void import("./chart-engine.ts").then(({ draw, legendLines }) => {
      if (gone || !box.current) return;
      drawn.current ??= draw(box.current);
      const names = series.map(({ name }) => name);
      drawn.current.show((width) => ({
        textStyle: { fontFamily: FONTS },
        ...underLegend(legendLines(names, MARK, `${SIZE}px ${FONTS}`, width), text, unit),
        tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, confine: true },
        xAxis: {
          type: "category",
          data: [...axis],
          axisTick: { show: false },
          axisLine: { lineStyle: { color: line } },
          axisLabel: { color: text, hideOverlap: true },
        },
        yAxis: {
          type: "value",
          minInterval: 1,
          ...(unit ? { name: unit, nameGap: 14, nameTextStyle: { color: text, align: "left" } } : {}),
          axisLabel: { color: text },
          splitLine: { lineStyle: { color: line } },
        },
        series: series.map((one) => ({
          name: one.name,
          type: one.kind ?? "bar",
          stack: one.stack,
          data: [...one.values],
          color: one.color,
          barMaxWidth: 28,
          symbolSize: 6,
          smooth: false,
          ...(one.dashed ? { lineStyle: { type: "dashed" } } : {}),
        })),
      }));
    });
    return () => {
      gone = true;
    };
  }, [axis, series, text, line, unit]);

  useEffect(() => () => drawn.current?.end(), []);
  return <div ref={box} role="img" aria-label={label} style={{ height, width: "100%" }} />;
}
