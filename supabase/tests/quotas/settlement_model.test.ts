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
  openAllDay,
  phones,
  recordHandoff,
  references,
  report,
  resolve,
  startedSend,
  tick,
} from "../fixtures.ts";
import { basicBalance, basicFile, basicStarted, basicTemplate } from "../sends/basic_fixtures.ts";
import { noCaps } from "../sends/sends_fixtures.ts";
import { laidText } from "../sms/sms_fixtures.ts";
import { testDatabase } from "../test_database.ts";

/**
 * PKG-2 against an account kept beside it: random moves of sends of all kinds (hand-offs, receipts early, late and twice, of the network that was forecast and of
 * another one, openings early and late, trials, pauses, cancellations, opt-outs, resends, days that pass), after each of which the balances have to be what the model says:
 * cards are paid as they are opened, the basic edition by message and network, texts by no unit. A failure names the seed; TIDINGS_SEED repeats it, TIDINGS_MOVES makes it longer.
 */
const SEED = Number(process.env.TIDINGS_SEED ?? Date.now() % 1_000_000);
const MOVES = Number(process.env.TIDINGS_MOVES ?? 300);
const VALIDITY_DAYS = 3;
/** Sends that moves are made of; older ones that are closed only keep what they have settled. */
const KEPT = 40;

