import { CHINA, dueWords } from "@tidings/shared/links/jump_batch.ts";
import { type Calendar, type Due, reviewDue } from "@tidings/shared/links/workdays.ts";
import { Alert } from "antd";
import { useMemo } from "react";
import { useRows } from "../ui/data.ts";
import { ReviewNote } from "../ui/resource/review-note.tsx";
import type { PartProps } from "../ui/resource/slots.ts";
import type { RowOf } from "../ui/rows.ts";
import { clock } from "../ui/time.ts";
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
function useDueNow(): Due | null {
  const { rows, loading } = useRows<RowOf<"holidays">>("holidays", { everywhere: true });
  return useMemo(() => {
    if (loading) return null;
    const calendar: Calendar = new Map(rows.map((row) => [row.day, row.kind]));
    return reviewDue(new Date(), calendar);
  }, [rows, loading]);
}

/** When the review would be due, and by which rule. */
export function DueNote() {
  const t = useTranslations(words);
  const due = useDueNow();
  if (!due) return null;
  const at = clock(due.at.toISOString(), CHINA);
  const unsure = due.certain ? "" : ` ${t("due_uncertain", { year: at.slice(0, 4) })}`;
  return (
    <Alert
      type="info"
      showIcon
      className="form-note"
      message={t("due_expected", { at })}
      description={t("due_rule") + unsure}
      data-testid="due"
    />
  );
}
