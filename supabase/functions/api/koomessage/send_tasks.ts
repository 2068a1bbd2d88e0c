/**
 * `/v1/aim/send-tasks`: a card is sent to up to a hundred numbers, and what was sent is listed. It is a send as any other: numbers are typed,
 * the send is made and submitted, and whether it goes out at once the enterprise's approval rules say.
 */
import { instantText } from "@tidings/shared/catalogue/answers.ts";
import { isId } from "@tidings/shared/ground/ids.ts";
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
import { domainOf } from "./resolve_tasks.ts";
import { stepOf } from "./told.ts";

const values = z.record(z.string().max(100), z.string().max(1000));
const channel = z.strictObject({
  channel_number: text(21),
  sms_tpl_id: text(100),
  sms_sign: text(100),
  sms_app_name: text(300),
});
const param = z.strictObject({
  cust_flag: text(64).describe("The number"),
  dync_params: values.optional(),
  custom_url: text(2048).optional(),
  custom_short_code: text(10).optional(),
  sms_params: z.array(z.string().max(1000)).max(19).optional(),
});
const resolve = z.strictObject({
  tpl_id: text(100),
  resolve_times: z.int().min(1).max(1),
  aim_code_type: z.literal("individual"),
  generation_type: z.enum(["1", "2"]).optional(),
  domain: text(300).optional(),
  expiration_time: z.int().min(1).max(7),
  params: z.array(param).min(1).max(100),
});
/** Beside what the service takes: its law asks the same, but its API has no place for it. */
export const consent = z
  .string()
  .max(500)
  .optional()
  .describe("For marketing sends: basis of consent of the recipients");

const body = z.strictObject({ task_name: text(300), sms_channel: channel, resolve_task: resolve, consent });
type Body = z.infer<typeof body>;

const state = z.enum(["Success", "Failed"]).describe("Only whether it was submitted");
const counts = {
  task_id: z.string(),
  task_state: state,
  creation_time: z.string(),
  submission_count: z.int(),
  send_count: z.int(),
  resolve_count: z.int(),
  support_resolve_count: z.int().describe("-1: not checked before a send"),
  failed_short_chains: z.array(z.object({ cust_flag: z.string(), result_code: z.string() })),
};
const created = named(
  "CreateAimSendTaskResponse",
  z.object({ task_name: z.string(), sms_channel: channel, resolve_task: resolve, ...counts }),
);
const listed = named(
  "AIMSendTask",
  z.object({
    task_name: z.string(),
    sms_channel: z.object({ channel_number: z.string(), sms_tpl_id: z.string(), sms_sign: z.string() }),
    resolve_task: z.object({
      tpl_id: z.string(),
      resolve_times: z.int(),
      aim_code_type: z.string(),
      domain: z.string(),
      expiration_time: z.int(),
    }),
    ...counts,
    success_number: z.int(),
  }),
);

/** What is named of the channel, as rows of ours. @throws Refusal 400 with the service's codes */
async function channelOf(
  asked: Asked,
  { channel_number, sms_tpl_id, sms_sign, sms_app_name }: Body["sms_channel"],
) {
  const [channels, texts] = await Promise.all([
    rowsOfView(asked, "channel_cards", [hereOf(asked, "channel"), ["number", `eq.${channel_number}`]]),
    rowsOfView(asked, "sms_template_cards", [hereOf(asked, "sms_template"), ...withId("id", sms_tpl_id)]),
  ]);
  const [sms] = texts;
  if (!channels[0]) throw fault("KM.00001098", "This channel doesn't exist.");
  if (!sms) throw fault("KM.00001082", "This SMS template doesn't exist.");
  if (sms.signature_name !== sms_sign && sms.live_signature_name !== sms_sign)
    throw fault("KM.00001076", "The SMS template has a different signature.");
  if (sms.app_name !== sms_app_name)
    throw fault("KM.90016803", "The SMS template belongs to another application.");
  return { channel_id: channels[0].id, sms_template_id: sms.id };
}

/** The numbers with their values, as they are typed. @throws Refusal 400 */
function numbersOf({ params }: Body["resolve_task"]) {
  const phones = params.map(({ cust_flag }) => phoneOrNull(cust_flag) ?? cust_flag);
  for (const { custom_url, custom_short_code, sms_params } of params) {
    if (sms_params?.length)
      throw fault("KM.00001376", "A card's SMS template can't have variables other than the link.");
    if (custom_url !== undefined || custom_short_code !== undefined)
      throw fault("KM.90016803", "Links of a send can't have custom addresses or codes.");
  }
  const hasValues = params.some(({ dync_params }) => Object.keys(dync_params ?? {}).length > 0);
  return { phones, params: hasValues ? params.map(({ dync_params }) => dync_params ?? {}) : null };
}

/** What is handed in: numbers with their values, and what the send says besides. */
interface Handing {
  readonly name: string;
  readonly purpose: "aim" | "basic";
  readonly phones: readonly string[];
  readonly params: readonly Readonly<Record<string, string>>[] | null;
  readonly consent: string | undefined;
  readonly send: Readonly<Record<string, unknown>>;
}
export interface Handed {
  readonly file: Row;
  readonly send: Row;
}

