import { timeText } from "../ground/clock.ts";
import { w } from "../ground/locale.ts";
import { defineResource, KEEP } from "../resource/define.ts";
import type { ReadRow } from "../resource/view.ts";
import { TEMPLATE_FIELDS } from "../templates/reference.ts";
import { freezeReasonText } from "./freezing.ts";
import { LINK_LIMITS } from "./limits.ts";
import {
  DOMAIN_NAMES,
  LINK_STATUS,
  LINK_STATUS_WORDS,
  RESOLVE_TASK_KIND_WORDS,
  RESOLVE_TASK_SOURCE_WORDS,
  RESOLVE_TASK_STATE_WORDS,
} from "./words.ts";

type Task = ReadRow<"resolve_task_cards">;

const figure = (value: number | null) => (value ?? 0).toLocaleString("en");

function frozenWords({ frozen_by_name, frozen_at, frozen_reason }: Task, zone: string) {
  const at = timeText(frozen_at, zone);
  const reason = frozen_reason ?? "—";
  return {
    zh: `由 ${frozen_by_name ?? "系统"} 于 ${at} 冻结：${freezeReasonText(reason, "zh-CN")}`,
    en: `by ${frozen_by_name ?? "the system"}, ${at}: ${freezeReasonText(reason, "en")}`,
  };
}

/** What the words of a freeze and its end have in common, for a task and for one link. */
export const FREEZE = {
  label: w("冻结", "Freeze"),
  title: w("冻结短链", "Freeze short link"),
  question: w("冻结短链？", "Freeze this short link?"),
  done: w("已冻结", "Frozen"),
  about: w(
    "立即冻结解析任务或短链；须写明原因，冻结后可解冻",
    "Freezes a link task or short link immediately; requires a reason and can be undone",
  ),
  needs: "KooMessage:resolveTask:freeze",
  tone: "danger",
  reason: "required",
  command: "link-freeze",
} as const;

export const UNFREEZE = {
  label: w("解冻", "Unfreeze"),
  title: w("解冻短链", "Unfreeze short link"),
  question: w("解冻短链？", "Unfreeze this short link?"),
  body: w("短链恢复展示卡片。", "This link shows its card again."),
  done: w("已解冻", "Unfrozen"),
  about: w("解冻解析任务或短链，须写明原因", "Unfreezes a link task or short link, with a reason"),
  needs: "KooMessage:resolveTask:freeze",
  reason: "required",
  command: "link-unfreeze",
} as const;

