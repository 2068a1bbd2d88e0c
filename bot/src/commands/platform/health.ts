import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { GAUGES, type GaugeName, type Health, isHigh } from "@tidings/shared/health/gauges.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  well: w("部署运行正常", "The deployment is running normally"),
  look: w("部分指标超出正常范围", "Some metrics are out of range"),
  what: w("指标", "Metric"),
  value: w("当前", "Current"),
  most: w("上限", "Limit"),
  high: w("{words} {value}（上限 {most}）：{means}", "{words}: {value} (limit {most}). {means}"),
  means: w("含义", "Meaning"),
  note: w(
    "机器人的 /metrics（OpenMetrics）也提供这些指标。",
    "The bot serves the same metrics at /metrics (OpenMetrics).",
  ),
} as const satisfies Record<string, Words>;

const figure = (name: GaugeName, value: number) =>
  GAUGES[name].unit === "seconds" ? `${value.toLocaleString("en")} s` : count(value);

/** Which figure is too high, by how much, and what it means. */
function highText(name: GaugeName, value: number, locale: Locale): string {
  const { words, means, most } = GAUGES[name];
  return fillPlaces(say(SAYS.high, locale), {
    words: say(words, locale),
    value: figure(name, value),
    most: figure(name, most ?? 0),
    means: say(means, locale),
  });
}

export const health = defineCommand({
  name: "health",
  feature: "vendors",
  words: {
    title: w("部署状态", "Health"),
    description: w(
      "整个部署的状态：时钟、排队、报表延迟、异常通道",
      "State of the deployment: clock, queues, report lag, failing channels",
    ),
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: null,
  reads: true,
  terminalOnly: true,
  platform: true,
  admin: true,
  audience: "person",
  async run({ session, locale }) {
    const now = await verb<Health>(session, "deployment_health");
    const names = Object.keys(GAUGES) as GaugeName[];
    const high = names.filter((name) => isHigh(name, now[name]));
    const title = (words: Words) => ({ title: say(words, locale) });
    return {
      tone: high.length === 0 ? "good" : "warn",
      title: say(high.length === 0 ? SAYS.well : SAYS.look, locale),
      ...(high.length > 0 ? { text: high.map((name) => highText(name, now[name], locale)).join("\n") } : {}),
      table: {
        name: "health",
        columns: [
          title(SAYS.what),
          { ...title(SAYS.value), align: "right" as const },
          { ...title(SAYS.most), align: "right" as const },
          title(SAYS.means),
        ],
        // What is too high is first.
        rows: [...high, ...names.filter((name) => !high.includes(name))].map((name) => {
          const { words, means, most } = GAUGES[name];
          const limit = most === null ? "—" : figure(name, most);
          const mark = high.includes(name) ? "! " : "";
          return [`${mark}${say(words, locale)}`, figure(name, now[name]), limit, say(means, locale)];
        }),
      },
      note: say(SAYS.note, locale),
    };
  },
});
