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
    note: {
      zh: "您在哪里登录。结束一个登录立即生效；有不认识的，请结束它并修改密码。",
      en: "Where you are signed in. Ending a session holds at once; if you do not know one, end it and change your password.",
    },
    empty: { zh: "没有登录", en: "You are signed in nowhere" },
    empty_hint: { zh: "登录后会显示在这里。", en: "A sign-in stands here." },
  },
  fields: {
    client: { kind: "text", label: { zh: "客户端", en: "Client" }, list: "head", page: "no" },
    current: {
      kind: "flag",
      label: { zh: "当前", en: "This one" },
      values: { true: label("good", "是", "Yes"), false: label("neutral", "否", "No") },
      list: "no",
      mark: label("good", "当前", "This one"),
    },
    address: { kind: "text", label: { zh: "地址", en: "Address" }, mono: true },
    seen_at: { kind: "time", label: { zh: "最近使用", en: "Last used" }, sort: true },
    created_at: { kind: "time", label: { zh: "登录时间", en: "Signed in" }, sort: true },
    aal: { kind: "choice", label: { zh: "两步验证", en: "Second factor" }, values: MFA_WORDS, list: "wide" },
  },
  forms: {},
  transitions: {
    revoke: {
      label: { zh: "结束登录", en: "End session" },
      question: { zh: "结束这个登录？", en: "End this session?" },
      body: {
        zh: "立即生效：那里须重新登录。若是当前登录，您也须重新登录。",
        en: "At once: whoever uses it has to sign in again. If it is this one, so do you.",
      },
      done: { zh: "该登录已结束，立即生效。", en: "The session has ended, at once." },
      tone: "danger",
      inList: true,
      deletes: true,
    },
  },
});
