import type { DeviceAnswer } from "@tidings/shared/devices/device.ts";
import {
  HOW_TO_FIND_APP,
  HOW_TO_FIND_APP_ELSEWHERE,
  HOW_TO_FIND_PLUGIN,
} from "@tidings/shared/devices/how.ts";
import { DEVICE_FIELDS, judgeDevice, ruleWords } from "@tidings/shared/devices/query.ts";
import { BRAND_RULES, type Brand } from "@tidings/shared/devices/rules.ts";
import { type Locale, listText, say, type Words } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import type { Answer, Field } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";

const WORDS = {
  cards: { zh: "展示卡片", en: "Shows cards" },
  colours: { zh: "彩色按钮", en: "Coloured buttons" },
  rule: { zh: "依据", en: "Decided by" },
  brand: { zh: "品牌", en: "Brand" },
  unlisted: {
    zh: "该机型不在支持列表中，也看不出品牌：请用 --brand 指定品牌并提供版本，将按厂商规则判断。",
    en: "This model is not in the table, and its name says no brand: name the brand and the versions, and the vendor's rule is applied.",
  },
  several: {
    zh: "多个品牌有同名机型，请指定品牌。",
    en: "Several brands have a model of this name: say which brand.",
  },
  yes: { zh: "可以", en: "Yes" },
  no: { zh: "不可以", en: "No" },
  open: { zh: "未说明", en: "Not stated" },
  unknown: { zh: "未知", en: "Not known" },
} as const;

/** DEV-1: can this phone show cards, and coloured buttons, and which rule says so? */
export const device = defineCommand({
  name: "device",
  feature: "devices",
  words: {
    title: { zh: "机型", en: "Device" },
    description: {
      zh: "查询手机能否展示卡片和彩色按钮",
      en: "Tells whether a phone can show cards and coloured buttons",
    },
    options: {
      model: { zh: "机型，例如 Mate 40 Pro", en: "Model, for example Mate 40 Pro" },
      brand: { zh: "品牌", en: "Brand" },
      system: { zh: "操作系统", en: "Operating system" },
      system_version: { zh: "操作系统版本", en: "Version of the system" },
      app_version: { zh: "信息APP版本", en: "Version of the message app" },
      plugin_version: {
        zh: "智能短信插件版本（Magic OS）",
        en: "Version of the smart-SMS plug-in (Magic OS)",
      },
      android_version: { zh: "安卓版本（OPPO）", en: "Version of Android (OPPO)" },
      engine_version: { zh: "快应用引擎版本（vivo）", en: "Version of the quick-app engine (vivo)" },
      smart_service: { zh: "智慧信息服务开关（vivo）", en: "Switch: smart service (vivo)" },
      rich_media: { zh: "富媒体化展示内容开关（vivo）", en: "Switch: rich media (vivo)" },
    },
  },
  input: z.object(DEVICE_FIELDS),
  positional: ["model"],
  permission: null,
  reads: true,
  audience: "person",
  async run({ locale }, question) {
    const { model } = question;
    const verdict = judgeDevice(question);
    if (verdict.found) return answer(verdict.found, model, verdict.brand, locale);
    const { brands } = verdict;
    if (brands.length === 0) return { tone: "warn", title: model, text: say(WORDS.unlisted, locale) };
    const names = brands.map((brand) => say(BRAND_RULES[brand].words, locale));
    return { tone: "warn", title: model, text: say(WORDS.several, locale), note: listText(names, locale) };
  },
});

function answer(found: DeviceAnswer, asked: string, brand: Brand, locale: Locale): Answer {
  const told = (value: boolean | null, otherwise: Words) =>
    say(value === null ? otherwise : value ? WORDS.yes : WORDS.no, locale);
  const where = [
    HOW_TO_FIND_APP[brand] ?? HOW_TO_FIND_APP_ELSEWHERE,
    brand === "honor" ? HOW_TO_FIND_PLUGIN : undefined,
  ];
  return {
    tone: found.renders === null ? "plain" : found.renders ? "good" : "warn",
    title: found.model?.model ?? asked,
    text: say(found.words, locale),
    fields: [
      { label: say(WORDS.brand, locale), value: say(BRAND_RULES[brand].words, locale) },
      { label: say(WORDS.cards, locale), value: told(found.renders, WORDS.unknown) },
      {
        label: say(WORDS.colours, locale),
        value: told(found.coloured, found.renders === null ? WORDS.unknown : WORDS.open),
      },
      ...ruleField(found.rule, locale),
    ],
    note: where.flatMap((words) => (words ? [say(words, locale)] : [])).join("\n"),
  };
}

function ruleField(rule: string, locale: Locale): Field[] {
  const words = ruleWords(rule);
  return words ? [{ label: say(WORDS.rule, locale), value: say(words, locale) }] : [];
}
