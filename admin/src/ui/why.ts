import { freezeReasonText } from "@tidings/shared/links/freezing.ts";
import { importErrorWords } from "@tidings/shared/refusals/imports.ts";
import { stopWords } from "@tidings/shared/sends/stops.ts";
import type { AuditRow } from "./audit-row.ts";
import { useLocale } from "./words.ts";

/** Why: what a person wrote, or, where a code says it, the words of the refusal or of what made the system act. */
export function useWhy(): (row: AuditRow) => string | null {
  const locale = useLocale();
  return ({ code, details, outcome, reason, resource, verb }) => {
    if (code === null)
      return reason === null || verb !== "freeze" ? reason : freezeReasonText(reason, locale);
    // An import is granted and may fail in the end.
    if (resource === "number_file" && outcome === "granted") return importErrorWords(code, locale).message;
    // What was tried on what stands in for values that an older line lacks.
    return stopWords({ code, details: details ?? { resource, verb, action: verb }, reason }, locale);
  };
}
