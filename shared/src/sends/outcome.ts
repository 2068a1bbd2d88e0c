import type { Enum } from "../ground/enums.ts";
import { w } from "../ground/locale.ts";
import { type Label, type Labels, label } from "../ground/tone.ts";
import { type DeliveryState, SEND_STATE_WORDS, type SendState } from "./words.ts";

/**
 * How a send that is done went, by the share of its messages that did not arrive. The database raises an alert of the
 * kind `send_failed` by the same figures (`private.note_failures`).
 */
export const OUTCOME = {
  /** From this share on, somebody should look. A few dead numbers in a list are normal. */
  warn: 0.05,
  /** From this share on, the send failed rather than went out. */
  bad: 0.5,
  /** Failures below which no alert is raised: three dead numbers of a test are no event. */
  alert: 10,
} as const;

/** The states of a message that went out, or should have, and did not arrive. */
export const FAILED_STATES = ["failed", "expired", "timed_out", "unknown"] as const satisfies DeliveryState[];

/** The columns that decide. */
export interface EndedSend extends Readonly<Record<(typeof FAILED_STATES)[number] | "delivered", number>> {
  readonly state: SendState;
  readonly timing: Enum<"send_timing">;
}

/** How many messages did not arrive, of how many that went out. Opted out, capped and cancelled ones never did. */
export function failuresOf(send: Omit<EndedSend, "state" | "timing">): { failed: number; ends: number } {
  const failed = FAILED_STATES.reduce((sum, state) => sum + send[state], 0);
  return { failed, ends: failed + send.delivered };
}

const SOME = label("warning", "已完成，部分失败", "Done, some failed");
const MOST = label("bad", "已完成，多数失败", "Done, most failed");
const ALL = label("bad", "已完成，全部失败", "Done, all failed");
const NOBODY = label("warning", "已完成，未发出任何信息", "Done, nothing sent");

/** Every state as a list shows it: of a send that is done, how it went (`private.shown_state`). */
export const SHOWN_STATE_WORDS: Labels<string> = {
  ...SEND_STATE_WORDS,
  done_some: SOME,
  done_most: MOST,
  done_all: ALL,
  done_nobody: NOBODY,
};

const PROBLEMS = ["rejected", "paused", "done_some", "done_most", "done_all", "done_nobody"];

/** Tabs over the list of sends: what waits for somebody, what goes on, what somebody should look at, what is over. */
export const SEND_PRESETS = [
  { key: "waiting", label: w("待处理", "Waiting"), query: "state=in_review,trial_hold" },
  { key: "running", label: w("进行中", "Running"), query: "state=expanding,ready,sending,recurring" },
  { key: "problems", label: w("有问题", "Problems"), query: `state=${PROBLEMS.join()}` },
  {
    key: "done",
    label: w("已结束", "Ended"),
    query: "state=done,done_some,done_most,done_all,done_nobody,cancelled",
  },
] as const;

/** What the state of this send is called, and its colour: of one that is done, how it went. */
export function sendStateLabel(send: EndedSend): Label {
  // A recurring plan sends nothing itself: its occurrences do.
  if (send.state !== "done" || send.timing === "recurring") return SEND_STATE_WORDS[send.state];
  const { failed, ends } = failuresOf(send);
  if (ends === 0) return NOBODY;
  if (failed === ends) return ALL;
  if (failed >= OUTCOME.bad * ends) return MOST;
  return failed >= OUTCOME.warn * ends ? SOME : SEND_STATE_WORDS.done;
}

/** The labels of all states, for a table that draws this send. */
export function sendStateLabels(send: EndedSend): Labels<SendState> {
  return { ...SEND_STATE_WORDS, [send.state]: sendStateLabel(send) };
}
