import type { Json, Rows } from "../ground/database.ts";

/** The tables and views that people read. */
export type ViewName = keyof Rows;

/** A row of one. */
export type ViewRow<View extends ViewName> = Rows[View];

// biome-ignore lint/suspicious/noExplicitAny: the database does not know the shape of its JSON
type Unknown = any;

/** The same for pure functions of a declaration, which know the shape of its JSON. */
export type ReadRow<View extends ViewName> = {
  readonly [Column in keyof ViewRow<View>]: NonNullable<Json> extends ViewRow<View>[Column]
    ? Unknown
    : ViewRow<View>[Column];
};
