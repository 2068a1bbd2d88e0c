import assert from "node:assert/strict";
import { createServer } from "node:http";
import { type Channel, Silent } from "./calls.ts";
import type { Batch } from "./carrier.ts";
import { restOf } from "./http.ts";
import { sandboxCarrier } from "./sandbox_carrier.ts";

const SAID = {
  kind: "aim",
  signature: "云杉",
  template: null,
  callback_url: "http://us/receive-receipts/c",
  messages: [
    { reference: "7", to: "+8613800138000", text: "你好", link: "http://l/A", params: { name: "张" } },
  ],
} as const;
const BATCH: Batch = {
  ...{ id: "42", key: "42", ...SAID, sms_template: null, pattern: "你好", minted: false, days: 7 },
  trace: null,
};

/** A carrier of one answer; tells what it was asked. */
async function withCarrier<T>(
  answer: (request: Request) => Response | Promise<Response>,
  story: (channel: Channel) => Promise<T>,
): Promise<T> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, answer);
  const channel = {
    base_url: `http://127.0.0.1:${server.addr.port}`,
    credentials: { api_key: "key" },
    settings: {},
    number: "106900001",
  };
  return await story(channel).finally(() => server.shutdown());
}

Deno.test("a batch goes out as the carrier page says, named by its key when it has one", async () => {
  const asked: { path: string; headers: Headers; body: unknown }[] = [];
  const answer = async (request: Request) => {
    asked.push({ path: new URL(request.url).pathname, headers: request.headers, body: await request.json() });
    return Response.json(
      { results: [{ reference: "7", status: "accepted", carrier_id: "x" }] },
      { status: 202 },
    );
  };
  await withCarrier(answer, async (channel) => {
    assert.deepEqual(await sandboxCarrier.handOver(channel, BATCH), {
      outcome: "answered",
      results: [{ reference: "7", status: "accepted", carrier_id: "x", code: null }],
    });
    await sandboxCarrier.handOver(channel, { ...BATCH, key: null });
  });
  assert.equal(asked[0]?.path, "/v1/messages");
  assert.deepEqual(asked[0]?.body, { channel: "106900001", ...SAID });
  assert.equal(asked[0]?.headers.get("authorization"), "Bearer key");
  assert.equal(asked[0]?.headers.get("idempotency-key"), "42");
  assert.equal(asked[1]?.headers.get("idempotency-key"), null);
});

Deno.test("only 400, 401, 413 and 429 say for sure that nothing was taken; all else is in doubt", async () => {
  const outcomeOf = (answer: Response) =>
    withCarrier(
      () => answer,
      (channel) => sandboxCarrier.handOver(channel, BATCH),
    );
  const busy = await outcomeOf(new Response("", { status: 429, headers: { "retry-after": "7" } }));
  assert.deepEqual(
    [busy.outcome, "seconds" in busy && busy.seconds, "whose" in busy && busy.whose],
    ["nothing_taken", 7, "busy"],
  );
  const ours = await outcomeOf(new Response("", { status: 401 }));
  assert.deepEqual([ours.outcome, "whose" in ours && ours.whose], ["nothing_taken", "ours"]);
  for (const status of [400, 413]) {
    assert.equal((await outcomeOf(new Response("", { status }))).outcome, "refused");
  }
  for (const status of [201, 302, 404, 409, 500, 502, 503]) {
    assert.equal((await outcomeOf(new Response("x", { status }))).outcome, "in_doubt", String(status));
  }
  for (const body of ["", "{", '{"results":[{"reference":"7"}]}', '{"results":{}}', "<html>"]) {
    assert.equal((await outcomeOf(new Response(body, { status: 202 }))).outcome, "in_doubt", body);
  }
});

Deno.test("a carrier that is not there, or hangs up, leaves the batch in doubt", async () => {
  const gone = { base_url: "http://127.0.0.1:1", credentials: { api_key: "key" }, settings: {}, number: "1" };
  assert.equal((await sandboxCarrier.handOver(gone, BATCH)).outcome, "in_doubt");
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const hangUp = (async () => {
    const connection = await listener.accept();
    await connection.read(new Uint8Array(4096));
    connection.close();
  })();
  const { port } = listener.addr as Deno.NetAddr;
  const rude = { ...gone, base_url: `http://127.0.0.1:${port}` };
  const outcome = await sandboxCarrier.handOver(rude, BATCH);
  await hangUp;
  listener.close();
  assert.equal(outcome.outcome, "in_doubt");
});

Deno.test("a request is sent once, also when a kept connection is closed before its answer", async () => {
  let requests = 0;
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      requests += 1;
      if (requests === 2) request.socket.destroy();
      else response.writeHead(202).end('{"results":[]}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const channel = {
    base_url: `http://127.0.0.1:${port}`,
    credentials: { api_key: "key" },
    settings: {},
    number: "1",
  };
  assert.equal((await sandboxCarrier.handOver(channel, BATCH)).outcome, "answered");
  assert.equal((await sandboxCarrier.handOver(channel, BATCH)).outcome, "in_doubt");
  assert.equal(requests, 2);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

Deno.test("Retry-After is understood in seconds and as a date, and is never absurd", () => {
  const now = Date.parse("2026-11-24T12:00:00Z");
  assert.equal(restOf("7", now), 7);
  assert.equal(restOf("0", now), 1);
  assert.equal(restOf("99999999", now), 3600);
  assert.equal(restOf("Tue, 24 Nov 2026 12:00:30 GMT", now), 30);
  assert.equal(restOf(null, now), 1);
  assert.equal(restOf("soon", now), 1);
});

const about = (...references: string[]) => ({
  ...({ batch: "1", kind: "aim", since: "2026-11-24T12:00:00Z" } as const),
  messages: references.map((reference) => ({ reference, to: "+8613800000001" })),
});

Deno.test("a query tells what the carrier knows; one without such a page can never be asked", async () => {
  const results = [
    { reference: "7", status: "delivered", carrier_id: "x", code: null, at: null },
    { reference: "8", status: "unknown" },
  ];
  const known = await withCarrier(
    () => Response.json({ results }),
    (channel) => sandboxCarrier.query(channel, about("7", "8")),
  );
  assert.deepEqual(
    known?.map(({ reference, status }) => [reference, status]),
    [
      ["7", "delivered"],
      ["8", "unknown"],
    ],
  );
  assert.equal(
    await withCarrier(
      () => new Response("", { status: 404 }),
      (channel) => sandboxCarrier.query(channel, about("7")),
    ),
    null,
  );
  for (const answer of [new Response("", { status: 503 }), new Response("{}", { status: 200 })]) {
    await assert.rejects(
      withCarrier(
        () => answer,
        (channel) => sandboxCarrier.query(channel, about("7")),
      ),
      Silent,
    );
  }
});
