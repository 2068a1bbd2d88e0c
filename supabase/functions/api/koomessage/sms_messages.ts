/**
 * `/v1/aim/sms/messages` and `/v1/aim/sms/diff-messages`: a text to up to 500 numbers, with the same values for all or with those of each. It is a send
 * as any other: numbers are typed, the send is made and submitted, and whether it goes out at once the enterprise's approval rules say.
 */

import { instantText } from "@tidings/shared/catalogue/answers.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { variablesInOrder } from "@tidings/shared/sms/koomessage.ts";
import { z } from "zod";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import { fault, hereOf, type Row, rowsOfView, text, withId } from "./asked.ts";
import { type Handed, handIn } from "./send_tasks.ts";

const MOST = 500;
const numbers = z.array(text(64)).min(1).max(MOST);
const values = z.array(z.string().max(1_000)).max(20);
const extend = z.string().max(500).optional().describe("For promotions: basis of consent of the recipients");
const channel_num = text(21).optional().describe("Defaults to the default channel's");

const same = z.strictObject({
  ...{ channel_num, template_id: text(100) },
  signature: z.string().max(100).optional().describe("The template's"),
  task_name: text(300).optional(),
  to: numbers,
  template_params: values.describe("In the order of the template's placeholders"),
  extend,
});
const differing = z.strictObject({
  sms_content: z
    .array(z.strictObject({ to: numbers, template_id: text(100), template_params: values.optional() }))
    .min(1)
    .max(MOST),
  ...{ channel_num: channel_num.unwrap(), extend, task_name: text(300).optional() },
});

const result = named(
  "SmsDetailResponse",
  z.object({
    to: z.string(),
    channel_num: z.string(),
    msg_id: z.string().describe("Empty: messages get an ID when the send goes out"),
    send_status: z.enum(["000000", "E200041"]).describe("000000 submitted, E200041 duplicate number"),
    create_time: z.string(),
  }),
);
const answer = named(
  "SendSmsResponse",
  z.object({
    task_id: z.string(),
    status: z.literal("Success").describe("Submitted, no further result"),
    result: z.array(result),
  }),
);

/** A number with the values of its text. */
interface Addressed {
  readonly to: string;
  readonly params: readonly string[];
}

/** The SMS template that is named, as it serves. @throws Refusal 400 with the service's codes */
async function templateOf(asked: Asked, template_id: string): Promise<Row> {
  const [row] = await rowsOfView(asked, "live_sms_templates", [
    hereOf(asked, "sms_template"),
    ...withId("id", template_id),
  ]);
  if (row) return row;
  const [known] = await rowsOfView(asked, "sms_template_cards", [
    hereOf(asked, "sms_template"),
    ...withId("id", template_id),
  ]);
  throw known
    ? fault("E200030", "The SMS template isn't approved yet.")
    : fault("KM.00001082", "This SMS template doesn't exist.");
}

/** The channel with this number; none where none is named. @throws Refusal 400 */
async function channelOf(asked: Asked, number: string | undefined): Promise<Row | undefined> {
  const [row] = await rowsOfView(asked, "channel_cards", [
    hereOf(asked, "channel"),
    number === undefined ? ["is_default", "is.true"] : ["number", `eq.${number}`],
  ]);
  if (!row && number !== undefined) throw fault("KM.00001098", "This channel doesn't exist.");
  return row;
}

/** What a call says besides. */
interface About {
  readonly channel_num?: string | undefined;
  readonly task_name?: string | undefined;
  readonly extend?: string | undefined;
}

/** Hands a text in to these numbers, each once. */
async function send(
  asked: Asked,
  template_id: string,
  addressed: readonly Addressed[],
  { channel_num, task_name, extend }: About,
): Promise<Answer> {
  const [template, channel] = await Promise.all([
    templateOf(asked, template_id),
    channelOf(asked, channel_num),
  ]);
  const names = variablesInOrder(String(template.content));
  if (addressed.some(({ params }) => params.length !== names.length))
    throw fault("E200028", `The SMS template has ${names.length} variables.`);
  const all = addressed.map(({ to, params }) => ({ to, params, phone: phoneOrNull(to) ?? to }));
  const isFirst = all.map(({ phone }, at) => all.findIndex((one) => one.phone === phone) === at);
  const once = all.filter((_, at) => isFirst[at]);
  const handed: Handed = await handIn(asked, {
    name: task_name?.trim() || `Task_${asked.request("name").slice(0, 8)}`,
    ...{ purpose: "aim", consent: extend },
    phones: once.map(({ phone }) => phone),
    params:
      names.length === 0
        ? null
        : once.map(({ params }) => Object.fromEntries(names.map((name, at) => [name, params[at] ?? ""]))),
    send: { sms_template_id: template_id, ...(channel_num === undefined ? {} : { channel_id: channel?.id }) },
  });
  const create_time = instantText(handed.send.created_at);
  const told: z.infer<typeof answer> = {
    task_id: String(handed.send.id),
    status: "Success",
    result: all.map(({ to }, at) => ({
      ...{ to, channel_num: String(channel?.number ?? ""), msg_id: "" },
      ...{ send_status: isFirst[at] ? "000000" : "E200041", create_time },
    })),
  };
  return { body: told };
}

async function sendSame(asked: Asked): Promise<Answer> {
  const { template_id, signature, to, template_params, ...about } = asked.body as z.infer<typeof same>;
  if (signature) {
    const [row] = await rowsOfView(asked, "sms_template_cards", [
      hereOf(asked, "sms_template"),
      ...withId("id", template_id),
    ]);
    if (row && row.live_signature_name !== signature)
      throw fault("KM.00001076", "The SMS template has a different signature.");
  }
  const addressed = to.map((one) => ({ to: one, params: template_params }));
  return send(asked, template_id, addressed, about);
}

async function sendDiffering(asked: Asked): Promise<Answer> {
  const { sms_content, ...about } = asked.body as z.infer<typeof differing>;
  const [first] = sms_content;
  // A task is one send, and a send has one text.
  if (!first || sms_content.some(({ template_id }) => template_id !== first.template_id))
    throw fault("E200033", "All texts of one call must use the same SMS template.");
  const addressed = sms_content.flatMap(({ to, template_params: params = [] }) =>
    to.map((one) => ({ to: one, params })),
  );
  if (addressed.length > MOST) throw fault("E200015", `One call can have at most ${MOST} numbers.`);
  return send(asked, first.template_id, addressed, about);
}

const vendor = {
  ...({ method: "post", dialect: "vendor", group: "SMS messages", once: "signed" } as const),
  description:
    "Submitted. The enterprise's approval rules decide whether it goes out right away. Texts with a short link are sent with their card (CreateAimSendTask).",
  answers: { 200: answer },
} as const;

export const SMS_MESSAGE_ROUTES: readonly Route[] = [
  {
    ...{ ...vendor, path: "/v1/aim/sms/messages", summary: "SendAimBatchMessages" },
    ...{ body: same, run: sendSame },
  },
  {
    ...{ ...vendor, path: "/v1/aim/sms/diff-messages", summary: "SendAimBatchDifferentMessages" },
    ...{ body: differing, run: sendDiffering },
  },
];
