import { fillPlaces, say, type Words } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { type Me, verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { Refusal } from "../../ground/errors.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  after: {
    zh: "等待审核超过 {hours} 小时，会再次通知已订阅的频道，并私信全部可审核的成员。",
    en: "What waits for more than {hours} {hours:hour|hours} is said again in the subscribed channels, and directly to everybody who may decide.",
  },
  never: { zh: "待审核的内容不会升级提醒。", en: "Reviews are never escalated." },
  hours: { zh: "小时（0：从不）", en: "Hours (0: never)" },
} as const satisfies Record<string, Words>;

/** BOT-3: after how long a review is escalated. */
export const reviewHours = defineCommand({
  name: "review-hours",
  feature: "reviews",
  admin: true,
  words: {
    title: { zh: "审核升级", en: "Escalation" },
    description: {
      zh: "查看或设置：等待审核多少小时后升级提醒",
      en: "Shows or sets after how many hours a review is escalated",
    },
    options: { hours: SAYS.hours },
  },
  input: z.object({ hours: z.int().min(0).max(720).optional() }),
  positional: ["hours"],
  permission: null,
  reads: false,
  audience: "person",
  async run({ locale, me, request, session }, { hours }): Promise<Answer> {
    if (me.enterprise === null) throw new Refusal("no_enterprise", 403);
    const now =
      hours === undefined
        ? me
        : await verb<Me>(session, "set_review_hours", {
            input: { hours: hours === 0 ? null : hours },
            request: request("set_review_hours"),
          });
    const after = now.enterprise?.review_hours ?? null;
    return {
      tone: hours === undefined ? "plain" : "good",
      text: after === null ? say(SAYS.never, locale) : fillPlaces(say(SAYS.after, locale), { hours: after }),
      ephemeral: true,
    };
  },
});
