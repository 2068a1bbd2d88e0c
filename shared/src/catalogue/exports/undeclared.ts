import type { Source } from "../../exports/source.ts";
import { w } from "../../ground/locale.ts";
import { LINK_STATUS, LINK_STATUS_WORDS } from "../../links/words.ts";
import { MESSAGE_COLUMNS } from "../../messages/results.ts";
import { NETWORK_LABELS, NETWORK_SOURCE, NETWORK_SOURCE_WORDS } from "../../numbers/networks.ts";
import { REJECT_REASON_WORDS } from "../../numbers/words.ts";
import type { Row } from "../../resource/define.ts";
import type { Field } from "../../resource/kinds.ts";
import { REVIEW_STATE_WORDS } from "../../resource/review_words.ts";
import { codeWords, type ToldCode } from "../../sends/codes.ts";
import { DELIVERY_STATE_WORDS } from "../../sends/words.ts";
import { REPORT_SOURCES } from "./report_sources.ts";

/** What can be exported and is no declared noun: rows without a page of their own. */

const text = (zh: string, en: string): Field<Row> => ({ kind: "text", label: w(zh, en) });
const count = (zh: string, en: string): Field<Row> => ({ kind: "count", label: w(zh, en) });
const time = (zh: string, en: string): Field<Row> => ({ kind: "time", label: w(zh, en) });
const choice = (
  zh: string,
  en: string,
  values: Extract<Field<Row>, { kind: "choice" }>["values"],
): Field<Row> => ({ kind: "choice", label: w(zh, en), values });

/** A column of messages, as the page and chat call it. */
const column = (kind: "text" | "count" | "time", name: keyof typeof MESSAGE_COLUMNS): Field<Row> => ({
  kind,
  label: MESSAGE_COLUMNS[name],
});

const RESULT: Field<Row> = { kind: "choice", label: MESSAGE_COLUMNS.state, values: DELIVERY_STATE_WORDS };

/** What became of a message, and who said so. */
const OUTCOME = {
  code: column("text", "code"),
  code_said: {
    kind: "text",
    label: MESSAGE_COLUMNS.code_said,
    reads: ["code"],
    text: (row) => codeWords(row as ToldCode) ?? "",
  },
  vendor: column("text", "vendor"),
  network: { kind: "choice", label: MESSAGE_COLUMNS.network, values: NETWORK_LABELS },
  network_told: { kind: "flag", label: NETWORK_SOURCE, values: NETWORK_SOURCE_WORDS },
} as const satisfies Readonly<Record<string, Field<Row>>>;

export const UNDECLARED = {
  delivery: {
    many: w("发送明细", "Messages of a send"),
    view: "delivery_cards",
    needs: "KooMessage:sendTask:list",
    orNeeds: "KooMessageBasic:sendTask:list",
    keys: ["id"],
    parent: { column: "send_id" },
    fields: {
      ordinal: column("count", "ordinal"),
      phone: column("text", "phone"),
      state: RESULT,
      ...OUTCOME,
      segments: column("count", "segments"),
      resolved: column("count", "resolved"),
      carrier_id: text("运营商编号", "Carrier ID"),
      handed_at: column("time", "handed_at"),
      final_at: column("time", "final_at"),
    },
  },
  // At most 24 hours, as the page shows them; without a time, the last.
  send_detail: {
    many: w("全部发送明细", "Messages of all sends"),
    view: "send_detail_cards",
    needs: "KooMessage:sendTask:list",
    orNeeds: "KooMessageBasic:sendTask:list",
    keys: ["id"],
    fields: {
      phone: column("text", "phone"),
      state: RESULT,
      sent_at: column("time", "sent_at"),
      send_name: column("text", "send_name"),
      batch_no: column("text", "batch_no"),
      template_name: column("text", "template_name"),
      signature: column("text", "signature"),
      ...OUTCOME,
      final_at: column("time", "final_at"),
      id: column("text", "id"),
    },
    filters: ["template_id"],
  },
  link: {
    many: w("解析任务明细", "Links of a link task"),
    view: "link_cards",
    // A link shows its customer's values to anyone who opens it.
    needs: "KooMessage:resolveTask:create",
    keys: ["id"],
    parent: { column: "task_id", optional: true },
    fields: {
      ordinal: count("序号", "No."),
      cust_flag: text("客户标识", "Customer ID"),
      address: text("短链", "Short link"),
      status: choice(LINK_STATUS.zh, LINK_STATUS.en, LINK_STATUS_WORDS),
      used: count("已解析", "Resolved"),
      used_at: time("最近解析", "Last resolved"),
      task_name: text("任务名称", "Task name"),
      batch_no: text("任务编号", "Batch"),
      template_name: text("模板", "Template"),
      expires_at: time("有效期至", "Valid until"),
      created_at: time("创建时间", "Created"),
    },
    filters: ["kind", "template_id", "custom_code"],
  },
  jump_link: {
    many: w("跳转链接明细", "Target link details"),
    view: "jump_link_cards",
    needs: "KooMessage:jump:list",
    keys: ["batch_id", "ordinal"],
    order: ["created_at", "desc"],
    parent: { column: "batch_id", optional: true },
    fields: {
      ordinal: count("序号", "No."),
      url: text("链接", "Link"),
      state: choice("状态", "State", REVIEW_STATE_WORDS),
      name: text("任务名称", "Task name"),
      batch_no: text("任务编号", "Batch"),
      created_at: time("创建时间", "Created"),
    },
    filters: ["due_at", "submitted_at", "decided_at", "reason"],
  },
  number_reject: {
    many: w("未导入的号码", "Skipped lines"),
    view: "number_rejects",
    needs: "KooMessage:numberFile:list",
    orNeeds: "KooMessageBasic:numberFile:list",
    keys: ["line"],
    parent: { column: "file_id" },
    fields: {
      line: count("行号", "Line"),
      value: text("内容", "Value"),
      reason: choice("原因", "Reason", REJECT_REASON_WORDS),
    },
  },
  sealed_audit: {
    many: w("封存的审计日志", "Sealed audit log"),
    view: "sealed_audit",
    needs: "KooMessage:audit:list",
    keys: ["seq"],
    // Their names are those of the proof, which other programs read: sha256(previous + row) = hash.
    fields: {
      seq: count("seq", "seq"),
      hash: text("hash", "hash"),
      previous: text("previous", "previous"),
      row: text("row", "row"),
      names: { ...text("names", "names"), text: ({ names }) => JSON.stringify(names) },
    },
    filters: ["at"],
  },
  ...REPORT_SOURCES,
} as const satisfies Readonly<Record<string, Source>>;
