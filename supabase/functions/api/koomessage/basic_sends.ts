/** `/v1/aim-basic/send-tasks`: a storyboard to up to 5,000 numbers, with the same values for all or with those of each, and what was sent. */
import { basicContentSchema } from "@tidings/shared/basic/content.ts";
import { parametersThere } from "@tidings/shared/basic/from_koomessage.ts";
import { instantText } from "@tidings/shared/catalogue/answers.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { z } from "zod";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import {
  type Filters,
  fault,
  given,
  hereOf,
  page,
  pageInfo,
  pageOfView,
  type Row,
  rowsOfView,
  stretch,
  stretchOf,
  text,
  withId,
} from "./asked.ts";
import { handIn } from "./send_tasks.ts";
import { outcome, success } from "./told.ts";

const MOST = 5_000;
const numbers = z.array(text(64)).max(MOST);
const param = z.strictObject({
  param_name: text(40).describe("p_1 or #p_1#"),
  content_type: z.literal("txt"),
  content_source: z.literal("txt"),
  content_detail: z.string().max(1_000),
});
type Param = z.infer<typeof param>;
const body = z.strictObject({
  task_name: text(300),
  tpl_id: text(100),
  expiration_time: z
    .int()
    .min(1)
    .max(72)
    .optional()
    .describe("Hours. Accepted but not stored: the carrier's own time applies"),
  mobiles: numbers.optional(),
  dync_params: z.array(param).max(20).optional(),
  individual_params: z
    .array(z.strictObject({ mobiles: numbers.min(1), dync_params: z.array(param).max(20) }))
    .max(MOST)
    .optional(),
  exdata: z.string().max(500).optional().describe("Basis of consent of the recipients"),
});
type Body = z.infer<typeof body>;

