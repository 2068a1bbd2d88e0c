import { pastRefusalWords } from "@tidings/shared/refusals/register.ts";
import type { AuditRow } from "./audit-row.ts";
import { useLocale } from "./words.ts";

/** Why an attempt in the audit log was refused. What was tried on what stands in for values that an older line lacks. */
export function useWhyRefused(): (row: AuditRow) => string {
  const locale = useLocale();
  return ({ code, details, reason, thing, verb }) =>
    pastRefusalWords(code, locale, details ?? { thing, verb, action: verb }, reason);
}
