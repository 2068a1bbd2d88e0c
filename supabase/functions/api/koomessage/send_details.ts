/** `GET /v1/aim/send-details`: what became of each message. Numbers are masked, as everywhere. */
import { instantText } from "@tidings/shared/catalogue/answers.ts";
import { isId } from "@tidings/shared/ground/ids.ts";
import { z } from "zod";
import { actAs } from "../../_core/caller.ts";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import {
  type Filters,
  fault,
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
} from "./asked.ts";

const detail = named(
  "AIMSendDetail",
  z.object({
    msg_id: z.string(),
    task_id: z.string(),
    task_name: z.string(),
    tpl_id: z.string(),
    tpl_name: z.string(),
    cust_flag: z.string(),
    send_status: z.enum(["success", "fail", "sending"]),
    send_time: z.string(),
    receive_time: z.string(),
    result_code: z.string(),
  }),
);

const query = z.strictObject({
  task_id: text(100).optional(),
  tpl_id: text(100).optional(),
  sms_sign: text(100).optional(),
  cust_flag: text(64).optional(),
  ...stretch,
  offset: page.offset.unwrap(),
  limit: page.limit.unwrap(),
});

const STATUS: Readonly<Record<string, "success" | "fail" | "sending">> = {
  delivered: "success",
  ...{
    failed: "fail",
    expired: "fail",
    timed_out: "fail",
    opted_out: "fail",
    capped: "fail",
    cancelled: "fail",
  },
};

/** The vendor's word for what has arrived; of anything else the carrier's own code, or none yet. */
const resultOf = ({ state, code }: Row) => (state === "delivered" ? "DELIVRD" : String(code ?? ""));

const told = (row: Row, send: Row): z.infer<typeof detail> => ({
  msg_id: String(row.id),
  task_id: String(send.id ?? row.send_id),
  task_name: String(send.name ?? row.send_name),
  tpl_id: String(send.template_id ?? row.template_id ?? ""),
  tpl_name: String(send.template_name ?? row.template_name ?? ""),
  cust_flag: String(row.phone ?? ""),
  send_status: STATUS[String(row.state)] ?? "sending",
  send_time: instantText(row.handed_at ?? row.sent_at ?? ""),
  receive_time: instantText(row.final_at ?? ""),
  result_code: resultOf(row),
});

/** Of one send, by the place of each number in it. */
async function ofTask(asked: Asked): Promise<Answer> {
  const { task_id, tpl_id, sms_sign, cust_flag } = asked.query;
  if (!isId(task_id)) throw fault("KM.90016803", "This task doesn't exist.");
  const [send] = await rowsOfView(asked, "send_cards", [
    hereOf(asked, "send"),
    ["id", `eq.${task_id}`],
    ["kind", "eq.aim"],
  ]);
  const isOther =
    !send ||
    (tpl_id !== undefined && send.template_id !== tpl_id) ||
    (sms_sign !== undefined && send.signature !== sms_sign);
  if (!send || isOther)
    return { body: { send_details: [], page_info: { ...pageOf(asked.query), total: 0 } } };
  if (cust_flag !== undefined) {
    const asks = { resource: "delivery", number: cust_flag, of: task_id };
    const { rows } = (await actAs(asked.caller, asked.env, "find_recipient", asks)) as { rows: Row[] };
    return cut(
      asked,
      rows.map((row) => told(row, send)),
    );
  }
  const filters: Filters = [["send_id", `eq.${task_id}`]];
  const { rows, page_info } = await pageOfView(asked, "delivery_cards", filters, "id");
  return { body: { send_details: rows.map((row) => told(row, send)), page_info } };
}

/** A page of few rows that are known. */
function cut(asked: Asked, all: z.infer<typeof detail>[]): Answer {
  const { offset, limit } = pageOf(asked.query);
  return {
    body: {
      send_details: all.slice(offset, offset + limit),
      page_info: { offset, limit, total: all.length },
    },
  };
}

/** Messages that one answer of `send_details` has. */
const AT_ONCE = 100;

/** Of all sends in a day, newest first. How many there are in all nobody counts: the total is what is known to be there. */
async function ofDay(asked: Asked): Promise<Answer> {
  const { tpl_id, sms_sign, cust_flag } = asked.query;
  const { offset, limit } = pageOf(asked.query);
  const [sent_from, sent_to] = stretchOf(asked.query, 24);
  if (tpl_id !== undefined && !isId(tpl_id)) return cut(asked, []);
  const asks = {
    sent_from,
    sent_to,
    signature: sms_sign ?? null,
    template: tpl_id ?? null,
    number: cust_flag ?? null,
    most: AT_ONCE,
  };
  const rows: Row[] = [];
  let more = true;
  while (more && rows.length < offset + limit) {
    const answer = (await actAs(asked.caller, asked.env, "send_details", {
      ...asks,
      after: rows.at(-1)?.id ?? null,
    })) as { rows: Row[]; more: boolean };
    rows.push(...answer.rows);
    more = answer.more && answer.rows.length > 0;
  }
  const total = more ? Math.max(rows.length, offset + limit + 1) : rows.length;
  const page = rows.slice(offset, offset + limit).map((row) => told(row, {}));
  return { body: { send_details: page, page_info: { offset, limit, total } } };
}

export const DETAIL_ROUTES: readonly Route[] = [
  {
    ...{ method: "get", path: "/v1/aim/send-details", dialect: "vendor", group: "AIM sends" },
    summary: "ListAimSendDetails",
    description: "Of one task, or of all within at most 24 hours, by default the last 24.",
    query,
    answers: { 200: z.object({ send_details: z.array(detail), page_info: pageInfo }) },
    run: (asked) => (asked.query.task_id === undefined ? ofDay(asked) : ofTask(asked)),
  },
];