/** Values by the names of our parameters. @throws Refusal 400 where one is missing, named twice, or none of the template's */
function valuesOf(params: readonly Param[], there: ReadonlyMap<string, string>): Record<string, string> {
  const given = params.map((one) => [one.param_name.replace(/^#|#$/g, ""), one.content_detail] as const);
  const values = [...there].flatMap(([name, word]) =>
    given.filter(([said]) => said === word || said === name).map(([, value]) => [name, value] as const),
  );
  if (
    values.length !== there.size ||
    given.length !== there.size ||
    new Set(values.map(([name]) => name)).size !== there.size
  )
    throw fault("KM.90016802", `The template's parameters: ${[...there.values()].join(", ") || "none"}.`);
  return Object.fromEntries(values);
}

/** Whom it goes to: with the same values, or each with their own. @throws Refusal 400 */
function addressed(
  { mobiles = [], dync_params = [], individual_params = [] }: Body,
  names: ReadonlyMap<string, string>,
) {
  if (mobiles.length > 0 === individual_params.length > 0)
    throw fault("KM.90016803", "Specify numbers in either mobiles or individual_params.");
  const all = mobiles.length > 0 ? [{ mobiles, dync_params }] : individual_params;
  const rows = all.flatMap(({ mobiles: phones, dync_params: params }) => {
    const values = valuesOf(params, names);
    return phones.map((phone) => ({ phone: phoneOrNull(phone) ?? phone, values }));
  });
  if (rows.length > MOST) throw fault("KM.90016803", `One call can have at most ${MOST} numbers.`);
  return { rows, send_type: mobiles.length > 0 || names.size === 0 ? "group" : "personal" };
}

/** The parameters of a template as it serves: a draft of its next version may have others. @throws Refusal 400 */
async function namesOf(asked: Asked, tpl_id: string): Promise<ReadonlyMap<string, string>> {
  const here = hereOf(asked, "basic_template");
  const [row] = await rowsOfView(asked, "basic_template_cards", [here, ...withId("id", tpl_id)]);
  if (!row) throw fault("KM.00001082", "This template doesn't exist.");
  const [live] =
    row.live_version_id === null || row.live_version_id === row.version_id
      ? [row]
      : await rowsOfView(asked, "template_versions", [here, ["id", `eq.${row.live_version_id}`]]);
  const content = basicContentSchema.safeParse(live?.content).data;
  return content ? parametersThere(content) : new Map();
}

async function create(asked: Asked): Promise<Answer> {
  const told = asked.body as Body;
  const names = await namesOf(asked, told.tpl_id);
  const { rows, send_type } = addressed(told, names);
  const { send } = await handIn(asked, {
    name: told.task_name,
    ...{ purpose: "basic", consent: told.exdata },
    phones: rows.map(({ phone }) => phone),
    params: names.size === 0 ? null : rows.map(({ values }) => values),
    send: { template_id: told.tpl_id, send_type },
  });
  return success({ ret_code: "0", task_id: String(send.id), desc: "success" });
}

/** Where a send stands, in the service's words. */
const WORDS = [
  "submit_success",
  "submit_failed",
  "processing",
  "sending_failed",
  "sending_complete",
  "scheduled",
] as const;
type Word = (typeof WORDS)[number];
const STATES: Readonly<Record<Word, readonly string[]>> = {
  submit_success: ["in_review", "expanding", "ready"],
  submit_failed: ["rejected"],
  processing: ["sending", "trial_hold", "paused"],
  sending_failed: ["cancelled"],
  sending_complete: ["done"],
  scheduled: ["recurring"],
};
const stateTold = ({ state, timing }: Row): Word => {
  if (timing === "scheduled" && state === "ready") return "scheduled";
  return WORDS.find((word) => STATES[word].includes(String(state))) ?? "processing";
};

const task = named(
  "VmsSendTask",
  z.object({
    task_id: z.string(),
    task_name: z.string(),
    task_state: z.enum(WORDS),
    tpl_id: z.string(),
    tpl_name: z.string(),
    operator: z.string(),
    create_time: z.string(),
    send_time: z.string(),
    total_count: z.int(),
    success_count: z.int(),
    failed_count: z.int(),
    timeout_count: z.int(),
    exdata: z.string(),
  }),
);

const sum = (row: Row, ...names: readonly string[]) =>
  names.reduce((all, name) => all + Number(row[name] ?? 0), 0);

const told = (row: Row): z.infer<typeof task> => ({
  task_id: String(row.id),
  task_name: String(row.name),
  task_state: stateTold(row),
  tpl_id: String(row.template_id),
  tpl_name: String(row.template_name ?? ""),
  operator: String(row.submitted_by_name ?? ""),
  create_time: instantText(row.created_at),
  send_time: row.scheduled_at ? instantText(row.scheduled_at) : instantText(row.decided_at ?? ""),
  total_count: sum(row, "accepted"),
  success_count: sum(row, "delivered"),
  failed_count: sum(row, "failed", "opted_out", "capped", "cancelled"),
  timeout_count: sum(row, "expired", "timed_out"),
  exdata: String(row.consent ?? ""),
});

const query = z.strictObject({
  task_id: text(100).optional(),
  task_name: text(300).optional(),
  tpl_id: text(100).optional(),
  tpl_name: text(300).optional(),
  task_status: z
    .enum([...WORDS, "re_submit_success", "re_submit_failed"])
    .optional()
    .describe("re_…: nothing can be resubmitted under its own name"),
  operator: text(300).optional(),
  ...stretch,
  send_begin_time: stretch.begin_time,
  send_end_time: stretch.end_time,
  ...page,
});

/** Sends in one of the states that a word of the service stands for. */
const statesOf = (word: unknown): Filters => {
  if (word === undefined) return [["state", "neq.draft"]];
  const states = STATES[word as Word];
  return states ? [["state", `in.(${states.join(",")})`]] : withId("id", "none");
};

async function list(asked: Asked): Promise<Answer> {
  const { task_id, task_name, tpl_id, tpl_name, task_status, operator } = asked.query;
  const { send_begin_time: begin_time, send_end_time: end_time } = asked.query;
  const [from, to] = stretchOf(asked.query, 7 * 24);
  const sent: Filters =
    begin_time === undefined && end_time === undefined
      ? []
      : stretchOf({ begin_time, end_time }, 0).map(
          (at, end) => ["decided_at", `${end === 0 ? "gte" : "lt"}.${at}`] as const,
        );
  const filters: Filters = [
    hereOf(asked, "send"),
    ["kind", "eq.basic"],
    ["created_at", `gte.${from}`],
    ["created_at", `lt.${to}`],
    ...statesOf(task_status),
    ...withId("id", task_id),
    ...withId("template_id", tpl_id),
    ...given("name", task_name, "ilike"),
    ...given("template_name", tpl_name, "ilike"),
    ...given("submitted_by_name", operator, "ilike"),
    ...sent,
  ];
  const { rows, page_info } = await pageOfView(asked, "send_cards", filters, "created_at.desc,id");
  return success({ aim_basic_send_tasks: rows.map(told), page_info });
}

const vendor = { dialect: "vendor", group: "Basic edition", path: "/v1/aim-basic/send-tasks" } as const;

export const BASIC_SEND_ROUTES: readonly Route[] = [
  {
    ...{ method: "post", ...vendor, summary: "CreateVmsSendTask", body, once: "signed" },
    description: "Submitted. The enterprise's approval rules decide whether it goes out right away.",
    answers: {
      200: outcome(z.object({ ret_code: z.string(), task_id: z.string(), desc: z.string() })),
    },
    run: create,
  },
  {
    ...{ method: "get", ...vendor, summary: "ListVmsSendTasks", query },
    description: "Defaults to the last 7 days.",
    answers: { 200: outcome(z.object({ aim_basic_send_tasks: z.array(task), page_info: pageInfo })) },
    run: list,
  },
];
