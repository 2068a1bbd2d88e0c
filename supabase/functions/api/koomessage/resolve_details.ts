/**
 * `GET /v1/aim/resolve-details`: links, and whether their cards were shown. Those of resolve tasks, and of a send that is named. Who they are
 * for is masked, as everywhere.
 */

import { instantText } from "@tidings/shared/catalogue/answers.ts";
import { z } from "zod";
import { actAs } from "../../_core/caller.ts";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import {
  type Filters,
  fault,
  given,
  hereOf,
  page,
  pageInfo,
  pageOf,
  pageOfView,
  type Row,
  rowsOfView,
  stretch,
  stretchOf,
  text,
  withId,
} from "./asked.ts";
import { bare } from "./resolve_tasks.ts";

const detail = named(
  "AIMResolveDetail",
  z.object({
    resolve_id: z.string(),
    task_id: z.string(),
    task_name: z.string(),
    tpl_id: z.string(),
    tpl_name: z.string(),
    cust_flag: z.string(),
    aim_url: z.string(),
    result_code: z.string().describe("0: created"),
    generate_date: z.string(),
    expire_date: z.string(),
    resolved_time: z.string().describe("Empty: not resolved, or a link of a send"),
    resolved_status: z.enum(["success", "fail", "unresolved"]),
  }),
);

const query = z.strictObject({
  task_id: text(100).optional(),
  task_name: text(300).optional(),
  tpl_id: text(100).optional(),
  tpl_name: text(300).optional(),
  cust_flag: text(64).optional(),
  sms_sign: text(100).optional(),
  aim_url: text(300).optional(),
  resolved_status: z.enum(["success", "fail", "unresolved"]).optional(),
  ...stretch,
  offset: page.offset.unwrap(),
  limit: page.limit.unwrap(),
});
type Query = z.infer<typeof query>;

/** An instant, or nothing. */
const at = (value: unknown) => (value ? instantText(value) : "");

const linkTold = (row: Row): z.infer<typeof detail> => ({
  resolve_id: String(row.id),
  task_id: String(row.task_id),
  task_name: String(row.task_name),
  tpl_id: String(row.template_id),
  tpl_name: String(row.template_name),
  cust_flag: String(row.cust_flag ?? ""),
  aim_url: bare(row.address),
  result_code: "0",
  generate_date: at(row.created_at),
  expire_date: at(row.expires_at),
  resolved_time: at(row.used_at),
  resolved_status: Number(row.used) > 0 ? "success" : "unresolved",
});

/** Whether cards were shown, by the column that counts it. None fails: what is refused is asked for again. */
const shown = (column: string, status: unknown): Filters =>
  status === undefined
    ? []
    : status === "fail"
      ? [["id", "eq.0"]]
      : [[column, status === "success" ? "gt.0" : "eq.0"]];

/** The ids of links of this flag or this address. A flag is found in one task alone: of all of them it would be a search through every number. */
async function narrowed(asked: Asked): Promise<Filters> {
  const { task_id, cust_flag, aim_url } = asked.query as Query;
  const filters: [string, string][] = [];
  if (cust_flag !== undefined) {
    if (task_id === undefined) throw fault("KM.90016803", "cust_flag requires task_id.");
    const asks = { resource: "link", number: cust_flag, of: task_id };
    const { rows } = (await actAs(asked.caller, asked.env, "find_recipient", asks)) as { rows: Row[] };
    filters.push(["id", `in.(${rows.map(({ id }) => id).join(",")})`]);
  }
  if (aim_url !== undefined) {
    const found = (await actAs(asked.caller, asked.env, "find_link", { code: aim_url })) as Row | null;
    filters.push(["id", `eq.${found?.resource === "link" ? found.id : 0}`]);
  }
  return filters;
}

