import { CHANNEL_HEALTH_WORDS } from "@tidings/shared/alerts/words.ts";
import { timeText } from "@tidings/shared/clock.ts";
import { say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { answerOf } from "../../database.ts";
import { count } from "../../figures.ts";
import { type Context, defineCommand } from "../../registry.ts";
import type { ChannelCard } from "../../resources/rows.ts";
import { rowsHere } from "../../rows.ts";

const SAYS = {
  title: { zh: "通道", en: "Channels" },
  none: { zh: "没有通道。", en: "There is no channel." },
  name: { zh: "名称", en: "Name" },
  adapter: { zh: "类型", en: "Adapter" },
  number: { zh: "接入号", en: "Number" },
  health: { zh: "状态", en: "Health" },
  rate: { zh: "每秒上限", en: "Rate/s" },
  failures: { zh: "连续失败", en: "Failures" },
  next: { zh: "下次尝试", en: "Next try" },
  error: { zh: "最近错误", en: "Last error" },
} as const satisfies Record<string, Words>;

export const channels = defineCommand({
  name: "channels",
  feature: "channels",
  admin: true,
  words: {
    title: { zh: "通道", en: "Channels" },
    description: {
      zh: "列出通往运营商的通道及其健康状况",
      en: "Lists the channels to the carriers, and how they are",
    },
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: "KooMessage:channel:list",
  reads: true,
  audience: "chat_channel",
  async run(context): Promise<Answer> {
    const rows = await answerOf<ChannelCard[]>(rowsHere(context, "channel_cards").order("name"));
    if (rows.length === 0) return { tone: "plain", text: say(SAYS.none, context.locale) };
    return channelsAnswer(context, rows, say(SAYS.title, context.locale));
  },
});

/** Channels as a table: the list, or the one that was just changed. */
export function channelsAnswer(context: Context, rows: readonly ChannelCard[], title: string): Answer {
  const { locale } = context;
  const columns = [
    SAYS.name,
    SAYS.adapter,
    SAYS.number,
    SAYS.health,
    SAYS.rate,
    SAYS.failures,
    SAYS.next,
    SAYS.error,
  ];
  return {
    tone: rows.some((row) => row.health !== "well") ? "warn" : "good",
    title,
    table: {
      name: "channels",
      columns: columns.map((words, index) => ({
        title: say(words, locale),
        align: index === 4 || index === 5 ? "right" : "left",
      })),
      rows: rows.map((row) => [
        row.name,
        row.adapter,
        row.number,
        say(CHANNEL_HEALTH_WORDS[row.health], locale),
        row.rate_per_s === null ? "—" : count(row.rate_per_s),
        count(row.failures),
        timeText(row.tries_at, context.zone),
        row.failures > 0 ? (row.last_error ?? "—") : "—",
      ]),
    },
  };
}
