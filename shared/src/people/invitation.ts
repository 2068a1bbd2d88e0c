import { type Words, w } from "../ground/locale.ts";
import { defineResource, form } from "../resource/define.ts";
import { PEOPLE_INPUTS } from "./inputs.ts";
import { GROUP_WORDS, groupNote } from "./seeded_words.ts";
import { INVITATION_STATE_WORDS } from "./words.ts";

const EMAIL: Words = w("邮箱", "Email");
const GROUPS: Words = w("用户组", "Groups");

/** Whether what is typed looks like an address at all; the law says exactly which one is. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** An address that may become a member of some groups (IAM-5): by its token, once, within seven days. */
export const invitation = defineResource({
  noun: "invitation",
  view: "invitation_cards",
  title: "email",
  order: ["created_at", "desc"],
  words: {
    note: w(
      "邀请同事加入用户组，并把链接发给对方。链接 7 天内有效，只有受邀邮箱的账号才能使用。",
      "Invite colleagues to groups and send them the link. It works for 7 days, and only for the account with the invited email address.",
    ),
    empty: w("还没有邀请过任何人", "No invitations yet"),
    empty_hint: w("邀请第一位同事。", "Invite your first colleague."),
  },
  fields: {
    email: { kind: "text", label: EMAIL, list: "head", page: "no", filter: "part" },
    state: {
      kind: "choice",
      label: w("状态", "State"),
      values: INVITATION_STATE_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    groups: { kind: "texts", label: GROUPS, known: GROUP_WORDS },
    invited_by: { kind: "text", label: w("邀请人", "Invited by") },
    created_at: { kind: "time", label: w("邀请时间", "Invited"), list: "wide", sort: true },
    expires_at: { kind: "time", label: w("有效期至", "Valid until"), sort: true },
  },
  forms: {
    create: form(PEOPLE_INPUTS.create_invitation, {
      verb: "create_invitation",
      sudo: true,
      alias: "invite",
      title: w("邀请成员", "Invite member"),
      confirm: w("邀请", "Invite"),
      note: w(
        "如该邮箱已有待接受的邀请，旧链接随即失效。",
        "If this email already has a pending invitation, the old link expires.",
      ),
      done: w("已邀请", "Invited"),
      inputs: {
        email: {
          kind: "text",
          label: EMAIL,
          max: 254,
          problem: (typed: string) =>
            ADDRESS.test(typed.trim()) ? null : w("邮箱地址无效", "This isn't an email address"),
        },
        groups: {
          kind: "references",
          label: GROUPS,
          from: { view: "groups", key: "name", title: "name", known: GROUP_WORDS, beside: groupNote },
          most: 20,
        },
      },
    }),
  },
  elsewhere: ["accept"],
  transitions: {
    revoke: {
      label: w("撤销邀请", "Revoke invitation"),
      question: w("撤销发给 {email} 的邀请？", "Revoke the invitation to {email}?"),
      body: w("链接将立即失效；之后可重新邀请。", "The link expires immediately. You can invite them again."),
      done: w(
        "发给 {email} 的邀请已撤销，链接不再有效",
        "Invitation to {email} revoked, and the link no longer works",
      ),
      tone: "danger",
      inList: true,
      from: ["open"],
    },
  },
});
