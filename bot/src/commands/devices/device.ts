import { checkDevice, type DeviceAnswer } from "@tidings/shared/devices/device.ts";
import { brandOf, findModels } from "@tidings/shared/devices/find.ts";
import {
  HOW_TO_FIND_APP,
  HOW_TO_FIND_APP_ELSEWHERE,
  HOW_TO_FIND_PLUGIN,
} from "@tidings/shared/devices/how.ts";
import { BRAND_RULES, BRANDS, type Brand, SYSTEMS } from "@tidings/shared/devices/rules.ts";
import { fillPlaces, type Locale, listText, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer, Field } from "../../answer.ts";
import { defineCommand } from "../../registry.ts";

const version = z
  .string()
  .regex(/^[0-9]+(\.[0-9]+){0,4}$/)
  .optional();

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
  numbered: { zh: "{step}，第 {number} 条", en: "{step}, rule {number}" },
} as const;

/** The steps of the check that can decide. */
const RULES: Readonly<Record<string, Words>> = {
  system: { zh: "操作系统要求", en: "Its operating system" },
  app: { zh: "信息APP版本要求", en: "Its message app" },
  switches: { zh: "短信设置中的两个开关", en: "Its two switches" },
};

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
  input: z.object({
    model: z.string().min(1).max(60),
    brand: z.enum(BRANDS).optional(),
    system: z.enum(SYSTEMS).optional(),
    system_version: version,
    app_version: version,
    plugin_version: version,
    android_version: version,
    engine_version: z.number().int().nonnegative().optional(),
    smart_service: z.boolean().optional(),
    rich_media: z.boolean().optional(),
  }),
  positional: ["model"],
  permission: null,
  reads: true,
  audience: "person",
  async run({ locale }, { model, brand, smart_service, rich_media, ...versions }) {
    const models = findModels(model, brand);
    const brands = [...new Set(models.map((each) => each.brand))];
    const only = brands[0] ?? brand ?? brandOf(model);
    if (!only) return { tone: "warn", title: model, text: say(WORDS.unlisted, locale) };
    if (brands.length > 1)
      return {
        tone: "warn",
        title: model,
        text: say(WORDS.several, locale),
        note: listText(
          brands.map((each) => say(BRAND_RULES[each].words, locale)),
          locale,
        ),
      };
    const switches =
      smart_service === undefined && rich_media === undefined
        ? undefined
        : { smart_service: smart_service ?? false, rich_media: rich_media ?? false };
    return answer(checkDevice({ brand: only, model, switches, ...versions }), model, only, locale);
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

/** `app:5` as `rule 5 for the message app`; nothing while a fact is missing and no rule has decided. */
function ruleField(rule: string, locale: Locale): Field[] {
  const [step = "", number] = rule.split(":");
  const words = RULES[step];
  if (!words) return [];
  const value = say(words, locale);
  const numbered = fillPlaces(say(WORDS.numbered, locale), { step: value, number });
  return [{ label: say(WORDS.rule, locale), value: number === undefined ? value : numbered }];
}
