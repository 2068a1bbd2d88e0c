/** Sending cards: a link of its own for each number, and the text of a template of SMS around it. */

import { delay, type Fate, fateOf } from "../control.ts";
import { bad, Refusal } from "../errors.ts";
import type { House } from "../house.ts";
import { between, DAY_MS, type Operation, paged } from "../operation.ts";
import type { Link, Message, SmsTemplate, Task } from "../rows.ts";
import {
  digits,
  fields,
  INSTANT,
  list,
  oneOf,
  PAGE,
  PHONE,
  TEMPLATE,
  whole,
  text as words,
} from "../shapes.ts";
import { faultOf, textOf } from "../sms_texts.ts";
import { written } from "../times.ts";
import { customUrl, failedLinks, LINK, type Minting, mint, SIGN } from "./links.ts";

const NAME = words(100, { like: /\S/ });

type Channel = { channel_number: string; sms_tpl_id: string; sms_sign: string; sms_app_name: string };
type Asked = {
  task_name: string;
  sms_channel: Channel;
  resolve_task: Minting & { resolve_times: number };
};

/** The template of SMS that the four belong to. */
function templateOf(house: House, channel: Channel): SmsTemplate {
  const template = house.smsTemplates.get(channel.sms_tpl_id);
  if (!template) throw bad("KM.00001082", "The SMS template does not exist.");
  const signature = house.signatures.get(template.signature_id);
  const app = house.apps.get(signature?.app_id ?? "");
  if (signature?.signature_name !== channel.sms_sign)
    throw bad("KM.00001377", "The signature is not that of the template.");
  if (signature.channel_num !== channel.channel_number)
    throw bad("KM.00001098", "The channel number is not that of the signature.");
  if (channel.sms_app_name !== "" && channel.sms_app_name !== app?.app_name)
    throw bad("KM.00001080", "The app is not that of the template.");
  if (template.flow_status !== "approved") throw bad("E200030", "The template is not activated.");
  return template;
}

/** A message as it is kept, by what becomes of it. */
export function messageOf(
  house: House,
  fate: Fate,
  cursor: number,
  what: Pick<Message, "to" | "text" | "sign" | "tpl_id" | "link" | "params">,
): Message {
  const at = house.now();
  return {
    cursor,
    msg_id: `${cursor}-${crypto.randomUUID()}`,
    ...what,
    status: fate.status,
    due: !fate.lost,
    opens: fate.opens,
    repeats: fate.repeats,
    at,
    receive_at: at + delay(house.control.receipt_delay_ms),
  };
}

/** Numbers whose batch was cut off once. */
const cutOnce = new WeakMap<House, Set<string>>();
export function cuts(house: House, name: string, fates: readonly Fate[]): boolean {
  const seen = cutOnce.get(house) ?? new Set();
  cutOnce.set(house, seen);
  if (!fates.some((fate) => fate.cut) || seen.has(name)) return false;
  seen.add(name);
  return true;
}

/** @throws Refusal when one of them is broken for good */
export function fatesOf(house: House, numbers: readonly string[]): Fate[] {
  const fates = numbers.map((number) => fateOf(house.control, number));
  if (fates.some((fate) => fate.broken)) throw new Refusal(500, "KM.90019003", "The service is abnormal.");
  return fates;
}

