import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import { readCall } from "./adapters.ts";
import type { Call } from "./calls.ts";
import type { Report } from "./carrier.ts";
import type { Decisions } from "./resolver.ts";
import { readDecisions, readReport } from "./sandbox_calls.ts";

const SECRET = `whsec_${btoa("0123456789abcdef0123456789abcdef")}`;

type Read = Call<Report | Decisions>;

/** A call that is signed well. */
function signed(body: unknown): [headers: Headers, body: Uint8Array, secret: string] {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const now = new Date();
  const headers = new Headers({
    "webhook-id": "m1",
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(SECRET).sign("m1", now, text),
  });
  return [headers, new TextEncoder().encode(text), SECRET];
}

const read = (body: unknown): Promise<Read> => readCall("sandbox", ...signed(body));

async function taken(body: unknown): Promise<Extract<Read, { outcome: "taken" }>> {
  const call = await read(body);
  assert.equal(call.outcome, "taken", JSON.stringify(call));
  return call as Extract<Read, { outcome: "taken" }>;
}

Deno.test("a receipt is read with what it has; times become UTC", async () => {
  const receipts = [
    {
      reference: "7",
      carrier_id: "c",
      status: "delivered",
      code: "DELIVRD",
      vendor: "huawei",
      at: "2026-11-24T20:00:00+08:00",
      network: "unicom",
    },
    { reference: "8", status: "expired" },
  ];
  const { call, issues } = await taken({ type: "receipts", receipts });
  assert.deepEqual(issues, []);
  assert.deepEqual(call.items, [
    {
      reference: "7",
      carrier_id: "c",
      status: "delivered",
      code: "DELIVRD",
      vendor: "huawei",
      at: "2026-11-24T12:00:00.000Z",
      network: "unicom",
    },
    {
      reference: "8",
      carrier_id: null,
      status: "expired",
      code: null,
      vendor: null,
      at: null,
      network: null,
    },
  ]);
});

Deno.test("a strange time, an unknown vendor or a NUL does not cost the receipt it stands in", async () => {
  const receipts = [
    {
      reference: "7\0",
      status: "failed",
      code: "A\0\ud800B",
      vendor: "nokia",
      at: "yesterday",
      network: "moon",
    },
  ];
  const { call } = await taken({ type: "receipts", receipts });
  const [item] = call.items;
  assert.deepEqual(item, {
    reference: "7",
    carrier_id: null,
    status: "failed",
    code: "A\ufffdB",
    vendor: null,
    at: null,
    network: null,
  });
  for (const at of ["2026-99-99T00:00:00Z", "+275760-09-13T00:00:00Z", "0000-01-01T00:00:00.000Z", 5, {}]) {
    const again = await taken({ type: "receipts", receipts: [{ reference: "7", status: "failed", at }] });
    assert.equal((again.call.items[0] as { at: unknown }).at, null);
  }
});

Deno.test("the address that a call is signed for is read with it, of each kind", async () => {
  const state = { reference: "00000000-0000-4000-8000-000000000001", vendor: "vivo", state: "approved" };
  const calls = [
    { type: "receipts", receipts: [{ reference: "7", status: "failed" }] },
    { type: "replies", replies: [{ id: "1", from: "+8613800138000", text: "R" }] },
    { type: "template_states", states: [state] },
  ];
  for (const call of calls) {
    assert.equal((await taken(call)).to, null);
    assert.equal((await taken({ ...call, callback_url: "https://x.example/y" })).to, "https://x.example/y");
    assert.equal((await read({ ...call, callback_url: 5 })).outcome, "malformed");
  }
});

Deno.test("a bad item is told by its place and not by its value, and the others are taken", async () => {
  const receipts = [
    { reference: "1", status: "delivered" },
    { reference: "", status: "delivered" },
    null,
    { reference: "3", status: "maybe +8613800138000" },
  ];
  const { call, issues } = await taken({ type: "receipts", receipts });
  assert.equal(call.items.length, 1);
  assert.deepEqual(
    issues.map(({ where }) => where),
    ["receipts.1.reference", "receipts.2", "receipts.3.status"],
  );
  assert.doesNotMatch(JSON.stringify(issues), /138/);
});

