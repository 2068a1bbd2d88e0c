import { DOMAIN_LIMITS, domainName, splitNames } from "@tidings/shared/links/domains.ts";

/** What is filled in to ask for domains. */
export interface DomainForm {
  readonly names: readonly string[];
  readonly custom_codes: boolean;
}

export const EMPTY_DOMAIN_FORM: DomainForm = { names: [], custom_codes: false };

/** Entries as they are typed or pasted, several in one paste; each once. */
export function namesOf(entries: readonly string[]): string[] {
  return splitNames(entries.join("\n"));
}

export type NamesProblem =
  | { readonly code: "names_missing" }
  | { readonly code: "names_many"; readonly count: number; readonly max: number }
  | { readonly code: "names_wrong"; readonly names: string };

/** What stands against the names, or null. */
export function namesProblem(
  names: readonly string[],
  max: number = DOMAIN_LIMITS.names,
): NamesProblem | null {
  if (names.length === 0) return { code: "names_missing" };
  const wrong = names.filter((name) => domainName(name) === null);
  if (wrong.length > 0) return { code: "names_wrong", names: wrong.join("、") };
  return names.length > max ? { code: "names_many", count: names.length, max } : null;
}