const create: Operation = {
  name: "create_aim_send_task",
  method: "POST",
  path: "/v1/aim/send-tasks",
  body: fields({
    "task_name*": NAME,
    "sms_channel*": fields({
      "channel_number*": words(21),
      "sms_tpl_id*": words(36),
      "sms_sign*": SIGN,
      "sms_app_name*": words(64, { least: 0 }),
    }),
    "resolve_task*": fields({
      "tpl_id*": TEMPLATE,
      "resolve_times*": whole(1, 1),
      "aim_code_type*": oneOf("individual"),
      generation_type: oneOf("1", "2"),
      domain: words(64),
      "expiration_time*": whole(1, 7),
      "params*": list(
        fields({
          "cust_flag*": PHONE,
          custom_url: customUrl(2048),
          ...LINK,
          sms_params: list(words(256, { least: 0 }), 0, 19),
        }),
        1,
        100,
      ),
    }),
  }),
  async act({ body }, house, courier) {
    const asked = body as unknown as Asked;
    const { resolve_task: resolve, sms_channel: channel, task_name } = asked;
    const params = resolve.params as readonly { cust_flag: string; sms_params?: string[] }[];
    const numbers = params.map(({ cust_flag }) => cust_flag);
    if (new Set(numbers).size < numbers.length) {
      house.violations.add("create_aim_send_task", "a number stands twice in one call");
      throw bad("KM.90016803", "A number stands twice.");
    }
    const template = templateOf(house, channel);
    if (!template.variables.includes("NEWTEXT"))
      throw bad("KM.00001377", "The SMS template has no variable for a link.");
    const place = template.variables.indexOf("NEWTEXT");
    const valuesOf = (given: readonly string[], url: string) => given.toSpliced(place, 0, url);
    for (const { sms_params = [] } of params) {
      const fault = faultOf(template, valuesOf(sms_params, "km2g.cn/AAAAAA"));
      if (fault) throw bad("KM.00001376", `sms_params: ${fault}.`);
    }
    const fates = fatesOf(house, numbers);
    const wanted = resolve.params.filter((_, n) => !fates[n]?.refused);
    const minted = mint(house, { ...resolve, params: wanted }, 1, [channel.sms_sign]);
    for (const [n, fate] of fates.entries()) {
      const one = resolve.params[n];
      if (fate.refused && one) minted.failed.push({ wanted: one, code: "90016801", why: "sensitive words" });
    }
    const byNumber = new Map(minted.links.map((link) => [link.cust_flag, link]));
    const messages: Message[] = [];
    for (const [n, { cust_flag, sms_params = [] }] of params.entries()) {
      const link = byNumber.get(cust_flag);
      const fate = fates[n];
      if (!link || !fate) continue;
      const text = textOf(template, channel.sms_sign, valuesOf(sms_params, link.aim_url));
      messages.push(
        messageOf(house, fate, house.nextCursor + messages.length, {
          to: cust_flag,
          text,
          sign: channel.sms_sign,
          tpl_id: resolve.tpl_id,
          link: link.aim_url,
          params: link.dync_params,
        }),
      );
    }
    const failed = failedLinks(minted);
    const refused = failed.map((one) => ({ to: one.cust_flag, code: one.result_code, said: one }));
    const task = { ...taskOf(house, asked, messages, minted.links, params.length), refused };
    house.take(task);
    const early = messages.filter((_, n) => fates[n]?.early);
    await Promise.all(early.map((message) => courier.early(task, message)));
    courier.promise(task);
    return {
      cut: cuts(house, task_name, fates),
      body: {
        ...stateOf(task),
        sms_channel: channel,
        resolve_task: resolve,
        failed_short_chains: failed,
      },
    };
  },
};

function taskOf(
  house: House,
  asked: Asked,
  messages: Message[],
  links: readonly Link[],
  submitted: number,
): Omit<Task, "refused"> {
  const { params: _, ...resolve_task } = asked.resolve_task;
  return {
    task_id: house.id(),
    kind: "send",
    task_name: asked.task_name,
    tpl_id: asked.resolve_task.tpl_id,
    at: house.now(),
    asked: { sms_channel: asked.sms_channel, resolve_task, submitted },
    messages,
    links,
  };
}

/** A task as answers write it. */
const stateOf = (task: Task) => ({
  task_name: task.task_name,
  task_id: task.task_id,
  task_state: task.messages.length > 0 ? "Success" : "Failed",
  creation_time: written(task.at),
  submission_count: task.asked.submitted,
  send_count: task.messages.length,
  resolve_count: task.links.length,
  support_resolve_count: -1,
});

const DELIVERED = "DELIVRD";
const statusOf = (message: Message, now: number) =>
  message.receive_at > now ? "sending" : message.status === DELIVERED ? "success" : "fail";

