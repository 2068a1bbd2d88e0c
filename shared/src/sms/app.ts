import type { Words } from "../locale.ts";
import { defineResource, form } from "../resource/define.ts";
import { SMS_INPUTS } from "./inputs.ts";

/** An enterprise has at most so many applications; the law holds it (`create_sms_app`). */
export const MOST_APPS = 20;

const NAME: Words = { zh: "应用名称", en: "Application" };

const inputs = {
  name: {
    kind: "text",
    label: NAME,
    hint: {
      zh: "只能包含英文字母、数字、下划线，不区分大小写。",
      en: "Letters, digits and underscores, whatever the case.",
    },
    max: 64,
    problem: (name: string) =>
      /^[A-Za-z0-9_]+$/.test(name.trim())
        ? null
        : {
            zh: "应用名称只能包含英文字母、数字、下划线",
            en: "An application's name has letters, digits and underscores only",
          },
  },
} as const;

/** An SMS application (SMS-1, §7.3.2): what signatures and SMS templates belong to; never deleted. */
export const smsApp = defineResource({
  noun: "sms_app",
  view: "sms_app_cards",
  title: "name",
  order: ["created_at", "desc"],
  words: {
    note: {
      zh: `签名和短消息模板都属于一个应用。每个企业最多 ${MOST_APPS} 个，添加后不能删除。`,
      en: `Signatures and SMS templates belong to an application. There are at most ${MOST_APPS}, and none is ever deleted.`,
    },
    empty: { zh: "还没有短消息应用", en: "No SMS application yet" },
    empty_hint: { zh: "先添加一个应用，再添加签名。", en: "Add one first, then a signature." },
  },
  fields: {
    name: { kind: "text", label: NAME, list: "head", page: "no", filter: "part" },
    signatures: { kind: "count", label: { zh: "签名", en: "Signatures" } },
    templates: { kind: "count", label: { zh: "短消息模板", en: "SMS templates" } },
    created_at: {
      kind: "time",
      label: { zh: "创建时间", en: "Created" },
      by: "created_by_name",
      filter: "span",
      sort: true,
    },
  },
  forms: {
    create: form(SMS_INPUTS.create_sms_app, {
      verb: "create_sms_app",
      title: { zh: "添加应用", en: "Add an application" },
      confirm: { zh: "添加", en: "Add it" },
      note: { zh: "应用添加后不能删除。", en: "An application cannot be deleted." },
      done: { zh: "应用已添加", en: "The application is added" },
      inputs,
    }),
    update: form(SMS_INPUTS.update_sms_app, {
      verb: "update_sms_app",
      title: { zh: "修改应用", en: "Edit the application" },
      confirm: { zh: "保存", en: "Save" },
      done: { zh: "应用已保存", en: "The application is saved" },
      inputs,
    }),
  },
  transitions: {},
});
