import { exportInput } from "@tidings/shared/catalogue/exports/request.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import { conditionsOf, reportOf } from "@tidings/shared/reports/query.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { awaitedFile, FORMAT, FORMAT_CHOICES, FORMATS } from "../../engine/drawn/export_file.ts";
import type { Answer } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";
import { queryOf, REPORT_CHOICES, REPORT_OPTIONS, REPORT_SHAPE, REPORT_SUGGESTS } from "./asked.ts";

/** `export report`: a report as `report` shows it, with all of its lines, as a job of the download centre (DLC-1, §10). */
export const exportReport = defineCommand({
  name: "export report",
  feature: "exports",
  words: {
    title: w("导出报表", "Export a report"),
    description: w(
      "把一张报表（日报、月报或汇总）的全部行导出为文件，只发给您本人",
      "Exports all rows of a report (day, month or total) as a file, for you only",
    ),
    options: { ...REPORT_OPTIONS, format: FORMAT },
    choices: { ...REPORT_CHOICES, ...FORMAT_CHOICES },
  },
  input: z.object({ ...REPORT_SHAPE, format: z.enum(FORMATS).default("csv") }),
  positional: ["days", "by"],
  permission: ["KooMessage:report:export", "KooMessageBasic:report:export", "KooMessageSA:report:export"],
  reads: false,
  audience: "person",
  suggests: REPORT_SUGGESTS,
  async run(context, { format, ...asked }): Promise<Answer> {
    const query = await queryOf(context, asked);
    const { period, by, first, last } = query;
    const input = exportInput({
      source: reportOf(query.report).source,
      format,
      locale: context.locale,
      at: context.at,
      zone: context.zone,
      filters: conditionsOf(query),
      report: { period, by: [...by], first, last },
    });
    const { id } = await verb<{ id: string }>(context.session, "create_export", {
      input,
      request: context.request("create_export"),
    });
    return awaitedFile(context, id);
  },
});