const tasks: Operation = {
  name: "list_aim_send_tasks",
  method: "GET",
  path: "/v1/aim/send-tasks",
  query: {
    task_id: words(64),
    task_name: NAME,
    tpl_id: TEMPLATE,
    tpl_name: words(100),
    begin_time: INSTANT,
    end_time: INSTANT,
    // The answer writes Failed.
    task_status: oneOf("Success", "Fail"),
    ...PAGE,
  },
  act({ query }, house) {
    const now = house.now();
    const all = house.tasks.all.filter(
      (task) =>
        (task.kind === "send" || task.kind === "sms") &&
        task.at + house.control.list_lag_ms <= now &&
        (query.task_id === undefined || task.task_id === query.task_id) &&
        (query.task_name === undefined || task.task_name === query.task_name) &&
        (query.tpl_id === undefined || task.tpl_id === query.tpl_id) &&
        (query.task_status === undefined || stateOf(task).task_state.startsWith(String(query.task_status))),
    );
    const { rows, page_info } = paged(between(all, query, now, 7 * DAY_MS).toReversed(), query);
    const aim_send_tasks = rows.map((task) => ({
      ...stateOf(task),
      sms_channel: task.asked.sms_channel,
      resolve_task: task.asked.resolve_task,
      failed_short_chains: task.kind === "send" ? task.refused.map(({ said }) => said) : [],
      success_number: task.messages.filter((message) => statusOf(message, now) === "success").length,
    }));
    return { body: { aim_send_tasks, page_info } };
  },
};

/** What became of each number of a task. Cards without a link were never sent, and stand with the task; texts that were refused are among the others. */
function detailsOf(house: House, task: Task, now: number) {
  const of = (to: string, msg_id: string) => ({
    msg_id,
    task_id: task.task_id,
    task_name: task.task_name,
    tpl_id: task.tpl_id,
    tpl_name: house.templates.get(task.tpl_id ?? "")?.tpl_name,
    cust_flag: to,
    send_account: to,
  });
  const sent = task.messages.map((message) => {
    const send_status = statusOf(message, now);
    const over = send_status !== "sending";
    return {
      ...of(message.to, message.msg_id),
      send_status,
      send_time: written(message.at),
      receive_time: over ? written(message.receive_at) : null,
      result_code: over ? message.status : null,
      sms_sign: message.sign,
    };
  });
  const time = written(task.at);
  const refused = task.refused.map(({ to, code }, n) => ({
    ...of(to, `${task.task_id}-${n}`),
    ...{ send_status: "fail", send_time: time, receive_time: time, result_code: code, sms_sign: "" },
  }));
  return task.kind === "sms" ? [...sent, ...refused] : sent;
}

const details: Operation = {
  name: "list_aim_send_details",
  method: "GET",
  path: "/v1/aim/send-details",
  query: {
    task_id: words(64),
    tpl_id: TEMPLATE,
    sms_sign: SIGN,
    cust_flag: words(64),
    begin_time: INSTANT,
    end_time: INSTANT,
    "offset*": digits(0, 10_000),
    "limit*": digits(1, 100),
  },
  act({ query }, house) {
    const now = house.now();
    const all = house.tasks.all.filter(
      (task) =>
        (task.kind === "send" || task.kind === "sms") &&
        task.at + house.control.list_lag_ms <= now &&
        (query.task_id === undefined || task.task_id === query.task_id) &&
        (query.tpl_id === undefined || task.tpl_id === query.tpl_id),
    );
    const some = between(all, query, now, 365 * DAY_MS)
      .flatMap((task) => detailsOf(house, task, now))
      .filter(
        (one) =>
          (query.cust_flag === undefined || one.cust_flag === query.cust_flag) &&
          (query.sms_sign === undefined || one.sms_sign === query.sms_sign),
      )
      .map(({ sms_sign: _, ...one }) => one);
    const { rows, page_info } = paged(some, query);
    return { body: { send_details: rows, page_info } };
  },
};

export const SENDS: readonly Operation[] = [create, tasks, details];
