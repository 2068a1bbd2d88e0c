import { label } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";
import { MFA_WORDS } from "./words.ts";

/** A chat account and the one person it speaks for (BOT-2): one's own, and those of the members whom one may list. */
export const chatIdentity = defineResource({
  noun: "chat_identity",
  view: "chat_identity_cards",
  title: "account",
  order: ["linked_at", "desc"],
  argument: "identity",
  opens: false,
  words: {
    note: {
      zh: "已关联的聊天账号以其成员的身份查看和操作。成员管理者可解除任一成员的关联。",
      en: "A linked chat account looks and acts as its member. Whoever manages members can unlink any of theirs.",
    },
    empty: { zh: "还没有关联聊天账号", en: "No chat account is linked yet" },
    empty_hint: {
      zh: "关联后，审核与发送都可以在聊天里完成。",
      en: "Once linked you can review and send from chat.",
    },
  },
  fields: {
    account: {
      kind: "text",
      label: { zh: "聊天账号", en: "Chat account" },
      mono: true,
      list: "head",
      page: "no",
      filter: "part",
    },
    member_name: { kind: "person", label: { zh: "成员", en: "Member" }, filter: "part" },
    provider: {
      kind: "choice",
      label: { zh: "平台", en: "Platform" },
      values: { slack: label("neutral", "Slack", "Slack"), discord: label("neutral", "Discord", "Discord") },
      list: "no",
      filter: "is",
      advanced: true,
    },
    linked_at: { kind: "time", label: { zh: "关联时间", en: "Linked" }, sort: true },
    aal: { kind: "choice", label: { zh: "两步验证", en: "Second factor" }, values: MFA_WORDS, list: "wide" },
  },
  forms: {},
  transitions: {
    unlink: {
      label: { zh: "解除关联", en: "Unlink" },
      question: { zh: "解除 {account} 的关联？", en: "Unlink {account}?" },
      body: {
        zh: "解除后，该聊天账号将不能再以 {member_name} 的身份查看或操作。",
        en: "It can then no longer look or act as {member_name}.",
      },
      done: {
        zh: "已解除 {account} 的关联（{member_name}）。",
        en: "{account} is unlinked ({member_name}).",
      },
      tone: "danger",
      inList: true,
      deletes: true,
      alias: "unlink",
    },
  },
});
