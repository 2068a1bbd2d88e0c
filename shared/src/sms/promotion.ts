import type { Words } from "../ground/locale.ts";
import { YES_NO } from "../ground/tone.ts";

/** What the forms of signatures and SMS templates ask alike (SMS-1, tables 7-6 and 7-8). */

/** Promotions go to members with an existing order relation only; anyone who asks for one confirms it. */
export const MEMBERS_ONLY = {
  kind: "flag",
  label: { zh: "仅发送给已有订购关系的会员", en: "Only to members with an existing order relation" },
  hint: {
    zh: "推广类短信仅支持发送给已有订购关系的会员用户，请确认。",
    en: "Promotions may only go to members with an existing order relation: please confirm.",
  },
  values: YES_NO,
  initial: false,
  problem: (confirmed: boolean): Words | null =>
    confirmed
      ? null
      : {
          zh: "请确认只发送给已有订购关系的会员",
          en: "Confirm that it goes to members with an existing order relation only",
        },
} as const;

export const PURPOSE = {
  kind: "long",
  label: { zh: "申请说明", en: "What it is for" },
  hint: { zh: "业务使用场景，供审核人参考。", en: "When it is used, for the reviewer." },
  max: 500,
  optional: true,
} as const;
