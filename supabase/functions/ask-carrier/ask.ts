/** An ask of the function ask-carrier. */
import type { Caller } from "../_core/caller.ts";
import type { Resolver } from "../_core/channels/resolver.ts";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";

/** What an ask is given. `input`: the body without `ask`. */
export type Asking = {
  readonly env: Env;
  readonly sql: Sql;
  readonly caller: Caller;
  readonly resolvers: (adapter: string) => Resolver | null;
  readonly input: Readonly<Record<string, unknown>>;
};
export type Ask = (asking: Asking) => Promise<unknown>;
