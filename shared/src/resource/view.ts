import type { Database } from "../database.ts";

type Views = Database["public"]["Tables"] & Database["public"]["Views"];

/** The tables and views that people read. */
export type ViewName = keyof Views & string;

/** A row of one. */
export type ViewRow<View extends ViewName> = Views[View]["Row"];
