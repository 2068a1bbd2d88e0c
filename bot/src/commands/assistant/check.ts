import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { checkContent, contentSchema } from "@tidings/shared/templates/content.ts";
import { textsOf } from "@tidings/shared/templates/texts.ts";
import { z } from "zod";
import { withoutAddresses } from "../../assistant/converse.ts";
import { filled } from "../../assistant/filled.ts";
import { withModel } from "../../assistant/session.ts";
import { answerOf } from "../../data/database.ts";
import { rowWithId } from "../../data/rows.ts";
import { findResource, namesLike } from "../../engine/find.ts";
import type { TemplateCard } from "../../engine/rows.ts";
import type { Answer, Table } from "../../ground/answer.ts";
import { Refusal, UserError } from "../../ground/errors.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const KINDS = {
  claim: w("不当宣称", "False claim"),
  opt_out: w("退订", "Opt-out"),
  tone: w("语气", "Tone"),
  length: w("长度", "Length"),
  personal_data: w("个人信息", "Personal data"),
  wrong: w("错误", "Mistake"),
  unclear: w("含混", "Unclear"),
} as const satisfies Record<string, Words>;

const SAYS = {
  title: w("「{name}」的文案检查", "Copy check: “{name}”"),
  clean: w("没有发现问题。", "No problems found."),
  none: w("模型没有给出可用的检查结果，请再试一次。", "The model gave no usable result. Try again."),
  empty: w("该模板还没有文字。", "This template has no text yet."),
  note: w(
    "模型的意见仅供参考，不影响人工审核。标有「自动」的意见来自规则检查。",
    "The model's comments are advice only and don't affect the review. People decide. Lines marked “Rule” come from the automatic check.",
  ),
  rule: w("自动", "Rule"),
  kind: w("类别", "Type"),
  where: w("原文", "Text"),
  what: w("意见", "Comment"),
};

const found = z.strictObject({
  findings: z
    .array(
      z.strictObject({
        place: z.string(),
        kind: z.enum(Object.keys(KINDS) as [keyof typeof KINDS]),
        says: z.string().min(1).max(300),
      }),
    )
    .max(20),
});

const INSTRUCTIONS = [
  "You read the copy of a message that a company in China sends to many customers, as its reviewer does before it goes out.",
  "Say only what a careful reviewer would object to: claims that cannot be proved or that Chinese advertising law forbids (最, 第一, 国家级, 100% …), marketing without words for opting out,",
  "tone that presses or insults, text that is too long for a phone, personal data that does not belong there, mistakes of language, dates or sums, what a customer cannot understand.",
  "Each finding names its place and says in one short sentence what is wrong and what to write. No finding is right where there is none. Findings in the language {language}.",
].join("\n");

async function checked(context: Context, text: string): Promise<Answer> {
  const { locale } = context;
  const { id } = await findResource(context, text, undefined, ["template"]);
  const row = await answerOf<TemplateCard | null>(rowWithId(context.session, "template_cards", id));
  if (!row) throw new Refusal("not_found", 404, { details: { resource: "template" } });
  const layout = layoutOf(row.layout);
  const { data: content } = contentSchema.safeParse(row.content);
  const texts = layout && content ? textsOf(content, layout) : [];
  if (texts.length === 0) throw new UserError(say(SAYS.empty, locale), "template");
  const at = new Map(texts);
  return withModel(context, `check ${row.name}`, async (model) => {
    const { value, tokens } = await filled(model, {
      instructions: INSTRUCTIONS.replace("{language}", locale),
      about: JSON.stringify({
        layout: row.layout,
        texts: Object.fromEntries(texts),
        parameters: content?.params ?? [],
      }),
      schema: found,
      parameters: z.toJSONSchema(found) as Record<string, unknown>,
      check: ({ findings }) =>
        findings.filter(({ place }) => !at.has(place)).map(({ place }) => `there is no place ${place}`),
    });
    if (value === null) return { answer: { tone: "warn", text: say(SAYS.none, locale) }, text: "", tokens };
    const rules = checkContent(row.layout, row.vendors, row.usage, row.content);
    const rows = [
      ...rules.map(({ path, words }) => [say(SAYS.rule, locale), at.get(path) ?? path, say(words, locale)]),
      ...value.findings.map(({ place, kind, says }) => [
        say(KINDS[kind], locale),
        at.get(place) ?? place,
        withoutAddresses(says),
      ]),
    ];
    const columns = [SAYS.kind, SAYS.where, SAYS.what].map((words) => ({ title: say(words, locale) }));
    const table: Table = { name: `check-${row.name}`, columns, rows };
    const answer: Answer = {
      tone: rows.length === 0 ? "good" : "warn",
      title: fillPlaces(say(SAYS.title, locale), { name: row.name }),
      ...(rows.length === 0 ? { text: say(SAYS.clean, locale) } : { table }),
      note: say(SAYS.note, locale),
    };
    return { answer, text: rows.map((cells) => cells.join(": ")).join("\n"), tokens };
  });
}

export const check = defineCommand({
  name: "check",
  feature: "assistant",
  words: {
    title: w("检查文案", "Check copy"),
    description: w(
      "像审核员一样通读模板的文案，指出问题及位置；不影响审核",
      "Reads a template's copy like a reviewer and points out each problem; makes no decisions",
    ),
    options: { template: w("模板", "Template") },
  },
  input: z.object({ template: z.string().trim().min(1).max(100) }),
  positional: ["template"],
  permission: "KooMessage:template:list",
  reads: true,
  audience: "chat_channel",
  suggests: { template: (context, typed) => namesLike(context, typed, ["template"]) },
  run: (context, { template }) => checked(context, template),
});