/** A resolve task (RES-2, §7.1.1): its links are made once and then live by its limits. */
export const resolveTask = defineResource({
  noun: "resolve_task",
  view: "resolve_task_cards",
  title: "name",
  order: ["submitted_at", "desc"],
  number: "batch_no",
  argument: "task",
  words: {
    note: w(
      "生成并管理智能信息短链：群发短链人人相同，个性化短链一人一条。",
      "Create and manage short links to rich messages. A group link is the same for everyone. A personal link is unique to one person.",
    ),
    empty: w("还没有解析任务", "No link tasks yet"),
    empty_hint: w(
      "选择一个已通过的模板，即可生成短链。",
      "Choose an approved template to create short links.",
    ),
  },
  fields: {
    name: { kind: "text", label: w("任务名称", "Task name"), list: "head", page: "no", filter: "part" },
    kind: {
      kind: "choice",
      label: w("解析类型", "Type"),
      values: RESOLVE_TASK_KIND_WORDS,
      list: "no",
      filter: "is",
    },
    state: {
      kind: "choice",
      label: w("生成状态", "Creation state"),
      values: RESOLVE_TASK_STATE_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
      several: true,
    },
    status: {
      kind: "choice",
      label: LINK_STATUS,
      values: LINK_STATUS_WORDS,
      list: "no",
      page: "chat",
      mark: "own",
      when: ({ state, status }) => state !== status,
      filter: "is",
      advanced: true,
    },
    batch_no: {
      kind: "text",
      label: w("任务批次", "Batch"),
      mono: true,
      list: "no",
      page: "chat",
      filter: "part",
      advanced: true,
    },
    ...TEMPLATE_FIELDS,
    version: { kind: "count", label: w("模板版本", "Template version"), list: "no", page: "page" },
    signatures: {
      kind: "texts",
      label: w("短消息签名", "Signatures"),
      list: "no",
      filter: "has",
      advanced: true,
      text: ({ signatures }) => signatures.map((name) => `【${name}】`).join(""),
    },
    address: {
      kind: "address",
      label: w("解析标识", "Short link"),
      list: "wide",
      page: "chat",
      when: ({ address, state }) => address !== null && state !== "cancelled",
    },
    domain_name: { kind: "text", label: w("域名", "Domain"), list: "no", known: DOMAIN_NAMES },
    resolved: {
      kind: "count",
      label: w("已解析 / 可解析", "Resolved / allowed"),
      page: "chat",
      text: ({ resolved, allowance }) => `${figure(resolved)} / ${figure(allowance)}`,
    },
    humans: {
      kind: "count",
      label: w("浏览器打开", "Opened in a browser"),
      list: "no",
      page: "chat",
    },
    bots: { kind: "count", label: w("链接预览", "Link previews"), list: "no", page: "chat" },
    refused: { kind: "count", label: w("已拒绝", "Rejected"), list: "no", page: "chat" },
    made: {
      kind: "count",
      label: w("已生成", "Created"),
      list: "no",
      when: ({ kind }) => kind === "personal",
      text: ({ made, asked, failed }) => ({
        zh: `${figure(made)} / ${figure(asked)}，失败 ${figure(failed)}`,
        en: `${figure(made)} of ${figure(asked)}, ${figure(failed)} failed`,
      }),
    },
    validity_days: {
      kind: "count",
      label: w("有效期", "Validity"),
      list: "no",
      page: "page",
      text: ({ validity_days: days }) => ({ zh: `${days} 天`, en: `${days} ${days === 1 ? "day" : "days"}` }),
    },
    expires_at: { kind: "time", label: w("有效期至", "Valid until"), sort: true },
    jump_url: {
      kind: "address",
      label: w("跳转链接", "Target link"),
      list: "no",
      when: ({ kind, jump_url }) => kind === "group" && jump_url !== null,
    },
    params: {
      kind: "json",
      label: w("参数值", "Parameter values"),
      list: "no",
      page: "page",
      when: ({ params }) => Object.keys(params ?? {}).length > 0,
      text: ({ params }) =>
        Object.entries(params ?? {})
          .map(([name, value]) => `${name}: ${value}`)
          .join(" · "),
    },
    source: {
      kind: "choice",
      label: w("来源", "Source"),
      values: RESOLVE_TASK_SOURCE_WORDS,
      list: "no",
      page: "page",
    },
    source_send_name: {
      kind: "reference",
      label: w("发送任务", "Send"),
      to: "sends",
      id: "source_send_id",
      list: "no",
      when: ({ source_send_name }) => source_send_name !== null,
    },
    file_name: {
      kind: "reference",
      label: w("号码文件", "Number file"),
      to: "numbers",
      id: "number_file_id",
      list: "no",
      when: ({ file_name }) => file_name !== null,
    },
    submitted_at: {
      kind: "time",
      label: w("创建时间", "Created"),
      by: "created_by_name",
      list: "no",
      filter: "span",
      advanced: true,
      sort: true,
      page: "page",
    },
    decided_at: {
      kind: "time",
      label: w("取消", "Ended"),
      by: "decided_by_name",
      list: "no",
      page: "page",
      when: ({ decided_at }) => decided_at !== null,
    },
    frozen_at: {
      kind: "time",
      label: w("冻结", "Frozen"),
      list: "no",
      when: ({ frozen_at }) => frozen_at !== null,
      text: frozenWords,
    },
  },
  forms: {
    create: { verb: "create_resolve_task", title: w("生成解析标识", "Create links"), byHand: true },
  },
  transitions: {
    regenerate: {
      label: w("重新生成失败的短链", "Retry failed links"),
      question: w("重新生成这些短链？", "Retry these links?"),
      body: w(
        "将重新生成全部 {failed, number} 条失败的短链。",
        "{failed:The failed link|All {failed, number} failed links} will be retried.",
      ),
      done: w("正在重新生成", "Retrying"),
      about: w(
        "重新生成个性化任务中失败的短链，可先更正客户标识或参数",
        "Retries failed personal links of a task, with optional corrections",
      ),
      needs: "KooMessage:resolveTask:create",
      from: ["partial", "failed"],
      command: "link-regenerate",
    },
    cancel: {
      label: w("取消任务", "End task"),
      title: w("取消解析任务", "End link task"),
      question: w("取消这个解析任务？", "End this link task?"),
      keep: KEEP,
      reach: ({ made }) => made,
      body: ({ made }) => ({
        zh: `已生成的 ${figure(made)} 条短链将不再可用，未生成的不再生成。此操作不能撤销。`,
        en: `The ${figure(made)} short ${made === 1 ? "link" : "links"} already created will stop working, and no more will be created. You can't undo this.`,
      }),
      all: (tasks) => {
        const links = tasks.reduce((sum, { made }) => sum + made, 0);
        return {
          zh: `合计：${tasks.length} 个解析任务，${figure(links)} 条短链将不再可用。`,
          en: `In total, ${figure(links)} short ${links === 1 ? "link" : "links"} from ${tasks.length} ${tasks.length === 1 ? "task" : "tasks"} will stop working.`,
        };
      },
      done: w("已取消：{name}", "Ended: {name}"),
      about: w("取消解析任务，短链立即失效且不能恢复", "Ends a link task: its links stop working for good"),
      tone: "danger",
      reason: "optional",
      command: "link-cancel",
      final: w(
        "取消后，任务的短链立即失效，且不能恢复。确定取消吗？",
        "The task's short links stop working immediately. You can't undo this. End the task?",
      ),
    },
  },
  verbs: {
    add_resolutions: {
      verb: "add_resolutions",
      argument: "task",
      label: w("增加解析次数", "Add resolutions"),
      question: w("增加解析次数", "Add resolutions"),
      body: w("现为 {max_resolutions, number} 次。", "Currently {max_resolutions, number}."),
      done: w("已增加解析次数：{name}", "Added: {name}"),
      about: w("增加群发短链的可解析次数", "Adds resolutions to a group link"),
      command: "link-add",
      inputs: {
        resolutions: {
          kind: "count",
          label: w("增加的解析次数", "Resolutions to add"),
          min: 1,
          max: LINK_LIMITS.resolutions.max,
        },
      },
    },
    add_validity: {
      verb: "add_validity",
      argument: "task",
      label: w("延长有效期", "Extend validity"),
      question: w("延长有效期", "Extend validity"),
      body: w("现为 {validity_days} 天。", "Currently {validity_days} {validity_days:day|days}."),
      done: w("已延长有效期：{name}", "Extended: {name}"),
      about: w(
        "延长解析任务的有效期（个性化短链累计最多 7 天）",
        "Extends a link task (personal links: up to 7 days in all)",
      ),
      command: "link-extend",
      inputs: {
        days: {
          kind: "count",
          label: w("延长的天数", "Days to add"),
          min: 1,
          max: LINK_LIMITS.days.group,
        },
      },
    },
    freeze: {
      ...FREEZE,
      verb: "freeze_link",
      argument: "link",
      body: w(
        "此任务的短链将立即停止展示卡片，解冻后恢复。已有的计数会保留。",
        "This task's short links stop showing their cards until you unfreeze the task. Counts so far are kept.",
      ),
    },
    unfreeze: { ...UNFREEZE, verb: "unfreeze_link", argument: "link" },
  },
});
