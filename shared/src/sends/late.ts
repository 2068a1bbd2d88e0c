import type { Enum } from "../enums.ts";
import type { Words } from "../locale.ts";

/** The columns that decide whether a send can still start on time. */
export interface ScheduledSend {
  readonly state: Enum<"send_state">;
  readonly scheduled_at: string | null;
}

/** States in which a send waits for a person before it starts. */
const BEFORE: ReadonlySet<Enum<"send_state">> = new Set(["draft", "in_review", "rejected"]);

/** The latest time to approve a send that is not approved yet; null when it has none. */
export function latest({ state, scheduled_at }: ScheduledSend): number | null {
  return scheduled_at === null || !BEFORE.has(state) ? null : Date.parse(scheduled_at);
}

/** Has the time passed before approval? The database then refuses submit and approve (`schedule_in_past`). */
export function isLate(send: ScheduledSend, now = Date.now()): boolean {
  const at = latest(send);
  return at !== null && at <= now;
}

/** What to do about a late send: in review, and before submission. `{at}`: its time. */
export const LATE_WORDS = {
  review: {
    zh: "定时发送时间（{at}）已过，不能再批准：请驳回或取消，由创建人新建任务。",
    en: "Its time, {at}, has passed, so it can no longer be approved: reject it or cancel it, and its maker makes a new one.",
  },
  draft: {
    zh: "定时发送时间（{at}）已过，不能再提交：请新建发送任务。",
    en: "Its time, {at}, has passed, so it can no longer be submitted: make a new one.",
  },
} as const satisfies Record<string, Words>;
