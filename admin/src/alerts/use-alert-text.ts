import { stopWords } from "@tidings/shared/sends/stops.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import type { AlertRow } from "./row.ts";
import { words } from "./words.ts";

/** An alert as a sentence. */
export function useAlertText(): (alert: AlertRow) => string {
  const t = useTranslations(words);
  const locale = useLocale();
  return ({ kind, details }) => {
    const {
      name = "—",
      batch_no = "—",
      error = "—",
      by = "—",
      reason = "—",
      requests = 0,
      code,
      values,
    } = details;
    const why = stopWords({ code, details: values, reason }, locale);
    return t(`text_${kind}`, { name, batch: batch_no, error, by, reason, requests, why });
  };
}
