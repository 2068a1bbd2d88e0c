import type { FunctionName, Rows } from "@tidings/shared/ground/database.ts";

/** The tables and views that members may read. */
export type TableName = keyof Rows;

/** A row of a table or view, as the database declares it. */
export type RowOf<Name extends TableName> = Rows[Name];

/** `T` with non-null columns: view expressions that are never null, which Postgres cannot declare. */
export type NonNullKeys<T, Columns extends keyof T> = Omit<T, Columns> & {
  [Column in Columns]: NonNullable<T[Column]>;
};

/** `T` with the types of its JSON columns. */
export type Override<T, Shapes extends Partial<Record<keyof T, unknown>>> = Omit<T, keyof Shapes> & Shapes;

/** The verbs of the database. */
export type VerbName = FunctionName;
