import type { Database, Json } from "../database.ts";

type Views = Database["public"]["Tables"] & Database["public"]["Views"];

/** The tables and views that people read. */
export type ViewName = keyof Views & string;

/** A row of one. */
export type ViewRow<View extends ViewName> = Views[View]["Row"];

// biome-ignore lint/suspicious/noExplicitAny: the database does not know the shape of its JSON
type Unknown = any;

/** The same for pure functions of a declaration, which know the shape of its JSON. */
export type ReadRow<View extends ViewName> = {
  readonly [Column in keyof ViewRow<View>]: NonNullable<Json> extends ViewRow<View>[Column]
    ? Unknown
    : ViewRow<View>[Column];
};
