/** Short links: minted for a template and some signatures, opened by phones. */
import { randomInt } from "node:crypto";
import { text } from "../../ground/json.ts";
import { bad, unknownTemplate } from "../errors.ts";
import type { House } from "../house.ts";
import { between, DAY_MS, type Operation, paged } from "../operation.ts";
import type { Link, Task } from "../rows.ts";
import {
  type Check,
  digits,
  type Fields,
  fields,
  INSTANT,
  list,
  map,
  oneOf,
  PAGE,
  TEMPLATE,
  whole,
  text as words,
} from "../shapes.ts";
import { seconds } from "../times.ts";

const DOMAIN = "km2g.cn";
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
/** Domains that were filed with the service, for codes of one's own. */
const FILED = new Set(["vip.example", "link.example"]);

export const SIGN = words(18, { like: /^[^【】[\]]+$/ });
export const LINK: Fields = {
  dync_params: map(words(100, { least: 0 })),
  custom_short_code: words(10, { least: 3, like: /^[A-Za-z0-9]+$/ }),
};
export const customUrl = (most: number): Check => words(most, { like: /^https?:\/\// });

type Wanted = {
  cust_flag: string;
  dync_params?: Record<string, string>;
  custom_url?: string;
  custom_short_code?: string;
};
export type Minting = {
  tpl_id: string;
  aim_code_type: string;
  generation_type?: string;
  domain?: string;
  expiration_time: number;
  params: readonly Wanted[];
};
export type Minted = { links: Link[]; failed: { wanted: Wanted; code: string; why: string }[] };

function codeOf(house: House, domain: string): string {
  for (;;) {
    const code = Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
    if (!house.link(`${domain}/${code}`)) return code;
  }
}

/** @throws Refusal when nothing is minted */
export function mint(house: House, asked: Minting, times: number, signs: readonly string[]): Minted {
  const template = house.templates.get(asked.tpl_id);
  if (!template) throw unknownTemplate(asked.tpl_id);
  if (template.audit_state !== 2 || template.tpl_state !== 1)
    throw bad("KM.90016805", "The template is not approved or not enabled.");
  const own = asked.generation_type === "2";
  if (own && !asked.domain) throw bad("KM.90016803", "domain is missing.");
  if (own && !FILED.has(asked.domain ?? "")) throw bad("KM.90016803", "The domain is not filed.");
  if (template.params.length > 0 && asked.aim_code_type !== "individual")
    throw bad("KM.90016418", "A template with parameters needs links of one's own.");
  const domain = own ? (asked.domain ?? "") : DOMAIN;
  const minted: Minted = { links: [], failed: [] };
  const taken = new Set<string>();
  for (const wanted of asked.params) {
    const given = Object.keys(wanted.dync_params ?? {}).map((name) => name.replace(/^\$\{(.*)\}$/, "$1"));
    if ([...given].sort().join() !== [...template.params].sort().join()) {
      minted.failed.push({ wanted, code: "90016802", why: "dync_params do not fit the template" });
      continue;
    }
    const code = own ? wanted.custom_short_code : codeOf(house, domain);
    if (code === undefined) throw bad("KM.90016803", "custom_short_code is missing.");
    const url = `${domain}/${code}`;
    if (taken.has(url) || house.link(url)) {
      minted.failed.push({ wanted, code: "90011001", why: "the short code is taken" });
      continue;
    }
    taken.add(url);
    minted.links.push({
      aim_url: url,
      aim_code: code,
      cust_flag: wanted.cust_flag,
      dync_params: wanted.dync_params ?? {},
      custom_url: own ? null : (wanted.custom_url ?? null),
      custom_short_code: own ? code : null,
      signs,
      times,
      expires_at: house.now() + asked.expiration_time * DAY_MS,
    });
  }
  return minted;
}

/** A link as answers write it; one that was not minted has the reason. */
const said = (link: Link, at: number) => ({
  cust_flag: link.cust_flag,
  dync_params: link.dync_params,
  ...(link.custom_url === null ? {} : { custom_url: link.custom_url }),
  ...(link.custom_short_code === null ? {} : { custom_short_code: link.custom_short_code }),
  aim_url: link.aim_url,
  aim_code: link.aim_code,
  result_code: "0",
  error_message: "",
  generate_date: seconds(at),
  expire_date: seconds(link.expires_at),
});
export const failedLinks = ({ failed }: Minted) =>
  failed.map(({ wanted, code, why }) => ({ ...wanted, result_code: code, error_message: why }));

const resolves = (house: House, task: Task) =>
  task.links.reduce((sum, { aim_url }) => sum + (house.opened.get(aim_url)?.times ?? 0), 0);

const create: Operation = {
  name: "create_resolve_task",
  method: "POST",
  path: "/v1/aim/resolve-tasks",
  body: fields({
    "tpl_id*": TEMPLATE,
    "sms_signs*": list(SIGN, 1, 5),
    "resolving_times*": whole(1, 100_000_000),
    "aim_code_type*": oneOf("group", "individual"),
    generation_type: oneOf("1", "2"),
    domain: words(64),
    "expiration_time*": whole(1, 180),
    "params*": list(fields({ "cust_flag*": words(64), custom_url: customUrl(256), ...LINK }), 1, 100),
  }),
  act({ body }, house) {
    const asked = body as unknown as Minting & { sms_signs: string[]; resolving_times: number };
    const group = asked.aim_code_type === "group";
    if (group && asked.params.length !== 1) throw bad("KM.90016416", "A group has one link a call.");
    if (group && asked.resolving_times < 2)
      throw bad("KM.90016803", "resolving_times of a group is 2 or more.");
    if (!group && asked.resolving_times !== 1) throw bad("KM.90016803", "resolving_times of one is 1.");
    if (!group && asked.expiration_time > 7) throw bad("KM.90016803", "expiration_time is 1 to 7.");
    if (new Set(asked.sms_signs).size < asked.sms_signs.length) throw bad("KM.90016417", "sms_signs repeat.");
    const minted = mint(house, asked, asked.resolving_times, asked.sms_signs);
    const at = house.now();
    const { params: _, ...rest } = asked;
    const task: Task = {
      task_id: house.id(),
      kind: "resolve",
      task_name: "",
      tpl_id: asked.tpl_id,
      at,
      asked: rest,
      messages: [],
      links: minted.links,
      refused: [],
    };
    house.take(task);
    return {
      body: {
        task_id: task.task_id,
        ...rest,
        resolved_times: 0,
        params: [...minted.links.map((link) => said(link, at)), ...failedLinks(minted)],
      },
    };
  },
};

const TASKS: Fields = {
  task_id: words(64),
  task_name: words(100),
  tpl_id: TEMPLATE,
  tpl_name: words(100),
  cust_flag: words(64),
  aim_url: words(256),
  begin_time: INSTANT,
  end_time: INSTANT,
};

const tasks: Operation = {
  name: "list_resolve_tasks",
  method: "GET",
  path: "/v1/aim/resolve-tasks",
  query: { ...TASKS, ...PAGE },
  act({ query }, house) {
    const all = house.tasks.all.filter(
      (task) =>
        task.kind === "resolve" &&
        (query.task_id === undefined || task.task_id === query.task_id) &&
        (query.tpl_id === undefined || task.tpl_id === query.tpl_id) &&
        (query.aim_url === undefined || task.links.some((link) => link.aim_url === query.aim_url)) &&
        (query.cust_flag === undefined || task.links.some((link) => link.cust_flag === query.cust_flag)),
    );
    const { rows, page_info } = paged(between(all, query, house.now(), DAY_MS), query);
    const resolve_tasks = rows.map((task) => ({
      task_id: task.task_id,
      task_name: task.task_name,
      ...task.asked,
      resolved_times: resolves(house, task),
      params: task.links.map((link) => said(link, task.at)),
    }));
    return { body: { resolve_tasks, page_info } };
  },
};

const details: Operation = {
  name: "list_aim_resolve_details",
  method: "GET",
  path: "/v1/aim/resolve-details",
  query: {
    ...TASKS,
    sms_sign: SIGN,
    resolved_status: oneOf("success", "fail", "unresolved"),
    "offset*": digits(0, 10_000),
    "limit*": digits(1, 100),
  },
  act({ query }, house) {
    const all = house.tasks.all.filter((task) => task.links.length > 0);
    const some = between(all, query, house.now(), DAY_MS).flatMap((task) =>
      task.links.map((link) => {
        const opened = house.opened.get(link.aim_url);
        return {
          resolve_id: link.aim_code,
          task_id: task.task_id,
          task_name: task.task_name,
          send_account: link.cust_flag,
          tpl_id: task.tpl_id,
          tpl_name: house.templates.get(task.tpl_id ?? "")?.tpl_name,
          cust_flag: link.cust_flag,
          aim_url: link.aim_url,
          result_code: "0",
          generate_date: seconds(task.at),
          expire_date: seconds(link.expires_at),
          resolved_time: opened ? seconds(opened.at) : null,
          resolved_status: opened ? "success" : "unresolved",
        };
      }),
    );
    const wanted = ["task_id", "tpl_id", "cust_flag", "aim_url", "resolved_status"] as const;
    const fitting = some.filter((one) =>
      wanted.every((name) => query[name] === undefined || text(query[name]) === one[name]),
    );
    const { rows, page_info } = paged(fitting, query);
    return { body: { resolve_details: rows, page_info } };
  },
};

export const LINKS: readonly Operation[] = [create, tasks, details];
