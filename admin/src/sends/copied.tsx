import { w } from "@tidings/shared/ground/locale.ts";
import type { Left } from "@tidings/shared/resource/copied.ts";
import { freeName } from "@tidings/shared/resource/copied.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { send } from "@tidings/shared/sends/send.ts";
import { type ReactNode, useRef } from "react";
import { useRow } from "../ui/data.ts";
import { CopiedNote, useTakenNames } from "../ui/resource/copied.tsx";
import { Failed, Loading, Missing } from "../ui/states.tsx";
import { words } from "./create-words.ts";
import { formOf } from "./edited.ts";
import type { SendForm } from "./form.ts";
import { type Choices, useChoices } from "./use-choices.ts";

const TIME = w("发送时间", "Time to send");
const UNTIL = w("循环至", "Recurs until");
const PROOF = w("同意凭证", "Evidence of consent");

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

interface CopiedSendProps {
  readonly id: string;
  readonly children: (begin: SendForm, note: ReactNode) => ReactNode;
}

/** Reads the send that is copied, and what of it can still be chosen. */
export function CopiedSend({ id, children }: CopiedSendProps): ReactNode {
  const { row, loading, failure, retry } = useRow<SendCard>("send_cards", id);
  if (failure) return <Failed failure={failure} retry={retry} />;
  if (loading) return <Loading />;
  if (!row) return <Missing resource="send" back="/sends" />;
  return <Chosen of={row}>{children}</Chosen>;
}

function Chosen({ of, children }: { readonly of: SendCard } & Pick<CopiedSendProps, "children">): ReactNode {
  const choices = useChoices(formOf(of));
  const taken = useTakenNames(send, of.name);
  // What was read first: a form is not filled in anew while somebody is at it.
  const copied = useRef<ReturnType<typeof copyOf> | null>(null);
  if (choices.failure) return <Failed failure={choices.failure} retry={choices.retry} />;
  if (copied.current === null && (choices.loading || taken === undefined)) return <Loading />;
  copied.current ??= copyOf(of, {
    name: freeName(of.name, taken ?? []),
    gone: choices.facts.gone,
    now: new Date(),
  });
  const { form, left } = copied.current;
  return children(form, <CopiedNote name={of.name} left={left} />);
}
