/** The port of resolvers: who has the vendors decide about templates, whatever it speaks (spec TPL-7, RES-1). */
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import type { Call, Channel } from "./calls.ts";

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

export type TemplateState = {
  reference: string;
  vendor: Vendor;
  state: "approved" | "rejected";
  reason: string | null;
  at: string | null;
};

/** What vendors have decided. */
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

/** The adapter of a resolver. Nothing but this knows how it takes templates and tells what vendors decide about them. */
export interface Resolver {
  /**
   * Hands a template over for review; repeating it is harmless.
   * @returns the resolver's id for it
   * @throws Silent when it was not taken, with the reason
   */
  submitTemplate(channel: Channel, template: TemplateHandoff): Promise<string>;
  /** Checks the signature of a call and reads it. */
  readCall(headers: Headers, body: Uint8Array, secret: string): Promise<Call<Decisions>>;
  /**
   * Asks which of at most 500 distinct numbers show cards, or those of one template (the resolver's id). A resolver that cannot tell lacks this.
   * @throws Silent when it answers about none of them
   */
  capabilities?(channel: Channel, template: string | null, numbers: readonly string[]): Promise<Capabilities>;
  /** Tells the account where to report to; once more changes nothing. A resolver that is told with each call lacks this. Never throws for what it does. */
  registerCallbacks?(channel: Omit<Channel, "number">, address: string): Promise<Registered>;
}

/** What a resolver may be asked besides templates. */
export type Asked = Pick<Resolver, "capabilities" | "registerCallbacks">;
