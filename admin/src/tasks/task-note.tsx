import { freezeReasonText } from "@tidings/shared/links/freezing.ts";
import { daysLeft } from "@tidings/shared/links/limits.ts";
import { Alert } from "antd";
import { useLocale, useTranslations } from "../ui/words.ts";
import type { TaskCard } from "./row.ts";
import { words } from "./words.ts";

/** Why the links of a task do not work now, or what they wait for. */
export function TaskNote({ row: task }: { row: TaskCard }) {
  const note = useNote(task);
  if (note === null) return null;
  return (
    <Alert
      type={note.type}
      showIcon
      message={note.text}
      description={note.hint}
      data-testid="task-note"
      data-status={task.status}
    />
  );
}

interface Note {
  readonly type: "info" | "warning" | "error";
  readonly text: string;
  readonly hint?: string;
}

function useNote(task: TaskCard): Note | null {
  const t = useTranslations(words);
  const locale = useLocale();
  if (task.state === "generating") {
    return {
      type: "info",
      text: t("generating_note", { done: task.made + task.failed, all: task.asked }),
    };
  }
  if (task.state === "cancelled") {
    return { type: "warning", text: t("cancelled_note"), ...(task.reason ? { hint: task.reason } : {}) };
  }
  if (task.frozen_at !== null) {
    return {
      type: "error",
      text: t("frozen_note", { reason: freezeReasonText(task.frozen_reason ?? "—", locale) }),
      hint: t("frozen_hint"),
    };
  }
  if (task.state === "failed") return { type: "error", text: t("failed_note", { count: task.failed }) };
  if (task.status === "expired")
    return { type: "warning", text: t(daysLeft(task) > 0 ? "expired_note" : "expired_for_good_note") };
  if (task.status === "used_up") return { type: "warning", text: t("used_up_note") };
  if (task.state === "partial") return { type: "warning", text: t("partial_note", { count: task.failed }) };
  return null;
}
