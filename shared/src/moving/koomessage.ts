/**
 * What a KooMessage account answers, as items that can be moved in (CHL-1): pure functions from one row of a list to an item. A row that
 * says too little becomes an item that cannot come, with its reason. Numbers of people are not taken over.
 */
import { z } from "zod";
import type { Enum } from "../ground/enums.ts";
import { kindHere, LINK_THERE, SOURCES_THERE, variableHere } from "../sms/koomessage.ts";
import type { SmsVariable } from "../sms/variables.ts";

export type ImportKind = Enum<"import_kind">;
type ImportState = Enum<"import_state">;

/** As `private.keep_import_items` takes it. `summary`: what is worth reading of it, in one line. */
export interface ImportItem {
  readonly kind: ImportKind;
  readonly outside_id: string;
  readonly name: string;
  readonly outside_state: ImportState;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly problem: string | null;
  readonly problem_details: Readonly<Record<string, string>> | null;
}

/** A text or a number of an answer as a text; nothing is an empty one. */
export const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value).trim()));
const count = z
  .number()
  .nullish()
  .transform((value) => value ?? 0);

/**
 * The words of signatures are REVIEW_PASSED, REVIEW_NOT_PASS, PENDING_REVIEW …, those of SMS templates Adopted, Reviewing and Reject, as its SDK has them. What it does
 * not document is told by what it begins like, and the rest is `other`.
 */
export function stateOf(said: string): ImportState {
  if (/reject|fail|refus|not.?pass|un.?pass|not.?approv|un.?approv|未通过|不通过|驳回/i.test(said))
    return "rejected";
  if (/passed|adopted|approved|^审核通过/i.test(said)) return "approved";
  if (/review|audit|pending|process|wait|审核中|待审/i.test(said)) return "reviewing";
  if (/disable|off|停用|禁用/i.test(said)) return "off";
  if (/pass|approv|success|valid|normal|enable|online|通过|正常/i.test(said)) return "approved";
  return "other";
}

const item = (
  kind: ImportKind,
  outside_id: string,
  name: string,
  outside_state: ImportState,
  facts: Readonly<Record<string, unknown>>,
): ImportItem => ({
  ...{ kind, outside_id: outside_id.slice(0, 100), name: name.slice(0, 300) || outside_id, outside_state },
  ...{ facts, problem: null, problem_details: null },
});

const cannot = (
  made: ImportItem,
  problem: string,
  problem_details: Record<string, string> | null = null,
): ImportItem => ({ ...made, problem, problem_details });

// ------------------------------------------------------------------------------------------------
// SMS signatures and templates

const signature = z.object({
  signature_id: text,
  signature_name: text,
  signature_type: text,
  app_name: text,
  apply_desc: text,
  status: text,
  signature_source: count,
  is_involved_third: text,
});

/** A signature (`list_aim_msg_signature`). Null: the row is none. */
export function signatureItem(row: unknown): ImportItem | null {
  const { data } = signature.safeParse(row);
  if (!data?.signature_id || !data.signature_name) return null;
  const name = data.signature_name.replace(/^【|】$/g, "");
  const facts = {
    kind: kindHere(data.signature_type),
    app: data.app_name,
    source: SOURCES_THERE[data.signature_source] ?? "company",
    third_party: /^yes$/i.test(data.is_involved_third),
    purpose: data.apply_desc,
    summary: [`【${name}】`, data.app_name, data.status].filter(Boolean).join(" · "),
  };
  return item("signature", data.signature_id, name, stateOf(data.status), facts);
}

const smsTemplate = z.object({
  template_id: text,
  template_name: text,
  template_type: text,
  template_content: text,
  template_desc: text,
  app_name: text,
  signature_id: text,
  flow_status: text,
  status: text,
});

const variable = z.object({ variable_index: count, variable_type: text, variable_desc: text });
export type AccountVariable = z.output<typeof variable>;
export const variablesOf = (rows: unknown): AccountVariable[] =>
  z
    .array(variable)
    .safeParse(rows)
    .data?.toSorted((one, other) => one.variable_index - other.variable_index) ?? [];

/** Whether an SMS template has places that only another call says the kinds of. */
export const hasPlaces = (row: unknown): boolean =>
  /\$\{[^{}]*\}/.test(smsTemplate.safeParse(row).data?.template_content ?? "");
export const templateIdOf = (row: unknown): string => smsTemplate.safeParse(row).data?.template_id ?? "";

/**
 * An SMS template (`list_aim_msg_template`), with the kinds of its places (`show_aim_msg_template_variable`) in their order, and the names of
 * signatures by their ids. Null: the row is none.
 */
