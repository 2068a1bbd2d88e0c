import assert from "node:assert/strict";
import { Silent } from "../channels/calls.ts";
import type { Batch, Carrier, HandedOver, HandoffResult, Known } from "../channels/carrier.ts";
import { claimed, ledgerOf } from "./fixture.ts";
import { handBatchOver } from "./hand_over.ts";

/** A carrier that answers so, and remembers what it was given. */
function carrier(answer: (batch: Batch) => HandedOver, known: Known[] | null | "silent" = []) {
  const given: Batch[] = [];
  const asked: string[][] = [];
  const adapter: Carrier = {
    handOver(_channel, batch) {
      given.push(batch);
      return Promise.resolve(answer(batch));
    },
    query(_channel, { messages }) {
      asked.push(messages.map(({ reference }) => reference));
      return known === "silent" ? Promise.reject(new Silent("no answer")) : Promise.resolve(known);
    },
    readCall: () => Promise.reject(new Error("not here")),
  };
  return { adapter, given, asked };
}

const taking = ({ messages }: Batch): HandoffResult[] =>
  messages.map(({ reference }) => ({
    reference,
    status: "accepted",
    carrier_id: `x${reference}`,
    code: null,
  }));
const accepting = (batch: Batch): HandedOver => ({ outcome: "answered", results: taking(batch) });
const knows = (reference: string, status: Known["status"]): Known => ({
  reference,
  status,
  carrier_id: `x${reference}`,
  code: null,
});
const now = () => performance.now();

Deno.test("a batch that is answered is recorded, and that is all", async () => {
  const batch = claimed();
  const { ledger, written } = ledgerOf([batch]);
  const { adapter, given } = carrier(accepting);
  const fate = await handBatchOver(batch, adapter, ledger, now());
  assert.deepEqual(fate, { accepted: 3, rejected: 0, open: 0, went: "fine" });
  assert.equal(given[0]?.key, "5");
  assert.deepEqual(written.givenBack, []);
});

Deno.test("on an idempotent channel a batch in doubt is handed over again, with the same references and no name", async () => {
  const batch = claimed({ doubtful: true, attempts: 2 });
  const { ledger } = ledgerOf([batch]);
  const { adapter, given, asked } = carrier(accepting);
  assert.equal((await handBatchOver(batch, adapter, ledger, now())).accepted, 3);
  assert.deepEqual(
    given[0]?.messages.map(({ reference }) => reference),
    ["101", "102", "103"],
  );
  assert.equal(given[0]?.key, null);
  assert.equal(asked.length, 0);
});

Deno.test("on any other channel it is asked about first, and only what was not taken is handed over", async () => {
  const batch = claimed({ doubtful: true, attempts: 2, idempotent: false });
  const { ledger, written } = ledgerOf([batch]);
  const known = [knows("101", "delivered"), knows("102", "unknown"), knows("103", "rejected")];
  const { adapter, given } = carrier(accepting, known);
  const fate = await handBatchOver(batch, adapter, ledger, now());
  assert.deepEqual(
    given.map(({ messages }) => messages.map(({ reference }) => reference)),
    [["102"]],
  );
  assert.deepEqual(fate, { accepted: 2, rejected: 1, open: 0, went: "fine" });
  assert.deepEqual(
    written.outcomes.map(({ reference, status }) => [reference, status]),
    [
      ["101", "accepted"],
      ["103", "rejected"],
      ["102", "accepted"],
    ],
  );
});

Deno.test("what the carrier does not mention when asked is neither recorded nor handed over", async () => {
  const batch = claimed({ doubtful: true, attempts: 2, idempotent: false });
  const { ledger, written } = ledgerOf([batch]);
  const { adapter, given } = carrier(accepting, [knows("101", "accepted"), knows("999", "unknown")]);
  const fate = await handBatchOver(batch, adapter, ledger, now());
  assert.equal(given.length, 0);
  assert.deepEqual(
    written.outcomes.map(({ reference }) => reference),
    ["101"],
  );
  assert.deepEqual([fate.open, fate.went, written.givenBack.length], [2, "ill", 1]);
});

Deno.test("a carrier that does not answer the question gets nothing, and the batch comes back later", async () => {
  const batch = claimed({ doubtful: true, attempts: 3, idempotent: false });
  const { ledger, written } = ledgerOf([batch]);
  const { adapter, given } = carrier(accepting, "silent");
  assert.equal((await handBatchOver(batch, adapter, ledger, now())).went, "ill");
  assert.equal(given.length, 0);
  assert.equal(written.givenBack[0]?.nothingTaken, false);
});

Deno.test("of a carrier that can never be asked, what is in doubt ends as unknown and is not sent twice", async () => {
  const batch = claimed({ doubtful: true, attempts: 2, idempotent: false });
  const { ledger, written } = ledgerOf([batch]);
  const { adapter, given } = carrier(accepting, null);
  await handBatchOver(batch, adapter, ledger, now());
  assert.equal(given.length, 0);
  assert.deepEqual(
    written.outcomes.map(({ status }) => status),
    ["unknown", "unknown", "unknown"],
  );
});

Deno.test("after 429 the batch is given back without a doubt, for as long as the carrier says", async () => {
  const batch = claimed();
  const { ledger, written } = ledgerOf([batch]);
  const { adapter } = carrier(() => ({ outcome: "nothing_taken", seconds: 7, whose: "busy", why: "429" }));
  assert.equal((await handBatchOver(batch, adapter, ledger, now())).went, "busy");
  assert.deepEqual(written.givenBack, [{ seconds: 7, nothingTaken: true, why: "429" }]);
  assert.deepEqual(written.outcomes, []);
});

