import { w } from "@tidings/shared/ground/locale.ts";
import type { Left } from "@tidings/shared/resource/copied.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { words } from "./create-words.ts";
import { formOf } from "./edited.ts";
import type { SendForm } from "./form.ts";
import type { Choices } from "./use-choices.ts";

const TIME = w("发送时间", "Send time");
const UNTIL = w("循环截止时间", "Repeats until");
const PROOF = w("同意凭证", "Proof of consent");

/** What can be chosen no more is left out: switched off, no longer approved, deleted; of a file also where it is of another use. */
const GONE = { template: words.template, sms: words.sms, file: words.file } as const;

/** The form of a new send as a copy of one, and what was not taken over. */
export function copyOf(
  of: SendCard,
  { name, gone, now }: { readonly name: string; readonly gone: Choices["facts"]["gone"]; readonly now: Date },
): { readonly form: SendForm; readonly left: readonly Left[] } {
  const form = { ...formOf(of), name };
  const isPast = (at: string | null) => at !== null && Date.parse(at) <= now.getTime();
  const past = { scheduledAt: isPast(form.scheduledAt), repeatUntil: isPast(form.repeatUntil) };
  return {
    form: {
      ...form,
      ...(past.scheduledAt ? { scheduledAt: null } : {}),
      ...(past.repeatUntil ? { repeatUntil: null } : {}),
      ...Object.fromEntries(gone.map((one) => [one, null])),
    },
    left: [
      ...gone.map((one) => ({ label: GONE[one], why: "gone" as const })),
      ...(past.scheduledAt ? [{ label: TIME, why: "past" as const }] : []),
      ...(past.repeatUntil ? [{ label: UNTIL, why: "past" as const }] : []),
      ...(of.consent_name ? [{ label: PROOF, why: "anew" as const }] : []),
    ],
  };
}
