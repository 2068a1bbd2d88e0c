import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { DELEGATE } from "@tidings/shared/resource/reviewed.ts";
import { z } from "zod";
import { type Me, verb } from "../../data/database.ts";
import { referenceOf, suggestReferences } from "../../engine/references.ts";
import type { Answer } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { dayText } from "../../ground/times.ts";
import { hinted } from "../../registry/hints.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  nobody: w(
    "目前无人代您审核。外出前请执行：`delegate <成员> <最后一天，如 2027-02-06>`",
    "No one is reviewing for you. Before you leave: `delegate <member> <last day, such as 2027-02-06>`",
  ),
  now: w("由 {name} 代您审核，截至 {until}", "{name} is reviewing on your behalf until {until}"),
  later: w(
    "{name} 将代您审核：{since} 至 {until}",
    "{name} will review on your behalf from {since} to {until}",
  ),
  how: w(
    "本应由您审核的内容会转给代审人；代审人须有审核权限，四眼原则仍然适用。提前结束：`delegate none`",
    "Items for your review go to your delegate if they can review them; the four-eyes rule still applies. To end early: `delegate none`",
  ),
  last_day: w(
    "请写明最后一天，例如：`delegate {name} 2027-02-06`",
    "Give the last day, for example: `delegate {name} 2027-02-06`",
  ),
  until: w("结束日期", "Last day"),
  from: w("第一天（默认今天）", "First day (default: today)"),
} as const satisfies Record<string, Words>;

const NOBODY = new Set(["none", "nobody", "no one", "-", "无", "无人", "没有人"]);

const day = z
  .string()
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional();

/** BOT-3: who decides in one's place while one is away. */
export const delegate = defineCommand({
  name: "delegate",
  feature: "alerts",
  words: {
    title: w("代审", "Delegate"),
    description: w(
      "查看或设置您外出时的代审人和起止日期",
      "Shows or sets who reviews for you while you're away, and the dates",
    ),
    options: { person: DELEGATE.label, until: SAYS.until, from: SAYS.from },
  },
  input: z.object({
    person: z.string().trim().min(1).max(300).optional(),
    until: day,
    from: day,
  }),
  positional: ["person", "until", "from"],
  permission: null,
  reads: false,
  audience: "person",
  suggests: { person: (context, typed) => suggestReferences(context, DELEGATE, typed) },
  async run(context, { person, until, from }): Promise<Answer> {
    const { me, request, session } = context;
    if (person === undefined) return shown(me, context, "plain");
    const ends = NOBODY.has(person.toLowerCase());
    if (!ends && until === undefined)
      throw new UserError(hinted(SAYS.last_day, context, { name: person }), "until");
    const input = ends
      ? { delegate: null }
      : {
          delegate: await referenceOf(context, DELEGATE, person),
          last_day: until,
          ...(from && { first_day: from }),
        };
    const now = await verb<Me>(session, "set_delegate", { input, request: request("set_delegate") });
    return shown(now, context, "good");
  },
});

function shown({ delegate: one }: Me, context: Context, tone: "plain" | "good"): Answer {
  const { at, locale, zone } = context;
  if (!one) return { tone, text: hinted(SAYS.nobody, context), ephemeral: true };
  const words = one.since > dayText(at, zone) ? SAYS.later : SAYS.now;
  const title = fillPlaces(say(words, locale), { ...one });
  return { tone, title, text: hinted(SAYS.how, context), ephemeral: true };
}
