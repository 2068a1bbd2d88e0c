/** The basic edition: messages with pictures in frames, by templates of their own. */
import { text } from "../../ground/json.ts";
import { delay } from "../control.ts";
import type { Courier } from "../courier.ts";
import { bad } from "../errors.ts";
import type { House } from "../house.ts";
import { between, DAY_MS, type Operation, ok, paged } from "../operation.ts";
import type { BasicTemplate, Message, Task } from "../rows.ts";
import { ADDRESS, fields, HTTP, INSTANT, list, oneOf, PAGE, whole, text as words } from "../shapes.ts";
import { seconds } from "../times.ts";
import { cuts, fatesOf, messageOf } from "./sends.ts";
import { nineDigits } from "./templates.ts";

const PLACE = /#p_(\d{1,3})#/g;
const parameter = fields({
  "param_name*": words(30),
  "content_type*": oneOf("txt"),
  "content_source*": oneOf("txt"),
  "content_detail*": words(500, { least: 0 }),
});
const MOST = 5000;
const numbers = list(ADDRESS, 1, MOST);

const create: Operation = {
  name: "create_vms_template",
  method: "POST",
  path: "/v1/aim-basic/templates",
  body: fields({
    "expiration_time*": words(4, { like: /^[1-9]\d{0,3}$/ }),
    "tpl_name*": words(100),
    "title*": words(20, { like: /^[^【】]+$/ }),
    "reslist*": list(
      fields({
        index: words(3, { like: /^[1-8]-[12]$/ }),
        "type*": oneOf("txt", "jpg", "jpeg", "png", "gif", "mp3", "wav", "3gp"),
        "name*": words(100),
        "source*": oneOf("txt", "file", "url"),
        "content*": words(4_000_000),
      }),
      1,
      10,
    ),
    remarks: words(200, { least: 0 }),
    callbackurl: HTTP,
    is_draft: oneOf(0, 1),
  }),
  act({ body }, house, courier) {
    const reslist = body.reslist as BasicTemplate["reslist"];
    const indexes = reslist.map((one) => one.index);
    if (indexes.some((one) => one === undefined) && indexes.some((one) => one !== undefined))
      throw bad("KM.90016803", "index is given for all or for none.");
    const given = indexes.filter((one) => one !== undefined);
    if (new Set(given).size < given.length) throw bad("KM.90016803", "An index stands twice.");
    const texts = reslist.filter((one) => one.type === "txt");
    const [, sign] = /^【([^【】]{1,18})】/.exec(texts[0]?.content ?? "") ?? [];
    if (!sign) throw bad("KM.90016803", "The first text does not begin with 【signature】.");
    if (texts.some((one, n) => /[【】]/.test(n === 0 ? one.content.slice(sign.length + 2) : one.content)))
      throw bad("KM.90016803", "【】 are for the signature alone.");
    if (texts.some((one) => one.content.includes("拒收请回复R")))
      throw bad("KM.90016803", "The service adds the opt-out by itself.");
    const used = [
      ...new Set(texts.flatMap(({ content }) => [...content.matchAll(PLACE)].map(([place]) => place))),
    ];
    const now = house.now();
    const draft = body.is_draft === 1;
    const template: BasicTemplate = {
      tpl_id: nineDigits(house),
      tpl_name: text(body.tpl_name),
      title: text(body.title),
      reslist,
      sign,
      params: used,
      callbackurl: text(body.callbackurl) || null,
      audit_state: 1,
      audit_desc: "",
      ends_at: now + Number(body.expiration_time) * DAY_MS,
      at: now,
      decides_at: draft ? null : now + delay(house.control.review_delay_ms),
    };
    house.basicTemplates.put(template.tpl_id, template);
    reviewBasic(template, house, courier);
    return { body: { tplid: template.tpl_id } };
  },
};

