import assert from "node:assert/strict";
import type { Batch, HandedOver } from "../channels/carrier.ts";
import { handOverInHalves } from "./halves.ts";

const REFUSED: HandedOver = { outcome: "refused", why: "the carrier answered 400" };

function batchOf(count: number): Batch {
  const messages = Array.from({ length: count }, (_, index) => {
    return { reference: String(index), to: "+8613800138000", text: "", link: "", params: {} };
  });
  return {
    ...{ id: "5", key: "5", kind: "aim", signature: "", template: null, sms_template: null, pattern: "" },
    ...{ parameters: [], minted: false, days: 7, callback_url: "", trace: null, messages },
  };
}

/** A carrier that refuses any batch with one of these references in it; `code`: it says why. */
function refusing(bad: readonly string[], code?: string) {
  const asked: Batch[] = [];
  const handOver = (batch: Batch): Promise<HandedOver> => {
    asked.push(batch);
    if (batch.messages.some(({ reference }) => bad.includes(reference)))
      return Promise.resolve({ ...REFUSED, ...(code === undefined ? {} : { code }) });
    const results = batch.messages.map(({ reference }) => {
      return { reference, status: "accepted", carrier_id: `c${reference}`, code: null } as const;
    });
    return Promise.resolve({ outcome: "answered", results });
  };
  return { asked, handOver };
}

const always = () => true;

const sorted = (count: number, ...bad: string[]) => sortedAs(undefined, count, ...bad);

async function sortedAs(code: string | undefined, count: number, ...bad: string[]) {
  const { asked, handOver } = refusing(bad, code);
  const handed = await handOverInHalves(handOver, batchOf(count), always);
  const results = handed.outcome === "answered" ? handed.results : [];
  const rejected = results.filter(({ status }) => status === "rejected");
  return {
    outcome: handed.outcome,
    taken: results.length - rejected.length,
    rejected,
    requests: asked.length,
    asked,
  };
}

Deno.test("a batch that is taken is one request, with its key", async () => {
  const { taken, requests, asked } = await sorted(1000);
  assert.deepEqual([taken, requests, asked[0]?.key], [1000, 1, "5"]);
});

Deno.test("one bad message among a thousand is found and rejected, and the others go out once each", async () => {
  for (const bad of ["0", "617", "999"]) {
    const { taken, rejected, requests, asked } = await sorted(1000, bad);
    assert.deepEqual(
      rejected.map(({ reference, code }) => [reference, code]),
      [[bad, "MALFORMED"]],
    );
    assert.equal(taken, 999);
    assert.ok(requests <= 21, String(requests));
    assert.ok(
      asked.slice(1).every(({ key }) => key === null),
      "a part has another body than the key named",
    );
  }
});

Deno.test("several bad ones are found too, as far as the requests reach; the rest is left for the next time", async () => {
  const few = await sorted(1000, "3", "500", "501");
  assert.deepEqual([few.taken, few.rejected.length], [997, 3]);
  const many = await sorted(1000, ...Array.from({ length: 7 }, (_, index) => String(index * 140)));
  assert.ok(many.taken > 500 && many.requests <= 64);
  assert.ok(many.taken + many.rejected.length <= 1000);
});

Deno.test("when everything is refused it is not the messages, and none of them is rejected", async () => {
  const all = Array.from({ length: 1000 }, (_, index) => String(index));
  const { outcome, requests } = await sorted(1000, ...all);
  assert.deepEqual([outcome, requests <= 15], ["refused", true]);
  assert.equal((await sorted(1, "0")).outcome, "refused");
});

Deno.test("a carrier that falls silent, or the end of the time, leaves the rest without an answer", async () => {
  let requests = 0;
  const { handOver } = refusing(["0"]);
  const silent = (batch: Batch): Promise<HandedOver> => {
    requests += 1;
    return requests === 4 ? Promise.resolve({ outcome: "in_doubt", why: "503" }) : handOver(batch);
  };
  const handed = await handOverInHalves(silent, batchOf(8), always);
  assert.deepEqual(handed.outcome === "answered" && handed.results.map(({ reference }) => reference), [
    "4",
    "5",
    "6",
    "7",
  ]);
  assert.equal((await handOverInHalves(handOver, batchOf(8), () => false)).outcome, "refused");
});

Deno.test("what is refused with a code is rejected with it, however many are, and no good one with them", async () => {
  const alone = await sortedAs("E200028", 1, "0");
  assert.deepEqual(
    alone.rejected.map(({ code }) => code),
    ["E200028"],
  );
  const all = await sortedAs("E200028", 20, ...Array.from({ length: 20 }, (_, index) => String(index)));
  assert.deepEqual([all.rejected.length, all.taken], [20, 0]);
  // As many as there is time for; the next try goes on with the rest.
  const hundred = Array.from({ length: 100 }, (_, index) => String(index));
  const many = await sortedAs("E200028", 100, ...hundred);
  assert.ok(many.rejected.length >= 25 && many.requests <= 64, `${many.rejected.length}`);
  const mixed = await sortedAs("E200028", 100, ...hundred.filter((_, index) => index % 5 === 0));
  assert.equal(mixed.rejected.length + mixed.taken <= 100 && mixed.rejected.length > 5, true);
  assert.ok(mixed.rejected.every(({ reference }) => Number(reference) % 5 === 0));
});
