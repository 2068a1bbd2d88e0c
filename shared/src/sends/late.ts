import type { Enum } from "../enums.ts";
import type { Words } from "../locale.ts";

/** What tells whether a send can still begin at its time. */
export interface Timed {
  readonly state: Enum<"send_state">;
  readonly scheduled_at: string | null;
}

/** States in which a send waits for somebody before it is set going. */
const BEFORE: ReadonlySet<Enum<"send_state">> = new Set(["draft", "in_review", "rejected"]);

/** When the time of a send that nobody has let go passes, or passed; null for one that has none. */
export function latest({ state, scheduled_at }: Timed): number | null {
  return scheduled_at === null || !BEFORE.has(state) ? null : Date.parse(scheduled_at);
}

/** Has its time passed before it was let go? The law then refuses to submit and to approve it (`schedule_in_past`). */
export function isLate(send: Timed, now = Date.now()): boolean {
  const at = latest(send);
  return at !== null && at <= now;
}

/** What a late send needs, where it waits for an approval and before it was submitted. `{at}`: its time. */
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
