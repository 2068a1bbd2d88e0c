import assert from "node:assert/strict";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { done } from "../fixtures.ts";
import { calm, close, listen } from "./carrier.ts";
import { importAll, phones, upload } from "./numbers.ts";
import { dispatchAll, sendInput, untilDone, untilSending } from "./sends.ts";
import { testStage } from "./stage.ts";

/** From the click to the receipt: one id, which one grep finds in every log. */
const stage = await testStage({ volatile: true }, "import-numbers", "dispatch", "receive-receipts");
await calm(stage);

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const traceparent = `00-${TRACE}-00f067aa0ba902b7-01`;

test("a send that is made in a trace is handed over in it, and its receipts come back in it", async () => {
  const csv = `手机号,name,order_no,pickup_code\n${phones(3)
    .map((phone, n) => `${phone},张${n},YS${n},6-2-${n}`)
    .join("\n")}\n`;
  const file = await upload(stage, "trace.csv", new TextEncoder().encode(csv));
  await importAll(stage, file);
  const made = await fetch(`${stage.api}/rest/v1/rpc/create_send`, {
    method: "POST",
    headers: { ...(await stage.headers("bob")), "content-type": "application/json", traceparent },
    body: JSON.stringify({ input: await sendInput(stage, file) }),
  });
  const { id: send } = await made.json();
  assert.equal(made.status, 200);
  await done(stage.db.as("bob").rpc("submit_send", { send }));
  await done(stage.db.as("carol").rpc("approve_send", { send }));
  await untilSending(stage, send);

  // Between us and the carrier stands one who writes down what it was asked with.
  const saw: string[] = [];
  const between = createServer(async (request, response) => {
    saw.push(String(request.headers.traceparent));
    const body = await text(request);
    const { authorization = "", traceparent: trace = "" } = request.headers as Record<string, string>;
    const headers = { authorization, traceparent: trace, "content-type": "application/json" };
    const answer = await fetch(`${stage.carrier}${request.url}`, { method: "POST", headers, body });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  await stage.db.sql`update public.channels set base_url = ${await listen(between)}`;
  try {
    await dispatchAll(stage);
    await untilDone(stage, send);
  } finally {
    close(between);
  }

  assert.match(saw[0] ?? "", new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
  assert.match(stage.log("dispatch"), new RegExp(`handed over .*"trace":"${TRACE}"`));
  for (let tries = 0; tries < 100 && !stage.log("receive-receipts").includes(TRACE); tries += 1)
    await pause(20);
  assert.match(stage.log("receive-receipts"), new RegExp(`recorded .*"trace":"${TRACE}".*"receipts":[1-3]`));
  const lines = await stage.db
    .sql`select verb, trace_id from public.audit_log where resource = 'send' and resource_id = ${send}`;
  assert.ok(lines.filter(({ trace_id }) => trace_id === TRACE).length >= 2);
});

test("a header that is no traceparent is in no log and goes to no carrier", async () => {
  const hostile = "00-<script>alert(1)</script>-00f067aa0ba902b7-01";
  const body = JSON.stringify({ type: "receipts", receipts: [] });
  const asked = await fetch(`${stage.direct("receive-receipts")}/receive-receipts/${stage.channel}`, {
    method: "POST",
    headers: { "content-type": "application/json", traceparent: hostile },
    body,
  });
  assert.equal(asked.status, 401);
  await asked.body?.cancel();
  assert.doesNotMatch(stage.log("receive-receipts"), /script/);
});
