import type { Row } from "@tidings/shared/resource/define.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { Alert } from "antd";
import { useMe } from "../me.tsx";
import { isAllowed } from "../transition.ts";
import { useTranslations } from "../words.ts";
import { words } from "./words.ts";

interface ReviewNoteProps {
  readonly row: Row;
  /** What anyone who reads may do with it now. */
  readonly transitions: readonly Transition[];
  /** Said beside that it waits. */
  readonly waits?: string;
  /** What the submitter can do once it is rejected; by default: edit it and submit it again. */
  readonly rejected?: string;
}

/** Where the review of a row stands; nothing once it is approved. */
export function ReviewNote({ row, transitions, waits, rejected }: ReviewNoteProps) {
  const t = useTranslations(words);
  const me = useMe();
  if (row.state === "in_review") {
    const said = isAllowed(transitions, "approve")
      ? "in_review_yours"
      : row.submitted_by === me.user_id
        ? "in_review_mine"
        : "in_review";
    return <Alert type="info" showIcon message={t(said)} description={waits} />;
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
