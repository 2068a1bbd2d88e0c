/** A batch as `private.claim_batch()` gives it, and as the adapter wants it. */
import { linkCodes } from "@tidings/shared/links/code.ts";
import { LINK } from "@tidings/shared/sms/text.ts";

import { fillText } from "@tidings/shared/templates/parameters.ts";
import type { Channel } from "../channels/calls.ts";
import type { Batch, HandoffResult, Message } from "../channels/carrier.ts";

/** What the database leases to us. */
export type Claimed = {
  batch: number;
  attempts: number;
  /** It may have been handed over before, and nobody knows. */
  doubtful: boolean;
  /** `carrier`: whose receipts name its own ids of messages, which are kept; null: they bring our references. */
  channel: Channel & { id: string; adapter: string; idempotent: boolean; carrier: string | null };
  claimed_at: string;
  callback_url: string;
  /** Of the send: it began with what made it. */
  trace_id: string;
  signature: string;
  kind: Batch["kind"];
  template: string | null;
  sms_template: string | null;
  /** Of the basic edition: the template's parameters, in the order of their first use. */
  parameters?: string[] | null;
  /** Of a group send: the values that every message has. */
  shared_params?: Record<string, string> | null;
  /** Null: nothing has a link. */
  days: number | null;
  /** Another service makes the links: the link of each message, or null with the code that it gave for none. */
  minted: boolean;
  links?: (string | null)[];
  link_codes?: (string | null)[];
  /** The text that was approved: spaces and opt-out words are in it, only links and the values of variables are put in here. */
  text: string;
  /** Null: a text without a card. */
  link_base: string | null;
  /** The key of the link codes, four words of 24 bits. */
  link_key: number[];
  /** The messages that are still pending, as columns: delivery ids, numbers, and parameters (null: none has any). */
  ids: string[];
  phones: string[];
  params: (Record<string, string> | null)[] | null;
};

/** The messages of a batch, references being delivery ids. */
export function messagesOf(claimed: Claimed): Message[] {
  const codes = linkCodes(claimed.link_key);
  const around = claimed.text.split(LINK);
  const { link_base: base, minted, links } = claimed;
  return claimed.ids.flatMap((reference, place): Message[] => {
    const to = claimed.phones[place] ?? "";
    const params = claimed.params?.[place] ?? claimed.shared_params ?? NO_PARAMS;
    if (base === null) return [{ reference, to, text: fillText(claimed.text, params), link: null, params }];
    const link = minted ? (links?.[place] ?? null) : `${base}/${codes.codeOf(Number(reference))}`;
    // One that has no link is not handed over.
    return link === null ? [] : [{ reference, to, text: around.join(link), link, params }];
  });
}

/** Messages that will have no link, with the code with which it was refused: they end as rejected. */
export function refusedOf(claimed: Claimed): HandoffResult[] {
  const codes = claimed.link_codes ?? [];
  return claimed.ids.flatMap((reference, place) => {
    const code = codes[place];
    return code ? [{ reference, status: "rejected" as const, carrier_id: null, code }] : [];
  });
}

const NO_PARAMS: Message["params"] = {};

/** What becomes of messages of a kind that their carrier does not take: they are handed to nobody. */
export const uncarried = (messages: readonly Message[]): HandoffResult[] =>
  messages.map(({ reference }) => ({
    ...{ reference, status: "rejected", carrier_id: null, code: "KIND_UNSUPPORTED" },
  }));

/** What is handed over. A repeat may be of fewer messages, so only a first try may name itself with the batch's id. */
export function handOverOf(claimed: Claimed, messages: Message[]): Batch {
  const { batch, doubtful, kind, signature, template, sms_template, days, minted, callback_url } = claimed;
  return {
    ...{ id: String(batch), key: doubtful ? null : String(batch), kind, signature, template, sms_template },
    ...{ pattern: claimed.text, parameters: claimed.parameters ?? [], minted, days: days ?? 0, callback_url },
    ...{ trace: claimed.trace_id, messages },
  };
}
