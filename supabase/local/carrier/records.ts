import type { Control } from "./control.ts";
import type { NetworkName } from "./networks.ts";
import type { AccountBody, Kind, Vendor } from "./protocol.ts";

/** The three kinds of callback (carrier.md, "From the carrier"). */
export const CALLBACKS = ["receipts", "replies", "template_states"] as const;
export type Callback = (typeof CALLBACKS)[number];

/**
 * One message as the store keeps it: reference, number ("" when rejected), position in FATES, ms until its
 * receipt, how often the receipt is sent, 1 when the reference had been sent on before, the reply if any.
 */
export type Sent = [
  reference: string,
  to: string,
  fate: number,
  delay: number,
  copies: number,
  repeat: 0 | 1,
  reply?: string,
];

/** First line of a store. `id` keeps the carrier ids of two stores apart. */
export type StoreRecord = { k: "store"; id: string };

/**
 * A batch that was taken. `messages` holds only what was sent on or rejected by this batch, numbered from
 * `seq` on (the ledger's cursor); `again` counts the messages that were answered as before. `at` in ms.
 */
export type BatchRecord = {
  k: "batch";
  seq: number;
  at: number;
  channel: string;
  signature: string;
  kind: Kind;
  callback: string;
  /** The trace that its request named; "" for none. A store of an earlier version has no such field. */
  trace?: string;
  key?: string;
  body?: string;
  again: number;
  messages: Sent[];
};

/** What a vendor, or a network, will say of a template `delay` ms after it was taken (`reason` null: approved). */
export type Word =
  | { vendor: Vendor; reason: string | null; delay: number }
  | { network: NetworkName; reason: string | null; delay: number };
/** A template that was taken, with what will be said of it. */
export type TemplateRecord = {
  k: "template";
  reference: string;
  at: number;
  callback: string;
  decisions: Word[];
};
/** A service account as it was taken: what phones show of it. */
export type AccountRecord = { k: "account"; reference: string; at: number; body: AccountBody };
export type DeletedRecord = { k: "deleted"; template: number };

/** A callback that is about to be sent: it keeps its id and items until it is acknowledged, also through a death. */
export type CallRecord = { k: "call"; id: number; url: string; type: Callback; items: number[] };
export type AckRecord = { k: "ack"; id: number };
export type ControlRecord = { k: "control"; control: Control };

export type Entry =
  | StoreRecord
  | BatchRecord
  | TemplateRecord
  | AccountRecord
  | DeletedRecord
  | CallRecord
  | AckRecord
  | ControlRecord;
