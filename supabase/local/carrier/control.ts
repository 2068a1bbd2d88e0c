import { z } from "zod";
import { REVIEWING, VENDORS } from "./protocol.ts";
import { parse } from "./refusal.ts";

const WEEK_MS = 7 * 24 * 3_600_000;

const rate = z.number().min(0).max(1);
const span = z
  .tuple([z.int().min(0).max(WEEK_MS), z.int().min(0).max(WEEK_MS)])
  .refine(([least, most]) => least <= most, "the first number must not be above the second");

const schema = z.strictObject({
  seed: z.union([z.int().min(0), z.string().min(1).max(64)]),
  idempotent: z.boolean(),
  fail_rate: rate,
  reject_rate: rate,
  expire_rate: rate,
  receipt_delay_ms: span,
  repeat_receipts: z.int().min(0).max(100),
  shuffle_receipts: z.boolean(),
  receipts_before_answer: rate,
  rate_per_s: z.number().positive().max(1_000_000).nullable(),
  accept_then_drop_rate: rate,
  error_rate: rate,
  reply_rate: rate,
  reply_texts: z.array(z.string().min(1).max(500)).min(1).max(100),
  template_reject: z.partialRecord(z.enum([...VENDORS, ...REVIEWING]), z.string().min(1).max(500)),
  template_delay_ms: span,
  account_reject: z.string().min(1).max(500).nullable(),
  open_rate: rate,
  open_delay_ms: span,
  open_without_pass_rate: rate,
  capable_rate: rate,
  untold_rate: rate,
});

/** How the sandbox behaves (docs/carrier.md, "The sandbox besides"). */
export type Control = z.output<typeof schema>;

/** A demo that goes well: everything is delivered, after a moment that one can watch. */
export const CALM: Control = {
  seed: 1,
  idempotent: true,
  fail_rate: 0,
  reject_rate: 0,
  expire_rate: 0,
  receipt_delay_ms: [200, 1_500],
  repeat_receipts: 0,
  shuffle_receipts: false,
  receipts_before_answer: 0,
  rate_per_s: null,
  accept_then_drop_rate: 0,
  error_rate: 0,
  reply_rate: 0,
  reply_texts: ["R", "好的"],
  template_reject: {},
  template_delay_ms: [500, 2_000],
  account_reject: null,
  open_rate: 0.6,
  open_delay_ms: [1_500, 6_000],
  open_without_pass_rate: 0,
  capable_rate: 0.8,
  untold_rate: 0,
};

/**
 * `control` with what `changes` gives; what it does not give stays.
 * @throws Refusal 400 naming each key that is unknown or out of range; then nothing changes.
 */
export function changed(control: Control, changes: unknown): Control {
  return { ...control, ...parse(schema.partial(), changes) };
}