/** The one way in which an operation sends: numbers are typed, a send is made of them, and it is submitted. Each step acts once. */
export async function handIn(
  asked: Asked,
  { name, purpose, phones, params, consent, send }: Handing,
): Promise<Handed> {
  const act = stepOf(asked);
  const file = await act("type_numbers", {
    input: { name, purpose, phones, ...(params === null ? {} : { params }) },
  });
  const made = await act("create_send", {
    input: { ...send, ...(consent ? { consent } : {}), name, number_file_id: file.id, timing: "immediate" },
  });
  await act("submit_send", { send: made.id, input: {} });
  return { file, send: made };
}

async function create(asked: Asked): Promise<Answer> {
  const told = asked.body as Body;
  const { consent, ...said } = told;
  const { task_name, sms_channel, resolve_task } = said;
  if (!isId(resolve_task.tpl_id)) throw fault("KM.00001082", "This template doesn't exist.");
  const numbers = numbersOf(resolve_task);
  const [place, domain_id] = await Promise.all([
    channelOf(asked, sms_channel),
    domainOf(asked, resolve_task),
  ]);
  const { file, send } = await handIn(asked, {
    ...{ ...numbers, name: task_name, purpose: "aim", consent: told.consent },
    send: {
      template_id: resolve_task.tpl_id,
      validity_days: resolve_task.expiration_time,
      ...(domain_id ? { domain_id } : {}),
      ...place,
    },
  });
  const answer: z.infer<typeof created> = {
    ...{ task_name, sms_channel, resolve_task },
    task_id: String(send.id),
    task_state: "Success",
    creation_time: instantText(send.created_at),
    submission_count: Number(file.accepted),
    ...{ send_count: 0, resolve_count: 0, support_resolve_count: -1, failed_short_chains: [] },
  };
  return { body: answer };
}

const query = z.strictObject({
  task_id: text(100).optional(),
  task_name: text(300).optional(),
  tpl_id: text(100).optional(),
  tpl_name: text(300).optional(),
  task_status: z.enum(["Success", "Fail"]).optional(),
  ...stretch,
  ...page,
});

/** Handed in and turned away; a draft was not handed in. */
const FAILED = "(rejected)";

function taskTold(row: Row, channels: readonly Row[]): z.infer<typeof listed> {
  return {
    task_name: String(row.name),
    sms_channel: {
      channel_number: String(channels.find(({ id }) => id === row.channel_id)?.number ?? ""),
      sms_tpl_id: String(row.sms_template_id ?? ""),
      sms_sign: String(row.signature),
    },
    resolve_task: {
      tpl_id: String(row.template_id),
      resolve_times: 1,
      aim_code_type: "individual",
      domain: String(row.domain_name ?? ""),
      expiration_time: Number(row.validity_days),
    },
    task_id: String(row.id),
    task_state: row.state === "rejected" ? "Failed" : "Success",
    creation_time: instantText(row.created_at),
    submission_count: Number(row.accepted ?? 0),
    send_count: Number(row.handed ?? 0),
    resolve_count: Number(row.resolved ?? 0),
    ...{ support_resolve_count: -1, failed_short_chains: [] },
    success_number: Number(row.delivered ?? 0),
  };
}

async function list(asked: Asked): Promise<Answer> {
  const { task_id, task_name, tpl_id, tpl_name, task_status } = asked.query;
  const [from, to] = stretchOf(asked.query, 7 * 24);
  const filters: Filters = [
    hereOf(asked, "send"),
    ["kind", "eq.aim"],
    ["created_at", `gte.${from}`],
    ["created_at", `lt.${to}`],
    [
      "state",
      task_status === "Fail"
        ? `in.${FAILED}`
        : task_status === "Success"
          ? "not.in.(draft,rejected)"
          : "neq.draft",
    ],
    ...withId("id", task_id),
    ...withId("template_id", tpl_id),
    ...given("name", task_name, "ilike"),
    ...given("template_name", tpl_name, "ilike"),
  ];
  const { rows, page_info } = await pageOfView(asked, "send_cards", filters, "created_at.desc,id");
  const ids = [...new Set(rows.map(({ channel_id }) => String(channel_id)))];
  const channels =
    ids.length === 0 ? [] : await rowsOfView(asked, "channel_cards", [["id", `in.(${ids.join(",")})`]]);
  return { body: { aim_send_tasks: rows.map((row) => taskTold(row, channels)), page_info } };
}

export const SEND_ROUTES: readonly Route[] = [
  {
    ...{ method: "post", path: "/v1/aim/send-tasks", dialect: "vendor", group: "AIM sends" },
    summary: "CreateAimSendTask",
    description: "Submitted. The enterprise's approval rules decide whether it goes out right away.",
    ...{ body, once: "signed", answers: { 200: created } },
    run: create,
  },
  {
    ...{ method: "get", path: "/v1/aim/send-tasks", dialect: "vendor", group: "AIM sends" },
    summary: "ListAimSendTasks",
    description: "Defaults to the last 7 days.",
    query,
    answers: { 200: z.object({ aim_send_tasks: z.array(listed), page_info: pageInfo }) },
    run: list,
  },
];
