/** The port of carriers: what the house asks of one, whatever it speaks (spec CHL-1). */
import type { Network } from "@tidings/shared/numbers/words.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import type { Call, Channel } from "./calls.ts";

/** One message. `reference` is deliveries.id: the thread through all logs. */
export type Message = {
  reference: string;
  to: string;
  text: string;
  /** Null: a text without a card. */
  link: string | null;
  params: Readonly<Record<string, string>>;
};

/**
 * Messages that go out together. `id` names the batch in every try, and in halves of it; `key` for a carrier that may be told
 * so, null for none: a repeat may have another body.
 */
export type Batch = {
  id: string;
  key: string | null;
  kind: "aim" | "basic" | "text";
  signature: string;
  template: string | null;
  /** What the carrier calls the template of the text, for one that sends no other texts. */
  sms_template: string | null;
  /** The text before it was filled in: its variables and the place of the link stand in their order. */
  pattern: string;
  /** Of the basic edition: the template's parameters, in the order of their first use. */
  parameters: readonly string[];
  /** The links were made before by the carrier that mints them, and go out in the text. */
  minted: boolean;
  /** How many days the links work. */
  days: number;
  callback_url: string;
  /** The trace of the send (`shared/src/ground/trace.ts`); null for none. */
  trace: string | null;
  messages: readonly Message[];
};

/**
 * What became of one message. `carrier_id`: of a message in parts the ids of all, apart by spaces. `unknown`: whether the
 * carrier took it is not known and never will be, for a carrier that cannot be asked.
 */
export type HandoffResult = {
  reference: string;
  status: "accepted" | "rejected" | "unknown";
  carrier_id: string | null;
  code: string | null;
};

/** Messages of a batch that were not taken, for sure, and after how many seconds to come back with them. */
export type Rest = { seconds: number; why: string };

/**
 * How a hand-over ended.
 * `answered`: perhaps not for every message; the rest is in doubt, or with `rest` was not taken, for sure: come back after
 * its seconds.
 * `nothing_taken`: for sure; come back after `seconds`. `whose`: the carrier is busy, or we are wrong (the log
 * must be loud: it will not pass by itself).
 * `refused`: nothing was taken because of what is in the batch; another batch may well be. `code`: the carrier's, where it says
 * by one what is wrong with the content.
 * `in_doubt`: the carrier may or may not have taken it.
 */
export type HandedOver =
  | { outcome: "answered"; results: HandoffResult[]; rest?: Rest }
  | { outcome: "nothing_taken"; seconds: number; whose: "busy" | "ours"; why: string }
  | { outcome: "refused"; why: string; code?: string }
  | { outcome: "in_doubt"; why: string };

/** What a carrier knows of a reference. `unknown`: not taken, and nothing sent over 60 s ago still will be. */
export type Known = {
  reference: string;
  status: "unknown" | "accepted" | "rejected" | "delivered" | "failed" | "expired";
  carrier_id: string | null;
  code: string | null;
};

/** What is asked about: messages of a batch, and since when they may have been handed over. */
export type Question = {
  batch: string;
  kind: Batch["kind"];
  /** Another service made the links, so that texts went out. */
  minted: boolean;
  since: string;
  messages: readonly Pick<Message, "reference" | "to">[];
};

export type Receipt = {
  reference: string;
  carrier_id: string | null;
  status: "delivered" | "failed" | "expired";
  code: string | null;
  vendor: Vendor | null;
  at: string | null;
  /** The network that the number is in now (携号转网), where the carrier says so. */
  network?: Network | null;
};
export type Reply = { id: string; from: string; signature: string | null; text: string; at: string | null };
/** What a carrier reports of its own accord. */
export type Report = { type: "receipts"; items: Receipt[] } | { type: "replies"; items: Reply[] };

/** The adapter of a carrier. Nothing but this knows how it takes messages and reports of them. */
export interface Carrier {
  /** Hands a batch over. Ends within 30 s. Never throws for anything the carrier does. */
  handOver(channel: Channel, batch: Batch): Promise<HandedOver>;
  /**
   * Asks what became of messages of a batch, at most 1,000; one without an answer is left out. Ends within 8 s.
   * Null: this carrier cannot be asked, ever.
   * @throws Silent when it does not answer now
   */
  query(channel: Channel, asked: Question): Promise<Known[] | null>;
  /** Checks the signature of a call and reads it. */
  readCall(headers: Headers, body: Uint8Array, secret: string): Promise<Call<Report>>;
}