export function reviewBasic(template: BasicTemplate, house: House, courier: Courier): void {
  if (template.decides_at === null) return;
  courier.after(Math.max(0, template.decides_at - house.now()), () => {
    const row = house.basicTemplates.get(template.tpl_id);
    if (!row || row.decides_at === null) return;
    const why = house.control.template_reject;
    const audit_state = why === null ? 0 : 2;
    house.basicTemplates.put(row.tpl_id, { ...row, audit_state, audit_desc: why ?? "", decides_at: null });
    courier.decidedBasic(row.tpl_id);
  });
}

const all: Operation = {
  name: "list_vms_template_status",
  method: "GET",
  path: "/v1/aim-basic/templates",
  query: {
    tpl_id: words(64),
    tpl_name: words(100),
    tpl_type: words(20),
    has_param: oneOf("true", "false"),
    begin_time: INSTANT,
    end_time: INSTANT,
    ...PAGE,
  },
  act({ query }, house) {
    const fitting = house.basicTemplates.all.filter(
      (one) =>
        (query.tpl_id === undefined || one.tpl_id === query.tpl_id) &&
        (query.tpl_name === undefined || one.tpl_name === query.tpl_name),
    );
    const { rows, page_info } = paged(fitting, query);
    const templates = rows.map((one) => ({
      tpl_id: one.tpl_id,
      audit_state: one.audit_state,
      audit_desc: one.audit_desc,
      tpl_size: JSON.stringify(one.reslist).length,
      valid_time: seconds(one.ends_at),
      status_detail: ["cmcc", "cucc", "ctcc"].map((carrier) => ({
        carrier,
        status: one.audit_state,
        desc: "",
      })),
      preview_url: "",
      tpl_name: one.tpl_name,
      title: one.title,
      tpl_sign: one.sign,
      create_time: seconds(one.at),
      var_info: one.params.map((name) => ({ name, type: "txt" })),
      restags: "三网一般",
    }));
    return ok({ templates, page_info });
  },
};

type Value = { param_name: string; content_detail: string };
type Part = { mobiles: string[]; dync_params?: Value[] };
type Asked = {
  task_name: string;
  tpl_id: string;
  exdata?: string;
  mobiles?: string[];
  dync_params?: Value[];
  individual_params?: Part[];
};

/** @throws Refusal when the values are not those of the template */
function textOf(template: BasicTemplate, values: readonly Value[]): string {
  if (values.length !== template.params.length)
    throw bad("KM.90016802", `${values.length} values for ${template.params.length} parameters.`);
  const byPlace = new Map(template.params.map((place, n) => [place, values[n]?.content_detail ?? ""]));
  return template.reslist
    .filter((one) => one.type === "txt")
    .map((one) => one.content.replace(PLACE, (place) => byPlace.get(place) ?? ""))
    .join("\n")
    .concat(" 拒收请回复R");
}

