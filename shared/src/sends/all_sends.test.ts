import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cost } from "../quotas/cost.ts";
import { ALL_APPROVED, ALL_RELEASED, ALL_SUBMITTED, ALL_TURNED_DOWN, allOpen } from "./all_sends.ts";
import type { SendCard } from "./card.ts";

/** What a sum reads of a send. */
const card = (part: Partial<SendCard>) => part as SendCard;

/** What a send costs whose packages have `left` units for three networks. */
const cost = (units: number, left: number, more: Partial<Cost> = {}): Cost => {
  const packages = Math.min(units, left);
  return {
    ...{ units, packages, pay_as_you_go: units - packages, allowed: true, pays_beyond: true },
    ...{ left: { three_network: left }, networks: null, segments: units, currency: "CNY" },
    ...{ unit_micros: 40_000, units_fen: 0, segments_fen: units * 5, most_fen: units * 5, ...more },
  };
};
const send = (units: number, left = 0, more: Partial<SendCard> = {}) =>
  card({ goes_to: units, cost: cost(units, left), timing: "immediate", kind: "aim", ...more });
/** One of the basic edition, of which it is known who is in which network. */
const basic = (networks: Record<string, number>, left: Record<string, number>) => {
  const units = Object.values(networks).reduce((sum, count) => sum + count, 0);
  const asked = { networks, left, segments: 0, segments_fen: null };
  return send(units, 0, { kind: "basic", cost: cost(units, 0, asked) });
};

test("what is approved at once is told in one sum: recipients, units and the most it costs", () => {
  const { zh, en } = ALL_APPROVED([send(1_200), send(1)]);
  assert.equal(en, "In all: 2 sends to 1,201 numbers; 1,201 units reserved; at most CN¥108.09.");
  assert.equal(zh, "合计：2 个任务，1,201 个号码；预留 1,201 条额度；最多 ¥108.09。");
  assert.equal(ALL_APPROVED([send(1)]).en, "In all: 1 send to 1 number; 1 unit reserved; at most CN¥0.09.");
});

test("what is submitted reserves nothing yet", () => {
  const { zh, en } = ALL_SUBMITTED([send(2), send(1)]);
  assert.equal(en, "In all: 2 sends to 3 numbers; would reserve 3 units; at most CN¥0.27.");
  assert.equal(zh, "合计：2 个任务，3 个号码；批准后预留 3 条额度；最多 ¥0.27。");
});

test("packages pay once for all sends, and those of one kind for no other", () => {
  // 14 of 20 units: each alone is paid by the packages, and so are both.
  assert.match(ALL_APPROVED([send(10, 20), send(4, 20)]).en, /at most CN¥0\.70\.$/);
  // Each alone would be paid by a package of 10: together 4 of 14 are beyond it.
  assert.match(ALL_APPROVED([send(10, 10), send(4, 10)]).en, /at most CN¥0\.86\.$/);
  const board = basic({ mobile: 10 }, { three_network: 10, mobile: 0 });
  assert.match(ALL_APPROVED([send(10, 10), board]).en, /20 units reserved; at most CN¥0\.50\.$/);
});

test("packages for one network pay for its own numbers alone", () => {
  const left = { three_network: 2, mobile: 5, unicom: 0 };
  const sends = [basic({ mobile: 3, unicom: 2 }, left), basic({ mobile: 4, broadnet: 1 }, left)];
  // Of 7 at China Mobile 5 are paid by its own, 2 of the other 5 by those for three: 3 are beyond.
  assert.match(ALL_APPROVED(sends).en, /10 units reserved; at most CN¥0\.12\.$/);
});

test("where each line is rounded by itself, their sum is never above the most that is told", () => {
  const dear = (units: number) => send(units, 0, { cost: cost(units, 0, { unit_micros: 45_000 }) });
  // Each is charged 4.5 fen, so 5; together they would be 13.5. Three segments at 5 fen come to it.
  assert.match(ALL_APPROVED([dear(1), dear(1), dear(1)]).en, /at most CN¥0\.30\.$/);
});

test("where units beyond the packages cannot be paid for, what is missing is told in place of an amount", () => {
  const short = (units: number) => send(units, 10, { cost: cost(units, 10, { pays_beyond: false }) });
  assert.match(ALL_APPROVED([short(6), short(4)]).en, /; at most CN¥0\.50\.$/);
  const { zh, en } = ALL_APPROVED([short(6), short(5)]);
  assert.match(
    en,
    /; your packages are 1 unit short and pay-as-you-go is off, so not all can be approved\.$/,
  );
  assert.match(zh, /；套餐额度还差 1 条，且按需计费已关闭，无法全部通过。$/);
});

test("without a price, or where a cost is not known, no amount is made up; of a plan one run counts", () => {
  const unknown = send(3, 0, { cost: cost(3, 0, { unit_micros: null }) });
  assert.match(
    ALL_APPROVED([send(2), unknown]).en,
    /5 units reserved; no price set, so the amount is unknown\.$/,
  );
  // One that was rejected has no cost any more.
  assert.equal(ALL_SUBMITTED([send(2), send(3, 0, { cost: null })]).en, "In all: 2 sends to 5 numbers.");
  assert.match(
    ALL_APPROVED([send(2, 0, { timing: "recurring" })]).en,
    /CN¥0\.18\. Recurring sends count as one run each\.$/,
  );
});

test("what stops, goes on or is turned down counts the numbers that is about", () => {
  const open = [
    card({ expanded: null, goes_to: 4, pending: 0, dispatch_limit: 1, accepted: 4 }),
    card({ expanded: 10, goes_to: 10, pending: 3, dispatch_limit: null, accepted: 10 }),
  ];
  assert.equal(allOpen(open).en, "In all: 2 sends, 7 numbers not sent to yet.");
  const plan = card({ timing: "recurring", expanded: null, goes_to: 500, pending: 0 });
  assert.equal(allOpen([...open, plan]).en, "In all: 2 sends, 7 numbers not sent to yet; 1 recurring send.");
  assert.equal(allOpen([plan, plan]).zh, "合计：2 个循环发送。");
  assert.equal(ALL_TURNED_DOWN(open).en, "In all: 2 sends, 14 numbers with no message sent.");
  assert.equal(ALL_RELEASED(open).zh, "合计：2 个任务，3 个待放行的号码。");
});
