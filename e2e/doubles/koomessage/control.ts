/** How the service behaves: a person or a test sets what it gives, and the rest stays. */

export type Control = {
  /** From the request to the answer. */
  latency: [number, number];
  /** Answered with a 500 that says nothing; half of them have been done. */
  error_rate: number;
  /** Done, and the connection breaks before the answer. */
  accept_then_drop_rate: number;
  /** Answered with a page of HTML; half of them have been done. */
  html_rate: number;
  /** Done, and answered with the first half of the answer. */
  half_rate: number;
  /** Answered 200 with an error in it, nothing done. */
  error_in_200_rate: number;
  /** Requests a second, then 429; null: any. */
  throttle_per_s: number | null;
  /** Of the service's clock. */
  seconds_off: number;
  /** How long a token of IAM is good. */
  token_seconds: number;
  /** The user may register callbacks. */
  te_admin: boolean;
  /** Operations that the user may not ask for, by their names. */
  denied: string[];
  /** Templates that vendors take back. */
  revoked_templates: string[];
  review_delay_ms: [number, number];
  /** Why the next templates are not approved; null: they are. */
  template_reject: string | null;
  fail_rate: number;
  receipt_delay_ms: [number, number];
  repeat_receipts: number;
  shuffle_receipts: boolean;
  receipts_before_answer: boolean;
  /** The share of receipts that never come. */
  lost_rate: number;
  /** The share of phones that ask for the card behind a link that they get. */
  open_rate: number;
  /** A task is in lists only so long after it was made. */
  list_lag_ms: number;
};

export const CALM: Control = {
  latency: [0, 0],
  error_rate: 0,
  accept_then_drop_rate: 0,
  html_rate: 0,
  half_rate: 0,
  error_in_200_rate: 0,
  throttle_per_s: null,
  seconds_off: 0,
  token_seconds: 86_400,
  te_admin: true,
  denied: [],
  revoked_templates: [],
  review_delay_ms: [50, 200],
  template_reject: null,
  fail_rate: 0,
  receipt_delay_ms: [50, 200],
  repeat_receipts: 0,
  shuffle_receipts: false,
  receipts_before_answer: false,
  lost_rate: 0,
  open_rate: 1,
  list_lag_ms: 0,
};

/** @throws RangeError that names a key which there is not */
export function changed(control: Control, changes: Record<string, unknown>): Control {
  for (const key of Object.keys(changes))
    if (!Object.hasOwn(CALM, key)) throw new RangeError(`There is no ${key} in the control.`);
  return { ...control, ...changes } as Control;
}

/** What becomes of a message, decided as it is taken. */
export type Fate = {
  refused: boolean;
  /** Answered with an error each time, nothing done. */
  broken: boolean;
  cut: boolean;
  status: "DELIVRD" | "EXPIRED" | "MK:0001" | "MBBLACK";
  early: boolean;
  repeats: number;
  lost: boolean;
  replies: string | null;
  opens: boolean;
};

/** Numbers with fixed behaviour, whatever the control says; those of docs/carrier.md, and three more. */
const FIXED: Readonly<Record<string, Partial<Fate>>> = {
  "13800000001": { status: "DELIVRD", lost: false },
  "13800000002": { status: "MK:0001", lost: false },
  "13800000003": { status: "EXPIRED", lost: false },
  "13800000004": { refused: true },
  "13800000005": { status: "DELIVRD", replies: "R" },
  "13800000006": { cut: true },
  "13800000007": { status: "DELIVRD", repeats: 10 },
  "13800000008": { status: "DELIVRD", early: true },
  "13800000009": { lost: true },
  "13800000010": { broken: true },
  "13800000011": { status: "MBBLACK", lost: false },
};

export const delay = ([from, to]: readonly [number, number]) => from + Math.random() * (to - from);
export const drawn = (rate: number) => rate > 0 && Math.random() < rate;

/** Eleven digits, without the country's code. */
export const plainNumber = (number: string): string => number.replace(/^(?:\+86|0086|86)(?=1\d{10}$)/, "");

/** Whether a phone shows cards, and for whom: by its last digit, so that a test knows. */
export function vendorOf(number: string): string | null {
  const vendors = ["HUAWEI", "XIAOMI", "OPPO", "VIVO", "MEIZU", "SAMSUNG", "HUAWEI", "XIAOMI"];
  return vendors[Number(number.at(-1)) % 10] ?? null;
}

export function fateOf(control: Control, to: string): Fate {
  const number = plainNumber(to);
  return {
    refused: false,
    broken: false,
    cut: false,
    status: drawn(control.fail_rate) ? "MK:0001" : "DELIVRD",
    early: control.receipts_before_answer,
    repeats: control.repeat_receipts,
    lost: drawn(control.lost_rate),
    replies: null,
    opens: drawn(control.open_rate) && vendorOf(number) !== null,
    ...FIXED[number],
  };
}
