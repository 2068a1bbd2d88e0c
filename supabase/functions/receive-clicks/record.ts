/** What the database keeps of clicks. */
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import { arrayOf } from "../_core/arrays.ts";
import { type Sql, withRetry } from "../_core/database.ts";

/** A click as a vendor tells it (docs/clicks.md). */
export const clickSchema = z.strictObject({
  /** The vendor's own name for this event: told again with it, the click counts for nothing. */
  id: z.string().regex(/^[\x21-\x7e]{1,64}$/),
  place: z.enum(["menu", "home", "shortcut"]),
  /** The service account of a menu or home page, or the shortcut. */
  of: z.uuid(),
  /** `2`, `2.1`, `page`, `hotline`, `app.1`. */
  item: z.string().regex(/^[a-z0-9.]{1,12}$/),
  /** The version that was shown; without it, the one that serves. */
  version: z.int().min(1).max(1_000_000).nullish(),
  // An offset of 23 hours and a year 0 can be written, and the database reads neither.
  at: z.iso
    .datetime({ offset: true })
    .refine((at) => new Date(at).getUTCFullYear() >= 1)
    .transform((at) => new Date(at).toISOString()),
});
export type Click = z.infer<typeof clickSchema>;

/** What became of a call: faults by place in it, counted from 0. */
export interface Recorded {
  readonly counted: number;
  readonly repeated: number;
  readonly faults: readonly (readonly [place: number, code: string])[];
}

export type Record = (vendor: Vendor, clicks: readonly Click[]) => Promise<Recorded>;

/** Records clicks in one transaction. Retried, and told again by the vendor, each event counts once. */
export function clicksOn(sql: Sql): Record {
  return async (vendor, clicks) => {
    const column = (of: (click: Click) => string | null) => arrayOf(clicks, of);
    const [row] = await withRetry(
      () => sql<{ done: Recorded }[]>`select private.record_clicks(${vendor}::public.vendor,
        ${column(({ id }) => id)}::text::text[], ${column(({ place }) => place)}::text::public.click_place[],
        ${column(({ of }) => of)}::text::uuid[], ${column(({ item }) => item)}::text::text[],
        ${column(({ version }) => (version ? String(version) : null))}::text::integer[],
        ${column(({ at }) => at)}::text::timestamptz[]) as done`,
    );
    if (!row) throw new Error("the database did not say what it counted");
    return row.done;
  };
}
