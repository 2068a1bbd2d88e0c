import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { maskPhone, phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { verb } from "../../database.ts";
import { UserError } from "../../errors.ts";
import { defineCommand } from "../../registry.ts";
import { findNamed, namesOf } from "../../resources/named.ts";

const SAYS = {
  done: {
    zh: "{phone} 已移出「{signature}」的退订名单。",
    en: "{phone} is off the opt-out list of {signature}.",
  },
  phone: { zh: "「{value}」不是有效的手机号。", en: "“{value}” is not a valid mobile number." },
} as const satisfies Record<string, Words>;

export const optoutRemove = defineCommand({
  name: "optout remove",
  feature: "optouts",
  admin: true,
  words: {
    title: { zh: "移出退订", en: "Remove opt-out" },
    description: {
      zh: "把本人要求恢复接收的号码移出退订名单，须写明原因",
      en: "Takes a number off the list, for a person who asked to be back",
    },
    options: {
      signature: { zh: "签名", en: "Signature" },
      phone: { zh: "号码", en: "Number" },
      reason: { zh: "原因", en: "Reason" },
    },
  },
  input: z.object({
    signature: z.string().trim().min(1).max(64),
    phone: z.string().trim().min(1).max(40),
    reason: z.string().trim().min(1).max(500),
  }),
  positional: ["signature", "phone", "reason"],
  permission: "KooMessage:optOut:remove",
  reads: false,
  audience: "person",
  suggests: { signature: (context, typed) => namesOf(context, "sms_signatures", typed) },
  async run(context, asked): Promise<Answer> {
    const phone = phoneOrNull(asked.phone);
    const told = (words: Words, places: Readonly<Record<string, string>>) =>
      fillPlaces(say(words, context.locale), places);
    if (phone === null) throw new UserError(told(SAYS.phone, { value: maskPhone(asked.phone) }));
    const signature = (await findNamed(context, "sms_signatures", asked.signature)).name;
    const { removed } = await verb<{ removed: string }>(context.session, "remove_opt_out", {
      input: { signature, phone },
      reason: asked.reason,
      request: context.request("remove_opt_out"),
    });
    return { tone: "good", text: told(SAYS.done, { phone: removed, signature }) };
  },
});
