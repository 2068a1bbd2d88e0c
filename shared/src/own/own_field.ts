import type { Enum } from "../ground/enums.ts";
import { capital, w } from "../ground/locale.ts";
import { type Labels, label, YES_NO } from "../ground/tone.ts";
import { defineResource, form } from "../resource/define.ts";
import { NOUNS, nounsThat } from "../resource/nouns.ts";
import { OWN_INPUTS } from "./inputs.ts";

/** What own fields can be added to. */
const RESOURCES = Object.fromEntries(nounsThat("own").map((noun) => [noun, capital(NOUNS[noun].one)]));

/** What an own field holds. */
export const OWN_KIND_WORDS: Labels<Enum<"own_kind">> = {
  text: label("neutral", "文本", "Text"),
  long: label("neutral", "多行文本", "Multi-line text"),
  choice: label("neutral", "单选", "Single choice"),
  flag: label("neutral", "是或否", "Yes or no"),
  count: label("neutral", "整数", "Integer"),
  day: label("neutral", "日期", "Date"),
};
const STATES = { active: label("good", "使用中", "In use"), retired: label("neutral", "已停用", "Retired") };

const L = {
  resource: w("适用对象", "Used for"),
  key: w("标识", "Key"),
  kind: w("类型", "Type"),
  name: w("名称", "Name"),
  name_en: w("英文名称", "English name"),
  hint: w("填写提示", "Hint"),
  hint_en: w("英文填写提示", "English hint"),
  choices: w("选项", "Options"),
  min: w("最小值", "Minimum"),
  max: w("最大值", "Maximum"),
  required: w("必填", "Required"),
  bound: w("纳入审批", "Include in approval"),
  in_chat: w("在聊天卡片上显示", "Show on chat cards"),
  place: w("顺序", "Order"),
};
const NO_TEXT = w("不填则与名称相同", "Leave empty to use the name");

/** Choices one by one, as they are typed or pasted; none of them holds a comma. */
const split = (text: string) =>
  [...new Set(text.split(/[\n,，、;；]+/).map((one) => one.trim()))].filter(Boolean);

const inputs = {
  name: { kind: "text", label: L.name, max: 64 },
  name_en: { kind: "text", label: L.name_en, max: 64, optional: true, hint: NO_TEXT },
  hint: { kind: "text", label: L.hint, max: 200, optional: true },
  hint_en: { kind: "text", label: L.hint_en, max: 200, optional: true },
  choices: {
    kind: "texts",
    label: L.choices,
    most: 50,
    split,
    optional: true,
    hint: w(
      "仅用于单选：值，或 值=中文/English。移除的选项不再可选，已填写的值保留。",
      "Single choice only: value, or value=中文/English. Removed options can't be chosen any more; filled-in values stay.",
    ),
  },
  min: {
    kind: "count",
    label: L.min,
    min: -999_999_999_999_999,
    max: 999_999_999_999_999,
    optional: true,
    hint: w("整数的下限，或文本的最少字数。", "The smallest number allowed, or the minimum text length."),
  },
  max: {
    kind: "count",
    label: L.max,
    min: -999_999_999_999_999,
    max: 999_999_999_999_999,
    optional: true,
    hint: w(
      "整数的上限，或文本的最多字数（单行 500，多行 2,000）。",
      "The largest number allowed, or the maximum text length (500 characters for single-line, 2,000 for multi-line).",
    ),
  },
  required: {
    kind: "flag",
    label: L.required,
    values: YES_NO,
    initial: false,
    hint: w(
      "提交审核时必须填写，草稿可以不填。",
      "Required when submitting. You can leave it empty in drafts.",
    ),
  },
  in_chat: {
    kind: "flag",
    label: L.in_chat,
    values: YES_NO,
    initial: false,
    hint: w("每类最多 5 个。", "At most 5 per type."),
  },
  place: { kind: "count", label: L.place, min: 1, max: 999, optional: true },
} as const;

