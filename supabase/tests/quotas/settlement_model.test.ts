import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Batch,
  balance,
  booksAgree,
  bought,
  claim,
  done,
  imported,
  phones,
  recordHandoff,
  references,
  report,
  resolve,
  startedSend,
  tick,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/**
 * PKG-2 against an account kept beside it: random moves of sends (hand-offs, receipts early, late and twice, openings early and late, trials, pauses,
 * cancellations, opt-outs, resends, days that pass), after each of which the balance has to be what the model says. A failure names the seed; TIDINGS_SEED repeats it, TIDINGS_MOVES makes it longer.
 */
const SEED = Number(process.env.TIDINGS_SEED ?? Date.now() % 1_000_000);
const MOVES = Number(process.env.TIDINGS_MOVES ?? 300);
const VALIDITY_DAYS = 3;
/** Sends that moves are made of; older ones that are closed only keep what they have settled. */
const KEPT = 40;

const db = await testDatabase();
await bought(db, 1_000_000);

/** mulberry32: the same numbers for the same seed. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

type Message = {
  id: string;
  state:
    | "pending"
    | "handed"
    | "unknown"
    | "timed_out"
    | "expired"
    | "failed"
    | "delivered"
    | "cancelled"
    | "opted_out";
  /** The person said so; the claim finds it. */
  said_no?: boolean;
  /** counted: shown, and not rolled up yet. */
  shown: "no" | "counted" | "paid";
};
/** The units of a send are alike: a late opening takes one that is open, and only where none is a new one is reserved. */
type Send = {
  id: string;
  messages: Message[];
  open: number;
  settled: number;
  closed: boolean;
  cancelled: boolean;
  ended: boolean;
  resent?: boolean;
};

/** In the order of what a state knows: a receipt moves a message to a later one, or does nothing. */
const ORDER: Message["state"][] = [
  "pending",
  "handed",
  "unknown",
  "timed_out",
  "expired",
  "failed",
  "delivered",
];
const DEAD: Message["state"][] = ["expired", "failed"];

const draw = dice(SEED);
const sends: Send[] = [];
let forgotten = 0;
let begun = 0;
const pick = <T>(from: readonly T[]): T | undefined => from[draw(from.length)];
const all = () => sends.flatMap(({ messages }) => messages);

const sendOf = (message: Message) => sends.find(({ messages }) => messages.includes(message)) as Send;

/** The unit of a message goes back, if one is open. */
function giveBack(send: Send): void {
  send.open = Math.max(0, send.open - 1);
}

/** A message comes to a state by a receipt. */
function learn(message: Message, state: Message["state"]): void {
  if (ORDER.indexOf(message.state) < 0 || ORDER.indexOf(state) <= ORDER.indexOf(message.state)) return;
  const dies = DEAD.includes(state) && !DEAD.includes(message.state);
  if (dies && message.shown === "no") giveBack(sendOf(message));
  message.state = state;
}

/** What a turn of the clock does: it pays for what was shown, and closes what is over. */
function turn(): void {
  for (const message of all().filter(({ shown }) => shown === "counted")) {
    const send = sendOf(message);
    message.shown = "paid";
    send.settled += 1;
    giveBack(send);
  }
}

async function begin(): Promise<void> {
  const trial = draw(3) === 0;
  const count = 2 + draw(4);
  // New numbers each time, or the frequency caps hold them back.
  const file = await imported(db, phones(count, begun * 10));
  begun += 1;
  const id = await startedSend(db, {
    file,
    validity_days: VALIDITY_DAYS,
    ...(trial ? { trial, trial_size: 1 } : {}),
  });
  await join(id);
}

/** A send that was just laid out by a turn of the clock joins the model. */
async function join(id: string): Promise<void> {
  turn();
  await learnFromClock();
  const rows = await db.sql`select id::text, state from public.deliveries where send_id = ${id} order by id`;
  const messages = rows.map((row): Message => ({ id: row.id, state: row.state, shown: "no" }));
  const open = messages.filter(({ state }) => state === "pending").length;
  sends.push({ id, open, settled: 0, closed: false, cancelled: false, ended: false, messages });
  for (const [place, old] of sends.entries()) {
    if (sends.length <= KEPT) break;
    if (!old.closed) continue;
    sends.splice(place, 1);
    forgotten += old.settled;
    break;
  }
}

/** Whoever was not reached gets it again, in a send that pays for itself; who has said no does not. */
async function resend(): Promise<void> {
  const send = pick(sends.filter(({ ended, resent }) => ended && !resent));
  if (!send) return;
  const { data, error } = await db.as("bob").rpc("resend_send", { send: send.id });
  if (error) return; // everybody was reached
  send.resent = true;
  await done(db.as("carol").rpc("approve_send", { send: data.id }));
  await tick(db);
  await join(data.id);
}

async function sayNo(): Promise<void> {
  const message = pick(all().filter(({ state }) => state === "pending"));
  if (!message) return;
  await db.sql`insert into public.opt_outs (enterprise_id, signature, phone, reason)
    select d.enterprise_id, g.name, d.phone, 'reply' from public.deliveries d join public.sends s on s.id = d.send_id
    join public.sms_signatures g on g.id = s.sms_signature_id where d.id = ${message.id} on conflict do nothing`;
  message.said_no = true;
}

async function pause(): Promise<void> {
  const send = pick(sends.filter(({ cancelled, ended }) => !cancelled && !ended));
  if (send) await db.as("bob").rpc("pause_send", { send: send.id });
}

async function resume(): Promise<void> {
  const [row] = await db.sql`select id from public.sends where state = 'paused' order by paused_at limit 1`;
  if (row) await done(db.as("bob").rpc("resume_send", { send: row.id }));
}

