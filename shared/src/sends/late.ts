import type { Enum } from "../ground/enums.ts";
import { type Words, w } from "../ground/locale.ts";

/** The columns that decide whether a send can still start on time. */
export interface ScheduledSend {
  readonly state: Enum<"send_state">;
  readonly scheduled_at: string | null;
  /** Of a plan: when it ends, and its first time, which the database tells of drafts and of what is in review. */
  readonly repeat_until?: string | null;
  readonly first_at?: string | null;
}

/** States in which a send waits for a person before it starts. */
const BEFORE: ReadonlySet<Enum<"send_state">> = new Set(["draft", "in_review", "rejected"]);

/** The latest time to approve a send that is not approved yet; null when it has none. */
export function latest({ state, scheduled_at }: ScheduledSend): number | null {
  return scheduled_at === null || !BEFORE.has(state) ? null : Date.parse(scheduled_at);
}

/**
 * Has the time passed before approval? The database then refuses submit and approve (`schedule_in_past`, or
 * `repetition_over` of a plan that ends before its first time).
 */
export function isLate(send: ScheduledSend, now = Date.now()): boolean {
  const at = latest(send);
  return at === null ? isOver(send) : at <= now;
}

function isOver({ state, repeat_until, first_at }: ScheduledSend): boolean {
  return Boolean(repeat_until) && first_at === null && (state === "draft" || state === "in_review");
}

/** The time that has passed. */
export function lateAt({ scheduled_at, repeat_until }: ScheduledSend): string | null {
  return scheduled_at ?? repeat_until ?? null;
}

const LATE_WORDS = {
  review: w(
    "定时发送时间（{at}）已过，不能再批准。请让创建人修改时间后重新提交，或者驳回、取消任务。",
    "The scheduled time ({at}) has passed, so this send can't be approved. Its creator can change the time and resubmit it, or it can be rejected or ended.",
  ),
  draft: w(
    "定时发送时间（{at}）已过，不能再提交。请让创建人先修改时间。",
    "The scheduled time ({at}) has passed, so this send can't be submitted. Its creator must change the time first.",
  ),
  review_plan: w(
    "循环截止时间（{at}）早于下一次执行的时间，不能再批准。请让创建人修改后重新提交，或者驳回、取消任务。",
    "The end time ({at}) is before the next run, so this send can't be approved. Its creator can edit it and resubmit it, or it can be rejected or ended.",
  ),
  draft_plan: w(
    "循环截止时间（{at}）早于下一次执行的时间，不能再提交。请让创建人先修改。",
    "The end time ({at}) is before the next run, so this send can't be submitted. Its creator must edit it first.",
  ),
} as const satisfies Record<string, Words>;

/** What to do about a late send. `{at}`: the time that has passed. */
export function lateWords({ state, scheduled_at }: ScheduledSend): Words {
  const when = state === "in_review" ? "review" : "draft";
  return LATE_WORDS[scheduled_at === null ? (`${when}_plan` as const) : when];
}
