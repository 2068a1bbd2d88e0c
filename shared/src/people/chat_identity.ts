import { w } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";
import { pickPerson } from "../resource/picks.ts";
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
    note: w(
      "已关联的聊天账号以对应成员的身份查看和操作。有成员管理权限的人可解除任何成员的关联。",
      "A linked chat account can view data and act as the member it belongs to. Anyone who manages members can unlink any member's account.",
    ),
    empty: w("还没有关联聊天账号", "No chat accounts linked yet"),
    empty_hint: w("关联后，审核与发送都可以在聊天里完成。", "Link an account to review and send from chat."),
  },
  fields: {
    account: {
      kind: "text",
      label: w("聊天账号", "Chat account"),
      mono: true,
      list: "head",
      page: "no",
      filter: "part",
    },
    member_name: {
      kind: "person",
      label: w("成员", "Member"),
      filter: "part",
      picks: [pickPerson("user_id")],
    },
    provider: {
      kind: "choice",
      label: w("平台", "Platform"),
      values: { slack: label("neutral", "Slack", "Slack"), discord: label("neutral", "Discord", "Discord") },
      list: "no",
      filter: "is",
      advanced: true,
    },
    linked_at: { kind: "time", label: w("关联时间", "Linked"), sort: true },
    aal: { kind: "choice", label: w("两步验证", "Two-step verification"), values: MFA_WORDS, list: "wide" },
  },
  forms: {},
  transitions: {
    unlink: {
      label: w("解除关联", "Unlink"),
      question: w("解除 {account} 的关联？", "Unlink {account}?"),
      body: w(
        "解除后，该聊天账号将不能再以 {member_name} 的身份查看或操作。",
        "This chat account will no longer be able to view data or act as {member_name}.",
      ),
      done: w("已解除 {account} 与 {member_name} 的关联。", "{account} was unlinked from {member_name}."),
      tone: "danger",
      inList: true,
      deletes: true,
      alias: "unlink",
    },
  },
});