Deno.test("whoever replies is written as we write numbers, so that an opt-out finds them", async () => {
  const replies = ["13800138005", "+86 138 0013 8005", "8613800138005", "+15550100"].map((from, index) => ({
    id: `r${index}`,
    from,
    channel: "106900001",
    signature: "云杉",
    text: "ｒ",
    at: "2026-11-24T12:00:00Z",
  }));
  const { call } = await taken({ type: "replies", replies });
  const froms = call.items.map((item) => (item as { from: string }).from);
  assert.deepEqual(froms, ["+8613800138005", "+8613800138005", "+8613800138005", "+15550100"]);
});

Deno.test("a vendor's decision needs a reference, a vendor and a state we know", async () => {
  const reference = "11111111-1111-4111-8111-111111111111";
  const states = [
    { reference, vendor: "huawei", state: "approved", at: "2026-11-24T12:00:00Z" },
    { reference: "1; drop table", vendor: "huawei", state: "approved" },
    { reference, vendor: "nokia", state: "approved" },
    { reference, vendor: "oppo", state: "pending" },
  ];
  const { call, issues } = await taken({ type: "template_states", states });
  assert.equal(call.items.length, 1);
  assert.equal(issues.length, 3);
});

Deno.test("a call of another kind, too long, not JSON or without one good item is malformed and says where", async () => {
  const many = Array.from({ length: 1001 }, (_, index) => ({
    reference: String(index),
    status: "delivered",
  }));
  const bad: [unknown, RegExp][] = [
    ["{", /body/],
    ["null", /./],
    [{ type: "gossip" }, /type/],
    [{ type: "receipts" }, /receipts/],
    [{ type: "receipts", receipts: "x" }, /receipts/],
    [{ type: "receipts", receipts: many }, /receipts/],
    [{ type: "receipts", receipts: [{}] }, /receipts\.0/],
  ];
  for (const [body, where] of bad) {
    const call = await read(body);
    assert.equal(call.outcome, "malformed", JSON.stringify(body).slice(0, 60));
    assert.match(JSON.stringify("issues" in call ? call.issues : []), where);
  }
  assert.equal(
    (await taken({ type: "receipts", receipts: [] })).call.items.length,
    0,
    "an empty call is no fault",
  );
});

Deno.test("a forged call is not read at all", async () => {
  const headers = new Headers({
    "webhook-id": "m1",
    "webhook-timestamp": "1",
    "webhook-signature": "v1,AAAA",
  });
  for (const port of [readReport, readDecisions]) {
    const call = await port(headers, new TextEncoder().encode("{}"), SECRET);
    assert.equal(call.outcome, "forged");
  }
});

Deno.test("each port reads its own calls and leaves the others alone", async () => {
  const decided = signed({ type: "template_states", states: [] });
  assert.equal((await readReport(...decided)).outcome, "other");
  assert.equal((await readDecisions(...decided)).outcome, "taken");
  for (const type of ["receipts", "replies"]) {
    const reported = signed({ type, [type]: [] });
    assert.equal((await readReport(...reported)).outcome, "taken");
    assert.equal((await readDecisions(...reported)).outcome, "other");
  }
});

Deno.test("a network decides about the basic edition, or all at once; a decision of nobody is left out", async () => {
  const decided = { reference: "00000000-0000-4000-8000-000000000001", state: "approved" };
  const states = [
    { ...decided, network: "unicom", state: "rejected", reason: "画面不清晰" },
    { ...decided, network: null },
    { ...decided, network: "moon" },
    decided,
  ];
  const { call, issues } = await taken({ type: "template_states", states });
  const items = call.items as { vendor?: unknown; network?: unknown; state: string }[];
  assert.deepEqual(
    items.map(({ vendor, network, state }) => [vendor, network, state]),
    [
      [undefined, "unicom", "rejected"],
      [undefined, null, "approved"],
    ],
  );
  assert.deepEqual(
    issues.map(({ where }) => where),
    ["states.2.network", "states.3.vendor"],
  );
});

Deno.test("a vendor's decision without a time has that of its signed call", async () => {
  const states = [{ reference: "00000000-0000-4000-8000-000000000001", vendor: "vivo", state: "approved" }];
  const { call } = await taken({ type: "template_states", states });
  const [item] = call.items as { at: string | null }[];
  assert.ok(Math.abs(Date.parse(item?.at ?? "") - Date.now()) < 60_000);
});
