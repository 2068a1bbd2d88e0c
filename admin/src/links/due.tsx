import { type Calendar, type Due, reviewDue } from "@tidings/shared/links/workdays.ts";
import { Tag, Tooltip } from "antd";
import { useMemo } from "react";
import { useRows } from "../ui/data.ts";
import type { RowOf } from "../ui/rows.ts";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./jump-words.ts";
import type { JumpCard } from "./row.ts";

/** Due times follow working hours in China, so they are shown in China's time zone. */
export const CHINA = "Asia/Shanghai";

/** Is the review of a batch overdue? */
export function isLate(batch: Pick<JumpCard, "state" | "due_at">, now: Date = new Date()): boolean {
  return batch.state === "in_review" && Date.parse(batch.due_at) < now.getTime();
}

/** When the review of a batch is due; nothing once it is decided. */
export function DueTime({ batch }: { batch: Pick<JumpCard, "state" | "due_at" | "due_certain"> }) {
  const t = useTranslations(words);
  if (batch.state !== "in_review") return <span className="faint">—</span>;
  const year = clock(batch.due_at, CHINA).slice(0, 4);
  return (
    <Tooltip title={batch.due_certain ? undefined : t("due_uncertain", { year })}>
      <span data-certain={batch.due_certain}>
        {clock(batch.due_at, CHINA)}
        {batch.due_certain ? "" : " *"}{" "}
        {isLate(batch) && (
          <Tag bordered={false} color="gold">
            {t("due_late")}
          </Tag>
        )}
      </span>
    </Tooltip>
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
