import { w } from "@tidings/shared/ground/locale.ts";
import { spanOf } from "@tidings/shared/reports/query.ts";
import { z } from "zod";
import { reportAnswer } from "../../engine/drawn/report.ts";
import type { Answer } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";
import { queryOf, REPORT_CHOICES, REPORT_OPTIONS, REPORT_SHAPE, REPORT_SUGGESTS } from "./asked.ts";

/** RPT-1 and RPT-2 in chat: every report, by every group and filter, as figures, table and picture. */
export const report = defineCommand({
  name: "report",
  feature: "reports",
  words: {
    title: w("报表", "Report"),
    description: w(
      "发送、模板、模板解析、群发与个性化短链、服务号点击的报表，含表格和图表",
      "Sends, templates, card views, group and personal links, clicks: table and chart",
    ),
    options: REPORT_OPTIONS,
    choices: REPORT_CHOICES,
  },
  input: z.object(REPORT_SHAPE),
  positional: ["days", "by"],
  permission: ["KooMessage:report:list", "KooMessageBasic:report:list", "KooMessageSA:report:list"],
  reads: true,
  audience: "chat_channel",
  suggests: REPORT_SUGGESTS,
  async run(context, asked): Promise<Answer> {
    const query = await queryOf(context, asked);
    const { report, by, period } = query;
    return reportAnswer(context, query, `report-${[report, ...by, period].join("-")}-${spanOf(query)}d`);
  },
});
