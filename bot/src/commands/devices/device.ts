import type { DeviceAnswer } from "@tidings/shared/devices/device.ts";
import {
  HOW_TO_FIND_APP,
  HOW_TO_FIND_APP_ELSEWHERE,
  HOW_TO_FIND_PLUGIN,
} from "@tidings/shared/devices/how.ts";
import { DEVICE_FIELDS, judgeDevice, ruleWords } from "@tidings/shared/devices/query.ts";
import { BRAND_RULES, type Brand } from "@tidings/shared/devices/rules.ts";
import { type Locale, listText, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import type { Answer, Field } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";

const WORDS = {
  cards: w("展示卡片", "Card display"),
  colours: w("彩色按钮", "Coloured buttons"),
  rule: w("依据", "Basis"),
  brand: w("品牌", "Brand"),
  unlisted: w(
    "该机型不在支持列表中，也无法识别品牌。请用 --brand 指定品牌并填写版本，以便按厂商规则判断。",
    "This model isn't on the list, and its name doesn't indicate a brand. To apply the vendor's rules, specify --brand and the versions.",
  ),
  several: w(
    "多个品牌有同名机型，请指定品牌。",
    "Several brands have a model with this name. Specify the brand.",
  ),
  yes: w("可以", "Yes"),
  no: w("不可以", "No"),
  open: w("未说明", "Not stated"),
  unknown: w("未知", "Unknown"),
} as const;

/** DEV-1: can this phone show cards, and coloured buttons, and which rule says so? */
export const device = defineCommand({
  name: "device",
  feature: "devices",
  words: {
    title: w("机型", "Device"),
    description: w(
      "查询手机能否展示卡片和彩色按钮",
      "Checks whether a phone shows cards and coloured buttons",
    ),
    options: {
      model: w("机型，例如 Mate 40 Pro", "Model, for example Mate 40 Pro"),
      brand: w("品牌", "Brand"),
      system: w("操作系统", "Operating system"),
      system_version: w("操作系统版本", "OS version"),
      app_version: w("信息 APP 版本", "Messaging app version"),
      plugin_version: w("智能短信插件版本（Magic OS）", "Smart SMS plug-in version (Magic OS)"),
      android_version: w("安卓版本（OPPO）", "Android version (OPPO)"),
      engine_version: w("快应用引擎版本（vivo）", "Quick-app engine version (vivo)"),
      smart_service: w("智慧信息服务开关（vivo）", "Smart service switch (vivo)"),
      rich_media: w("富媒体化展示内容开关（vivo）", "Rich media switch (vivo)"),
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
