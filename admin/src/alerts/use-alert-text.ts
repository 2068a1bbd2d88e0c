import { stopWords } from "@tidings/shared/sends/stops.ts";
import { useAmount } from "../ui/amount.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import type { AlertRow } from "./row.ts";
import { words } from "./words.ts";

/** An alert as a sentence. */
export function useAlertText(): (alert: AlertRow) => string {
  const t = useTranslations(words);
  const locale = useLocale();
  const amount = useAmount();
  return ({ kind, details }) => {
    const {
      name = "—",
      batch_no = "—",
      error = "—",
      by = "—",
      reason = "—",
      requests = 0,
      failed = 0,
      ends = 0,
      code,
      values,
    } = details;
    const why = stopWords({ code, details: values, reason }, locale);
    return t(`text_${kind}`, {
      name,
      batch: batch_no,
      error,
      by,
      reason,
      requests,
      why,
      failed: amount(failed),
      ends: amount(ends),
    });
  };
}