async function handOff(): Promise<void> {
  const batch: Batch | null = await claim(db);
  if (!batch) return;
  const ids = references(batch);
  await learnOptOuts();
  const cut = draw(ids.length + 1);
  const other = pick(["rejected", "unknown"]) ?? "unknown";
  await recordHandoff(db, batch.batch, ids.slice(cut), other);
  await recordHandoff(db, batch.batch, ids.slice(0, cut));
  const known = new Map(all().map((message) => [message.id, message]));
  for (const [at, id] of ids.entries()) {
    const message = known.get(id);
    if (message?.state !== "pending") continue;
    const state = at < cut ? "handed" : other === "rejected" ? "failed" : "unknown";
    if (state === "failed" && message.shown === "no") giveBack(sendOf(message));
    message.state = state;
  }
}

/** The claim takes out who has said no meanwhile. */
async function learnOptOuts(): Promise<void> {
  const rows = await db.sql`select id::text from public.deliveries where state = 'opted_out'`;
  const out = new Set(rows.map(({ id }) => id));
  for (const message of all()) {
    if (message.state !== "pending" || !out.has(message.id)) continue;
    assert.ok(message.said_no, "only who said no is taken out");
    message.state = "opted_out";
    giveBack(sendOf(message));
  }
}

const ON_ITS_WAY = (message: Message) => !["pending", "cancelled", "opted_out"].includes(message.state);

async function receipt(): Promise<void> {
  const message = pick(all().filter(ON_ITS_WAY));
  const state = pick(["delivered", "delivered", "failed", "expired"] as const);
  if (!message || !state) return;
  await report(db, [message.id], state);
  learn(message, state);
}

async function open(): Promise<void> {
  const message = pick(all().filter(ON_ITS_WAY));
  if (!message) return;
  const { verdict } = await resolve(db, message.id);
  if (verdict !== "ok") return;
  assert.equal(message.shown, "no", "a personal link is shown once");
  message.shown = "counted";
}

async function cancel(): Promise<void> {
  const send = pick(sends.filter(({ cancelled, ended }) => !cancelled && !ended));
  if (!send) return;
  const { error } = await db.as("bob").rpc("cancel_send", { send: send.id });
  if (error) return; // it is done by now
  send.cancelled = true;
  for (const message of send.messages) {
    if (message.state !== "pending") continue;
    message.state = "cancelled";
    giveBack(send);
  }
}

async function release(): Promise<void> {
  const [row] = await db.sql`select id from public.sends where state = 'trial_hold' limit 1`;
  if (row) await done(db.as("bob").rpc("release_send", { send: row.id }));
}

/** Four days pass for a send, longer than its links live. */
async function age(): Promise<void> {
  const send = pick(sends);
  if (!send) return;
  await db.sql`update public.deliveries set handed_at = handed_at - interval '4 days' where send_id = ${send.id}`;
  await db.sql`update private.batches set done_at = done_at - interval '4 days', claimed_at = claimed_at - interval '4 days' where send_id = ${send.id}`;
  await db.sql`update private.holds set look_at = clock_timestamp() where holder_id = ${send.id} and look_at is not null`;
}

async function clock(): Promise<void> {
  await tick(db);
  turn();
  await learnFromClock();
}

/** What only the clock decides is read from the database: which message timed out, and which reservation is closed. */
async function learnFromClock(): Promise<void> {
  const late = await db.sql`select id::text from public.deliveries where state = 'timed_out'`;
  const timedOut = new Set(late.map(({ id }) => id));
  for (const message of all()) if (timedOut.has(message.id)) message.state = "timed_out";
  const rows =
    await db.sql`select p.send_id, not exists (select from private.holds h where h.holder_id = p.send_id) as closed, s.state::text from private.send_progress p join public.sends s on s.id = p.send_id`;
  for (const { send_id, closed, state } of rows) {
    const send = sends.find(({ id }) => id === send_id);
    if (!send) continue;
    send.ended = state === "done";
    if (!closed || send.closed) continue;
    assert.ok(send.ended || send.cancelled, "only what is over is closed");
    assert.ok(
      send.messages.every(({ shown }) => shown !== "counted"),
      "everything counted was paid before",
    );
    send.closed = true;
    send.open = 0;
  }
}

const MOVES_OF = [
  handOff,
  handOff,
  receipt,
  receipt,
  receipt,
  open,
  open,
  open,
  clock,
  clock,
  release,
  cancel,
  age,
  resend,
  sayNo,
  pause,
  resume,
  resume,
];

test(`after each of ${MOVES} random moves the balance is what happened (seed ${SEED})`, async () => {
  const start = await balance(db);
  for (let move = 0; move < MOVES; move += 1) {
    const act =
      all().filter(({ state }) => state === "pending").length < 4 && draw(3) === 0 ? begin : pick(MOVES_OF);
    await act?.();
    const settled = sends.reduce((sum, send) => sum + send.settled, forgotten);
    const reserved = sends.reduce((sum, send) => sum + send.open, 0);
    const [available = 0, held, used = 0] = await balance(db);
    const told = `move ${move} (${act?.name}), seed ${SEED}`;
    assert.deepEqual([held, used - (start[2] ?? 0)], [reserved, settled], told);
    assert.equal(available, (start[0] ?? 0) - reserved - settled, told);
    if (move % 50 === 0) await booksAgree(db, "moved");
  }
  await booksAgree(db, "moved");
  assert.ok(forgotten > 0 || sends.some(({ closed }) => closed), "some reservation was closed on the way");
});
