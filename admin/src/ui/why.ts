import { stopWords } from "@tidings/shared/sends/stops.ts";
import type { AuditRow } from "./audit-row.ts";
import { useLocale } from "./words.ts";

/** Why: what a person wrote, or, where a code says it, the words of the refusal or of what made the system act. */
export function useWhy(): (row: AuditRow) => string | null {
  const locale = useLocale();
  return ({ code, details, reason, thing, verb }) =>
    code === null
      ? reason
      : // What was tried on what stands in for values that an older line lacks.
        stopWords({ code, details: details ?? { thing, verb, action: verb }, reason }, locale);
}
