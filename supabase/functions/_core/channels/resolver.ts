/** The port of resolvers: who has the vendors, or the networks, decide about templates, whatever it speaks (spec TPL-7, BAS-1, RES-1). */
import type { Network } from "@tidings/shared/numbers/words.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import type { SubmitAccount } from "./account.ts";
import type { Call, Channel } from "./calls.ts";

type Handoff = {
  reference: string;
  content: unknown;
  callback_url: string;
  /** What people call the template. */
  name: string;
  /** It may have been handed over before, and nobody knows. */
  doubtful: boolean;
};

/** A template version of cards for review by vendors. `reference` is its id. */
export type CardHandoff = Handoff & {
  kind: "aim";
  layout: string;
  vendors: readonly Vendor[];
  usage: "commercial" | "trial";
  /** The signatures that vivo reviews it with. */
  signatures: readonly string[];
  /** The carrier's id of the version before: vendors that are not named here keep what they decided about it. */
  replaces?: string | null;
};

/** A template version of the basic edition for review by networks. `signature`: without brackets; the carrier is given them. */
export type BasicHandoff = Handoff & {
  kind: "basic";
  signature: string;
  /** How many days it may be sent. */
  days: number;
};

export type TemplateHandoff = CardHandoff | BasicHandoff;

/** Who decides: a vendor about cards; about the basic edition a network, or null for all of them at once. */
export type Decider = { vendor: Vendor; network?: null } | { vendor?: null; network: Network | null };

export type TemplateState = Decider & {
  reference: string;
  state: "approved" | "rejected";
  reason: string | null;
  at: string | null;
};

/** What vendors and networks have decided. */
export type Decisions = { type: "template_states"; items: TemplateState[] };

/** What a resolver knows of a number (E.164): whether its phone shows cards, and whose phone it is where that is said. */
export type Capability = { phone: string; supported: boolean; vendor: Vendor | null };

/** A number that the resolver did not speak of is left out. `why`: what became of these; null where there are none. */
export type Capabilities = { told: Capability[]; why: string | null };

/**
 * What came of a registration of addresses. `by_hand`: this account may not, so somebody pastes them elsewhere. `away`: not known, or not yet; it
 * may be tried again.
 */
export type Registered = { outcome: "registered" | "by_hand" | "away"; why: string | null };

/** A decision about a template by the resolver's own id of it. `inactive`: who had approved it no longer shows it. */
export type StateThere = Decider & {
  tpl_id: string;
  state: "approved" | "rejected" | "inactive";
  reason: string | null;
  at: string | null;
};

/** Links to be made: for each flag, which is unique, with the values of the card. */
export type MintOrder = {
  /** The resolver's id of the template. */
  template: string;
  signature: string;
  /** How long a link is good, in days. */
  days: number;
  items: readonly { flag: string; params: Readonly<Record<string, string>> }[];
};

/** The link of a flag, or the code with which there is none. */
export type MintedLink =
  | { flag: string; url: string; ends_at: string; code: null }
  | { flag: string; url: null; ends_at: null; code: string };

/**
 * How the making of links ended. `answered`: perhaps not for every flag; the rest was not made, or nobody knows: ask again.
 * `nothing_made`: for sure; come back after `seconds`. `refused`: for what is in the order, and nothing was made: because of items of it, or whatever they were. `in_doubt`: perhaps
 * it was made; it is made again, and what was made before is never used.
 */
export type Minted =
  | { outcome: "answered"; links: MintedLink[] }
  | { outcome: "nothing_made"; seconds: number; whose: "busy" | "ours"; why: string }
  | { outcome: "refused"; whose: "items" | "order"; code: string; why: string }
  | { outcome: "in_doubt"; why: string };

/** What cannot be said to a resolver, ever: the vendors cannot decide about it. The message says why. */
export class Unfit extends Error {
  constructor(why: string) {
    super(why);
    this.name = "Unfit";
  }
}

/** The adapter of a resolver. Nothing but this knows how it takes templates and tells what vendors decide about them. */
export interface Resolver {
  /**
   * Hands a template over for review; repeating it is harmless.
   * @returns the resolver's id for it
   * @throws Silent when it was not taken, with the reason; Unfit when it never will be
   */
  submitTemplate(channel: Channel, template: TemplateHandoff): Promise<string>;
  /** Checks the signature of a call and reads it. */
  readCall(headers: Headers, body: Uint8Array, secret: string): Promise<Call<Decisions>>;
  /**
   * What vendors or networks have decided about a template of that kind, where that is asked for.
   * @throws Silent when it does not answer now
   */
  templateStates?(channel: Channel, template: string, kind: TemplateHandoff["kind"]): Promise<StateThere[]>;
  /**
   * Turns a template of cards off, or on again; repeating it is harmless.
   * @throws Silent when it does not say that it did
   */
  setTemplate?(channel: Channel, template: string, on: boolean): Promise<void>;
  /**
   * Removes a template; one that is not there is none to remove.
   * @throws Silent when it does not say that it did
   */
  deleteTemplate?(channel: Channel, template: string): Promise<void>;
  /** Makes links, at most 100. Never throws for anything the resolver does. */
  mint?(channel: Channel, order: MintOrder): Promise<Minted>;
  /**
   * Asks which of at most 500 distinct numbers show cards, or those of one template (the resolver's id). A resolver that cannot tell lacks this.
   * @throws Silent when it answers about none of them
   */
  capabilities?(channel: Channel, template: string | null, numbers: readonly string[]): Promise<Capabilities>;
  /** Tells the account where to report to; once more changes nothing. A resolver that is told with each call lacks this. Never throws for what it does. */
  registerCallbacks?(channel: Omit<Channel, "number">, address: string): Promise<Registered>;
  /** Hands a service account over. A resolver that takes none lacks this. */
  submitAccount?: SubmitAccount;
}
