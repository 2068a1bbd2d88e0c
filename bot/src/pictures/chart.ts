import type { Picture } from "../ground/answer.ts";
import { FONT_FAMILY } from "./font.ts";
import { pictureOf } from "./picture.ts";

/** One line or bar of a chart; `values` has one number for each of the chart's categories. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
  readonly colour: string;
  /** Series with a stack are stacked bars; one without is a line, or beside names a bar of its own. */
  readonly stack?: string;
}

export interface Chart {
  readonly title: string;
  /** What the values count, at their axis. */
  readonly unit?: string;
  /** What the values are of: days (`2026-11-24`) or months (`2026-11`), from left to right, or names, from top to bottom. */
  readonly of: "days" | "names";
  readonly categories: readonly string[];
  readonly series: readonly Series[];
}

/** Names that a chart has room for. */
export const MOST_NAMES = 10;

/** A name as it is drawn: an address without its scheme, by its end where it is long, as that tells it apart; no emoji, which the font of pictures lacks. */
function drawn(name: string): string {
  const plain = name
    .replace(/\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}]|[\u{1F3FB}-\u{1F3FF}]|\u200d|\ufe0f/gu, "")
    .replace(/ +/g, " ")
    .trim();
  const address = /https?:\/\/(\S+)/.exec(plain);
  if (address === null) return plain || name;
  const [whole, end = ""] = address;
  const room = Math.max(MOST_LETTERS - (plain.length - whole.length), 10);
  return plain.replace(whole, end.length > room ? `…${end.slice(1 - room)}` : end);
}

/** Letters that a name has room for. */
const MOST_LETTERS = 24;

const font = { fontFamily: FONT_FAMILY };
const WIDTH = 720;
const EDGE = 16;

/**
 * The chart as SVG, 720 × 400, rendered without a browser. The legend has a row of its own below the title. ECharts is loaded by the first
 * chart: its 600 modules would be half of what a command in the terminal loads.
 */
export async function chartSvg(chart: Chart): Promise<string> {
  const echarts = await import("echarts");
  const drawing = echarts.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: 400 });
  const names = chart.of === "names";
  const category = names
    ? {
        type: "category" as const,
        data: chart.categories.map(drawn),
        inverse: true,
        axisTick: { show: false },
        axisLabel: { width: 180, overflow: "truncate" as const },
      }
    : {
        type: "category" as const,
        data: chart.categories.map((day) => (day.length > 7 ? day.slice(5) : day)),
        axisTick: { show: false },
      };
  const value = {
    type: "value" as const,
    minInterval: 1,
    splitLine: { lineStyle: { color: "#edeff3" } },
    ...(chart.unit
      ? {
          name: chart.unit,
          nameTextStyle: { ...font, align: names ? ("center" as const) : ("left" as const) },
          ...(names ? { nameLocation: "middle" as const, nameGap: 26 } : { nameGap: 10 }),
        }
      : {}),
  };
  drawing.setOption({
    animation: false,
    backgroundColor: "#ffffff",
    textStyle: font,
    title: {
      text: chart.title,
      left: EDGE,
      top: 12,
      textStyle: { fontSize: 17, ...font, width: WIDTH - 2 * EDGE - 10, overflow: "truncate" },
    },
    legend: { type: "scroll", top: 44, left: EDGE, width: WIDTH - 2 * EDGE, textStyle: font },
    grid: {
      left: names ? 210 : 56,
      right: 32,
      top: chart.unit && !names ? 98 : 84,
      bottom: chart.unit && names ? 50 : 40,
    },
    xAxis: names ? value : category,
    yAxis: names ? category : value,
    series: chart.series.map((one) => ({
      name: one.name,
      type: one.stack || names ? "bar" : "line",
      ...(one.stack || names ? { stack: one.stack ?? one.name, barMaxWidth: 36 } : { symbolSize: 7 }),
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

/** The chart as a picture; undefined where there is nothing to see because every value is 0, or it cannot be drawn. */
export async function chartPicture(chart: Chart, file: string): Promise<Picture | undefined> {
  if (chart.series.every(({ values }) => values.every((each) => each === 0))) return undefined;
  return pictureOf(`${file}.png`, chart.title, await chartSvg(chart));
}
