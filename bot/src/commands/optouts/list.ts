import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { maskPhone, phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { optOutReason } from "@tidings/shared/sms/words.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { answerOf } from "../../database.ts";
import { UserError } from "../../errors.ts";
import { defineCommand } from "../../registry.ts";
import { findNamed, namesOf } from "../../resources/named.ts";
import { rowsHere } from "../../rows.ts";
import { timeText } from "../../times.ts";

const SAYS = {
  title: { zh: "退订名单（最近 {count} 个）", en: "Opt-outs (the latest {count})" },
  none: { zh: "没有符合条件的退订号码。", en: "No number like that has opted out." },
  phone: { zh: "「{value}」不是有效的手机号。", en: "“{value}” is not a valid mobile number." },
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
    let query = rowsHere(context, "opt_outs", "phone, signature, reason, at, added_by");
    if (asked.signature)
      query = query.eq("signature", (await findNamed(context, "sms_signatures", asked.signature)).name);
    if (asked.phone) {
      const phone = phoneOrNull(asked.phone);
      if (phone === null)
        throw new UserError(fillPlaces(say(SAYS.phone, locale), { value: maskPhone(asked.phone) }));
      query = query.eq("phone", phone);
    }
    const rows = await answerOf<OptOut[]>(query.order("at", { ascending: false }).limit(MOST));
    if (rows.length === 0) return { tone: "plain", text: say(SAYS.none, locale) };
    const columns = [SAYS.number, SAYS.signature, SAYS.reason, SAYS.by, SAYS.at];
    return {
      tone: "plain",
      title: fillPlaces(say(SAYS.title, locale), { count: rows.length }),
      table: {
        name: "optouts",
        columns: columns.map((words) => ({ title: say(words, locale) })),
        rows: rows.map((row) => [
          maskPhone(row.phone),
          row.signature,
          say(optOutReason(row), locale),
          say(row.added_by === null ? SAYS.reply : SAYS.member, locale),
          timeText(row.at, context.zone),
        ]),
      },
    };
  },
});
