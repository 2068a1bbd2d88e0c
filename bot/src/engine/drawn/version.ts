import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { answerOf } from "../../data/database.ts";
import { rowWithId } from "../../data/rows.ts";
import type { View } from "../view.ts";

/** A version of a template, as far as it is shown. */
export interface VersionRow {
  readonly version: number;
  readonly vendors: readonly Vendor[];
  readonly content: unknown;
  readonly template_id: string;
}

/** A version by its id; null where this person may not see it. */
export function versionWithId({ session }: View, id: string): Promise<VersionRow | null> {
  return answerOf<VersionRow | null>(
    rowWithId(session, "template_versions", id, "version,vendors,content,template_id"),
  );
}

/** The layout of a template; null where this person may not see it. */
export async function layoutWithId({ session }: View, template: string): Promise<string | null> {
  const found = await answerOf<{ readonly layout: string } | null>(
    rowWithId(session, "template_cards", template, "layout"),
  );
  return found?.layout ?? null;
}
