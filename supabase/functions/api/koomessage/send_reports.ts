/** `POST /v1/aim/send-reports`: what was sent by day or month and template. */
import { z } from "zod";
import { actAs } from "../../_core/caller.ts";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import { page, pageInfo, pageOf, type Row, stretch, stretchOf, text } from "./asked.ts";
import { dayOf } from "./days.ts";

const line = named(
  "AimSendReport",
  z.object({
    report_time: z.string(),
    tpl_id: z.string(),
    tpl_name: z.string(),
    submission_count: z.int(),
    support_resolve_count: z.int().describe("-1: not checked before a send"),
    send_count: z.int(),
    send_success_count: z.int(),
    resolve_success_count: z.int(),
  }),
);

const body = z.strictObject({
  report_type: z.enum(["1", "2"]).optional().describe("1 by day, 2 by month"),
  tpl_id: text(100).optional(),
  tpl_name: text(300).optional(),
  ...stretch,
  offset: page.offset,
  limit: page.limit,
});

/** The most lines that the law answers at once. */
const MOST = 1_000;
const WEEK = 7 * 24;

async function report(asked: Asked): Promise<Answer> {
  const { report_type, tpl_id, tpl_name } = asked.body;
  const { offset, limit } = pageOf(asked.body);
  const [from, to] = stretchOf(asked.body, WEEK);
  const filters = [
    ...(tpl_id === undefined ? [] : [{ column: "template_id", op: "is", value: tpl_id }]),
    ...(tpl_name === undefined ? [] : [{ column: "template_name", op: "part", value: tpl_name }]),
  ];
  const { lines } = (await actAs(asked.caller, asked.env, "report", {
    ...{
      report: "sends",
      first: dayOf(from),
      last: dayOf(to),
      period: report_type === "2" ? "month" : "day",
    },
    ...{ by: ["template"], filters, most: MOST },
  })) as { lines: Row[] };
  const data_list = lines.slice(offset, offset + limit).map((row) => ({
    report_time: String(row.period),
    tpl_id: String(row.template_id ?? ""),
    tpl_name: String(row.template_name ?? ""),
    submission_count: Number(row.submission_count),
    support_resolve_count: -1,
    send_count: Number(row.send_count),
    send_success_count: Number(row.delivered),
    resolve_success_count: Number(row.resolutions),
  }));
  return {
    body: {
      status: "success",
      message: "",
      data: { data_list, page_info: { offset, limit, total: lines.length } },
    },
  };
}

export const REPORT_ROUTES: readonly Route[] = [
  {
    ...{ method: "post", path: "/v1/aim/send-reports", dialect: "vendor", group: "AIM sends" },
    summary: "ListAimSendReports",
    body,
    answers: {
      200: z.object({
        status: z.string(),
        message: z.string(),
        data: z.object({ data_list: z.array(line), page_info: pageInfo }),
      }),
    },
    run: report,
  },
];
