/** `/v1/aim/resolve-tasks`: links are made, and what was made is listed. */
import { instantText } from "@tidings/shared/catalogue/answers.ts";
import { z } from "zod";
import { actAs } from "../../_core/caller.ts";
import { Refusal } from "../../_core/reply.ts";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import {
  type Filters,
  fault,
  given,
  hereOf,
  NOTHING,
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

const values = z.record(z.string().max(100), z.string().max(1000));
const param = z.strictObject({
  cust_flag: text(64),
  dync_params: values.optional(),
  custom_url: text(256).optional(),
  custom_short_code: text(10).optional(),
});
const body = z.strictObject({
  tpl_id: text(100),
  sms_signs: z.array(text(100)).min(1).max(5),
  resolving_times: z.int().min(1).max(1_000_000_000),
  aim_code_type: z.enum(["group", "individual"]),
  generation_type: z.enum(["1", "2"]).optional(),
  domain: text(300).optional(),
  expiration_time: z.int().min(1).max(180),
  params: z.array(param).min(1).max(100),
});
type Body = z.infer<typeof body>;

const made = named(
  "ResolveTaskParam",
  z.object({
    cust_flag: z.string().optional(),
    dync_params: values.optional(),
    custom_url: z.string().optional(),
    aim_url: z.string().optional(),
    aim_code: z.string().optional(),
    result_code: z.string().describe("0: created"),
    error_message: z.string().optional(),
    generate_date: z.string().optional(),
    expire_date: z.string().optional(),
    custom_short_code: z.string().optional(),
    resolved_date: z.string().optional(),
    resolved_times: z.int().optional(),
  }),
);
const task = {
  task_id: z.string(),
  tpl_id: z.string(),
  sms_signs: z.array(z.string()),
  resolving_times: z.int(),
  resolved_times: z.int(),
  aim_code_type: z.enum(["group", "individual"]),
  domain: z.string(),
  expiration_time: z.int(),
  params: z.array(made),
};
const created = named("CreateResolveTaskResponse", z.object(task));
const listed = named("ListResolveTaskResult", z.object({ ...task, task_name: z.string() }));

/** As the service writes it: without a scheme. */
export const bare = (address: unknown) => String(address ?? "").replace(/^https?:\/\//, "");

/** A link as it is listed. Callers who may not see whole codes of personal links are told none. */
function linkTold(row: Row): z.infer<typeof made> {
  return {
    cust_flag: String(row.cust_flag ?? ""),
    aim_url: bare(row.address),
    aim_code: String(row.code ?? ""),
    result_code: "0",
    generate_date: instantText(row.created_at),
    expire_date: instantText(row.expires_at),
    ...(row.custom_code ? { custom_short_code: String(row.custom_code) } : {}),
    ...(row.used_at ? { resolved_date: instantText(row.used_at) } : {}),
    resolved_times: Number(row.used),
  };
}

const taskTold = (row: Row, params: z.infer<typeof made>[]): z.infer<typeof created> => ({
  task_id: String(row.id),
  tpl_id: String(row.template_id),
  sms_signs: row.signatures as string[],
  resolving_times: Number(row.max_resolutions),
  resolved_times: Number(row.resolved ?? 0),
  aim_code_type: row.kind === "group" ? "group" : "individual",
  domain: String(row.domain_name),
  expiration_time: Number(row.validity_days),
  params,
});

/** The domain that is named; without one the law takes the default. @throws Refusal 400 */
export async function domainOf(
  asked: Asked,
  { generation_type, domain }: { generation_type?: string | undefined; domain?: string | undefined },
): Promise<string | undefined> {
  if (generation_type === "2" && domain === undefined)
    throw fault("KM.90016803", "generation_type 2 requires a domain.");
  if (domain === undefined) return undefined;
  const rows = await rowsOfView(asked, "domain_cards", [hereOf(asked, "domain")]);
  const found = rows.find(({ name, host }) => name === domain || host === domain);
  if (!found) throw fault("KM.90016803", "This domain doesn't exist.");
  return String(found.id);
}

/** Links of a task in the order in which they were asked for, those that could not be made in their places. */
async function linksOf(asked: Asked, id: string, { params }: Body): Promise<z.infer<typeof made>[]> {
  const [links, rejects] = await Promise.all([
    rowsOfView(asked, "link_cards", [["task_id", `eq.${id}`]]),
    rowsOfView(asked, "link_reject_cards", [["task_id", `eq.${id}`]], "ordinal"),
  ]);
  return params.map((one, at) => {
    const is = ({ ordinal }: Row) => ordinal === at + 1;
    const [link, reject] = [links.find(is), rejects.find(is)];
    if (link) return { ...linkTold(link), ...one };
    return { ...one, result_code: "KM.90016802", error_message: String(reject?.reason ?? "retrying") };
  });
}

async function create(asked: Asked): Promise<Answer> {
  const given = asked.body as Body;
  const isGroup = given.aim_code_type === "group";
  if (isGroup && given.params.length !== 1)
    throw fault("KM.90016803", "A group link must have exactly one entry in params.");
  // Where a personal link leads to, its template says.
  if (!isGroup && given.params.some(({ custom_url }) => custom_url !== undefined))
    throw new Refusal(422, "group_only", "group_only", { details: { field: "custom_url" } });
  const [first] = given.params;
  const domain_id = await domainOf(asked, given);
  const request = asked.request();
  const input = {
    kind: isGroup ? "group" : "personal",
    source: "api",
    // The service names no task here. A repeated request has the same name, as it has the same input.
    name: `API ${request.slice(0, 8)}`,
    template_id: given.tpl_id,
    ...(domain_id ? { domain_id } : {}),
    signatures: given.sms_signs,
    validity_days: given.expiration_time,
    max_resolutions: given.resolving_times,
    ...(isGroup
      ? {
          jump_url: first?.custom_url ?? null,
          params: first?.dync_params ?? null,
          custom_code: first?.custom_short_code ?? null,
        }
      : {
          links: given.params.map(({ cust_flag, dync_params, custom_short_code }) => ({
            cust_flag,
            params: dync_params ?? null,
            custom_code: custom_short_code ?? null,
          })),
        }),
  };
  const row = (await actAs(asked.caller, asked.env, "create_resolve_task", { input, request })) as Row;
  return { body: taskTold(row, await linksOf(asked, String(row.id), given)) };
}

const query = z.strictObject({
  task_id: text(100).optional(),
  task_name: text(300).optional(),
  tpl_id: text(100).optional(),
  tpl_name: text(300).optional(),
  cust_flag: text(64).optional(),
  aim_url: text(300).optional(),
  ...stretch,
  ...page,
});

/** The tasks of these links. A flag is found in one task alone: of all of them it would be a search through every number. */
async function tasksWith(asked: Asked): Promise<Filters> {
  const { task_id, cust_flag, aim_url } = asked.query;
  if (cust_flag !== undefined) {
    if (task_id === undefined) throw fault("KM.90016803", "cust_flag requires task_id.");
    const { rows } = (await actAs(asked.caller, asked.env, "find_recipient", {
      resource: "link",
      number: cust_flag,
      of: task_id,
    })) as { rows: Row[] };
    if (rows.length === 0) return [["id", `eq.${NOTHING}`]];
  }
  if (aim_url === undefined) return [];
  const found = (await actAs(asked.caller, asked.env, "find_link", { code: aim_url })) as Row | null;
  // An address of a send, or of several domains, is that of no task.
  return withId("id", found?.task_id ?? "none");
}

async function list(asked: Asked): Promise<Answer> {
  const { task_id, task_name, tpl_id, tpl_name } = asked.query;
  const here = hereOf(asked, "resolve_task");
  const [from, to] = stretchOf(asked.query, 24);
  const filters: Filters = [
    here,
    ["submitted_at", `gte.${from}`],
    ["submitted_at", `lt.${to}`],
    ...withId("id", task_id),
    ...withId("template_id", tpl_id),
    ...given("name", task_name, "ilike"),
    ...given("template_name", tpl_name, "ilike"),
    ...(await tasksWith(asked)),
  ];
  const { rows, page_info } = await pageOfView(asked, "resolve_task_cards", filters, "submitted_at.desc,id");
  const ids = rows.map(({ id }) => String(id));
  // Of a large task the details are listed by themselves (resolve-details).
  const links =
    ids.length === 0
      ? []
      : await rowsOfView(asked, "link_cards", [
          ["task_id", `in.(${ids.join(",")})`],
          ["ordinal", "lte.100"],
        ]);
  const resolve_tasks = rows.map((row) => ({
    ...taskTold(row, links.filter((link) => link.task_id === row.id).map(linkTold)),
    task_name: String(row.name),
  }));
  return { body: { resolve_tasks, page_info } };
}

export const RESOLVE_ROUTES: readonly Route[] = [
  {
    ...{ method: "post", path: "/v1/aim/resolve-tasks", dialect: "vendor", group: "AIM links" },
    ...{ summary: "CreateResolveTask", body, once: "signed", answers: { 200: created } },
    run: create,
  },
  {
    ...{ method: "get", path: "/v1/aim/resolve-tasks", dialect: "vendor", group: "AIM links" },
    summary: "ListResolveTasks",
    description: "By default of the last 24 hours; each task includes its first 100 links.",
    query,
    answers: { 200: z.object({ resolve_tasks: z.array(listed), page_info: pageInfo }) },
    run: list,
  },
];
