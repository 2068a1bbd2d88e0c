// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import { fillPlaces, type Locale, say, w } from "@tidings/shared/ground/locale.ts";
import { isMarketing, LAYOUTS, layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import type { Layout } from "@tidings/shared/layouts/layout.ts";
import { checkContent } from "@tidings/shared/templates/content.ts";
import { type CopyPlace, contentWith, copyPlaces } from "@tidings/shared/templates/copy.ts";
import { z } from "zod";
import { filled } from "../../assistant/filled.ts";
import { withModel } from "../../assistant/session.ts";
import type { Answer } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { previewOf } from "../../pictures/preview.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  title: w("{layout}的文案草稿", "Copy draft: {layout}"),
  note: w(
    "由模型撰写，已按版式的字数限制检查。模型可能写错事实，请逐字核对后再到管理台填入模板（地址见 template add）。图片和按钮的点击事件需另行设置。",
    "Written by a model and checked against the layout's length limits. A model may get facts wrong, so read every word before you put it in a template in the panel (template add gives the address). Add pictures and button actions yourself.",
  ),
  none: w(
    "模型没有写出符合版式限制的文案。请换一种说法，或选择其他版式。",
    "The model wrote nothing that fits the layout. Rephrase the request or choose another layout.",
  ),
  unknown: w("没有版式「{layout}」。可选：{all}", "There's no layout “{layout}”. Available: {all}"),
  textless: w("该版式没有文字。", "This layout has no text."),
};

const nameOf = (layout: Layout, locale: Locale) => `${say(layout.words, locale)} (${layout.layout})`;

function layoutNamed(text: string, locale: Locale): Layout {
  const wanted = text.trim().toLowerCase();
  const found =
    layoutOf(wanted) ??
    LAYOUTS.find(({ words }) => [words.zh, words.en].some((each) => each.toLowerCase() === wanted));
  if (found) return found;
  const all = LAYOUTS.map((layout) => layout.layout).join(", ");
  throw new UserError(fillPlaces(say(SAYS.unknown, locale), { layout: text, all }), "layout");
}

type Texts = Record<string, string>;

/** What is wrong with the texts by the rules of every template, at the places for text alone. */
function problems(layout: Layout, places: readonly CopyPlace[], texts: Texts): string[] {
  const paths = new Set(places.map(({ path }) => path));
  const missing = places.filter(({ path, required }) => required && !texts[path]?.trim());
  const given = Object.fromEntries(Object.entries(texts).filter(([path]) => paths.has(path)));
  return [
    ...Object.keys(texts)
      .filter((path) => !paths.has(path))
      .map((path) => `${path}: there is no such place`),
    ...missing.map(({ path }) => `${path}: is needed`),
    ...checkContent(layout, layout.vendors, "commercial", contentWith(given))
      .filter(({ path, level }) => level === "error" && paths.has(path))
      .map(({ path, words }) => `${path}: ${words.en}`),
  ];
}

function instructions(layout: Layout): string {
  return [
    "You write the copy of a message card that a company in China sends to its customers who agreed to it.",
    "Write in Chinese unless the brief is in another language. Plain, polite and exact; one message.",
    "No superlatives that Chinese advertising law forbids (最, 第一, 国家级 …), no promise that the brief does not make, no invented figure, date or name.",
    "Where the brief leaves a detail of each customer open, write a parameter such as ${name} or ${order_no} (lower-case letters, digits, _).",
    ...(isMarketing(layout) ? ["It is marketing: the body ends with 拒收请回复R."] : []),
  ].join("\n");
}

async function drafted(context: Context, layout: Layout, brief: string): Promise<Answer> {
  const { locale } = context;
  const places = copyPlaces(layout);
  if (places.length === 0) throw new UserError(say(SAYS.textless, locale), "layout");
  return withModel(context, `draft ${layout.layout}: ${brief}`, async (model) => {
    const { value: texts, tokens } = await filled<Texts>(model, {
      instructions: instructions(layout),
      about: brief,
      schema: z.record(z.string(), z.string().max(2_000)),
      parameters: {
        type: "object",
        properties: Object.fromEntries(
          places.map(({ path, words, max, multiline }) => [
            path,
            {
              type: "string",
              maxLength: max,
              description: `${words.zh}; at most ${max} characters${multiline ? "" : "; one line"}`,
            },
          ]),
        ),
        required: places.flatMap(({ path, required }) => (required ? [path] : [])),
        additionalProperties: false,
      },
      check: (read) => problems(layout, places, read),
    });
    if (texts === null) {
      const answer: Answer = { tone: "warn", text: say(SAYS.none, locale), ephemeral: true };
      return { answer, text: "", tokens };
    }
    const lines = places.flatMap(({ path, words, max }) => {
      const text = texts[path]?.trim();
      return text ? [{ label: `${say(words, locale)} (${[...text].length}/${max})`, value: text }] : [];
    });
    const title = fillPlaces(say(SAYS.title, locale), { layout: nameOf(layout, locale) });
    const card = { layout: layout.layout, content: contentWith(texts), vendors: layout.vendors.slice(0, 1) };
    const sender = context.me.enterprise?.name ?? "";
    const picture = await previewOf([card], { name: `draft-${layout.layout}`, title, sender, locale });
    const answer: Answer = {
      ...{ tone: "plain", title, fields: lines, note: say(SAYS.note, locale) },
      ...(picture ? { picture } : {}),
    };
    return { answer, text: lines.map(({ label, value }) => `${label}: ${value}`).join("\n"), tokens };
  });
}

export const draft = defineCommand({
  name: "draft",
  feature: "assistant",
  words: {
    title: w("撰写文案", "Draft copy"),
    description: w(
      "按要求撰写一个版式的文案，并按版式的限制检查；不创建模板",
      "Drafts copy for a layout from a brief, within its limits; doesn't create a template",
    ),
    options: { layout: w("版式", "Layout"), brief: w("要求", "Brief") },
  },
  input: z.object({
    layout: z.string().trim().min(1).max(60),
    brief: z.string().trim().min(1).max(2_000),
  }),
  positional: ["layout", "brief"],
  permission: "KooMessage:template:create",
  reads: true,
  audience: "chat_channel",
  suggests: {
    layout: async ({ locale }, typed) =>
      LAYOUTS.filter((layout) => nameOf(layout, locale).toLowerCase().includes(typed.toLowerCase())).map(
        ({ layout }) => layout,
      ),
  },
  values: { layout: () => LAYOUTS.map(({ layout }) => layout) },
  run: (context, { layout, brief }) => drafted(context, layoutNamed(layout, context.locale), brief),
});
