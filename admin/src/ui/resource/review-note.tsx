import type { Row } from "@tidings/shared/resource/define.ts";
import { Alert } from "antd";
import { useMe } from "../me.tsx";
import { useTranslations } from "../words.ts";
import { words } from "./words.ts";

interface ReviewNoteProps {
  readonly row: Row;
  /** Said beside that it waits. */
  readonly waits?: string;
  /** What the submitter can do once it is rejected; by default: edit it and submit it again. */
  readonly rejected?: string;
}

/** Where the review of a row stands; nothing once it is approved. */
export function ReviewNote({ row, waits, rejected }: ReviewNoteProps) {
  const t = useTranslations(words);
  const me = useMe();
  if (row.state === "in_review") {
    const mine = row.submitted_by === me.user_id;
    return (
      <Alert type="info" showIcon message={t(mine ? "in_review_mine" : "in_review")} description={waits} />
    );
  }
  if (row.state !== "rejected") return null;
  return (
    <Alert
      type="error"
      showIcon
      message={t("rejected", { reason: row.reason ?? "—" })}
      description={rejected ?? t("rejected_hint")}
    />
  );
}
