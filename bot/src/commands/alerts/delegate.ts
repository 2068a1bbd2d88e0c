import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { ASSIGN } from "@tidings/shared/resource/reviewed.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { type Me, verb } from "../../database.ts";
import { referenceOf, suggestReferences } from "../../declared/references.ts";
import { UserError } from "../../errors.ts";
import { defineCommand } from "../../registry.ts";

const SAYS = {
  nobody: {
    zh: "没有人代您审核。外出前：delegate <成员> <最后一天，如 2027-02-06>",
    en: "Nobody stands in for you. Before you leave: delegate <member> <last day, such as 2027-02-06>",
  },
  now: { zh: "{name} 代您审核，至 {until}", en: "{name} stands in for you until {until}" },
  how: {
    zh: "请您审核的内容会转给对方；对方须自己有权审核，四眼原则不变。提前结束：delegate none",
    en: "What is asked of you goes to them, where they may decide it themselves; four eyes hold. To end it: delegate none",
  },
  last_day: {
    zh: "请写明最后一天，例如：delegate {name} 2027-02-06",
    en: "Say until which day, as in: delegate {name} 2027-02-06",
  },
  person: { zh: "代审人", en: "Who" },
  until: { zh: "最后一天", en: "Until" },
} as const satisfies Record<string, Words>;

const { person: REVIEWER } = ASSIGN.inputs;
const NOBODY = new Set(["none", "nobody", "no one", "-", "无", "无人", "没有人"]);

/** BOT-3: who decides in one's place while one is away. */
export const delegate = defineCommand({
  name: "delegate",
  feature: "alerts",
  words: {
    title: { zh: "代审", en: "Delegate" },
    description: {
      zh: "查看或设置：您外出时由谁代您审核，至哪一天",
      en: "Shows or sets who decides in your place while you are away, and until when",
    },
    options: { person: SAYS.person, until: SAYS.until },
  },
  input: z.object({
    person: z.string().trim().min(1).max(300).optional(),
    until: z
      .string()
      .trim()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .optional(),
  }),
  positional: ["person", "until"],
  permission: null,
  reads: false,
  audience: "person",
  suggests: { person: (context, typed) => suggestReferences(context, REVIEWER, typed) },
  async run(context, { person, until }): Promise<Answer> {
    const { locale, me, request, session } = context;
    if (person === undefined) return shown(me, locale, "plain");
    const ends = NOBODY.has(person.toLowerCase());
    if (!ends && until === undefined)
      throw new UserError(fillPlaces(say(SAYS.last_day, locale), { name: person }), "until");
    const input = ends
      ? { delegate: null }
      : { delegate: await referenceOf(context, REVIEWER, person), last_day: until };
    const now = await verb<Me>(session, "set_delegate", { input, request: request("set_delegate") });
    return shown(now, locale, "good");
  },
});

function shown({ delegate: one }: Me, locale: "zh-CN" | "en", tone: "plain" | "good"): Answer {
  if (!one) return { tone, text: say(SAYS.nobody, locale), ephemeral: true };
  const title = fillPlaces(say(SAYS.now, locale), { ...one });
  return { tone, title, text: say(SAYS.how, locale), ephemeral: true };
}
