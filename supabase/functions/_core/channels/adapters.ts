/** The adapters there are, by the enum `channel_adapter`: each name is a carrier, a resolver or both. */
import type { Call } from "./calls.ts";
import type { Carrier, Report } from "./carrier.ts";
import { koomessageCarrier } from "./koomessage/carrier.ts";
import { koomessageResolver } from "./koomessage/resolver.ts";
import type { Decisions, Resolver } from "./resolver.ts";
import { sandboxCarrier } from "./sandbox_carrier.ts";
import { sandboxResolver } from "./sandbox_resolver.ts";

const CARRIERS: Readonly<Record<string, Carrier>> = {
  sandbox: sandboxCarrier,
  koomessage: koomessageCarrier,
};
const RESOLVERS: Readonly<Record<string, Resolver>> = {
  sandbox: sandboxResolver,
  koomessage: koomessageResolver,
};

function adapterOf<Port>(ports: Readonly<Record<string, Port>>, name: string, what: string): Port {
  const adapter = Object.hasOwn(ports, name) ? ports[name] : undefined;
  if (!adapter) throw new Error(`There is no ${what} adapter called ${name}.`);
  return adapter;
}

/**
 * The carrier of that name.
 * @throws Error when there is none: the database knows one that this deployment does not
 */
export const carrierOf = (name: string): Carrier => adapterOf(CARRIERS, name, "carrier");

/**
 * The resolver of that name.
 * @throws Error when there is none
 */
export const resolverOf = (name: string): Resolver => adapterOf(RESOLVERS, name, "resolver");

/** The resolver of that name; null where the carrier has none: what its vendors decide is written down by hand. */
export const resolverIf = (name: string): Resolver | null =>
  Object.hasOwn(RESOLVERS, name) ? (RESOLVERS[name] ?? null) : null;

/** Reads a call for a channel: the carrier first, which nearly all calls are from, and what is not its own the resolver. */
export type CallReader = (
  adapter: string,
  headers: Headers,
  body: Uint8Array,
  secret: string,
) => Promise<Call<Report | Decisions>>;

export const readCall: CallReader = async (adapter, headers, body, secret) => {
  const read = await carrierOf(adapter).readCall(headers, body, secret);
  return read.outcome === "other" ? await resolverOf(adapter).readCall(headers, body, secret) : read;
};
