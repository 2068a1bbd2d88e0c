import assert from "node:assert/strict";
import { Silent } from "./calls.ts";
import type { TemplateHandoff } from "./resolver.ts";
import { sandboxResolver } from "./sandbox_resolver.ts";

const CARD = {
  reference: "v",
  kind: "aim",
  layout: "notice",
  vendors: ["huawei"],
  usage: "trial",
  content: { slots: {} },
  callback_url: "http://us",
  name: "通知",
  signatures: [],
  doubtful: false,
} as const;

const BASIC = {
  reference: "b",
  kind: "basic",
  content: { slots: { subject: "会员日", frames: [{ type: "text", text: "八折" }] } },
  callback_url: "http://us",
  name: "会员日",
  signature: "云杉",
  days: 30,
  doubtful: false,
} as const;

async function asking(answer: Response, handoff: TemplateHandoff) {
  let body: unknown;
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    body = await request.json();
    return answer;
  });
  const channel = {
    base_url: `http://127.0.0.1:${server.addr.port}`,
    credentials: { api_key: "key" },
    settings: {},
    number: "106900001",
  };
  const id = await sandboxResolver.submitTemplate(channel, handoff).finally(() => server.shutdown());
  return { id, body };
}

Deno.test("a template gets the resolver's id, or a reason why not", async () => {
  const ask = async (answer: Response) => (await asking(answer, CARD)).id;
  assert.equal(await ask(Response.json({ carrier_id: "t1" }, { status: 202 })), "t1");
  await assert.rejects(ask(new Response("", { status: 503 })), /503/);
  await assert.rejects(ask(Response.json({}, { status: 202 })), Silent);
});

Deno.test("a template of the basic edition goes with its signature and its days, without layout, vendors and usage", async () => {
  const { body } = await asking(Response.json({ carrier_id: "t2" }, { status: 202 }), BASIC);
  const { doubtful: _, ...said } = BASIC;
  assert.deepEqual(body, said);
});
