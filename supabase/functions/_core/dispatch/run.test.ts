import assert from "node:assert/strict";
import type { Carrier, HandedOver } from "../channels/carrier.ts";
import { claimed, ledgerOf } from "./fixture.ts";
import { dispatch, SHARE } from "./run.ts";

const batches = (count: number) => Array.from({ length: count }, (_, index) => claimed({ batch: index + 1 }));

function adapter(answer: () => Promise<HandedOver>): Carrier {
  return {
    handOver: answer,
    query: () => Promise.resolve([]),
    readCall: () => Promise.reject(new Error("not here")),
  };
}

const fine = adapter(() =>
  Promise.resolve({
    outcome: "answered",
    results: ["101", "102", "103"].map(
      (reference) => ({ reference, status: "accepted", carrier_id: null, code: null }) as const,
    ),
  }),
);

Deno.test("all that waits is handed over in one request, as long as it fits into its share", async () => {
  const { ledger } = ledgerOf(batches(10));
  const tally = await dispatch(ledger, SHARE, () => fine);
  assert.deepEqual(tally, { batches: 10, accepted: 30, rejected: 0, open: 0, more: false });
});

Deno.test("a request stops at its share and says that there is more", async () => {
  const { ledger } = ledgerOf(batches(10));
  const tally = await dispatch(ledger, { ...SHARE, batches: 4 }, () => fine);
  assert.deepEqual([tally.batches, tally.more], [4, true]);
  const late = await dispatch(ledger, { ...SHARE, ms: -1 }, () => fine);
  assert.deepEqual([late.batches, late.more], [0, true]);
});

Deno.test("what a channel's rate holds back is waited for, as long as the request has time", async () => {
  const { ledger } = ledgerOf(batches(3));
  const slept: number[] = [];
  let free = true;
  const rated = {
    ...ledger,
    claim: () => {
      const now = free;
      free = false;
      return now ? ledger.claim() : Promise.resolve(null);
    },
    wait: () => Promise.resolve(slept.length < 3 ? 40 : null),
  };
  const sleep = (ms: number) => {
    slept.push(ms);
    free = true;
    return Promise.resolve();
  };
  const tally = await dispatch(rated, SHARE, () => fine, sleep);
  assert.deepEqual([tally.batches, tally.more, slept], [3, false, [40, 40, 40]]);
  const long = ledgerOf(batches(1)).ledger;
  const later = { ...long, claim: () => Promise.resolve(null), wait: () => Promise.resolve(SHARE.ms * 2) };
  const put = await dispatch(later, SHARE, () => fine, sleep);
  assert.deepEqual([put.batches, put.more, slept.length], [0, true, 3]);
});

Deno.test("claims are made one at a time, and batches are in flight together", async () => {
  const { ledger } = ledgerOf(batches(8));
  const at = { once: 0, most: 0 };
  let claiming = 0;
  const watched = {
    ...ledger,
    async claim() {
      claiming += 1;
      assert.equal(claiming, 1, "a second claim waits for the first");
      const next = await ledger.claim();
      claiming -= 1;
      return next;
    },
  };
  let letGo = () => {};
  const full = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const slow = adapter(async () => {
    at.once += 1;
    at.most = Math.max(at.most, at.once);
    if (at.once === SHARE.flying) letGo();
    await full;
    at.once -= 1;
    return { outcome: "answered", results: [] };
  });
  await dispatch(watched, { ...SHARE, illnesses: 99 }, () => slow);
  assert.equal(at.most, SHARE.flying);
});

Deno.test("an ill carrier is left alone after a few batches, so that not all of a send comes into doubt", async () => {
  const { ledger, written } = ledgerOf(batches(30));
  const ill = adapter(() => Promise.resolve({ outcome: "in_doubt", why: "503" }));
  const tally = await dispatch(ledger, SHARE, () => ill);
  assert.ok(written.givenBack.length <= SHARE.illnesses + SHARE.flying, String(written.givenBack.length));
  assert.equal(tally.more, true);
});

Deno.test("a database that fails is told to the caller, after what was in flight has ended", async () => {
  const { ledger } = ledgerOf(batches(3));
  let ended = 0;
  const broken = {
    ...ledger,
    record() {
      ended += 1;
      return Promise.reject(new Error("the database is away"));
    },
  };
  await assert.rejects(
    dispatch(broken, SHARE, () => fine),
    /away/,
  );
  assert.equal(ended, 3);
});
