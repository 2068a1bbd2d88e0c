import { capital, type Locale, type Words, w } from "../ground/locale.ts";
import { labelOf } from "../ground/tone.ts";
import { freezeReasonText } from "../links/freezing.ts";
import { importErrorWords } from "../numbers/import_errors.ts";
import { defineResource, type Row } from "../resource/define.ts";
import { NOUNS } from "../resource/nouns.ts";
import { stopWords } from "../sends/stops.ts";
import { type ActedBy, actorText } from "./deputy_words.ts";
import { AUDIT_OUTCOME_WORDS, RESOURCE_NAMES, resourceName, SOURCE_WORDS, VERB_WORDS } from "./words.ts";

/** What an entry says of why: as far as it is needed for its words. */
export interface Why {
  readonly code: string | null;
  readonly details: unknown;
  readonly outcome: string;
  readonly reason: string | null;
  readonly resource: string;
  readonly verb: string;
}

/** The reason of an entry: what a person wrote, or the text of its code. */
export function whyText(
  { code, details, outcome, reason, resource, verb }: Why,
  locale: Locale,
): string | null {
  if (code === null) return reason === null || verb !== "freeze" ? reason : freezeReasonText(reason, locale);
  // An import is granted when it starts; its code says why it failed later.
  if (resource === "number_file" && outcome === "granted") return importErrorWords(code, locale).message;
  // Older entries have no details; resource and verb fill in for them.
  return stopWords({ code, details: details ?? { resource, verb, action: verb }, reason }, locale);
}

const bothOf = (text: (locale: Locale) => string | null): Words => ({
  zh: text("zh-CN") ?? "",
  en: text("en") ?? "",
});

/** Characters of a shortened id, enough to tell two apart. */
const SHORT = 8;

/** The name of what an entry is about, else its id, shortened when long; an empty text when there is neither. */
export function whichResource({ name, resource_id }: Readonly<Record<string, unknown>>): string {
  if (name) return String(name);
  const id = String(resource_id ?? "");
  return id.length > 16 ? `#${id.slice(0, SHORT)}` : id;
}

/** The list of these says all of them. */
const WITHOUT_PAGE = new Set(["session", "chat_identity", "unit_price"]);

/** The path of each resource that has a page of its own. */
const PLACES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(NOUNS).flatMap(([noun, { path }]) => (WITHOUT_PAGE.has(noun) ? [] : [[noun, path]])),
  ),
  number_file: "numbers",
  resolve_task: "resolve-tasks",
  send: "sends",
  template: "templates",
};

/** The page of what an entry is about; null where there is none. */
export function pathOfResource({ resource, resource_id }: Readonly<Record<string, unknown>>): string | null {
  const place = PLACES[String(resource)];
  return place && resource_id ? `/${place}/${resource_id}` : null;
}

/** An entry of the audit log (IAM-4): a change, or a refused attempt. It only grows. */
export const auditEntry = defineResource({
  noun: "audit_entry",
  view: "audit_entries",
  title: "verb",
  order: ["id", "desc"],
  numbered: true,
  words: {
    note: w(
      "记录每一次变更和被拒绝的操作：谁、从哪里、做了什么。日志只可追加，任何人都无法修改；唯一的例外是以化名代替前成员的姓名，且不影响封存。来源“管理台”和“终端”以及请求编号由客户端自行上报，其余由系统确认。",
      "The log records every change and every rejected attempt: who did what, and from where. It's append-only. No one can change it, except that a pseudonym can replace a former member's name without affecting the seal. “Panel”, “Terminal” and the request ID are reported by the client. Everything else is verified by the system.",
    ),
    empty: w("还没有记录", "No entries yet"),
    empty_hint: w(
      "创建、提交和审批都会逐条记录在这里。",
      "Every creation, submission and approval is recorded here.",
    ),
  },
  fields: {
    verb: {
      kind: "choice",
      label: w("操作", "Action"),
      values: VERB_WORDS,
      list: "head",
      page: "no",
      filter: "is",
      text: ({ verb }) => capital(labelOf(VERB_WORDS, String(verb))),
    },
    outcome: {
      kind: "choice",
      label: w("结果", "Result"),
      values: AUDIT_OUTCOME_WORDS,
      list: "head",
      filter: "is",
    },
    at: { kind: "time", label: w("时间", "Time"), seconds: true, filter: "span", advanced: true },
    actor_name: {
      kind: "person",
      label: w("操作人", "Actor"),
      filter: "part",
      text: (row) => {
        const text = (locale: Locale) => actorText(row as ActedBy, locale);
        return { zh: text("zh-CN") ?? "系统", en: text("en") ?? "System" };
      },
    },
    name: {
      kind: "reference",
      label: w("对象", "Subject"),
      to: pathOfResource,
      id: "resource_id",
      filter: "part",
      advanced: true,
      text: (row) => {
        const { zh, en } = resourceName(String(row.resource));
        const which = whichResource(row);
        return { zh: `${zh} ${which}`.trim(), en: `${en} ${which}`.trim() };
      },
    },
    resource: {
      kind: "choice",
      label: w("对象类型", "Subject type"),
      values: RESOURCE_NAMES,
      list: "no",
      page: "no",
      filter: "is",
    },
    resource_id: {
      kind: "text",
      label: w("对象 ID", "Subject ID"),
      mono: true,
      list: "no",
      filter: "is",
      advanced: true,
    },
    source: {
      kind: "choice",
      label: w("来源", "Source"),
      values: SOURCE_WORDS,
      list: "wide",
      filter: "is",
      advanced: true,
    },
    reason: {
      kind: "long",
      label: w("原因", "Reason"),
      text: (row) => bothOf((locale) => whyText(row as Row & Why, locale)),
    },
    code: { kind: "text", label: w("拒绝代码", "Rejection code"), mono: true, list: "no" },
    id: {
      kind: "count",
      label: w("记录编号", "Entry number"),
      list: "no",
      filter: "is",
      advanced: true,
    },
    trace_id: {
      kind: "text",
      label: w("请求编号", "Request ID"),
      mono: true,
      list: "no",
      filter: "is",
      advanced: true,
    },
    after: {
      kind: "changes",
      label: w("变更", "Changes"),
      before: "before",
      of: "resource",
      list: "no",
    },
  },
  forms: {},
  transitions: {},
});