const db = await testDatabase();
await bought(db, 1_000_000);
await openAllDay(db);
await noCaps(db);
// Some networks have packages of their own, small enough to be used up on the way.
for (const spec of ["mobile", "unicom"]) await bought(db, 20, { kind: "basic", spec });
await bought(db, 60, { kind: "basic" });
const STORYBOARD = await basicTemplate(db);
const TEXT = await laidText(db, { name: "模型文本", content: "您的订单已发出。", variables: [] });

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
  /** By prefix, or as its receipt named it. */
  network: string;
};
type Kind = "aim" | "basic" | "text";
/** The units of a send are alike: a late opening takes one that is open, and only where none is a new one is reserved. */
type Send = {
  id: string;
  kind: Kind;
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
/** Of the basic edition: what is paid, and what its unit is still held for. */
const PAID: Message["state"][] = ["delivered", "timed_out"];
const LIVE: Message["state"][] = ["pending", "handed", "unknown"];

const draw = dice(SEED);
const sends: Send[] = [];
const forgotten: Record<Kind, number> = { aim: 0, basic: 0, text: 0 };
let begun = 0;
const pick = <T>(from: readonly T[]): T | undefined => from[draw(from.length)];
const all = () => sends.flatMap(({ messages }) => messages);

const sendOf = (message: Message) => sends.find(({ messages }) => messages.includes(message)) as Send;

/** The unit of a card goes back at once, if one is open. */
function giveBack(send: Send): void {
  if (send.kind === "aim") send.open = Math.max(0, send.open - 1);
}

/** A message comes to a state by a receipt. */
function learn(message: Message, state: Message["state"], network: string | null): void {
  if (ORDER.indexOf(message.state) < 0 || ORDER.indexOf(state) <= ORDER.indexOf(message.state)) return;
  const dies = DEAD.includes(state) && !DEAD.includes(message.state);
  if (dies && message.shown === "no") giveBack(sendOf(message));
  message.state = state;
  message.network = network ?? message.network;
}

/** What a turn of the clock does: it pays for what was shown and for messages of the basic edition, and closes what is over. */
function turn(): void {
  for (const send of sends.filter(({ kind }) => kind === "basic")) {
    send.settled = send.messages.filter(({ state }) => PAID.includes(state)).length;
    send.open = send.closed ? 0 : send.messages.filter(({ state }) => LIVE.includes(state)).length;
  }
  for (const message of all().filter(({ shown }) => shown === "counted")) {
    const send = sendOf(message);
    message.shown = "paid";
    send.settled += 1;
    giveBack(send);
  }
}

/** New numbers each time, or the frequency caps hold them back; of three networks. */
const numbers = (count: number) =>
  phones(count, begun * 10).map((phone, at) =>
    phone.replace("+86139", ["+86139", "+86130", "+86133"][(begun + at) % 3] ?? ""),
  );

async function begin(): Promise<void> {
  const trial = draw(3) === 0;
  const count = 2 + draw(4);
  const kind = pick(["aim", "basic", "basic", "text"] as const) ?? "aim";
  const rest = trial ? { trial, trial_size: 1 } : {};
  const id = await {
    aim: async () =>
      startedSend(db, { file: await imported(db, numbers(count)), validity_days: VALIDITY_DAYS, ...rest }),
    basic: async () =>
      basicStarted(db, {
        template: STORYBOARD,
        file: await basicFile(db, { numbers: numbers(count) }),
        ...rest,
      }),
    text: async () =>
      startedSend(db, {
        file: await imported(db, numbers(count)),
        template_id: null,
        sms_template_id: TEXT,
        ...rest,
      }),
  }[kind]();
  begun += 1;
  await join(id);
}

/** A send that was just laid out by a turn of the clock joins the model. */
async function join(id: string): Promise<void> {
  await turned();
  const rows =
    await db.sql`select d.id::text, d.state, d.network::text, s.kinds[1]::text as kind from public.deliveries d join public.sends s on s.id = d.send_id where d.send_id = ${id} order by d.id`;
  const messages = rows.map(
    (row): Message => ({ id: row.id, state: row.state, shown: "no", network: row.network }),
  );
  const kind: Kind = rows[0]?.kind;
  const open = kind === "text" ? 0 : messages.filter(({ state }) => state === "pending").length;
  // A text holds nothing, so there is nothing to close.
  sends.push({ id, kind, open, settled: 0, closed: false, cancelled: false, ended: false, messages });
  for (const [place, old] of sends.entries()) {
    if (sends.length <= KEPT) break;
    if (!old.closed) continue;
    sends.splice(place, 1);
    forgotten[old.kind] += old.settled;
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
    select d.enterprise_id, s.signature, d.phone, 'reply' from public.deliveries d join public.sends s on s.id = d.send_id
    where d.id = ${message.id} on conflict do nothing`;
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
  const network = pick([null, null, "mobile", "unicom", "telecom"]) ?? null;
  await report(db, [message.id], state, { network });
  learn(message, state, network);
}

async function open(): Promise<void> {
  const message = pick(all().filter((one) => ON_ITS_WAY(one) && sendOf(one).kind === "aim"));
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
    if (send.kind === "basic") send.open -= 1;
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
  await turned();
}

/** The clock has turned: messages time out before it pays, and reservations are closed behind. */
async function turned(): Promise<void> {
  await learnTimedOut();
  turn();
  await learnClosed();
}

/** What only the clock decides is read from the database. */
async function learnTimedOut(): Promise<void> {
  const late = await db.sql`select id::text from public.deliveries where state = 'timed_out'`;
  const timedOut = new Set(late.map(({ id }) => id));
  for (const message of all()) if (timedOut.has(message.id)) message.state = "timed_out";
}

async function learnClosed(): Promise<void> {
  const rows =
    await db.sql`select p.send_id, not exists (select from private.holds h where h.holder_id = p.send_id) as closed, s.state::text from private.send_progress p join public.sends s on s.id = p.send_id`;
  for (const { send_id, closed, state } of rows) {
    const send = sends.find(({ id }) => id === send_id);
    if (!send) continue;
    send.ended = state === "done";
    if (!closed || send.closed || (send.kind === "text" && !send.ended && !send.cancelled)) continue;
    assert.ok(send.ended || send.cancelled, "only what is over is closed");
    assert.ok(
      send.messages.every(({ shown }) => shown !== "counted"),
      "everything counted was paid before",
    );
    send.closed = true;
    send.open = 0;
  }
}

/** Once the clock has turned, each network has paid for its own messages, from packages that are for it. */
async function paidByNetwork(told: string): Promise<void> {
  const rows =
    await db.sql`select r.holder_id as send, r.network::text, sum(r.settled)::int as n from private.reservations r
    where r.kind = 'basic' group by 1, 2 having sum(r.settled) > 0`;
  for (const send of sends.filter(({ kind }) => kind === "basic")) {
    const counts: Record<string, number> = {};
    for (const { state, network } of send.messages)
      if (PAID.includes(state)) counts[network] = (counts[network] ?? 0) + 1;
    const paid = Object.fromEntries(
      rows.filter((row) => row.send === send.id).map(({ network, n }) => [network, n]),
    );
    assert.deepEqual(paid, counts, told);
  }
  const [{ wrong } = {}] =
    await db.sql`select count(*)::int as wrong from private.reservations r join public.packages p on p.id = r.package_id
    where r.kind = 'basic' and p.spec not in ('three_network', r.network::text)`;
  assert.equal(wrong, 0, told);
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
  const [start, basicStart] = [await balance(db), await basicBalance(db)];
  for (let move = 0; move < MOVES; move += 1) {
    const act =
      all().filter(({ state }) => state === "pending").length < 4 && draw(3) === 0 ? begin : pick(MOVES_OF);
    await act?.();
    const told = `move ${move} (${act?.name}), seed ${SEED}`;
    for (const [kind, now, before] of [
      ["aim", await balance(db), start],
      ["basic", await basicBalance(db), basicStart],
    ] as const) {
      const own = sends.filter((send) => send.kind === kind);
      const settled = own.reduce((sum, send) => sum + send.settled, forgotten[kind]);
      const reserved = own.reduce((sum, send) => sum + send.open, 0);
      const [available = 0, held, used = 0, beyond = 0] = now;
      assert.deepEqual([held, used - (before[2] ?? 0)], [reserved, settled], `${kind}: ${told}`);
      assert.equal(
        available - beyond,
        (before[0] ?? 0) - (before[3] ?? 0) - reserved - settled,
        `${kind}: ${told}`,
      );
    }
    if (act?.name === "clock") await paidByNetwork(told);
    if (move % 50 === 0) await booksAgree(db, "moved");
  }
  await booksAgree(db, "moved");
  assert.ok(
    forgotten.aim + forgotten.basic > 0 || sends.some(({ closed }) => closed),
    "some reservation was closed on the way",
  );
});
