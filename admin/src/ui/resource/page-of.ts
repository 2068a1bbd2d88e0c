import { NOUNS } from "@tidings/shared/nouns.ts";
import type { Resource } from "@tidings/shared/resource/define.ts";

/** Where a row is read: on its page, or in the list where rows have none. */
export function pageOf(of: Resource, id: unknown): string {
  const { path } = NOUNS[of.noun];
  return of.opens === false ? `/${path}` : `/${path}/${id}`;
}
