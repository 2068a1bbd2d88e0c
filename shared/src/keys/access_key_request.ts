import { w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";
import { NOUNS } from "../resource/nouns.ts";

const OUTCOME_WORDS: Labels<"done" | "refused" | "failed"> = {
  done: label("good", "成功", "Done"),
  refused: label("warning", "被拒绝", "Refused"),
  failed: label("bad", "出错", "Failed"),
};

/** What a program asked by an access key, and what came of it (API-1). Numbers, secrets and values are masked. */
export const accessKeyRequest = defineResource({
  noun: "access_key_request",
  view: "access_key_request_cards",
  title: "called",
  order: ["id", "desc"],
  numbered: true,
  counted: false,
  words: {
    note: w(
      "程序用访问密钥发起的调用及其结果，保留一周。号码、密钥和参数值均已脱敏。",
      "API calls made with access keys, and their results. Records are kept for one week, with numbers, secrets and parameter values masked.",
    ),
    empty: w("一周内没有调用", "No calls in the past week"),
    empty_hint: w(
      "为访问密钥生成密钥并调用 API 后，记录会出现在这里。",
      "Generate an access key secret and call the API to see calls here.",
    ),
  },
  fields: {
    called: {
      kind: "text",
      label: w("调用", "Call"),
      mono: true,
      list: "head",
      page: "no",
      filter: "part",
    },
    query: {
      kind: "text",
      label: w("查询参数", "Query"),
      mono: true,
      list: "no",
      when: ({ query }) => query !== null,
    },
    outcome: { kind: "choice", label: w("结果", "Result"), values: OUTCOME_WORDS, filter: "is" },
    status: { kind: "count", label: w("状态码", "HTTP status") },
    code: {
      kind: "text",
      label: w("拒绝代码", "Rejection code"),
      mono: true,
      filter: "is",
      when: ({ code }) => code !== null,
    },
    access_key_name: {
      kind: "reference",
      label: w("访问密钥", "Access key"),
      to: NOUNS.access_key.path,
      id: "access_key_id",
      filter: "part",
    },
    at: { kind: "time", label: w("时间", "Time"), seconds: true, filter: "span" },
    took_ms: { kind: "count", label: w("耗时（毫秒）", "Duration (ms)"), list: "wide" },
    request_id: { kind: "text", label: w("请求编号", "Request ID"), mono: true, list: "wide", filter: "is" },
    address: {
      kind: "text",
      label: w("来自", "From"),
      mono: true,
      list: "wide",
      when: ({ address }) => address !== null,
    },
    send_name: {
      kind: "reference",
      label: w("发送任务", "Send"),
      to: NOUNS.send.path,
      id: "send_id",
      list: "wide",
      when: ({ send_id }) => send_id !== null,
    },
    again_name: {
      kind: "reference",
      label: w("沙箱中的发送", "Sandbox send"),
      to: NOUNS.send.path,
      id: "again_id",
      list: "no",
      when: ({ again_id }) => again_id !== null,
    },
    body: {
      kind: "json",
      label: w("请求体（已脱敏）", "Request body (masked)"),
      list: "no",
      page: "page",
      when: ({ body }) => body !== null,
    },
  },
  forms: {},
  transitions: {
    again: {
      label: w("向沙箱再发一次", "Send again to sandbox"),
      about: w("根据一次调用的内容新建沙箱发送草稿", "Creates a draft sandbox send from a call"),
      question: w("将此调用的发送内容再次发往沙箱？", "Send this call's messages to the sandbox again?"),
      body: w(
        "以同样的内容和号码新建一个使用沙箱通道的草稿，由您提交审批。消息不会到达真实手机。",
        "This creates a draft with the same content and numbers on a sandbox channel. You then submit it for approval. Nothing reaches real phones.",
      ),
      done: w("草稿已创建", "Draft created"),
      needs: "KooMessage:sendTask:create",
      from: ["kept"],
    },
  },
});