/** A field that an enterprise adds to its rows without a migration (FLD-1). */
export const ownField = defineResource({
  noun: "own_field",
  view: "own_field_cards",
  title: "name",
  order: ["place", "asc"],
  number: "key",
  words: {
    note: w(
      "为模板、发送任务、企业备案和服务号增加本企业自己的字段，例如成本中心、活动编号。",
      "Add custom fields to templates, sends, filings and service accounts, such as a cost centre or campaign ID.",
    ),
    empty: w("还没有自定义字段", "No custom fields yet"),
    empty_hint: w(
      "增加字段后，表单、列表和卡片会立即显示该字段。",
      "Add a field and it appears in forms, lists and cards right away.",
    ),
  },
  fields: {
    name: { kind: "text", label: L.name, list: "head", page: "no", filter: "part" },
    key: { kind: "text", label: L.key, mono: true, list: "no" },
    resource: { kind: "choice", label: L.resource, values: RESOURCES, filter: "is", sort: true },
    kind: { kind: "choice", label: L.kind, values: OWN_KIND_WORDS, filter: "is" },
    state: { kind: "choice", label: w("状态", "State"), values: STATES, page: "chat", filter: "is" },
    required: { kind: "flag", label: L.required, values: YES_NO, list: "wide" },
    bound: { kind: "flag", label: L.bound, values: YES_NO, list: "wide" },
    in_chat: { kind: "flag", label: L.in_chat, values: YES_NO, list: "wide" },
    choices: { kind: "texts", label: L.choices, list: "no", when: ({ kind }) => kind === "choice" },
    min: { kind: "count", label: L.min, list: "no", when: ({ min }) => min !== null },
    max: { kind: "count", label: L.max, list: "no", when: ({ max }) => max !== null },
    name_en: { kind: "text", label: L.name_en, list: "no" },
    hint: { kind: "long", label: L.hint, list: "no" },
    hint_en: { kind: "long", label: L.hint_en, list: "no" },
    place: { kind: "count", label: L.place, list: "wide", sort: true },
    created_at: { kind: "time", label: w("创建时间", "Created"), by: "created_by_name", list: "no" },
  },
  forms: {
    create: form(OWN_INPUTS.create_own_field, {
      verb: "create_own_field",
      title: w("增加字段", "Add field"),
      confirm: w("增加", "Add"),
      done: w("字段已增加", "Field added"),
      note: w(
        "「标识」「类型」「纳入审批」和「适用对象」以后不能修改。字段只能停用，不能删除。",
        "“Key”, “Type”, “Include in approval” and “Used for” can't be changed later. Fields can only be retired, not deleted.",
      ),
      inputs: {
        resource: { kind: "choice", label: L.resource, values: RESOURCES, initial: "send" },
        key: {
          kind: "text",
          label: L.key,
          max: 32,
          hint: w(
            "小写字母、数字和下划线，以字母开头。",
            "Lowercase letters, digits and underscores, starting with a letter.",
          ),
          problem: (key: string) =>
            /^[a-z][a-z0-9_]*$/.test(key.trim())
              ? null
              : w(
                  "标识以小写字母开头，只含小写字母、数字和 _",
                  "Key: lowercase letters, digits and _, starting with a letter",
                ),
        },
        name: inputs.name,
        kind: { kind: "choice", label: L.kind, values: OWN_KIND_WORDS, initial: "text" },
        bound: {
          kind: "flag",
          label: L.bound,
          values: YES_NO,
          initial: true,
          hint: w(
            "选“否”后，任何时候都可修改且不影响已有的审批，修改会记入审计日志。",
            "Choose “No” to allow changes at any time without affecting existing approvals. Changes are recorded in the audit log.",
          ),
        },
        name_en: inputs.name_en,
        hint: inputs.hint,
        hint_en: inputs.hint_en,
        choices: inputs.choices,
        min: inputs.min,
        max: inputs.max,
        required: inputs.required,
        in_chat: inputs.in_chat,
        place: inputs.place,
      },
    }),
    update: form(OWN_INPUTS.update_own_field, {
      verb: "update_own_field",
      title: w("修改字段", "Edit field"),
      confirm: w("保存", "Save"),
      done: w("字段已保存", "Field saved"),
      inputs,
    }),
  },
  transitions: {
    retire: {
      label: w("停用字段", "Retire field"),
      question: w("停用字段「{name}」？", "Retire field “{name}”?"),
      body: w(
        "表单不再要求填写此字段。已填写的值会保留并继续显示。",
        "Forms no longer ask for this field. Values already filled in are kept and shown.",
      ),
      done: w("字段「{name}」已停用", "Field “{name}” retired"),
      tone: "danger",
      from: ["active"],
    },
    restore: {
      label: w("恢复字段", "Restore field"),
      question: w("恢复字段「{name}」？", "Restore field “{name}”?"),
      body: w("表单会再次要求填写此字段。", "Forms will ask for this field again."),
      done: w("字段「{name}」已恢复", "Field “{name}” restored"),
      from: ["retired"],
    },
  },
});
