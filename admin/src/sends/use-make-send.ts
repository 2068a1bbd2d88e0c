import type { OwnValues } from "@tidings/shared/own/fields.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { cronOf } from "@tidings/shared/sends/rhythm_words.ts";
import { useRef } from "react";
import type { ProofChoice } from "../ui/use-proof.ts";
import { isInDoubt } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { type SendForm, typedNumbers, typedParams } from "./form.ts";

/** What of the input says what goes out. A storyboard has neither a text nor links, and its template has its channel. */
function messageOf({ kind, template, sms, domain, channel, sendType, validityDays }: SendForm) {
  if (kind === "basic") return { template_id: template, send_type: sendType };
  return {
    ...(kind === "aim" ? { template_id: template, domain_id: domain } : {}),
    sms_template_id: sms,
    validity_days: validityDays,
    channel_id: channel,
  };
}

/** What a send is made of besides its form. */
interface Beside {
  readonly parameters: readonly string[];
  /** Which columns of the file fill parameters that are called otherwise. */
  readonly columns: Readonly<Record<string, string>>;
  /** The own fields that the form asked for. */
  readonly own: OwnValues;
  /** Uploads the evidence of consent, once. */
  readonly storeProof: ProofChoice["store"];
}

/** A send that is stored already: the one that is edited, or what the form has made, whose submission was refused. */
export interface StoredSend {
  readonly id: string;
  /** The revision that the form is about. */
  readonly revision: number;
}

/**
 * Creates a send task from the form, or saves the stored one, and optionally submits it. `onSaved` is told of it before its
 * submission, which may be refused: the next attempt is about that send.
 */
export function useMakeSend(stored: StoredSend | null, onSaved: (send: StoredSend) => void) {
  const type = useVerb<{ id: string }>("type_numbers");
  const create = useVerb<SendCard>("create_send");
  const update = useVerb<SendCard>("update_send");
  const submit = useVerb("submit_send");
  const discard = useVerb("discard_number_file");
  const typed = useRef<{ text: string; file: string } | null>(null);
  const made = useRef<{ form: string; send: string } | null>(null);

  /** The id of the number file. Typed numbers are made into one, once. */
  async function fileOf(form: SendForm, parameters: readonly string[]): Promise<string | null> {
    if (form.audience === "file") return form.file;
    const { phones } = typedNumbers(form.typed);
    const params = parameters.length > 0 ? typedParams(form, parameters) : null;
    const text = JSON.stringify([form.kind === "basic", phones, params]);
    if (typed.current?.text !== text) {
      const { id } = await type.run({
        input: { phones, params, ...(form.kind === "basic" ? { purpose: "basic" } : {}) },
      });
      typed.current = { text, file: id };
    }
    return typed.current.file;
  }

  /** The id of the task. After a refused submission the same task is submitted again, and saved before where the form was changed. */
  async function taskOf(form: SendForm, { parameters, columns, own, storeProof }: Beside): Promise<string> {
    // undefined: the evidence that is stored stays; a new send has none.
    const proof = form.consent.trim() === "" ? null : await storeProof();
    const consent_proof = proof === undefined && stored === null ? null : proof;
    const key = JSON.stringify([form, columns, consent_proof]);
    if (made.current?.form !== key) {
      const input = {
        name: form.name.trim(),
        ...messageOf(form),
        number_file_id: await fileOf(form, parameters),
        ...(form.audience === "file" ? { columns } : {}),
        ...(form.consent.trim() === "" ? {} : { consent: form.consent.trim(), consent_proof }),
        timing: form.timing,
        scheduled_at: form.timing === "scheduled" ? form.scheduledAt : null,
        ...(form.timing === "recurring" ? { cron: cronOf(form.rhythm), repeat_until: form.repeatUntil } : {}),
        trial: form.trial,
        trial_size: form.trialSize,
        own,
      };
      const { id } = await saved(input).catch((refusal) => giveBack(refusal));
      made.current = { form: key, send: id };
    }
    return made.current.send;
  }

  async function saved(input: Readonly<Record<string, unknown>>): Promise<{ id: string }> {
    const card = stored
      ? await update.run({ send: stored.id, input: { ...input, revision: stored.revision } })
      : await create.run({ input });
    onSaved({ id: card.id, revision: card.revision });
    return card;
  }

  /** When the send is refused, its file of typed numbers is discarded; the next attempt creates a new one. */
  async function giveBack(refusal: unknown): Promise<never> {
    const file = typed.current?.file;
    if (file !== undefined && !isInDoubt(refusal)) {
      typed.current = null;
      await discard.run({ file }).catch(() => undefined); // the refusal is what the person has to read
    }
    throw refusal;
  }

  /** Answers the id of the send; throws what was refused. */
  return async (form: SendForm, beside: Beside, andSubmit: boolean): Promise<string> => {
    const send = await taskOf(form, beside);
    if (andSubmit) await submit.run({ send });
    return send;
  };
}
