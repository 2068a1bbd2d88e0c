import { w } from "../ground/locale.ts";
import { label, labelOf } from "../ground/tone.ts";
import { defineResource, form } from "../resource/define.ts";
import { CREATED_AT } from "../resource/reviewed.ts";
import { NUMBER_INPUTS } from "./inputs.ts";
import { phoneOrNull } from "./phone.ts";

/** Said of a part of a number, or of something else. */
export const WHOLE_NUMBER = w("请输入完整的手机号", "Enter the full phone number");

export const ERASURE_STATE_WORDS = {
  running: label("progress", "抹除中", "Erasing"),
  done: label("good", "已抹除", "Erased"),
};

/** What an erasure waits for (`erasures.waits_for`). */
const WAITS_FOR = {
  upload: label("warning", "等待一个号码文件上传完成", "Waiting for a number file to finish uploading"),
  import: label("warning", "等待一个号码文件导入完成", "Waiting for a number file to finish importing"),
  export: label(
    "warning",
    "等待一个含完整号码的导出文件生成完成",
    "Waiting for an export with full numbers to finish",
  ),
  carrier: label("warning", "等待一条消息提交给运营商", "Waiting for a message to be sent to the carrier"),
  storage: label("progress", "正在删除存储中的文件", "Deleting stored files"),
};

/** One number that is taken out of everything (RET-1). It does not say which. */
export const erasure = defineResource({
  noun: "erasure",
  view: "erasure_cards",
  title: "name",
  order: ["created_at", "desc"],
  words: {
    note: w(
      "把一个手机号从企业保存的全部数据中抹除：号码文件、发送明细、短链、回复、退订名单和存储的文件。合计与报表不变，退订仍然有效。",
      "Erases a phone number from all data the enterprise stores: number files, messages, short links, replies, the opt-out list and stored files. Totals and reports don't change, and opt-outs still apply.",
    ),
    empty: w("还没有抹除过号码", "No numbers erased yet"),
    empty_hint: w(
      "有人要求删除个人信息时，可在这里抹除其号码。",
      "When someone asks to have their data deleted, erase their number here.",
    ),
  },
  fields: {
    name: { kind: "text", label: w("编号", "Number"), list: "head", page: "no", mono: true },
    state: { kind: "choice", label: w("状态", "State"), values: ERASURE_STATE_WORDS, filter: "is" },
    reason: { kind: "long", label: w("原因", "Reason"), filter: "part" },
    messages: { kind: "count", label: w("发送明细", "Messages") },
    numbers: { kind: "count", label: w("号码文件中的行", "Number file lines"), list: "wide" },
    links: { kind: "count", label: w("短链", "Short links"), list: "wide" },
    other_rows: {
      kind: "count",
      label: w("回复、退订等", "Replies, opt-outs and more"),
      list: "wide",
    },
    files: { kind: "count", label: w("存储的文件", "Stored files"), list: "wide" },
    finished_at: { kind: "time", label: w("完成时间", "Finished"), list: "wide" },
    created_at: { ...CREATED_AT, by: "created_by_name" },
  },
  story: ({ state, waits_for }) =>
    state === "running" && waits_for !== null ? labelOf(WAITS_FOR, waits_for) : null,
  forms: {
    create: form(NUMBER_INPUTS.create_erasure, {
      verb: "create_erasure",
      sudo: true,
      title: w("抹除号码", "Erase number"),
      confirm: w("抹除", "Erase"),
      note: w(
        "此操作不能撤销。尚未发出的消息不再发送，含完整号码的导出文件全部失效，已导入的号码文件的原件全部删除。",
        "You can't undo this. Unsent messages won't go out, all exports with full numbers expire, and the originals of imported number files are deleted.",
      ),
      final: true,
      done: w("正在抹除", "Erasing the number"),
      inputs: {
        phone: {
          kind: "text",
          label: w("手机号", "Phone number"),
          hint: w("请输入完整的手机号，常用写法均可。", "The full phone number, in any usual format."),
          secret: true,
          max: 32,
          problem: (text) => (phoneOrNull(text) === null ? WHOLE_NUMBER : null),
        },
        reason: {
          kind: "long",
          label: w("原因", "Reason"),
          hint: w(
            "原因会写入审计日志，号码不会。",
            "The reason is recorded in the audit log, without the number.",
          ),
          max: 500,
        },
      },
    }),
  },
  transitions: {},
});
