import {
  DOMAIN_LIMITS,
  type DomainTrouble,
  domainTrouble,
  splitNames,
} from "@tidings/shared/links/domains.ts";

/** The values of the form that requests domains. */
export interface DomainForm {
  readonly names: readonly string[];
  readonly custom_codes: boolean;
}

export const EMPTY_DOMAIN_FORM: DomainForm = { names: [], custom_codes: false };

/** Splits typed or pasted entries into names, without duplicates. */
export function namesOf(entries: readonly string[]): string[] {
  return splitNames(entries.join("\n"));
}

export type NamesProblem =
  | { readonly code: "names_missing" }
  | { readonly code: "names_many"; readonly count: number; readonly max: number }
  | { readonly code: "names_wrong"; readonly wrong: readonly WrongName[] };

interface WrongName {
  readonly name: string;
  readonly trouble: DomainTrouble;
}

/** What is wrong with the names; null when they are valid. */
export function namesProblem(
  names: readonly string[],
  max: number = DOMAIN_LIMITS.names,
): NamesProblem | null {
  if (names.length === 0) return { code: "names_missing" };
  const wrong = names.flatMap((name) => {
    const trouble = domainTrouble(name);
    return trouble === null ? [] : [{ name, trouble }];
  });
  if (wrong.length > 0) return { code: "names_wrong", wrong };
  return names.length > max ? { code: "names_many", count: names.length, max } : null;
}
