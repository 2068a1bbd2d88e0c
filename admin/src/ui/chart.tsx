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

/** Bars and lines over time. The chart library is loaded with the first chart. */
export function Chart({ axis, series, label, height = 260, unit }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const { token } = theme.useToken();
  const text = token.colorTextSecondary;
  const line = token.colorBorderSecondary;

  useEffect(() => {
    let gone = false;
    void import("./chart-engine.ts").then(({ draw }) => {
      if (gone || !box.current) return;
      drawn.current ??= draw(box.current);
      drawn.current.show({
        textStyle: { fontFamily: FONTS },
        grid: { left: 8, right: 12, top: unit ? 64 : 40, bottom: 4, containLabel: true },
        legend: {
          // On phones the legend scrolls instead of wrapping into the chart.
          type: "scroll",
          top: 0,
          left: 0,
          right: 0,
          icon: "roundRect",
          itemWidth: 12,
          itemHeight: 8,
          textStyle: { color: text },
        },
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
      });
    });
    return () => {
      gone = true;
    };
  }, [axis, series, text, line, unit]);

  useEffect(() => () => drawn.current?.end(), []);
  return <div ref={box} role="img" aria-label={label} style={{ height, width: "100%" }} />;
}
