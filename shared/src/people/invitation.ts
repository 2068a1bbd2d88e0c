import type { Words } from "../ground/locale.ts";
import { defineResource, form } from "../resource/define.ts";
import { PEOPLE_INPUTS } from "./inputs.ts";
import { GROUP_WORDS, groupNote } from "./seeded_words.ts";
import { INVITATION_STATE_WORDS } from "./words.ts";

const EMAIL: Words = { zh: "邮箱", en: "E-mail" };
const GROUPS: Words = { zh: "用户组", en: "Groups" };

/** Whether what is typed looks like an address at all; the law says exactly which one is. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** An address that may become a member of some groups (IAM-5): by its token, once, within seven days. */
export const invitation = defineResource({
  noun: "invitation",
  view: "invitation_cards",
  title: "email",
  order: ["created_at", "desc"],
  words: {
    note: {
      zh: "邀请同事加入用户组：把链接交给对方，7 天内有效，只有该邮箱的账号能使用。",
      en: "Invites somebody into groups: give them the link. It works for 7 days, and for an account of that address alone.",
    },
    empty: { zh: "还没有邀请过任何人", en: "Nobody has been invited yet" },
    empty_hint: { zh: "邀请第一位同事。", en: "Invite the first one." },
  },
  fields: {
    email: { kind: "text", label: EMAIL, list: "head", page: "no", filter: "part" },
    state: {
      kind: "choice",
      label: { zh: "状态", en: "State" },
      values: INVITATION_STATE_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    groups: { kind: "texts", label: GROUPS, known: GROUP_WORDS },
    invited_by: { kind: "text", label: { zh: "邀请人", en: "Invited by" } },
    created_at: { kind: "time", label: { zh: "邀请时间", en: "Invited" }, list: "wide", sort: true },
    expires_at: { kind: "time", label: { zh: "有效期至", en: "Good until" }, sort: true },
  },
  forms: {
    create: form(PEOPLE_INPUTS.create_invitation, {
      verb: "create_invitation",
      sudo: true,
      alias: "invite",
      title: { zh: "邀请成员", en: "Invite" },
      confirm: { zh: "邀请", en: "Invite" },
      note: {
        zh: "如该邮箱已有待接受的邀请，旧链接随即失效。",
        en: "If the address has an open invitation already, the older link ends.",
      },
      done: { zh: "已邀请", en: "Invited" },
      inputs: {
        email: {
          kind: "text",
          label: EMAIL,
          max: 254,
          problem: (typed: string) =>
            ADDRESS.test(typed.trim()) ? null : { zh: "这不是一个邮箱地址", en: "This is no e-mail address" },
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
      label: { zh: "撤销邀请", en: "Revoke invitation" },
      question: { zh: "撤销发给 {email} 的邀请？", en: "Revoke the invitation of {email}?" },
      body: { zh: "链接立即失效；可重新邀请。", en: "Its link ends at once. You can invite them anew." },
      done: {
        zh: "发给 {email} 的邀请已撤销，链接不再有效",
        en: "The invitation of {email} is revoked; its link does nothing any more",
      },
      tone: "danger",
      inList: true,
      from: ["open"],
    },
  },
});
