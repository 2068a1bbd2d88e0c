import { isLocale, type Locale, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { type Me, verb } from "../../data/database.ts";
import { defineCommand } from "../../registry/registry.ts";

const DONE: Readonly<Record<Locale, string>> = {
  "zh-CN": "语言已设为中文。",
  en: "Language set to English.",
};

export const language = defineCommand({
  name: "language",
  feature: "people",
  words: {
    title: w("语言", "Language"),
    description: w("设置您的语言", "Sets your language"),
    options: { to: w("语言", "Language") },
    choices: { "zh-CN": w("中文", "中文"), en: w("English", "English") },
  },
  input: z.object({ to: z.enum(["zh-CN", "en"]) }),
  positional: ["to"],
  permission: null,
  reads: false,
  audience: "person",
  async run(context, { to }) {
    const me = await verb<Me>(context.session, "set_locale", { input: { locale: to } });
    return { tone: "good", text: DONE[isLocale(me.locale) ? me.locale : to], ephemeral: true };
  },
});
