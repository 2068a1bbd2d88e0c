import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { LIMIT_WORDS, spanText } from "@tidings/shared/people/limit_words.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";

/** A limit as `limits_report` answers it. `used` is null for limits of an address or a chat account. */
interface Limit {
  readonly name: string;
  readonly scope: "enterprise" | "person" | "address" | "chat_user" | "bot";
  readonly most: number;
  readonly per: string;
  readonly used: number | null;
  readonly refused_today: number;
}

const SAYS = {
  title: w("操作频率限制", "Action rate limits"),
  text: w(
    "「已用」：企业级限制统计全企业的次数，其余只统计您本人的次数。达到上限的操作会被拒绝，稍后即可再试。",
    "“Used” counts the whole enterprise's actions for enterprise limits and only yours for the rest. Actions beyond a limit are refused. Try again a little later.",
  ),
  limit: w("限制", "Limit"),
  most: w("上限", "At most"),
  mostIn: w("{per} {most} 次", "{most} per {per}"),
  used: w("已用", "Used"),
  refused: w("今日拒绝次数", "Refused today"),
} as const satisfies Record<string, Words>;

export const limits = defineCommand({
  name: "limits",
  feature: "people",
  admin: true,
  words: {
    title: SAYS.title,
    description: w(
      "查看操作频率限制、已用次数和今天的拒绝次数",
      "Shows rate limits, how much you've used and what was refused today",
    ),
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: "KooMessage:member:list",
  reads: true,
  audience: "person",
  async run({ locale, session }): Promise<Answer> {
    const rows = await verb<Limit[]>(session, "limits_report");
    const reached = rows.some(({ used, most }) => used !== null && used >= most);
    return {
      tone: reached ? "warn" : "plain",
      title: say(SAYS.title, locale),
      text: say(SAYS.text, locale),
      table: {
        name: "limits",
        columns: [SAYS.limit, SAYS.most, SAYS.used, SAYS.refused].map((words, index) => ({
          title: say(words, locale),
          align: index === 0 ? "left" : "right",
        })),
        rows: rows.map((row) => [
          say(LIMIT_WORDS[row.name] ?? { zh: row.name, en: row.name }, locale),
          fillPlaces(say(SAYS.mostIn, locale), {
            most: count(row.most),
            per: spanText(row.per, locale),
          }),
          usedText(row, locale),
          count(row.refused_today),
        ]),
      },
    };
  },
});

/** `37 (2 %)`; a dash where the figure is not one of the enterprise. */
function usedText({ used, most }: Limit, locale: Locale): string {
  if (used === null) return "—";
  const share = Math.round((used / most) * 100);
  return locale === "zh-CN" ? `${count(used)}（${share} %）` : `${count(used)} (${share} %)`;
}