const send: Operation = {
  name: "create_vms_send_task",
  method: "POST",
  path: "/v1/aim-basic/send-tasks",
  body: fields({
    "task_name*": words(100, { like: /\S/ }),
    "tpl_id*": words(64),
    expiration_time: whole(1, 72),
    mobiles: numbers,
    dync_params: list(parameter, 0, 100),
    individual_params: list(
      fields({ "mobiles*": numbers, "dync_params*": list(parameter, 0, 100) }),
      1,
      MOST,
    ),
    exdata: words(256),
  }),
  async act({ body }, house, courier) {
    const asked = body as unknown as Asked;
    if ((asked.mobiles === undefined) === (asked.individual_params === undefined))
      throw bad("KM.90016803", "One of mobiles and individual_params is given.");
    const template = house.basicTemplates.get(asked.tpl_id);
    const no = (ret_code: string, desc: string) => ok({ ret_code, desc });
    if (!template) return no("1", "The template does not exist.");
    if (template.audit_state !== 0 || template.ends_at < house.now())
      return no("2", "The template is not usable.");
    const parts: Part[] = asked.individual_params ?? [
      { mobiles: asked.mobiles ?? [], dync_params: asked.dync_params ?? [] },
    ];
    const to = parts.flatMap(({ mobiles }) => mobiles);
    if (to.length > MOST) throw bad("KM.90016803", `More than ${MOST} numbers.`);
    if (new Set(to).size < to.length)
      house.violations.add("create_vms_send_task", "a number stands twice in one call");
    const fates = fatesOf(house, to);
    const messages: Message[] = [];
    const early: Message[] = [];
    let n = 0;
    for (const { mobiles, dync_params = [] } of parts) {
      const written = textOf(template, dync_params);
      for (const number of mobiles) {
        const fate = fates[n];
        n += 1;
        if (!fate || fate.refused) continue;
        const params = Object.fromEntries(dync_params.map((one) => [one.param_name, one.content_detail]));
        const what = {
          to: number,
          text: written,
          sign: template.sign,
          tpl_id: asked.tpl_id,
          link: null,
          params,
        };
        const message = messageOf(house, { ...fate, opens: false }, house.nextCursor + messages.length, what);
        messages.push(message);
        if (fate.early) early.push(message);
      }
    }
    const at = house.now();
    const task: Task = {
      task_id: house.id(),
      kind: "basic",
      task_name: asked.task_name,
      tpl_id: asked.tpl_id,
      at,
      asked: { exdata: asked.exdata, submitted: to.length, tpl_name: template.tpl_name },
      messages,
      links: [],
      refused: [],
    };
    house.take(task);
    await Promise.all(early.map((message) => courier.early(task, message)));
    courier.promise(task);
    for (const [place, fate] of fates.entries())
      if (fate.replies !== null && to[place]) {
        const { replies } = fate;
        const number = to[place];
        courier.after(300, () => courier.replyBasic(task.task_id, number, replies));
      }
    return {
      ...ok({ ret_code: "0", task_id: task.task_id, desc: "success" }),
      cut: cuts(house, task.task_name, fates),
    };
  },
};

const tasks: Operation = {
  name: "list_vms_send_tasks",
  method: "GET",
  path: "/v1/aim-basic/send-tasks",
  query: {
    task_name: words(100),
    task_id: words(64),
    tpl_id: words(64),
    tpl_name: words(100),
    begin_time: INSTANT,
    end_time: INSTANT,
    send_begin_time: INSTANT,
    send_end_time: INSTANT,
    operator: words(64),
    task_status: oneOf(
      "submit_success",
      "submit_failed",
      "processing",
      "sending_failed",
      "re_submit_success",
      "sending_complete",
      "re_submit_failed",
      "re_processing",
      "re_sending_complete",
      "scheduled",
    ),
    ...PAGE,
  },
  act({ query }, house) {
    const now = house.now();
    const fitting = house.tasks.all.filter(
      (task) =>
        task.kind === "basic" &&
        task.at + house.control.list_lag_ms <= now &&
        (query.task_id === undefined || task.task_id === query.task_id) &&
        (query.task_name === undefined || task.task_name === query.task_name) &&
        (query.tpl_id === undefined || task.tpl_id === query.tpl_id),
    );
    const { rows, page_info } = paged(between(fitting, query, now, 365 * DAY_MS).toReversed(), query);
    const aim_basic_send_tasks = rows.map((task) => {
      const over = task.messages.filter((message) => message.receive_at <= now);
      const counted = (fits: (status: string) => boolean) => over.filter(({ status }) => fits(status)).length;
      return {
        task_id: task.task_id,
        task_name: task.task_name,
        task_state: over.length === task.messages.length ? "sending_complete" : "processing",
        tpl_id: task.tpl_id,
        tpl_name: task.asked.tpl_name,
        operator: "double",
        create_time: seconds(task.at),
        send_time: seconds(task.at),
        total_count: task.messages.length,
        success_count: counted((status) => status === "DELIVRD"),
        failed_count: counted((status) => status !== "DELIVRD" && status !== "EXPIRED"),
        timeout_count: counted((status) => status === "EXPIRED"),
        exdata: task.asked.exdata ?? "",
      };
    });
    return ok({ aim_basic_send_tasks, page_info });
  },
};

export const BASIC: readonly Operation[] = [create, all, send, tasks];
