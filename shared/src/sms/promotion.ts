import { type Words, w } from "../ground/locale.ts";
import { ENABLED_WORDS, YES_NO } from "../ground/tone.ts";
import { type Ahead, heldWords } from "../resource/ahead.ts";
import type { Offer } from "../resource/define.ts";
import { REVIEW_STATE_WORDS } from "../resource/review_words.ts";
import { FOR_GOOD, REVIEW_FIELDS } from "../resource/reviewed.ts";

/** What the forms of signatures and SMS templates ask alike (SMS-1, tables 7-6 and 7-8). */

/** Promotions go to members with an existing order relation only; anyone who asks for one confirms it. */
export const MEMBERS_ONLY = {
  kind: "flag",
  label: w("仅发送给已有订购关系的会员", "Only to members with an existing subscription"),
  hint: w(
    "推广类短信只能发送给已有订购关系的会员用户，请确认。",
    "Promotional SMS can go only to members with an existing subscription. Confirm that this is the case.",
  ),
  values: YES_NO,
  initial: false,
  problem: (confirmed: boolean): Words | null =>
    confirmed
      ? null
      : w(
          "请确认只发送给已有订购关系的会员",
          "Confirm that the SMS goes only to members with an existing subscription",
        ),
} as const;

export const PURPOSE = {
  kind: "long",
  label: w("申请说明", "Purpose"),
  hint: w("请描述业务使用场景，供审核人参考。", "Describe the use case for the reviewer."),
  max: 500,
  optional: true,
} as const;

/** The columns of both that say what serves: a draft is what came from another account, or the edit of what was approved. */
export const SERVES = {
  state: { ...REVIEW_FIELDS.state, values: REVIEW_STATE_WORDS },
  enabled: {
    kind: "flag",
    label: w("状态", "State"),
    values: ENABLED_WORDS,
    filter: "is",
    advanced: true,
    list: "wide",
    when: ({ live_version }: { readonly live_version: unknown }) => live_version !== null,
  },
} as const;

/** What a switch-off and a deletion ask. `takes`: what takes none of it any more. */
export const switches = (one: Words, takes: Words) =>
  ({
    enable: {
      label: w("启用", "Enable"),
      title: { zh: `启用${one.zh}`, en: `Enable ${one.en}` },
      question: w("启用「{name}」？", "Enable “{name}”?"),
      body: { zh: `启用后可再次用于${takes.zh}。`, en: `${takes.en} can use it again.` },
      done: w("已启用", "Enabled"),
    },
    disable: {
      label: w("禁用", "Disable"),
      title: { zh: `禁用${one.zh}`, en: `Disable ${one.en}` },
      question: w("禁用「{name}」？", "Disable “{name}”?"),
      body: (row: Ahead): Words => {
        const held = heldWords(row);
        return {
          zh: `禁用后不能再用于${takes.zh}。${held.zh}`,
          en: `${takes.en} can't use it any more. ${held.en}`,
        };
      },
      done: w("已禁用", "Disabled"),
    },
    delete: {
      label: w("删除", "Delete"),
      title: { zh: `删除${one.zh}`, en: `Delete ${one.en}` },
      question: w("确定删除「{name}」？", "Delete “{name}”?"),
      body: w(
        "删除后不能恢复。用过的不能删除，只能禁用。",
        "You can't undo this. If it has been used, you can only disable it.",
      ),
      done: w("已删除", "Deleted"),
      tone: "danger",
      deletes: true,
      final: FOR_GOOD,
    },
  }) as const satisfies Readonly<Record<string, Offer<Ahead>>>;
