/** `POST /v1/aim/template-reports/query`: how often cards of templates were shown. */
import { VENDORS } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import { actAs } from "../../_core/caller.ts";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import { fault, page, pageInfo, pageOf, type Row, stretch, stretchOf, text } from "./asked.ts";
import { dayOf } from "./days.ts";

const line = named(
  "AIMTemplateReport",
  z.object({
    tpl_id: z.string(),
    start_time: z.string(),
    end_time: z.string(),
    resolving_times: z.int(),
    expose_pv: z.int().describe("A card is shown when its link is resolved"),
  }),
);

const body = z.strictObject({
  tpl_ids: z.array(text(100)).min(1).max(100),
  begin_time: stretch.begin_time.unwrap(),
  end_time: stretch.end_time.unwrap(),
  factory_type: z.array(z.enum(VENDORS)).max(VENDORS.length).optional(),
  ...page,
});

/** The most lines that the law answers at once, and days that the service looks back over. */
const MOST = 1_000;
const DAYS = 90;

type Told = { lines: Row[]; more: boolean };

/** Resolutions by template. */
async function shownOf(asked: Asked, first: string, last: string): Promise<Map<string, number>> {
  const { tpl_ids, factory_type } = asked.body as z.infer<typeof body>;
  const shown = new Map<string, number>();
  const count = async (filters: object[], ids: readonly string[]): Promise<void> => {
    const asks = { report: "resolutions", first, last, period: "total", by: ["template"], filters };
    const { lines, more } = (await actAs(asked.caller, asked.env, "report", {
      ...asks,
      most: MOST,
    })) as Told;
    const found = new Map(lines.map((row) => [String(row.template_id), Number(row.resolutions)]));
    for (const id of ids) shown.set(id, (shown.get(id) ?? 0) + (found.get(id) ?? 0));
    // An enterprise of more templates than one answer has: those that are missing are asked for by themselves.
    if (!more) return;
    for (const id of ids.filter((one) => !found.has(one)))
      await count([...filters, { column: "template_id", op: "is", value: id }], [id]);
  };
  const ids = [...new Set(tpl_ids)];
  if (factory_type === undefined || factory_type.length === 0) await count([], ids);
  for (const vendor of new Set(factory_type))
    await count([{ column: "vendor", op: "is", value: vendor }], ids);
  return shown;
}

async function query(asked: Asked): Promise<Answer> {
  const { begin_time, end_time, tpl_ids } = asked.body as z.infer<typeof body>;
  const { offset, limit } = pageOf(asked.body);
  const [from, to] = stretchOf(asked.body, 0);
  if (Date.parse(to) - Date.parse(from) > DAYS * 86_400_000)
    throw fault("KM.90016459", `You can query at most ${DAYS} days.`);
  const shown = await shownOf(asked, dayOf(from), dayOf(to));
  const all = [...new Set(tpl_ids)];
  const template_reports = all.slice(offset, offset + limit).map((tpl_id) => ({
    ...{ tpl_id, start_time: begin_time, end_time },
    resolving_times: shown.get(tpl_id) ?? 0,
    expose_pv: shown.get(tpl_id) ?? 0,
  }));
  return { body: { template_reports, page_info: { offset, limit, total: all.length } } };
}

export const TEMPLATE_REPORT_ROUTES: readonly Route[] = [
  {
    ...{ method: "post", path: "/v1/aim/template-reports/query", dialect: "vendor", group: "AIM templates" },
    summary: "ListAimTemplateReports",
    description:
      "One line per template for the days from begin_time to end_time; seconds old. Who saw a card and what they tapped isn't counted.",
    body,
    answers: { 200: z.object({ template_reports: z.array(line), page_info: pageInfo }) },
    run: query,
  },
];
