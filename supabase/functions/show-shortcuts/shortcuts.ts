/** The shortcuts of a signature that serve (SHC-1). */
import type { Sql } from "../_core/database.ts";
import type { Port } from "../_core/door/places.ts";
import { type Served, servedBy } from "../_core/door/served.ts";

/** A shortcut that serves. `buttons`, `timed`: as `shortcut_versions` keeps them. */
export interface Shortcut {
  readonly id: string;
  readonly version: number;
  readonly regions: readonly number[];
  readonly buttons: readonly object[];
  readonly timed: readonly {
    readonly name: string;
    readonly begins_at: string;
    readonly ends_at: string;
    readonly buttons: readonly object[];
  }[];
  /** Channel numbers of its enterprise that carry the signature. */
  readonly ports: readonly Port[];
}

/** The shortcuts in the database. */
export const shortcutsOn = (sql: Sql): Served<Shortcut> =>
  servedBy(
    (signatures) =>
      sql<{ signature: string; served: readonly Shortcut[] }[]>`
        select * from private.show_shortcuts(${signatures})`,
  );
