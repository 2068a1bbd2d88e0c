/** Texts alone, by templates of SMS; and the templates, signatures and apps that a member keeps in the console. */

import { plainNumber } from "../control.ts";
import { bad } from "../errors.ts";
import type { House } from "../house.ts";
import { type Operation, paged } from "../operation.ts";
import type { Message, Task } from "../rows.ts";
import { ADDRESS, digits, fields, list, PAGE, text as words } from "../shapes.ts";
import { faultOf, textOf } from "../sms_texts.ts";
import { seconds, written } from "../times.ts";
import { cuts, fatesOf, messageOf } from "./sends.ts";

type Content = { to: string[]; template_id: string; template_params?: string[] };
type Asked = { sms_content: Content[]; channel_num?: string; extend?: string; task_name?: string };

const VALUE = words(256, { least: 0 });
const CONTENT = { "to*": list(ADDRESS, 1, 500), "template_id*": words(36) };
const COMMON = {
  channel_num: words(21),
  extend: words(256, { like: /^[^{}]+$/ }),
  task_name: words(100, { like: /\S/ }),
};

/** Sends one content after the other; each number has its own answer. */
async function send(asked: Asked, house: House, courier: Parameters<Operation["act"]>[2]) {
  const numbers = asked.sms_content.flatMap(({ to }) => to);
  if (numbers.length > 500) throw bad("E200015", "Too many numbers in one call.");
  const fates = fatesOf(house, numbers);
  const at = house.now();
  const task_name = asked.task_name ?? `Task_${at}`;
  const messages: Message[] = [];
  const results: object[] = [];
  const refused: { to: string; code: string; said: object }[] = [];
  const early: Message[] = [];
  const seen = new Set<string>();
  let n = 0;
  for (const { to, template_id, template_params = [] } of asked.sms_content) {
    const template = house.smsTemplates.get(template_id);
    const signature = house.signatures.get(template?.signature_id ?? "");
    if (!template || !signature) throw bad("KM.00001082", "The SMS template does not exist.");
    if (asked.channel_num !== undefined && asked.channel_num !== signature.channel_num)
      throw bad("KM.00001098", "The channel number is not that of the signature.");
    const fault =
      template.flow_status !== "approved" ? "E200030" : faultOf(template, template_params) ? "E200028" : null;
    const text = textOf(template, signature.signature_name, template_params);
    for (const number of to) {
      const fate = fates[n];
      n += 1;
      if (!fate) continue;
      const same = `${plainNumber(number)} ${text}`;
      const status = fault ?? (seen.has(same) ? "E200041" : fate.refused ? "E200033" : "000000");
      if (status === "E200041") house.violations.add("sms", "a number stands twice in one call");
      seen.add(same);
      const message = messageOf(house, fate, house.nextCursor + messages.length, {
        to: number,
        text,
        sign: signature.signature_name,
        tpl_id: null,
        link: null,
        params: {},
      });
      const said = {
        to: number,
        channel_num: signature.channel_num,
        msg_id: message.msg_id,
        send_status: status,
        create_time: seconds(at),
      };
      results.push(said);
      if (status !== "000000") {
        refused.push({ to: number, code: status, said });
        continue;
      }
      messages.push(message);
      if (fate.early) early.push(message);
    }
  }
  const task: Task = {
    task_id: house.id(),
    kind: "sms",
    task_name,
    tpl_id: null,
    at,
    asked: { submitted: numbers.length, ...(asked.extend === undefined ? {} : { extend: asked.extend }) },
    messages,
    links: [],
    refused,
  };
  house.take(task);
  await Promise.all(early.map((message) => courier.early(task, message)));
  courier.promise(task);
  return {
    cut: cuts(house, task_name, fates),
    body: { task_id: task.task_id, status: messages.length > 0 ? "Success" : "Failed", result: results },
  };
}

const different: Operation = {
  name: "send_aim_batch_different_messages",
  method: "POST",
  path: "/v1/aim/sms/diff-messages",
  body: fields({
    "sms_content*": list(fields({ ...CONTENT, template_params: list(VALUE, 0, 20) }), 1, 500),
    ...COMMON,
  }),
  act: ({ body }, house, courier) => send(body as unknown as Asked, house, courier),
};

