import { w } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";
import { MFA_WORDS } from "./words.ts";

/** A session: where one is signed in (IAM-5). Each person sees and ends their own; what an owner takes away is the membership. */
export const session = defineResource({
  noun: "session",
  view: "session_cards",
  title: "client",
  order: ["seen_at", "desc"],
  opens: false,
  words: {
    note: w(
      "这里列出您当前的登录会话。结束会话立即生效；如有不认识的会话，请将其结束并修改密码。",
      "These sessions are signed in to your account. Ending a session takes effect immediately. If you don't recognise one, end it and change your password.",
    ),
    empty: w("没有登录会话", "No sessions"),
    empty_hint: w("登录后会显示在这里。", "Sessions appear here after you sign in."),
  },
  fields: {
    client: {
      kind: "text",
      label: w("客户端", "Client"),
      list: "head",
      page: "no",
      // Some clients send no name of themselves: the law has a dash for it.
      text: ({ client }) => (client && client !== "—" ? client : w("未知设备", "Unknown device")),
    },
    current: {
      kind: "flag",
      label: w("当前", "Current"),
      values: { true: label("good", "是", "Yes"), false: label("neutral", "否", "No") },
      list: "no",
      mark: label("good", "当前", "Current"),
    },
    address: { kind: "text", label: w("地址", "Address"), mono: true },
    seen_at: { kind: "time", label: w("最近使用", "Last used"), sort: true },
    created_at: { kind: "time", label: w("登录时间", "Signed in"), sort: true },
    aal: { kind: "choice", label: w("两步验证", "Two-step verification"), values: MFA_WORDS, list: "wide" },
  },
  forms: {},
  transitions: {
    revoke: {
      label: w("结束登录会话", "End session"),
      question: w("结束此登录会话？", "End this session?"),
      body: w(
        "立即生效：该客户端须重新登录。若为当前会话，您也须重新登录。",
        "Takes effect immediately. That client must sign in again. If it's your current session, you must sign in again too.",
      ),
      done: w("登录会话已结束，立即生效。", "Session ended, effective immediately."),
      tone: "danger",
      inList: true,
      deletes: true,
    },
  },
});
