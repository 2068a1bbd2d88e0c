import { type Words, w } from "../ground/locale.ts";
import { defineResource, form } from "../resource/define.ts";
import { NUMBER_INPUTS } from "./inputs.ts";
import { RETENTION_KIND_WORDS } from "./retention_words.ts";

/** The reasons of `private.retention_kinds`, in Chinese. */
const REASONS_ZH: Readonly<Record<string, string>> = {
  uploads: "导入后数据已在数据库中；想核对原件的企业可以保留得更久。",
  number_files: "一个季度内没有用来发送的文件，多半是被遗忘了。",
  messages: "短信息服务管理规定要求至少保存五个月；一年足以回答对上一季的询问。",
  replies: "与发送明细相同。",
  receipts: "没有找到对应消息的回执，几周内会向运营商核实。",
  link_requests: "逐秒的短链请求；报表按天的合计永久保留。",
  exports: "文件几分钟就能重新生成。",
  bin: "误删的素材，一个月内总会发现。",
};

const DAYS = w("保留天数", "Days kept");
const daysText = (days: unknown): Words =>
  days === 0 ? w("立即删除", "Delete immediately") : w(`${days} 天`, `${days} days`);

/** How long an enterprise keeps what (RET-1). */
export const retentionPeriod = defineResource({
  noun: "retention_period",
  view: "retention_cards",
  title: "name",
  order: ["place", "asc"],
  opens: false,
  words: {
    note: w(
      "超过期限的数据每小时清理一次，无法恢复。合计与报表永久保留，发送明细只在与合计核对一致后才会删除。",
      "Data past its retention period is deleted hourly and can't be recovered. Totals and reports are kept forever. Messages are deleted only once they match the totals.",
    ),
    empty: w("没有期限", "No retention periods"),
    empty_hint: w("新企业有默认的保留期限。", "New enterprises start with default retention periods."),
  },
  fields: {
    name: {
      kind: "text",
      label: w("数据", "Data"),
      list: "head",
      text: ({ kind }) => RETENTION_KIND_WORDS[kind as keyof typeof RETENTION_KIND_WORDS] ?? String(kind),
    },
    days: { kind: "count", label: DAYS, list: "head", text: ({ days }) => daysText(days) },
    usual: {
      kind: "count",
      label: w("默认与范围", "Default and range"),
      text: ({ usual, fewest, most }) => ({
        zh: `${daysText(usual).zh}（${fewest}–${most}）`,
        en: `${daysText(usual).en} (${fewest}–${most})`,
      }),
    },
    purged: {
      kind: "count",
      label: w("上次删除", "Last deleted"),
      when: ({ purged }) => purged !== null,
    },
    purged_at: { kind: "time", label: w("上次删除时间", "Last deletion time") },
    failure: {
      kind: "long",
      label: w("未能删除", "Deletion failed"),
      when: ({ failure }) => failure !== null,
    },
    failed_at: {
      kind: "time",
      label: w("删除失败起始时间", "Failing since"),
      when: ({ failed_at }) => failed_at !== null,
    },
    why: {
      kind: "long",
      label: w("理由", "Reason"),
      list: "wide",
      text: ({ kind, why }) => ({ zh: REASONS_ZH[String(kind)] ?? String(why), en: String(why) }),
    },
  },
  forms: {
    update: form(NUMBER_INPUTS.update_retention_period, {
      verb: "update_retention_period",
      sudo: true,
      title: w("修改保留期限", "Edit retention"),
      confirm: w("保存", "Save"),
      note: w(
        "缩短期限后，超出新期限的数据将在一小时内删除，无法恢复。",
        "If you shorten the period, older data is deleted within an hour and can't be recovered.",
      ),
      final: true,
      done: w("期限已保存", "Retention saved"),
      inputs: { days: { kind: "count", label: DAYS, min: 0, max: 1095 } },
    }),
  },
  transitions: {},
});
