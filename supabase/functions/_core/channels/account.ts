/** Service accounts at the port of resolvers (spec SA-2). */
import type { Home, Menu, Profile } from "@tidings/shared/accounts/content.ts";
import type { Words } from "@tidings/shared/ground/locale.ts";
import type { Channel } from "./calls.ts";

/** Which versions of its parts a resolver has, by their ids; `frozen`: whether it has the account as frozen. */
export type AccountParts = {
  readonly profile?: string;
  readonly menus?: string;
  readonly home?: string;
  readonly frozen?: boolean;
};

/**
 * A service account as it is approved. `reference` and `version` name it: a version is handed over once or more, a lower one after a higher one never
 * counts. `ids`, `handed`: what the same resolver called it and has of it. `pictures`: an address of each picture by its path, good for an hour.
 */
export type AccountHandoff = {
  readonly reference: string;
  readonly version: number;
  readonly frozen: boolean;
  readonly reason: string | null;
  readonly profile: Profile;
  readonly menus: readonly Menu[] | null;
  readonly home: Home | null;
  readonly change_reason: string | null;
  readonly parts: AccountParts;
  readonly ids: Readonly<Record<string, string>>;
  readonly handed: AccountParts;
  readonly pictures: Readonly<Record<string, string>>;
};

/** What came of it. `refused`: for what is in it, until something else is approved. `away`: try again. `ids`, `handed`: what the resolver has now, also of a part of it. */
export type AccountHanded = {
  readonly outcome: "handed" | "refused" | "away";
  readonly why: Words | null;
  readonly ids: Readonly<Record<string, string>>;
  readonly handed: AccountParts;
};

/** Hands a service account over. Never throws for anything the resolver does. */
export type SubmitAccount = (channel: Channel, account: AccountHandoff) => Promise<AccountHanded>;
