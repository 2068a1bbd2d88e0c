/** What is posted to hand a batch over: a card that KooMessage mints the link of, a text, the basic edition. */

import { parameterThere } from "@tidings/shared/basic/koomessage.ts";
import { LACKS } from "@tidings/shared/channels/koomessage_trouble.ts";
import { valueAt } from "@tidings/shared/ground/value_at.ts";
import { LINK } from "@tidings/shared/sms/text.ts";
import type { Channel } from "../calls.ts";
import type { Batch, Message } from "../carrier.ts";
import { freshCode } from "./mint.ts";
import { digitsOf, taskName } from "./numbers.ts";

/** One call: where to, with what. `lacks`: it cannot be made, and why. */
export type Call = { path: string; body: Readonly<Record<string, unknown>> } | { lacks: string };

/** How long a message of the basic edition is tried: three days, the longest that the service takes, and as long as a receipt is waited for. */
const MOST_HOURS = 72;

const digits = ({ to }: Message): string => digitsOf(to) ?? to;

/** A link of km2g.cn, or of one's own domain, whose codes are ours. */
function cardOf(message: Message, own: boolean) {
  const { params } = message;
  return {
    cust_flag: digits(message),
    ...(Object.keys(params).length > 0 ? { dync_params: params } : {}),
    ...(own ? { custom_short_code: freshCode() } : {}),
    // Texts of cards have no variable but the link, which is minted there.
    sms_params: [],
  };
}

function aimTask({ number, settings }: Channel, batch: Batch): Call {
  if (batch.sms_template === null) return { lacks: LACKS.sms_template.en };
  if (batch.template === null) return { lacks: LACKS.template.en };
  const domain = typeof settings.link_domain === "string" ? settings.link_domain : "";
  const body = {
    task_name: taskName(batch.id),
    sms_channel: {
      channel_number: number,
      sms_tpl_id: batch.sms_template,
      sms_sign: batch.signature,
      sms_app_name: typeof settings.sms_app_name === "string" ? settings.sms_app_name : "",
    },
    resolve_task: {
      tpl_id: batch.template,
      // A personal link is opened once.
      resolve_times: 1,
      aim_code_type: "individual",
      ...(domain ? { generation_type: "2", domain } : { generation_type: "1" }),
      expiration_time: batch.days,
      params: batch.messages.map((message) => cardOf(message, domain !== "")),
    },
  };
  return { path: "/v1/aim/send-tasks", body };
}

/** The variables of a text and the place of its link, in their order. */
const placesOf = (pattern: string) => Array.from(pattern.matchAll(/\$\{([^{}]*)\}|\{link\}/g));

function smsTask({ number }: Channel, batch: Batch): Call {
  const template_id = batch.sms_template;
  if (template_id === null) return { lacks: LACKS.sms_template.en };
  const places = placesOf(batch.pattern);
  const paramsOf = ({ link, params }: Message) =>
    places.map(([place, name = ""]) => (place === LINK ? (link ?? "") : (valueAt(params, name) ?? "")));
  const content = (to: string[], template_params: string[]) => ({
    to,
    template_id,
    ...(template_params.length > 0 ? { template_params } : {}),
  });
  const sms_content =
    places.length === 0
      ? [content(batch.messages.map(digits), [])]
      : batch.messages.map((message) => content([digits(message)], paramsOf(message)));
  return {
    path: "/v1/aim/sms/diff-messages",
    body: { task_name: taskName(batch.id), channel_num: number, sms_content },
  };
}

/** The values of a message in the order of the template's parameters, which have numbers there. */
const valuesOf = ({ params }: Message, names: readonly string[]) =>
  names.map((name, place) => ({
    param_name: parameterThere(place),
    content_type: "txt",
    content_source: "txt",
    content_detail: valueAt(params, name) ?? "",
  }));

/** Those with the same values stand together: all of them in a group send, and then the values are said once. */
function audienceOf({ messages, parameters }: Batch) {
  if (parameters.length === 0) return { mobiles: messages.map(digits) };
  const groups = new Map<string, { mobiles: string[]; dync_params: ReturnType<typeof valuesOf> }>();
  for (const message of messages) {
    const dync_params = valuesOf(message, parameters);
    const key = JSON.stringify(dync_params.map(({ content_detail }) => content_detail));
    const group = groups.get(key);
    if (group) group.mobiles.push(digits(message));
    else groups.set(key, { mobiles: [digits(message)], dync_params });
  }
  const [first] = groups.values();
  return groups.size === 1 && first ? first : { individual_params: [...groups.values()] };
}

function basicTask(batch: Batch): Call {
  if (batch.template === null) return { lacks: LACKS.template.en };
  const body = {
    task_name: taskName(batch.id),
    tpl_id: batch.template,
    expiration_time: MOST_HOURS,
    ...audienceOf(batch),
  };
  return { path: "/v1/aim-basic/send-tasks", body };
}

export function callOf(channel: Channel, batch: Batch): Call {
  if (batch.kind === "basic") return basicTask(batch);
  return batch.kind === "aim" && !batch.minted ? aimTask(channel, batch) : smsTask(channel, batch);
}