Deno.test("a batch refused whole comes back a minute later, and the channel does not rest for it", async () => {
  const batch = claimed();
  const { ledger, written } = ledgerOf([batch]);
  const { adapter } = carrier(() => ({ outcome: "refused", why: "400" }));
  assert.equal((await handBatchOver(batch, adapter, ledger, now())).went, "ill");
  assert.deepEqual(written, { outcomes: [], givenBack: [{ seconds: 60, nothingTaken: false, why: "400" }] });
});

Deno.test("of a batch refused for one message only that one fails", async () => {
  const batch = claimed();
  const { ledger } = ledgerOf([batch]);
  const { adapter } = carrier((given) =>
    given.messages.some(({ reference }) => reference === "102")
      ? { outcome: "refused", why: "400" }
      : accepting(given),
  );
  const fate = await handBatchOver(batch, adapter, ledger, now());
  assert.deepEqual(fate, { accepted: 2, rejected: 1, open: 0, went: "fine" });
});

Deno.test("after a silence the batch is in doubt; where it must be asked about, that waits over a minute", async () => {
  for (const idempotent of [true, false]) {
    const batch = claimed({ idempotent });
    const { ledger, written } = ledgerOf([batch]);
    const { adapter } = carrier(() => ({ outcome: "in_doubt", why: "no answer within 30 s" }));
    assert.equal((await handBatchOver(batch, adapter, ledger, now())).went, "ill");
    const [given] = written.givenBack;
    assert.equal(given?.nothingTaken, false);
    assert.ok(idempotent ? (given?.seconds ?? 99) <= 2 : (given?.seconds ?? 0) > 60);
  }
});

Deno.test("a message the carrier says nothing of keeps its batch open and in doubt; a stranger's is left out", async () => {
  const batch = claimed();
  const { ledger, written } = ledgerOf([batch]);
  const results = ["101", "102", "999"].map(
    (reference) => ({ reference, status: "accepted", carrier_id: null, code: null }) as const,
  );
  const { adapter } = carrier(() => ({ outcome: "answered", results }));
  const fate = await handBatchOver(batch, adapter, ledger, now());
  assert.deepEqual([fate.accepted, fate.open, fate.went], [2, 1, "ill"]);
  assert.deepEqual(
    written.outcomes.map(({ reference }) => reference),
    ["101", "102"],
  );
  assert.equal(written.givenBack[0]?.nothingTaken, false);
});

Deno.test("a batch whose messages have all moved meanwhile is closed without asking anybody", async () => {
  const batch = claimed({ ids: [], phones: [], params: null, doubtful: true, idempotent: false });
  const { ledger } = ledgerOf([batch]);
  const { adapter, given, asked } = carrier(accepting);
  assert.deepEqual(await handBatchOver(batch, adapter, ledger, now()), {
    accepted: 0,
    rejected: 0,
    open: 0,
    went: "fine",
  });
  assert.deepEqual([given.length, asked.length], [0, 0]);
});

Deno.test("a dispatcher that was held up lets the batch go: its lease may be somebody else's by now", async () => {
  const batch = claimed();
  const { ledger, written } = ledgerOf([batch]);
  const { adapter, given } = carrier(accepting);
  await handBatchOver(batch, adapter, ledger, now() - 9_000);
  assert.equal(given.length, 0);
  assert.deepEqual(
    written,
    { outcomes: [], givenBack: [] },
    "not even given back: the lease says when it comes again",
  );
});

Deno.test("what a carrier did not take for sure is given back with the record, and is in no doubt", async () => {
  const batch = claimed({ idempotent: false });
  const { ledger, written } = ledgerOf([batch]);
  const rest = { seconds: 2, why: "throttled" };
  const { adapter } = carrier((given) => ({ outcome: "answered", results: taking(given).slice(0, 1), rest }));
  const fate = await handBatchOver(batch, adapter, ledger, now());
  assert.deepEqual(fate, { accepted: 1, rejected: 0, open: 2, went: "busy" });
  assert.deepEqual(written.givenBack, [{ ...rest, nothingTaken: true }]);
});

Deno.test("a batch of which nothing is known, and never will be, ends as unknown, and counts against the carrier", async () => {
  const batch = claimed({ idempotent: false });
  const { ledger, written } = ledgerOf([batch]);
  const { adapter } = carrier((given) => ({
    outcome: "answered",
    results: taking(given).map((one) => ({ ...one, status: "unknown", carrier_id: null })),
  }));
  assert.equal((await handBatchOver(batch, adapter, ledger, now())).went, "ill");
  assert.deepEqual(
    written.outcomes.map(({ status }) => status),
    ["unknown", "unknown", "unknown"],
  );
});

Deno.test("a kind that the carrier does not take is handed to nobody, and says so", async () => {
  const batch = claimed({ kind: "basic", text: "", link_base: null });
  batch.channel.adapter = "smpp";
  const { ledger, written } = ledgerOf([batch]);
  const { adapter, given } = carrier(accepting);
  const fate = await handBatchOver(batch, adapter, ledger, now());
  assert.deepEqual(fate, { accepted: 0, rejected: 3, open: 0, went: "fine" });
  assert.deepEqual(new Set(written.outcomes.map(({ code }) => code)), new Set(["KIND_UNSUPPORTED"]));
  assert.equal(given.length, 0);
});
