import { type Words, w } from "../ground/locale.ts";
import { defineResource, form } from "../resource/define.ts";
import { NUMBER_INPUTS } from "./inputs.ts";
import { RETENTION_KIND_WORDS } from "./retention_words.ts";

/** Why each is kept for so long by default: what `private.retention_kinds` says, for people. */
const REASONS: Readonly<Record<string, Words>> = {
  uploads: w(
    "数据导入后已存入数据库；如需核对原件，可保留更久。",
    "Imported numbers are in the database. Keep the original longer only if you need to recheck it.",
  ),
  number_files: w("90 天未使用的文件通常不再需要。", "A file unused for 90 days is unlikely to be needed."),
  messages: w(
    "《通信短信息服务管理规定》要求至少保存五个月；保留一年，还可应对有关上一季度的查询。",
    "Regulations require at least five months. One year also covers questions about the previous quarter.",
  ),
  replies: w("与发送明细相同。", "Same as messages."),
  receipts: w(
    "没有对应消息的回执，通常几周内就会向运营商核实。",
    "Unmatched receipts are usually checked with the carrier within weeks.",
  ),
  link_requests: w(
    "逐条的短链请求；每日汇总数据永久保留。",
    "Individual short link requests. Daily totals are kept forever.",
  ),
  exports: w("文件几分钟就能重新生成。", "A file can be exported again in minutes."),
  bin: w("误删的素材通常一个月内就会发现。", "Media deleted by mistake is usually noticed within a month."),
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
      "Data past its retention period is deleted hourly and can't be recovered. Totals and reports are kept forever. Messages are deleted only after they're found to match the totals.",
    ),
    empty: w("还没有保留期限", "No retention periods"),
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
    why: {
      kind: "long",
      label: w("理由", "Reason"),
      list: "wide",
      text: ({ kind, why }) => REASONS[String(kind)] ?? w(String(why), String(why)),
    },
    purged: {
      kind: "count",
      label: w("上次删除", "Last deleted"),
      list: "no",
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
      list: "no",
      when: ({ failed_at }) => failed_at !== null,
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
      done: w("保留期限已保存", "Retention saved"),
      inputs: { days: { kind: "count", label: DAYS, min: 0, max: 1095 } },
    }),
  },
  transitions: {},
});
