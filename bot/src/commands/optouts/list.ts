import { timeText } from "@tidings/shared/clock.ts";
import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { optOutReason } from "@tidings/shared/sms/words.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { answerOf } from "../../database.ts";
import { findByNumber } from "../../numbers/find.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { findNamed, namesOf } from "../../resources/named.ts";
import { rowsHere } from "../../rows.ts";

const SAYS = {
  title: { zh: "退订名单（最近 {count} 个）", en: "Opt-outs (the latest {count})" },
  none: { zh: "没有符合条件的退订号码。", en: "No number like that has opted out." },
  number: { zh: "号码", en: "Number" },
  signature: { zh: "签名", en: "Signature" },
  reason: { zh: "原因", en: "Reason" },
  by: { zh: "来源", en: "From" },
  at: { zh: "时间", en: "When" },
  reply: { zh: "本人回复", en: "own reply" },
  member: { zh: "成员录入", en: "a member" },
} as const satisfies Record<string, Words>;

const MOST = 100;

interface OptOut {
  readonly phone: string;
  readonly signature: string;
  readonly reason: string;
  readonly at: string;
  readonly added_by: string | null;
}

/** The latest rows of the list, their numbers masked by the database. */
function latest(context: Context, signature: string | undefined): Promise<OptOut[]> {
  const query = rowsHere(context, "opt_out_cards", "phone, signature, reason, at, added_by");
  const narrowed = signature ? query.eq("signature", signature) : query;
  return answerOf(narrowed.order("at", { ascending: false }).limit(MOST));
}

export const optoutList = defineCommand({
  name: "optout list",
  feature: "optouts",
  admin: true,
  words: {
    title: { zh: "退订名单", en: "Opt-outs" },
    description: {
      zh: "列出退订号码（打码），或查某个号码是否已退订",
      en: "Lists who opted out (masked), or says whether one number did",
    },
    options: { signature: { zh: "签名", en: "Signature" }, phone: { zh: "号码", en: "Number" } },
  },
  input: z.object({
    signature: z.string().trim().min(1).max(64).optional(),
    phone: z.string().trim().min(1).max(40).optional(),
  }),
  positional: ["signature", "phone"],
  permission: "KooMessage:optOut:list",
  reads: true,
  audience: "person",
  suggests: { signature: (context, typed) => namesOf(context, "sms_signatures", typed) },
  async run(context, asked): Promise<Answer> {
    const { locale } = context;
    const signature = asked.signature && (await findNamed(context, "sms_signatures", asked.signature)).name;
    const rows = asked.phone
      ? (await findByNumber<OptOut>(context, "opt_out", asked.phone)).rows.filter(
          (row) => !signature || row.signature === signature,
        )
      : await latest(context, signature);
    if (rows.length === 0) return { tone: "plain", text: say(SAYS.none, locale) };
    const columns = [SAYS.number, SAYS.signature, SAYS.reason, SAYS.by, SAYS.at];
    return {
      tone: "plain",
      title: fillPlaces(say(SAYS.title, locale), { count: rows.length }),
      table: {
        name: "optouts",
        columns: columns.map((words) => ({ title: say(words, locale) })),
        rows: rows.map((row) => [
          row.phone,
          row.signature,
          say(optOutReason(row), locale),
          say(row.added_by === null ? SAYS.reply : SAYS.member, locale),
          timeText(row.at, context.zone),
        ]),
      },
    };
  },
});
