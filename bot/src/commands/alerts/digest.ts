import { w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { digestAnswer } from "../../engine/drawn/digest.ts";
import { viewOf } from "../../engine/view.ts";
import { defineCommand } from "../../registry/registry.ts";

export const digest = defineCommand({
  name: "digest",
  feature: "alerts",
  words: {
    title: w("汇总", "Digest"),
    description: w(
      "昨日、上周或上月汇总，与上期对比；用 subscribe digest_week 定期发到频道",
      "Yesterday, last week or last month vs. the period before; to schedule it, use subscribe digest_week",
    ),
    options: { period: w("周期", "Period") },
    choices: {
      day: w("昨日", "Day"),
      week: w("上周", "Week"),
      month: w("上月", "Month"),
    },
  },
  input: z.object({ period: z.enum(["day", "week", "month"]).default("week") }),
  positional: ["period"],
  permission: "KooMessage:report:list",
  reads: true,
  audience: "chat_channel",
  run: async (context, { period }) =>
    digestAnswer(viewOf(context), await verb(context.session, "digest", { period })),
});
