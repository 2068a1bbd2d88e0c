import { freezeReasonText } from "@tidings/shared/links/freezing.ts";
import { importErrorWords } from "@tidings/shared/refusals/imports.ts";
import { stopWords } from "@tidings/shared/sends/stops.ts";
import type { AuditRow } from "./audit-row.ts";
import { useLocale } from "./words.ts";

/** The reason of an audit entry: what a person wrote, or the text of its code. */
export function useWhy(): (row: AuditRow) => string | null {
  const locale = useLocale();
  return ({ code, details, outcome, reason, resource, verb }) => {
    if (code === null)
      return reason === null || verb !== "freeze" ? reason : freezeReasonText(reason, locale);
    // An import is granted when it starts; its code says why it failed later.
    if (resource === "number_file" && outcome === "granted") return importErrorWords(code, locale).message;
    // Older entries have no details; resource and verb fill in for them.
    return stopWords({ code, details: details ?? { resource, verb, action: verb }, reason }, locale);
  };
}
