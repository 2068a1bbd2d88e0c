import { dayPlus } from "@tidings/shared/ground/clock.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { reportAnswer } from "../../engine/drawn/report.ts";
import { namesLike } from "../../engine/find.ts";
import { dayText } from "../../ground/times.ts";
import { defineCommand } from "../../registry/registry.ts";

/** The live reports of links (§10.1), as they are asked for most; `report` asks the same with more filters. */
const REPORTS = {
  template: { report: "resolutions", by: "template", option: "template" },
  group: { report: "group_links", by: "link", option: "name" },
  personal: { report: "personal_links", by: "task", option: "name" },
} as const;

export const linkStats = defineCommand({
  name: "link-stats",
  feature: "links",
  words: {
    title: w("短链报表", "Link report"),
    description: w(
      "模板解析、群发短链或个性化短链的报表，含表格和图表",
      "Report on templates, group links or personal links: table and chart",
    ),
    options: {
      by: w("统计方式", "Group by"),
      days: w("天数", "Days"),
      name: w("名称", "Name"),
      daily: w("按日明细", "Daily breakdown"),
    },
    choices: {
      template: w("模板", "Template"),
      group: w("群发短链", "Group link"),
      personal: w("个性化短链", "Personal links"),
    },
  },
  input: z.object({
    by: z.enum(["template", "group", "personal"]).default("template"),
    days: z.int().min(1).max(90).default(7),
    name: z.string().trim().max(64).optional(),
    daily: z.boolean().default(false),
  }),
  positional: ["by", "days", "name"],
  permission: "KooMessage:report:list",
  reads: true,
  audience: "chat_channel",
  suggests: { name: (context, typed) => namesLike(context, typed, ["template", "resolve_task"]) },
  run(context, { by, days, name, daily }) {
    const { report, by: group, option } = REPORTS[by];
    const last = dayText(context.at, context.zone);
    return reportAnswer(
      context,
      {
        report,
        first: dayPlus(last, 1 - days),
        last,
        period: daily ? "day" : "total",
        by: [group],
        filters: name === undefined || name === "" ? {} : { [option]: name },
      },
      // Each report has a name of its own for its picture.
      `link-stats-${by}${daily ? "-daily" : ""}-${days}d`,
    );
  },
});
