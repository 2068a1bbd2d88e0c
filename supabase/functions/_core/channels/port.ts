/** The one contract of an adapter: what the house asks of a carrier, whatever it speaks (spec CHL-1). */
import type { Vendor } from "@tidings/shared/vendors/vendors.ts";

/** A channel as its adapter needs it. */
export type Channel = { base_url: string; api_key: string; number: string };

/** One message. `reference` is deliveries.id: the thread through all logs. */
export type Message = {
  reference: string;
  to: string;
  text: string;
  link: string;
  params: Readonly<Record<string, string>>;
};

/** Messages that go out together. `key` names the batch for a carrier that may be told so, null for none. */
export type Batch = {
  key: string | null;
  kind: "aim" | "basic" | "text";
  signature: string;
  template: string | null;
  callback_url: string;
  messages: readonly Message[];
};

/** What a carrier says to one message. */
export type HandoffResult = {
  reference: string;
  status: "accepted" | "rejected";
  carrier_id: string | null;
  code: string | null;
};

/**
 * How a hand-over ended.
 * `answered`: perhaps not for every message; the rest is in doubt.
 * `nothing_taken`: for sure; come back after `seconds`. `whose`: the carrier is busy, or we are wrong (the log
 * must be loud: it will not pass by itself).
 * `refused`: nothing was taken because of what is in the batch; another batch may well be.
 * `in_doubt`: the carrier may or may not have taken it.
 */
export type HandedOver =
  | { outcome: "answered"; results: HandoffResult[] }
  | { outcome: "nothing_taken"; seconds: number; whose: "busy" | "ours"; why: string }
  | { outcome: "refused"; why: string }
  | { outcome: "in_doubt"; why: string };

/** What a carrier knows of a reference. `unknown`: not taken, and nothing sent over 60 s ago still will be. */
export type Known = {
  reference: string;
  status: "unknown" | "accepted" | "rejected" | "delivered" | "failed" | "expired";
  carrier_id: string | null;
  code: string | null;
};

/** A template version for review by vendors. `reference` is its id. */
export type TemplateHandoff = {
  reference: string;
  kind: "aim";
  layout: string;
  vendors: readonly Vendor[];
  usage: "commercial" | "trial";
  content: unknown;
  callback_url: string;
};

export type Receipt = {
  reference: string;
  carrier_id: string | null;
  status: "delivered" | "failed" | "expired";
  code: string | null;
  vendor: Vendor | null;
  at: string | null;
};
export type Reply = { id: string; from: string; signature: string | null; text: string; at: string | null };
export type TemplateState = {
  reference: string;
  vendor: Vendor;
  state: "approved" | "rejected";
  reason: string | null;
  at: string | null;
};

/** What is wrong in a call: where, and what. Never a value. */
export type Issue = { where: string; what: string };

/** The items of a call that can be taken. */
export type CallItems =
  | { type: "receipts"; items: Receipt[] }
  | { type: "replies"; items: Reply[] }
  | { type: "template_states"; items: TemplateState[] };

/**
 * A call from a carrier, read. `issues` of a taken call are items that cannot be read: the carrier would send the
 * whole call for ever if they spoilt it.
 */
export type Call =
  | { outcome: "forged"; why: string }
  | { outcome: "malformed"; issues: Issue[] }
  | { outcome: "taken"; call: CallItems; issues: Issue[] };

/** A channel's adapter. Nothing but this knows how its carrier speaks. */
export interface Adapter {
  /** Hands a batch over. Ends within 30 s. Never throws for anything the carrier does. */
  handOver(channel: Channel, batch: Batch): Promise<HandedOver>;
  /**
   * Asks what became of references, at most 1,000; one without an answer is left out. Ends within 8 s.
   * Null: this carrier cannot be asked, ever.
   * @throws CarrierSilent when it does not answer now
   */
  query(channel: Channel, references: readonly string[]): Promise<Known[] | null>;
  /**
   * Hands a template over for review; repeating it is harmless.
   * @returns the carrier's id for it
   * @throws CarrierSilent when it was not taken, with the reason
   */
  submitTemplate(channel: Channel, template: TemplateHandoff): Promise<string>;
  /** Checks the signature of a call and reads it. */
  readCall(headers: Headers, body: Uint8Array, secret: string): Promise<Call>;
}

/** The carrier did not answer, or not so that it can be understood. The message says how. */
export class CarrierSilent extends Error {
  constructor(why: string) {
    super(why);
    this.name = "CarrierSilent";
  }
}
