import { w } from "../ground/locale.ts";
import { reachTroubleWords } from "../ground/reach_trouble.ts";
import { label } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";
import { CALLBACK_KIND_WORDS, POST_STATE_WORDS, POST_TYPE_WORDS } from "./words.ts";

/** A post to the address of a callback, with what came of it (CBK-1). Numbers in its body are masked. */
export const callbackPost = defineResource({
  noun: "callback_post",
  view: "callback_post_cards",
  title: "name",
  order: ["id", "desc"],
  numbered: true,
  counted: false,
  words: {
    note: w(
      "推送到回执地址的内容及结果，保留一周；号码和个人短链已脱敏。",
      "Pushes to your callbacks and their results, kept for one week. Numbers and personal short links are masked.",
    ),
    empty: w("没有推送记录", "No pushes yet"),
    empty_hint: w(
      "设置回执地址并生成密钥后，推送记录会出现在这里。",
      "Set an address and generate its secret to see pushes here.",
    ),
  },
  story: ({ state, error }) => {
    if (state === "dropped")
      return label(
        "neutral",
        "地址已更换或内容已过期，不再自动推送。",
        "No longer pushed automatically: the address changed or the content expired.",
      );
    return state === "waiting" && error !== null
      ? label(
          "warning",
          "对方未接收，系统自动重试；原因见下方。",
          "The receiver didn't accept the push. We retry automatically. See the reason below.",
        )
      : null;
  },
  fields: {
    name: {
      kind: "text",
      label: w("推送编号", "Push ID"),
      mono: true,
      list: "head",
      page: "no",
      filter: "is",
    },
    kind: { kind: "choice", label: w("配置项", "Callback"), values: CALLBACK_KIND_WORDS, filter: "is" },
    app_name: {
      kind: "text",
      label: w("应用", "Application"),
      list: "no",
      when: ({ app_name }) => app_name !== null,
    },
    type: {
      kind: "choice",
      label: w("内容", "Content"),
      values: POST_TYPE_WORDS,
      filter: "is",
      list: "wide",
    },
    n: { kind: "count", label: w("条数", "Events") },
    state: { kind: "choice", label: w("结果", "Result"), values: POST_STATE_WORDS, filter: "is" },
    status: { kind: "text", label: w("HTTP 状态", "HTTP status"), when: ({ status }) => status !== null },
    attempts: { kind: "count", label: w("推送次数", "Attempts"), list: "wide" },
    error: {
      kind: "text",
      label: w("失败原因", "Failure reason"),
      when: ({ error }) => error !== null,
      text: ({ error }) => reachTroubleWords(error ?? ""),
      reads: ["error"],
    },
    took_ms: {
      kind: "count",
      label: w("响应耗时（毫秒）", "Response time (ms)"),
      list: "no",
      when: ({ took_ms }) => took_ms !== null,
    },
    tried_at: { kind: "time", label: w("最近推送", "Last attempt"), seconds: true, list: "wide" },
    created_at: { kind: "time", label: w("生成时间", "Created"), seconds: true, filter: "span" },
    body: { kind: "json", label: w("推送内容（已脱敏）", "Payload (masked)"), list: "no", page: "page" },
  },
  forms: {},
  transitions: {
    replay: {
      label: w("重新推送此条", "Push this again"),
      question: w("重新推送此条？", "Push this again?"),
      body: w("以原来的 webhook-id 再推送一次。", "This is pushed once more with the original webhook-id."),
      done: w("已加入推送队列", "Queued to push"),
      inList: true,
      atOnce: true,
      from: ["taken", "dropped"],
    },
  },
});