const alike: Operation = {
  name: "send_aim_batch_messages",
  method: "POST",
  path: "/v1/aim/sms/messages",
  body: fields({ ...CONTENT, "template_params*": list(VALUE, 0, 20), signature: words(18), ...COMMON }),
  act({ body }, house, courier) {
    const { to, template_id, template_params, ...rest } = body as unknown as Content &
      Omit<Asked, "sms_content">;
    return send(
      { ...rest, sms_content: [{ to, template_id, template_params: template_params ?? [] }] },
      house,
      courier,
    );
  },
};

const TIMES = { begin_time: words(30), end_time: words(30), start_time: words(30) };
const named = <Row>(
  rows: readonly Row[],
  query: Record<string, unknown>,
  names: readonly (keyof Row & string)[],
) => rows.filter((row) => names.every((name) => query[name] === undefined || row[name] === query[name]));

const apps: Operation = {
  name: "list_aim_msg_app",
  method: "GET",
  path: "/v1/sms/apps",
  query: { ...PAGE, app_name: words(64), status: words(20), ...TIMES },
  act({ query }, house) {
    const { rows, page_info } = paged(named(house.apps.all, query, ["app_name"]), query);
    const result = rows.map((app) => ({
      app_id: app.app_id,
      app_name: app.app_name,
      status: "1",
      region: "cn-north-4",
      create_time: written(app.at),
      up_link_addr: app.up_link_addr ?? "",
    }));
    return { body: { result, page_info } };
  },
};

const signatures: Operation = {
  name: "list_aim_msg_signature",
  method: "GET",
  path: "/v1/sms/signatures",
  // Its offset is the one that the pages write as a text.
  query: {
    app_name: words(64),
    signature_id: words(36),
    signature_name: words(18),
    signature_type: words(30),
    status: words(20),
    offset: digits(0, 10_000),
    limit: digits(1, 100),
    ...TIMES,
  },
  act({ query }, house) {
    const all = named(house.signatures.all, query, [
      "signature_id",
      "signature_name",
      "signature_type",
      "status",
    ]);
    const { rows, page_info } = paged(all, query);
    const result = rows.map(({ at, ...signature }) => ({
      ...signature,
      app_name: house.apps.get(signature.app_id)?.app_name,
      apply_desc: "",
      file_id: "1",
      signature_source: 0,
      is_involved_third: "no",
      review_desc: "",
      create_time: written(at),
    }));
    return { body: { result, page_info } };
  },
};

const templates: Operation = {
  name: "list_aim_msg_template",
  method: "GET",
  path: "/v1/sms/templates",
  query: {
    ...PAGE,
    app_name: words(64),
    flow_status: words(30),
    template_id: words(36),
    template_name: words(100),
    template_type: words(30),
    ...TIMES,
  },
  act({ query }, house) {
    const all = named(house.smsTemplates.all, query, [
      "flow_status",
      "template_id",
      "template_name",
      "template_type",
    ]);
    const { rows, page_info } = paged(all, query);
    const result = rows.map(({ at, variables, ...template }) => {
      const app = house.apps.get(house.signatures.get(template.signature_id)?.app_id ?? "");
      return {
        ...template,
        app_id: app?.app_id,
        app_name: app?.app_name,
        template_desc: "",
        has_variable: variables.length > 0 ? "1" : "0",
        status: "1",
        universal_template: 0,
        review_desc: "",
        create_time: written(at),
      };
    });
    return { body: { result, page_info } };
  },
};

const variables: Operation = {
  name: "show_aim_msg_template_variable",
  method: "GET",
  path: "/v1/sms/templates/{template_id}/variable",
  act({ path }, house) {
    const template = house.smsTemplates.get(path.template_id ?? "");
    if (!template) throw bad("KM.00001082", "The SMS template does not exist.");
    const results = template.variables.map((variable_type, n) => ({
      id: n + 1,
      variable_index: n + 1,
      variable_length: 20,
      variable_type,
      variable_desc: "",
    }));
    return { body: { results, total: results.length } };
  },
};

export const SMS: readonly Operation[] = [different, alike, apps, signatures, templates, variables];
