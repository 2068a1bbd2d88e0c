import { dueWords } from "@tidings/shared/links/jump_batch.ts";
import { type Calendar, type Due, reviewDue } from "@tidings/shared/links/workdays.ts";
import { useMemo } from "react";
import { useRows } from "../ui/data.ts";
import { ReviewNote } from "../ui/resource/review-note.tsx";
import type { PartProps } from "../ui/resource/slots.ts";
import type { RowOf } from "../ui/rows.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Where the review of a batch stands, and when it is due. */
export function DueReview({ row, transitions }: PartProps) {
  const t = useTranslations(words);
  const due = dueWords(row as unknown as Parameters<typeof dueWords>[0]);
  return (
    <ReviewNote
      row={row}
      transitions={transitions}
      waits={t("due_by", { at: t(due) })}
      rejected={t("rejected_hint")}
    />
  );
}

/** When a review submitted now would be due; null until the holidays are loaded. */
export function useDueNow(): Due | null {
  const { rows, loading } = useRows<RowOf<"holidays">>("holidays", { everywhere: true });
  return useMemo(() => {
    if (loading) return null;
    const calendar: Calendar = new Map(rows.map((row) => [row.day, row.kind]));
    return reviewDue(new Date(), calendar);
  }, [rows, loading]);
}