export function smsTemplateItem(
  row: unknown,
  variables: readonly AccountVariable[],
  signatures: ReadonlyMap<string, string>,
): ImportItem | null {
  const { data } = smsTemplate.safeParse(row);
  if (!data?.template_id || !data.template_content) return null;
  const places: SmsVariable[] = [];
  let nth = 0;
  let links = 0;
  const signed = /^【([^】]+)】/.exec(data.template_content)?.[1] ?? signatures.get(data.signature_id);
  const content = data.template_content.replace(/^【[^】]*】/, "").replace(/\$\{[^{}]*\}/g, () => {
    const about = variables[nth];
    nth += 1;
    if (about?.variable_type.toUpperCase() === LINK_THERE) {
      links += 1;
      return "{link}";
    }
    places.push(variableHere(`v${nth}`, about?.variable_type ?? ""));
    return `\${v${nth}}`;
  });
  const facts = {
    ...{
      kind: kindHere(data.template_type),
      signature: signed ?? "",
    },
    ...{ content, variables: places, purpose: data.template_desc, app: data.app_name },
    summary: `${signed ? `【${signed}】` : ""}${content}`,
  };
  const made = item(
    "sms_template",
    data.template_id,
    data.template_name,
    stateOf(data.flow_status || data.status),
    facts,
  );
  if (!signed) return cannot(made, "import_unnamed_signature");
  if (links > 1) return cannot(made, "sms_link_twice");
  return made;
}

// ------------------------------------------------------------------------------------------------
// What was sent and linked: history

const sendTask = z.object({
  task_id: text,
  task_name: text,
  task_state: text,
  creation_time: text,
  submission_count: count,
  send_count: count,
  success_number: count,
  resolve_count: count,
  resolve_task: z.object({ tpl_id: text }).nullish(),
  sms_channel: z.object({ sms_sign: text, channel_number: text }).nullish(),
});

/** A send task (`list_aim_send_tasks`). Null: the row is none. */
export function sendTaskItem(row: unknown): ImportItem | null {
  const { data } = sendTask.safeParse(row);
  if (!data?.task_id) return null;
  const { submission_count, send_count, success_number, resolve_count } = data;
  const facts = {
    ...{ template: data.resolve_task?.tpl_id ?? "", signature: data.sms_channel?.sms_sign ?? "" },
    ...{ channel_number: data.sms_channel?.channel_number ?? "", created: data.creation_time },
    ...{ submission_count, send_count, success_number, resolve_count },
    summary: `${data.creation_time} · ${submission_count} → ${success_number} · ${resolve_count}`,
  };
  const state = /^success$/i.test(data.task_state)
    ? "done"
    : /^fail/i.test(data.task_state)
      ? "failed"
      : "other";
  return item("send_task", data.task_id, data.task_name, state, facts);
}

const resolveTask = z.object({
  task_id: text,
  task_name: text,
  tpl_id: text,
  aim_code_type: text,
  domain: text,
  expiration_time: count,
  resolving_times: count,
  resolved_times: count,
});

/** Each task once, and the domains of links that tasks name: `list_resolve_tasks` has a row for each link. */
export function resolveTaskItems(rows: readonly unknown[]): ImportItem[] {
  const made = new Map<string, ImportItem>();
  for (const row of rows) {
    const { data } = resolveTask.safeParse(row);
    if (!data?.task_id) continue;
    const { task_id, tpl_id, aim_code_type, domain, expiration_time, resolving_times, resolved_times } = data;
    const facts = {
      ...{
        template: tpl_id,
        kind: aim_code_type,
        domain,
        days: expiration_time,
        resolving_times,
        resolved_times,
      },
      summary: `${tpl_id} · ${aim_code_type} · ${resolved_times}/${resolving_times} · ${domain}`,
    };
    made.set(task_id, item("resolve_task", task_id, data.task_name, "done", facts));
    const host = domain.toLowerCase();
    // The service's own domain belongs to nobody.
    if (host !== "" && host !== "km2g.cn")
      made.set(host, item("domain", host, host, "approved", { summary: host }));
  }
  return [...made.values()];
}

const link = z.object({
  aim_url: text,
  tpl_id: text,
  task_id: text,
  generate_date: text,
  expire_date: text,
  resolved_time: text,
  resolved_status: text,
});

/** A link (`list_aim_resolve_details`). Whose it is stays there: a customer flag is a number as often as not. */
export function linkItem(row: unknown): ImportItem | null {
  const { data } = link.safeParse(row);
  if (!data?.aim_url) return null;
  const { aim_url, tpl_id, task_id, generate_date, expire_date, resolved_time, resolved_status } = data;
  const facts = {
    ...{ template: tpl_id, task: task_id, made: generate_date, ends: expire_date, resolved: resolved_time },
    summary: [tpl_id, `${generate_date} – ${expire_date}`, resolved_status].filter(Boolean).join(" · "),
  };
  return item("link", aim_url, aim_url, /^success$/i.test(resolved_status) ? "done" : "other", facts);
}
