import assert from "node:assert/strict";
import { test } from "node:test";
import { domain } from "@tidings/shared/links/domain.ts";
import type { Offer } from "@tidings/shared/resource/define.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { send } from "@tidings/shared/sends/send.ts";
import { actOnEach, byNoun, offerForAll } from "./many.ts";
import { actsOn, asShown } from "./selection.ts";

const CALLS = [
  { resource: "domain", ids: ["a", "c"], shown: { a: "1", c: "3" } },
  { resource: "send", ids: ["b"], shown: { b: "2" } },
] as const;
const done = (id: string) => ({ id, refusal: null });

test("rows are told apart by noun, in the order in which they were chosen", () => {
  const drawnOf = (row: object) => ({ of: "name" in row ? domain : send, slots: {} });
  const rows = [{ id: "a", name: "x" }, { id: "b" }, { id: "c", name: "y" }];
  const chosen = rows.map((row) => ({ row, transitions: [] }));
  const found = byNoun(chosen, drawnOf).map(({ of, ids }) => [of.noun, ids]);
  assert.deepEqual(found, [
    ["domain", ["a", "c"]],
    ["send", ["b"]],
  ]);
});

test("each noun is one call, with what was shown of its own rows, and an outcome comes for each row", async () => {
  const asked: object[] = [];
  const run = async (args: object) => {
    asked.push(args);
    return (args as (typeof CALLS)[number]).ids.map(done);
  };
  assert.deepEqual(await actOnEach(run, { verb: "approve" }, CALLS), ["a", "c", "b"].map(done));
  assert.deepEqual(
    asked,
    CALLS.map((call) => ({ verb: "approve", ...call })),
  );
});

test("a first call that is refused is the refusal of all, a later one that of its rows: what is done is told", async () => {
  const refusal = { code: "forbidden" };
  const refuses = (resource: string) => async (args: object) => {
    const call = args as (typeof CALLS)[number];
    if (call.resource === resource) throw refusal;
    return call.ids.map(done);
  };
  await assert.rejects(actOnEach(refuses("domain"), {}, CALLS), refusal);
  assert.deepEqual(await actOnEach(refuses("send"), {}, CALLS), [done("a"), done("c"), { id: "b", refusal }]);
});

test("one dialog asks for all: a reason where one of them needs one, each consent once", () => {
  const plain = send.transitions.approve as Offer;
  const sure = { zh: "已核对。", en: "I have checked it." };
  const offers: [Offer, ...Offer[]] = [
    { ...plain, reason: "optional" },
    { ...plain, reason: "required", sure },
    { ...plain, sure },
  ];
  const { reason, sure: said, label } = offerForAll(offers);
  assert.deepEqual([reason, said, label], ["required", sure, plain.label]);
  assert.equal(offerForAll([plain]).sure, undefined);
});

test("what was selected is asked about as the page shows it now, not as it was when it was ticked", () => {
  const [ticked, elsewhere] = [
    { id: "a", pending: 9 },
    { id: "b", pending: 2 },
  ];
  const [then, now] = [[{ verb: "pause" } as Transition], [{ verb: "resume" } as Transition]];
  const chosen = [ticked, elsewhere].map((row) => ({ row, transitions: then }));
  const fresh = { id: "a", pending: 1 };
  const page = { rows: [fresh, { id: "c", pending: 5 }], transitions: { a: now } };
  assert.deepEqual(asShown(chosen, page), [
    { row: fresh, transitions: now },
    { row: elsewhere, transitions: then },
  ]);
});

test("what may be done with some of those that are chosen is offered with how many", () => {
  const may = (verb: string, many: boolean, allowed = true) => ({ verb, many, allowed }) as Transition;
  const acts = (...rows: Transition[][]) =>
    [...actsOn(rows.map((transitions) => ({ transitions })))].map(([verb, those]) => [verb, those.length]);
  const both = [may("approve", true), may("reject", true)];
  const [two, one] = [["approve", 2] as const, ["approve", 1] as const];
  assert.deepEqual(acts(both, both), [two, ["reject", 2]]);
  assert.deepEqual(acts(both, [may("approve", false), may("reject", true)]), [one, ["reject", 2]]);
  assert.deepEqual(acts(both, [may("approve", true, false), may("reject", true)]), [one, ["reject", 2]]);
  assert.deepEqual(acts(), []);
});
