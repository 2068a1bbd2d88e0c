import type { Resource } from "@tidings/shared/resource/define.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";

/** Where a row is read: on its page, or in the list where rows have none. */
export function pageOf(of: Resource, id: unknown): string {
  const { path } = NOUNS[of.noun];
  return of.opens === false ? `/${path}` : `/${path}/${id}`;
}
