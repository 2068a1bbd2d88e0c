import assert from "node:assert/strict";
import { Silent } from "./calls.ts";
import { sandboxResolver } from "./sandbox_resolver.ts";

const HANDOFF = {
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

Deno.test("a template gets the resolver's id, or a reason why not", async () => {
  const ask = async (answer: Response) => {
    const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, () => answer);
    const channel = {
      base_url: `http://127.0.0.1:${server.addr.port}`,
      credentials: { api_key: "key" },
      settings: {},
      number: "106900001",
    };
    return await sandboxResolver.submitTemplate(channel, HANDOFF).finally(() => server.shutdown());
  };
  assert.equal(await ask(Response.json({ carrier_id: "t1" }, { status: 202 })), "t1");
  await assert.rejects(ask(new Response("", { status: 503 })), /503/);
  await assert.rejects(ask(Response.json({}, { status: 202 })), Silent);
});