/** Of resolve tasks. */
async function ofLinks(asked: Asked): Promise<Answer> {
  const { task_id, task_name, tpl_id, tpl_name, sms_sign, resolved_status } = asked.query as Query;
  const [from, to] = stretchOf(asked.query, 24);
  const filters: Filters = [
    hereOf(asked, "resolve_task"),
    ["created_at", `gte.${from}`],
    ["created_at", `lt.${to}`],
    ...withId("task_id", task_id),
    ...withId("template_id", tpl_id),
    ...given("task_name", task_name, "ilike"),
    ...given("template_name", tpl_name, "ilike"),
    ...(sms_sign === undefined ? [] : given("signatures", `{"${sms_sign.replace(/["\\]/g, "")}"}`, "cs")),
    ...shown("used", resolved_status),
    ...(await narrowed(asked)),
  ];
  const { rows, page_info } = await pageOfView(asked, "link_cards", filters, "created_at.desc,id");
  return { body: { resolve_details: rows.map(linkTold), page_info } };
}

/** When a message was handed over, and until when its link works. */
function lifeOf({ handed_at }: Row, { validity_days }: Row) {
  const ends = handed_at ? Date.parse(String(handed_at)) + Number(validity_days) * 86_400_000 : null;
  return {
    generate_date: at(handed_at),
    expire_date: ends === null ? "" : new Date(ends).toISOString(),
  };
}

/** Of a send: each message has a link of its own. */
async function ofSend(asked: Asked, send: Row): Promise<Answer> {
  const { task_name, tpl_id, tpl_name, cust_flag, sms_sign, aim_url, resolved_status } = asked.query as Query;
  const isOther =
    (tpl_id !== undefined && send.template_id !== tpl_id) ||
    (sms_sign !== undefined && send.signature !== sms_sign) ||
    (task_name !== undefined && !String(send.name).includes(task_name)) ||
    (tpl_name !== undefined && !String(send.template_name).includes(tpl_name));
  if (isOther) return { body: { resolve_details: [], page_info: { ...pageOf(asked.query), total: 0 } } };
  if (cust_flag !== undefined || aim_url !== undefined)
    throw fault("KM.90016803", "Find a send's message by its number in send-details.");
  const filters: Filters = [["send_id", `eq.${send.id}`], ...shown("resolved", resolved_status)];
  const { rows, page_info } = await pageOfView(asked, "delivery_cards", filters, "id");
  // Whole codes of personal links need a right; without it they are empty.
  const before = bare(send.link_example).replace(/[^/]*$/, "");
  const resolve_details = rows.map((row) => ({
    resolve_id: String(row.id),
    task_id: String(send.id),
    task_name: String(send.name),
    tpl_id: String(send.template_id),
    tpl_name: String(send.template_name),
    cust_flag: String(row.phone ?? ""),
    aim_url: row.link_code ? before + String(row.link_code) : "",
    result_code: "0",
    ...lifeOf(row, send),
    resolved_time: "",
    resolved_status: Number(row.resolved) > 0 ? ("success" as const) : ("unresolved" as const),
  }));
  return { body: { resolve_details, page_info } };
}

async function list(asked: Asked): Promise<Answer> {
  const { task_id } = asked.query as Query;
  const isSeen = asked.caller.at?.permissions.includes("KooMessage:sendTask:list");
  if (task_id === undefined || !isSeen) return ofLinks(asked);
  const [send] = await rowsOfView(asked, "send_cards", [
    hereOf(asked, "send"),
    ...withId("id", task_id),
    ["kind", "eq.aim"],
  ]);
  return send ? ofSend(asked, send) : ofLinks(asked);
}

export const RESOLVE_DETAIL_ROUTES: readonly Route[] = [
  {
    ...{ method: "get", path: "/v1/aim/resolve-details", dialect: "vendor", group: "AIM links" },
    summary: "ListAimResolveDetails",
    description:
      "Links of link tasks, by default of the last 24 hours; with a send's task_id, those of its messages.",
    query,
    answers: { 200: z.object({ resolve_details: z.array(detail), page_info: pageInfo }) },
    run: list,
  },
];
