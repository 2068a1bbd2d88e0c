import type { Control } from "./control.ts";
import { hash, mix } from "./hash.ts";
import type { NetworkName } from "./networks.ts";
import { isNumber, type Kind, VENDORS, type Vendor } from "./protocol.ts";

/** What can become of a message. The store holds positions in this list: only append. */
export const FATES = [
  { status: "delivered", code: "DELIVRD" },
  { status: "failed", code: "MK:0001" },
  { status: "failed", code: "MK:0012" },
  { status: "failed", code: "MBBLACK" },
  { status: "failed", code: "UNDELIV" },
  { status: "expired", code: "EXPIRED" },
  { status: "rejected", code: "INVALID_NUMBER", message: "to is not a number that can be reached" },
  { status: "rejected", code: "REJECTED", message: "the channel does not take this message" },
] as const;

/** Was a message with this fate refused at once, and never sent on? */
export function isRejected(fate: number): boolean {
  return FATES[fate]?.status === "rejected";
}

const DELIVERED = 0;
const FAILED = 1;
const FAILURES = 4;
const EXPIRED = 5;
const INVALID_NUMBER = 6;
const REJECTED = 7;

/** What was decided for one message, at the moment it was taken. `delay` in ms until its receipt. */
export type Decision = {
  fate: number;
  delay: number;
  /** How many times its receipt is sent in all. */
  copies: number;
  /** Its receipt is sent before the hand-off is answered. */
  early: boolean;
  /** The answer to its whole batch is dropped. */
  drop: boolean;
  reply: string | null;
};

/** Numbers that behave the same whatever the control says (carrier.md). */
const FIXED = new Map<string, Partial<Decision>>(
  Object.entries({
    "+8613800000001": { fate: DELIVERED },
    "+8613800000002": { fate: FAILED },
    "+8613800000003": { fate: EXPIRED },
    "+8613800000004": { fate: REJECTED },
    "+8613800000005": { fate: DELIVERED, reply: "R" },
    "+8613800000006": { fate: DELIVERED, drop: true },
    "+8613800000007": { fate: DELIVERED, copies: 11 },
    "+8613800000008": { fate: DELIVERED, early: true },
  }),
);

/** Each question has a number of its own, so that the answers do not hang together. */
const ASK = {
  reject: 1,
  fate: 2,
  failure: 3,
  delay: 4,
  reply: 5,
  text: 6,
  early: 7,
  drop: 8,
  vendor: 9,
  open: 10,
  openDelay: 11,
  pass: 12,
  noPass: 13,
  capable: 14,
  untold: 15,
};

/** Answers a question about one subject: from 0 up to 1, the same for the same seed, subject and question, in every run. */
type Chance = (question: number) => number;

function chanceOf(seed: string | number, subject: string): Chance {
  const luck = mix(hash(subject) ^ hash(String(seed)));
  return (question) => mix(luck + Math.imul(question, 0x9e3779b9)) / 2 ** 32;
}

/**
 * Decide what becomes of one message. Depends on nothing but the control, the reference and the
 * number, so that a run repeated with the same seed and references ends the same.
 */
export function decide(control: Control, reference: string, to: string): Decision {
  const chance = chanceOf(control.seed, reference);
  if (!isNumber(to)) return atOnce(INVALID_NUMBER);
  const fixed = FIXED.get(to);
  const fate = fixed?.fate ?? drawFate(control, chance);
  if (isRejected(fate)) return atOnce(fate);
  const early = fixed?.early ?? chance(ASK.early) < control.receipts_before_answer;
  return {
    fate,
    delay: early ? 0 : between(control.receipt_delay_ms, chance(ASK.delay)),
    copies: fixed?.copies ?? 1 + control.repeat_receipts,
    early,
    drop: fixed?.drop ?? false,
    reply: fixed ? (fixed.reply ?? null) : fate === DELIVERED ? drawReply(control, chance) : null,
  };
}

/** What a vendor's cloud shows when it opens a link: its pass, none, one that has ended, or one for another deployment. */
export type Showing = "pass" | "nothing" | "stale" | "foreign";
const NO_PASS = ["nothing", "stale", "foreign"] as const;

/** A phone opens the link of its message, `delay` ms after the message was taken. */
export type Opening = { delay: number; showing: Showing };

/** Does the phone open the link of its message, when, and with a pass? Only who got the message does. */
export function openingOf(control: Control, reference: string, fate: number): Opening | null {
  const chance = chanceOf(control.seed, reference);
  if (fate !== DELIVERED || chance(ASK.open) >= control.open_rate) return null;
  const without = chance(ASK.pass) < control.open_without_pass_rate;
  const showing = without ? NO_PASS[Math.floor(chance(ASK.noPass) * NO_PASS.length)] : undefined;
  return { delay: between(control.open_delay_ms, chance(ASK.openDelay)), showing: showing ?? "pass" };
}

/** `accept_then_drop_rate` for a batch, known by the first reference that it brings new. */
export function dropsAnswer(control: Control, reference: string): boolean {
  return chanceOf(control.seed, reference)(ASK.drop) < control.accept_then_drop_rate;
}

/** `error_rate` for the nth request since the start: a retry is a new draw, or it would never come through. */
export function errs(control: Control, nth: number): boolean {
  return chanceOf(control.seed, `request ${nth}`)(ASK.reject) < control.error_rate;
}

/** Ms until a vendor or a network decides about a template. */
export function templateDelay(control: Control, reference: string, who: Vendor | NetworkName): number {
  return between(control.template_delay_ms, chanceOf(control.seed, `${reference} ${who}`)(ASK.delay));
}

/** Whose phone has this number: the same in every run; none for texts and the basic edition, which no vendor renders. */
export function vendorOf(phone: number, kind: Kind): Vendor | null {
  if (kind !== "aim") return null;
  return VENDORS[mix(mix(phone % 2 ** 32) + ASK.vendor) % VENDORS.length] ?? null;
}

/**
 * Does the phone with this number show cards? The same for the same seed and number, with every template; of the numbers with fixed
 * behaviour all but the failed and the rejected one. Null: the carrier does not speak of it (`untold_rate`).
 */
export function showsCards(control: Control, to: string): boolean | null {
  if (chanceOf(control.seed, to)(ASK.untold) < control.untold_rate) return null;
  if (!isNumber(to)) return false;
  const fixed = FIXED.get(to)?.fate;
  if (fixed !== undefined) return fixed !== FAILED && fixed !== REJECTED;
  return chanceOf(control.seed, to)(ASK.capable) < control.capable_rate;
}

function atOnce(fate: number): Decision {
  return { fate, delay: 0, copies: 0, early: false, drop: false, reply: null };
}

function drawFate(control: Control, chance: Chance): number {
  if (chance(ASK.reject) < control.reject_rate) return REJECTED;
  const luck = chance(ASK.fate);
  if (luck < control.fail_rate) return FAILED + Math.floor(chance(ASK.failure) * FAILURES);
  return luck < control.fail_rate + control.expire_rate ? EXPIRED : DELIVERED;
}

function drawReply(control: Control, chance: Chance): string | null {
  if (chance(ASK.reply) >= control.reply_rate) return null;
  return control.reply_texts[Math.floor(chance(ASK.text) * control.reply_texts.length)] ?? null;
}

function between([least, most]: readonly [number, number], luck: number): number {
  return least + Math.floor(luck * (most - least + 1));
}
