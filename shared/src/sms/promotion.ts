import { type Words, w } from "../ground/locale.ts";
import { YES_NO } from "../ground/tone.ts";

/** What the forms of signatures and SMS templates ask alike (SMS-1, tables 7-6 and 7-8). */

/** Promotions go to members with an existing order relation only; anyone who asks for one confirms it. */
export const MEMBERS_ONLY = {
  kind: "flag",
  label: w("仅发送给已有订购关系的会员", "Only to members with an existing order relation"),
  hint: w(
    "推广类短信仅支持发送给已有订购关系的会员用户，请确认。",
    "Promotions may only go to members with an existing order relation: please confirm.",
  ),
  values: YES_NO,
  initial: false,
  problem: (confirmed: boolean): Words | null =>
    confirmed
      ? null
      : w(
          "请确认只发送给已有订购关系的会员",
          "Confirm that it goes to members with an existing order relation only",
        ),
} as const;

export const PURPOSE = {
  kind: "long",
  label: w("申请说明", "What it is for"),
  hint: w("业务使用场景，供审核人参考。", "When it is used, for the reviewer."),
  max: 500,
  optional: true,
} as const;
