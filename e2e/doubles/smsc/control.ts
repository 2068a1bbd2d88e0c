/** How the SMSC behaves: a person or a test sets what it gives, and the rest stays. */

export type Control = {
  system_id: string;
  password: string;
  /** Binds at once; one more is refused. */
  binds: number;
  /** Unanswered submit_sm a bind; one more is throttled. */
  window: number;
  /** From the taking to the answer. */
  answer_ms: [number, number];
  /** Answered with a full queue, nothing taken. */
  throttle_rate: number;
  /** Messages a second and bind, else throttled; null: any. */
  rate_per_s: number | null;
  reject_rate: number;
  /** Taken, and the bind is cut before the answer. */
  cut_rate: number;
  /** Taken, and never answered. */
  silent_rate: number;
  fail_rate: number;
  receipt_ms: [number, number];
  /** Their receipt comes before the answer. */
  early_rate: number;
  repeat_receipts: number;
  shuffle_receipts: boolean;
  /** The share of receipts that never come. */
  lost_rate: number;
  /** Of a receipt: the text, the optional parameters, or both; `bare` has the id and the state alone, in small letters. */
  receipts: "text" | "tlv" | "both" | "bare";
  /** How ids are written in answers, and in receipts. */
  answer_ids: Notation;
  receipt_ids: Notation;
};
export type Notation = "decimal" | "padded" | "hex" | "HEX";

export const CALM: Control = {
  system_id: "tidings",
  password: "secret",
  binds: 10,
  window: 1000,
  answer_ms: [0, 0],
  throttle_rate: 0,
  rate_per_s: null,
  reject_rate: 0,
  cut_rate: 0,
  silent_rate: 0,
  fail_rate: 0,
  receipt_ms: [50, 200],
  early_rate: 0,
  repeat_receipts: 0,
  shuffle_receipts: false,
  lost_rate: 0,
  receipts: "text",
  answer_ids: "decimal",
  receipt_ids: "decimal",
};

/** @throws RangeError that names a key which there is not */
export function changed(control: Control, changes: Record<string, unknown>): Control {
  for (const key of Object.keys(changes))
    if (!Object.hasOwn(CALM, key)) throw new RangeError(`There is no ${key} in the control.`);
  return { ...control, ...changes } as Control;
}

/** An id as it is written there. */
export function written(id: number, how: Notation): string {
  if (how === "decimal") return String(id);
  if (how === "padded") return String(id).padStart(12, "0");
  const hex = id.toString(16);
  return how === "hex" ? hex : hex.toUpperCase().padStart(8, "0");
}

/** Numbers with fixed behaviour, whatever the control says, by how they end. */
export const FIXED: Readonly<Record<string, Partial<Fate>>> = {
  "13800000001": {},
  "13800000002": { state: "UNDELIV", code: "001" },
  "13800000003": { state: "EXPIRED", code: "003" },
  "13800000004": { refused: true },
  "13800000005": { replies: "R" },
  "13800000006": { cut: true },
  "13800000007": { repeats: 10 },
  "13800000008": { early: true },
  "13800000009": { lost: true },
  "13800000010": { broken: true },
};

/** What becomes of a message, decided as it is taken. */
export type Fate = {
  refused: boolean;
  /** Answered with a system error each time, nothing taken. */
  broken: boolean;
  cut: boolean;
  silent: boolean;
  state: "DELIVRD" | "UNDELIV" | "EXPIRED";
  code: string;
  early: boolean;
  repeats: number;
  lost: boolean;
  replies: string | null;
};

const within = ([from, to]: readonly [number, number]) => from + Math.random() * (to - from);
export const delay = within;

export function fateOf(control: Control, to: string): Fate {
  const drawn = (rate: number) => rate > 0 && Math.random() < rate;
  const failed = drawn(control.fail_rate);
  return {
    refused: drawn(control.reject_rate),
    broken: false,
    cut: drawn(control.cut_rate),
    silent: drawn(control.silent_rate),
    state: failed ? "UNDELIV" : "DELIVRD",
    code: failed ? "012" : "000",
    early: drawn(control.early_rate),
    repeats: control.repeat_receipts,
    lost: drawn(control.lost_rate),
    replies: null,
    ...FIXED[to.replace(/^86/, "")],
  };
}
