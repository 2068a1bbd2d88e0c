import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_OPEN, ALL_RELEASED, ALL_TURNED_DOWN, allReserved } from "./all_sends.ts";
import type { SendCard } from "./card.ts";

/** What a sum reads of a send. */
const card = (part: Partial<SendCard>) => part as SendCard;

const cost = (units: number, packages: number, unit_micros: number | null = 40_000) => ({
  ...{ units, packages, pay_as_you_go: units - packages, allowed: true, segments: units, currency: "CNY" },
  ...{ unit_micros, units_fen: 0, segments_fen: units * 5, most_fen: units * 5 },
});
const send = (units: number, packages = 0, more: Partial<SendCard> = {}) =>
  card({ goes_to: units, cost: cost(units, packages), timing: "immediate", kind: "aim", ...more });

test("what is approved at once is told in one sum: recipients, units and the most it costs", () => {
  const { zh, en } = allReserved([send(1_200), send(1)]);
  assert.equal(en, "In all: 2 sends to 1,201 numbers; 1,201 units reserved; at most CN¥108.09.");
  assert.equal(zh, "合计：2 个任务，1,201 个号码；预留 1,201 条额度；最多 ¥108.09。");
  assert.equal(allReserved([send(1)]).en, "In all: 1 send to 1 number; 1 unit reserved; at most CN¥0.09.");
});

test("two sends aren't both paid by the same units of a package, and packages of one kind pay for no other", () => {
  // Each alone would be paid by a package of 10: together 4 of 14 are beyond it.
  assert.match(allReserved([send(10, 10), send(4, 4)]).en, /at most CN¥0\.86\.$/);
  const basic = { kind: "basic", cost: { ...cost(10, 10), segments: 0, segments_fen: null } } as const;
  assert.match(allReserved([send(10, 10), send(10, 10, basic)]).en, /20 units reserved; at most CN¥0\.50\.$/);
});

test("without a price, or before a cost is known, no amount is made up; of a plan one run counts", () => {
  const unknown = send(3, 0, { cost: cost(3, 0, null) });
  assert.match(
    allReserved([send(2), unknown]).en,
    /5 units reserved; no price set, so the amount is unknown\.$/,
  );
  assert.match(allReserved([send(2), send(3, 0, { cost: null })]).en, /to 5 numbers; 2 units reserved\.$/);
  assert.match(
    allReserved([send(2, 0, { timing: "recurring" })]).en,
    /CN¥0\.18\. Recurring sends count one run each\.$/,
  );
});

test("what stops, goes on or is turned down counts the numbers that is about", () => {
  const open = [
    card({ expanded: null, goes_to: 4, pending: 0, dispatch_limit: 1, accepted: 4 }),
    card({ expanded: 10, goes_to: 10, pending: 3, dispatch_limit: null, accepted: 10 }),
  ];
  assert.equal(ALL_OPEN(open).en, "In all: 2 sends, 7 numbers not sent to yet.");
  assert.equal(ALL_TURNED_DOWN(open).en, "In all: 2 sends, 14 numbers not sent to.");
  assert.equal(ALL_RELEASED(open).zh, "合计：2 个任务，3 个待放行的号码。");
});
